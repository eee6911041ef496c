"""What people write for themselves: kept locked, shown to nobody else, and not lost on the way."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from io import BytesIO
from secrets import token_bytes

import pytest
from pypdf import PdfReader
from sqlmodel import Session, SQLModel

from app.domain.codes import opaque_id
from app.domain.notebooks import DOES_NOT_OPEN, LONGEST_TEXT, Keys, TypedEntry
from app.services import notebooks
from app.storage.tables import NOTE, NOTEBOOK, SEAT, SIGN_IN
from tests.cast import AMIRA, NOW
from tests.front_door import ask, leave_mail_waiting, sign_in_link
from tests.respondent import amira_answers, text_of
from tests.world import Browser, World, browser_of, make_app

CANARY = "The panel forgot the residents, and nobody said so."
NEW = re.compile(r'action="(/me/journal/\w{8})"')
SEEN = re.compile(r'name="seen" value="(\w*)"')
A_STEP = {"choice": "own", "own": "Ask Zebedee before the meeting", "remind": "2"}
A_CARD = {"role": "Outreach", "offer": "Two visits", "limits": "No Quagga beds", "need": "A name"}


@pytest.fixture
def amira(world: World) -> Browser:
    return world.browser(world.cast.amira)


def write(browser: Browser, **typed: str) -> str:
    """Its address."""
    address = NEW.search(browser.get("/me/journal/new").text)[1]
    assert browser.post(address, data={"on": "2026-10-01", "happened": CANARY, **typed}).status_code == 303
    return address


def write_everything(browser: Browser) -> None:
    write(browser)
    browser.post("/me/step", data=A_STEP)
    browser.post("/me/meeting", data={**A_CARD, "keep": "yes"})


def kept(world: World) -> dict[str, list[tuple[object, ...]]]:
    with world.engine.connect() as connection:
        return {
            name: [tuple(row) for row in connection.execute(table.select())]
            for name, table in SQLModel.metadata.tables.items()
        }


# Hers alone


def test_nothing_she_writes_can_be_read_in_the_database(world, amira):
    write_everything(amira)
    held = repr(kept(world)).encode()
    for word in (CANARY, "residents", "Zebedee", "Quagga", "2026-10-01", 'Outreach", "offer'):
        assert word.encode() not in held, word
    with world.engine.connect() as connection:
        sizes = {len(row.locked) for row in connection.execute(NOTE.select())}
    assert len(sizes) == 1, "a short note and a long one look alike"


def test_everybody_else_finds_an_empty_journal_and_no_such_entry(world, amira):
    address = write(amira)
    for seat in (world.cast.dele, world.cast.rhiannon, world.cast.owen, world.admin):
        browser = world.browser(seat)
        assert CANARY not in browser.get("/me/journal").text + browser.get("/me/data/data.json").text
        assert browser.get(address).status_code == 404
        browser.post(f"{address}/delete")
        browser.post("/me/data/delete", data={"what": "everything"})
    assert CANARY in amira.get("/me/journal").text


def test_a_note_moved_into_another_place_does_not_open(world, amira):
    write(amira)
    with Session(world.engine) as session, session.begin():
        session.execute(NOTE.update().values(code="zzzzzzzz"))
    assert DOES_NOT_OPEN in amira.get("/me/journal").text


def test_signing_out_leaves_nothing_behind(world, amira):
    write(amira)
    assert amira.get("/me/journal").headers["cache-control"] == "no-store"
    gone = amira.post("/sign-out")
    assert gone.headers["clear-site-data"] == '"cache"'
    assert "my-results" in gone.headers["set-cookie"]
    assert amira.get("/me/journal").headers["location"] == "/sign-in?next=/me/journal"


def test_nothing_says_when_she_wrote_or_that_she_looked(world, amira):
    before = kept(world)
    write_everything(amira)
    amira.get("/me/journal/journal.txt")
    changed = {name for name, rows in kept(world).items() if rows != before[name]}
    assert changed == {"notebook", "note"}


# Signing in


def test_anybody_on_a_staff_list_may_sign_in_and_gets_a_seat_of_her_own(world):
    leave_mail_waiting(world)
    address = f"colleague-{world.cast.lantern}-x-1@places.example"
    browser = world.browser()
    ask(browser, address)
    assert browser.post(sign_in_link(world, address)).headers["location"] == "/me"
    write(browser)
    assert CANARY in browser.get("/me/journal").text


def test_off_the_list_her_pages_are_shut_and_back_on_it_they_are_there(world, amira):
    write(amira)
    with Session(world.engine) as session, session.begin():
        session.execute(SIGN_IN.delete().where(SIGN_IN.c.person_id == world.cast.amira.person_id))
        session.execute(SEAT.delete().where(SEAT.c.person_id == world.cast.amira.person_id))
    assert amira.get("/me/journal").status_code == 303
    leave_mail_waiting(world)
    ask(amira, AMIRA)
    amira.post(sign_in_link(world, AMIRA))
    assert CANARY in amira.get("/me/journal").text


# The journal


def test_an_entry_is_kept_found_changed_exported_and_deleted(amira):
    address = write(amira, theme="VA", now_what="Ring Tom.\r\nThen Sáeed.")
    write(amira, happened="Something else", on="2026-09-01")
    found = amira.post("/me/journal/search", data={"q": "SAEED ring"})
    assert ("1 entry" in text_of(found), "Something else" in found.text) == (True, False)
    assert "Nothing with “zebra” in it" in text_of(amira.post("/me/journal/search", data={"q": "zebra"}))
    assert "Something else" not in amira.get("/me/journal?theme=VA").text
    text = amira.get("/me/journal/journal.txt").text
    assert text.index("1 October 2026, Values") < text.index(CANARY) < text.index("1 September 2026")
    assert amira.get("/me/journal/journal.json").json()["entries"][0]["now_what"] == "Ring Tom.\nThen Sáeed."
    seen = SEEN.search(amira.get(address).text)[1]
    amira.post(address, data={"on": "2026-10-02", "so_what": "It helped", "seen": seen})
    assert CANARY not in amira.get("/me/journal").text
    amira.post(f"{address}/delete")
    assert amira.get(address).status_code == 404
    assert len(amira.get("/me/journal/journal.json").json()["entries"]) == 1


def test_of_one_day_the_last_written_comes_first(world, amira):
    for words in ("first", "second", "third"):
        world.clock.forward(minutes=1)
        write(amira, happened=words)
    entries = amira.get("/me/journal/journal.json").json()["entries"]
    assert [each["happened"] for each in entries] == ["third", "second", "first"]


def test_a_long_journal_comes_by_the_page(world, amira):
    keys = Keys((world.app.state.site.key,), token_bytes)
    charter = world.app.state.library.newest
    with Session(world.engine) as session, session.begin():
        for number in range(51):
            typed = TypedEntry(on="2026-10-01", happened=f"Meeting {number:02}")
            code, now = opaque_id(token_bytes), NOW + timedelta(minutes=number)
            notebooks.save_entry(
                session, charter, code, typed, seen="", by=world.cast.amira, keys=keys, now=now
            )
    first, second = (amira.get(f"/me/journal?page={page}").text for page in (1, 2))
    assert ("Meeting 50" in first, "Meeting 01" in first, "Meeting 00" in first) == (True, True, False)
    assert ("Meeting 00" in second, "Older entries" in second, "Newer entries" in second) == (
        True,
        False,
        True,
    )
    assert "newest 50" in text_of(amira.post("/me/journal/search", data={"q": "meeting"}))
    for odd in ("0", "x", "-1", "9" * 999):
        assert amira.get(f"/me/journal?page={odd}").status_code == 200


def test_sending_the_same_twice_keeps_it_once(amira):
    address = write(amira)
    assert amira.post(address, data={"on": "2026-10-01", "happened": CANARY}).status_code == 303
    assert len(amira.get("/me/journal/journal.json").json()["entries"]) == 1


def test_what_was_changed_in_another_tab_is_not_lost(amira):
    address = write(amira)
    seen = SEEN.search(amira.get(address).text)[1]
    amira.post(address, data={"on": "2026-10-01", "happened": "From the other tab", "seen": seen})
    clash = amira.post(address, data={"on": "2026-10-01", "happened": "From here", "seen": seen})
    assert clash.status_code == 409
    assert "From the other tab" in clash.text
    assert "From here" in clash.text
    again = SEEN.search(clash.text)[1]
    assert (
        amira.post(address, data={"on": "2026-10-01", "happened": "From here", "seen": again}).status_code
        == 303
    )


def test_what_cannot_be_kept_is_given_back_with_the_reason(amira):
    for typed, sentence in (
        ({"happened": " "}, "Write something in one of the three boxes."),
        ({"happened": "a" * (LONGEST_TEXT + 1)}, "Keep this to 4,000 letters. It has 4,001 now."),
        ({"on": "2026-10-06"}, "That day is still to come."),
        ({"on": "yesterday"}, "Give a date, like 2026-11-05."),
        ({"theme": "XX"}, "Choose one of the four themes, or none."),
    ):
        sent = {"on": "2026-10-01", "so_what": "", "happened": CANARY} | typed
        page = amira.post("/me/journal/bcdfghjk", data=sent)
        assert (page.status_code, sentence in text_of(page)) == (422, True), sentence
        assert "<title>Error: " in page.text
        assert typed.get("happened", CANARY).strip() in page.text


# Nothing is lost


def test_whoever_was_signed_out_meanwhile_gets_her_words_back_and_sends_them_again(world):
    words = "<b>lost & found</b>"
    for address, typed in (
        ("/me/journal/bcdfghjk", {"happened": words, "on": "2026-10-01", "seen": "x1"}),
        ("/me/step", {"choice": "own", "own": words, "remind": "4"}),
        ("/me/meeting", {**A_CARD, "role": words, "keep": "yes"}),
    ):
        page = world.browser().post(address, data=typed)
        assert page.status_code == 419
        assert "&lt;b&gt;lost &amp; found&lt;/b&gt;</textarea>" in page.text
        assert f'<form method="post" action="{address}"' in page.text
        for name in typed:
            assert f'name="{name}"' in page.text


def test_other_forms_are_not_given_back(world):
    assert "still here" not in world.browser().post("/me/seat", data={"seat": "1", "happened": "x"}).text


# Steps, cards, records


def test_a_step_is_chosen_put_off_and_done(world, amira):
    assert "Two weeks" not in amira.get("/me").text
    amira.post("/me/step", data=A_STEP)
    assert "We’ll remind you on 19 October 2026" in text_of(amira.get("/me"))
    world.clock.forward(days=7)
    amira.post("/sign-out")
    amira = world.browser(world.cast.amira)
    amira.post("/me/step/how-it-went", data={"said": "not yet"})
    assert "We’ll remind you on 26 October 2026" in text_of(amira.get("/me/step"))
    amira.post("/me/step/how-it-went", data={"said": "did it"})
    page = text_of(amira.get("/me/step"))
    assert "What you have done Ask Zebedee before the meeting 12 October 2026" in page
    amira.post("/me/step", data={"choice": "SA1.2-2", "remind": "never"})
    assert "No reminder." in text_of(amira.get("/me"))
    steps = amira.get("/me/data/data.json").json()["small_steps"]
    assert [each["competency"] for each in steps] == ["SA1.2", ""]


def test_no_step_without_words_and_an_answer_about_reminders(amira):
    for typed, sentence in (
        ({}, "Choose one of these, or write your own."),
        ({"choice": "ZZ9.9-1"}, "Choose one of these, or write your own."),
        ({"choice": "own", "own": " "}, "Say in a few words what you would like to try."),
        ({"choice": "own", "own": "a" * 201}, "Keep this to 200 letters."),
        ({"remind": "3"}, "Choose two weeks, four weeks or never."),
    ):
        page = amira.post("/me/step", data={"remind": "2", **typed})
        assert (page.status_code, sentence in text_of(page)) == (422, True), sentence


def test_suggestions_go_through_all_that_the_theme_has(amira):
    codes = set()
    for turn in range(8):
        codes |= set(re.findall(r'value="(SA\d\.\d-\d)"', amira.get(f"/me/step?theme=SA&turn={turn}").text))
    assert len(codes) >= 20
    for odd in ("-1", "x", "9" * 1_000, "٣"):
        assert amira.get(f"/me/step?turn={odd}").status_code == 200


def test_a_card_is_kept_only_if_she_says_so(world, amira):
    assert "No Quagga beds" in amira.post("/me/meeting", data=A_CARD).text
    assert "No Quagga beds" not in amira.get("/me/meeting").text
    assert kept(world)["note"] == []
    amira.post("/me/meeting", data={**A_CARD, "keep": "yes"})
    assert "No Quagga beds" in amira.get("/me/meeting").text
    amira.post("/me/meeting/delete")
    assert kept(world)["note"] == []


def test_a_record_holds_what_she_picked_and_nothing_of_her_journal(amira):
    code = write(amira, theme="SA").rpartition("/")[2]
    write(amira, happened="Not picked", on="2026-09-01")
    picked = {
        "year": "2026",
        f"pick-e-{code}": "yes",
        f"title-e-{code}": "Learning day",
        f"hours-e-{code}": "1,5",
    }
    record = amira.post("/me/cpd", data=picked)
    assert "1 October 2026 Learning day 1.5 hours In all 1.5 hours" in text_of(record)
    assert CANARY not in record.text
    assert "Not picked" not in record.text
    assert CANARY in amira.get("/me/cpd?year=2026").text
    for hours in ("-1", "1e2", "NaN", "101", "٣", "1.5.5"):
        wrong = amira.post("/me/cpd", data={**picked, f"hours-e-{code}": hours})
        assert (wrong.status_code, "Give the hours as a number" in wrong.text) == (422, True), hours


def test_a_record_is_a_tagged_pdf_too(world, amira):
    code = write(amira).rpartition("/")[2]
    if world.engine.dialect.name != "sqlite":
        return  # it takes seconds, and the database has no part in it
    picked = {"year": "2026", f"pick-e-{code}": "yes", f"title-e-{code}": "Learning day", "as": "pdf"}
    pdf = PdfReader(BytesIO(amira.post("/me/cpd", data=picked).content))
    assert pdf.root_object["/MarkInfo"]["/Marked"]
    assert "Learning day" in pdf.pages[0].extract_text()


# Her data


def test_her_data_is_all_there_and_deleting_leaves_none(world, amira):
    write_everything(amira)
    data = amira.get("/me/data/data.json").json()
    assert data["staff_lists"] == [
        {
            "name": "Amira Rahal",
            "email": AMIRA,
            "organisation": "Lantern Trust",
            "team": None,
            "role_level": "operational",
        }
    ]
    assert (data["journal"][0]["happened"], data["meeting_card"]["need"]) == (CANARY, "A name")
    assert "answered" not in json.dumps(data)
    page = amira.get("/me/data").text
    assert CANARY in page
    assert A_STEP["own"] in page
    assert re.search(r"Role level</dt>\s*<dd[^>]*>\s*Operational", page)
    amira.post("/me/data/delete", data={"what": "journal"})
    assert (CANARY in amira.get("/me/data").text, A_STEP["own"] in amira.get("/me/data").text) == (
        False,
        True,
    )
    amira.post("/me/data/delete", data={"what": "everything"})
    assert (kept(world)["note"], kept(world)["notebook"]) == ([], [])


def test_my_table_says_the_same_before_and_after_she_has_answered(world, amira):
    before = amira.get("/me").text
    phone = amira_answers(world)
    phone.fill_in(1, {0: 3})
    assert phone.post("/send").status_code == 303
    assert amira.get("/me").text == before


# The secret


@pytest.fixture
def with_secret(world: World, tmp_path, database_url: str) -> Iterator[Callable[..., Browser]]:
    """Amira's browser at the same site, started with other settings."""
    with ExitStack() as ends:

        def start(**settings: str) -> Browser:
            app = make_app(database_url, tmp_path, **settings)
            ends.callback(app.state.engine.dispose)
            for engine in {app.state.reading_engine, app.state.glancing_engine} - {None}:
                ends.callback(engine.dispose)
            app.state.now = world.clock
            return browser_of(app, app.state.engine, world.clock, world.cast.amira)

        yield start


def test_after_a_change_of_the_secret_the_former_one_still_opens(world, amira, with_secret):
    write_everything(amira)
    changed = {"secret": "another secret, and as long as it has to be"}
    lost = with_secret(**changed)
    for address in ("/me/journal", "/me/step", "/me/meeting"):
        assert DOES_NOT_OPEN in lost.get(address).text, address
    for address in ("/me", "/me/cpd", "/me/data", "/me/data/data.json", "/me/journal/journal.txt"):
        assert lost.get(address).status_code == 200, address
    write(lost, happened="Written with the new one")
    both = with_secret(former_secret=world.app.state.site.key, **changed).get("/me/journal").text
    assert CANARY in both
    assert "Written with the new one" in both
    lost.post("/me/data/delete", data={"what": "everything"})
    assert kept(world)[NOTEBOOK.name] == []
