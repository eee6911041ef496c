# ruff: noqa: E501 - a table is read across
"""The rows of THE TABLE (test_access.py) about staff lists and teams, and what they are about.

{person}, {team} and {import} are Northway's, {their-person} and so on Harbour Row's.
"""

from secrets import token_bytes

from sqlmodel import Session

from app.domain.people import NewPerson
from app.domain.staff_list_columns import Column
from app.services import staff_imports
from app.storage import organisations, people
from tests.world import World

STAFF_LISTS = """
route                          method address                                                             nobody invitee amira dele rhiannon sorcha owen admin
people.show                    GET    /org/northway-homes/people                                                door   door    403   200  403      403    404  403
people.show                    GET    /org/harbour-row-housing/people                                           door   door    403   404  403      403    200  403
people.move                    POST   /org/northway-homes/people/move                                           419    419     403   422  403      403    404  403
people.move                    POST   /org/harbour-row-housing/people/move                                      419    419     403   404  403      403    422  403
people.new                     GET    /org/northway-homes/people/new                                            door   door    403   200  403      403    404  403
people.add                     POST   /org/northway-homes/people/new                                            419    419     403   422  403      403    404  403
people.person                  GET    /org/northway-homes/people/{person}                                       door   door    403   200  403      403    404  403
people.person                  GET    /org/northway-homes/people/{their-person}                                 door   door    403   404  403      403    404  403
people.change                  POST   /org/northway-homes/people/{person}                                       419    419     403   422  403      403    404  403
people.change                  POST   /org/northway-homes/people/{their-person}                                 419    419     403   404  403      403    404  403
people.confirm_removal         GET    /org/northway-homes/people/{person}/remove                                door   door    403   200  403      403    404  403
people.confirm_removal         GET    /org/northway-homes/people/{their-person}/remove                          door   door    403   404  403      403    404  403
people.remove                  POST   /org/northway-homes/people/{person}/remove                                419    419     403   303  403      403    404  403
people.remove                  POST   /org/northway-homes/people/{their-person}/remove                          419    419     403   404  403      403    404  403
staff_imports.begin            GET    /org/northway-homes/people/import                                         door   door    403   200  403      403    404  403
staff_imports.begin            GET    /org/harbour-row-housing/people/import                                    door   door    403   404  403      403    200  403
staff_imports.read             POST   /org/northway-homes/people/import                                         419    419     403   422  403      403    404  403
staff_imports.match            POST   /org/northway-homes/people/import/columns                                 419    419     403   422  403      403    404  403
staff_imports.preview          GET    /org/northway-homes/people/import/{import}                                door   door    403   200  403      403    404  403
staff_imports.preview          GET    /org/northway-homes/people/import/{their-import}                          door   door    403   404  403      403    404  403
staff_imports.mend             POST   /org/northway-homes/people/import/{import}/rows                           419    419     403   303  403      403    404  403
staff_imports.mend             POST   /org/northway-homes/people/import/{their-import}/rows                     419    419     403   404  403      403    404  403
staff_imports.carry_out        POST   /org/northway-homes/people/import/{import}                                419    419     403   303  403      403    404  403
staff_imports.carry_out        POST   /org/northway-homes/people/import/{their-import}                          419    419     403   404  403      403    404  403
staff_imports.discard          POST   /org/northway-homes/people/import/{import}/discard                        419    419     403   303  403      403    404  403
staff_imports.discard          POST   /org/northway-homes/people/import/{their-import}/discard                  419    419     403   404  403      403    404  403
teams.show                     GET    /org/northway-homes/teams                                                 door   door    403   200  403      403    404  403
teams.show                     GET    /org/harbour-row-housing/teams                                            door   door    403   404  403      403    200  403
teams.add                      POST   /org/northway-homes/teams                                                 419    419     403   422  403      403    404  403
teams.team                     GET    /org/northway-homes/teams/{team}                                          door   door    403   200  403      403    404  403
teams.team                     GET    /org/northway-homes/teams/{their-team}                                    door   door    403   404  403      403    404  403
teams.rename                   POST   /org/northway-homes/teams/{team}/name                                     419    419     403   422  403      403    404  403
teams.rename                   POST   /org/northway-homes/teams/{their-team}/name                               419    419     403   404  403      403    404  403
teams.confirm_removal          GET    /org/northway-homes/teams/{empty-team}/remove                             door   door    403   200  403      403    404  403
teams.confirm_removal          GET    /org/northway-homes/teams/{their-team}/remove                             door   door    403   404  403      403    404  403
teams.bring_back               POST   /org/northway-homes/teams/bring-back                                      419    419     403   409  403      403    404  403
teams.bring_back               POST   /org/harbour-row-housing/teams/bring-back                                 419    419     403   404  403      403    409  403
teams.remove                   POST   /org/northway-homes/teams/{team}/remove                                   419    419     403   422  403      403    404  403
teams.remove                   POST   /org/northway-homes/teams/{their-team}/remove                             419    419     403   404  403      403    404  403
"""


def bring_in_lists(world: World) -> dict[str, str]:
    """A person, a team and a list that waits: of Northway, and of Harbour Row."""
    everyone, made = world.cast, dict[str, str]()
    with Session(world.engine) as session, session.begin():
        theirs = organisations.add_team(session, organisation_id=everyone.harbour_row, name="Moorings")
        empty = organisations.add_team(session, organisation_id=everyone.northway, name="Canals")
        made |= {"team": str(everyone.outreach), "empty-team": str(empty), "their-team": str(theirs)}
        for whose, by in (("", everyone.dele), ("their-", everyone.owen)):
            slug, place = str(by.organisation_slug), by.organisation_id or 0
            [person] = people.add_people(session, [NewPerson("Ada Price", None, place)])
            made[f"{whose}person"] = str(person)
            rows = staff_imports.read("Bo Reid", b"")
            arriving = staff_imports.prepare(session, slug, rows, [Column.NAME], by=by)
            made[f"{whose}import"] = staff_imports.stage(
                session, slug, arriving, by=by, now=world.clock.now, randomness=token_bytes
            )
    return made
