"""What could be shown if so many reply, by the code that will decide it when an assessment closes."""

import random
from collections import Counter
from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.domain.cells import Counting, Decision
from app.domain.charter import Block
from app.domain.figures import cells
from app.domain.forecast import outlooks, would_answer
from app.domain.groups import Member, Snapshot
from app.domain.people import Organisation, Partner, RoleLevel, Team, WhenSmall
from tests.released import the_charter

A, B, C = 1, 2, 3
STRATEGIC, OPERATIONAL, UNDECLARED = RoleLevel.STRATEGIC, RoleLevel.OPERATIONAL, RoleLevel.UNDECLARED
SHOWN, TOO_FEW, REVEALS = Decision.RELEASED, Decision.TOO_FEW, Decision.WOULD_REVEAL

posts = st.builds(
    Member,
    organisation=st.integers(1, 3),
    team=st.one_of(st.none(), st.integers(1, 6)),
    role_level=st.sampled_from(RoleLevel),
)
somebody_invited = st.dictionaries(posts, st.integers(1, 40), min_size=1, max_size=30)
percents = st.integers(0, 100)


def a_partner(number, when_small=WhenSmall.OWN_WORDS):
    return Partner(Organisation(number, f"place-{number}", f"Place {number}", 150), when_small, "")


def partners(sizes, *, answered=(), when_small=WhenSmall.OWN_WORDS):
    """A joint assessment; so many were invited in each organisation."""
    invited = [Member(place, None, UNDECLARED) for place, people in sizes.items() for _ in range(people)]
    those = tuple(a_partner(place, when_small) for place in sizes)
    return Snapshot(True, 5, those, (), tuple(invited), tuple(answered))


def an_organisation(teams, *, levels=(OPERATIONAL,), fewest_shown=5):
    """Its own assessment, with so many people in each team, of these levels by turns."""
    invited = [
        Member(A, place, levels[number % len(levels)])
        for place, people in enumerate(teams.values(), start=1)
        for number in range(people)
    ]
    named = tuple(Team(place, A, name) for place, name in enumerate(teams, start=1))
    return Snapshot(False, fewest_shown, (a_partner(A),), named, tuple(invited), ())


def decisions(snapshot, *, rotation=0):
    """Of all groups that anybody sees: all partners together, and each partner."""
    readers = [None, *(each.organisation.slug for each in snapshot.partners)]
    return {
        each.group.code: each.decisions
        for reader in readers
        for each in outlooks(snapshot, rotation=rotation, by=reader)
    }


def added_up(people, key):
    sums = Counter()
    for post, number in people.items():
        sums[key(post)] += number
    return sums


# What could be shown


def test_a_partner_of_three_costs_one_of_six_its_own_figure():
    found = decisions(partners({A: 8, B: 6, C: 3}))

    assert found["everyone"] == (SHOWN, SHOWN, SHOWN)
    assert found["org/place-1"] == (SHOWN, SHOWN, SHOWN)
    assert found["org/place-2"] == (TOO_FEW, REVEALS, REVEALS)  # four of six would answer, then five and six
    assert found["org/place-3"] == (TOO_FEW, TOO_FEW, TOO_FEW)


def test_with_two_more_in_the_small_partner_all_could_be_shown():
    found = decisions(partners({A: 8, B: 6, C: 5}))

    assert {each[-1] for each in found.values()} == {SHOWN}


def test_one_partner_that_is_nearly_everybody_is_not_everyones_figure():
    found = decisions(partners({A: 90, B: 6, C: 6}))

    assert found["everyone"] == (Decision.ONE_ORGANISATION,) * 3


def test_two_partners_are_only_looked_at_together():
    assert set(decisions(partners({A: 8, B: 8}))) == {"everyone"}


def test_a_pool_is_there_for_as_long_as_three_partners_need_it():
    found = decisions(partners({A: 40, B: 6, C: 6, 4: 6}, when_small=WhenSmall.STAND_TOGETHER))

    assert found["pool"] == (SHOWN, None, None)


def test_a_raised_threshold_holds_more_back():
    assert decisions(an_organisation({"Outreach": 13, "Repairs": 13}))["team/1"] == (SHOWN,) * 3
    raised = decisions(an_organisation({"Outreach": 13, "Repairs": 13}, fewest_shown=10))
    assert raised["team/1"] == (TOO_FEW, SHOWN, SHOWN)


def test_groups_that_nobody_was_invited_in_are_left_out():
    assert set(decisions(an_organisation({"Outreach": 12, "Not begun yet": 0}))) == {
        "org/place-1",
        "org/place-1/operational",
        "team/1",
    }


def test_rows_come_as_results_do_the_whole_before_its_teams_and_those_by_name():
    found = outlooks(an_organisation({"Repairs": 12, "Advice": 12, "Outreach": 12}), rotation=2, by="place-1")

    assert [each.group.name for each in found] == ["Place 1", "Advice", "Outreach", "Repairs", "Operational"]


def test_it_takes_no_notice_of_who_has_answered():
    sizes = {A: 8, B: 6, C: 3}
    everyone = range(17)

    assert decisions(partners(sizes)) == decisions(partners(sizes, answered=everyone))


def test_if_everybody_does_reply_closing_decides_what_was_forecast():
    """Teams, levels and partners of all sizes, so that some are held back for each reason."""
    chance = random.Random(7)
    invited = [
        Member(
            place, 10 * place + chance.choice((1, 1, 1, 1, 2, 2, 3)), chance.choice((STRATEGIC, OPERATIONAL))
        )
        for place, people in {A: 60, B: 31, C: 14, 4: 3}.items()
        for _ in range(people)
    ]
    teams = [Team(10 * place + number, place, "Team") for place in (A, B, C, 4) for number in (1, 2, 3)]
    those = tuple(a_partner(place) for place in (A, B, C, 4))
    snapshot = Snapshot(True, 5, those, tuple(teams), tuple(invited), ())
    forecast = {code: each[-1] for code, each in decisions(snapshot, rotation=3).items()}

    charter, everyone = the_charter(), tuple(range(len(invited)))
    sheets = np.full((len(everyone), len(charter.asked)), 2, dtype=np.uint8)
    closed = cells(charter, list(Block), replace(snapshot, answered=everyone), sheets, rotation=3)
    released = {
        each.group.code: each.decision
        for each in closed
        if each.measure == "SP.practice" and each.counting is Counting.PEOPLE
    }
    assert forecast == {code: released[code] for code in forecast}
    assert {SHOWN, TOO_FEW, REVEALS} <= set(forecast.values())


# Who would answer


@given(somebody_invited, percents)
def test_an_organisation_gives_its_share_to_the_nearest_person(invited, percent):
    due = added_up(invited, lambda post: post.organisation)
    replies = added_up(would_answer(invited, percent), lambda post: post.organisation)

    assert replies == {place: (percent * people + 50) // 100 for place, people in due.items()}


@given(somebody_invited, percents)
def test_no_team_and_no_level_in_one_is_off_by_a_whole_person(invited, percent):
    replies = would_answer(invited, percent)

    assert all(abs(100 * replies[post] - percent * people) < 100 for post, people in invited.items())
    due = added_up(invited, lambda post: (post.organisation, post.team))
    by_team = added_up(replies, lambda post: (post.organisation, post.team))
    assert all(abs(100 * by_team[team] - percent * people) < 100 for team, people in due.items())


@given(somebody_invited, percents)
def test_the_order_of_the_list_makes_no_difference(invited, percent):
    backwards = dict(reversed(invited.items()))

    assert would_answer(backwards, percent) == would_answer(invited, percent)


def test_the_only_strategic_person_of_a_team_is_not_always_one_who_answers():
    invited = {
        Member(A, team, level): people
        for team in range(1, 11)
        for level, people in ((STRATEGIC, 1), (OPERATIONAL, 7))
    }
    by_level = added_up(would_answer(invited, 60), lambda post: post.role_level)

    assert by_level[STRATEGIC] == 6
    assert by_level[OPERATIONAL] == 42
