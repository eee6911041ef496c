"""What was agreed at set-up holds once it is open: days, words, and what could be shown."""

import re
from datetime import UTC, datetime

import pytest
from sqlmodel import Session

from app.domain.people import NewPerson, RoleLevel
from app.storage import organisations, outbox, people, planned_messages
from tests import cast
from tests.drafts import DATES, HOME, fill_in
from tests.front_door import forget_mail, leave_mail_waiting
from tests.respondent import text_of
from tests.web.test_setting_up import letters, run_the_clock, the_new_one

CHOSEN = {"reminder-1": "yes", "on-1": "20/10/2026", "reminder-3": "yes", "on-3": "2026-10-31"}


def planned(world, assessment_id):
    with Session(world.engine) as session:
        return [f"{each.on:%m-%d}" for each in planned_messages.timeline(session, assessment_id)]


def set_up(dele, **reminders):
    draft = fill_in(dele)
    assert dele.post(f"{draft}/messages", data=reminders or CHOSEN).status_code == 303
    return draft


def test_opened_before_its_day_it_keeps_the_reminders_days(world, dele):
    draft = set_up(dele)
    check = text_of(dele.get(f"{draft}/check"))
    assert "two reminders on Tuesday 20 October 2026 and Saturday 31 October 2026" in check
    opened = dele.post(f"{draft}/open", data={"when": "now"}).headers["location"]
    assert planned(world, the_new_one(world).id) == ["10-05", "10-20", "10-31"]
    assert "Done: it is open" in text_of(dele.get(opened))


def test_opened_by_the_clock_it_keeps_them_too(world, dele):
    draft = set_up(dele)
    dele.post(f"{draft}/open", data={"when": "day"})
    world.clock.now = datetime(2026, 10, 12, 8, tzinfo=UTC)
    run_the_clock(world)
    assert planned(world, the_new_one(world).id) == ["10-12", "10-20", "10-31"]


def test_opened_late_it_says_which_reminder_it_left_out_and_why(world, dele):
    draft = set_up(dele)
    world.clock.now = datetime(2026, 10, 18, 9, tzinfo=UTC)
    dele = world.browser(world.cast.dele)
    opened = dele.post(f"{draft}/open", data={"when": "now"}).headers["location"]
    assert planned(world, the_new_one(world).id) == ["10-18", "10-31"]
    page = text_of(dele.get(opened))
    assert "The reminder of Tuesday 20 October 2026 was left out: it opened later than planned" in page


@pytest.mark.parametrize(("day", "told"), [(12, False), (18, True)])
def test_opened_late_by_the_clock_whoever_asked_for_it_gets_a_letter(world, dele, day, told):
    draft = set_up(dele)
    dele.post(f"{draft}/open", data={"when": "day"})
    world.clock.now = datetime(2026, 10, day, 8, tzinfo=UTC)
    leave_mail_waiting(world)
    forget_mail(world)
    run_the_clock(world)
    with Session(world.engine) as session:
        mail = [each.message for each in outbox.waiting(session)]
    assert bool(mail) == told
    for letter in mail:
        assert (letter.to_address, letter.subject) == (
            cast.DELE,
            "“Winter 2026” is open, with a reminder less",
        )
        assert "\nTuesday 20 October 2026\n" in letter.body
        link = f"http://testserver{HOME}/assessments/{the_new_one(world).code}/messages\n"
        assert link in letter.body


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("", "Give a date for this reminder, or untick it."),
        ("14/10/2026", "at least three days after the invitation"),
        ("2026-11-02", "Choose a day before the last day."),
        ("2026-10-21", "at least three days between two reminders"),
    ],
)
def test_a_reminders_day_that_cannot_be_comes_back_as_typed(dele, day, sentence):
    draft = fill_in(dele)
    page = dele.post(f"{draft}/messages", data=CHOSEN | {"on-3": day})
    assert page.status_code == 422
    assert "<title>Error: " in page.text
    assert re.search(rf'<a href="#on-3">[^<]*{sentence}', page.text)
    assert f'id="on-3" value="{day}"' in page.text
    assert 'id="on-1" value="20/10/2026"' in page.text


def test_other_dates_lead_back_to_the_reminders(dele):
    draft = set_up(dele)
    moved = dele.post(f"{draft}/dates", data=DATES | {"closes_on": "2026-11-09"}).headers["location"]
    assert moved == f"{draft}/messages?done=moved"
    assert "so the reminders have new days" in text_of(dele.get(moved))


def test_the_forecast_is_the_same_before_and_after_it_opens(world, dele):
    """Two without a role level and one without a team: somebody gives way, by whose turn it is."""
    with Session(world.engine) as session, session.begin():
        cast.colleagues(session, world.cast.northway, 8, team_id=world.cast.repairs, place="more")
        organisations.add_team(session, organisation_id=world.cast.northway, name="Nights")
        of = (world.cast.northway, world.cast.outreach, RoleLevel.UNDECLARED)
        people.add_people(session, [NewPerson(f"New {n}", f"new{n}@x.example", *of) for n in (1, 2)])
    seen = []
    for _ in range(3):
        draft = fill_in(dele)
        before = outlooks(dele.get(f"{draft}/check"))
        opened = dele.post(f"{draft}/open", data={"when": "now"}).headers["location"].partition("?")[0]
        assert outlooks(dele.get(f"{opened}/forecast")) == before
        seen.append(before)
    assert len(set(seen)) > 1


def outlooks(page):
    return re.sub(
        r"\s+", " ", re.search(r'<table class="heat of-3 outlooks.*?</table>', page.text, re.DOTALL)[0]
    )


def test_who_lacks_a_role_level_or_a_team_is_a_link_away(world, dele):
    with Session(world.engine) as session, session.begin():
        of = (world.cast.northway, world.cast.outreach, RoleLevel.UNDECLARED)
        people.add_people(session, [NewPerson(f"New {n}", f"new{n}@x.example", *of) for n in (1, 2)])
    page = dele.get(f"{fill_in(dele)}/check").text
    assert f'<a href="{HOME}/people?level=undeclared">2 have no role level</a>' in page
    assert f'<a href="{HOME}/people?team=0">1 no team</a>' in page


# Words


MINE = {"subject": "Dele asks: how do we do?", "opening": "It’s <b>our</b> turn & I want to know."}


def test_words_of_her_own_are_in_the_preview_the_test_the_letters_and_on_the_poster(world, dele):
    leave_mail_waiting(world)
    draft = fill_in(dele)
    kept = dele.post(f"{draft}/words/invitation", data=MINE)
    page = dele.get(kept.headers["location"])
    assert "Done: Your words are kept." in text_of(page)
    assert "It’s &lt;b&gt;our&lt;/b&gt; turn &amp; I want to know." in page.text
    forget_mail(world)
    dele.post(f"{draft}/test")
    [test] = letters(world)
    assert test.subject == f"Test: {MINE['subject']}"
    forget_mail(world)
    own = dele.post(f"{draft}/open", data={"when": "now"}).headers["location"].partition("?")[0]
    bodies = {each.body for each in letters(world) if each.subject == MINE["subject"]}
    assert len(bodies) == 17
    assert all(f"\n\n{MINE['opening']}\nIt is open until 2 November" in each for each in bodies)
    assert MINE["subject"] in dele.get(f"{own}/poster").text


def test_a_reminder_can_be_reworded_while_it_has_not_gone_and_given_its_usual_words_again(world, dele, own):
    address = f"{own}/messages/first-reminder/words"
    assert "There is a lot on" in dele.get(address).text
    dele.post(address, data=MINE)
    messages = dele.get(f"{own}/messages").text
    assert MINE["subject"] in messages
    assert "There is a lot on" not in messages
    dele.post(address, data=MINE | {"go": "usual"})
    assert "There is a lot on" in dele.get(f"{own}/messages").text
    gone = dele.post(f"{own}/messages/invitation/words", data=MINE)
    assert gone.status_code == 409


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("subject", "x" * 51, "Keep it to 50 letters: it has 51."),
        ("opening", "x" * 301, "Keep it to 300 letters"),
        ("opening", "See HTTPS://evil.example", "Leave links out"),
        ("opening", "Dear {name}", "Leave braces out"),
    ],
)
def test_words_that_cannot_be_come_back_as_typed(dele, own, field, text, sentence):
    for address in (f"{fill_in(dele)}/words/first-reminder", f"{own}/messages/first-reminder/words"):
        page = dele.post(address, data=MINE | {field: text})
        assert page.status_code == 422
        assert "<title>Error: " in page.text
        assert f'<a href="#{field}">{sentence}' in page.text
        assert text in page.text


def test_a_line_break_does_not_make_a_paragraph_or_a_header(world, dele, own):
    dele.post(f"{own}/messages/first-reminder/words", data={"subject": "a\r\nBcc: x", "opening": "b\n\nc"})
    with Session(world.engine) as session:
        timeline = planned_messages.timeline(session, world.northway_own.id)
    assert (timeline[1].words.subject, timeline[1].words.opening) == ("a Bcc: x", "b c")


# More time, and how far the letters have come


def test_more_time_moves_the_reminders_that_have_not_gone_and_says_to_when(world, dele, own):
    assert 'id="reminders" value="yes" checked' in dele.get(f"{own}/extend").text
    extended = dele.post(f"{own}/extend", data={"by": "week", "reminders": "yes"})
    assert planned(world, world.northway_own.id) == ["10-05", "10-19", "10-26", "10-30"]
    page = text_of(dele.get(extended.headers["location"]))
    assert "Done: it is open until Monday 2 November 2026." in page
    assert "The next reminders go on Monday 19 October 2026, Monday 26 October 2026" in page


def test_they_stay_where_the_box_is_not_ticked_and_none_says_it_closes_soon(world, dele, own):
    before = planned(world, world.northway_own.id)
    assert "It closes soon" in dele.get(f"{own}/messages").text
    dele.post(f"{own}/extend", data={"until": "2026-11-20"})
    assert planned(world, world.northway_own.id) == before
    page = dele.get(f"{own}/messages").text
    assert "It closes soon" not in page
    assert page.count("This is the last time we write") == 1


def test_how_far_the_invitation_has_come_counts_everybody_the_same_whoever_answered(world, dele, own):
    with Session(world.engine) as session, session.begin():
        people.add_people(
            session, [NewPerson(f"Nan {n}", organisation_id=world.cast.northway) for n in (1, 2)]
        )
    leave_mail_waiting(world)
    forget_mail(world)
    opened = dele.post(f"{fill_in(dele)}/open", data={"when": "now"}).headers["location"]
    assert "17 invitations wait to be sent." in text_of(dele.get(opened))
    letters(world)
    assert "17 invitations wait to be sent." in text_of(dele.get(opened))
    with Session(world.engine) as session, session.begin():
        outbox.remove(session, [each.id for each in outbox.waiting(session, most=5)])
    page = text_of(dele.get(opened))
    assert "5 invitations have gone out, and 12 wait to be sent." in page
    assert "2 people have no email address, so no mail reaches them" in page


def test_a_large_team_in_with_a_small_one_is_named_and_the_reason_is_given(dele, own):
    page = text_of(dele.get(own))
    assert "Outreach, No team given and Repairs together 0 of 17" in page
    assert "fewer than ten people were asked there in all" in page
    assert "the next team in size, Outreach (12)." in page
