"""For those who build or try the site: mail that went out, and the pieces that pages are made of."""

import re
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Query, Request, Response

from app.domain.errors import NotAllowed
from app.domain.people import SeatKind
from app.services import sent_mail
from app.web.dependencies import MaybeSeat, SiteHere
from app.web.pages import render
from app.web.policy import SignInNeeded

LINK = re.compile(r"https?://[^\s<>\"]+")


def require_workshop(seat: MaybeSeat, site: SiteHere) -> None:
    """Where people are made up, anyone may look."""
    if site.demo:
        return
    if seat is None:
        raise SignInNeeded("Sign in to see this page.")
    if seat.kind is not SeatKind.ADMIN:
        raise NotAllowed("This page is for those who look after the platform.")


router = APIRouter(prefix="/admin", dependencies=[Depends(require_workshop)])


@router.get("/outbox", name="admin.outbox")
def outbox(request: Request, site: SiteHere, to: Annotated[str, Query()] = "") -> Response:
    context = {"mail": sent_mail.latest(site.mail_folder, to=to), "to": to, "most": sent_mail.MOST_SHOWN}
    return render(request, "admin/outbox.html", context)


@router.get("/outbox/{mail_id}", name="admin.message")
def message(request: Request, mail_id: str, site: SiteHere) -> Response:
    mail = sent_mail.one(site.mail_folder, mail_id)
    lines = [pieces(line, site.base_url) for line in mail.body.splitlines()]
    return render(request, "admin/message.html", {"mail": mail, "lines": lines})


@router.get("/components", name="admin.components")
def components(request: Request) -> Response:
    return render(request, "components.html")


def pieces(line: str, base_url: str) -> list[tuple[str, str | None]]:
    """The text in order, each piece with the path to link it to if it is an address of this site.

    Only the path is kept, so that mail from before the site moved to another port still leads here.
    """
    made: list[tuple[str, str | None]] = []
    end = 0
    for found in LINK.finditer(line):
        address = urlsplit(found[0])
        ours = address.hostname == urlsplit(base_url).hostname
        made += [(line[end : found.start()], None), (found[0], address.path if ours else None)]
        end = found.end()
    return [*made, (line[end:], None)]
