"""The report on an assessment: a page that prints well, its sections as asked for, and the same as a PDF."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from app.domain.dashboards.closed import Closed, organisation_group, why_no_results, why_nothing
from app.domain.dashboards.partnership import EVERYONE
from app.domain.errors import Conflict
from app.services import results
from app.web import partnership_pages, report_pages, result_pages
from app.web.dependencies import CurrentSeat, Reading
from app.web.looks import ON_RECORD
from app.web.pages import environment
from app.web.pdf import as_pdf, can_make_pdfs
from app.web.report_pages import OWN_SECTIONS, SHARED_SECTIONS, address_of, chosen_sections
from app.web.result_pages import Context
from app.web.routes.results import HowItCounts, OwnAndBefore, SharedAndBefore, address, show_own, show_shared

router = APIRouter(dependencies=[ON_RECORD])

NO_PDF = "PDFs cannot be made on this site. Open the report and print it from your browser instead."


def own_sections(request: Request) -> list[str]:
    return chosen_sections(request.query_params, OWN_SECTIONS)


def shared_sections(request: Request) -> list[str]:
    return chosen_sections(request.query_params, SHARED_SECTIONS)


OwnChosen = Annotated[list[str], Depends(own_sections)]
SharedChosen = Annotated[list[str], Depends(shared_sections)]


@router.get("/org/{slug}/results/{code}/report", name="reports.organisation")
def of_organisation(request: Request, found: OwnAndBefore, session: Reading, chosen: OwnChosen) -> Response:
    def fill(closed: Closed) -> Context:
        wanted = results.help_wanted_in(session, found)
        linked = results.linked_of_organisation(session, found)
        paper = report_pages.of_organisation(found, closed, wanted, linked, chosen)
        return {**paper, **_choice(OWN_SECTIONS, chosen, address(found), "")}

    return show_own(request, found, "report", fill)


@router.get("/org/{slug}/results/{code}/report.pdf", name="reports.organisation_pdf")
def pdf_of_organisation(found: OwnAndBefore, session: Reading, chosen: OwnChosen) -> Response:
    closed = _closed(found, organisation_group(found.organisation.slug))
    wanted = results.help_wanted_in(session, found)
    linked = results.linked_of_organisation(session, found)
    session.close()  # what follows takes seconds
    paper = report_pages.of_organisation(found, closed, wanted, linked, chosen)
    place = result_pages.place(found, at="")
    return _pdf({**place, **paper}, f"{found.organisation.slug}-{found.assessment.code}")


@router.get("/p/{slug}/results/{code}/report", name="reports.partnership")
def of_partnership(
    request: Request, seat: CurrentSeat, found: SharedAndBefore, counting: HowItCounts, chosen: SharedChosen
) -> Response:
    def fill(closed: Closed) -> Context:
        paper = report_pages.of_partnership(found, closed, counting, seat.organisation_slug, chosen)
        suffix = partnership_pages.suffix_for(counting)
        return {**paper, **_choice(SHARED_SECTIONS, chosen, address(found), suffix)}

    return show_shared(request, found, counting, "report", fill)


@router.get("/p/{slug}/results/{code}/report.pdf", name="reports.partnership_pdf")
def pdf_of_partnership(
    seat: CurrentSeat, found: SharedAndBefore, session: Reading, counting: HowItCounts, chosen: SharedChosen
) -> Response:
    closed = _closed(found, EVERYONE)
    session.close()  # what follows takes seconds
    paper = report_pages.of_partnership(found, closed, counting, seat.organisation_slug, chosen)
    place = partnership_pages.place(found, counting, at="")
    return _pdf({**place, **paper}, f"{found.partnership.slug}-{found.assessment.code}")


def _choice(sections: dict[str, str], chosen: list[str], at: str, suffix: str) -> Context:
    """The form's ticks, and where the same is a PDF; None where none can be made."""
    pdf = f"{at}/report.pdf{address_of(chosen, sections, suffix)}"
    return {
        "ticks": [(name, title, name in chosen) for name, title in sections.items()],
        "pdf": pdf if can_make_pdfs() else None,
    }


def _closed(found: results.OrganisationResults | results.PartnershipResults, group: str) -> Closed:
    """What the paper is about, or why there is no paper."""
    if found.closed is None:
        raise Conflict(why_no_results(found.assessment) or "")
    if reason := why_nothing(found.closed, group):
        raise Conflict(reason)
    if not can_make_pdfs():
        raise Conflict(NO_PDF)
    return found.closed


def _pdf(paper: Context, name: str) -> Response:
    html = environment.get_template("results/paper.html").render(paper)
    headers = {"Content-Disposition": f'attachment; filename="{name}.pdf"'}
    return Response(as_pdf(html), media_type="application/pdf", headers=headers)
