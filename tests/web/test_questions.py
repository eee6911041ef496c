"""How dependable the questions are: worked out after closings, over all organisations, for anybody."""

import random
import re
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
import pytest
from sqlalchemy import delete, insert, select
from sqlmodel import Session

from app.closing_job import close_what_is_due, renew_pooled_figures
from app.domain.assessments import Assessment
from app.domain.charter import Block
from app.domain.people import Seat, SeatKind
from app.domain.pooling import Pooled, themes
from app.domain.reliability import cronbach_alpha
from app.services import pooling
from app.storage import organisations, releases, seats
from app.storage.pooling import sources, spreads
from app.storage.tables import INVITATION, OPEN_RESPONSE, POOLED_FIGURE, SEALED_RESPONSE
from tests.cast import colleagues
from tests.world import World, open_assessment

ADDRESS = "/method/questions"
NOT_YET = "Not known yet"
MEASURE = "SP.practice"


@dataclass
class Place:
    """An organisation with assessments of its own, and its director."""

    world: World
    slug: str
    director: Seat
    people: int

    def closes(self, title: str, *, answering: int | None = None) -> Assessment:
        """After so many have answered everything, each leaning one way."""
        world = self.world
        world.clock.forward(days=1)
        with Session(world.engine, expire_on_commit=False) as session, session.begin():
            assessment = open_assessment(session, world.app, self.director, title, now=world.clock.now)
        close_answered(world, assessment, by=self.director, people_there=answering or self.people)
        return assessment


def close_answered(world: World, assessment: Assessment, *, by: Seat, people_there: int) -> None:
    with Session(world.engine) as session, session.begin():
        invited = select(INVITATION.c.id).where(INVITATION.c.assessment_id == assessment.id)
        ids = session.execute(invited).scalars().all()[:people_there]
        chance = random.Random(assessment.title + by.person_name)
        width = len(world.app.state.library.newest.asked)
        sent = [
            {
                "invitation_id": each,
                "assessment_id": assessment.id,
                "answers": leaning(chance, width),
                "sent_on": world.clock.now.date(),
            }
            for each in ids
        ]
        session.execute(insert(OPEN_RESPONSE), sent)
    world.clock.forward(days=1)
    world.close(assessment, by=by)


def leaning(chance: random.Random, width: int) -> bytes:
    lean = chance.gauss(0, 1)
    return bytes(min(4, max(0, round(2 + lean + chance.gauss(0, 1)))) for _ in range(width))


def a_place(world: World, slug: str, people_there: int = 40) -> Place:
    with Session(world.engine) as session, session.begin():
        organisation = organisations.add_organisation(
            session, slug=slug, name=slug.capitalize(), staff=people_there
        )
        ids = colleagues(session, organisation, people_there, place=slug)
        seat = seats.add_seat(
            session, person_id=ids[0], kind=SeatKind.HR_DIRECTOR, organisation_id=organisation
        )
        return Place(world, slug, seats.get_seat(session, seat), people_there)


@pytest.fixture
def three(world: World) -> list[Place]:
    return [a_place(world, slug) for slug in ("ashby", "barrow", "corby")]


def page(world: World) -> str:
    return world.browser().get(ADDRESS).text


def editions(world: World) -> list[Pooled]:
    with Session(world.engine) as session:
        return pooling.editions(session, world.app.state.library.newest)


def of_measure(world: World) -> list[Pooled]:
    return [each for each in editions(world) if each.measure == MEASURE]


def test_until_enough_have_answered_the_page_says_what_it_takes(world, three):
    assert page(world).count(NOT_YET) == 3
    for place in three[:2]:
        place.closes("Autumn")
    assert page(world).count(NOT_YET) == 3
    assert not editions(world)


def test_three_organisations_later_it_says_how_well_the_statements_go_together(world, three):
    for place in three:
        place.closes("Autumn", answering=36)
    [found] = of_measure(world)
    charter = world.app.state.library.newest
    with Session(world.engine) as session:
        rows = session.execute(select(SEALED_RESPONSE.c.levels)).scalars().all()
    levels = np.array([list(each) for each in rows])[:, themes(charter, Block.PRACTICE)[MEASURE]]
    assert found.people == len(rows) == 108
    assert found.alpha == round(cronbach_alpha(np.cov(levels, rowvar=False)), 2)
    text = page(world)
    assert f"{found.alpha:.2f}"[1:] in text
    assert re.search(r"\d+ statements, 108 people, 3 organisations", text)
    assert text.count(NOT_YET) == 1  # what goes with the organisation: ten are wanted
    assert f"{found.spread:.1f} points" in text


def test_the_spread_is_that_of_the_figures_shown(world, three):
    closed = [place.closes("Autumn", answering=36) for place in three]
    with Session(world.engine) as session:
        cells = [
            cell
            for assessment, place in zip(closed, three, strict=True)
            for cell in releases.cells_of_organisation(session, assessment.id, place.slug, [MEASURE])
            if cell.group.code == f"org/{place.slug}"
        ]
    squares = [cell.standard_error**2 * cell.people / (1 - cell.people / cell.invited) for cell in cells]
    assert of_measure(world)[0].spread == pytest.approx(np.mean(squares) ** 0.5, abs=0.06)


def test_small_groups_get_it_from_the_next_closing_on(world, three):
    small = a_place(world, "dunes", 12)
    before = small.closes("Autumn", answering=7)
    for place in three:
        place.closes("Autumn", answering=36)
    after = small.closes("Spring", answering=7)
    found = []
    with Session(world.engine) as session:
        for assessment in (before, after):
            [cell] = [
                each
                for each in releases.cells_of_organisation(session, assessment.id, "dunes", [MEASURE])
                if each.group.code == "org/dunes"
            ]
            found.append(cell.standard_error * 7**0.5 / (5 / 12) ** 0.5)
    assert found == [pytest.approx(18.0), pytest.approx(of_measure(world)[0].spread)]


def test_an_edition_stays_until_fifty_more_have_answered(world, three):
    for place in three:
        place.closes("Autumn", answering=36)
    first = editions(world)
    three[0].closes("Spring", answering=36)
    assert editions(world) == first
    three[1].closes("Spring", answering=36)
    assert [each.people for each in of_measure(world)] == [108, 108]
    assert of_measure(world)[1].as_of > first[0].as_of


def test_of_two_assessments_of_the_same_people_only_the_last_counts(world, three):
    three[0].closes("Spring", answering=40)
    for place in three:
        place.closes("Autumn", answering=36)
    assert of_measure(world)[0].people == 108


def test_a_withdrawal_after_the_seal_changes_nothing_that_is_shown(world, three):
    for place in three:
        place.closes("Autumn", answering=36)
    before = page(world)
    with Session(world.engine) as session, session.begin():
        hers = session.execute(select(SEALED_RESPONSE.c.id).limit(1)).scalar_one()
        session.execute(delete(SEALED_RESPONSE).where(SEALED_RESPONSE.c.id == hers))
    close_what_is_due(world.engine, world.app.state.library, now=world.clock.now)
    assert page(world) == before


def test_what_a_restart_cut_off_is_made_good(world, three):
    for place in three:
        place.closes("Autumn", answering=36)
    first = editions(world)
    with Session(world.engine) as session, session.begin():
        session.execute(delete(POOLED_FIGURE))
    close_what_is_due(
        world.engine, world.app.state.library, now=world.clock.now + timedelta(minutes=5), say=lambda _: None
    )
    assert editions(world) == first
    renew_pooled_figures(world.engine, world.app.state.library.newest)
    assert editions(world) == first


def test_of_two_who_work_it_out_at_once_one_keeps_it(world, three):
    charter = world.app.state.library.newest
    for place in three:
        place.closes("Autumn", answering=36)
    with Session(world.engine) as session, session.begin():
        session.execute(delete(POOLED_FIGURE))
    with Session(world.engine) as session:
        due = pooling.work_out(session, charter, [])
    kept = []
    for _ in range(2):
        with Session(world.engine) as session, session.begin():
            kept.append(pooling.keep(session, charter, due, after=[]))
    assert kept == [True, False]
    assert editions(world) == due


def test_spreads_are_those_of_before_a_closing(world, three):
    for place in three:
        place.closes("Autumn", answering=36)
    [found] = of_measure(world)
    version = world.app.state.library.newest.version
    with Session(world.engine) as session:
        assert MEASURE not in spreads(session, version, before=found.as_of)
        later = spreads(session, version, before=found.as_of + timedelta(seconds=1))
    assert later[MEASURE] == found.spread


def test_an_organisation_that_asks_on_its_own_later_stays_in_what_partners_were_asked(world):
    close_answered(world, world.joint, by=world.cast.rhiannon, people_there=99)
    close_answered(world, world.northway_own, by=world.cast.dele, people_there=99)
    version = world.app.state.library.newest.version
    found = {}
    with Session(world.engine) as session:
        for block in (Block.PARTNERSHIP, Block.PRACTICE):
            of_block = sources(session, version, block)
            [northway] = [each for each in of_block if each.organisation == "northway-homes"]
            found[block] = (northway.assessment_id, northway.owner)
    assert found == {
        Block.PARTNERSHIP: (world.joint.id, f"partnership/{world.joint.partnership_id}"),
        Block.PRACTICE: (world.northway_own.id, "org/northway-homes"),
    }
