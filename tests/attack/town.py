"""A small partnership made from a seed, whose people answer through the real services: somewhere to break in.

`Town.knowledge` is what an attacker may know at best: who works where, who answered, and who answered what.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from secrets import token_bytes

from fastapi import FastAPI
from sqlalchemy import Engine, select
from sqlmodel import Session

from app.demo.cast import Place
from app.demo.filling_in import fill_in
from app.demo.habits import Sheet
from app.domain.answers import Answer, is_level
from app.domain.assessments import BLOCKS_OF_A_PARTNERSHIP, BLOCKS_OF_AN_ORGANISATION, Assessment
from app.domain.charter import Block, Charter
from app.domain.codes import ReturnCode
from app.domain.invitations import Invitation
from app.domain.people import NewPerson, RoleLevel, Seat, SeatKind, WhenSmall
from app.services import setting_up
from app.storage import invitations, organisations, partnerships, people, seats
from app.storage.tables import INVITATION, INVITATION_SHARED_TEAM, SHARED_TEAM
from tests.letters import write_letters
from tests.world import Browser, Clock, browser_of, make_app

LEVELS = (RoleLevel.OPERATIONAL,) * 8 + (RoleLevel.STRATEGIC,) * 4 + (RoleLevel.BOTH, RoleLevel.UNDECLARED)
PARTNERSHIP = "millbrook"
ELSEWHERE = Place("harbour-row-housing", "Harbour Row Housing", "x.example", {}, without_team=6)
DAYS_OPEN = 21
SHARE_WHO_WANT_HELP = 0.7


@dataclass(frozen=True)
class Known:
    """Somebody who answered, as a colleague with the staff list knows her; `answers` by statement.

    `wanted` is the statement that she would like help with, by theme.
    """

    organisation: str
    team: str | None
    role_level: RoleLevel
    answers: Mapping[str, Answer]
    wanted: Mapping[str, str]
    person: int  # the same in every assessment
    shared_teams: frozenset[str] = frozenset()

    def level(self, statement: str) -> int | None:
        """The level she gave, if she gave one."""
        answer = self.answers.get(statement)
        return answer if is_level(answer) else None


@dataclass
class Town:
    """Owen sits elsewhere: in no place of this partnership."""

    app: FastAPI
    engine: Engine
    places: Sequence[Place]
    convenor: Seat
    owen: Seat
    directors: dict[str, Seat]  # by organisation
    slugs: dict[int, str]  # of organisations, by id
    clock: Clock = field(default_factory=Clock)
    knowledge: dict[str, list[Known]] = field(default_factory=dict)  # by assessment
    done: tuple[str, ...] = ()  # by `once`

    @property
    def charter(self) -> Charter:
        charter: Charter = self.app.state.library.newest
        return charter

    def staff(self, slug: str) -> int:
        return next(staff_of(place) for place in self.places if place.slug == slug)

    def standing_together(self, known: Sequence[Known]) -> set[str]:
        """Small partners who chose to, too few answers in each, three or more of them."""
        answers = Counter(each.organisation for each in known)
        standing = {
            place.slug
            for place in self.places
            if place.when_small is WhenSmall.STAND_TOGETHER and answers[place.slug] < 5
        }
        return standing if len(standing) >= 3 else set()

    def browser(self, seat: Seat | None = None) -> Browser:
        return browser_of(self.app, self.engine, self.clock, seat)

    def open(self, by: Seat, *, announce: bool = False, title: str = "Autumn 2026") -> Assessment:
        joint = by.kind is SeatKind.CONVENOR
        with Session(self.engine) as session, session.begin():
            assessment = setting_up.open_assessment(
                session,
                self.charter,
                by=by,
                title=title,
                blocks=BLOCKS_OF_A_PARTNERSHIP if joint else BLOCKS_OF_AN_ORGANISATION,
                closes_at=self.clock.now + timedelta(days=DAYS_OPEN),
                leaders_line="Tell us how it is.",
                now=self.clock.now,
                randomness=token_bytes,
                announce=announce,
            )
            write_letters(session, assessment, now=self.clock.now, base_url="http://testserver")
            return assessment

    def invited(self, assessment: Assessment) -> list[Invitation]:
        with Session(self.engine) as session:
            return invitations.invitations_of_assessment(session, assessment.id)

    def asked(self, assessment: Assessment) -> list[str]:
        return [each.code for each in self.charter.statements if each.block in assessment.blocks]

    def enter(
        self,
        assessment: Assessment,
        sheets: Mapping[int, Mapping[str, Answer]],
        earlier: Mapping[int, ReturnCode] | None = None,
    ) -> dict[int, ReturnCode]:
        """What people answer, by invitation, in that order; by person, who links it with an `earlier` code.

        Their return codes, by person.
        """
        invited = {each.id: each for each in self.invited(assessment)}
        given = {}
        with Session(self.engine) as session, session.begin():
            for invitation_id, answers in sheets.items():
                invitation = invited[invitation_id]
                given[invitation.person_id] = fill_in(
                    session,
                    self.charter,
                    invitation,
                    Sheet(dict(answers), self.wanted(answers), 0),
                    now=self.clock.now,
                    key="made up",
                    earlier_code=(earlier or {}).get(invitation.person_id),
                )
        shared = self.in_shared_teams(assessment)
        self.knowledge[assessment.code] = [
            replace(self.known(invited[each], sheets[each]), shared_teams=frozenset(shared[each]))
            for each in sheets
        ]
        return {person: code for person, code in given.items() if code is not None}

    def in_shared_teams(self, assessment: Assessment) -> Mapping[int, set[str]]:
        """The names of those that people were in when they were invited, by invitation."""
        found: dict[int, set[str]] = defaultdict(set)
        rows = (
            select(INVITATION_SHARED_TEAM.c.invitation_id, SHARED_TEAM.c.name)
            .join(SHARED_TEAM, SHARED_TEAM.c.id == INVITATION_SHARED_TEAM.c.shared_team_id)
            .join(INVITATION, INVITATION.c.id == INVITATION_SHARED_TEAM.c.invitation_id)
            .where(INVITATION.c.assessment_id == assessment.id)
        )
        with Session(self.engine) as session:
            for invitation_id, name in session.execute(rows):
                found[invitation_id].add(name)
        return found

    def known(self, invitation: Invitation, answers: Mapping[str, Answer]) -> Known:
        place = self.slugs[invitation.organisation_id]
        return Known(
            place,
            invitation.team_name,
            invitation.role_level,
            answers,
            self.wanted(answers),
            invitation.person_id,
        )

    def wanted(self, answers: Mapping[str, Answer]) -> dict[str, str]:
        """By chance, and the same for the same answers: mostly one of a theme's first two."""
        chance = random.Random(repr(sorted(answers.items())))
        wanted = {}
        for theme in self.charter.themes:
            offered = [each.code for each in self.charter.statements_of(theme.code, Block.PRACTICE)]
            given = [code for code in offered if code in answers]
            if given and chance.random() < SHARE_WHO_WANT_HELP:
                [wanted[theme.code]] = chance.choices(given, [8, 4, *[1] * len(given)][: len(given)])
        return wanted


def build(database_url: str, folder: Path, places: Sequence[Place], *, seed: str) -> Town:
    app = make_app(database_url, folder)
    engine: Engine = app.state.engine
    with Session(engine) as session, session.begin():
        partnership_id = partnerships.add_partnership(session, slug=PARTNERSHIP, name="Millbrook")
        slugs = {settle(session, place, seed, partnership_id): place.slug for place in places}
        convenor = sit(session, "Rhiannon Vaughan", SeatKind.CONVENOR, partnership_id=partnership_id)
        elsewhere = settle(session, ELSEWHERE, seed)
        owen = sit(session, "Owen Trevithick", SeatKind.HR_DIRECTOR, organisation_id=elsewhere)
        directors = {
            slug: sit(session, f"Director {slug}", SeatKind.HR_DIRECTOR, organisation_id=organisation_id)
            for organisation_id, slug in slugs.items()
        }
    town = Town(app, engine, places, convenor, owen, directors, slugs)
    app.state.now = town.clock
    return town


def settle(session: Session, place: Place, seed: str, partnership_id: int | None = None) -> int:
    """An organisation with its teams and people, at the table if there is one."""
    chance = random.Random(f"{seed}/{place.slug}")
    organisation_id = organisations.add_organisation(
        session, slug=place.slug, name=place.name, staff=staff_of(place)
    )
    if partnership_id is not None:
        partnerships.add_partner(
            session,
            partnership_id=partnership_id,
            organisation_id=organisation_id,
            when_small=place.when_small,
            own_words=place.own_words,
        )
    posts: list[int | None] = [None] * place.without_team
    for team, so_many in place.teams.items():
        posts += [organisations.add_team(session, organisation_id=organisation_id, name=team)] * so_many
    on_list = [
        NewPerson(
            f"Somebody {number}",
            f"{number}@{place.slug}.example",
            organisation_id,
            team,
            chance.choice(LEVELS),
        )
        for number, team in enumerate(posts)
    ]
    people.add_people(session, on_list)
    return organisation_id


def sit(session: Session, name: str, kind: SeatKind, **of: int) -> Seat:
    """On nobody's staff list, so that those who look do not answer."""
    [person_id] = people.add_people(session, [NewPerson(name, f"{name.split()[-1]}@seats.example".lower())])
    seat_id = seats.add_seat(
        session,
        person_id=person_id,
        kind=kind,
        organisation_id=of.get("organisation_id"),
        partnership_id=of.get("partnership_id"),
    )
    return seats.get_seat(session, seat_id)


def staff_of(place: Place) -> int:
    """Only some of a large partner's staff are on the list."""
    return place.people + (200 if place.teams else 0)
