"""Loading the sample data, in small: from an empty database to results, letters and codes."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select
from sqlmodel import Session

from app.demo import load as loading
from app.demo import marks
from app.demo.cast import EASTQUAY, MILLBROOK, Place, Table, World
from app.demo.load import Site, load
from app.domain.assessments import AssessmentState
from app.domain.errors import Conflict
from app.domain.messages import Message
from app.services import demo
from app.storage import assessments, organisations, partnerships, people, ways_in
from app.storage.charter_files import load_library
from app.storage.short_form_files import load_short_forms
from app.storage.tables import (
    ANSWERING,
    AUDIT,
    LINKED_CHANGE,
    OPEN_RESPONSE,
    ORGANISATION,
    OUTGOING_MESSAGE,
    PERSON,
    RELEASED_CELL,
    SEALED_RESPONSE,
)
from tests import cast

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
LIBRARY = load_library(Path("charter"))


def smaller(place: Place) -> Place:
    teams = {team: min(people, 4) for team, people in place.teams.items()}
    return replace(place, teams=teams, without_team=min(place.without_team, 6))


def smaller_table(table: Table) -> Table:
    return replace(table, places=tuple(smaller(place) for place in table.places))


SMALL_WORLD = World(smaller_table(MILLBROOK), smaller_table(EASTQUAY))
IN_SMALL_WORLD = sum(place.people for table in SMALL_WORLD.tables for place in table.places)


@pytest.fixture
def letters() -> list[Message]:
    return []


@pytest.fixture
def site(engine: Engine, tmp_path: Path, letters: list[Message]) -> Site:
    return Site(
        engine=engine,
        library=LIBRARY,
        forms=load_short_forms(Path("charter")),
        base_url="http://127.0.0.1:8000",
        key="made up for tests",
        post=lambda: nullcontext(letters.append),
        codes_file=tmp_path / "demo.json",
        say=lambda _: None,
    )


def count(session: Session, table: object) -> int:
    return int(session.execute(select(func.count()).select_from(table)).scalar_one())  # type: ignore[arg-type]  # a table


def test_everything_is_there_after_one_loading_and_a_second_changes_nothing(
    site: Site, session: Session, letters: list[Message]
) -> None:
    assert load(site, now=NOW, world=SMALL_WORLD)

    amira = people.find_person_by_email(session, cast.AMIRA)
    assert amira is not None
    assert cast.AMIRA in [letter.to_address for letter in letters[-2:]]  # on top of the pile
    assert count(session, OUTGOING_MESSAGE) == 0

    millbrook = partnerships.get_partnership(session, "millbrook")
    joint = assessments.assessments_of_partnership(session, millbrook.id)
    assert [(each.title, each.state) for each in joint] == [
        ("Autumn 2026", AssessmentState.OPEN),
        ("Spring 2026", AssessmentState.SEALED),
        ("Autumn 2025", AssessmentState.SEALED),
    ]
    northway = organisations.get_organisation(session, "northway-homes")
    own = assessments.assessments_of_organisation(session, northway.id)
    assert ("Autumn 2026, our own", AssessmentState.OPEN) in [(each.title, each.state) for each in own]
    assert [each.assessment for each in demo.return_codes(site.codes_file)] == ["Autumn 2025", "Spring 2026"]
    running = [each.id for each in own if each.state is AssessmentState.OPEN]  # the joint one among them
    without_email = [ways_in.people_on_paper(session, each, northway.id) for each in running]
    assert [{each.team_name for each in some} for some in without_email] == [{"Repairs"}, {"Repairs"}]
    assert count(session, SEALED_RESPONSE) > 80
    assert count(session, RELEASED_CELL) > 100
    assert count(session, LINKED_CHANGE) > 0
    linked = session.execute(select(OPEN_RESPONSE.c.earlier_assessment_id).distinct()).scalars().all()
    eastquay = partnerships.get_partnership(session, "eastquay")
    _, before_it = assessments.assessments_of_partnership(session, eastquay.id)
    assert set(linked) == {None, joint[1].id, before_it.id}

    tables = (PERSON, OPEN_RESPONSE, ANSWERING, SEALED_RESPONSE, RELEASED_CELL, LINKED_CHANGE, AUDIT)
    before = [count(session, table) for table in tables]
    codes, delivered = demo.return_codes(site.codes_file), len(letters)
    session.rollback()
    assert not load(site, now=NOW + timedelta(days=1), world=SMALL_WORLD)
    assert [count(session, table) for table in tables] == before
    assert (demo.return_codes(site.codes_file), len(letters)) == (codes, delivered)


def test_loading_that_was_cut_off_begins_again(
    site: Site, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def the_plug_is_pulled(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(loading, "_run", the_plug_is_pulled)
    with pytest.raises(KeyboardInterrupt):
        load(site, now=NOW, world=SMALL_WORLD)
    assert marks.contents(session) is marks.Contents.HALF
    session.rollback()

    monkeypatch.setattr(loading, "_run", lambda *_, **__: {})
    assert load(site, now=NOW, world=SMALL_WORLD)
    assert marks.contents(session) is marks.Contents.ALL
    assert count(session, PERSON) == IN_SMALL_WORLD + 3  # Rhiannon, Sorcha and Mabel are on nobody's list


def test_a_database_with_something_else_in_it_is_left_alone(site: Site, session: Session) -> None:
    cast.gather(session)
    session.commit()
    with pytest.raises(Conflict, match="something else"):
        load(site, now=NOW, world=SMALL_WORLD)
    assert count(session, ORGANISATION) == 3
    assert count(session, AUDIT) == 0
