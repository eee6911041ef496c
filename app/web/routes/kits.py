"""A recruitment kit, and sheets for supervision and appraisal. The address holds what was chosen."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from app.services import kits
from app.web import kit_pages
from app.web.dependencies import CurrentCharter, CurrentSeat, Reading
from app.web.kit_pages import KitChoice, SheetChoice

router = APIRouter(prefix="/org/{slug}")


# An address may say nothing twice, so each competency that is ticked has a name of its own in it.
def for_a_kit(
    request: Request, slug: str, seat: CurrentSeat, session: Reading, charter: CurrentCharter, level: str = ""
) -> KitChoice:
    organisation = kits.organisation_of(session, slug, by=seat)
    return kit_pages.kit_choice(organisation, charter, level, request.query_params.keys())


def for_a_sheet(
    request: Request, slug: str, seat: CurrentSeat, session: Reading, charter: CurrentCharter, use: str = ""
) -> SheetChoice:
    organisation = kits.organisation_of(session, slug, by=seat)
    return kit_pages.sheet_choice(organisation, charter, use, request.query_params.keys())


ForAKit = Annotated[KitChoice, Depends(for_a_kit)]
ForASheet = Annotated[SheetChoice, Depends(for_a_sheet)]


@router.get("/recruit", name="kits.recruit")
def recruit(request: Request, choice: ForAKit, suggest: str = "") -> Response:
    return kit_pages.show_recruit(request, choice.with_suggestion() if suggest else choice.or_suggestion())


@router.get("/recruit/kit", name="kits.recruitment_kit")
def recruitment_kit(request: Request, choice: ForAKit) -> Response:
    return kit_pages.show_kit(request, choice)


@router.get("/supervision", name="kits.supervision")
def supervision(request: Request, choice: ForASheet) -> Response:
    return kit_pages.show_supervision(request, choice)


@router.get("/supervision/sheet", name="kits.sheet")
def sheet(request: Request, choice: ForASheet) -> Response:
    return kit_pages.show_sheet(request, choice)
