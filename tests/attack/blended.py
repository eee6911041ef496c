"""Teams that partners share, made from a seed: people of three to five organisations in each, some in two."""

import random
from collections.abc import Iterable, Mapping, Sequence

from sqlmodel import Session

from app.domain.people import Person, Seat
from app.services import shared_teams
from app.storage import people
from app.storage import shared_teams as storage
from tests.attack.town import PARTNERSHIP, Town

MOST_TEAMS = 4
MOST_ORGANISATIONS = 5
FEWEST_OF_ONE, MOST_OF_ONE = 1, 9  # people, of one organisation
SHARE_WHO_CHANGE = 0.1


def share_teams(town: Town, seed: str) -> None:
    """The convenor names them, and directors put their people in."""
    chance = random.Random(f"{seed}/shared teams")
    with Session(town.engine) as session, session.begin():
        for number in range(chance.randint(2, MOST_TEAMS)):
            own = {
                slug: chance.sample(staff, _how_many(staff, chance))
                for slug, staff in _some(town, session, chance)
            }
            make_team(session, town, f"Shared {number}", own)


def make_team(session: Session, town: Town, name: str, own: Mapping[str, Sequence[int]]) -> None:
    """`own` are the ids of people by their organisation."""
    shared_teams.add(session, PARTNERSHIP, name, by=town.convenor, now=town.clock.now)
    for slug, ids in own.items():
        director = town.directors[slug]
        team = next(
            team
            for team, _, _ in shared_teams.own_share(session, slug, by=director).teams
            if team.name == name
        )
        shared_teams.put_in(session, slug, team.id, ids, by=director, now=town.clock.now)


def _some(town: Town, session: Session, chance: random.Random) -> Iterable[tuple[str, list[int]]]:
    places = [(place, slug) for place, slug in town.slugs.items() if slug in town.directors]
    for place, slug in chance.sample(places, min(len(places), chance.randint(3, MOST_ORGANISATIONS))):
        yield slug, [each.id for each in people.people_of(session, [place])]


def _how_many(staff: Sequence[int], chance: random.Random) -> int:
    return min(len(staff), chance.randint(FEWEST_OF_ONE, MOST_OF_ONE))


def change_shared_teams(town: Town, seed: str) -> None:
    """Between two assessments some of those in shared teams leave them, and others come in their stead."""
    chance = random.Random(f"{seed}/shared teams change")
    with Session(town.engine) as session, session.begin():
        for place, slug in town.slugs.items():
            staff = people.people_of(session, [place])
            for team, _, _ in shared_teams.own_share(session, slug, by=town.directors[slug]).teams:
                inside = [each.id for each in storage.people_in(session, place, team.id)]
                _change(session, town.directors[slug], slug, team.id, inside, staff, chance, town)


def _change(
    session: Session,
    director: Seat,
    slug: str,
    team_id: int,
    inside: Sequence[int],
    staff: Sequence[Person],
    chance: random.Random,
    town: Town,
) -> None:
    leaving = [each for each in inside if chance.random() < SHARE_WHO_CHANGE]
    if leaving:
        coming = [each.id for each in chance.sample(staff, min(len(staff), len(leaving)))]
        shared_teams.take_out(session, slug, team_id, leaving, by=director, now=town.clock.now)
        shared_teams.put_in(session, slug, team_id, coming, by=director, now=town.clock.now)
