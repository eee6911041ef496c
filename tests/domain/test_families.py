"""A theme and its statements together, against an attacker who holds all that is shown of both."""

import random
from fractions import Fraction

import numpy as np
import pytest

from app.domain.cells import Decision, Group, GroupKind
from app.domain.families import Family, decide
from app.domain.groups import Candidate, Member, Snapshot
from app.domain.people import Organisation, Partner, RoleLevel, WhenSmall
from app.domain.population import Population
from app.domain.scoring import given, scores
from tests.domain.attack import gives_away_fewer_than

BLANK = 7


def a_population(memberships, least=5):
    """`memberships`: (kind, code, people) in the order offered; people are numbered as the answers are."""
    people = 1 + max(max(members) for _, _, members in memberships)
    member = Member(organisation=1, team=None, role_level=RoleLevel.OPERATIONAL)
    partner = Partner(Organisation(1, "lantern-trust", "Lantern Trust", 58), WhenSmall.OWN_WORDS, "")
    snapshot = Snapshot(False, least, (partner,), (), (member,) * people, tuple(range(people)))
    groups = [
        Candidate(Group(kind, code, code), np.array(sorted(members))) for kind, code, members in memberships
    ]
    return Population(snapshot, tuple(groups))


def a_family(sheets):
    return Family(scored=~np.isnan(scores(sheets)), given=given(sheets))


def an_organisation(people, blanks_of, statements=4, least=5):
    """One group of so many; those in `blanks_of` left the last statement blank."""
    sheets = np.full((people, statements), 2, dtype=np.uint8)
    sheets[list(blanks_of), -1] = BLANK
    population = a_population([(GroupKind.ORGANISATION, "all", range(people))], least)
    return decide(population, a_family(sheets))


def decisions_of(found, code="all"):
    return [each[code] for each in found.statements]


def test_when_everybody_answered_everything_all_is_shown():
    found = an_organisation(6, blanks_of=[])

    assert found.theme["all"] is Decision.RELEASED
    assert decisions_of(found) == [Decision.RELEASED] * 4


def test_two_who_left_something_out_are_not_what_theme_and_statements_differ_by():
    found = an_organisation(12, blanks_of=[3, 8])

    assert found.theme["all"] is Decision.RELEASED
    assert decisions_of(found).count(Decision.WOULD_REVEAL) == 1
    assert decisions_of(found).count(Decision.RELEASED) == 3


def test_five_who_left_something_out_may_be():
    found = an_organisation(12, blanks_of=[1, 2, 3, 4, 5])

    assert decisions_of(found) == [Decision.RELEASED] * 4


def test_a_statement_that_few_answered_is_withheld_alone():
    found = an_organisation(12, blanks_of=range(8))

    assert found.theme["all"] is Decision.RELEASED
    assert decisions_of(found)[-1] is Decision.TOO_FEW
    assert (
        decisions_of(found).count(Decision.RELEASED) == 2
    )  # the statement that all are judged by goes with it


def test_the_one_who_answered_more_than_the_others_is_not_what_is_left_over():
    sheets = np.full((32, 4), 2, dtype=np.uint8)
    sheets[27:, 0] = BLANK  # of the last six, one answered everything and five all but the first statement
    sheets[range(24), [1, 2, 3] * 8] = BLANK  # and yet it is the first that most people answered
    groups = [(GroupKind.ORGANISATION, "all", range(32)), (GroupKind.ORGANISATION, "six", range(26, 32))]
    population, family = a_population(groups), a_family(sheets)

    found = decide(population, family)

    assert family.given.sum(axis=0).argmax() == 0
    assert found.theme["six"] is Decision.RELEASED
    assert Decision.RELEASED not in decisions_of(found, "six")


def test_statements_are_not_offered_for_teams():
    population = a_population(
        [(GroupKind.ORGANISATION, "all", range(20)), (GroupKind.TEAM, "team/1", range(10))]
    )
    found = decide(population, a_family(np.full((20, 4), 2, dtype=np.uint8)))

    assert found.theme["team/1"] is Decision.RELEASED
    assert "team/1" not in found.statements[0]


def random_family(seed):
    rng = random.Random(seed)
    people, statements = rng.randint(5, 9), rng.choice([3, 4, 5])
    kinds = [GroupKind.ORGANISATION] * rng.randint(1, 3) + [GroupKind.TEAM] * rng.randint(0, 3)
    groups = [(GroupKind.ORGANISATION, "all", list(range(people)))]
    for number, kind in enumerate(kinds):
        members = [one for one in range(people) if rng.random() < 0.6] or [0]
        groups.append((kind, f"group/{number}", members))
    rng.shuffle(groups)
    left_out = rng.choice([0.05, 0.15, 0.3])
    sheets = [
        [rng.choice([5, BLANK]) if rng.random() < left_out else 2 for _ in range(statements)]
        for _ in range(people)
    ]
    return groups, np.array(sheets, dtype=np.uint8), rng.choice([2, 2, 3])


def rows_shown(population, family, found):
    """Each sum shown, as coefficients of (person, statement); and whose each column is."""
    variables = [(int(one), int(column)) for one, column in np.argwhere(family.given)]
    counted = family.given.sum(axis=1)
    rows = []
    for candidate in population.candidates:
        code, members = candidate.group.code, candidate.members
        if found.theme[code] is Decision.RELEASED:
            rows.append(
                [
                    Fraction(1, int(counted[one])) if one in members and family.scored[one] else Fraction(0)
                    for one, _ in variables
                ]
            )
        rows += [
            [Fraction(int(one in members and place == column)) for one, place in variables]
            for column, decisions in enumerate(found.statements)
            if decisions.get(code) is Decision.RELEASED
        ]
    return rows, [one for one, _ in variables]


@pytest.mark.parametrize("chunk", range(8))
def test_nobody_can_be_found_from_themes_and_statements_together(chunk):
    shown = withheld = 0
    for seed in range(chunk * 60, chunk * 60 + 60):
        groups, sheets, least = random_family(seed)
        population, family = a_population(groups, least), a_family(sheets)
        found = decide(population, family)
        rows, owners = rows_shown(population, family, found)
        assert not gives_away_fewer_than(least, rows, owners), seed
        shown += len(rows)
        withheld += sum(each is Decision.WOULD_REVEAL for each in found.theme.values())
    assert shown
    assert withheld
