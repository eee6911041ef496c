"""The charter that people really read and answer."""

from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

from app import charter_check
from app.domain import walk
from app.domain.charter import Block, Provenance
from app.domain.statement_rules import JARGON, reading_grade
from app.storage.charter_files import load_library

FOLDER = Path(__file__).parents[2] / "charter"
CHARTER = load_library(FOLDER).newest
COMPETENCIES = tuple(CHARTER.competencies())


def test_the_check_finds_nothing_to_mend(capsys):
    assert charter_check.run(FOLDER) == 0
    said = capsys.readouterr().out
    assert "4 themes, 16 principles, 42 competencies, 60 statements, 5 sources" in said


def test_it_asks_31_statements_about_me_13_about_my_organisation_16_about_our_partnership():
    counts = Counter(statement.block for statement in CHARTER.statements)
    assert counts == {Block.PRACTICE: 31, Block.ORGANISATION: 13, Block.PARTNERSHIP: 16}


def test_answers_are_kept_in_the_order_that_people_walk():
    walked = [each.code for part in walk.parts(CHARTER, tuple(Block)) for each in part.statements]
    assert walked == list(CHARTER.asked)


def test_a_full_assessment_has_eleven_parts_of_at_most_eight():
    parts = walk.parts(CHARTER, tuple(Block))
    assert len(parts) == 11
    assert max(len(part.statements) for part in parts) <= walk.MOST_STATEMENTS_A_PART


def test_only_the_four_themes_and_the_eleven_skills_are_in_the_source():
    assert {theme.provenance for theme in CHARTER.themes} == {Provenance.IN_SOURCE}
    skills = [each for each in COMPETENCIES if each.provenance is Provenance.IN_SOURCE]
    assert sorted(each.skill_in_source for each in skills) == list(range(1, 12))
    assert all(each.skill_in_source is None for each in COMPETENCIES if each not in skills)
    assert all(each.provenance is not Provenance.IN_SOURCE for each in CHARTER.statements)


def test_no_principle_is_passed_off_as_the_published_ones():
    assert {principle.provenance for principle in CHARTER.by_principle.values()} == {Provenance.DRAWN}
    source = next(each for each in CHARTER.sources if each.author == "La Toyah McAllister-Jones")
    assert "principles on these pages are ours" in source.lacks


@pytest.mark.parametrize("competency", COMPETENCIES, ids=lambda each: each.code)
def test_what_to_try_is_short_plain_and_said_once(competency):
    for thing in competency.things_to_try:
        assert thing.endswith(".")
        assert len(thing.split()) <= 25
        assert reading_grade(thing) <= 12
    everything = " ".join((*competency.things_to_try, competency.prompt, competency.definition))
    assert "!" not in everything
    assert "service user" not in everything.casefold()


def test_the_words_to_try_read_easily_on_the_whole():
    grades = [reading_grade(text) for each in COMPETENCIES for text in (*each.things_to_try, each.prompt)]
    assert sum(grades) / len(grades) <= 7


def texts_of(guide):
    yield guide.advert
    yield from guide.at_level.values()
    yield from guide.would_not_see
    yield from (each.what for each in guide.support)
    for question in guide.questions:
        yield from (question.ask, *question.strong, *question.weak)


@pytest.mark.parametrize("competency", COMPETENCIES, ids=lambda each: each.code)
def test_a_guide_is_plain_and_repeats_nothing_that_the_competency_says_already(competency):
    said = {each.casefold() for each in (*competency.behaviours, *competency.things_to_try)}
    for text in texts_of(competency.guide):
        assert text.casefold() not in said
        assert "!" not in text
        assert not JARGON.search(text), text
    assert competency.guide.provenance is Provenance.OURS


def test_guides_read_easily_on_the_whole():
    grades = [reading_grade(text) for each in COMPETENCIES for text in texts_of(each.guide)]
    assert sum(grades) / len(grades) <= 8


def test_no_text_of_a_guide_is_another_with_a_word_swapped():
    texts = [frozenset(text.lower().split()) for each in COMPETENCIES for text in texts_of(each.guide)]
    assert max(len(one & other) / len(one | other) for one, other in combinations(texts, 2)) < 0.6


def test_the_scales_are_worded_as_people_know_them():
    frequency, maturity = CHARTER.scales["frequency5"], CHARTER.scales["maturity5"]
    assert (frequency.labels[0], frequency.labels[4]) == ("Never", "Always or nearly always")
    assert frequency.proportions[1::2] == ("about 1 in 4", "about 3 in 4")
    assert maturity.labels[3] == "Used by some teams"
    assert frequency.measures != maturity.measures


def test_a_theme_is_a_table_of_its_own_shape():
    assert [theme.code for theme in CHARTER.themes] == ["SP", "VA", "RP", "SA"]
    assert [theme.shape for theme in CHARTER.themes] == ["square", "round", "oval", "hexagon"]


@pytest.mark.parametrize("file", sorted(FOLDER.rglob("*.yaml")), ids=lambda path: path.name)
def test_apostrophes_are_curly_as_on_every_page(file):
    words = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert not [line for line in words if "'" in line]
