"""A solver asks how far the mean of every few people can move, given all that is shown: never too little.

Each rule that protects has a population in which, with the rule switched off, the same solver finds somebody.
"""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pytest

from app.domain import figures
from app.domain.cells import Counting, Decision
from app.domain.groups import PARTNERSHIP_KINDS
from app.domain.intervals import Estimate, estimate
from tests.attack.arithmetic import exposed
from tests.attack.claims import as_if_shown, by_measure, claim, claims, within
from tests.attack.ranges import Claim, Narrow, Unknowns
from tests.attack.rows import Attack
from tests.attack.shown import Shown

LEAST = 5
WIDEST_HINT = 20  # points
PARTNERSHIPS = (("1", 90), ("2", 180), ("3", 320))
DETERMINED = 1  # point: what rounding leaves open


@pytest.fixture(scope="module", params=PARTNERSHIPS, ids=lambda one: f"{one[1]} people")
def attack(request: pytest.FixtureRequest, attack_on_many: Callable[[str, int], Attack]) -> Attack:
    return attack_on_many(*request.param)


def narrow(attack: Attack, cells: Sequence[Shown], *, exactly: bool = False) -> Iterator[Narrow]:
    for alike in by_measure(cells):
        yield from Unknowns(claims(attack, alike, exactly=exactly)).narrow(WIDEST_HINT)


def taken_away(attack: Attack, cells: Sequence[Shown]) -> Iterator[Narrow]:
    """What a partner finds that knows its own people's mean and takes it away from one figure."""
    for cell in cells:
        if cell.is_released and cell.kind in PARTNERSHIP_KINDS and cell.counting == Counting.PEOPLE:
            people = attack.with_value(cell)
            for organisation in {attack.known[person].organisation for person in people}:
                own = [person for person in people if attack.known[person].organisation == organisation]
                mean = float(np.mean([attack.value(person, cell) for person in own]))
                itself = Claim(dict.fromkeys(own, 1.0), mean, mean)
                for found in Unknowns([claim(attack, cell), itself]).narrow(WIDEST_HINT):
                    if found.people.isdisjoint(own):
                        yield found


def test_nobody_is_determined(attack):
    assert not any(exposed(attack.sums(family), least=LEAST) for family in attack.families())


def test_no_mean_of_few_people_is_narrower_than_twenty_points(attack):
    """But where the scale ends: there it is a fact about five or more who are all near it."""
    found = list(narrow(attack, attack.cells))

    assert [few for few in found if not few.is_at_an_end] == []
    assert [few for few in found if few.width < DETERMINED] == []


def test_nor_would_it_be_if_every_figure_were_known_exactly(attack_on_many):
    """Differences, ranges, shares and bars on pages are made of figures, whatever they are rounded to."""
    attack = attack_on_many(*PARTNERSHIPS[0])
    found = list(narrow(attack, attack.cells, exactly=True))

    assert [few for few in found if not few.is_at_an_end] == []
    assert [few for few in found if few.width < DETERMINED] == []


def test_no_partner_that_takes_itself_away_finds_anybody(attack):
    themes = [cell for cell in attack.cells if cell.is_theme]
    assert list(taken_away(attack, themes)) == []


def test_without_the_room_that_is_kept_for_a_few_they_have_too_little(monkeypatch, attack_on_many):
    """Four of a partner's five, narrowed by what is shown of the fifth: nobody is determined all the same."""
    kept = attack_on_many("13", 75)
    assert not [few for few in narrow(kept, kept.cells) if not few.is_at_an_end]

    monkeypatch.setattr(figures, "keep_room", lambda decided, *_: decided)
    attack = attack_on_many.__wrapped__("13", 75)
    assert [few.width for few in narrow(attack, attack.cells) if not few.is_at_an_end]


@pytest.mark.parametrize("rule", [Decision.TOO_FEW, Decision.WOULD_REVEAL], ids=lambda rule: rule.name)
def test_without_the_threshold_or_the_audit_somebody_is_found(rule, attack_on_many):
    attack = attack_on_many(*PARTNERSHIPS[1])

    found = narrow(attack, as_if_shown(attack, attack.cells, {rule}))
    assert next(few for few in found if few.width < DETERMINED)


def test_a_figure_nearly_all_of_one_partner_would_let_it_find_the_others(attack_on_lopsided):
    attack = attack_on_lopsided
    assert not list(taken_away(attack, attack.cells))

    all_shown = as_if_shown(attack, attack.cells, {Decision.ONE_ORGANISATION, Decision.TOO_FEW_ORGANISATIONS})
    found = next(taken_away(attack, all_shown))
    assert found.width < DETERMINED


# Ranges and ends, where a group of five is shown


def most_apart(found: Estimate, people: int, invited: int) -> float:
    """How far anybody can be from the mean, by the range's own width: Samuelson's inequality."""
    one_wide = estimate(np.arange(people, dtype=float), invited=invited, pooled_spread=1.0)
    assert found.standard_error is not None
    assert one_wide.standard_error is not None
    spread = found.standard_error / one_wide.standard_error
    return spread * (people - 1) / people**0.5


ALIKE = np.array([50.0, 50.0, 50.0, 50.0, 54.0])
APART = np.array([0.0, 0.0, 54.0, 100.0, 100.0])


@pytest.mark.parametrize(("mean", "room"), [(50, 25), (80, 25), (84, 20), (88, 15)])
def test_near_the_end_of_the_scale_four_of_five_have_less_room(mean, room):
    """The fifth can't make up for more than a hundred points: what showing a mean of five says by itself."""
    everyone = dict.fromkeys(range(5), 1.0)
    low, high = Unknowns([Claim(everyone, mean, mean), *apart(5)]).range_of({0, 1, 2, 3})

    assert high - low == pytest.approx(room)


@pytest.mark.parametrize(
    ("mean", "room_of_four", "room_of_three"),
    [(50, 75, 100), (20, 35, 140 / 3), (12, 21, 28), (10, 17.5, 70 / 3)],
)
def test_of_two_hidden_partners_a_total_says_no_more_than_their_joint_mean(mean, room_of_four, room_of_three):
    """Seven people, which the rule allows. Below 11.4 four of them have less than 20 points of room."""
    larger, smaller, four, three = range(12), range(12, 21), range(21, 25), range(25, 28)
    total = (12 * 60 + 9 * 40 + 7 * mean) / 28
    shown = [(range(28), total), (larger, 60), (smaller, 40)]
    unknowns = Unknowns([*(Claim(dict.fromkeys(own, 1.0), each, each) for own, each in shown), *apart(28)])

    for partner, room in ((four, room_of_four), (three, room_of_three)):
        low, high = unknowns.range_of(partner)
        assert high - low == pytest.approx(room)


def test_every_four_of_sixty_people_are_asked_about():
    last_four = dict.fromkeys(range(56, 60), 1.0)
    found = list(Unknowns([*apart(60), Claim(last_four, 45, 55)]).narrow(WIDEST_HINT))

    assert [few.people for few in found] == [frozenset(last_four)]
    assert found[0].width == pytest.approx(10)


def test_below_ten_answers_the_range_says_nothing_of_how_far_apart_they_are():
    pooled = [estimate(values, invited=8) for values in (ALIKE, APART)]
    own = [estimate(values, invited=8, pooled_spread=float(values.std(ddof=1))) for values in (ALIKE, APART)]

    assert pooled[0] == pooled[1]  # so whoever sees it can't know which of them it is
    assert most_apart(pooled[0], 5, 8) > WIDEST_HINT
    assert most_apart(own[0], 5, 8) < WIDEST_HINT / 5
    assert most_apart(own[1], 5, 8) > WIDEST_HINT


@pytest.mark.parametrize("level", [0.0, 100.0])
def test_below_ten_answers_a_mean_at_the_very_end_leaves_each_person_room(level):
    values = np.full(5, level)
    everyone = dict.fromkeys(range(5), 1.0)

    drawn_in = Unknowns([Claim(everyone, *within(estimate(values, invited=8).mean, 5)), *apart(5)])
    as_it_is = Unknowns([Claim(everyone, level, level), *apart(5)])

    low, high = drawn_in.range_of({0})
    assert high - low >= WIDEST_HINT
    assert as_it_is.range_of({0}) == (level, level)


def apart(people: int) -> list[Claim]:
    """Claims of nothing, so that each person is an atom."""
    return [Claim({person: 1.0}, 0, 100) for person in range(people)]
