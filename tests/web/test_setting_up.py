"""Setting an assessment up in five pages: what is kept, what is refused, and what opens."""

import re
from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlmodel import Session

from app.mail_job import write_due_letters
from app.opening_job import open_what_is_due
from app.storage.tables import ASSESSMENT, ASSESSMENT_DRAFT, INVITATION, OUTGOING_MESSAGE, SEAT, SUMMARY
from tests import cast
from tests.cast import DELE
from tests.drafts import DATES, EVERYONE, HOME, LINE, begin, fill_in
from tests.front_door import forget_mail, leave_mail_waiting
from tests.respondent import text_of


def kept(world, table):
    with Session(world.engine) as session:
        return session.execute(select(table).order_by(*table.primary_key.columns)).all()


def the_new_one(world):
    [row] = [each for each in kept(world, ASSESSMENT) if each.title == "Winter 2026"]
    return row


def asked_in(world, assessment_id):
    with Session(world.engine) as session:
        asked = select(INVITATION.c.team_id).where(INVITATION.c.assessment_id == assessment_id)
        return list(session.execute(asked).scalars())


def letters(world):
    write_due_letters(world.engine, base_url="http://testserver", clock=world.clock)
    with Session(world.engine) as session:
        return session.execute(select(OUTGOING_MESSAGE)).all()


def run_the_clock(world):
    said = []
    state = world.app.state
    opened = open_what_is_due(
        world.engine,
        state.library.newest,
        base_url="http://testserver",
        now=world.clock.now,
        say=said.append,
    )
    return opened, said


def title_of(page):
    return re.search(r"<title>\s*(.*?)\s*</title>", page.text, re.DOTALL)[1]


def test_five_pages_as_they_are_offered_and_one_press_ask_everybody(world, dele):
    """Nothing is typed but a name."""
    leave_mail_waiting(world)
    forget_mail(world)
    page = dele.get(f"{HOME}/set-up")
    offered = dict(re.findall(r'type="date" name="(\w+)" id="\w+" value="([\d-]+)"', page.text))
    assert offered == {"opens_on": "2026-10-06", "closes_on": "2026-10-27"}
    draft = begin(dele, **offered)
    for step in ("who", "line", "messages"):
        form = dele.get(f"{draft}/{step}").text
        fields = dict(re.findall(r'<input [^>]*name="([\w-]+)" [^>]*value="([\w-]+)" checked', form))
        fields |= dict(re.findall(r'type="date" name="(\w+)" id="\w+" value="([\d-]+)"', form))
        assert dele.post(f"{draft}/{step}", data=fields).status_code == 303
    opened = dele.post(f"{draft}/open", data={"when": "now"})
    assessment = the_new_one(world)
    assert opened.headers["location"] == f"{HOME}/assessments/{assessment.code}?done=opened"
    assert dele.get(opened.headers["location"]).status_code == 200
    assert (assessment.blocks, assessment.fewest_shown) == ("practice,organisation", 5)
    assert assessment.closes_at == datetime(2026, 10, 27, 23, 59, tzinfo=UTC)
    [told] = kept(world, SUMMARY)
    assert f"{told.promised_on}" == "2026-11-24"
    assert len(asked_in(world, assessment.id)) == len(letters(world)) == 17
    assert kept(world, ASSESSMENT_DRAFT) == []


def test_a_draft_is_found_again_where_it_was_left(world, dele):
    draft = begin(dele)
    left = dele.post(f"{draft}/who", data=EVERYONE | {"then": "leave"})
    assert "Done: your draft is kept." in dele.get(left.headers["location"]).text
    home = dele.get(HOME).text
    assert f'href="{draft}/line"' in home
    assert "half set up: 3 short pages to go" in home
    assert len(kept(world, ASSESSMENT)) == 4  # nothing that reads assessments meets it


def test_a_draft_can_be_deleted(world, dele):
    draft = begin(dele)
    assert "nobody has been asked anything" in dele.get(f"{draft}/delete").text
    assert len(kept(world, ASSESSMENT_DRAFT)) == 1
    assert "Done: the draft is deleted." in dele.get(dele.post(f"{draft}/delete").headers["location"]).text
    assert kept(world, ASSESSMENT_DRAFT) == []
    assert dele.get(f"{draft}/check").status_code == 404


@pytest.mark.parametrize(
    ("step", "changes", "field", "sentence"),
    [
        ("dates", {"title": " "}, "title", "Give it a name"),
        ("dates", {"title": "x" * 61}, "title", "Keep the name to 60 letters"),
        ("dates", {"opens_on": "2026-10-04"}, "opens_on", "That day has passed"),
        ("dates", {"opens_on": "soon"}, "opens_on", "Give a date"),
        ("dates", {"closes_on": "2026-10-12"}, "closes_on", "Choose a day after it opens"),
        ("dates", {"closes_on": "2026-12-08"}, "closes_on", "Eight weeks"),
        ("dates", {"closes_on": "31/2/2026"}, "closes_on", "Give a date"),
        ("who", {"who": "teams"}, "who", "Choose at least one team"),
        ("who", {"block-practice": "", "block-organisation": ""}, "blocks", "Choose at least one thing"),
        ("line", {"leaders_line": "x" * 401}, "leaders_line", "Keep it to 400 letters"),
        ("line", {"promised_on": "2026-11-02"}, "promised_on", "Choose a day after it has closed"),
        ("check", {"fewest_shown": "4"}, "fewest_shown", "Nothing is ever shown about fewer"),
        ("check", {"fewest_shown": "many"}, "fewest_shown", "Give a whole number"),
    ],
)
def test_what_is_not_in_order_comes_back_with_what_was_entered(world, dele, step, changes, field, sentence):
    draft = fill_in(dele)
    before = kept(world, ASSESSMENT_DRAFT)
    fields = {"dates": DATES, "who": EVERYONE, "line": LINE, "check": {}}[step] | changes
    page = dele.post(f"{draft}/{step}", data=fields)
    assert page.status_code == 422
    assert title_of(page).startswith("Error: ")
    assert f'<a href="#{field}">{sentence}' in page.text
    assert f'id="{field}"' in page.text
    entered = [value for name, value in changes.items() if not name.startswith("block")]
    assert all(f'value="{value}"' in page.text or f"{value}</textarea>" in page.text for value in entered)
    assert kept(world, ASSESSMENT_DRAFT) == before


def test_a_team_of_four_is_not_asked_by_itself_and_with_another_it_is(world, dele):
    repairs, outreach = f"team-{world.cast.repairs}", f"team-{world.cast.outreach}"
    only = {"who": "teams", "block-practice": "yes", repairs: "yes"}
    draft = begin(dele)
    page = dele.post(f"{draft}/who", data=only)
    assert page.status_code == 422
    assert "Ask at least five people" in page.text
    draft = fill_in(dele, who=only | {outreach: "yes"})
    assert "Outreach and Repairs: 16 people" in dele.get(f"{draft}/check").text
    dele.post(f"{draft}/open", data={"when": "now"})
    teams = asked_in(world, the_new_one(world).id)
    assert sorted(teams) == sorted([world.cast.outreach] * 12 + [world.cast.repairs] * 4)


def test_another_organisations_team_cannot_be_chosen(world, dele):
    with Session(world.engine) as session, session.begin():
        theirs = cast.organisations.add_team(session, organisation_id=world.cast.lantern, name="Befriending")
        cast.colleagues(session, world.cast.lantern, 9, team_id=theirs, place="befriending")
    draft = begin(dele)
    page = dele.post(f"{draft}/who", data={"who": "teams", "block-practice": "yes", f"team-{theirs}": "yes"})
    assert page.status_code == 422
    assert "Befriending" not in page.text


def test_an_organisation_of_four_is_told_why_not(world):
    with Session(world.engine) as session, session.begin():
        session.execute(
            SEAT.update()
            .where(SEAT.c.person_id == world.cast.dele.person_id)
            .values(organisation_id=_a_place_of_four(session))
        )
    dele = world.browser(world.cast.dele)
    draft = begin(dele, "/org/tiny")
    assert "There are fewer than five people" in dele.get(f"{draft}/who").text
    assert dele.post(f"{draft}/who", data=EVERYONE).status_code == 422
    assert dele.post(f"{draft}/open", data={"when": "now"}).status_code == 409
    assert len(kept(world, ASSESSMENT)) == 4


def _a_place_of_four(session):
    place = cast.organisations.add_organisation(session, slug="tiny", name="Tiny", staff=4)
    cast.colleagues(session, place, 4)
    return place


def test_the_calendar_marks_weekends_and_the_nations_own_bank_holidays(dele):
    dates = {"title": "", "opens_on": "2026-11-23", "closes_on": "2026-12-04", "then": "look"}
    in_england = dele.post(f"{HOME}/set-up", data=dates).text
    in_scotland = dele.post(f"{HOME}/set-up", data=dates | {"nation": "Scotland"}).text
    assert "No bank holiday in England" in in_england
    assert "<b>Monday 30 November 2026</b>, Saint Andrew" in in_scotland.replace("St. Andrew", "Saint Andrew")
    assert "10 working days" in in_england
    assert "9 working days" in in_scotland
    assert 'class="during weekend">28<' in in_england


def test_more_answers_can_be_asked_for_and_the_forecast_follows(world, dele):
    draft = fill_in(dele)
    before = dele.get(f"{draft}/check").text
    assert dele.post(f"{draft}/check", data={"fewest_shown": "12"}).headers["location"] == f"{draft}/check"
    page = dele.get(f"{draft}/check").text
    assert "A group needs 12 answers to be shown." in page
    assert in_words(page).count("held back too few") > in_words(before).count("held back too few")
    dele.post(f"{draft}/open", data={"when": "now"})
    assert the_new_one(world).fewest_shown == 12


def test_the_preview_is_word_for_word_what_people_read(world, dele):
    leave_mail_waiting(world)
    draft = fill_in(dele)
    preview, check = dele.get(f"{draft}/preview").text, dele.get(f"{draft}/check").text
    dele.post(f"{draft}/open", data={"when": "now"})
    assert letters(world)
    invitation = world.browser().get(world.path_in_mail_to(DELE, "How do we work")).text
    words = invitation[invitation.index('<p class="muted">Northway') : invitation.index("<form")]
    assert "By <b>30 November 2026</b> you hear from Northway Homes" in words
    assert in_words(words) in in_words(preview)
    assert in_words(words) in in_words(check)


def in_words(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_test_goes_to_herself_alone_and_leads_to_the_preview(world, dele):
    leave_mail_waiting(world)
    draft = fill_in(dele)
    forget_mail(world)
    sent = dele.post(f"{draft}/test")
    assert "A test is on its way to you" in dele.get(sent.headers["location"]).text
    [letter] = letters(world)
    assert (letter.to_address, letter.subject[:6]) == (DELE, "Test: ")
    assert f"http://testserver{draft}/preview" in letter.body
    assert [dele.post(f"{draft}/test").status_code for _ in range(5)][-1] == 429


def test_reminders_that_were_struck_off_stay_so_until_the_dates_move(dele):
    draft = fill_in(dele)
    assert "three reminders" in dele.get(f"{draft}/check").text
    dele.post(f"{draft}/messages", data={"reminder-2": "yes"})
    assert "one reminder" in dele.get(f"{draft}/check").text
    dele.post(f"{draft}/dates", data=DATES | {"title": "Another name"})
    assert "one reminder" in dele.get(f"{draft}/check").text
    dele.post(f"{draft}/dates", data=DATES | {"closes_on": "2026-11-09"})
    assert "three reminders" in dele.get(f"{draft}/check").text


def test_moving_the_last_day_past_the_promised_one_moves_that_too(dele):
    draft = fill_in(dele)
    dele.post(f"{draft}/line", data=LINE | {"promised_on": "2026-11-03"})
    dele.post(f"{draft}/dates", data=DATES | {"closes_on": "2026-11-09"})
    assert "Monday 7 December 2026" in dele.get(f"{draft}/check").text


def test_a_change_leads_back_to_the_last_page(dele):
    draft = fill_in(dele)
    assert dele.post(f"{draft}/dates", data=DATES).headers["location"] == f"{draft}/check?done=changed"


def test_she_is_told_which_others_are_still_open_when_it_opens(dele):
    page = text_of(dele.get(f"{fill_in(dele)}/check"))
    assert (
        "“Autumn 2026” is open until 26 October 2026. Whoever is asked in both gets the letters of both."
        in page
    )
    later = {"opens_on": "2026-10-27", "closes_on": "2026-11-16"}
    assert "gets the letters of both" not in text_of(dele.get(f"{fill_in(dele, **later)}/check"))


def test_the_clock_opens_it_on_its_morning_once_and_not_before(world, dele):
    leave_mail_waiting(world)
    draft = fill_in(dele)
    dele.post(f"{draft}/open", data={"when": "day"})
    assert "It opens by itself on Monday 12 October 2026" in dele.get(f"{draft}/check").text
    assert "Opens by itself on Monday 12 October 2026" in dele.get(HOME).text
    assert run_the_clock(world) == (0, [])
    world.clock.now = datetime(2026, 10, 12, 6, 59, tzinfo=UTC)  # a minute to eight
    assert run_the_clock(world) == (0, [])
    world.clock.forward(minutes=1)
    forget_mail(world)
    assert run_the_clock(world) == (1, [])
    assert run_the_clock(world) == (0, [])
    assert the_new_one(world).opened_at == world.clock.now
    assert len(letters(world)) == 17


def test_what_is_not_to_open_by_itself_any_more_does_not(world, dele):
    draft = fill_in(dele)
    dele.post(f"{draft}/open", data={"when": "day"})
    dele.post(f"{draft}/open", data={"when": "not yet"})
    world.clock.forward(days=8)
    assert run_the_clock(world) == (0, [])


def test_whoever_left_opens_nothing_and_her_successor_is_told(world, dele):
    draft = fill_in(dele)
    dele.post(f"{draft}/open", data={"when": "day"})
    with Session(world.engine) as session, session.begin():
        left = SEAT.c.person_id == world.cast.dele.person_id
        session.execute(SEAT.update().where(left).values(organisation_id=world.cast.harbour_row))
    world.clock.forward(days=8)
    opened, [said] = run_the_clock(world)
    assert (opened, said[:27]) == (0, "Winter 2026 was not opened:")
    with Session(world.engine) as session, session.begin():
        session.execute(SEAT.update().where(left).values(organisation_id=world.cast.northway))
    dele = world.browser(world.cast.dele)
    assert "was to open on 12 October 2026 and has not" in dele.get(HOME).text
    assert "has not.</b> You can open it here" in dele.get(f"{draft}/check").text


def test_a_second_press_asks_nobody_twice(world, dele):
    draft = fill_in(dele)
    assert dele.post(f"{draft}/open", data={"when": "now"}).status_code == 303
    assert dele.post(f"{draft}/open", data={"when": "now"}).status_code == 404
    assert len([each for each in kept(world, ASSESSMENT) if each.title == "Winter 2026"]) == 1


def test_half_a_draft_does_not_open(world, dele):
    draft = begin(dele)
    refused = dele.post(f"{draft}/open", data={"when": "now"})
    assert refused.status_code == 409
    assert "still to be looked at" in refused.text
    assert dele.post(f"{draft}/open", data={"when": "day"}).status_code == 409
    assert len(kept(world, ASSESSMENT)) == 4


def test_months_ahead_it_waits_for_its_day(world, dele):
    draft = fill_in(dele, opens_on="2027-05-03", closes_on="2027-05-24")
    refused = dele.post(f"{draft}/open", data={"when": "now"})
    assert refused.status_code == 409
    assert "more than eight weeks" in refused.text
    assert dele.post(f"{draft}/open", data={"when": "day"}).status_code == 303
