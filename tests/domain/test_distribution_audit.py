"""Nobody can be found from how many gave which answer, alone or with all means: against an exact search."""

import random
from fractions import Fraction

import numpy as np
import pytest

from app.domain.agreement import WithinGroup, within_group
from app.domain.cells import Cell, Counting, Decision, GroupKind
from app.domain.charter import Block
from app.domain.distributions import Distribution
from app.domain.figures import cells
from app.domain.groups import Member, Snapshot
from app.domain.help_wanted import fewest_for_help
from app.domain.people import Organisation, Partner, RoleLevel, WhenSmall
from app.domain.release import Ledger
from tests.attack.arithmetic import Row, exposed, table
from tests.charter_builder import a_charter, many
from tests.domain.test_figures import a_partnership, is_in

JOINT = a_charter(many("SP", 3, "partnership"))
OWN = a_charter(many("SP", 3, "practice"))
LEVELS = range(1, 5)  # once it is known who gave a level, those who gave 0 are all the others


def a_random_partnership(seed: int) -> tuple[Snapshot, np.ndarray]:
    """Of 40 people or so, with a few at both role levels or none."""
    rng = random.Random(seed)
    sizes = [rng.randint(4, 18) for _ in range(rng.choice([3, 4]))]
    partners = [
        Partner(Organisation(n, "abcd"[n], "ABCD"[n], 200), WhenSmall.OWN_WORDS, "")
        for n in range(len(sizes))
    ]
    weights = [rng.randint(2, 8), 14, rng.randint(0, 3), rng.randint(0, 3)]
    invited = tuple(
        Member(n, None, rng.choices(list(RoleLevel), weights)[0])
        for n, size in enumerate(sizes)
        for _ in range(size)
    )
    sheets = [[rng.choice([0, 1, 2, 3, 4] * 3 + [5, 6, 7]) for _ in range(3)] for _ in invited]
    snapshot = Snapshot(True, 5, tuple(partners), (), invited, tuple(range(len(invited))))
    return snapshot, np.array(sheets, dtype=np.uint8)


def made(snapshot: Snapshot, sheets: np.ndarray, seed: int = 0) -> list[Cell]:
    return cells(JOINT, [Block.PARTNERSHIP], snapshot, sheets, rotation=seed)


def distributed(found: list[Cell]) -> dict[tuple[str, str], Distribution]:
    return {(each.group.code, each.measure): each.distribution for each in found if each.distribution}


def rows_of_counts(snapshot: Snapshot, sheets: np.ndarray, found: list[Cell]) -> list[Row]:
    return [
        {
            (one, (cell.measure, level)): 1
            for one in range(len(sheets))
            if is_in(cell.group.code, snapshot, one) and sheets[one, JOINT.place[cell.measure]] <= 4
        }
        for cell in found
        if cell.distribution
        for level in LEVELS
    ]


def rows_of_means(snapshot: Snapshot, sheets: np.ndarray, found: list[Cell]) -> list[Row]:
    """With three statements, a score takes all three."""
    rows: list[Row] = []
    for cell in found:
        if cell.is_released and cell.counting is Counting.PEOPLE:
            inside = [one for one in range(len(sheets)) if is_in(cell.group.code, snapshot, one)]
            if cell.is_theme:
                inside = [one for one in inside if max(sheets[one]) <= 4]
            codes = list(JOINT.place) if cell.is_theme else [cell.measure]
            rows.append(
                {
                    (one, (code, level)): Fraction(level, len(codes))
                    for one in inside
                    for code in codes
                    if sheets[one, JOINT.place[code]] <= 4
                    for level in LEVELS
                }
            )
    return rows


@pytest.mark.parametrize("chunk", range(3))
def test_nobody_can_be_found_from_who_gave_which_answer(chunk):
    counted = 0
    for seed in range(chunk * 3, chunk * 3 + 3):
        snapshot, sheets = a_random_partnership(seed)
        found = made(snapshot, sheets, seed)
        counts, means = rows_of_counts(snapshot, sheets, found), rows_of_means(snapshot, sheets, found)
        each_one = dict.fromkeys(range(len(sheets)), 1)
        assert exposed(table(counts, each_one), least=10) is None, seed
        assert exposed(table(counts + means, each_one), least=5) is None, seed
        counted += len(counts)
    assert counted > 25


def test_with_every_distribution_shown_somebody_is_found(monkeypatch):
    monkeypatch.setattr(Ledger, "admit", lambda *_: True)
    found_somebody = 0
    for seed in range(10):
        snapshot, sheets = a_random_partnership(seed)
        counts = rows_of_counts(snapshot, sheets, made(snapshot, sheets, seed))
        found_somebody += exposed(table(counts, dict.fromkeys(range(len(sheets)), 1)), least=10) is not None
    assert found_somebody


def everybody_says(snapshot: Snapshot, level: int = 2) -> np.ndarray:
    return np.full((len(snapshot.answered), 3), level, dtype=np.uint8)


def test_it_takes_ten_where_a_mean_takes_five():
    partners = tuple(
        Partner(Organisation(n, "abc"[n], "ABC"[n], 200), WhenSmall.OWN_WORDS, "") for n in range(3)
    )
    for people, is_shown in ((9, False), (10, True)):
        members = tuple(Member(0, None, RoleLevel.OPERATIONAL) for _ in range(people))
        snapshot = Snapshot(False, 5, partners[:1], (), members, tuple(range(people)))
        found = cells(OWN, [Block.PRACTICE], snapshot, everybody_says(snapshot), rotation=0)
        [cell] = [each for each in found if (each.measure, each.group.code) == ("SP1.1.practice", "org/a")]
        assert cell.is_released
        assert (cell.distribution is not None) == is_shown


def test_it_takes_as_many_as_an_organisation_asked_for():
    """For how many gave which, for the word made of it, and for what help they want."""
    partner = Partner(Organisation(0, "a", "A", 200), WhenSmall.OWN_WORDS, "")
    for people, is_shown in ((11, False), (12, True)):
        members = tuple(Member(0, None, RoleLevel.OPERATIONAL) for _ in range(people))
        snapshot = Snapshot(
            False, 5, (partner,), (), members, tuple(range(people)), fewest_in_distribution=12
        )
        found = cells(OWN, [Block.PRACTICE], snapshot, everybody_says(snapshot), rotation=0)
        [cell] = [each for each in found if (each.measure, each.group.code) == ("SP1.1.practice", "org/a")]
        assert cell.is_released
        assert (cell.distribution is not None) == is_shown
    assert (fewest_for_help(5, 12), fewest_for_help(8, 12)) == (12, 16)


def test_it_is_never_shown_of_a_group_whose_mean_is_withheld():
    for seed in range(20):
        snapshot, sheets = a_random_partnership(seed)
        assert all(cell.is_released for cell in made(snapshot, sheets, seed) if cell.distribution)


def test_themes_have_none_and_partners_see_none_of_each_other():
    snapshot, sheets = a_random_partnership(1)
    found = [each for each in made(snapshot, sheets) if each.distribution]
    assert {each.group.kind for each in found} <= {GroupKind.EVERYONE, GroupKind.ROLE_LEVEL}
    assert not any(each.is_theme for each in found)
    assert found


def test_what_two_levels_leave_over_of_everybody_is_ten_or_nothing():
    few_left = a_partnership([20, 20, 20], strategic=7)
    found = distributed(made(few_left, everybody_says(few_left)))
    assert {group for group, _ in found} == {"everyone", "level/strategic", "level/operational"}
    members = tuple(
        Member(each.organisation, None, RoleLevel.BOTH) if place % 20 == 10 else each
        for place, each in enumerate(few_left.invited)
    )
    three_are_both = Snapshot(True, 5, few_left.partners, (), members, few_left.answered)
    groups = {group for group, _ in distributed(made(three_are_both, everybody_says(three_are_both)))}
    assert "everyone" in groups
    assert len(groups) == 2


def test_no_partner_can_take_itself_away_and_leave_fewer_than_ten():
    for sizes, is_shown in (([20, 5, 5], True), ([20, 5, 4], False), ([30, 30, 0], False)):
        snapshot = a_partnership(sizes)
        found = distributed(made(snapshot, everybody_says(snapshot)))
        assert (("everyone", "SP1.1.partnership") in found) == is_shown, sizes


def test_where_the_assessment_asks_for_more_than_ten_so_does_this():
    for fewest, levels in ((12, {"level/operational"}), (13, set())):
        snapshot = a_partnership([14, 14, 14], strategic=4, fewest=fewest)
        found = distributed(made(snapshot, everybody_says(snapshot)))
        assert {group for group, _ in found} == {"everyone"} | levels


def test_those_who_gave_no_level_are_counted_only_where_ten_answered_for_sure():
    snapshot = a_partnership([12, 12, 12])
    sheets = everybody_says(snapshot)
    sheets[:6, 0] = 6
    found = distributed(made(snapshot, sheets))["everyone", "SP1.1.partnership"]
    assert (found.people, found.cannot_say, found.did_not_come_up) == (30, 6, 4)


def test_a_withheld_mean_leaves_no_distribution():
    snapshot = a_partnership([8, 6, 3])
    found = made(snapshot, everybody_says(snapshot))
    assert {each.decision for each in found} > {Decision.WOULD_REVEAL}
    assert distributed(found) == {}


def with_agreement(found: list[Cell]) -> dict[tuple[str, str], WithinGroup]:
    return {(each.group.code, each.measure): each.within_group for each in found if each.within_group}


def test_how_far_apart_people_see_it_is_made_of_their_answers_to_what_is_shown():
    for seed in range(12):
        snapshot, sheets = a_random_partnership(seed)
        found = made(snapshot, sheets)
        shown = distributed(found)
        for (group, measure), agreement in with_agreement(found).items():
            codes = [code for code in JOINT.place if code.startswith(measure) or measure == "SP.partnership"]
            codes = [code for code in codes if (group, code) in shown]
            inside = [one for one in range(len(sheets)) if is_in(group, snapshot, one)]
            answers = sheets[np.ix_(inside, [JOINT.place[code] for code in codes])].astype(float)
            answers[answers > 4] = np.nan
            assert agreement == within_group(answers)
            assert len(codes) > 1 or measure != "SP.partnership"


def test_every_statement_with_a_distribution_says_how_far_apart_people_see_it():
    snapshot, sheets = a_random_partnership(1)
    found = made(snapshot, sheets)
    assert distributed(found).keys() <= with_agreement(found).keys()
    assert ("everyone", "SP.partnership") in with_agreement(found)


def test_nobody_is_wrong_to_work_otherwise_than_a_colleague():
    members = tuple(Member(0, None, RoleLevel.OPERATIONAL) for _ in range(20))
    partners = (Partner(Organisation(0, "a", "A", 200), WhenSmall.OWN_WORDS, ""),)
    snapshot = Snapshot(False, 5, partners, (), members, tuple(range(20)))
    found = cells(OWN, [Block.PRACTICE], snapshot, everybody_says(snapshot), rotation=0)
    assert distributed(found)
    assert with_agreement(found) == {}


def test_below_ten_there_is_no_word_for_it():
    charter = a_charter(many("SP", 3, "organisation"))
    partners = (Partner(Organisation(0, "a", "A", 200), WhenSmall.OWN_WORDS, ""),)
    for people, is_told in ((9, False), (10, True)):
        members = tuple(Member(0, None, RoleLevel.OPERATIONAL) for _ in range(people))
        snapshot = Snapshot(False, 5, partners, (), members, tuple(range(people)))
        found = cells(charter, [Block.ORGANISATION], snapshot, everybody_says(snapshot), rotation=0)
        assert any(each.is_released for each in found)
        assert bool(with_agreement(found)) == is_told
