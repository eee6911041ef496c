"""Since last time, as partners see it together."""

from datetime import timedelta

from sqlmodel import Session

from tests.cast import NOW
from tests.reading import rows_on, words_on
from tests.released import millbrooks, publish
from tests.results_world import Closed, close_some
from tests.world import World, open_assessment


def test_the_first_results_have_nothing_to_compare_with(closed: Closed):
    assert "Nothing to compare with yet" in words_on(closed.rhiannon, f"{closed.together}/trend")


def test_partners_see_what_has_moved_and_who_is_compared(world: World):
    place = close_some(world)
    with Session(world.engine, expire_on_commit=False) as session, session.begin():
        later = open_assessment(
            session, world.app, world.cast.rhiannon, "Summer 2026", now=NOW + timedelta(days=200)
        )
        means = {"Fen Valley": 78.0, "Lantern Trust": 56.0, "New Partner": 30.0}
        publish(session, later, millbrooks(means=means, hidden=["Canal Side Carers"]))
    address = f"/p/millbrook/results/{later.code}/trend"
    told = words_on(place.dele, address)
    assert "Each organisation counts once, and the same two both times." in told
    assert "Compared: Fen Valley and Lantern Trust" in told
    assert "Joined since: New Partner" in told
    assert "Left since: Northway Homes" in told
    assert "Not shown both times: Canal Side Carers" in told
    [row, *_] = rows_on(place.dele, address, "Values")
    assert "52 Spring 2026" in row
    assert "67 Summer 2026" in row
    assert "up 15 points" in row
