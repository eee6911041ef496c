"""The parts of the questionnaire: what a page shows, what Continue and a tap save, and where they lead."""

import logging
import re

import pytest

from app.domain.answers import BLANK, Skipped
from tests.cast import DELE
from tests.front_door import leave_mail_waiting
from tests.respondent import Respondent, amira_answers, text_of
from tests.world import World


@pytest.fixture
def amira(world: World) -> Respondent:
    leave_mail_waiting(world)
    return amira_answers(world)


def test_a_part_presses_nobody(amira):
    page = amira.get("/part/1").text
    assert page.count("<h1") == 1
    assert page.count("<fieldset") == 8
    assert not re.search(r"checked|required|<progress|\*", page)
    for statement in amira.parts[0].statements:
        assert re.search(rf"<legend>[^/]*</span> {re.escape(statement.text)}</legend>", page)
    assert "My practice: page 1 of 5" in text_of(amira.get("/part/1"))


def test_continue_keeps_what_was_answered_and_shows_it_again(amira):
    amira.fill_in(1, {0: 3, 1: int(Skipped.CANNOT_SAY)})
    assert list(amira.kept().sheet[:3]) == [3, 6, BLANK]
    assert re.findall(r'value="(\d)" checked', amira.get("/part/1").text) == ["3", "6"]


def test_blanks_are_named_once_and_may_stay(amira):
    reply = amira.fill_in(1, dict.fromkeys(range(5), 2), go="next")
    assert reply.headers["location"] == f"{amira.home}/part/1?blanks=yes"
    page = amira.browser.get(reply.headers["location"])
    assert "You left two blank" in text_of(page)
    statement = "I update notes that a colleague could use to take over my partnership work."
    assert f'<a href="#q-SP4.3.practice">{statement}</a>' in page.text
    assert 'name="go" value="on"' in page.text
    reply = amira.fill_in(1, {}, go="on")
    assert reply.headers["location"] == f"{amira.home}/part/2"


def test_a_full_page_leads_to_the_next_and_the_last_to_check_and_send(amira):
    everything = dict.fromkeys(range(7), 2)
    assert amira.fill_in(1, everything, go="next").headers["location"].endswith("/part/2")
    assert amira.fill_in(11, {}, go="on").headers["location"].endswith("/check")


@pytest.mark.parametrize(("go", "leads"), [("later", "/later"), ("profile", "/profile")])
def test_other_buttons_save_as_well(amira, go, leads):
    reply = amira.fill_in(5, {0: 4}, go=go)
    assert reply.headers["location"] == amira.home + leads
    assert amira.kept().sheet.count(4) == 1
    assert amira.get(leads).status_code == 200


def test_an_answer_is_taken_back_by_saying_so_and_never_by_silence(amira):
    amira.fill_in(1, {0: 3, 1: 3})
    amira.fill_in(1, {0: BLANK})
    assert list(amira.kept().sheet[:2]) == [BLANK, 3]


@pytest.mark.parametrize("tampered", ["8", "-1", "99999999999999999999", "3.0", "true", "٣", "", "3 "])
def test_what_is_no_answer_is_read_as_a_blank_and_logged_without_its_value(amira, tampered, caplog):
    amira.fill_in(1, {1: 2})
    with caplog.at_level(logging.INFO, logger="good_partners.tampering"):
        assert amira.fill_in(1, {0: tampered, 1: tampered}).status_code == 303
    assert list(amira.kept().sheet[:2]) == [BLANK, 2]
    [first, second] = [each.getMessage() for each in caplog.records if "tampering" in each.name]
    assert first == second == "an answer that is none was read as a blank, on part 1"


def test_a_field_of_another_part_or_of_none_changes_nothing(amira):
    reply = amira.fill_in(1, {}, **{"SP1.1.organisation": "3", "VA2.1.practice": "3", "x": "3"}, go="on")
    assert reply.status_code == 303
    assert set(amira.kept().sheet) == {BLANK}


@pytest.mark.parametrize(
    "seen", ["", "7", "7777777", "77777777", "777777x-", "8888888-", "7777777h", "7777777--"]
)
def test_a_page_that_does_not_say_what_it_showed_is_refused_by_name(amira, seen):
    reply = amira.post("/part/1", **{"seen": seen, "SP1.1.practice": "3"})
    assert reply.status_code == 422
    assert set(amira.kept().sheet) == {BLANK}


@pytest.mark.parametrize("number", [0, 12, 10**30])
def test_there_are_eleven_parts(amira, number):
    assert amira.get(f"/part/{number}").status_code == 404
    assert amira.post(f"/part/{number}", seen="7").status_code == 404


def test_two_tabs_are_shown_both_answers_and_nothing_is_overwritten(amira):
    seen = amira.seen("/part/1")
    amira.fill_in(1, {0: 1, 1: 1}, seen=seen)
    reply = amira.fill_in(1, {0: 4, 2: 4}, seen=seen, go="next")
    assert reply.status_code == 409
    assert list(amira.kept().sheet[:3]) == [1, 1, 4]
    assert "Some of the time from the other place" in text_of(reply)
    assert "Always or nearly always from here" in text_of(reply)
    assert "checked" not in reply.text
    assert 'name="seen" value="1147777-"' in reply.text
    chosen = amira.post("/part/1", **{"seen": "1147777-", "SP1.1.practice": "4", "go": "on"})
    assert chosen.headers["location"] == f"{amira.home}/part/2"
    assert list(amira.kept().sheet[:3]) == [4, 1, 4]


def test_a_clash_keeps_to_where_she_was_going(amira):
    seen = amira.seen("/part/1")
    amira.fill_in(1, {0: 1}, seen=seen)
    reply = amira.fill_in(1, {0: 4}, seen=seen, go="later", back="check")
    assert 'name="go" value="later"' in reply.text
    assert 'name="back" value="check"' in reply.text


def test_help_wanted_is_kept_and_clashes_as_answers_do(amira):
    assert "Which one would you most like help with?" in text_of(amira.get("/part/1"))
    assert amira.seen("/part/1") == "7777777-"
    amira.fill_in(1, {}, help="e")
    assert amira.kept().help_wanted == ("SP3.2.practice",)
    assert 'name="help" id="help-e" value="e" checked' in amira.get("/part/1").text
    reply = amira.fill_in(1, {}, help="a", seen="7777777-")
    assert reply.status_code == 409
    assert "Fair use of power from the other place" in text_of(reply)
    assert "Shared purpose from here" in text_of(reply)
    amira.fill_in(1, {}, help="-")
    assert amira.kept().help_wanted == ()


def test_help_can_be_wanted_with_a_habit_from_the_first_half_of_a_theme(amira):
    assert "help with" not in text_of(amira.get("/part/4"))
    amira.fill_in(5, {}, help="a")
    assert amira.kept().help_wanted == ("SA1.1.practice",)


@pytest.mark.parametrize("help", ["h", "A", "aa", "SP1.1.practice", ""])
def test_help_with_what_was_not_offered_changes_nothing(amira, help):
    amira.fill_in(1, {}, help="b")
    amira.fill_in(1, {}, help=help)
    assert amira.kept().help_wanted == ("SP1.2.practice",)


def test_help_is_asked_for_in_my_practice_only(amira):
    asking = [n for n in range(1, 12) if "most like help with" in text_of(amira.get(f"/part/{n}"))]
    assert asking == [1, 2, 3, 5]


def test_a_tap_is_saved_alone_and_its_repetition_changes_nothing(amira):
    fields = {"seen": "7777777-", "SP1.2.practice": "2"}
    for _ in range(2):
        reply = amira.post("/save/1", **fields)
        assert reply.json() == {"seen": "7277777-"}
    assert list(amira.kept().sheet[:2]) == [BLANK, 2]


def test_a_tap_that_clashes_is_told_what_is_kept(amira):
    amira.fill_in(1, {0: 1})
    reply = amira.post("/save/1", **{"seen": "7777777-", "SP1.1.practice": "4", "SP1.2.practice": "0"})
    assert (reply.status_code, reply.json()["seen"]) == (409, "1077777-")


def test_looking_at_pages_changes_nothing(amira):
    before = amira.kept()
    for path in ("", "/about-you", "/part/1", "/part/1?copy=yes", "/check", "/later", "/waiting", "/profile"):
        assert amira.get(path).status_code == 200
    assert amira.kept() == before


def test_the_copy_for_the_phone_holds_no_answers(amira):
    amira.fill_in(1, {0: 3}, help="e")
    copy = amira.get("/part/1?copy=yes").text
    assert "checked" not in copy
    assert 'name="seen" value="7777777-"' in copy
    assert "data-copy" in copy
    assert "data-copy" not in amira.get("/part/1").text


def test_the_phone_is_told_how_many_pages_to_hold(amira):
    for path in ("", "/about-you", "/part/1"):
        assert 'data-parts="11"' in amira.get(path).text


def test_what_the_phone_keeps_is_kept_under_a_name_of_each_persons_own(amira):
    def name(respondent_page: str) -> str:
        return re.findall(r'data-who="([0-9a-f]{16})"', respondent_page)[0]

    dele = amira.world.answering_browser(amira.world.path_in_mail_to(DELE))
    hers = {name(amira.get(path).text) for path in ("", "/part/1", "/part/2?copy=yes", "/check")}
    assert len(hers) == 1
    assert hers != {name(dele.get(f"{amira.home}/part/1").text)}


def test_the_worker_reaches_the_answering_pages_and_is_never_stale(amira):
    reply = amira.browser.get("/answer/worker.js")
    assert reply.headers["content-type"].startswith("text/javascript")
    assert reply.headers["cache-control"] == "no-cache"


def test_pages_are_kept_by_no_cache_and_filled_in_by_no_browser(amira):
    reply = amira.get("/part/1")
    assert reply.headers["cache-control"] == "no-store"
    assert 'autocomplete="off"' in reply.text


def test_about_you_shows_the_staff_list_and_takes_a_correction(amira):
    page = amira.get("/about-you")
    assert "Lantern Trust" in text_of(page)
    assert "Operational" in text_of(page)
    typed = "I moved to Repairs — née O’Brien <b>"
    reply = amira.post("/about-you", correction=typed, seen=amira.seen("/about-you"))
    assert reply.headers["location"] == f"{amira.home}/part/1"
    assert amira.kept().correction == typed
    assert "née O’Brien &lt;b&gt;" in amira.get("/about-you").text


def test_a_correction_is_not_overwritten_silently(amira):
    seen = amira.seen("/about-you")
    amira.post("/about-you", correction="From the phone", seen=seen)
    reply = amira.post("/about-you", correction="From the laptop", seen=seen)
    assert reply.status_code == 409
    assert "From the phone" in text_of(reply)
    assert "From the laptop" in reply.text
    assert amira.kept().correction == "From the phone"


def test_a_correction_that_is_too_long_comes_back_whole(amira):
    typed = "x" * 6_000
    reply = amira.post("/about-you", correction=typed, seen=amira.seen("/about-you"))
    assert reply.status_code == 422
    assert typed in reply.text
    assert "Keep this to 5,000 letters." in reply.text


def test_the_task_list_says_where_she_is_and_leads_on(amira):
    amira.fill_in(1, dict.fromkeys(range(7), 2))
    page = amira.get()
    assert "7 of 31 done" in text_of(page)
    assert text_of(page).count("Not started") == 2
    assert f'href="{amira.home}/part/2"' in page.text


def test_somebody_elses_browser_is_told_where_the_door_is(amira):
    stranger = amira.world.browser()
    reply = stranger.get(f"{amira.home}/part/1")
    assert reply.status_code == 404
    assert "Open the link in your invitation" in text_of(reply)
    saved = stranger.post(f"{amira.home}/part/1", data={"seen": "7777777", "SP1.1.practice": "3"})
    assert saved.status_code == 419
    assert set(amira.kept().sheet) == {BLANK}


def test_once_it_has_closed_nothing_is_taken(amira):
    seen = amira.seen("/part/1")
    amira.world.clock.forward(days=30)
    reply = amira.fill_in(1, {0: 3}, seen=seen)
    assert reply.status_code == 409
    assert "has closed" in text_of(reply)
    assert set(amira.kept().sheet) == {BLANK}
    for path in ("", "/about-you", "/part/1", "/check"):
        assert "has closed" in text_of(amira.get(path))


def test_a_part_costs_one_query_to_see_and_two_to_save(amira, count_statements):
    amira.get("/part/1")
    with count_statements() as seeing:
        amira.get("/part/1")
    with count_statements() as saving:
        amira.fill_in(1, {0: 3}, seen="7777777-")
    asked = [each.split()[0].upper() for each in (*seeing, *saving)]
    assert [each for each in asked if each not in ("BEGIN", "SAVEPOINT", "RELEASE")] == [
        "SELECT",
        "SELECT",
        "UPDATE",
    ]
