"""A mean drawn in from an end of the scale does not come back from the figures around it."""

import random

import numpy as np
import pytest

from app.domain.cells import Decision, GroupKind
from app.domain.ends import keep_drawn_in
from app.domain.families import Family, decide
from tests.domain.attack import rank
from tests.domain.test_families import a_population

SHOWN, HELD = Decision.RELEASED, Decision.WOULD_REVEAL
ORGANISATION, TEAM = GroupKind.ORGANISATION, GroupKind.TEAM

TEAMS = [(ORGANISATION, "all", range(19)), (TEAM, "one", range(12)), (TEAM, "other", range(12, 19))]


def kept(memberships, values):
    """What is shown of a theme, before ends are looked at and after."""
    population, values = a_population(memberships), np.array(values, dtype=float)
    there = ~np.isnan(values)
    decided = decide(population, Family(scored=there, given=there[:, np.newaxis]))
    return decided.theme, keep_drawn_in(decided, [values, values], population).theme


def test_a_team_that_would_give_another_back_to_the_point_is_held_back():
    before, after = kept(TEAMS, [60] * 12 + [100] * 7)

    assert before == {"all": SHOWN, "one": SHOWN, "other": SHOWN}
    assert after == {"all": SHOWN, "one": HELD, "other": SHOWN}  # "95 or more"


@pytest.mark.parametrize("level", [6, 50, 94])
def test_away_from_the_ends_nothing_changes(level):
    before, after = kept(TEAMS, [60] * 12 + [level] * 7)

    assert after == before


def test_ten_are_not_drawn_in_and_not_kept():
    teams = [(ORGANISATION, "all", range(22)), (TEAM, "one", range(12)), (TEAM, "other", range(12, 22))]
    before, after = kept(teams, [60] * 12 + [100] * 10)

    assert after == before


def test_people_without_a_value_are_not_what_keeps_groups_apart():
    """Those who are in all of it and in no team have no value: the teams make up the whole all the same."""
    groups = [(ORGANISATION, "all", range(21)), *TEAMS[1:]]
    _, after = kept(groups, [60] * 12 + [100] * 7 + [np.nan] * 2)

    assert after["one"] is HELD


@pytest.mark.parametrize("chunk", range(4))
def test_no_figure_shown_as_it_is_gives_a_drawn_in_one_back(chunk):
    gone_without = held = 0
    for seed in range(chunk * 60, chunk * 60 + 60):
        chance = random.Random(f"ends {seed}")
        people = chance.randint(12, 30)
        team_of = [chance.choice((0, 1, 1, 3, 3)) if seed % 3 else chance.randrange(4) for _ in range(people)]
        values = [(100, 60, 0, 50)[team] for team in team_of]
        members = {
            f"team/{team}": [one for one in range(people) if team_of[one] == team] for team in range(4)
        }
        members |= {f"cut/{cut}": [one for one in range(people) if chance.random() < 0.6] for cut in range(2)}
        groups = [(TEAM, code, own) for code, own in members.items() if own]
        before, after = kept([(ORGANISATION, "all", range(people)), *groups], values)
        members["all"] = list(range(people))
        rows = {code: [int(one in members[code]) for one in range(people)] for code in after}
        ends = {code for code in after if before[code] is SHOWN and is_an_end(members[code], values)}
        exact = [rows[code] for code in after if after[code] is SHOWN and code not in ends]
        all_exact = [rows[code] for code in before if before[code] is SHOWN and code not in ends]
        assert not any(rank([*exact, rows[end]]) == rank(exact) for end in ends), seed
        assert all(after[end] is SHOWN for end in ends)
        gone_without += any(rank([*all_exact, rows[end]]) == rank(all_exact) for end in ends)
        held += after != before
    assert gone_without == held > 0


def is_an_end(people, values):
    mean = sum(values[one] for one in people) / len(people)
    return len(people) < 10 and (mean <= 5 or mean >= 95)
