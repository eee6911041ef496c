"""Putting the made-up places and people into an empty database."""

from collections.abc import Sequence

from sqlmodel import Session

from app.demo.cast import CAST, Named, Place, Table
from app.demo.population import Resident, invented
from app.domain.people import NewPerson
from app.storage import organisations, partnerships, people, seats

Ids = dict[str, int]  # by slug
TeamIds = dict[tuple[str, str | None], int]


def move_in(session: Session, tables: Sequence[Table]) -> None:
    places = [place for table in tables for place in table.places]
    organisation_ids, team_ids = _add_places(session, places)
    partnership_ids = {table.slug: _lay(session, table, organisation_ids) for table in tables}
    everybody = [each for place in places for each in invented(place)]
    people.add_people(session, [_on_list(each, organisation_ids, team_ids) for each in everybody])
    # Last, so that their letters come last and lie on top.
    for named in CAST:
        _seat(session, named, organisation_ids, team_ids, partnership_ids)


def _add_places(session: Session, places: Sequence[Place]) -> tuple[Ids, TeamIds]:
    ids: Ids = {}
    team_ids: TeamIds = {}
    for place in places:
        ids[place.slug] = organisations.add_organisation(
            session, slug=place.slug, name=place.name, staff=place.staff
        )
        for team in place.teams:
            team_ids[place.slug, team] = organisations.add_team(
                session, organisation_id=ids[place.slug], name=team
            )
    return ids, team_ids


def _lay(session: Session, table: Table, organisation_ids: Ids) -> int:
    partnership_id = partnerships.add_partnership(session, slug=table.slug, name=table.name)
    for place in table.places:
        partnerships.add_partner(
            session,
            partnership_id=partnership_id,
            organisation_id=organisation_ids[place.slug],
            when_small=place.when_small,
            own_words=place.own_words,
        )
    return partnership_id


def _on_list(resident: Resident, organisation_ids: Ids, team_ids: TeamIds) -> NewPerson:
    return NewPerson(
        name=resident.name,
        email=resident.email,
        organisation_id=organisation_ids[resident.place],
        team_id=team_ids.get((resident.place, resident.team)),
        role_level=resident.role_level,
    )


def _seat(
    session: Session, named: Named, organisation_ids: Ids, team_ids: TeamIds, partnership_ids: Ids
) -> None:
    organisation_id = organisation_ids.get(named.place or "")
    partnership_id = partnership_ids.get(named.convenes or "")
    team_id = team_ids.get((named.place or "", named.team))
    [person_id] = people.add_people(
        session, [NewPerson(named.name, named.email, organisation_id, team_id, named.role_level)]
    )
    seats.add_seat(
        session,
        person_id=person_id,
        kind=named.kind,
        organisation_id=organisation_id,
        partnership_id=partnership_id,
    )
