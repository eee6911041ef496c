"""Released cells for programs, as JSON; and a description of how to ask for them."""

from functools import lru_cache
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from app.domain.agreement import WithinGroup
from app.domain.cells import Cell
from app.domain.distributions import Distribution
from app.domain.linked_changes import LinkedChange
from app.services import exports
from app.services.exports import Export, HelpLine, Line, Scope
from app.web.dependencies import CurrentSeat, Library, Reading, SiteHere
from app.web.looks import ON_RECORD
from app.web.pages import render

router = APIRouter()
VERSION = "1"
SUMMARY = (
    "Whoever may see an assessment’s results on these pages may also fetch the figures behind them, "
    "as JSON: the same figures, rounded the same, with the same ones held back for the same reasons."
)


# What comes back, and what to call it on the page.
SHAPES = {
    "AssessmentCells": "What comes back",
    "ReleasedCell": "Each cell",
    "Group": "The group of a cell",
    "AnswersGiven": "How many gave which answer",
    "AgreementWithin": "How far apart answers lie",
    "LinkedSince": "Linked people since last time",
    "HelpWanted": "Help wanted",
    "Refusal": "A refusal",
}


class Group(BaseModel):
    """The people a cell is about."""

    kind: str = Field(description="What sort of group it is", examples=["organisation"])
    name: str = Field(description="What the group is called", examples=["Northway Homes"])
    organisation: str | None = Field(
        description="The organisation it is inside of, as in addresses; null across several",
        examples=["northway-homes"],
    )


class AnswersGiven(BaseModel):
    """Of a statement: how many gave which answer. 4 means fewer than five, n − 1 all or nearly all of n."""

    levels: list[int] = Field(
        description="How many gave each of the five answers, the lowest first", examples=[[8, 21, 47, 90, 48]]
    )
    usually: int = Field(description="How many gave one of the upper two", examples=[138])
    usually_low: float = Field(
        description="Where the likely range of their share begins, 0 to 1", examples=[0.6]
    )
    usually_high: float = Field(description="Where that range ends", examples=[0.69])
    did_not_come_up: int | None = Field(
        description="How many others said so; null where that is held back", examples=[12]
    )
    cannot_say: int | None = Field(
        description="How many others can’t say; null where that is held back", examples=[5]
    )


class AgreementWithin(BaseModel):
    """How far apart a group's answers lie, over those statements of which it is shown who gave which."""

    word: str = Field(description="together, mixed or split", examples=["mixed"])
    average_deviation: float = Field(description="AD from each statement’s mean, in levels", examples=[0.62])
    r_wg: float = Field(description="r_WG(J) against answers spread evenly, 0 to 1", examples=[0.83])
    r_wg_skewed: float = Field(description="r_WG(J) against slightly skewed answers", examples=[0.7])
    r_star: float = Field(
        description="r*: as r_WG, but the same for any number of statements", examples=[0.55]
    )
    r_star_skewed: float = Field(description="r* against slightly skewed answers", examples=[0.33])


class LinkedSince(BaseModel):
    """Of people in the group who gave their return code from the time before: how far they moved."""

    n: int | None = Field(
        description="How many gave it and have a figure both times; null where withheld", examples=[62]
    )
    share: float | None = Field(description="Of those who have a figure now, 0 to 1", examples=[0.252])
    mean: float | None = Field(
        description="Now less then, in points. From fewer than ten people, within −90.0 and 90.0",
        examples=[11.6],
    )
    low: float | None = Field(description="Where its likely range begins", examples=[8.9])
    high: float | None = Field(description="Where that range ends", examples=[14.3])
    released: bool = Field(description="Whether there is a figure", examples=["true"])
    reason: str | None = Field(
        description="Why it is withheld; null where it is not",
        examples=["Too few gave their earlier return code to show without pointing at someone."],
    )


class ReleasedCell(BaseModel):
    """One group’s figure for one measure, or the reason that there is none."""

    group: Group = Field(description="Whom it is about")
    measure: str = Field(description="A theme in a block, or a statement", examples=["SP.practice"])
    about: str = Field(description="The theme, or the statement in full", examples=["Strategic partnership"])
    block: str = Field(description="Who the statements are about", examples=["practice"])
    counting: Literal["people", "organisations"] = Field(
        description="What counts once in the mean", examples=["people"]
    )
    n: int | None = Field(description="How many have a value; null where withheld", examples=[214])
    invited: int | None = Field(description="How many were asked; null where withheld", examples=[420])
    mean: float | None = Field(
        description="0 to 100. From fewer than ten people, 95.0 means 95 or more and 5.0 means 5 or less",
        examples=[62.4],
    )
    low: float | None = Field(description="Where its likely range begins", examples=[58.1])
    high: float | None = Field(description="Where its likely range ends", examples=[66.7])
    released: bool = Field(description="Whether there is a figure", examples=["true"])
    reason: str | None = Field(
        description="Why it is withheld; null where it is not",
        examples=["Too few answers here to show without pointing at someone."],
    )
    answers: AnswersGiven | None = Field(
        description="How many gave which answer to a statement; null below ten, or where it is held back"
    )
    agreement: AgreementWithin | None = Field(
        description="On what people say of their organisation or partnership, from ten on; else null"
    )
    linked: LinkedSince | None = Field(
        description="Of a theme, for everyone and for organisations, if there was a time before; else null"
    )


class HelpWanted(BaseModel):
    """How many of an organisation’s people would most like help with one thing; or why that is not shown.

    After a theme of My practice each may name one competency, or none, so everybody is in one of a theme’s.
    """

    group: Group = Field(description="Whom it is about")
    measure: str = Field(description="What it is called in spreadsheets", examples=["SP1.1.help"])
    theme: str = Field(description="The theme after which it was asked", examples=["SP"])
    about: str = Field(description="The competency, or the theme", examples=["Shared purpose"])
    wanted: str | None = Field(
        description="A competency; other, for habits that fewer asked for; none; or other or none, together",
        examples=["SP1.1"],
    )
    count: int | None = Field(description="How many asked for it; null where withheld", examples=[12])
    or_more: bool = Field(description="Whether it may be more than that", examples=["false"])
    n: int | None = Field(description="Of all who sent their answers", examples=[45])
    invited: int | None = Field(description="How many were asked; null where withheld", examples=[60])
    low: float | None = Field(
        description="Where the likely range of the share begins, 0 to 1", examples=[0.217]
    )
    high: float | None = Field(description="Where that range ends", examples=[0.333])
    released: bool = Field(description="Whether there is a number", examples=["true"])
    reason: str | None = Field(
        description="Why it is withheld; null where it is not",
        examples=["Too few answers here to show without pointing at someone."],
    )


class AssessmentCells(BaseModel):
    assessment: str = Field(description="As in addresses", examples=["k7mq2xdn"])
    title: str = Field(description="What it is called", examples=["Autumn 2026"])
    charter_version: str = Field(
        description="The version of the Charter that it was opened with", examples=["0.1"]
    )
    scope: Scope = Field(description="Whose pages these cells are on", examples=["organisation"])
    unverified: str | None = Field(
        description="What is so about it, where an open link let people in; else null",
        examples=["Part of this is unverified."],
    )
    cells: list[ReleasedCell] = Field(description="In the charter’s order, then by group")
    help_wanted: list[HelpWanted] = Field(
        description="Theme by theme, the most asked for first; empty for partners, and before it was counted"
    )


class Refusal(BaseModel):
    """What every refusal says."""

    status: int = Field(description="As in the reply’s first line", examples=[404])
    detail: str = Field(description="Why, in words", examples=["There is no such page."])
    problems: dict[str, str] = Field(description="By the name of a field, where one is at fault")
    reference: str | None = Field(description="To quote to us, where the fault is ours")


REFUSALS: dict[int | str, dict[str, Any]] = {
    401: {"model": Refusal, "description": "Nobody is signed in."},
    403: {"model": Refusal, "description": "Your seat is not one that sees these."},
    404: {"model": Refusal, "description": "There is no such assessment where you sit."},
    409: {"model": Refusal, "description": "It has not closed yet, or its results are being worked out."},
    422: {"model": Refusal, "description": "Something asked for does not make sense."},
}


@router.get(
    "/api/v1/assessments/{code}/cells",
    name="api.cells",
    summary="The released cells of an assessment",
    responses=REFUSALS,
    dependencies=[ON_RECORD],
)
def cells(
    code: Annotated[str, Path(description="The assessment’s, as in addresses")],
    seat: CurrentSeat,
    session: Reading,
    library: Library,
    scope: Annotated[
        Scope | None,
        Query(description="Whose pages’ cells: organisation, or partnership for those all partners see"),
    ] = None,
) -> AssessmentCells:
    """Of your organisation or of your partnership. Without a scope, of what your seat is about."""
    chosen, export = exports.of_assessment(session, library, code, scope, by=seat)
    return _as_told(export, chosen)


def _as_told(export: Export, scope: Scope) -> AssessmentCells:
    return AssessmentCells(
        assessment=export.assessment.code,
        title=export.assessment.title,
        charter_version=export.assessment.charter_version,
        scope=scope,
        unverified=export.unverified or None,
        cells=[_cell(line) for line in export.lines],
        help_wanted=[_help(line) for line in export.wanted],
    )


def _help(line: HelpLine) -> HelpWanted:
    cell = line.cell
    return HelpWanted(
        group=Group(kind=cell.group.kind, name=cell.group.name, organisation=cell.group.organisation),
        measure=cell.measure,
        theme=cell.theme,
        about=line.about,
        wanted=cell.wanted or None,
        count=cell.count,
        or_more=cell.or_more,
        n=cell.people,
        invited=cell.invited,
        low=None if cell.low is None else round(cell.low, 3),
        high=None if cell.high is None else round(cell.high, 3),
        released=cell.is_released,
        reason=None if cell.is_released else cell.decision.value,
    )


def _cell(line: Line) -> ReleasedCell:
    cell = line.cell
    return ReleasedCell(
        group=Group(kind=cell.group.kind, name=line.group, organisation=cell.group.organisation),
        measure=line.topic.code,
        about=line.topic.title if line.topic.is_theme else line.topic.statement,
        block=line.topic.block,
        counting=cell.counting.value,
        n=cell.people,
        invited=cell.invited,
        mean=_one_decimal(cell.mean),
        low=_one_decimal(cell.low),
        high=_one_decimal(cell.high),
        released=cell.is_released,
        reason=_reason(cell),
        answers=_answers(cell.distribution),
        agreement=_agreement(cell.within_group),
        linked=_linked(line.linked),
    )


def _linked(found: LinkedChange | None) -> LinkedSince | None:
    if found is None:
        return None
    return LinkedSince(
        n=found.people,
        share=None if found.share is None else round(found.share, 3),
        mean=_one_decimal(found.mean),
        low=_one_decimal(found.low),
        high=_one_decimal(found.high),
        released=found.is_released,
        reason=None if found.is_released else found.decision.value,
    )


def _agreement(found: WithinGroup | None) -> AgreementWithin | None:
    if found is None:
        return None
    return AgreementWithin(
        word=found.agreement,
        average_deviation=round(found.average_deviation, 3),
        r_wg=round(found.r_wg, 3),
        r_wg_skewed=round(found.r_wg_skewed, 3),
        r_star=round(found.r_star, 3),
        r_star_skewed=round(found.r_star_skewed, 3),
    )


def _answers(found: Distribution | None) -> AnswersGiven | None:
    if found is None:
        return None
    return AnswersGiven(
        levels=list(found.levels),
        usually=found.usually,
        usually_low=round(found.usually_low, 3),
        usually_high=round(found.usually_high, 3),
        did_not_come_up=found.did_not_come_up,
        cannot_say=found.cannot_say,
    )


def _reason(cell: Cell) -> str | None:
    return None if cell.is_released else cell.decision.value


def _one_decimal(figure: float | None) -> float | None:
    return None if figure is None else round(figure, 1)


@router.get("/api/v1/openapi.json", name="api.description", include_in_schema=False)
def description() -> Response:
    return JSONResponse(_description())


@lru_cache(maxsize=1)
def _description() -> dict[str, Any]:
    """Of the API alone: pages are for people."""
    return get_openapi(title="Good Partners", version=VERSION, description=SUMMARY, routes=router.routes)


@router.get("/docs", name="api.docs", include_in_schema=False)
def docs(request: Request, site: SiteHere) -> Response:
    schemas = _description()["components"]["schemas"]
    shapes = [(words, _fields(schemas[name], schemas)) for name, words in SHAPES.items()]
    calls = [
        {"method": method.upper(), "path": path, **call}
        for path, methods in _description()["paths"].items()
        for method, call in methods.items()
    ]
    context = {"calls": calls, "shapes": shapes, "summary": SUMMARY, "address": site.base_url}
    return render(request, "docs.html", {**context, "cookie": site.cookie("sign-in")})


def _fields(schema: dict[str, Any], schemas: dict[str, Any]) -> list[dict[str, str]]:
    return [
        {
            "name": name,
            "type": _type(field, schemas),
            "meaning": field.get("description", ""),
            "example": str(field.get("examples", [""])[0]),
        }
        for name, field in schema["properties"].items()
    ]


def _type(field: dict[str, Any], schemas: dict[str, Any]) -> str:
    """In words: "number or null", "organisation or partnership"."""
    if "$ref" in field:
        return _type(schemas[field["$ref"].rpartition("/")[2]], schemas)
    if "anyOf" in field:
        return " or ".join(_type(each, schemas) for each in field["anyOf"])
    return " or ".join(field["enum"]) if "enum" in field else str(field["type"])
