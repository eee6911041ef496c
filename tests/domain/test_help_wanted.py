"""Help wanted: who asked for what cannot be worked out, also by somebody who knows the rules."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations_with_replacement

import pytest

from app.domain.cells import Cell, Counting, Decision, Group, GroupKind
from app.domain.charter import Block
from app.domain.groups import Member, Snapshot
from app.domain.help_wanted import Class, HelpCell, LeftOver, classes, fewest_for_help, help_cells
from app.domain.people import Organisation, Partner, RoleLevel, WhenSmall
from tests.released import the_charter

FEWEST = 5
FEW = range(1, FEWEST)
World = tuple[int, ...]  # how many asked for each competency; last, how many for none


Rule = Callable[[World], tuple[Class, ...]]


def codes(competencies: int) -> list[str]:
    return [f"SP1.{number}" for number in range(1, competencies + 1)]


def shown(world: World) -> tuple[Class, ...]:
    counts = Counter(dict(zip(codes(len(world) - 1), world[:-1], strict=True)))
    return tuple(classes(counts, sum(world), fewest=FEWEST))


def told(**counts: int) -> list[tuple[str, int, bool]]:
    """Of thirty people."""
    offered = dict.fromkeys(("a", "b", "c", "d"), 0) | counts
    return [(each.wanted, each.count, each.or_more) for each in classes(Counter(offered), 30, fewest=FEWEST)]


def worlds(people: int, classes: int) -> Iterator[World]:
    """Every way in which so many people can fall into so many classes."""
    if classes == 1:
        yield (people,)
        return
    for first in range(people + 1):
        for rest in worlds(people - first, classes - 1):
            yield (first, *rest)


@cache
def alike(people: int, competencies: int, rule: Rule = shown) -> dict[tuple[Class, ...], list[World]]:
    """All that somebody who knows the rule must hold possible, by what is shown."""
    found = defaultdict(list)
    for world in worlds(people, competencies + 1):
        found[rule(world)].append(world)
    return found


def told_of_four(people: int, competencies: int, rule: Rule = shown) -> Iterator[Counter[int]]:
    """What four people or fewer asked for that does not fit what is shown: so something is told of them."""
    for possible in alike(people, competencies, rule).values():
        for few in FEW:
            for asked in combinations_with_replacement(range(competencies + 1), few):
                wanted = Counter(asked)
                if not any(all(world[at] >= wanted[at] for at in wanted) for world in possible):
                    yield wanted


def few_counted(people: int, competencies: int, rule: Rule = shown) -> Iterator[int]:
    """Classes of fewer than five whose size can be worked out: of one competency or none, or of several."""
    for possible in alike(people, competencies, rule).values():
        for some in range(1, 2 ** (competencies + 1) - 1):
            sizes = {sum(n for at, n in enumerate(world) if some >> at & 1) for world in possible}
            if len(sizes) == 1 and min(sizes) < FEWEST:
                yield min(sizes)


SIZES = [(10, 1), (10, 2), (10, 3), (11, 4), (13, 3), (14, 3), (20, 3), (24, 3), (22, 4), (17, 5)]


@pytest.mark.parametrize(("people", "competencies"), SIZES)
def test_whatever_four_people_asked_for_fits_what_is_shown(people, competencies):
    """So nothing is told of them: not what they asked for, and not what they didn't."""
    assert list(told_of_four(people, competencies)) == []


@pytest.mark.parametrize(("people", "competencies"), SIZES)
def test_no_class_of_fewer_than_five_can_be_counted(people, competencies):
    assert list(few_counted(people, competencies)) == []


def with_what_is_left_over(world: World) -> tuple[Class, ...]:
    """Whoever asked for what fewer than five asked for, as one class, however few they are."""
    named = [Class(str(at), count) for at, count in enumerate(world[:-1]) if count >= FEWEST]
    return (*named, Class(LeftOver.REST, sum(world) - sum(each.count for each in named)))


def with_other_habits_apart(world: World) -> tuple[Class, ...]:
    """Wherever both are enough."""
    other = sum(count for count in world[:-1] if count < FEWEST)
    if other < FEWEST or world[-1] < FEWEST:
        return shown(world)
    named = [Class(str(at), count) for at, count in enumerate(world[:-1]) if count >= FEWEST]
    return (*named, Class(LeftOver.OTHER, other), Class(LeftOver.NONE, world[-1]))


def test_with_a_rule_left_out_somebody_is_found():
    assert next(told_of_four(12, 2, with_what_is_left_over), None)
    assert next(few_counted(12, 2, with_what_is_left_over), None) is not None
    assert next(few_counted(14, 2, with_other_habits_apart), None) is not None


@pytest.mark.parametrize(("people", "competencies"), SIZES)
def test_everybody_is_in_exactly_one_class(people, competencies):
    for seen in alike(people, competencies):
        if any(each.or_more for each in seen):
            assert len(seen) == 1
        else:
            assert sum(each.count for each in seen) == people
            assert all(each.count >= FEWEST for each in seen)


def test_the_most_asked_for_comes_first():
    assert told(a=5, b=9)[:2] == [("b", 9, False), ("a", 5, False)]


def test_other_habits_stand_apart_from_none_where_both_are_enough():
    assert told(a=9, b=3, c=3, d=2) == [
        ("a", 9, False),
        (LeftOver.OTHER, 8, False),
        (LeftOver.NONE, 13, False),
    ]


@pytest.mark.parametrize(
    "counts",
    [
        {"a": 9, "b": 4},  # too few other habits
        {"a": 9},  # nobody's: told in the same words
        {"a": 9, "b": 4, "c": 4, "d": 1},  # so many that one of them must be somebody's choice
        {"a": 18, "b": 3, "c": 3, "d": 2},  # too few who asked for none
    ],
)
def test_else_they_are_told_together(counts):
    [(code, count, _), (rest, rest_count, _)] = told(**counts)
    assert (code, rest) == ("a", LeftOver.REST)
    assert count + rest_count == 30


def test_where_every_competency_is_named_the_rest_asked_for_none():
    assert told(a=5, b=6, c=7, d=5)[-1] == (LeftOver.NONE, 7, False)


def test_where_too_few_are_left_over_the_least_asked_for_is_not_named():
    assert told(a=15, b=11, c=2) == [("a", 15, False), (LeftOver.REST, 15, False)]


@pytest.mark.parametrize("asked", [26, 28, 29, 30])
def test_where_nearly_all_asked_for_the_same_it_is_not_told_how_many(asked):
    assert told(a=asked) == [("a", 26, True)]


@pytest.mark.parametrize("counts", [{}, {"a": 4}, {"a": 4, "b": 4, "c": 4, "d": 4}])
def test_where_too_few_asked_for_the_same_nothing_is_named(counts):
    assert told(**counts) == [(LeftOver.REST, 30, False)]


def test_an_owner_who_shows_only_larger_groups_names_only_larger_classes():
    counts = Counter(a=7, b=8, c=0)
    assert [each.wanted for each in classes(counts, 30, fewest=8)] == ["b", LeftOver.REST]
    assert (fewest_for_help(5), fewest_for_help(8)) == (10, 16)


# In organisations


@dataclass(frozen=True)
class Asked:
    """How many of a place were invited and sent answers; the first so many asked for the same thing."""

    invited: int
    sent: int
    for_the_same: int


def cells_of(
    *places: Asked,
    is_joint: bool = True,
    blocks: tuple[Block, ...] = tuple(Block),
    cells: tuple[Cell, ...] = (),
) -> list[HelpCell]:
    partners = tuple(
        Partner(
            Organisation(number, f"place-{number}", f"Place {number}", each.invited), WhenSmall.OWN_WORDS, ""
        )
        for number, each in enumerate(places)
    )
    invited, answered, wanted = [], [], []
    for number, each in enumerate(places):
        answered += range(len(invited), len(invited) + each.sent)
        wanted += [("SP1.1.practice", "VA2.1.practice")] * each.for_the_same
        wanted += [()] * (each.sent - each.for_the_same)
        invited += [Member(number, None, RoleLevel.OPERATIONAL)] * each.invited
    snapshot = Snapshot(is_joint, FEWEST, partners, (), tuple(invited), tuple(answered))
    return help_cells(the_charter(), blocks, snapshot, wanted, cells)


def test_each_organisation_counts_its_own_people_and_nobody_elses():
    found = cells_of(Asked(30, 20, 7), Asked(25, 15, 5), Asked(8, 6, 0))
    named = [(each.group.code, each.wanted, each.count, each.people) for each in found if each.is_named]
    assert sorted(named) == [
        ("org/place-0", "SP1.1", 7, 20),
        ("org/place-0", "VA2.1", 7, 20),
        ("org/place-1", "SP1.1", 5, 15),
        ("org/place-1", "VA2.1", 5, 15),
    ]


def test_below_ten_answers_there_is_a_reason_and_no_number():
    found = cells_of(Asked(12, 9, 9), is_joint=False)
    assert [each.decision for each in found] == [Decision.TOO_FEW] * 4
    assert {(each.count, each.people, each.invited, each.low) for each in found} == {(None,) * 4}
    assert [each.is_released for each in cells_of(Asked(12, 10, 5), is_joint=False)] == [True] * 6


def test_the_likely_range_is_of_all_who_were_invited():
    everyone = next(each for each in cells_of(Asked(20, 20, 8), is_joint=False) if each.is_named)
    half = next(each for each in cells_of(Asked(40, 20, 8), is_joint=False) if each.is_named)
    assert (everyone.low, everyone.high) == (0.4, 0.4)
    assert half.low < 0.4 < half.high


def test_where_nothing_is_shown_of_an_organisation_its_help_is_not_told_either():
    group = Group(GroupKind.ORGANISATION, "org/place-0", "Place 0", "place-0")
    held_back = Cell(group, "SP.practice", Counting.PEOPLE, Decision.WOULD_REVEAL)
    shown_once = Cell(group, "VA.practice", Counting.PEOPLE, Decision.RELEASED, mean=50.0)
    place = Asked(30, 20, 7)
    none = cells_of(place, is_joint=False, cells=(held_back,))
    assert {each.decision for each in none} == {Decision.WOULD_REVEAL}
    assert all(each.is_released for each in cells_of(place, is_joint=False, cells=(held_back, shown_once)))


def test_two_partners_are_not_told_apart():
    assert cells_of(Asked(30, 20, 7), Asked(30, 20, 7)) == []


def test_where_my_practice_was_not_asked_nobody_asked_for_help():
    assert cells_of(Asked(30, 20, 7), is_joint=False, blocks=(Block.ORGANISATION,)) == []


def test_files_name_what_was_asked_for():
    measures = [each.measure for each in cells_of(Asked(30, 20, 7), is_joint=False)]
    assert measures[:2] == ["SP1.1.help", "SP.help.other or none"]
    assert cells_of(Asked(9, 9, 7), is_joint=False)[0].measure == "SP.help"
