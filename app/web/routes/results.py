"""What organisations and partners see of a closed assessment."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from app.domain.cells import Counting
from app.domain.dashboards import organisation, partnership
from app.domain.dashboards.closed import Closed, organisation_group, why_no_results, why_nothing
from app.domain.dashboards.conversations import conversations_page
from app.domain.dashboards.help_wanted import help_page
from app.domain.dashboards.statement import StatementPage, of_organisation, of_partnership
from app.domain.dashboards.training import training_page
from app.domain.errors import NotFound
from app.services import results
from app.services.results import OrganisationResults, PartnershipResults
from app.web import conversation_pages, help_pages, partnership_pages, result_pages, training_pages
from app.web.addresses import chosen
from app.web.dependencies import CurrentSeat, Library, Reading
from app.web.looks import ON_RECORD
from app.web.pages import render
from app.web.partnership_pages import CLOSEST
from app.web.result_pages import Context
from app.web.result_rows import AddressOf

router = APIRouter(dependencies=[ON_RECORD])

Fill = Callable[[Closed], Context]  # what a page has on it


def own(slug: str, code: str, seat: CurrentSeat, session: Reading, library: Library) -> OrganisationResults:
    return results.organisation_results(session, library, slug, code, by=seat)


def own_and_before(
    slug: str, code: str, seat: CurrentSeat, session: Reading, library: Library
) -> OrganisationResults:
    return results.organisation_results(session, library, slug, code, by=seat, with_before=True)


def shared(slug: str, code: str, seat: CurrentSeat, session: Reading, library: Library) -> PartnershipResults:
    return results.partnership_results(session, library, slug, code, by=seat)


def shared_and_before(
    slug: str, code: str, seat: CurrentSeat, session: Reading, library: Library
) -> PartnershipResults:
    return results.partnership_results(session, library, slug, code, by=seat, with_before=True)


def counting(count: str = "") -> Counting:
    """Each organisation counts once, unless people are asked for."""
    return Counting(chosen(count, list(Counting), Counting.ORGANISATIONS))


Own = Annotated[OrganisationResults, Depends(own)]
OwnAndBefore = Annotated[OrganisationResults, Depends(own_and_before)]
Shared = Annotated[PartnershipResults, Depends(shared)]
SharedAndBefore = Annotated[PartnershipResults, Depends(shared_and_before)]
HowItCounts = Annotated[Counting, Depends(counting)]


@router.get("/org/{slug}/results/{code}", name="results.overview")
def overview(request: Request, slug: str, found: OwnAndBefore) -> Response:
    def fill(closed: Closed) -> Context:
        page = organisation.overview(closed, slug, found.before)
        return result_pages.overview(page, closed.charter.themes, at=address(found))

    return show_own(request, found, "overview", fill)


@router.get("/org/{slug}/results/{code}/themes/{theme}", name="results.theme")
def theme(request: Request, slug: str, theme: str, found: Own) -> Response:
    if found.closed and theme not in found.closed.charter.by_theme:
        raise NotFound("There is no such theme.")

    def fill(closed: Closed) -> Context:
        return result_pages.theme(organisation.theme(closed, slug, theme), closed, slug, at=address(found))

    return show_own(request, found, "theme", fill, of=theme)


@router.get("/org/{slug}/results/{code}/competencies", name="results.competencies")
def competencies(request: Request, slug: str, found: Own) -> Response:
    def fill(closed: Closed) -> Context:
        panels = organisation.competencies(closed, slug)
        return result_pages.competencies(panels, closed, slug, at=address(found))

    return show_own(request, found, "competencies", fill)


@router.get("/org/{slug}/results/{code}/statements/{statement}", name="results.statement")
def one_statement(request: Request, slug: str, statement: str, found: Own) -> Response:
    if found.closed:
        require(of_organisation(found.closed, slug, statement))

    def fill(closed: Closed) -> Context:
        page = require(of_organisation(closed, slug, statement))
        return result_pages.statement(page, at=address(found))

    return show_own(request, found, "statement", fill, of=statement)


@router.get("/org/{slug}/results/{code}/teams", name="results.teams")
def teams(request: Request, slug: str, found: Own) -> Response:
    return show_own(
        request, found, "teams", lambda closed: result_pages.teams(organisation.teams(closed, slug))
    )


@router.get("/org/{slug}/results/{code}/levels", name="results.levels")
def levels(request: Request, slug: str, found: Own) -> Response:
    return show_own(
        request, found, "levels", lambda closed: result_pages.levels(organisation.levels(closed, slug))
    )


@router.get("/org/{slug}/results/{code}/trend", name="results.trend")
def trend(request: Request, slug: str, found: OwnAndBefore, session: Reading) -> Response:
    def fill(closed: Closed) -> Context:
        linked = results.linked_of_organisation(session, found)
        return result_pages.trend(closed, found.before, slug, linked)

    return show_own(request, found, "trend", fill)


@router.get("/org/{slug}/results/{code}/help", name="results.help_wanted")
def help_wanted(request: Request, slug: str, found: Own, session: Reading) -> Response:
    def fill(closed: Closed) -> Context:
        page = help_page(closed, slug, results.help_wanted_in(session, found))
        return help_pages.help_wanted(page, result_pages.statement_pages(address(found)))

    return show_own(request, found, "help", fill)


@router.get("/org/{slug}/results/{code}/training", name="results.training")
def training(request: Request, slug: str, found: Own, session: Reading) -> Response:
    def fill(closed: Closed) -> Context:
        page = training_page(closed, slug, results.help_wanted_in(session, found))
        statements = result_pages.statement_pages(address(found))
        return training_pages.training(page, statements, assessment=closed.assessment.code)

    return show_own(request, found, "training", fill)


@router.get("/p/{slug}/results/{code}", name="results.partnership_overview")
def partnership_overview(request: Request, found: Shared, counting: HowItCounts) -> Response:
    def fill(closed: Closed) -> Context:
        page = partnership.overview(closed, counting)
        return partnership_pages.overview(page, found.partners, counting)

    return show_shared(request, found, counting, "overview", fill)


@router.get("/p/{slug}/results/{code}/agreement", name="results.agreement")
def agreement(
    request: Request, seat: CurrentSeat, found: Shared, counting: HowItCounts, order: str = ""
) -> Response:
    def fill(closed: Closed) -> Context:
        panels = partnership.agreement(closed, closest_first=order == CLOSEST)
        pages = statements_at(found, counting)
        return partnership_pages.agreement(panels, seat.organisation_slug, order, address_of=pages)

    return show_shared(request, found, counting, "agreement", fill)


@router.get("/p/{slug}/results/{code}/conversations", name="results.conversations")
def conversations(request: Request, found: Shared, counting: HowItCounts) -> Response:
    def fill(closed: Closed) -> Context:
        page = conversations_page(closed, counting)
        return conversation_pages.conversations(page, counting, statements_at(found, counting))

    return show_shared(request, found, counting, "conversations", fill)


@router.get("/p/{slug}/results/{code}/competencies", name="results.shared_competencies")
def shared_competencies(request: Request, found: Shared, counting: HowItCounts) -> Response:
    def fill(closed: Closed) -> Context:
        panels = partnership.competencies(closed)
        return partnership_pages.competencies(panels, closed, address_of=statements_at(found, counting))

    return show_shared(request, found, counting, "competencies", fill)


@router.get("/p/{slug}/results/{code}/statements/{statement}", name="results.shared_statement")
def shared_statement(request: Request, statement: str, found: Shared, counting: HowItCounts) -> Response:
    if found.closed:
        require(of_partnership(found.closed, statement))

    def fill(closed: Closed) -> Context:
        page = require(of_partnership(closed, statement))
        return result_pages.statement(page, at=address(found), suffix=partnership_pages.suffix_for(counting))

    return show_shared(request, found, counting, "statement", fill, of=statement)


@router.get("/p/{slug}/results/{code}/size", name="results.size")
def size(request: Request, found: Shared, counting: HowItCounts) -> Response:
    def fill(closed: Closed) -> Context:
        return partnership_pages.sizes(partnership.sizes(closed, counting), found.partners, counting)

    return show_shared(request, found, counting, "size", fill)


@router.get("/p/{slug}/results/{code}/levels", name="results.partnership_levels")
def partnership_levels(request: Request, found: Shared, counting: HowItCounts) -> Response:
    def fill(closed: Closed) -> Context:
        return partnership_pages.levels(partnership.levels(closed, counting), counting)

    return show_shared(request, found, counting, "levels", fill)


@router.get("/p/{slug}/results/{code}/shared-teams", name="results.shared_teams")
def shared_teams(request: Request, found: Shared, counting: HowItCounts) -> Response:
    def fill(closed: Closed) -> Context:
        panels = partnership.shared_teams(closed)
        return partnership_pages.shared_teams(panels, home=f"/p/{found.partnership.slug}")

    return show_shared(request, found, counting, "shared-teams", fill)


@router.get("/p/{slug}/results/{code}/trend", name="results.shared_trend")
def trend_of_partners(request: Request, found: SharedAndBefore, counting: HowItCounts) -> Response:
    return show_shared(
        request, found, counting, "trend", lambda closed: partnership_pages.trend(closed, found.before)
    )


def statements_at(found: PartnershipResults, counting: Counting) -> AddressOf:
    return result_pages.statement_pages(address(found), partnership_pages.suffix_for(counting))


def require(page: StatementPage | None) -> StatementPage:
    if page is None:
        raise NotFound("There is no such statement here.")
    return page


def address(found: OrganisationResults | PartnershipResults) -> str:
    if isinstance(found, OrganisationResults):
        return f"/org/{found.organisation.slug}/results/{found.assessment.code}"
    return f"/p/{found.partnership.slug}/results/{found.assessment.code}"


def show_own(
    request: Request, found: OrganisationResults, page: str, fill: Fill, *, of: str = ""
) -> Response:
    """`of` is what the page is about, where there are several of its kind."""
    place = {**result_pages.place(found, at=address(found)), "page": page, "pictures": of or page}
    group = organisation_group(found.organisation.slug)
    return _show(request, found, group, f"results/organisation/{page}.html", place, fill)


def show_shared(
    request: Request, found: PartnershipResults, counting: Counting, page: str, fill: Fill, *, of: str = ""
) -> Response:
    place = {
        **partnership_pages.place(found, counting, at=address(found)),
        "page": page,
        "pictures": of or page,
    }
    return _show(request, found, partnership.EVERYONE, f"results/partnership/{page}.html", place, fill)


def _show(
    request: Request,
    found: OrganisationResults | PartnershipResults,
    group: str,
    template: str,
    place: Context,
    fill: Fill,
) -> Response:
    """The page; or why there is none yet, or nothing that could be on it."""
    if found.closed is None:
        reason = why_no_results(found.assessment)
        return render(request, "results/not_yet.html", {**place, "reason": reason})
    if reason := why_nothing(found.closed, group):
        return render(request, "results/nothing.html", {**place, "reason": reason})
    return render(request, template, {**place, **fill(found.closed)})
