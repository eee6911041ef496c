"""Which cards a page of results has, by the page's name in an address: for pictures of them."""

from app.domain.cells import Counting
from app.domain.dashboards import organisation, partnership, statement
from app.domain.dashboards.closed import Closed
from app.services.results import OrganisationResults, PartnershipResults
from app.web import partnership_pages, result_pages
from app.web import result_rows as rows
from app.web.answer_cards import statement_cards
from app.web.result_cards import Card


def own_cards(found: OrganisationResults, page: str) -> list[Card]:
    """`page` is a chapter, a theme's code or a statement's. None for what there is no such page of."""
    closed, slug = found.closed, found.organisation.slug
    if closed is None:
        return []
    if page in closed.charter.by_theme:
        return _cards(result_pages.theme(organisation.theme(closed, slug, page), closed, slug, at=""))
    match page:
        case "overview":
            overview = organisation.overview(closed, slug, found.before)
            return _cards(result_pages.overview(overview, (), at=""))
        case "competencies":
            return _cards(
                result_pages.competencies(organisation.competencies(closed, slug), closed, slug, at="")
            )
        case "teams":
            return _cards(result_pages.teams(organisation.teams(closed, slug)))
        case "levels":
            return _cards(result_pages.levels(organisation.levels(closed, slug)))
        case "trend":
            return _cards(result_pages.trend(closed, found.before, slug))
    return _of_statement(statement.of_organisation(closed, slug, page))


def shared_cards(
    found: PartnershipResults, page: str, counting: Counting, order: str, *, own: str | None
) -> list[Card]:
    """The same of a partnership; `own` is the slug of the organisation that looks, if one does."""
    closed = found.closed
    if closed is None:
        return []
    match page:
        case "overview":
            return _shared_overview(found, closed, counting)
        case "competencies":
            panels = partnership.competencies(closed)
            return _cards(partnership_pages.competencies(panels, closed, address_of=rows.no_address))
        case "agreement":
            return _agreement(closed, order, own)
        case "size":
            sizes = partnership.sizes(closed, counting)
            return _cards(partnership_pages.sizes(sizes, found.partners, counting))
        case "levels":
            return [partnership_pages.levels(partnership.levels(closed, counting), counting)["together"]]
        case "shared-teams" | "trend":
            return _shared_chapter(found, closed, page)
    return _of_statement(statement.of_partnership(closed, page))


def _shared_overview(found: PartnershipResults, closed: Closed, counting: Counting) -> list[Card]:
    shown = partnership_pages.overview(partnership.overview(closed, counting), found.partners, counting)
    return [shown["headline"], *shown["tables"]]


def _shared_chapter(found: PartnershipResults, closed: Closed, page: str) -> list[Card]:
    """Those that are the same however organisations count."""
    if page == "shared-teams":
        return _cards(partnership_pages.shared_teams(partnership.shared_teams(closed), home=""))
    return _cards(partnership_pages.trend(closed, found.before))


def _agreement(closed: Closed, order: str, own: str | None) -> list[Card]:
    panels = partnership.agreement(closed, closest_first=order == partnership_pages.CLOSEST)
    return _cards(partnership_pages.agreement(panels, own, order, address_of=rows.no_address))


def _cards(context: result_pages.Context) -> list[Card]:
    return list(context["cards"])


def _of_statement(page: statement.StatementPage | None) -> list[Card]:
    return [] if page is None else list(statement_cards(page))
