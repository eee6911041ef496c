import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.charter_search import MOST_CHARACTERS, search
from tests.charter_builder import a_charter, a_competency, a_statement, a_theme

CHARTER = a_charter(
    a_theme(
        "SP",
        a_competency(
            "SP1.1", title="Open money", definition="Costs are shared.", behaviours=("Holds a fête",)
        ),
        a_competency(
            "SP1.2",
            title="Naming power",
            definition="Money is talked about.",
            statements=(a_statement("SP1.2.practice", "I speak up about size."),),
        ),
    ),
    a_theme("VA", a_competency("VA1.1", title="Saying thanks", definition="Partners are thanked.")),
)


def codes(query):
    return [hit.code for hit in search(CHARTER, query).hits]


def test_a_title_comes_before_a_definition():
    assert codes("money")[0] == "SP1.1"
    assert "SP1.2" in codes("money")


@pytest.mark.parametrize("query", ["MONEY power", "  power,money ", "pow mon"])
def test_all_the_words_must_be_there_in_any_case_and_order(query):
    assert "SP1.2" in codes(query)
    assert "SP1.1" not in codes(query)


@pytest.mark.parametrize("query", ["fête", "fete", "FÊTE", "fe\u0302te", "fêtes"])
def test_accents_case_and_a_plural_make_no_difference(query):
    assert codes(query) == ["SP1.1"]


def test_statements_and_codes_are_searched():
    assert codes("size") == ["SP1.2"]
    assert codes("va1.1") == ["VA1.1"]


def test_a_hit_shows_the_text_that_has_the_word():
    assert search(CHARTER, "fête").hits[0].excerpt == "Holds a fête"
    assert search(CHARTER, "size").hits[0].excerpt == "I speak up about size."


def test_a_statement_that_is_no_longer_asked_is_not_found():
    charter = a_charter(*CHARTER.themes, asked=())
    assert search(charter, "size").hits == ()


def test_themes_and_principles_are_found_too():
    assert {hit.kind for hit in search(CHARTER, "theme").hits} == {"theme"}
    assert "principle" in {hit.kind for hit in search(CHARTER, "thanks").hits}


@pytest.mark.parametrize("query", ["", "   ", "?!", "\x00", "–"])
def test_nothing_to_look_for_finds_nothing(query):
    found = search(CHARTER, query)
    assert (found.words, found.hits, found.is_too_long) == ((), (), False)


def test_a_very_long_query_is_not_looked_for():
    assert search(CHARTER, "money " * 2_000).is_too_long
    assert not search(CHARTER, "m" * MOST_CHARACTERS).is_too_long


@given(st.text(max_size=60))
def test_any_text_can_be_searched_for(query):
    assert len(search(CHARTER, query).hits) <= 7


@pytest.mark.parametrize("query", ["partner's", "partner’s", "partners"])
def test_an_apostrophe_is_found_however_it_is_typed(query):
    charter = a_charter(
        a_theme("SP", a_competency("SP1.1", title="Help", definition="A partner’s idea is heard out."))
    )
    assert [hit.code for hit in search(charter, query).hits] == ["SP1.1"]
