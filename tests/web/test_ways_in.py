"""People without email: a printed code each, or an open link for all of them, and never both."""

import re
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select
from sqlmodel import Session

from app.domain import walk
from app.storage.tables import AUDIT, INVITATION, OPEN_PLACE, RELEASED_CELL, SEALED_RESPONSE
from tests.databases import contents
from tests.on_paper import print_codes, responses_to, take_addresses_away
from tests.respondent import text_of
from tests.results_world import table
from tests.world import Browser, World

ENTRANCE = re.compile(r"testserver(/r/\w+)")


@pytest.fixture
def no_email(own: str) -> str:
    return f"{own}/no-email"


def open_link(dele: Browser, no_email: str) -> str:
    assert dele.post(f"{no_email}/open-link").status_code == 303
    found = ENTRANCE.search(dele.get(no_email).text)
    assert found
    return found[1]


def begin(world: World, entrance: str, **changes: str) -> tuple[Browser, int]:
    said = {"team": str(world.cast.outreach), "role_level": "operational", "consent": "yes"} | changes
    browser = world.browser()
    return browser, browser.post(f"{entrance}/start", data=said).status_code


def answer_and_send(world: World, browser: Browser, level: int = 3) -> None:
    home = f"/answer/{world.northway_own.code}"
    part = walk.parts(world.app.state.library.newest, world.northway_own.blocks)[0]
    seen = re.search(r'name="seen" value="([^"]*)"', browser.get(f"{home}/part/1").text)
    given = {each.code: str(level) for each in part.statements}
    assert browser.post(f"{home}/part/1", data={"seen": seen[1], **given}).status_code == 303
    assert browser.post(f"{home}/send").headers["location"] == f"{home}/sent"


def test_a_code_on_a_slip_opens_the_invitation_however_it_is_typed(world, dele, own, no_email):
    take_addresses_away(world, world.northway_own, world.cast.repairs)
    assert "4 people have no email address" in text_of(dele.get(own))
    codes = print_codes(dele, no_email)
    assert len(codes) == 4
    code = codes["Colleague 2"]
    typed = f"  {code.upper().replace('-', ' – ')} "
    browser = world.browser()
    link = browser.post("/join", data={"slip": typed}).headers["location"]
    assert "I’m happy to take part" in browser.get(link).text
    browser.post(f"{link}/start", data={"consent": "yes"})
    about_you = browser.get(f"/answer/{world.northway_own.code}/about-you").text
    assert "Repairs" in about_you
    [resume_code] = re.findall(r'<p class="code">([^<]+)</p>', about_you)
    answer_and_send(world, browser)
    other = world.browser()
    assert other.post(f"{link}/start", data={"consent": "yes"}).headers["location"] == f"{link}/code"
    assert other.post(f"{link}/code", data={"code": resume_code}).status_code == 303
    assert len(responses_to(world, world.northway_own)) == 1


def test_no_code_is_kept_or_written_down(world, dele, no_email):
    take_addresses_away(world, world.northway_own, world.cast.repairs)
    codes = print_codes(dele, no_email)
    letters = [code.replace("-", "") for code in codes.values()]
    page = dele.get(no_email).text
    with Session(world.engine) as session:
        audited = [row.action for row in session.execute(select(AUDIT.c.action))]
    assert "printed 4 codes" in audited
    assert not any(each in page for each in codes.values())
    everything = repr(contents(world.engine))
    assert not any(each in everything for each in [*letters, *codes.values()])


def test_a_new_code_ends_the_one_before_and_no_others(world, dele, no_email):
    take_addresses_away(world, world.northway_own, world.cast.repairs)
    first = print_codes(dele, no_email)
    [one] = re.findall(r'value="(person:\d+)">Colleague 1,', dele.get(no_email).text)
    again = print_codes(dele, no_email, one)
    assert list(again) == ["Colleague 1"]
    knock = world.browser()
    assert knock.post("/join", data={"slip": first["Colleague 1"]}).status_code == 422
    assert knock.post("/join", data={"slip": again["Colleague 1"]}).status_code == 303
    assert knock.post("/join", data={"slip": first["Colleague 2"]}).status_code == 303


def test_codes_cannot_be_guessed_for_long_and_right_ones_use_no_tries_up(world, dele, no_email):
    take_addresses_away(world, world.northway_own, world.cast.repairs)
    code = print_codes(dele, no_email)["Colleague 1"]
    browser = world.browser()
    assert {browser.post("/join", data={"slip": code}).status_code for _ in range(31)} == {303}
    wrong = [browser.post("/join", data={"slip": "bcdf-ghjk-mnpq"}).status_code for _ in range(31)]
    assert wrong == [422] * 30 + [429]


def test_a_code_opens_nothing_after_the_close(world, dele, own, no_email):
    take_addresses_away(world, world.northway_own, world.cast.repairs)
    code = print_codes(dele, no_email)["Colleague 1"]
    world.close(world.northway_own, by=world.cast.dele)
    assert world.browser().post("/join", data={"slip": code}).status_code == 422
    assert dele.get(no_email).headers["location"] == own


def test_the_open_link_never_admits_more_than_it_may_even_when_fifty_try_at_once(world, dele, no_email):
    places = take_addresses_away(world, world.northway_own, world.cast.outreach)
    entrance = open_link(dele, no_email)
    with ThreadPoolExecutor(16) as pool:
        outcomes = list(pool.map(lambda _: begin(world, entrance)[1], range(50)))
    assert sorted(outcomes) == [303] * places + [409] * (50 - places)
    begun = responses_to(world, world.northway_own)
    assert len(set(begun)) == len(begun) == places


def test_a_place_that_was_given_back_can_be_taken_again(world, dele, no_email):
    places = take_addresses_away(world, world.northway_own, world.cast.outreach)
    entrance = open_link(dele, no_email)
    browsers = [begin(world, entrance)[0] for _ in range(places)]
    assert begin(world, entrance)[1] == 409
    browsers[0].post(f"/answer/{world.northway_own.code}/delete")
    assert begin(world, entrance)[1] == 303


def test_who_comes_by_the_open_link_is_nobody_by_name_and_counts_in_her_team(world, dele, own, no_email):
    take_addresses_away(world, world.northway_own, world.cast.outreach)
    before = text_of(dele.get(own)).partition("Invitation and reminders")[0]
    entrance = open_link(dele, no_email)
    for _ in range(6):
        answer_and_send(world, begin(world, entrance)[0])
    with Session(world.engine) as session:
        names = session.execute(
            select(INVITATION.c.person_id).where(INVITATION.c.id.in_(responses_to(world, world.northway_own)))
        )
        assert set(names.scalars()) == {None}
    # Nothing on the page moves when somebody comes in.
    assert text_of(dele.get(own)).partition("Invitation and reminders")[0] == before
    world.close(world.northway_own, by=world.cast.dele)
    with Session(world.engine) as session:
        cells = session.execute(select(RELEASED_CELL).where(RELEASED_CELL.c.group_name == "Outreach")).all()
        sealed = session.execute(select(SEALED_RESPONSE)).all()
        assert session.execute(select(OPEN_PLACE)).all() == []
    assert {(each.people, each.invited) for each in cells if each.people} == {(6, 12)}
    assert len(sealed) == 6
    results = own.replace("/assessments/", "/results/")
    for page in ("", "/teams", "/report"):
        assert text_of(dele.get(results + page)).count("An open link let in up to 12 people") == 1
    _, *rows = table(dele, f"{results}/cells.csv")
    assert {row[-1] for row in rows} == {"yes"}
    told = dele.get(f"/api/v1/assessments/{world.northway_own.code}/cells").json()
    assert "An open link let in up to 12 people" in told["unverified"]
    workbook = load_workbook(BytesIO(dele.get(f"{results}/cells.xlsx").content))
    lines = dict(workbook["About this file"].iter_rows(values_only=True))
    assert lines["Unverified"] == told["unverified"]


def test_who_finds_her_team_full_counts_in_totals_only_and_is_not_told(world, dele, no_email):
    """To refuse her would say that all of that team have begun."""
    take_addresses_away(world, world.northway_own)
    entrance = open_link(dele, no_email)
    repairs = str(world.cast.repairs)
    pages = []
    for _ in range(6):
        browser, status = begin(world, entrance, team=repairs)
        assert status == 303
        page = browser.get(f"/answer/{world.northway_own.code}/about-you").text
        pages.append(re.sub(r'class="code">[^<]+|data-who="\w+"|value="[0-9a-f]{16}"', "", page))
        answer_and_send(world, browser)
    assert len(set(pages)) == 1
    world.close(world.northway_own, by=world.cast.dele)
    with Session(world.engine) as session:
        cells = session.execute(select(RELEASED_CELL).where(RELEASED_CELL.c.people.is_not(None))).all()
    assert {each.people for each in cells if each.group_name == "Northway Homes"} == {6}
    assert not [each for each in cells if each.group_name == "Repairs"]


def test_who_names_no_team_counts_in_none(world, dele, no_email):
    take_addresses_away(world, world.northway_own, world.cast.outreach)
    entrance = open_link(dele, no_email)
    for _ in range(6):
        answer_and_send(world, begin(world, entrance, team="none")[0])
    world.close(world.northway_own, by=world.cast.dele)
    with Session(world.engine) as session:
        cells = session.execute(select(RELEASED_CELL).where(RELEASED_CELL.c.people.is_not(None))).all()
    assert {each.group_name for each in cells if each.group_kind == "team"} == set()
    assert {each.people for each in cells} == {6}


def test_another_browser_goes_on_with_the_code_shown_at_the_start(world, dele, no_email):
    take_addresses_away(world, world.northway_own, world.cast.outreach)
    entrance = open_link(dele, no_email)
    browser, _ = begin(world, entrance)
    home = f"/answer/{world.northway_own.code}"
    [code] = re.findall(r'<p class="code">([^<]+)</p>', browser.get(f"{home}/about-you").text)
    other = world.browser()
    assert other.post(f"{entrance}/back", data={"code": "bcdf-ghjk"}).status_code == 422
    assert other.post(f"{entrance}/back", data={"code": code.upper()}).headers["location"] == home
    assert other.get(home).status_code == 200


def test_there_are_codes_or_an_open_link_and_never_both(world, dele, no_email):
    take_addresses_away(world, world.northway_own, world.cast.outreach)
    print_codes(dele, no_email, "everybody")
    assert dele.post(f"{no_email}/open-link").status_code == 409
    joint = f"/org/northway-homes/assessments/{world.joint.code}/no-email"
    take_addresses_away(world, world.joint, world.cast.outreach)
    open_link(dele, joint)
    assert dele.post(f"{joint}/codes", data={"who": "everybody"}).status_code == 409


def test_an_open_link_needs_ten_people(world, dele, no_email):
    take_addresses_away(world, world.northway_own, world.cast.outreach, most=9)
    assert "It needs at least ten people" in text_of(dele.get(no_email))
    assert dele.post(f"{no_email}/open-link").status_code == 409


def test_the_poster_names_the_way_in_that_there_is(world, dele, own, no_email):
    assert "Everybody who was asked has an email address" in text_of(dele.get(own))
    take_addresses_away(world, world.northway_own, world.cast.outreach)
    entrance = open_link(dele, no_email)
    assert f"<b>testserver{entrance}</b>" in dele.get(f"{own}/poster").text


def test_nothing_starts_at_an_entrance_without_team_level_and_consent(world, dele, no_email):
    take_addresses_away(world, world.northway_own, world.cast.outreach)
    entrance = open_link(dele, no_email)
    page = world.browser().post(f"{entrance}/start", data={"team": "99999"})
    assert page.status_code == 422
    assert "<title>Error: " in page.text
    assert all(f'href="#{field}"' in page.text for field in ("team", "role_level", "consent"))
    assert responses_to(world, world.northway_own) == []
