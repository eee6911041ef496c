"""People linked by return codes: how far they moved, and that it gives nobody away."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from app.domain import linking_audit
from app.domain.cells import Decision, GroupKind
from app.domain.change import paired_change
from app.domain.comparisons import Verdict
from app.domain.groups import Member
from app.domain.intervals import t_quantile
from app.domain.linked_changes import LinkedChange
from app.domain.linking import move
from app.domain.people import RoleLevel, SharedTeam, Team
from tests.domain.two_times import BLANK, MEASURE, Person, TwoTimes, by_chance, sharing
from tests.released import EVERYONE

OPERATIONAL = RoleLevel.OPERATIONAL
TEAM, OTHER, THIRD = 10, 11, 12
TEAMS = (Team(TEAM, 0, "Outreach"), Team(OTHER, 0, "Repairs"), Team(THIRD, 0, "Lettings"))
PLACE = "org/place-0"
SEEDS = [str(number) for number in range(40)]


def people(count, *, team=None, **changes):
    return [Person(Member(0, team, OPERATIONAL), **changes) for _ in range(count)]


def one_place(*people_in_it):
    return TwoTimes([each for some in people_in_it for each in some], teams=TEAMS)


def the_change(world):
    [change] = world.changes()
    assert (change.group.code, change.measure) == (PLACE, MEASURE)
    return change


def linked(count, **changes):
    return people(count, is_linked=True, **changes)


def test_the_linked_of_a_place_are_compared_with_themselves():
    change = the_change(one_place(linked(12, then=(1, 1, 1, 1), now=(2, 2, 2, 1)), people(8, now=(4,) * 4)))
    assert change.decision is Decision.RELEASED
    assert (change.people, change.answered, change.share) == (12, 20, 0.6)
    assert change.mean == 18.75
    assert change.difference.verdict is Verdict.CLEAR


def test_that_all_have_moved_alike_does_not_make_it_certain():
    mean, low, high = move(np.full(12, 50.0), np.full(12, 60.0))
    reach = t_quantile(0.975, 11) * 18 / np.sqrt(12)
    assert (mean, low, high) == pytest.approx((10, 10 - reach, 10 + reach))


@pytest.mark.parametrize("way", [1, -1])
def test_a_change_is_judged_as_it_is_printed_whichever_way_it_goes(way):
    """Nine and a half is printed as ten points, up or down."""
    released = LinkedChange(EVERYONE, MEASURE, Decision.RELEASED, 30, 60)
    ends = sorted((way * 7.0, way * 12.0))
    change = replace(released, mean=way * 9.5, low=ends[0], high=ends[1])
    assert change.difference
    assert change.difference.verdict is Verdict.CLEAR


def test_who_has_no_figure_at_one_time_is_not_among_them():
    half = (BLANK, BLANK, 2, 2)
    change = the_change(one_place(linked(7), linked(3, then=half), linked(2, now=half), people(9)))
    assert (change.people, change.answered) == (7, 19)


def test_fewer_than_five_are_too_few_to_show():
    for count in (0, 1, 4):
        change = the_change(one_place(linked(count), people(12)))
        assert (change.decision, change.people, change.answered, change.mean) == (
            Decision.TOO_FEW_LINKED,
            None,
            None,
            None,
        )


@pytest.mark.parametrize(("others", "decision"), [(0, "RELEASED"), (1, "WOULD_REVEAL"), (4, "WOULD_REVEAL")])
def test_the_others_now_are_none_or_five(others, decision):
    change = the_change(one_place(linked(8), people(others)))
    assert change.decision is Decision[decision]


def test_five_who_stayed_of_six_would_give_away_the_one_who_did_not():
    """Privacy: 6 × 60 − 5 × 65 = 35 is hers."""
    change = the_change(one_place(linked(5), people(1, now=None)))
    assert change.decision is Decision.WOULD_REVEAL


def test_nor_does_it_help_that_five_others_came():
    change = the_change(one_place(linked(5), people(1, now=None), people(5, then=None)))
    assert change.decision is Decision.WOULD_REVEAL


def test_one_who_is_not_linked_in_a_team_where_all_others_are():
    team = one_place(linked(7, team=TEAM), people(1, team=TEAM), people(8, team=OTHER))
    assert the_change(team).decision is Decision.WOULD_REVEAL


def test_one_who_has_left_a_team_where_all_others_are_linked():
    team = one_place(linked(7, team=TEAM), people(1, team=TEAM, now=None), people(8, team=OTHER))
    assert the_change(team).decision is Decision.WOULD_REVEAL


def two_teams():
    """All in two teams are linked now; then there was one more in one of them."""
    here = linked(6, team=TEAM), people(1, team=TEAM, now=None), linked(6, team=OTHER)
    return one_place(*here, people(8, team=THIRD))


def test_one_who_has_left_one_of_two_teams_where_all_others_are_linked():
    assert the_change(two_teams()).decision is Decision.WOULD_REVEAL


def test_with_the_rule_about_then_left_out_she_would_be_found(monkeypatch):
    broken(monkeypatch, "_nothing_new_of_then_alone")
    assert two_teams().found(two_teams().changes()) == {6}


def test_a_team_of_which_all_are_linked_may_stand_for_them():
    team = one_place(linked(7, team=TEAM), people(8, team=OTHER))
    assert the_change(team).decision is Decision.RELEASED


ALWAYS, HALF = (4, 4, 4, 4), (2, 2, 2, 3)


@pytest.mark.parametrize(("then", "now"), [(HALF, ALWAYS), (ALWAYS, HALF)])
def test_a_change_does_not_give_back_what_is_drawn_in_of_either_time(then, now):
    """56.25, and 43.75 more, are 100: each of the six said always."""
    assert the_change(one_place(linked(6, then=then, now=now))).decision is Decision.WOULD_REVEAL
    assert the_change(one_place(linked(10, then=then, now=now))).decision is Decision.RELEASED


def test_nor_that_of_a_team():
    """In the other all are linked, and shown as they are at both times: what is left is the team's."""
    team = linked(7, team=TEAM, then=HALF, now=ALWAYS)
    others = people(9, team=THIRD)
    assert the_change(one_place(team, linked(8, team=OTHER), others)).decision is Decision.WOULD_REVEAL
    some = linked(6, team=OTHER), people(6, team=OTHER)
    assert the_change(one_place(team, *some, others)).decision is Decision.RELEASED


def test_with_the_rule_about_ends_left_out_it_would(monkeypatch):
    monkeypatch.setattr(linking_audit, "_no_end_comes_back", lambda now, then, groups, drawn_in: groups)
    change = the_change(one_place(linked(6, then=HALF, now=ALWAYS)))
    assert (change.decision, change.mean) == (Decision.RELEASED, 43.75)


def test_nor_what_has_been_held_back_since_the_audit():
    """All who are linked are one team, so their change and what was shown then give its figure now."""
    team, others = linked(7, team=TEAM, then=HALF), people(8, team=OTHER)
    world = one_place(team, others)
    [shown] = world.changes()
    [held] = world.changes(held=(f"team/{TEAM}", f"team/{OTHER}"))
    assert (shown.decision, held.decision) == (Decision.RELEASED, Decision.WOULD_REVEAL)


def test_the_furthest_change_is_not_what_the_others_leave_over():
    """Everyone's less the other two places' is the last one's."""
    world = joint((12, 9), (12, 9), (6, 9))
    for person in world.people:
        if person.post.organisation == 2 and person.is_linked:
            person.then, person.now = (0, 0, 0, 0), ALWAYS
    found = decisions(world)
    assert found["org/place-2"] is Decision.RELEASED
    assert list(found.values()).count(Decision.WOULD_REVEAL) == 1


def joint(*per_place):
    """Per place: how many are linked, and how many are not."""
    return TwoTimes(
        [
            Person(Member(place, None, OPERATIONAL), is_linked=number < linked_here)
            for place, (linked_here, others) in enumerate(per_place)
            for number in range(linked_here + others)
        ],
        is_joint=True,
        places=len(per_place),
    )


def decisions(world):
    return {each.group.code: each.decision for each in world.changes()}


def test_everyone_and_each_place_may_be_shown_together():
    assert set(decisions(joint((6, 6), (6, 6), (6, 6))).values()) == {Decision.RELEASED}


def test_a_place_with_few_linked_is_not_what_is_left_of_everyone():
    found = decisions(joint((6, 6), (6, 6), (2, 9)))
    assert found["org/place-2"] is Decision.TOO_FEW_LINKED
    assert [found[code] for code in ("everyone", "org/place-0", "org/place-1")].count(
        Decision.WOULD_REVEAL
    ) == 1


def test_no_place_may_be_nearly_all_of_the_linked():
    assert decisions(joint((20, 9), (2, 9), (2, 9)))["everyone"] is Decision.ONE_ORGANISATION
    assert decisions(joint((9, 9), (9, 9), (0, 9)))["everyone"] is Decision.TOO_FEW_ORGANISATIONS


def test_a_place_that_takes_its_own_away_is_not_left_with_a_few_who_are_not_linked():
    assert decisions(joint((8, 9), (8, 1), (8, 1)))["everyone"] is Decision.WOULD_REVEAL


def test_one_who_changed_places_is_not_what_everyone_and_the_places_differ_by():
    world = joint((6, 6), (6, 6), (6, 6))
    world.people[0].moved_from = Member(1, None, OPERATIONAL)
    shown = {each.group.code: each.people for each in world.changes()}
    assert shown == {"everyone": 18, "org/place-0": 5, "org/place-1": 6, "org/place-2": None}


def test_a_group_that_is_not_shown_at_both_times_is_not_compared():
    assert one_place(linked(6), people(6)).changes()
    assert not one_place(linked(4), people(8, then=None)).changes()
    assert not one_place(linked(4), people(8, now=None)).changes()


@cache
def some_world(seed):
    """And its changes, for whoever looks at them."""
    world = by_chance(seed)
    return world, world.changes()


@pytest.mark.parametrize("seed", SEEDS)
def test_no_combination_of_both_times_is_about_fewer_than_five(seed):
    world, changes = some_world(seed)
    assert world.found(changes) is None


def test_these_people_are_linked_often_enough_to_say_so():
    shown = [change for seed in SEEDS for change in some_world(seed)[1] if change.is_released]
    assert len(shown) >= 20


def whoever_there_is(linked, *_):
    return Decision.RELEASED if len(linked.now) > 1 else Decision.TOO_FEW_LINKED


def broken(monkeypatch, *rules):
    for rule in rules:
        monkeypatch.setattr(linking_audit, rule, lambda *given: given[-1])
    if "_by_counts" in rules:
        monkeypatch.setattr(linking_audit, "_by_counts", whoever_there_is)


@pytest.mark.parametrize(
    ("rules", "seed"),
    [
        (("_nothing_is_lost_by",), "19"),
        (("_by_counts", "_nothing_new_of_then_alone"), "3"),
        (("_by_counts", "_nothing_is_lost_by", "_nothing_new_of_then_alone"), "9"),
    ],
)
def test_with_a_rule_left_out_somebody_is_found(rules, seed, monkeypatch):
    """In one of the worlds in which, with every rule, nobody is."""
    assert seed in SEEDS
    broken(monkeypatch, *rules)
    world = by_chance(seed)
    assert world.found(world.changes())


# Teams that places share


def one_has_left_a_shared_team():
    """All of now are linked. Then six more were there, and one of those was in the team of all the others."""
    shared = SharedTeam(1, 1, "Home from hospital")

    def at(place, count, *teams, **changes):
        return [Person(Member(place, None, OPERATIONAL, teams), **changes) for _ in range(count)]

    stayed = [each for place in range(3) for each in at(place, 5, shared.id, is_linked=True)]
    left = [*at(0, 1, shared.id, now=None), *at(0, 2, now=None), *at(1, 2, now=None), *at(2, 1, now=None)]
    return TwoTimes([*stayed, *left], is_joint=True, places=3, shared_teams=(shared,))


def of_everyone(world):
    [change] = [each for each in world.changes() if each.group.code == "everyone"]
    return change


def test_one_who_has_left_a_shared_team_where_all_others_are_linked_is_seen_by_counts_alone(monkeypatch):
    broken(monkeypatch, "_nothing_new_of_then_alone")
    assert of_everyone(one_has_left_a_shared_team()).decision is Decision.WOULD_REVEAL


def test_were_shared_teams_of_then_forgotten_as_well_she_would_be_found(monkeypatch):
    broken(monkeypatch, "_nothing_new_of_then_alone")
    kinds = linking_audit.FIXED_KINDS - {GroupKind.SHARED_TEAM}
    monkeypatch.setattr(linking_audit, "FIXED_KINDS", kinds)
    world = one_has_left_a_shared_team()
    assert world.found(world.changes()) == {15}  # who comes after the fifteen who stayed


@pytest.mark.parametrize("seed", SEEDS[::4])
def test_nobody_is_found_by_shared_teams_of_both_times(seed):
    world = sharing(by_chance(seed), seed)
    assert world.found(world.changes()) is None


def test_from_few_people_the_range_is_not_made_of_their_own_spread():
    before = np.array([50.0, 50, 60, 70, 40])
    one, other = (move(before, before + np.array(moves)) for moves in ([6] * 5, [26, -14, 6, 0, 12]))
    assert one == pytest.approx(other)


def test_from_ten_people_on_it_is():
    before = np.linspace(20, 70, 10)
    after = before + np.array([3.0, 9, 3, 9, 3, 9, 3, 9, 3, 9])
    found = paired_change(before, after).difference
    assert move(before, after) == (found.points, found.low, found.high)


@pytest.mark.parametrize(("now", "shown"), [(100.0, 90.0), (0.0, -90.0)])
def test_a_few_who_moved_from_one_end_to_the_other_are_drawn_in(now, shown):
    mean, low, high = move(np.full(6, 100 - now), np.full(6, now))
    assert mean == shown
    assert -100 <= low <= mean <= high <= 100
