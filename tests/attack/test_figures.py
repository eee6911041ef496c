"""Nobody is in the figures: all that is shown, and all there is to know besides, find no fewer than five.

Each attack has a test of its own: with a fault planted in the platform it must find somebody.
"""

from collections import Counter
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from scipy.optimize import linprog

from app.domain import families
from app.domain.cells import Counting, Decision
from app.domain.groups import PARTNERSHIP_KINDS
from tests.attack.arithmetic import exposed
from tests.attack.conftest import SEEDS
from tests.attack.faults import count_hidden_organisations_too, judge_statements_alone, show_everything
from tests.attack.rows import ROUNDED_BY, Attack, people_in, without
from tests.attack.shown import Shown, released

LEAST = 5
WIDEST_HINT = 20  # points that a mean of fewer than five must be free to move in, whatever is known
CASES = [(seed, joint) for seed in SEEDS for joint in (True, False)]


@pytest.fixture(scope="module", params=CASES, ids=lambda case: f"{case[0]} {'joint' if case[1] else 'own'}")
def attack(request: pytest.FixtureRequest, attack_on: Callable[..., Attack]) -> Attack:
    seed, joint = request.param
    return attack_on(seed, joint=joint)


def found_in_sums(attack: Attack) -> Iterator[set[int]]:
    """Few people whom some combination of means and counts is about, in any family."""
    for family in attack.families():
        if owners := exposed(attack.sums(family), least=LEAST):
            yield people_in(owners)


def found_in_spreads(attack: Attack) -> Iterator[set[int]]:
    for family in attack.families():
        if owners := exposed(attack.squares(family), least=LEAST):
            yield people_in(owners)


def taken_away(attack: Attack) -> Iterator[tuple[Shown, str]]:
    """Figures over several organisations, with one that, taken away, leaves too few or only one other."""
    for cell in released(attack.cells):
        if cell.kind in PARTNERSHIP_KINDS and cell.counting == Counting.PEOPLE:
            answers = Counter(attack.known[person].organisation for person in attack.with_value(cell))
            for organisation, own in answers.items():
                if answers.total() - own < LEAST or len(answers) < 3:
                    yield cell, organisation


def hidden_groups(attack: Attack) -> Iterator[tuple[Shown, list[int]]]:
    """Theme figures that are withheld, with the few people who have one; the same people once a theme."""
    seen = set()
    for cell in attack.cells:
        if not cell.is_released and cell.is_theme and cell.counting == Counting.PEOPLE:
            people = attack.with_value(cell)
            if 0 < len(people) < LEAST and (cell.measure, *people) not in seen:
                seen.add((cell.measure, *people))
                yield cell, people


def test_the_attacker_knows_how_every_figure_was_made(attack):
    for cell in released(attack.cells):
        if cell.counting == Counting.PEOPLE:
            assert cell.people == len(attack.with_value(cell)) >= LEAST
            assert attack.true_mean(cell) == pytest.approx(cell.mean, abs=ROUNDED_BY)


def test_no_combination_of_figures_is_about_fewer_than_five(attack):
    assert list(found_in_sums(attack)) == []


def test_no_combination_of_spreads_is_about_fewer_than_five(attack):
    assert list(found_in_spreads(attack)) == []


def test_somebody_of_a_small_group_who_knows_her_own_answers_finds_nobody_else(attack):
    insiders = {people[0] for _, people in hidden_groups(attack)}
    assert insiders
    for family in attack.families():
        sums = attack.sums(family)
        for insider in sorted(insiders)[:4]:
            assert exposed(without(sums, {insider}), least=LEAST - 1) is None


def test_no_partner_can_take_itself_away_and_see_a_few_others(attack):
    assert list(taken_away(attack)) == []


def test_what_is_shown_leaves_small_groups_wide_open(attack):
    assert list(narrow(attack)) == []


def narrow(attack: Attack) -> Iterator[Shown]:
    """By another method: the least and the greatest mean that fit all that is shown, as it is rounded."""
    return (cell for cell, people in hidden_groups(attack) if room(attack, cell, people) < WIDEST_HINT)


def room(attack: Attack, hidden: Shown, people: list[int]) -> float:
    rows, limits = [], []
    for cell in attack.released(hidden.family):
        if cell.measure == hidden.measure and cell.counting == Counting.PEOPLE:
            row = mean_of(attack, attack.with_value(cell))
            rows += [row, -row]
            limits += [cell.mean + ROUNDED_BY, ROUNDED_BY - cell.mean]
    aim = mean_of(attack, people)
    lowest, highest = (
        linprog(sign * aim, A_ub=rows or None, b_ub=limits or None, bounds=(0, 100)).fun for sign in (1, -1)
    )
    return float(-highest - lowest)


def mean_of(attack: Attack, people: list[int]) -> np.ndarray:
    row = np.zeros(len(attack.known))
    row[people] = 1 / len(people)
    return row


@pytest.mark.parametrize(
    "plant",
    [show_everything, judge_statements_alone, count_hidden_organisations_too],
    ids=lambda each: each.__name__,
)
def test_with_a_fault_planted_somebody_is_found(plant, monkeypatch, attack_on):
    plant(monkeypatch)
    assert next(found_in_sums(attack_on(SEEDS[0])), None)


def test_with_every_figure_of_five_shown_partners_take_themselves_away(monkeypatch, attack_on):
    def only_the_number(_candidate, _population, answers):
        return Decision.TOO_FEW if answers.sum() < LEAST else None

    monkeypatch.setattr(families, "_why_too_small", only_the_number)
    show_everything(monkeypatch)
    assert any(next(taken_away(attack_on(seed)), None) for seed in SEEDS)


def test_with_every_figure_shown_small_groups_have_no_room_left(monkeypatch, attack_on):
    show_everything(monkeypatch)
    assert next(narrow(attack_on(SEEDS[0])), None)
