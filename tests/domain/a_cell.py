"""Cells by hand, for what is made of released figures."""

from app.domain.cells import Cell, Counting, Decision, Group, GroupKind

MEASURE = "SP1.1.partnership"


def a_cell(mean, error=5.0, *, people=20, invited=30, name="Lantern Trust", decision=Decision.RELEASED):
    group = Group(GroupKind.ORGANISATION, f"org/{name}", name, name)
    if decision is not Decision.RELEASED:
        return Cell(group, MEASURE, Counting.PEOPLE, decision)
    return Cell(group, MEASURE, Counting.PEOPLE, decision, people, invited, mean, 0.0, 100.0, error)


def withheld():
    return a_cell(None, decision=Decision.TOO_FEW)
