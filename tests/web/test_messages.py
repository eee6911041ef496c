"""The page of an assessment's messages: what goes out when, how it is changed, and what did not arrive."""

import pytest
from sqlalchemy import insert
from sqlmodel import Session

from app.domain.delivery import Undelivered
from app.storage import invitations, outbox, people, planned_messages, undelivered
from app.storage.tables import OPEN_RESPONSE
from tests.cast import AMIRA, DELE, NOW
from tests.respondent import text_of
from tests.world import World


@pytest.fixture
def address(world: World) -> str:
    return f"/org/northway-homes/assessments/{world.northway_own.code}/messages"


@pytest.fixture
def dele(world: World):
    return world.browser(world.cast.dele)


def days(world: World) -> dict[str, str]:
    with Session(world.engine) as session:
        timeline = planned_messages.timeline(session, world.northway_own.id)
    return {each.occasion.value: each.on.isoformat() for each in timeline}


def lose_letters(world: World, *emails: str) -> None:
    """Invitations to the joint assessment that came to nothing."""
    with Session(world.engine) as session, session.begin():
        for each in invitations.invitations_of_assessment(session, world.joint.id):
            if each.email in emails:
                undelivered.add(
                    session, each.id, to_address=each.email, why=Undelivered.NO_MAILBOX, on=NOW.date()
                )


def test_it_says_what_goes_out_when_and_what_it_says(dele, address):
    page = text_of(dele.get(address))
    assert "Invitation Went out on 5 October 2026." in page
    assert "First reminder Goes out on 12 October 2026." in page
    assert "There is a lot on, so here is your link once more." in page
    assert "Nobody can see who that is, or how many." in page


def test_a_message_is_moved_struck_off_and_another_added(world, dele, address):
    day = "on-first-reminder"
    assert dele.post(f"{address}/first-reminder", data={day: "2026-10-14", "go": "move"}).status_code == 303
    assert days(world)["first reminder"] == "2026-10-14"
    dele.post(f"{address}/second-reminder", data={"go": "strike-off"})
    assert "second reminder" not in days(world)
    assert dele.post(address, data={"on": "2026-10-19"}).status_code == 303
    assert days(world)["second reminder"] == "2026-10-19"
    assert "Add a reminder" not in text_of(dele.get(address))


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("", "Give a date"),
        ("31/2/2026", "Give a date"),
        ("2026-10-04", "Choose today or a later day."),
        ("2026-10-26", "Choose a day before the assessment closes."),
        ("2026-10-07", "Leave at least three days"),
        ("2026-10-24", "Keep the messages in their order."),
    ],
)
def test_a_day_that_cannot_be_is_refused_in_words_and_kept(world, dele, address, day, reason):
    before = days(world)
    reply = dele.post(f"{address}/first-reminder", data={"on-first-reminder": day, "go": "move"})
    assert reply.status_code == 422
    assert "<title>Error: " in reply.text
    assert reason in text_of(reply)
    assert f'value="{day}"' in reply.text
    assert 'href="#on-first-reminder"' in reply.text
    assert days(world) == before


def test_what_has_gone_out_stays_as_it_is(dele, address):
    assert dele.post(f"{address}/invitation", data={"on-invitation": "2026-10-09"}).status_code == 409
    assert dele.post(f"{address}/invitation", data={"go": "strike-off"}).status_code == 409


def test_a_test_comes_to_me_and_its_link_answers_nothing(world, dele, address):
    world.app.state.send_deeds = lambda _: None
    dele.post(f"{address}/first-reminder", data={"go": "test"})
    with Session(world.engine) as session:
        test = max(outbox.waiting(session, most=1_000), key=lambda each: each.id).message
    assert (test.to_address, test.subject[:6], test.stop_link) == (DELE, "Test: ", "")
    assert "/i/" not in test.body


def test_the_page_is_the_same_whoever_has_answered(world, dele, address):
    before = dele.get(address).text
    with Session(world.engine) as session, session.begin():
        asked = invitations.invitations_of_assessment(session, world.northway_own.id)
        blank = {"answers": b"", "help_wanted": "", "correction": "", "note": ""}
        row = blank | {"assessment_id": world.northway_own.id, "sent_on": NOW.date()}
        session.execute(insert(OPEN_RESPONSE), [row | {"invitation_id": each.id} for each in asked[:9]])
        invitations.decline(session, asked[10].id)
    assert dele.get(address).text == before


def test_hr_directors_see_their_own_people_and_the_convenor_a_number(world):
    lose_letters(world, AMIRA, DELE)
    joint = f"assessments/{world.joint.code}/messages"
    dele = text_of(world.browser(world.cast.dele).get(f"/org/northway-homes/{joint}"))
    assert f"Sent to {DELE}. There is no such mailbox." in dele
    assert AMIRA not in dele
    convenor = world.browser(world.cast.rhiannon).get(f"/p/millbrook/{joint}")
    assert "Lantern Trust: 1 invitation" in text_of(convenor)
    assert AMIRA not in convenor.text


def a_colleague(world):
    with Session(world.engine) as session:
        staff = people.people_of(session, [world.cast.northway])
    return next(each.email for each in staff if each.email not in (None, DELE))


def test_an_address_is_mended_and_the_invitation_sent_again(world, dele):
    lose_letters(world, DELE)
    address = f"/org/northway-homes/assessments/{world.joint.code}/messages"
    old = world.path_in_mail_to(DELE, "How do we work")
    for wrong, reason in {
        "nobody": "Give an address",
        a_colleague(world): "belongs to somebody else",
    }.items():
        reply = dele.post(f"{address}/again", data={"failed": DELE, "email": wrong})
        assert reply.status_code == 422
        assert reason in text_of(reply)
        assert 'href="#email-1"' in reply.text
        assert f'value="{wrong}"' in reply.text
    reply = dele.post(f"{address}/again", data={"failed": DELE, "email": "D.Okonjo@northway.example"})
    assert reply.status_code == 303
    new = world.path_in_mail_to("d.okonjo@northway.example")
    assert world.browser().get(new).status_code == 200
    assert world.browser().get(old).status_code == 404
    assert "These did not arrive" not in text_of(dele.get(address))
    assert dele.post(f"{address}/again", data={"failed": DELE, "email": "x@y.example"}).status_code == 409


def test_only_a_letter_that_did_not_arrive_can_be_sent_elsewhere(world, dele, address):
    reply = dele.post(f"{address}/again", data={"failed": DELE, "email": "dele@evil.example"})
    assert reply.status_code == 409
