"""What it costs that some have no team or no role level."""

import pytest

from app.domain.gaps import Cost, Gap, gaps
from app.domain.people import Post, RoleLevel


def level_gap(both: int = 0, **people: int) -> Gap | None:
    levels = {"both": both, **people}
    return gaps([Post(1, RoleLevel(level), False, number) for level, number in levels.items()]).role_level


@pytest.mark.parametrize(
    ("people", "cost"),
    [
        ({"strategic": 20, "operational": 400}, None),
        ({"strategic": 20, "operational": 397, "undeclared": 3}, Gap(3, Cost.MAY_BE_HELD_BACK)),
        ({"strategic": 20, "operational": 397, "undeclared": 10}, Gap(10, Cost.NOT_IN_IT)),
        ({"strategic": 20, "operational": 397, "undeclared": 3, "both": 7}, Gap(3, Cost.NOT_IN_IT)),
        ({"undeclared": 3}, Gap(3, Cost.NO_COMPARISON)),
    ],
)
def test_a_few_without_a_role_level_cost_more_than_many(people, cost):
    assert level_gap(**people) == cost


def test_people_without_a_team_or_an_address_are_counted_over_all_posts():
    found = gaps(
        [
            Post(None, RoleLevel.STRATEGIC, True, 2),
            Post(None, RoleLevel.OPERATIONAL, False, 1),
            Post(1, RoleLevel.OPERATIONAL, True, 12),
        ]
    )
    assert (found.people, found.team, found.without_address) == (15, Gap(3, Cost.MAY_BE_HELD_BACK), 14)
    assert found.role_level is None


def test_nobody_at_all_is_no_gap():
    assert gaps([]).team is None
