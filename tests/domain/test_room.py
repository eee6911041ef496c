"""Whatever is shown, the mean of a few people can move twenty points, or as far as one figure alone lets it.

The attacker here is the one of `tests/attack`, who has a solver of his own.
"""

import random

import numpy as np
import pytest

from app.domain import room
from app.domain.cells import Decision, GroupKind
from app.domain.ends import keep_drawn_in
from app.domain.families import Family, FamilyDecisions, decide
from app.domain.room import keep_room, keep_room_in
from app.domain.scoring import given, points, scores
from tests.attack.claims import within
from tests.attack.ranges import Claim, Unknowns
from tests.domain.test_families import a_family, a_population

SHOWN, HELD = Decision.RELEASED, Decision.WOULD_REVEAL
EVERYONE, ORGANISATION, TEAM = GroupKind.EVERYONE, GroupKind.ORGANISATION, GroupKind.TEAM
LEVEL = GroupKind.ORGANISATION_LEVEL
LEAST = 20
SURELY = 1e-4

# Four and one, apart by what is shown of the strategic people: five of them in the whole, one in "five".
STRATEGIC = [(ORGANISATION, "all", range(25)), (ORGANISATION, "five", range(5))]
STRATEGIC += [(LEVEL, "strategic", [4, *range(5, 9)])]


def kept(memberships, values):
    """What is shown by the audit alone, and what with room kept as well."""
    population, values = a_population(memberships), np.array(values, dtype=float)
    there = ~np.isnan(values)
    decided = decide(population, Family(scored=there, given=there[:, np.newaxis])).theme
    return decided, keep_room_in(decided, values, population.atoms)


def claims(memberships, values, decided):
    shown = [
        [one for one in own if not np.isnan(values[one])]
        for _, code, own in memberships
        if decided[code] is SHOWN
    ]
    return [
        Claim(dict.fromkeys(own, 1.0), *exactly(float(np.mean([values[one] for one in own])), len(own)))
        for own in shown
    ]


def exactly(mean, people):
    low, high = within(min(max(mean, 5), 95) if people < 10 else mean, people)
    return (low, high) if high - low > 1 else (mean, mean)


def narrow(shown):
    """Few people who have too little room, and less than any one figure leaves them."""
    return [few for few in Unknowns(shown).narrow(LEAST) if few.width < by_one(few.people, shown) - SURELY]


def by_one(people, shown):
    return min((of_one(people, claim) for claim in shown if people <= claim.weights.keys()), default=np.inf)


def of_one(people, claim):
    apart = [Claim({person: 1.0}, 0, 100) for person in claim.weights]
    low, high = Unknowns([claim, *apart]).range_of(people)
    return high - low


def test_four_of_five_are_held_where_the_fifth_can_only_be_low():
    """Five strategic people at 12: so none of them is above 60, and four of the other five have 15 points."""
    values = [40.0] * 4 + [12.0] * 5 + [50.0] * 16
    before, after = kept(STRATEGIC, values)

    assert set(before.values()) == {SHOWN}
    assert [few.people for few in narrow(claims(STRATEGIC, values, before))] == [frozenset(range(4))]
    assert after == {"all": SHOWN, "five": SHOWN, "strategic": HELD}


def test_whoever_knows_the_rule_learns_no_more_than_what_its_edge_would_have_shown():
    """She tries all means that the strategic people may have had: which of them are held back as well?"""
    low, high = np.inf, -np.inf
    for level in np.arange(6.0, 40.0, 0.9):
        values = [43 - level / 4] * 4 + [level] * 5 + [(848 - 4 * level) / 16] * 16
        before, after = kept(STRATEGIC, values)
        if after["strategic"] is HELD:
            then = Unknowns(claims(STRATEGIC, values, before)).range_of(range(4))
            low, high = min(low, then[0]), max(high, then[1])
    assert (low, high) == pytest.approx((23, 43), abs=1.2)  # as at 16, where it would have been shown


def test_what_follows_is_judged_as_if_it_were_known_past_which_edge_a_figure_is(monkeypatch):
    groups, values = a_world(random.Random("room 129"))
    find, edges = room._edge, []
    monkeypatch.setattr(room, "_edge", lambda *given: edges.append(find(*given)) or edges[-1])
    _, after = kept(groups, values)
    monkeypatch.setattr(room, "_edge", lambda *_: None)
    _, as_if_not_known = kept(groups, values)

    atoms = a_population(groups).atoms.of
    told = [
        Claim({one: 1.0 for one, atom in enumerate(atoms) if atom in edge.atoms}, edge.low, edge.high)
        for edge in edges
        if edge
    ]
    assert narrow([*claims(groups, values, after), *told]) == []
    assert narrow([*claims(groups, values, as_if_not_known), *told])


def test_past_the_limit_all_that_follows_is_held_back(monkeypatch):
    groups = [*STRATEGIC, (TEAM, "others", range(9, 20))]
    values = [40.0] * 4 + [12.0] * 5 + [50.0] * 16
    _, after = kept(groups, values)
    monkeypatch.setattr(room, "MOST_AGAIN", 0)
    _, at_once = kept(groups, values)

    assert after == {"all": SHOWN, "five": SHOWN, "strategic": HELD, "others": SHOWN}
    assert at_once == {**after, "others": HELD}


@pytest.mark.parametrize("level", [16.5, 50.0, 83.5])
def test_away_from_the_ends_nothing_changes(level):
    before, after = kept(STRATEGIC, [40.0] * 4 + [level] * 5 + [50.0] * 16)

    assert after == before


def test_what_one_figure_says_of_those_in_it_is_left_to_it():
    """Four of five at 90 are at 87.5 or more, whether or not something else is shown."""
    groups = [*STRATEGIC[:2], (LEVEL, "strategic", [4, *range(5, 14)])]
    before, after = kept(groups, [90.0] * 5 + [50.0] * 20)

    assert set(before.values()) == {SHOWN}
    assert after == before


def test_those_left_over_beside_what_is_shown_have_room_as_well():
    """Of thirty, twelve and eleven are shown: seven are left, four and three, all near the end."""
    groups = [(ORGANISATION, "all", range(30)), (ORGANISATION, "twelve", range(12))]
    groups += [(ORGANISATION, "eleven", range(12, 23)), (TEAM, "both", [*range(9), *range(23, 26)])]
    before, after = kept(groups, [60.0] * 12 + [40.0] * 11 + [96.0] * 7)

    assert set(before.values()) == {SHOWN}
    assert after == {**before, "both": HELD}


@pytest.mark.parametrize("chunk", range(2))
def test_no_few_people_are_narrow_in_what_is_shown(chunk):
    were_narrow = held = 0
    for seed in range(chunk * 10, chunk * 10 + 10):
        memberships, values = a_world(random.Random(f"room {seed}"))
        before, after = kept(memberships, values)
        found = narrow(claims(memberships, values, before))
        left = found if after == before else narrow(claims(memberships, values, after))
        assert left == [], seed
        assert (after != before) == bool(found), seed
        assert all(after[code] in (each, HELD) for code, each in before.items())
        were_narrow += bool(found)
        held += sum(after[code] is not each for code, each in before.items())
    assert were_narrow > 1
    assert held < 3 * were_narrow


def a_world(chance):
    """Organisations with teams, and role levels across them; some answer all alike near an end."""
    people = chance.randint(20, 45)
    place_of = [chance.choice((0, 0, 0, 1, 1, 2)) for _ in range(people)]
    team_of = [(place, chance.randrange(3)) for place in place_of]
    level_of = [chance.choice("ssoooob") for _ in range(people)]
    usual = {(place, level): chance.choice((3, 8, 50, 60, 92, 97)) for place in range(3) for level in "sob"}
    values = [
        min(max(usual[place, level] + chance.uniform(-6, 6), 0), 100)
        for place, level in zip(place_of, level_of, strict=True)
    ]
    groups = [(ORGANISATION, "all", list(range(people)))]
    for kind, name, of in (
        (ORGANISATION, "place", place_of),
        (ORGANISATION, "level", level_of),
        (TEAM, "team", team_of),
    ):
        groups += [
            (kind, f"{name}/{one}", [each for each in range(people) if of[each] == one])
            for one in sorted(set(of))
        ]
    pairs = list(zip(place_of, level_of, strict=True))
    groups += [
        (LEVEL, f"place level/{one}", [each for each in range(people) if pairs[each] == one])
        for one in sorted(set(pairs))
    ]
    return groups, values


def test_a_theme_held_back_for_room_is_not_given_back_by_its_statements():
    sheets = np.array(
        [[1, 2, 2, 1]] * 4 + [[0, 1, 0, 1], [1, 0, 1, 0], [0, 0, 1, 1], [1, 1, 0, 0], [0, 1, 0, 1]]
        + [[2, 2, 2, 2], [1, 3, 2, 2]] * 8, dtype=np.uint8,
    )  # fmt: skip
    groups = [(kind if code != "strategic" else ORGANISATION, code, own) for kind, code, own in STRATEGIC]
    population = a_population(groups)
    values = [scores(sheets), *(points(column) for column in sheets.T)]
    decided = decide(population, a_family(sheets))
    roomy = keep_room(decided, values, population)
    roomy = FamilyDecisions(roomy.theme, decided.statements)  # as if statements had room enough
    found = keep_drawn_in(roomy, values, population, audited=decided)

    assert given(sheets).all()
    assert roomy.theme["strategic"] is HELD
    assert [each["strategic"] for each in decided.statements] == [SHOWN] * 4
    assert [each["strategic"] for each in found.statements].count(HELD) == 1
