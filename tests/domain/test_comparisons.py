import math

import pytest

from app.domain.cells import Cell, Counting, Decision, Group, GroupKind
from app.domain.comparisons import (
    Side,
    Verdict,
    compare,
    difference,
    each_organisation_once,
    each_person_once,
    welch_degrees,
)
from app.domain.intervals import standard_error, t_quantile

GROUP = Group(GroupKind.ORGANISATION, "org/lantern-trust", "Lantern Trust", "lantern-trust")


def a_cell(mean, error=1.0, people=20, decision=Decision.RELEASED):
    return Cell(GROUP, "SP.practice", Counting.PEOPLE, decision, people, 30, mean, 0, 100, error)


def three_organisations():
    spreads = [(80, 15, 20, 30), (60, 12, 5, 6), (40, 10, 5, 10)]
    return [a_cell(mean, standard_error(spread, n, invited), n) for mean, spread, n, invited in spreads]


def test_a_gap_between_seats_by_welch():
    strategic, operational = Side(80, math.sqrt(20), 4), Side(65, math.sqrt(22.5), 9)

    found = difference(strategic, operational)

    assert found.points == 15
    assert round(math.hypot(math.sqrt(20), math.sqrt(22.5)), 2) == 6.52
    assert round(welch_degrees([(math.sqrt(20), 4), (math.sqrt(22.5), 9)]), 1) == 11.6
    assert [round(end, 1) for end in (found.low, found.high)] == [0.7, 29.3]
    assert found.verdict is Verdict.CLEAR


@pytest.mark.parametrize(
    ("points", "error", "verdict"),
    [
        (10, 1, Verdict.CLEAR),
        (-10, 1, Verdict.CLEAR),
        (9.4, 1, Verdict.SLIGHT),
        (-9, 1, Verdict.SLIGHT),
        (-5, 0.5, Verdict.SLIGHT),
        (4.4, 0.5, Verdict.TOO_CLOSE),
        (30, 20, Verdict.TOO_CLOSE),  # wide, but the range holds zero
    ],
)
def test_what_is_clear_slight_or_too_close(points, error, verdict):
    assert compare(a_cell(50 + points, error), a_cell(50, error)).verdict is verdict


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        (57.6, 48.4, Verdict.CLEAR),  # printed 58 and 48
        (57.4, 47.5, Verdict.SLIGHT),  # printed 57 and 48
        (48.4, 57.6, Verdict.CLEAR),
        (54.5, 50.4, Verdict.SLIGHT),  # printed 55 and 50
        (54.4, 49.5, Verdict.TOO_CLOSE),  # printed 54 and 50
    ],
)
def test_how_large_a_gap_is_goes_by_the_figures_as_printed(first, second, verdict):
    assert compare(a_cell(first, 0.5), a_cell(second, 0.5)).verdict is verdict


def test_two_cells_are_compared_by_how_many_answered_in_each():
    found = compare(a_cell(60, 2.0, people=6), a_cell(50, 1.0, people=30))

    degrees = welch_degrees([(2.0, 5), (1.0, 29)])
    assert found.high - 10 == pytest.approx(t_quantile(0.975, degrees) * math.sqrt(5))


def test_a_side_without_a_range_is_always_too_close_to_call():
    found = compare(a_cell(90, None), a_cell(10))

    assert (found.points, found.low, found.verdict) == (80, None, Verdict.TOO_CLOSE)


def test_when_everybody_answered_on_both_sides_the_gap_is_certain():
    found = compare(a_cell(60, 0.0), a_cell(50, 0.0))

    assert (found.low, found.high, found.verdict) == (10, 10, Verdict.CLEAR)


def test_nothing_is_compared_with_a_withheld_cell():
    withheld = Cell(GROUP, "SP.practice", Counting.PEOPLE, Decision.TOO_FEW)

    assert compare(a_cell(60), withheld) is None
    assert compare(withheld, a_cell(60)) is None


def test_each_organisation_once_and_each_person_once():
    units = three_organisations()

    found = each_organisation_once(units)

    assert [round(unit.standard_error, 2) for unit in units] == [1.94, 2.19, 3.16]
    assert (found.organisations, found.people, found.mean) == (3, 30, 60.0)
    assert round(found.standard_error, 2) == 1.44
    degrees = welch_degrees([(each.standard_error, each.people - 1) for each in units])
    assert found.high - 60 == pytest.approx(t_quantile(0.975, degrees) * found.standard_error)
    assert each_person_once([(80, 20), (60, 5), (40, 5)]) == 70.0
    assert round(each_person_once([(80, 30), (60, 6), (40, 10)]), 1) == 68.7


def test_an_organisation_without_a_range_takes_it_from_the_mean_of_all():
    found = each_organisation_once([a_cell(80), a_cell(60, None)])

    assert (found.mean, found.low, found.high) == (70, None, None)


def test_everyone_answered_everywhere_leaves_no_width():
    found = each_organisation_once([a_cell(80, 0.0), a_cell(60, 0.0)])

    assert (found.low, found.mean, found.high) == (70, 70, 70)
