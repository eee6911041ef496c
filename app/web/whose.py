"""Pages that organisations and partnerships both have: whose the one at hand is, by its address."""

from typing import Annotated

from fastapi import Depends, Request

from app.domain.people import OwnerKind, Whose


async def whose(request: Request, slug: str) -> Whose:
    is_shared = request.url.path.startswith("/p/")
    return Whose(OwnerKind.PARTNERSHIP if is_shared else OwnerKind.ORGANISATION, slug)


def home(whose: Whose) -> str:
    return f"/p/{whose.slug}" if whose.is_shared else f"/org/{whose.slug}"


Theirs = Annotated[Whose, Depends(whose)]
