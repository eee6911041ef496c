"""What results are made of: released cells of the right assessment, and no more than pages show."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import Session

from app.domain.cells import GroupKind
from app.domain.charter import Block
from app.domain.errors import Conflict, NotAllowed, NotFound
from app.domain.people import Seat
from app.services import exports, results
from app.services.exports import Scope
from tests.released import a_cell, a_team, northways, themes
from tests.results_world import MEANS, Closed, close_some, millbrooks
from tests.world import make_world


@pytest.fixture
def closed(database_url: str, tmp_path: Path) -> Iterator[Closed]:
    world = make_world(database_url, tmp_path)
    yield close_some(world)
    world.engine.dispose()


@pytest.fixture
def looking(closed: Closed) -> Iterator[Session]:
    with Session(closed.world.engine) as session:
        yield session


def shared(closed: Closed, session: Session, by: Seat) -> results.PartnershipResults:
    library = closed.world.app.state.library
    return results.partnership_results(session, library, "millbrook", closed.joint.code, by=by)


def own(closed: Closed, session: Session, code: str, by: Seat) -> results.OrganisationResults:
    library = closed.world.app.state.library
    return results.organisation_results(session, library, "northway-homes", code, by=by, with_before=True)


def test_before_is_the_last_of_the_same_owner(closed: Closed, looking: Session):
    found = own(closed, looking, closed.own.code, closed.world.cast.dele)
    assert found.before
    assert found.before.assessment.code == closed.before.code
    assert own(closed, looking, closed.joint.code, closed.world.cast.dele).before is None


def test_an_open_assessment_has_nothing_to_show(closed: Closed, looking: Session):
    found = own(closed, looking, closed.world.northway_own.code, closed.world.cast.dele)
    assert found.closed is None
    assert found.before is None


def test_somebody_elses_assessment_does_not_exist(closed: Closed, looking: Session):
    with pytest.raises(NotFound):
        own(closed, looking, closed.world.harbour_row_own.code, closed.world.cast.dele)
    with pytest.raises(NotFound):
        own(closed, looking, closed.own.code, closed.world.cast.owen)
    with pytest.raises(NotFound):
        shared(closed, looking, closed.world.cast.owen)


def test_only_its_director_looks_at_an_organisation(closed: Closed, looking: Session):
    with pytest.raises(NotFound):
        own(closed, looking, closed.own.code, closed.world.cast.rhiannon)


def test_partners_never_load_a_team(database_url: str, tmp_path: Path):
    world = make_world(database_url, tmp_path)
    team_cells = [a_cell(a_team("Outreach"), code, 60) for code in themes(Block.PARTNERSHIP)]
    closed = close_some(world, joint=[*millbrooks(means=MEANS), *team_cells])
    with Session(world.engine) as session:
        for seat in (world.cast.rhiannon, world.cast.dele):
            found = shared(closed, session, seat).closed
            assert found
            assert found.cells.groups(GroupKind.TEAM) == []
            assert len(found.cells.groups(GroupKind.ORGANISATION)) == 3
    world.engine.dispose()


def test_of_peoples_own_practice_partners_load_skills_alone(closed: Closed, looking: Session):
    _, export = exports.of_assessment(
        looking,
        closed.world.app.state.library,
        closed.joint.code,
        Scope.PARTNERSHIP,
        by=closed.world.cast.dele,
    )
    practice = {line.topic.code for line in export.lines if line.topic.block is Block.PRACTICE}
    assert practice == {"SA.practice"}


def test_an_export_waits_until_there_are_results(closed: Closed, looking: Session):
    library = closed.world.app.state.library
    with pytest.raises(Conflict, match="Results open when the assessment closes"):
        exports.of_organisation(
            looking,
            library,
            "northway-homes",
            closed.world.northway_own.code,
            by=closed.world.cast.dele,
        )


def test_an_own_assessment_has_nothing_to_share(closed: Closed, looking: Session):
    library = closed.world.app.state.library
    with pytest.raises(NotFound):
        exports.of_assessment(looking, library, closed.own.code, Scope.PARTNERSHIP, by=closed.world.cast.dele)


def test_a_convenor_has_no_organisation_to_ask_for(closed: Closed, looking: Session):
    library = closed.world.app.state.library
    with pytest.raises(NotAllowed, match="scope=partnership"):
        exports.of_assessment(
            looking, library, closed.joint.code, Scope.ORGANISATION, by=closed.world.cast.rhiannon
        )


def test_an_export_has_a_line_for_each_cell_that_pages_may_show(closed: Closed, looking: Session):
    library = closed.world.app.state.library
    export = exports.of_organisation(
        looking, library, "northway-homes", closed.own.code, by=closed.world.cast.dele
    )
    assert {line.cell for line in export.lines} == set(northways())
    assert len(export.lines) == len(northways())
