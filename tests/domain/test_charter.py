import pytest

from app.domain.charter import Block, CharterLibrary
from app.domain.errors import NotFound
from tests.charter_builder import a_charter, a_competency, a_statement, a_theme, many


def test_a_charter_refuses_a_statement_code_used_twice():
    twice = a_competency("SP1.1", statements=(a_statement("SP1.1.practice"), a_statement("SP1.1.practice")))
    with pytest.raises(ValueError, match=r"SP1\.1\.practice"):
        a_charter(a_theme("SP", twice))


@pytest.mark.parametrize("asked", [("SP9.9.practice",), ("SP1.1.practice", "SP1.1.practice")])
def test_a_version_asks_each_statement_once_and_only_ones_there_are(asked):
    with pytest.raises(ValueError, match="do not exist or twice"):
        a_charter(many("SP", 1, "practice"), asked=asked)


def test_the_statements_come_in_the_order_that_answers_are_kept_in():
    asked = ("SP1.2.practice", "SP1.1.organisation", "SP1.1.practice")
    charter = a_charter(many("SP", 2, "practice", "organisation"), asked=asked)
    assert tuple(statement.code for statement in charter.statements) == asked
    assert charter.place == {code: place for place, code in enumerate(asked)}


def test_a_statement_that_a_version_does_not_ask_is_not_shown_to_anyone():
    charter = a_charter(many("SP", 2, "practice"), asked=("SP1.2.practice",))
    assert [each.code for each in charter.statements_of("SP", Block.PRACTICE)] == ["SP1.2.practice"]


@pytest.mark.parametrize("code", ["SP1.10.practice", "SP1.10.practice.2"])
def test_a_second_wording_belongs_to_the_same_competency_and_theme(code):
    statement = a_statement(code)
    assert (statement.competency, statement.theme) == ("SP1.10", "SP")


def test_everything_is_found_by_its_code():
    charter = a_charter(many("SP", 2, "practice"), many("VA", 1, "practice"))
    assert charter.by_competency["SP1.2"].code == "SP1.2"
    assert charter.by_principle["VA1"].code == "VA1"
    assert list(charter.by_theme) == ["SP", "VA"]


def test_a_library_gives_the_version_asked_for_and_knows_the_newest():
    old, new = (a_charter(many("SP", 1, "practice"), version=version) for version in ("0.1", "0.2"))
    library = CharterLibrary((old, new))
    assert library.get("0.1") is old
    assert library.newest is new


def test_a_version_that_never_was_is_not_found():
    library = CharterLibrary((a_charter(many("SP", 1, "practice"), version="0.1"),))
    with pytest.raises(NotFound):
        library.get("0.2")


def test_a_library_without_a_charter_is_refused():
    with pytest.raises(ValueError, match="at least one version"):
        CharterLibrary(())
