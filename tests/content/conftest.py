"""A copy of the charter to break, and the check of it."""

import shutil
from pathlib import Path

import pytest

from app import charter_check

REAL = Path(__file__).parents[2] / "charter"


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(REAL, tmp_path / "charter")


@pytest.fixture
def check(folder, capsys):
    """The faults that are reported, a line each."""

    def run():
        code = charter_check.run(folder)
        *faults, last = capsys.readouterr().out.splitlines()
        assert code == (1 if faults else 0)
        assert last.startswith("The charter is sound") is not bool(faults)
        return faults

    return run
