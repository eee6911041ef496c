"""The cells behind the pages, as tables: a plain one, and a workbook with a sheet for each block."""

from fastapi import APIRouter, Response

from app.services import exports
from app.services.exports import Export
from app.web import spreadsheets
from app.web.cell_tables import COLUMNS, about, rows_of, sheets_of
from app.web.dependencies import CurrentSeat, Library, Reading
from app.web.looks import ON_RECORD

router = APIRouter(dependencies=[ON_RECORD])

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@router.get("/org/{slug}/results/{code}/cells.csv", name="exports.organisation_cells")
def organisation_cells(
    slug: str, code: str, seat: CurrentSeat, session: Reading, library: Library
) -> Response:
    return as_csv(exports.of_organisation(session, library, slug, code, by=seat), f"{slug}-{code}")


@router.get("/org/{slug}/results/{code}/cells.xlsx", name="exports.organisation_workbook")
def organisation_workbook(
    slug: str, code: str, seat: CurrentSeat, session: Reading, library: Library
) -> Response:
    export = exports.of_organisation(session, library, slug, code, by=seat)
    session.close()  # what follows reads nothing more
    return as_workbook(export, f"{slug}-{code}", seat.place or slug)


@router.get("/p/{slug}/results/{code}/cells.csv", name="exports.partnership_cells")
def partnership_cells(
    slug: str, code: str, seat: CurrentSeat, session: Reading, library: Library
) -> Response:
    return as_csv(exports.of_partnership(session, library, slug, code, by=seat), f"{slug}-{code}")


@router.get("/p/{slug}/results/{code}/cells.xlsx", name="exports.partnership_workbook")
def partnership_workbook(
    slug: str, code: str, seat: CurrentSeat, session: Reading, library: Library
) -> Response:
    export = exports.of_partnership(session, library, slug, code, by=seat)
    session.close()  # what follows reads nothing more
    return as_workbook(export, f"{slug}-{code}", export.assessment.owner_name)


def as_csv(export: Export, name: str) -> Response:
    body = spreadsheets.as_csv(COLUMNS, rows_of(export))
    return _file(body, "text/csv; charset=utf-8", f"{name}.csv")


def as_workbook(export: Export, name: str, whose: str) -> Response:
    title = f"{whose}: {export.assessment.title}"
    body = spreadsheets.as_workbook(title, about(export, whose), sheets_of(export))
    return _file(body, WORKBOOK, f"{name}.xlsx")


def _file(body: bytes, media_type: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(body, media_type=media_type, headers=headers)
