"""Bringing in a staff list, from the paste to the list, through the front door."""

import html
import re
from secrets import token_bytes

import pytest
from sqlalchemy import text
from sqlmodel import Session

from app.domain.people import NewPerson, SeatKind
from app.services import accounts
from app.storage import people, seats, staff_lists
from app.storage.tables import AUDIT, INVITATION, PERSON, STAFF_IMPORT
from tests.cast import AMIRA
from tests.front_door import ask, leave_mail_waiting, sign_in_link
from tests.messy_lists import LAYOUTS, staff
from tests.world import Browser, World

PEOPLE = "/org/northway-homes/people"
HOSTILE = (
    '=HYPERLINK("http://evil.example")',
    "<script>alert(1)</script>",
    "Ada\0 Price",
    "Ada \u202ecirP",
    "A" * 10_000,
    "{{ seven * 7 }}",
    "'; DROP TABLE person; --",
    "@SUM(A1)",
)


def bring_in(browser: Browser, pasted: str = "", content: bytes = b"") -> str:
    """Reads a list and says that its columns are right. The path at which it is looked through."""
    form = {"pasted": (None, pasted)} | ({"file": ("staff.csv", content)} if content else {})
    page = browser.post(f"{PEOPLE}/import", files=form)
    assert page.status_code == 200, page.text
    matched = browser.post(f"{PEOPLE}/import/columns", files=said_of_columns(page.text))
    assert matched.status_code == 303, matched.text
    return matched.headers["location"]


def said_of_columns(page: str) -> dict[str, tuple[None, str]]:
    chosen = re.findall(r'name="(column-\d+)".*?value="([^"]+)" selected', page, re.DOTALL)
    rows = re.search(r'name="rows"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    assert rows
    headings = re.findall(r'name="(heading-\d+)" value="([^"]*)"', page)
    said = [*chosen, *headings, ("rows", rows[1])]
    return {name: (None, html.unescape(value)) for name, value in said}


def counts(page: str) -> dict[str, int]:
    found = re.findall(r"<dt>(.*?)</dt><dd>([\d,]+)</dd>", page)
    return {name: int(number.replace(",", "")) for name, number in found}


def import_it(browser: Browser, path: str, **more: str):
    hidden = dict(re.findall(r'name="(list|version)" value="(\d+)"', browser.get(path).text))
    return browser.post(path, data=hidden | more)


def on_list(world: World) -> dict[str, tuple[str | None, str, str]]:
    with Session(world.engine) as session:
        everybody = staff_lists.staff(session, world.cast.northway)
    return {each.name: (each.email, each.team, str(each.role_level)) for each in everybody}


def test_a_messy_workbook_of_420_is_on_the_list_after_three_forms(world: World, dele: Browser):
    everybody = staff()
    path = bring_in(dele, content=LAYOUTS["a workbook"](everybody))
    assert counts(dele.get(path).text)["New"] == 420
    done = import_it(dele, path)
    assert done.headers["location"] == f"{PEOPLE}?new=420&changed=0&gone=0&teams=4"
    assert "420 people added" in dele.get(done.headers["location"]).text
    with Session(world.engine) as session:
        found = staff_lists.staff(session, world.cast.northway)
    kept = {each.email: (each.team, each.role_level) for each in found}
    assert all(kept[each.email] == (each.team, each.level) for each in everybody)
    with Session(world.engine) as session:
        assert session.execute(STAFF_IMPORT.select()).all() == []
        last = session.execute(AUDIT.select().order_by(AUDIT.c.id.desc())).first()
    assert last is not None
    assert (last.action, last.subject) == (
        "imported a staff list",
        "northway-homes: 420 new, 0 changed, 0 taken off",
    )
    assert path not in dele.get(PEOPLE).text
    assert dele.get(path).status_code == 404


MESSY = """Name\tEmail\tTeam\tRole level
Colleague 0\tCOLLEAGUE-{n}-outreach-0@places.example\tOutreech\tops
Colleague 1\tcolleague-{n}-outreach-1+home@places.example\tOutreach\tops
Bo Reid\tbo.reid\tOutreach\tops
Cy Shah\tcy@places.example\tOutreach\tGrade 7
\tdee@places.example\tRepairs\tops
Eve Tait\teve@places.example\tRepairs\tstrategic
"""


def test_doubts_and_faults_are_mended_in_place_and_in_one_go(world: World, dele: Browser):
    path = bring_in(dele, MESSY.format(n=world.cast.northway))
    page = dele.get(path).text
    assert counts(page) == {
        "New": 1, "Changed": 0, "As before": 0, "In doubt": 3, "To mend": 2, "Not in this list": 12,
    }  # fmt: skip
    assert "Did you mean Outreach?" in page
    assert "Row 4" in page
    assert "This is not an email address." in page
    cells = {"name": "Bo Reid", "email": "bo@places.example", "team": "Outreach", "role_level": "ops"}
    dee = {"name": "Dee Webb", "email": "dee@places.example", "team": "Repairs", "role_level": "both"}
    mended = dele.post(
        f"{path}/rows",
        data={
            "team-0": "Outreech", "team-choice-0": "same", "choice-3": "same", "choice-5": "left out",
            **{f"{name}-4": value for name, value in cells.items()},
            **{f"{name}-6": value for name, value in dee.items()},
        },
    )  # fmt: skip
    assert mended.status_code == 303
    assert counts(dele.get(path).text) == {
        "New": 3, "Changed": 1, "As before": 1, "In doubt": 0, "To mend": 0, "Not in this list": 14,
    }  # fmt: skip
    import_it(dele, path)
    kept = on_list(world)
    assert kept["Dee Webb"] == ("dee@places.example", "Repairs", "both")
    assert kept["Bo Reid"][0] == "bo@places.example"
    assert "Cy Shah" not in kept
    assert len_of_list(world) == 17 + 3


HALF_SAID = """Name\tEmail\tTeam\tRole level
Ada Price\tada@places.example\tOutreach\tManager
Bo Reid\tbo@places.example\tOutreach\tGrade 7
Cy Shah\t\t\tmanager
Bo Reid\tbo@places.example\tRepairs\tGrade 7
Total\t420\t\t
"""


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_a_list_leaves_open_is_asked_once_and_answered_in_one_form(world: World, dele: Browser):
    path = bring_in(dele, HALF_SAID)
    page = " ".join(dele.get(path).text.split())
    assert "“Manager” (2) counts as" in page
    assert "“Grade 7” (2) is no role level we know" in page
    assert "1 person has no email address: they get in with a printed code." in page
    assert "This looks like a total, not a person." in page
    assert '<a href="#without">' in page
    assert "Row 4: Cy Shah" in page
    cells = {"name-4": "Cy Shah", "email-4": "", "team-4": "Repairs", "role_level-4": "manager"}
    words = {"level-0": "Grade 7", "level-choice-0": "operational"}
    words |= {"level-1": "Manager", "level-choice-1": "both"}
    dele.post(f"{path}/rows", data=cells | words)
    page = " ".join(dele.get(path).text.split())
    assert "Row 5 is right <small>Repairs, Grade 7</small>" in page
    dele.post(f"{path}/rows", data={"choice-5": "other", "choice-6": "left out"})
    assert counts(dele.get(path).text)["In doubt"] == 0
    import_it(dele, path)
    kept = on_list(world)
    assert kept["Ada Price"] == ("ada@places.example", "Outreach", "both")
    assert kept["Bo Reid"] == ("bo@places.example", "Repairs", "operational")
    assert kept["Cy Shah"] == (None, "Repairs", "both")
    assert "Total" not in kept


JOBS = "Payroll no.\tName\tEmail\tJob title\n" + "".join(
    f"{n}\tAda {n}\tada{n}@places.example\t{'Housing officer' if n % 2 else 'Head of service'}\n"
    for n in range(8)
)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_job_titles_become_role_levels_once_somebody_has_said_so(world: World, dele: Browser):
    page = dele.post(f"{PEOPLE}/import", files={"pasted": (None, JOBS)}).text
    assert "“Job title” would stand in for it" in page
    assert "No column holds teams" in page
    assert "As it stands, Payroll no. is left out." in page
    path = bring_in(dele, JOBS)
    page = " ".join(dele.get(path).text.split())
    assert "Left out of your list, and not kept: Payroll no." in page
    assert "“Housing officer” (4) counts as (our guess)" in page
    assert '<option value="operational" selected>' in page
    assert counts(page)["New"] == 4
    dele.post(f"{path}/rows", data={"level-0": "Housing officer", "level-choice-0": "operational"})
    import_it(dele, path)
    assert {on_list(world)[f"Ada {n}"][2] for n in (1, 3, 5, 7)} == {"operational"}
    assert on_list(world)["Ada 2"][2] == "strategic"


def test_nobody_leaves_unless_this_is_the_whole_list(world: World, dele: Browser):
    before = len_of_list(world)
    import_it(dele, bring_in(dele, "Ada Price"))
    assert len_of_list(world) == before + 1
    path = bring_in(dele, "Ada Price")
    assert "Dele Okonjo is not in this list, and stays" in " ".join(dele.get(path).text.split())
    import_it(dele, path, whole="yes")
    assert set(on_list(world)) == {"Ada Price", "Dele Okonjo"}


def len_of_list(world: World) -> int:
    with Session(world.engine) as session:
        return staff_lists.count(session, world.cast.northway)


def test_who_was_invited_stays_invited_after_leaving(world: World, dele: Browser):
    with Session(world.engine) as session:
        before = session.execute(INVITATION.select().order_by(INVITATION.c.id)).all()
    import_it(dele, bring_in(dele, "Ada Price"), whole="yes")
    with Session(world.engine) as session:
        assert session.execute(INVITATION.select().order_by(INVITATION.c.id)).all() == before
    colleague = f"colleague-{world.cast.northway}-outreach-1@places.example"
    assert world.browser().get(world.path_in_mail_to(colleague)).status_code == 200


def test_a_list_that_changed_meanwhile_is_shown_anew_and_nothing_is_done(world: World, dele: Browser):
    path = bring_in(dele, "Ada Price\nBo Reid")
    seen = dict(re.findall(r'name="(list|version)" value="(\d+)"', dele.get(path).text))
    dele.post(f"{PEOPLE}/new", data={"name": "Ada Price"})
    before = on_list(world)
    refused = dele.post(path, data=seen)
    assert refused.headers["location"] == f"{path}?again=changed"
    page = dele.get(refused.headers["location"]).text
    assert "nothing was done" in page
    assert counts(page) == {
        "New": 1, "Changed": 0, "As before": 1, "In doubt": 0, "To mend": 0, "Not in this list": 16,
    }  # fmt: skip
    assert on_list(world) == before


def test_all_of_it_counts_or_nothing(world: World, dele: Browser):
    path = bring_in(dele, "Name\tTeam\nAda Price\tCanals")
    before = on_list(world)
    run(world, "ALTER TABLE audit RENAME TO elsewhere")  # which is written to last, before the commit
    with pytest.raises(AssertionError, match="failed with 503"):
        import_it(dele, path)
    run(world, "ALTER TABLE elsewhere RENAME TO audit")
    assert on_list(world) == before
    assert "Canals" not in dele.get("/org/northway-homes/teams").text
    assert import_it(dele, path).status_code == 303
    assert on_list(world)["Ada Price"] == (None, "Canals", "undeclared")


def run(world: World, statement: str) -> None:
    with Session(world.engine) as session, session.begin():
        session.execute(text(statement))


def test_a_list_waits_for_a_day_and_no_longer(world: World, dele: Browser):
    path = bring_in(dele, "Ada Price")
    world.clock.forward(hours=23)
    later = world.browser(world.cast.dele)
    assert path in later.get(PEOPLE).text
    assert later.get(path).status_code == 200
    world.clock.forward(hours=2)
    later = world.browser(world.cast.dele)
    assert path not in later.get(PEOPLE).text
    assert later.get(path).status_code == 404


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_cell_is_text_or_a_fault_and_nothing_else(world: World, dele: Browser, hostile: str):
    path = bring_in(dele, f'Name,Team\n"{hostile.replace(chr(34), chr(34) * 2)}",Outreach\n')
    page = dele.get(path).text
    assert counts(page)["New"] + counts(page)["To mend"] == 1
    assert (counts(page)["To mend"] == 1) == (hostile[0] in "=@" or len(hostile) > 100)
    assert "<script>alert" not in page
    assert "\u202e" not in page
    import_it(dele, path)
    assert "<script>alert" not in dele.get(f"{PEOPLE}?q=script").text
    assert not [name for name in on_list(world) if name.startswith(("=", "@")) or not name.isprintable()]


def test_an_address_of_another_place_is_like_any_other(world: World, dele: Browser):
    path = bring_in(dele, f"Name,Email\nAmira Rahal,{AMIRA}\nNobody Known,nobody@lantern.example\n")
    assert counts(dele.get(path).text)["New"] == 2
    assert import_it(dele, path).status_code == 303
    with Session(world.engine) as session:
        found = session.execute(PERSON.select().where(PERSON.c.email == AMIRA)).all()
    assert {each.organisation_id for each in found} == {world.cast.northway, world.cast.lantern}
    leave_mail_waiting(world)
    ask(world.browser(), AMIRA)
    assert world.browser().post(sign_in_link(world, AMIRA)).headers["location"] == "/me"


def test_a_list_cannot_take_over_the_address_that_somebody_signs_in_with(world: World, dele: Browser):
    with Session(world.engine) as session, session.begin():
        [sam] = people.add_people(session, [NewPerson("Sam Lee", "sam@places.example", world.cast.northway)])
        seats.add_seat(session, person_id=sam, kind=SeatKind.CONVENOR, partnership_id=world.cast.eastquay)
        accounts.sit_down(session, sam, now=world.clock.now, randomness=token_bytes)
    path = bring_in(dele, "Name,Email\nSam Lee,mine@places.example\n")
    dele.post(f"{path}/rows", data={"choice-2": "same"})
    assert "Sam Lee signs in with sam@places.example" in dele.get(path).text
    import_it(dele, path)
    assert on_list(world)["Sam Lee"][0] == "sam@places.example"
    changed = dele.post(f"{PEOPLE}/{sam}", data={"name": "Sam Lee", "email": "mine@places.example"})
    assert changed.status_code == 422


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_file_that_will_not_do_is_said_beside_it_and_everything_else_stays(dele: Browser):
    large = b"Name,Email,Notes\n" + b"Ada Price,ada@places.example,some notes\n" * 160_000
    for content, words in (
        (large, "more than 5 MB"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"Name,Email\n", "the rows below"),
    ):
        page = dele.post(f"{PEOPLE}/import", files={"file": ("staff.xlsx", content), "pasted": (None, " ")})
        assert page.status_code == 422
        assert "<title>Error: " in page.text
        [problem] = re.findall(r'<p class="wrong-text" id="(.*?)-problem">(.*?)</p>', page.text)
        assert problem[0] == "file"
        assert words in problem[1]
    pasted = dele.post(f"{PEOPLE}/import", files={"pasted": (None, large.decode()), "file": ("", b"")})
    assert '<p class="wrong-text" id="pasted-problem">' in pasted.text
    both = dele.post(f"{PEOPLE}/import", files={"file": ("a.csv", large), "pasted": (None, "Bo Reid")})
    assert ">\nBo Reid</textarea>" in both.text


def test_columns_that_cannot_be_right_are_asked_again_with_what_was_said(dele: Browser):
    page = dele.post(f"{PEOPLE}/import", files={"pasted": (None, "Name\tTeam\nAda Price\tCanals")})
    said = said_of_columns(page.text) | {"column-0": (None, "team")}
    again = dele.post(f"{PEOPLE}/import/columns", files=said)
    assert again.status_code == 422
    assert "<title>Error: " in again.text
    assert "Choose a column with people’s names." in again.text
    assert "Ada Price\tCanals" in again.text
