import math
from dataclasses import replace

import pytest

from app.domain.cells import Cell, Counting, Decision, Group, GroupKind
from app.domain.comparisons import (
    Side,
    Verdict,
    cell_of_each_once,
    compare,
    compare_times,
    difference,
    each_organisation_once,
    each_person_once,
    welch_degrees,
)
from app.domain.intervals import standard_error, t_quantile

GROUP = Group(GroupKind.ORGANISATION, "org/lantern-trust", "Lantern Trust", "lantern-trust")


def a_cell(mean, error=1.0, people=20, decision=Decision.RELEASED, invited=None):
    asked = invited or max(30, people + 10)
    return Cell(GROUP, "SP.practice", Counting.PEOPLE, decision, people, asked, mean, 0, 100, error)


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


def test_the_outermost_of_several_are_judged_as_such():
    """Clear between two organisations, and of six that do not differ the outermost lie as far apart often."""
    first, second = a_cell(63), a_cell(50, 5.0)

    assert compare(first, second).verdict is Verdict.CLEAR
    assert compare(first, second, among=6).verdict is Verdict.TOO_CLOSE
    degrees = welch_degrees([(1.0, 19), (5.0, 19)])
    assert compare(first, second, among=6).high - 13 == pytest.approx(
        t_quantile(1 - 0.025 / 15, degrees) * math.sqrt(26)
    )


def test_over_time_a_gap_is_as_uncertain_as_people_are_from_day_to_day():
    """15 either time, over twelve and then ten people; however many of all invited they are."""
    then, now = (a_cell(60, standard_error(15, n, 13), n, invited=13) for n in (12, 10))

    found = compare_times(now, then)

    errors = [(15 / math.sqrt(10), 9), (15 / math.sqrt(12), 11)]
    reach = t_quantile(0.975, welch_degrees(errors))
    assert round((found.high - found.low) / 2 / reach, 2) == 6.42
    assert found.high > compare(now, then).high


def test_over_time_nothing_is_certain_even_where_everybody_answered():
    found = compare_times(a_cell(60, 0.0, invited=20), a_cell(50, 0.0, invited=20))

    error = 18 * math.sqrt(2 / 20)
    assert found.high - 10 == pytest.approx(t_quantile(0.975, 38) * error)
    assert compare_times(a_cell(60, None), a_cell(50)).verdict is Verdict.TOO_CLOSE


def test_a_figure_that_counts_organisations_once_is_as_free_as_what_it_is_made_of():
    units = [a_cell(60, 5.0, people=5), a_cell(50, 0.5, people=400)]
    whole = cell_of_each_once(GROUP, "SP.practice", units)

    assert whole.degrees == pytest.approx(4, abs=0.1)
    error = math.hypot(5, 0.5) / 2
    reach = t_quantile(0.975, welch_degrees([(error, whole.degrees), (1.0, 19)]))
    assert compare(whole, a_cell(50)).high - 5 == pytest.approx(reach * math.hypot(error, 1))
    unknown = replace(whole, degrees=None)
    assert compare(unknown, a_cell(50)).high >= compare(whole, a_cell(50)).high


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


def test_the_mean_of_small_organisations_goes_no_further_than_theirs_could():
    units = [
        a_cell(95, standard_error(18, 5, 6), 5, invited=6),
        a_cell(93, standard_error(18, 6, 7), 6, invited=7),
    ]

    found = each_organisation_once(units)

    assert found.high == pytest.approx((100 + (93 * 6 + 100) / 7) / 2)
    assert found.low == pytest.approx(94 - t_quantile(0.975, found.degrees) * found.standard_error)


def test_everyone_answered_everywhere_leaves_no_width():
    found = each_organisation_once([a_cell(80, 0.0), a_cell(60, 0.0)])

    assert (found.low, found.mean, found.high) == (70, 70, 70)
