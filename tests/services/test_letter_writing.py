"""Letters are written on their day, to those who want them, once, whoever is cut off in between."""

from datetime import UTC, date, datetime, timedelta
from secrets import token_bytes

import pytest
from sqlalchemy import func, select, update
from sqlmodel import Session

from app.domain import codes
from app.domain.assessments import Assessment
from app.domain.message_plan import Occasion
from app.domain.messages import Purpose
from app.services import letter_writing
from app.services import outbox as sending
from app.storage import invitations, outbox, planned_messages
from app.storage.tables import INVITATION_LINK, OPEN_RESPONSE, OUTGOING_MESSAGE
from tests import cast
from tests.cast import NOW, Cast
from tests.services.test_setting_up import open_one
from tests.services.test_watching import send

FIRST, SECOND, THIRD = Occasion.FIRST_REMINDER, Occasion.SECOND_REMINDER, Occasion.THIRD_REMINDER
NORTHWAY_PEOPLE = 17


@pytest.fixture
def everyone(session: Session) -> Cast:
    return cast.gather(session)


@pytest.fixture
def own(session: Session, everyone: Cast) -> Assessment:
    """Its invitations have gone."""
    own = open_one(session, everyone.dele)
    session.execute(OUTGOING_MESSAGE.delete())
    return own


def on_day_of(session: Session, own: Assessment, occasion: Occasion, *, hour: int = 9) -> datetime:
    [planned] = [each for each in planned_messages.timeline(session, own.id) if each.occasion is occasion]
    return datetime(planned.on.year, planned.on.month, planned.on.day, hour, tzinfo=UTC)


def write(session: Session, own: Assessment, at: datetime, *, most: int = 500, batches: int = 100) -> int:
    """How many letters wait afterwards."""
    for _ in range(batches):
        if not letter_writing.write_some(
            session, own.id, now=at, randomness=token_bytes, base_url="http://x", most=most
        ):
            break
    return len(outbox.waiting(session, most=1_000))


def went_on(session: Session, own: Assessment) -> dict[Occasion, date | None]:
    return {each.occasion: each.sent_on for each in planned_messages.timeline(session, own.id)}


def test_a_reminder_goes_to_those_who_have_not_finished_or_declined(
    session: Session, everyone: Cast, own: Assessment
) -> None:
    send(session, own, everyone.northway, 5, on=NOW.date())
    asked = invitations.invitations_of_assessment(session, own.id)
    began_only = OPEN_RESPONSE.c.invitation_id == asked[0].id
    session.execute(update(OPEN_RESPONSE).where(began_only).values(sent_on=None))
    invitations.decline(session, asked[10].id)
    at = on_day_of(session, own, FIRST)
    assert write(session, own, at - timedelta(days=1)) == 0
    assert write(session, own, at.replace(hour=0)) == 0  # nobody is woken by it
    assert write(session, own, at) == NORTHWAY_PEOPLE - 4 - 1
    reminded = {each.message.invitation_id for each in outbox.waiting(session, most=1_000)}
    assert reminded == {each.id for each in asked} - {each.id for each in [*asked[1:5], asked[10]]}
    assert {each.message.purpose for each in outbox.waiting(session)} == {Purpose.REMINDER}


def test_a_reminder_brings_a_link_and_the_one_before_goes_on_working(
    session: Session, everyone: Cast, own: Assessment
) -> None:
    before = set(session.execute(select(INVITATION_LINK.c.token_hash)).scalars())
    write(session, own, on_day_of(session, own, FIRST))
    [letter] = [each for each in outbox.waiting(session) if each.message.to_address == cast.DELE]
    token = letter.message.body.split("/i/")[1].split()[0]
    opened = invitations.find_invitation(session, codes.token_hash(token))
    assert opened is not None
    assert opened.person_id == everyone.dele.person_id
    assert before < set(session.execute(select(INVITATION_LINK.c.token_hash)).scalars())


def test_in_batches_everybody_has_one_letter_wherever_it_was_cut_off(
    session: Session, own: Assessment
) -> None:
    at = on_day_of(session, own, FIRST)
    write(session, own, at, most=5, batches=2)
    session.commit()
    write(session, own, at, most=5, batches=1)
    session.rollback()  # the power goes: letters and mark go together
    assert went_on(session, own)[FIRST] is None
    assert write(session, own, at + timedelta(days=1), most=5) == NORTHWAY_PEOPLE
    assert len({each.message.to_address for each in outbox.waiting(session)}) == NORTHWAY_PEOPLE
    assert went_on(session, own)[FIRST] == at.date() + timedelta(days=1)
    assert write(session, own, at + timedelta(days=1)) == NORTHWAY_PEOPLE


def test_days_that_were_missed_are_made_up_for_with_one_letter(session: Session, own: Assessment) -> None:
    late = on_day_of(session, own, SECOND) + timedelta(days=1)
    assert write(session, own, late) == NORTHWAY_PEOPLE
    assert went_on(session, own)[FIRST] is None
    assert went_on(session, own)[SECOND] == late.date()
    assert write(session, own, late + timedelta(days=1)) == NORTHWAY_PEOPLE
    third = on_day_of(session, own, THIRD)
    assert (third.date() - late.date()).days == 3
    assert write(session, own, third) == 2 * NORTHWAY_PEOPLE


def test_nothing_is_written_once_it_is_time_to_close(session: Session, own: Assessment) -> None:
    assert write(session, own, own.closes_at + timedelta(hours=1)) == 0


def test_whoever_finishes_while_a_reminder_waits_does_not_get_it(
    session: Session, everyone: Cast, own: Assessment
) -> None:
    at = on_day_of(session, own, FIRST)
    write(session, own, at)
    send(session, own, everyone.northway, 9, on=at.date())
    taken = sending.take(session, now=at, most=100)
    assert len(taken) == NORTHWAY_PEOPLE - 9
    assert session.execute(select(func.count()).select_from(OUTGOING_MESSAGE)).scalar_one() == len(taken)
