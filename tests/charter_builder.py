"""Small made-up charters, for tests of rules that do not care what the real one says."""

from app.domain.charter import (
    Block,
    Charter,
    Competency,
    Cost,
    Guide,
    InterviewQuestion,
    Principle,
    Provenance,
    Scale,
    Statement,
    Support,
    Theme,
)
from app.domain.people import RoleLevel

OURS = Provenance.OURS
FREQUENCY = Scale(
    code="frequency5",
    stem="In the last six months:",
    labels=("Never", "Some of the time", "About half the time", "Most of the time", "Always"),
    proportions=("", "", "", "", ""),
    measures="how often, out of 100",
)


QUESTION = InterviewQuestion("Tell us about it.", ("Did it",), ("Spoke of it",))
GUIDE = Guide(
    advert="do what a good partner does",
    at_level={RoleLevel.OPERATIONAL: "Does it", RoleLevel.STRATEGIC: "Sees that it is done"},
    support=(Support("Show how it is done.", Cost.NOTHING),),
    would_not_see=("Nobody does it",),
    questions=(QUESTION, QUESTION),
    provenance=OURS,
)


def a_statement(code: str, text: str = "I do it.") -> Statement:
    return Statement(code, Block(code.split(".")[2]), text, "frequency5", OURS)


def a_competency(code: str, *blocks: str, **changes: object) -> Competency:
    fields: dict[str, object] = {
        "code": code,
        "title": f"Competency {code}",
        "short": code,
        "definition": "Does what a good partner does.",
        "behaviours": ("Turns up",),
        "drawn_from": (),
        "provenance": OURS,
        "statements": tuple(a_statement(f"{code}.{block}") for block in blocks),
        "things_to_try": ("Try this.", "Try that."),
        "prompt": "What now?",
        "guide": GUIDE,
    }
    return Competency(**{**fields, **changes})  # type: ignore[arg-type]  # changes are each test's own business


def a_theme(code: str, *competencies: Competency) -> Theme:
    principle = Principle(f"{code}1", f"Principle {code}1", OURS, competencies)
    return Theme(code, f"Theme {code}", code, "round", "What it means.", OURS, (principle,))


def a_charter(*themes: Theme, asked: tuple[str, ...] | None = None, version: str = "1.0") -> Charter:
    codes = [each.code for theme in themes for made in theme.competencies() for each in made.statements]
    in_order = sorted(codes, key=lambda code: [block.value for block in Block].index(code.split(".")[2]))
    return Charter(
        version=version,
        published_on="2026-01-05",
        summary="For tests.",
        themes=themes,
        scales={"frequency5": FREQUENCY},
        sources=(),
        asked=tuple(in_order) if asked is None else asked,
    )


def many(theme: str, count: int, *blocks: str) -> Theme:
    """A theme with so many competencies, each with a statement in each block."""
    return a_theme(theme, *(a_competency(f"{theme}1.{number}", *blocks) for number in range(1, count + 1)))
