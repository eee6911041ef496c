# ruff: noqa: E501 - a table is read across
"""Who gets in at pulses and meeting forms: rows of the table in test_access.py, and what they need."""

from datetime import timedelta
from secrets import token_bytes

from sqlmodel import Session

from app.domain.actions import TypedPlan
from app.domain.people import OwnerKind, Whose
from app.services import actions, meeting_forms, pulses
from app.storage import outbox
from tests.cast import NOW
from tests.world import World

# {asked} is Northway's and its pulse is open at {pulse}; of {unasked} nobody was asked. {meeting} is Amira's.
TABLE = """
route                          method address                                       nobody invitee amira dele rhiannon sorcha owen admin
pulses.begin                   GET    /org/northway-homes/actions/{unasked}/pulse   door   door    403   200  403      403    404  403
pulses.begin                   GET    /org/northway-homes/actions/{joint-action}/pulse door door   403   404  403      403    404  403
pulses.begin                   GET    /org/harbour-row-housing/actions/{unasked}/pulse door door   403   404  403      403    404  403
pulses.ask                     POST   /org/northway-homes/actions/{unasked}/pulse   419    419     403   422  403      403    404  403
pulses.ask                     POST   /org/northway-homes/actions/{asked}/pulse     419    419     403   303  403      403    404  403
pulses.ask                     POST   /org/harbour-row-housing/actions/{unasked}/pulse 419 419     403   404  403      403    404  403
pulses.open                    GET    /pulse/{pulse}                                200    200     200   200  200      200    200  200
pulses.open                    GET    /pulse/nothing                                404    404     404   404  404      404    404  404
pulses.answer                  POST   /pulse/{pulse}                                422    422     422   422  422      422    422  422
pulses.answer                  POST   /pulse/nothing                                404    404     404   404  404      404    404  404
pulses.thanks                  GET    /pulse/thanks                                 200    200     200   200  200      200    200  200
meeting_forms.mine             GET    /me/meeting-form                              door   door    200   200  200      200    200  200
meeting_forms.own              GET    /me/meeting-form/answer                       door   door    200   200  200      200    200  200
meeting_forms.say              POST   /me/meeting-form/answer                       419    419     422   422  422      422    422  422
meeting_forms.make_link        POST   /me/meeting-form/link                         419    419     200   409  409      409    409  409
meeting_forms.confirm_close    GET    /me/meeting-form/close                        door   door    200   303  303      303    303  303
meeting_forms.close            POST   /me/meeting-form/close                        419    419     303   404  404      404    404  404
meeting_forms.confirm_delete   GET    /me/meeting-form/delete                       door   door    200   303  303      303    303  303
meeting_forms.delete           POST   /me/meeting-form/delete                       419    419     303   303  303      303    303  303
meeting_forms.show             GET    /m/{meeting}                                  200    200     200   200  200      200    200  200
meeting_forms.show             GET    /m/nothing                                    404    404     404   404  404      404    404  404
meeting_forms.answer           POST   /m/{meeting}                                  422    422     409   422  422      422    422  422
meeting_forms.answer           POST   /m/nothing                                    404    404     404   404  404      404    404  404
meeting_forms.thanks           GET    /m/thanks                                     200    200     200   200  200      200    200  200
"""


def ask_around(world: World) -> dict[str, str]:
    """Two actions of Northway's that were due long ago, a pulse after one of them, and Amira's link."""
    forms, whose = world.app.state.short_forms, Whose(OwnerKind.ORGANISATION, "northway-homes")
    tokens: list[str] = []

    def remembered(length: int) -> bytes:
        drawn = token_bytes(length)
        tokens.append(drawn.hex())
        return drawn

    with Session(world.engine) as session, session.begin():
        typed = TypedPlan("Meet a partner", "Dele Okonjo", (NOW - timedelta(days=60)).date().isoformat())
        known = {"by": world.cast.dele, "now": NOW}
        asked, unasked = (
            actions.add(session, world.app.state.library, whose, typed, randomness=token_bytes, **known)
            for _ in range(2)
        )
        wanted = pulses.Wanted(pulses.EVERYONE)
        pulses.ask(
            session, forms.pulse, whose.slug, asked, wanted, base_url="", randomness=remembered, **known
        )
        written = [each.id for each in outbox.waiting(session, most=1_000) if "/pulse/" in each.message.body]
        outbox.remove(session, written)
        amira, one = world.cast.amira, next(forms.meeting.statements())
        meeting_forms.say(session, forms.meeting, {one.code: "3"}, by=amira)
        link = meeting_forms.make_link(
            session, forms.meeting, by=amira, now=NOW, base_url="", randomness=token_bytes
        )
    codes = {"asked": asked, "unasked": unasked, "pulse": tokens[0]}
    return codes | {"meeting": link.rpartition("/")[2]}
