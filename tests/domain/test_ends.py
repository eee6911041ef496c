"""A mean drawn in from an end of the scale does not come back from the figures around it."""

import random
from fractions import Fraction

import numpy as np
import pytest

from app.domain.cells import Decision, GroupKind
from app.domain.ends import ShownAsTheyAre, keep_drawn_in
from app.domain.families import Family, decide
from app.domain.scoring import given, points, scores
from tests.domain.attack import rank
from tests.domain.test_families import BLANK, a_family, a_population

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


# A theme and its statements


def family_kept(memberships, sheets):
    """What is shown of a theme and then of each statement, before ends are looked at and after."""
    population, sheets = a_population(memberships), np.array(sheets, dtype=np.uint8)
    decided = decide(population, a_family(sheets))
    values = [scores(sheets), *(points(column) for column in sheets.T)]
    found = keep_drawn_in(decided, values, population)
    return [decided.theme, *decided.statements], [found.theme, *found.statements]


def of_six(*sheets):
    before, after = family_kept([(ORGANISATION, "all", range(6))], [*sheets] * (6 // len(sheets)))
    assert all(each == {"all": SHOWN} for each in before)
    return [each["all"] for each in after]


def test_a_theme_less_its_other_statements_does_not_give_the_last_one_back():
    """4 × 62.5 − 37.5 − 62.5 − 50 = 100: each of the six said always to the last."""
    assert of_six((2, 3, 1, 4), (1, 2, 3, 4)) == [SHOWN, SHOWN, SHOWN, HELD, SHOWN]


def test_nor_several_together():
    """4 × 87.5 − 50 = 300: each said always to all three."""
    assert of_six((2, 4, 4, 4), (2, 4, 4, 4)) == [SHOWN, HELD, SHOWN, SHOWN, SHOWN]


def test_where_one_left_something_out_the_theme_is_no_mean_of_its_statements():
    sheets = [(2, 3, 1, 4)] * 7 + [(2, 3, BLANK, 4)] * 2
    _, after = family_kept([(ORGANISATION, "all", range(9))], sheets)
    assert after[4]["all"] is SHOWN
    assert [each["all"] for each in after].count(HELD) == 1  # for the audit's own reasons


def test_statements_of_the_groups_around_do_not_give_a_theme_back():
    """Of the eight no reference is shown, as two left it out; the last twenty gave everything."""
    eight = [(4, 3, 4, 4)] * 2 + [(3, 4, 4, 4), (4, 4, 3, 4), (4, 4, 4, 4), (4, 4, 4, 4)]
    eight += [(4, 4, 4, BLANK)] * 2
    others = [(2, 2, 2, 2), (1, 2, 3, 1)] * 10
    groups = [
        (ORGANISATION, "all", range(48)),
        (ORGANISATION, "one", range(8, 28)),
        (ORGANISATION, "eight", range(8)),
        (ORGANISATION, "other", range(28, 48)),
    ]
    before, after = family_kept(groups, [*eight, *others, *others])
    exact, ends = split_up(groups, [*eight, *others, *others], before, after)
    assert ends
    assert_nothing_comes_back(exact, ends)


@pytest.mark.parametrize("chunk", range(3))
def test_nothing_of_a_group_that_is_drawn_in_comes_back_from_a_whole_family(chunk):
    before_too = 0
    for seed in range(chunk * 25, chunk * 25 + 25):
        groups, sheets = a_family_by_chance(random.Random(f"family {seed}"))
        before, after = family_kept(groups, sheets)
        assert_nothing_comes_back(*split_up(groups, sheets, before, after))
        exact, ends = split_up(groups, sheets, before, before)
        before_too += any(is_given_back(exact, own) for own in ends)
    assert before_too > 5


def a_family_by_chance(chance):
    people, statements = chance.randint(8, 26), 3
    place_of = [chance.choice((0, 0, 1, 1, 2)) for _ in range(people)]
    always = [[chance.random() < 0.5 for _ in range(statements)] for _ in range(3)]
    leaves_out = chance.choice((0.0, 0.0, 0.2))
    sheets = [[4 if each else chance.randrange(5) for each in always[place]] for place in place_of]
    for sheet in sheets:
        if chance.random() < leaves_out:
            sheet[chance.randrange(statements)] = BLANK
    own = [
        (ORGANISATION, str(place), [one for one in range(people) if place_of[one] == place])
        for place in range(3)
    ]
    teams = [(TEAM, f"team/{number}", chance.sample(range(people), people // 2)) for number in range(2)]
    return [(ORGANISATION, "all", range(people)), *(each for each in (*own, *teams) if each[2])], sheets


def split_up(groups, sheets, before, after):
    """Sums over answers that are shown as they are; and, by group, those that are drawn in."""
    sheets = np.array(sheets, dtype=np.uint8)
    values = [scores(sheets), *(points(column) for column in sheets.T)]
    exact, ends = [], []
    for _, code, members in groups:
        own = []
        for number, decided in enumerate(before):
            there = [one for one in members if not np.isnan(values[number][one])]
            if decided.get(code) is SHOWN and is_an_end(there, values[number]):
                own.append(row_of(number, there, sheets))
            elif after[number].get(code) is SHOWN:
                exact.append(row_of(number, there, sheets))
        ends += [own] if own else []
    return exact, ends


def row_of(number, people, sheets):
    row = np.full(sheets.shape, Fraction(0))
    for one in people:
        gave = given(sheets)[one]
        row[one, gave if number == 0 else number - 1] = Fraction(1, int(gave.sum()) if number == 0 else 1)
    return list(row.ravel())


def is_given_back(exact, own):
    """Some combination of what is drawn in of one group follows from what is shown as it is."""
    return rank([*exact, *own]) < rank(exact) + rank(own)


def assert_nothing_comes_back(exact, ends):
    assert not any(is_given_back(exact, own) for own in ends)


def test_what_would_follow_is_asked_before_a_sum_is_shown():
    shown = ShownAsTheyAre([[{1: 1}]], known=[{0: 1, 1: 1}])
    assert not shown.show({0: 1})
    assert shown.show({2: 1})
    assert shown.show({0: 1, 1: 1, 2: 1})  # it is known already
    assert not shown.show({0: 2, 1: 1})
    assert shown.show({0: 1, 3: 1})
    assert not shown.show({3: 1})
