"""Paper forms: what they say, and that one which was keyed in counts once and looks like every other."""

import re

from sqlalchemy import select
from sqlmodel import Session

from app.domain import walk
from app.storage.tables import ANSWERING, AUDIT, OPEN_RESPONSE, RELEASED_CELL, SEALED_RESPONSE
from tests.on_paper import print_codes, responses_to, take_addresses_away
from tests.respondent import text_of
from tests.web.test_ways_in import answer_and_send, open_link
from tests.world import World


def first_part(world: World, key: str = "3") -> dict[str, str]:
    part = walk.parts(world.app.state.library.newest, world.northway_own.blocks)[0]
    return {each.code: key for each in part.statements}


def test_the_paper_form_asks_every_statement_wants_no_name_and_says_who_sees_it(world, dele, own):
    take_addresses_away(world, world.northway_own, world.cast.repairs)
    page = dele.get(f"{own}/no-email/paper").text
    text = text_of(dele.get(f"{own}/no-email/paper"))
    for part in walk.parts(world.app.state.library.newest, world.northway_own.blocks):
        assert all(each.text in text for each in part.statements)
    assert "Whoever keys in this form sees your answers. Put no name on it" in text
    assert "Colleague" not in text
    assert page.count('<section class="sheet">') == 1 + -(
        -len(walk.parts(world.app.state.library.newest, world.northway_own.blocks)) // 2
    )


def test_keyed_in_printed_and_on_a_phone_give_the_same_cells_and_the_same_sealed_rows(world, dele, own):
    take_addresses_away(world, world.northway_own, world.cast.outreach)
    codes = list(print_codes(dele, f"{own}/no-email").values())
    for code in codes[:5]:
        browser = world.browser()
        link = browser.post("/join", data={"slip": code}).headers["location"]
        browser.post(f"{link}/start", data={"consent": "yes"})
        answer_and_send(world, browser)
    for code in codes[5:10]:
        sent = dele.post(f"{own}/no-email/keying", data={"go": "send", "code": code, **first_part(world)})
        assert sent.headers["location"] == f"{own}/no-email/keying?done=yes"
    with Session(world.engine) as session:
        assert {row.sent_on for row in session.execute(select(OPEN_RESPONSE))} == {world.clock.now.date()}
        keyed = {row.invitation_id for row in session.execute(select(ANSWERING))}
        assert len(keyed) == 5  # browsers of those with a phone, and no others
        assert not [row for row in session.execute(select(AUDIT.c.action)) if "key" in row.action]
    world.close(world.northway_own, by=world.cast.dele)
    with Session(world.engine) as session:
        sealed = session.execute(select(SEALED_RESPONSE)).all()
        cells = session.execute(select(RELEASED_CELL).where(RELEASED_CELL.c.group_name == "Outreach")).all()
    assert len({row.levels for row in sealed}) == 1
    assert all(row.return_selector and row.return_hash for row in sealed)
    assert {each.people for each in cells if each.people} == {10}


def test_a_code_counts_once_however_it_is_used(world, dele, own):
    take_addresses_away(world, world.northway_own, world.cast.repairs)
    codes = print_codes(dele, f"{own}/no-email")
    form = {"go": "send", "code": codes["Colleague 1"], **first_part(world)}
    assert dele.post(f"{own}/no-email/keying", data=form).status_code == 303
    again = dele.post(f"{own}/no-email/keying", data=form)
    unknown = dele.post(f"{own}/no-email/keying", data=form | {"code": "bcdf-ghjk-mnpq"})
    assert again.status_code == unknown.status_code == 422
    assert again.text.replace(form["code"], "bcdf-ghjk-mnpq") == unknown.text
    assert len(responses_to(world, world.northway_own)) == 1


def test_what_is_keyed_can_be_keyed_again_and_differences_are_shown_before_anything_is_kept(world, dele, own):
    take_addresses_away(world, world.northway_own, world.cast.repairs)
    code = print_codes(dele, f"{own}/no-email")["Colleague 1"]
    form = {"code": code, **first_part(world)}
    again = dele.post(f"{own}/no-email/keying", data=form | {"go": "again"})
    [first] = re.findall(r'name="first" value="([^"]+)"', again.text)
    statement = next(iter(first_part(world)))
    other = dele.post(f"{own}/no-email/keying", data=form | {"go": "send", "first": first, statement: "d"})
    assert other.status_code == 422
    assert "keyed differently the first time" in text_of(other)
    assert re.findall(r'<li><a href="#([^"]+)">', other.text) == [statement]
    assert responses_to(world, world.northway_own) == []
    assert dele.post(f"{own}/no-email/keying", data=form | {"go": "send"}).status_code == 303


def test_what_is_no_answer_is_named_by_its_field_and_enter_alone_sends_nothing(world, dele, own):
    take_addresses_away(world, world.northway_own, world.cast.repairs)
    code = print_codes(dele, f"{own}/no-email")["Colleague 1"]
    statement = next(iter(first_part(world)))
    form = {"code": code, **first_part(world)}
    wrong = dele.post(f"{own}/no-email/keying", data=form | {"go": "send", statement: "7"})
    assert (wrong.status_code, f'href="#{statement}"' in wrong.text) == (422, True)
    assert "Nothing is sent yet" in text_of(dele.post(f"{own}/no-email/keying", data=form))
    assert dele.post(f"{own}/no-email/keying", data={"go": "send", "code": code}).status_code == 422
    assert responses_to(world, world.northway_own) == []


def test_a_form_without_a_code_takes_a_place_of_the_open_link(world, dele, own):
    places = take_addresses_away(world, world.northway_own, world.cast.outreach)
    open_link(dele, f"{own}/no-email")
    form = {"go": "send", "team": str(world.cast.outreach), "role_level": "both", **first_part(world)}
    sent = [dele.post(f"{own}/no-email/keying", data=form).status_code for _ in range(places + 1)]
    assert sent == [303] * places + [422]
    assert len(responses_to(world, world.northway_own)) == places
