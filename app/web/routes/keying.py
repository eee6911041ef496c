"""The paper form, and keying in what stands on it. Nobody can look at it again."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.services import answering, ways_in
from app.web import keying_pages
from app.web.dependencies import CurrentSeat, Form, Now, Random, Reading, SiteHere, Transaction
from app.web.keying_forms import read_keyed
from app.web.keying_pages import SEND, Key
from app.web.limits import TryLimits
from app.web.refusals import refusable
from app.web.ways_in_pages import address_of

router = APIRouter(prefix="/org/{slug}/assessments/{code}/no-email")

KEYING_DEED = "code of a paper form"


@router.get("/paper", name="keying.paper")
def paper(request: Request, slug: str, code: str, seat: CurrentSeat, session: Reading) -> Response:
    return keying_pages.show_paper(request, ways_in.get_ways(session, slug, code, by=seat))


@router.get("/keying", name="keying.show")
def show(
    request: Request, slug: str, code: str, seat: CurrentSeat, session: Reading, done: str = ""
) -> Response:
    ways = ways_in.get_ways(session, slug, code, by=seat)
    charter = request.app.state.library.get(ways.assessment.charter_version)
    empty = Key(read_keyed({}, charter, ways.assessment))
    return keying_pages.show_keying(request, ways, empty, is_done=bool(done))


@router.post("/keying", name="keying.key_in")
def key_in(
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
    limits: TryLimits,
) -> Response:
    """Says first what is wrong. A form is taken whole or not at all, and nothing of it is kept before."""
    ways = ways_in.get_ways(looking, slug, code, by=seat)
    charter = request.app.state.library.get(ways.assessment.charter_version)
    looking.rollback()  # whoever empties SQLite's log waits for readers
    key = keying_pages.read_key(form, ways, read_keyed(form, charter, ways.assessment))
    if key.problems or key.go != SEND:
        return keying_pages.show_keying(request, ways, key)
    limits.count(KEYING_DEED, str(seat.person_id))
    lost = answering.draw_return_code(random, site.hash_cost)
    with refusable(session, conflict_at="code") as refused:
        invitation = keying_pages.invitation_for(session, ways, key, site=site)
        answering.key_in(
            session, charter, invitation, key.keyed, lost, now=now, randomness=random, key=site.key
        )
    if refused:
        return keying_pages.show_keying(request, ways, key.refused(ways, refused))
    limits.give_back(session, KEYING_DEED, str(seat.person_id))
    return RedirectResponse(f"{address_of(ways)}/keying?done=yes", 303)
