"""Each figure on the pages of results as a picture for a slide: SVG, and PNG of the same."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from app.domain.errors import NO_SUCH_PAGE, NotFound
from app.services.results import OrganisationResults, PartnershipResults
from app.web import pictured
from app.web.dependencies import CurrentSeat, Reading
from app.web.looks import ON_RECORD
from app.web.pictures import as_png, as_svg, can_be_pictured
from app.web.result_cards import Card
from app.web.routes.results import HowItCounts, OwnAndBefore, SharedAndBefore
from app.web.words import day

router = APIRouter(dependencies=[ON_RECORD])


def ending(file: str) -> tuple[str, str]:
    """The name of a card, and what kind of picture of it."""
    name, _, kind = file.rpartition(".")
    if kind not in ("svg", "png"):
        raise NotFound(NO_SUCH_PAGE)
    return name, kind


Picture = Annotated[tuple[str, str], Depends(ending)]


@router.get("/org/{slug}/results/{code}/pictures/{page}/{file}", name="pictures.organisation")
def of_organisation(page: str, picture: Picture, found: OwnAndBefore, session: Reading) -> Response:
    session.close()  # what follows reads nothing more
    cards = pictured.own_cards(found, page)
    return _picture(cards, picture, found, found.organisation.name)


@router.get("/p/{slug}/results/{code}/pictures/{page}/{file}", name="pictures.partnership")
def of_partnership(
    page: str,
    picture: Picture,
    seat: CurrentSeat,
    found: SharedAndBefore,
    session: Reading,
    counting: HowItCounts,
    order: str = "",
) -> Response:
    session.close()  # what follows reads nothing more
    cards = pictured.shared_cards(found, page, counting, order, own=seat.organisation_slug)
    return _picture(cards, picture, found, found.partnership.name)


def _picture(
    cards: list[Card], picture: tuple[str, str], found: OrganisationResults | PartnershipResults, whose: str
) -> Response:
    name, kind = picture
    card = next((each for each in cards if each.id == name and can_be_pictured(each)), None)
    if card is None:
        raise NotFound(NO_SUCH_PAGE)
    assessment = found.assessment
    opened, closed = assessment.opened_at, assessment.closed_at or assessment.closes_at
    svg = as_svg(card, f"{whose}, {assessment.title}, open from {day(opened)} to {day(closed)}")
    headers = {"Content-Disposition": f'attachment; filename="{assessment.code}-{name}.{kind}"'}
    if kind == "png":
        return Response(as_png(svg), media_type="image/png", headers=headers)
    return Response(svg, media_type="image/svg+xml", headers=headers)
