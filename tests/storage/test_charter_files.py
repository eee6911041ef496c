import shutil
from pathlib import Path

import pytest

from app.domain.charter import Block, Provenance
from app.storage.charter_files import CharterUnreadable, load_library, load_version

REAL = Path(__file__).parents[2] / "charter"


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(REAL, tmp_path / "charter")


def add_version(folder, version):
    text = (folder / "versions/0.1.yaml").read_text(encoding="utf-8")
    (folder / f"versions/{version}.yaml").write_text(text.replace('"0.1"', f'"{version}"'), encoding="utf-8")


def test_a_competency_is_read_whole():
    competency = load_version(REAL, "0.1").by_competency["SA1.2"]
    assert competency.title == "Knowing my offer and not over-promising"
    assert competency.skill_in_source == 4
    assert competency.provenance is Provenance.IN_SOURCE
    assert [drawn.where for drawn in competency.drawn_from] == ["Part 5 list, 4"]
    [statement] = competency.statements
    assert (statement.code, statement.block) == ("SA1.2.practice", Block.PRACTICE)
    assert statement.text == "I tell partners the limits of what I can offer."


def test_text_over_several_lines_is_read_as_one():
    theme = load_version(REAL, "0.1").by_theme["SP"]
    assert "\n" not in theme.means
    assert theme.means.endswith("work together.")


def test_sources_and_scales_are_read():
    charter = load_version(REAL, "0.1")
    assert [source.code for source in charter.sources] == ["000", "001", "002", "003", "004"]
    assert charter.scales["maturity5"].labels[0] == "Not in place"
    assert charter.scales["frequency5"].proportions[1] == "about 1 in 4"


def test_the_newest_version_is_the_one_with_the_highest_number(folder):
    for version in ("0.9", "0.10"):
        add_version(folder, version)
    library = load_library(folder)
    assert [charter.version for charter in library.charters] == ["0.1", "0.9", "0.10"]
    assert library.newest.version == "0.10"


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("themes/SP.yaml", "title:", "titel:"),
        ("themes/SP.yaml", "shape: square", "shape: [square"),
        ("themes/SP.yaml", "in the source", "out of the blue"),
        ("scales.yaml", "      - Never\n", ""),
        ("versions/0.1.yaml", "SP1.1.practice:", "SP9.9.practice:"),
    ],
)
def test_a_charter_that_cannot_be_read_says_what_to_run(folder, file, old, new):
    path = folder / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CharterUnreadable, match="check-charter"):
        load_version(folder, "0.1")


def test_a_folder_without_versions_is_no_library(tmp_path):
    with pytest.raises(CharterUnreadable, match="no version"):
        load_library(tmp_path)


def test_a_version_that_is_not_there_cannot_be_loaded():
    with pytest.raises(CharterUnreadable):
        load_version(REAL, "9.9")
