# ruff: noqa: E501 - a table is read across
"""Who gets in at what follows a close: rows of the table in test_access.py, and what they need to be there."""

from datetime import timedelta
from secrets import token_bytes

from sqlmodel import Session

from app.domain.actions import TypedPlan
from app.domain.assessments import Assessment
from app.domain.people import OwnerKind, Whose
from app.services import actions, summaries
from app.storage import summaries as storage
from tests.cast import NOW
from tests.world import World

# {action} is Northway's, {joint-action} Millbrook's; at {told} Northway has promised to tell people.
TABLE = """
route                          method address                                                             nobody invitee amira dele rhiannon sorcha owen admin
actions.of_organisation        GET    /org/northway-homes/actions                                                                       door   door    403   200  403      403    404  403
actions.of_organisation        GET    /org/harbour-row-housing/actions                                                                  door   door    403   404  403      403    200  403
actions.new_of_organisation    GET    /org/northway-homes/actions/new                                                                   door   door    403   200  403      403    404  403
actions.add_to_organisation    POST   /org/northway-homes/actions/new                                                                   419    419     403   422  403      403    404  403
actions.one_of_organisation    GET    /org/northway-homes/actions/{action}                                                              door   door    403   200  403      403    404  403
actions.one_of_organisation    GET    /org/harbour-row-housing/actions/{action}                                                         door   door    403   404  403      403    404  403
actions.one_of_organisation    GET    /org/northway-homes/actions/{joint-action}                                                        door   door    403   404  403      403    404  403
actions.move_of_organisation   POST   /org/northway-homes/actions/{action}                                                              419    419     403   422  403      403    404  403
actions.edit_of_organisation   GET    /org/northway-homes/actions/{action}/edit                                                         door   door    403   200  403      403    404  403
actions.edit_of_organisation   GET    /org/harbour-row-housing/actions/{action}/edit                                                    door   door    403   404  403      403    404  403
actions.change_of_organisation POST   /org/northway-homes/actions/{action}/edit                                                         419    419     403   422  403      403    404  403
actions.of_partnership         GET    /p/millbrook/actions                                                                              door   door    403   200  200      403    404  403
actions.of_partnership         GET    /p/eastquay/actions                                                                               door   door    403   404  404      403    200  403
actions.new_of_partnership     GET    /p/millbrook/actions/new                                                                          door   door    403   403  200      403    403  403
actions.add_to_partnership     POST   /p/millbrook/actions/new                                                                          419    419     403   403  422      403    403  403
actions.one_of_partnership     GET    /p/millbrook/actions/{joint-action}                                                               door   door    403   200  200      403    404  403
actions.one_of_partnership     GET    /p/millbrook/actions/{action}                                                                     door   door    403   404  404      403    404  403
actions.one_of_partnership     GET    /p/eastquay/actions/{joint-action}                                                                door   door    403   404  404      403    404  403
actions.move_of_partnership    POST   /p/millbrook/actions/{joint-action}                                                               419    419     403   403  422      403    403  403
actions.edit_of_partnership    GET    /p/millbrook/actions/{joint-action}/edit                                                          door   door    403   403  200      403    403  403
actions.change_of_partnership  POST   /p/millbrook/actions/{joint-action}/edit                                                          419    419     403   403  422      403    403  403
summaries.write                GET    /org/northway-homes/results/{own-closed}/summary                                                  door   door    403   200  403      403    404  403
summaries.write                GET    /org/northway-homes/results/{own}/summary                                                         door   door    403   200  403      403    404  403
summaries.write                GET    /org/northway-homes/results/{their-own-closed}/summary                                            door   door    403   404  403      403    404  403
summaries.save                 POST   /org/northway-homes/results/{own-closed}/summary                                                  419    419     403   422  403      403    404  403
summaries.save                 POST   /org/northway-homes/results/{their-own-closed}/summary                                            419    419     403   404  403      403    404  403
summaries.promise              POST   /org/northway-homes/results/{own-closed}/summary/promise                                          419    419     403   422  403      403    404  403
summaries.promise              POST   /org/northway-homes/results/{their-own-closed}/summary/promise                                    419    419     403   404  403      403    404  403
summaries.preview              GET    /org/northway-homes/results/{own-closed}/summary/preview                                          door   door    403   303  403      403    404  403
summaries.preview              GET    /org/northway-homes/results/{their-own-closed}/summary/preview                                    door   door    403   404  403      403    404  403
summaries.publish              POST   /org/northway-homes/results/{own-closed}/summary/publish                                          419    419     403   303  403      403    404  403
summaries.publish              POST   /org/northway-homes/results/{their-own-closed}/summary/publish                                    419    419     403   404  403      403    404  403
summaries.show                 GET    /s/{told}                                                                                         200    200     200   200  200      200    200  200
summaries.show                 GET    /s/nothing                                                                                        404    404     404   404  404      404    404  404
results.training               GET    /org/northway-homes/results/{own-closed}/training                                                 door   door    403   200  403      403    404  403
results.training               GET    /org/northway-homes/results/{their-own-closed}/training                                           door   door    403   404  403      403    404  403
"""


def after_the_close(world: World, closed: Assessment) -> dict[str, str]:
    """An action of Northway's and one of Millbrook's, and a promise that Northway has made."""
    due = (NOW + timedelta(days=30)).date().isoformat()
    typed = TypedPlan("Shadow a partner", "Dele Okonjo", due)
    with Session(world.engine) as session, session.begin():
        library = world.app.state.library
        made = [
            actions.add(session, library, whose, typed, by=by, now=NOW, randomness=token_bytes)
            for whose, by in (
                (Whose(OwnerKind.ORGANISATION, "northway-homes"), world.cast.dele),
                (Whose(OwnerKind.PARTNERSHIP, "millbrook"), world.cast.rhiannon),
            )
        ]
        summaries.promise(
            session, "northway-homes", closed.code, due, by=world.cast.dele, now=NOW, randomness=token_bytes
        )
        [promised] = storage.summaries_of(session, world.cast.northway)
    return {"action": made[0], "joint-action": made[1], "told": promised.token}
