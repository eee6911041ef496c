"""All cells of an assessment at once: what is shown, what is held back and why, and what it adds up to."""

import random
from collections.abc import Sequence

import numpy as np
import pytest

from app.domain.cells import Cell, Counting, Decision
from app.domain.charter import Block
from app.domain.figures import cells
from app.domain.groups import Member, Snapshot
from app.domain.people import Organisation, Partner, RoleLevel, Team, WhenSmall
from tests.charter_builder import a_charter, many
from tests.domain.attack import gives_away_fewer_than

CHARTER = a_charter(many("SP", 3, "partnership"))
MEASURE = "SP.partnership"
OPERATIONAL, STRATEGIC = RoleLevel.OPERATIONAL, RoleLevel.STRATEGIC


def a_partnership(
    answered: Sequence[int], *, staff: Sequence[int] = (), strategic: int = 0, extra: int = 0, fewest: int = 5
) -> Snapshot:
    """Organisations a, b, c … with so many answers each; `strategic` of them first, `extra` people silent."""
    staff = staff or [200] * len(answered)
    partners = [
        Partner(
            Organisation(number, "abcdefgh"[number], "ABCDEFGH"[number], staff[number]),
            WhenSmall.OWN_WORDS,
            "",
        )
        for number in range(len(answered))
    ]
    invited = [
        Member(number, None, STRATEGIC if one < strategic else OPERATIONAL)
        for number, people in enumerate(answered)
        for one in range(people)
    ]
    silent = [Member(number, None, OPERATIONAL) for number in range(len(answered)) for _ in range(extra)]
    return Snapshot(True, fewest, tuple(partners), (), (*invited, *silent), tuple(range(len(invited))))


def levels(snapshot: Snapshot, *by_organisation: int) -> np.ndarray:
    """Everybody in an organisation gives its level to every statement."""
    answered = [snapshot.invited[index].organisation for index in snapshot.answered]
    return np.array([[by_organisation[each]] * 3 for each in answered], dtype=np.uint8)


def shown(
    snapshot: Snapshot, sheets: np.ndarray, *, counting: Counting = Counting.PEOPLE, measure: str = MEASURE
) -> dict[str, Cell]:
    made = cells(CHARTER, [Block.PARTNERSHIP], snapshot, sheets, rotation=0)
    return {each.group.code: each for each in made if (each.measure, each.counting) == (measure, counting)}


def decisions(found: dict[str, Cell]) -> dict[str, Decision]:
    return {code: cell.decision for code, cell in found.items()}


def test_with_eight_six_and_three_the_total_and_the_first_are_shown():
    snapshot = a_partnership([8, 6, 3])

    found = decisions(shown(snapshot, levels(snapshot, 3, 2, 1)))

    assert found["everyone"] is found["org/a"] is Decision.RELEASED
    assert found["org/b"] is Decision.WOULD_REVEAL
    assert found["org/c"] is Decision.TOO_FEW


def test_each_organisation_counts_once_over_those_shown():
    snapshot = a_partnership([20, 10, 10], extra=5)
    sheets = levels(snapshot, 3, 2, 1)

    by_people, by_organisation = (
        shown(snapshot, sheets, counting=counting)["everyone"] for counting in Counting
    )

    assert by_people.mean == pytest.approx((20 * 75 + 10 * 50 + 10 * 25) / 40)
    assert (by_organisation.mean, by_organisation.organisations) == (50, 3)
    assert (by_organisation.people, by_organisation.invited) == (40, 55)


def test_a_withheld_organisation_does_not_count_once_either():
    snapshot = a_partnership([8, 7, 6, 3])

    found = shown(snapshot, levels(snapshot, 4, 3, 2, 0), counting=Counting.ORGANISATIONS)["everyone"]
    units = [
        cell for code, cell in shown(snapshot, levels(snapshot, 4, 3, 2, 0)).items() if code[:3] == "org"
    ]

    alone = [cell for cell in units if cell.is_released and cell.group.code.count("/") == 1]
    assert found.organisations == len(alone) < 4
    assert found.mean == pytest.approx(sum(cell.mean for cell in alone) / len(alone))


def test_once_each_uses_the_figures_that_are_shown_not_those_behind_them():
    snapshot = a_partnership([6, 20, 20, 6])

    found = shown(snapshot, levels(snapshot, 4, 2, 2, 4), counting=Counting.ORGANISATIONS)["everyone"]

    assert found.mean == pytest.approx((95 + 50 + 50 + 95) / 4)  # sixes who said the most are drawn in


def test_one_organisation_alone_is_not_put_together_with_anything():
    snapshot = a_partnership([12, 4, 4, 4])

    found = shown(snapshot, levels(snapshot, 3, 2, 1, 0), counting=Counting.ORGANISATIONS)["everyone"]

    assert (found.decision, found.mean) == (Decision.NOT_COMPARED, None)


@pytest.mark.parametrize(
    ("answered", "decision"),
    [
        ([24, 3, 3], Decision.RELEASED),  # four fifths, and six left
        ([25, 3, 3], Decision.ONE_ORGANISATION),
        ([10, 2, 2], Decision.ONE_ORGANISATION),  # without the first, four are left
        ([10, 10, 0], Decision.TOO_FEW_ORGANISATIONS),  # either could take itself away
        ([2, 1, 1], Decision.TOO_FEW),
    ],
)
def test_no_organisation_may_be_nearly_all_of_the_total(answered, decision):
    snapshot = a_partnership(answered)

    assert decisions(shown(snapshot, levels(snapshot, 3, 2, 1)))["everyone"] is decision


def test_two_organisations_share_a_total_and_have_nothing_of_their_own():
    snapshot = a_partnership([10, 10])

    assert decisions(shown(snapshot, levels(snapshot, 3, 2))) == {
        "everyone": Decision.RELEASED,
        "level/operational": Decision.RELEASED,
        "level/strategic": Decision.TOO_FEW,
    }


def test_role_levels_count_each_organisation_once_by_its_own_people_at_that_level():
    snapshot = a_partnership([12, 14, 30], strategic=6)

    found = shown(snapshot, levels(snapshot, 3, 2, 1), counting=Counting.ORGANISATIONS)

    assert (found["level/strategic"].people, found["level/strategic"].mean) == (18, 50)


def test_a_withheld_cell_says_why_and_nothing_else():
    snapshot = a_partnership([8, 6, 3], extra=2)
    made = cells(CHARTER, [Block.PARTNERSHIP], snapshot, levels(snapshot, 3, 2, 1), rotation=0)

    for cell in made:
        numbers = (
            cell.people,
            cell.invited,
            cell.mean,
            cell.low,
            cell.high,
            cell.standard_error,
            cell.organisations,
        )
        assert cell.is_released or numbers == (None,) * 7


def test_blocks_that_were_not_asked_have_no_cells():
    snapshot = a_partnership([8, 8, 8])

    assert cells(CHARTER, [Block.PRACTICE], snapshot, levels(snapshot, 1, 1, 1), rotation=0) == []


def a_random_partnership(seed: int) -> tuple[Snapshot, np.ndarray]:
    """So small, and shown from so few, that trying every few people is quick."""
    rng = random.Random(seed)
    fewest, organisations = rng.choice([2, 2, 3]), rng.choice([2, 3, 3, 4])
    sizes = [rng.randint(1, 4) for _ in range(organisations)]
    when_small = [rng.choice(list(WhenSmall)) for _ in sizes]
    partners = [
        Partner(Organisation(n, "abcd"[n], "ABCD"[n], rng.choice([50, 200])), when_small[n], "")
        for n in range(organisations)
    ]
    teams = tuple(Team(10 * n + t, n, f"{n}{t}") for n in range(organisations) for t in range(2))
    invited = tuple(
        Member(n, rng.choice([10 * n, 10 * n + 1, None]), rng.choice(list(RoleLevel)))
        for n, size in enumerate(sizes)
        for _ in range(size)
    )
    sheets = [[rng.choice([0, 1, 2, 3, 4] * 3 + [5, 7]) for _ in range(3)] for _ in invited]
    return Snapshot(True, fewest, tuple(partners), teams, invited, tuple(range(len(invited)))), np.array(
        sheets, dtype=np.uint8
    )


@pytest.mark.parametrize("chunk", range(6))
def test_nobody_can_be_found_from_all_that_a_partnership_is_shown(chunk):
    released = 0
    for seed in range(chunk * 20, chunk * 20 + 20):
        snapshot, sheets = a_random_partnership(seed)
        rows, owners = rows_of(
            snapshot, sheets, cells(CHARTER, [Block.PARTNERSHIP], snapshot, sheets, rotation=seed)
        )
        assert not gives_away_fewer_than(snapshot.fewest_shown, rows, owners), seed
        released += len(rows)
    assert released


def rows_of(
    snapshot: Snapshot, sheets: np.ndarray, made: Sequence[Cell]
) -> tuple[list[list[int]], list[int]]:
    """Read from the cells as an outsider would, who knows where everybody works and what each left out."""
    answered = [
        (one, column) for one in range(len(sheets)) for column in range(3) if sheets[one, column] <= 4
    ]
    rows = []
    for cell in made:
        if cell.is_released and cell.counting is Counting.PEOPLE:
            inside = {one for one in range(len(sheets)) if is_in(cell.group.code, snapshot, one)}
            if cell.is_theme:  # with three statements, a score takes all three
                inside &= {one for one in inside if max(sheets[one]) <= 4}
                rows.append([int(one in inside) for one, _ in answered])
            else:
                place = CHARTER.place[cell.measure]
                rows.append([int(one in inside and column == place) for one, column in answered])
    return rows, [one for one, _ in answered]


def is_in(code: str, snapshot: Snapshot, one: int) -> bool:
    member = snapshot.invited[one]
    organisation = snapshot.partners[member.organisation]
    is_small = organisation.organisation.staff < 100
    pooled = organisation.when_small is WhenSmall.STAND_TOGETHER and (
        snapshot.answers_by_organisation[member.organisation] < snapshot.fewest_shown
    )
    kind, _, rest = code.partition("/")
    if kind == "org":
        slug, _, level = rest.partition("/")
        return organisation.organisation.slug == slug and level in ("", member.role_level)
    return {
        "everyone": True,
        "pool": pooled,
        "level": member.role_level == rest,
        "size": is_small == (rest == "smaller"),
        "team": str(member.team) == rest,
    }[kind]
