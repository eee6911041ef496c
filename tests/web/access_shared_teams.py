# ruff: noqa: E501 - a table is read across
"""Who gets in at the pages of shared teams: rows of the table in test_access.py, and what they need to be there."""

from sqlmodel import Session

from app.services import shared_teams
from app.storage import shared_teams as storage
from tests.cast import NOW
from tests.world import World

# {shared} is a team of Millbrook's; {their-shared} one of Eastquay's.
TABLE = """
route                        method address                                                        nobody invitee amira dele rhiannon sorcha owen admin
shared_teams.of_partnership  GET    /p/millbrook/shared-teams                                      door   door    403   200  200      403    404  403
shared_teams.of_partnership  GET    /p/eastquay/shared-teams                                       door   door    403   404  404      403    200  403
shared_teams.add             POST   /p/millbrook/shared-teams                                      419    419     403   403  422      403    403  403
shared_teams.add             POST   /p/eastquay/shared-teams                                       419    419     403   403  404      403    403  403
shared_teams.one             GET    /p/millbrook/shared-teams/{shared}                             door   door    403   403  200      403    403  403
shared_teams.one             GET    /p/millbrook/shared-teams/{their-shared}                       door   door    403   403  404      403    403  403
shared_teams.rename          POST   /p/millbrook/shared-teams/{shared}                             419    419     403   403  422      403    403  403
shared_teams.rename          POST   /p/millbrook/shared-teams/{their-shared}                       419    419     403   403  404      403    403  403
shared_teams.retire          POST   /p/millbrook/shared-teams/{shared}/retire                      419    419     403   403  303      403    403  403
shared_teams.retire          POST   /p/millbrook/shared-teams/{their-shared}/retire                419    419     403   403  404      403    403  403
shared_teams.of_organisation GET    /org/northway-homes/shared-teams                               door   door    403   200  403      403    404  403
shared_teams.of_organisation GET    /org/harbour-row-housing/shared-teams                          door   door    403   404  403      403    200  403
shared_teams.own             GET    /org/northway-homes/shared-teams/{shared}                      door   door    403   200  403      403    404  403
shared_teams.own             GET    /org/northway-homes/shared-teams/{their-shared}                door   door    403   404  403      403    404  403
shared_teams.put_in          POST   /org/northway-homes/shared-teams/{shared}/put-in               419    419     403   422  403      403    404  403
shared_teams.put_in          POST   /org/northway-homes/shared-teams/{their-shared}/put-in         419    419     403   404  403      403    404  403
shared_teams.take_out        POST   /org/northway-homes/shared-teams/{shared}/take-out             419    419     403   422  403      403    404  403
shared_teams.take_out        POST   /org/northway-homes/shared-teams/{their-shared}/take-out       419    419     403   404  403      403    404  403
results.shared_teams         GET    /p/millbrook/results/{joint-closed}/shared-teams               door   door    403   200  200      403    404  403
results.shared_teams         GET    /p/millbrook/results/{their-joint-closed}/shared-teams         door   door    403   404  404      403    404  403
"""


def teams_that_partners_share(world: World) -> dict[str, str]:
    found = {}
    with Session(world.engine) as session, session.begin():
        for name, slug, partnership_id, by in (
            ("shared", "millbrook", world.cast.millbrook, world.cast.rhiannon),
            ("their-shared", "eastquay", world.cast.eastquay, world.mabel),
        ):
            shared_teams.add(session, slug, "Home from hospital", by=by, now=NOW)
            [team] = storage.of_partnership(session, partnership_id)
            found[name] = str(team.id)
    return found
