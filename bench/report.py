"""What was measured: a table for people, JSON for machines, and whether each bar was met."""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

RESULTS = Path("bench/results")  # git ignores it


@dataclass(frozen=True)
class Figure:
    """One measurement. `bar` says what was promised; `met` is None where nothing was."""

    what: str
    value: float
    unit: str
    bar: str = ""
    met: bool | None = None


def at_least(what: str, value: float, unit: str, bar: float) -> Figure:
    return Figure(what, value, unit, f"at least {bar:g}", value >= bar)


def at_most(what: str, value: float, unit: str, bar: float) -> Figure:
    return Figure(what, value, unit, f"at most {bar:g}", value <= bar)


def row(figure: Figure, width: int) -> str:
    verdict = {None: "", True: "met", False: "MISSED"}[figure.met]
    value = f"{figure.value:,.0f}" if abs(figure.value) >= 1000 else f"{figure.value:,.3g}"
    return f"{figure.what:<{width}}  {value:>9} {figure.unit:<12}  {figure.bar:<16} {verdict}".rstrip()


def table(figures: list[Figure]) -> str:
    width = max(len(figure.what) for figure in figures)
    return "\n".join(row(figure, width) for figure in figures)


def write(figures: list[Figure]) -> Path:
    RESULTS.mkdir(parents=True, exist_ok=True)
    at = datetime.now(UTC)
    path = RESULTS / f"{at:%Y-%m-%d-%H%M%S}.json"
    written = {"at": at.isoformat(), "figures": [asdict(figure) for figure in figures]}
    path.write_text(json.dumps(written, indent=2) + "\n")
    return path
