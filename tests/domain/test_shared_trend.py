"""Since last time among partners: the same organisations both times, whoever joined or left."""

from app.domain.cells import Cell, Decision
from app.domain.charter import Block
from app.domain.comparisons import Verdict
from app.domain.dashboards.shared_trend import shared_trend
from tests.released import a_cell, a_closed, an_organisation, themes, withheld

FEN, LANTERN, NORTHWAY, CANAL = (
    an_organisation(name) for name in ("Fen Valley", "Lantern Trust", "Northway Homes", "Canal Side Carers")
)
THEME = themes(Block.PARTNERSHIP)[0]


def assessed(**means: float | None) -> list[Cell]:
    groups = {"fen": FEN, "lantern": LANTERN, "northway": NORTHWAY, "canal": CANAL}
    return [
        withheld(groups[name], THEME) if mean is None else a_cell(groups[name], THEME, mean)
        for name, mean in means.items()
    ]


def test_only_those_shown_both_times_are_compared_each_counting_once():
    then = a_closed(assessed(fen=40, northway=50, lantern=10), title="Autumn 2025")
    now = a_closed(assessed(fen=60, northway=70, canal=99))
    trend = shared_trend(now, then)
    [row] = [row for panel in trend.panels for row in panel.rows if row.topic.code == THEME]
    assert (row.first.mean, row.second.mean) == (65, 45)
    assert row.difference
    assert row.difference.points == 20
    assert (trend.held, trend.joined, trend.left, trend.not_shown) == (
        ("Fen Valley", "Northway Homes"),
        ("Canal Side Carers",),
        ("Lantern Trust",),
        (),
    )


def test_who_is_withheld_once_is_not_compared_and_neither_joined_nor_left():
    then = a_closed(assessed(fen=40, northway=50, canal=None), title="Autumn 2025")
    now = a_closed(assessed(fen=60, northway=70, canal=99))
    trend = shared_trend(now, then)
    assert (trend.not_shown, trend.joined, trend.left) == (("Canal Side Carers",), (), ())


def test_one_organisation_alone_makes_no_trend():
    then = a_closed(assessed(fen=40, northway=None), title="Autumn 2025")
    now = a_closed(assessed(fen=60, northway=70))
    rows = [row for panel in shared_trend(now, then).panels for row in panel.rows]
    assert {row.reason for row in rows} == {Decision.NOT_COMPARED}


def test_that_everybody_answered_both_times_does_not_make_a_change_certain():
    """Ten points, over twelve people each: on another day it might have been none."""
    then, now = (
        a_closed([a_cell(group, THEME, mean, people=12, invited=12) for group in (FEN, LANTERN)])
        for mean in (50, 60)
    )
    [row] = [row for panel in shared_trend(now, then).panels for row in panel.rows if row.topic.code == THEME]
    assert (row.first.low, row.first.high) == (60, 60)
    assert row.difference
    assert row.difference.verdict is Verdict.TOO_CLOSE


def test_the_takeaway_says_which_way_and_since_when():
    then = a_closed(assessed(fen=40, northway=50), title="Autumn 2025")
    now = a_closed(assessed(fen=60, northway=70))
    [panel] = [panel for panel in shared_trend(now, then).panels if panel.block is Block.PARTNERSHIP]
    assert panel.takeaway == (
        "We are up 20 points on strategic partnership in our partnership since Autumn 2025, a clear change."
    )
