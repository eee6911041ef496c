"""Counts of responses say nothing of small groups, neither outright nor by taking away."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.domain.turnout import (
    SMALLER_PARTNERS,
    SMALLER_TEAMS,
    Line,
    Turnout,
    of_partners,
    of_teams,
    with_enough,
)

TODAY = date(2026, 10, 5)

some_lines = st.lists(
    st.integers(0, 30).flatmap(lambda invited: st.tuples(st.just(invited), st.integers(0, invited))),
    max_size=8,
).map(lambda pairs: [Line(f"Group {number}", *pair) for number, pair in enumerate(pairs)])


def names(turnout: Turnout) -> list[str]:
    return [line.name for line in turnout.lines]


def test_teams_of_ten_are_named_and_smaller_ones_stand_together() -> None:
    lines = [Line("Repairs", 4, 3), Line("Outreach", 38, 20), Line("Lettings", 10, 6), Line("Care", 7, 1)]
    found = of_teams(lines, as_of=TODAY)
    assert found.total == Line("Everyone", 59, 30)
    assert found.lines == (Line("Lettings", 10, 6), Line("Outreach", 38, 20), Line(SMALLER_TEAMS, 11, 4))


def test_one_small_team_is_not_what_the_others_leave_over() -> None:
    found = of_teams([Line("Outreach", 38, 20), Line("Lettings", 12, 6), Line("Repairs", 4, 3)], as_of=TODAY)
    assert found.lines == (Line("Outreach", 38, 20), Line("Lettings and Repairs together", 16, 9))
    assert (found.small_ones, found.taken_in) == ((Line("Repairs", 4, 3),), (Line("Lettings", 12, 6),))


def test_an_organisation_of_nine_sees_no_counts() -> None:
    assert of_teams([Line("Outreach", 9, 5)], as_of=TODAY) == Turnout(TODAY, None, ())
    assert of_teams([Line("Outreach", 10, 5)], as_of=TODAY).total == Line("Everyone", 10, 5)


def test_two_small_partners_stand_together() -> None:
    lines = [
        Line("Northway Homes", 420, 200),
        Line("Willow Street Kitchen", 6, 4),
        Line("Canal Side Carers", 4, 3),
    ]
    found = of_partners(lines, as_of=TODAY)
    assert found.lines == (Line("Northway Homes", 420, 200), Line(SMALLER_PARTNERS, 10, 7))
    assert found.total == Line("Everyone", 430, 207)
    assert not found.leaves_out_small_ones


def test_a_partner_cannot_take_itself_away_and_find_a_small_one() -> None:
    lines = [Line("Northway Homes", 420, 200), Line("Lantern Trust", 58, 30), Line("Canal Side Carers", 4, 3)]
    found = of_partners(lines, as_of=TODAY)
    assert names(found) == ["Lantern Trust", "Northway Homes"]
    assert found.total == Line("Everyone", 478, 230)
    assert found.leaves_out_small_ones


@given(some_lines)
def test_no_line_and_no_remainder_is_small(lines: list[Line]) -> None:
    for found in (of_teams(lines, as_of=TODAY), of_partners(lines, as_of=TODAY)):
        assert all(line.invited >= 10 for line in found.lines)
        shown = sum(line.invited for line in found.lines)
        assert shown == (found.total.invited if found.total else 0)


@given(some_lines)
def test_what_partners_show_is_made_of_whole_large_partners_or_a_pool(lines: list[Line]) -> None:
    found = of_partners(lines, as_of=TODAY)
    large = {line for line in lines if line.invited >= 10}
    assert {line for line in found.lines if line.name != SMALLER_PARTNERS} == large


def test_a_team_has_enough_by_the_counts_that_are_shown_and_by_no_others() -> None:
    lines = [
        Line("Outreach", 38, 5),
        Line("Lettings", 20, 4),
        Line("No team given", 12, 9),
        Line("Care", 7, 7),
    ]
    found = of_teams([*lines, Line("Repairs", 8, 1)], as_of=TODAY)
    assert with_enough(found, 5, apart_from=("No team given",)) == (1, 2)
    assert with_enough(found, 4, apart_from=("No team given",)) == (2, 2)


def test_where_no_team_is_counted_there_is_nothing_to_say_of_teams() -> None:
    assert with_enough(of_teams([Line("Care", 9, 9)], as_of=TODAY), 5, apart_from=()) == (0, 0)
