"""The cells behind the pages, as tables: a plain one, and a workbook with a sheet for each block."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from app.services import exports
from app.services.exports import Export
from app.web import spreadsheets
from app.web.cell_tables import COLUMNS, about, rows_of, sheets_of
from app.web.dependencies import CurrentSeat, Library, Reading
from app.web.looks import ON_RECORD
from app.web.whose import Theirs

router = APIRouter(dependencies=[ON_RECORD])

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def find_export(whose: Theirs, code: str, seat: CurrentSeat, session: Reading, library: Library) -> Export:
    find = exports.of_partnership if whose.is_shared else exports.of_organisation
    found = find(session, library, whose.slug, code, by=seat)
    session.close()  # what follows reads nothing more
    return found


Exported = Annotated[Export, Depends(find_export)]


@router.get("/org/{slug}/results/{code}/cells.csv", name="exports.organisation_cells")
@router.get("/p/{slug}/results/{code}/cells.csv", name="exports.partnership_cells")
def cells(slug: str, code: str, export: Exported) -> Response:
    body = spreadsheets.as_csv(COLUMNS, rows_of(export))
    return _file(body, "text/csv; charset=utf-8", f"{slug}-{code}.csv")


@router.get("/org/{slug}/results/{code}/cells.xlsx", name="exports.organisation_workbook")
@router.get("/p/{slug}/results/{code}/cells.xlsx", name="exports.partnership_workbook")
def workbook(slug: str, code: str, whose: Theirs, seat: CurrentSeat, export: Exported) -> Response:
    reader = export.assessment.owner_name if whose.is_shared else seat.place or slug
    title = f"{reader}: {export.assessment.title}"
    body = spreadsheets.as_workbook(title, about(export, reader), sheets_of(export))
    return _file(body, WORKBOOK, f"{slug}-{code}.xlsx")


def _file(body: bytes, media_type: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(body, media_type=media_type, headers=headers)
