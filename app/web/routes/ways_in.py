"""An HR director's pages for people without email: what to choose, printing codes, the open link."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.domain.errors import Invalid
from app.services import ways_in
from app.web import ways_in_pages
from app.web.dependencies import CurrentSeat, Form, Now, Random, Reading, SiteHere, Transaction

router = APIRouter(prefix="/org/{slug}/assessments/{code}/no-email")


@router.get("", name="ways_in.show")
def show(
    request: Request, slug: str, code: str, seat: CurrentSeat, session: Reading, site: SiteHere
) -> Response:
    return ways_in_pages.show_ways(
        request, ways_in.get_ways(session, slug, code, by=seat), base_url=site.base_url
    )


@router.post("/codes", name="ways_in.print_codes")
def print_codes(
    request: Request,
    slug: str,
    code: str,
    form: Form,
    seat: CurrentSeat,
    looking: Reading,
    session: Transaction,
    now: Now,
    random: Random,
    site: SiteHere,
) -> Response:
    """Shown in the reply, because nothing but hashes is kept. They are drawn before anybody has to wait."""
    ways, wanted = ways_in.get_ways(looking, slug, code, by=seat), form.get("who", "")
    try:
        slips = ways_in.draw_slips(ways, wanted, randomness=random, key=site.key)
    except Invalid as wrong:
        return ways_in_pages.show_ways(request, ways, base_url=site.base_url, problems=wrong.problems)
    drawn = ways_in_pages.draw(slips, base_url=site.base_url)
    looking.rollback()  # whoever empties SQLite's log waits for readers
    ways_in.issue(session, ways, slips, by=seat, now=now, randomness=random)
    left = ways_in_pages.left_over(ways, wanted, slips)
    return ways_in_pages.show_slips(request, ways, slips, drawn, base_url=site.base_url, left=left)


@router.post("/open-link", name="ways_in.allow_open_link")
def allow_open_link(
    slug: str, code: str, seat: CurrentSeat, session: Transaction, now: Now, random: Random
) -> Response:
    ways = ways_in.get_ways(session, slug, code, by=seat)
    ways_in.allow_open_link(session, ways, by=seat, now=now, randomness=random)
    return RedirectResponse(ways_in_pages.address_of(ways), 303)
