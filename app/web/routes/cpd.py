"""The CPD record: what she picks from her notebook, with hours, on paper or as a PDF. None of it is kept."""

from datetime import date
from typing import Any

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from app.domain import cpd
from app.domain.charter import Charter
from app.domain.errors import Conflict, Invalid
from app.domain.notebooks import Keys
from app.domain.people import Seat
from app.services import notebooks
from app.web.dependencies import CurrentCharter, CurrentSeat, Form, Reading
from app.web.own_pages import NotebookKeys, Today
from app.web.pages import environment, render
from app.web.pdf import as_pdf, can_make_pdfs

router = APIRouter(prefix="/me/cpd")

NO_PDF = "PDFs cannot be made on this site. Make the record and print it from your browser instead."


@router.get("", name="cpd.show")
def show(
    request: Request,
    seat: CurrentSeat,
    session: Reading,
    charter: CurrentCharter,
    keys: NotebookKeys,
    today: Today,
    year: str = "",
) -> Response:
    context = what_there_is(session, charter, year, by=seat, keys=keys, today=today)
    return render(request, "own/cpd.html", {**context, "typed": {}, "problems": {}})


@router.post("", name="cpd.make")
def make(
    request: Request,
    form: Form,
    seat: CurrentSeat,
    session: Reading,
    charter: CurrentCharter,
    keys: NotebookKeys,
    today: Today,
) -> Response:
    context = what_there_is(session, charter, form.get("year", ""), by=seat, keys=keys, today=today)
    try:
        record = cpd.read_record(context["lines"], form)
    except Invalid as error:
        again = {**context, "typed": form, "problems": error.problems}
        return render(request, "own/cpd.html", again, status_code=422)
    session.close()  # a PDF takes seconds
    made = {"record": record, "name": seat.person_name, "made_on": today, "year": context["year"]}
    if form.get("as") == "pdf":
        return pdf(made)
    return render(request, "own/record.html", {**made, "typed": form, "can_be_pdf": can_make_pdfs()})


def what_there_is(
    session: Session, charter: Charter, typed_year: str, *, by: Seat, keys: Keys, today: date
) -> dict[str, Any]:
    entries = notebooks.journal(session, by=by, keys=keys).entries
    steps = notebooks.steps(session, by=by, keys=keys).done
    years = cpd.years(entries, steps, today=today)
    year = next((each for each in years if str(each) == typed_year), years[0])
    lines = cpd.lines(entries, steps, charter.by_theme, year)
    return {"years": years, "year": year, "lines": lines, "most": cpd.MOST_LINES}


def pdf(made: dict[str, Any]) -> Response:
    if not can_make_pdfs():
        raise Conflict(NO_PDF)
    html = environment.get_template("own/record_paper.html").render(made)
    headers = {"Content-Disposition": f'attachment; filename="cpd-record-{made["year"]}.pdf"'}
    return Response(as_pdf(html), media_type="application/pdf", headers=headers)
