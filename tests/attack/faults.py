"""Faults to plant in the platform, each one that somebody might make: with them an attack must succeed."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from app.domain import families, figures
from app.domain.cells import Cell, Counting, Decision
from app.domain.population import Population
from app.domain.release import Ledger


def show_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Ledger, "admit", lambda *_: True)
    monkeypatch.setattr(figures, "keep_room", lambda decided, *_: decided)


def judge_statements_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if a theme's figure had nothing to do with its statements'."""
    monkeypatch.setattr(families, "_reference", lambda *_: None)


def count_hidden_organisations_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def over_all(measure, population: Population, _by_people) -> Iterator[Cell]:
        for candidate, units in population.units:
            shown = [measure.values[population.rows[unit]] for unit in units if unit in measure.decisions]
            means = [np.nanmean(values) for values in shown if not np.isnan(values).all()]
            if means:
                mean = float(np.mean(means))
                yield Cell(
                    candidate.group,
                    measure.code,
                    Counting.ORGANISATIONS,
                    Decision.RELEASED,
                    people=10,
                    invited=10,
                    mean=mean,
                )

    monkeypatch.setattr(figures, "_each_organisation_once", over_all)


def tell_the_number_of_the_withheld(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = figures._cell

    def with_its_number(candidate, measure, population: Population, *given: object) -> Cell:
        values = measure.values[population.rows[candidate.group.code]]
        cell = honest(candidate, measure, population, *given)
        return cell if cell.is_released else replace(cell, people=int(np.count_nonzero(~np.isnan(values))))

    monkeypatch.setattr(figures, "_cell", with_its_number)
