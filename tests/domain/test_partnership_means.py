import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.intervals import standard_error
from app.domain.partnership_means import partnership_means
from tests.domain.a_cell import a_cell, withheld

units = st.lists(
    st.builds(
        lambda mean, people, missing: a_cell(mean, 2.0, people=people, invited=people + missing),
        st.integers(5, 95),
        st.integers(5, 60),
        st.integers(0, 40),
    ),
    min_size=2,
    max_size=8,
)


def a_partner(name, people, invited, mean, spread):
    error = standard_error(spread, people, invited)
    return a_cell(mean, error, people=people, invited=invited, name=name)


def three_partners():
    return [
        a_partner("A", 20, 30, 80, 15),
        a_partner("B", 5, 6, 60, 12),
        a_partner("C", 5, 10, 40, 10),
    ]


def test_three_ways_to_count():
    found = partnership_means(three_partners())

    assert round(found.by_person, 1) == 70.0
    assert round(found.by_organisation.mean, 1) == 60.0
    assert round(found.by_invited, 1) == 68.7
    assert round(found.by_organisation.standard_error, 2) == 1.44
    assert found.floor.group.name == "C"


def test_who_gave_more_than_half_of_the_answers_is_said():
    found = partnership_means(three_partners())

    assert (found.largest.group.name, found.largest_share) == ("A", 20 / 30)
    assert found.says_who_is_largest


def test_half_is_not_more_than_half():
    found = partnership_means([a_cell(60, people=10), a_cell(50, people=5), a_cell(40, people=5)])

    assert found.largest_share == 0.5
    assert not found.says_who_is_largest


@pytest.mark.parametrize(("people", "by_person_too"), [(40, True), (41, False)])
def test_above_four_fifths_from_one_only_organisations_count(people, by_person_too):
    found = partnership_means([a_cell(80, people=people), a_cell(60, people=5), a_cell(40, people=5)])

    assert (found.by_person is not None) is by_person_too
    assert (found.by_invited is not None) is by_person_too
    assert found.by_organisation.mean == 60


def test_withheld_partners_are_in_none_of_it():
    assert partnership_means([*three_partners(), withheld()]) == partnership_means(three_partners())
    assert partnership_means([three_partners()[0], withheld()]) is None


@given(units)
def test_every_way_of_counting_lies_between_the_lowest_and_the_highest(cells):
    found = partnership_means(cells)
    means = [cell.mean for cell in cells]

    for each in (found.by_organisation.mean, found.by_person, found.by_invited):
        assert each is None or min(means) - 1e-9 <= each <= max(means) + 1e-9
    assert found.floor.mean == min(means)


@given(st.lists(st.integers(5, 95), min_size=2, max_size=8), st.integers(5, 40))
def test_organisations_of_one_size_make_all_ways_the_same(means, people):
    found = partnership_means([a_cell(mean, people=people, invited=people + 3) for mean in means])

    assert found.by_person == pytest.approx(found.by_organisation.mean)
    assert found.by_invited == pytest.approx(found.by_organisation.mean)
