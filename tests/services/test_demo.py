"""The demo's seats and codes."""

from pathlib import Path

import pytest
from sqlmodel import Session

from app.domain.errors import NotFound
from app.services import demo
from app.storage import demo_codes
from app.storage.demo_codes import DemoCode
from tests import cast


def test_each_seat_belongs_to_its_person(session: Session) -> None:
    everyone = cast.gather(session)
    sitting = {seat.key: demo.get_person_id(session, seat.key) for seat in demo.SEATS}
    assert sitting == {
        "amira": everyone.amira.person_id,
        "dele": everyone.dele.person_id,
        "rhiannon": everyone.rhiannon.person_id,
        "sorcha": everyone.sorcha.person_id,
        "owen": everyone.owen.person_id,
    }


def test_a_seat_that_is_not_offered_is_not_found(session: Session) -> None:
    cast.gather(session)
    with pytest.raises(NotFound):
        demo.get_person_id(session, "mabel")


def test_before_the_sample_data_is_loaded_nobody_sits(session: Session) -> None:
    with pytest.raises(NotFound):
        demo.get_person_id(session, "amira")


def test_codes_are_read_as_they_were_written(tmp_path: Path) -> None:
    path = demo_codes.beside(f"sqlite:///{tmp_path}/data/demo.sqlite")
    assert path == tmp_path / "data" / "demo.json"
    assert demo.return_codes(path) == []
    codes = [DemoCode("Autumn 2025", "bcdf-ghjk"), DemoCode("Spring 2026", "mnpq-rstv")]
    demo_codes.write(path, codes)
    assert demo.return_codes(path) == codes
    assert "made up" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("url", ["postgresql://server/demo", "sqlite://"])
def test_without_a_database_on_disc_the_codes_lie_in_the_data_folder(url: str) -> None:
    assert demo_codes.beside(url) == Path("data/demo.json")
