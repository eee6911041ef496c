"""What pages that give somebody a seat share: reading who it is, and what a link is made of."""

from typing import Annotated

from fastapi import Depends

from app.domain.seating import Somebody, WayIn
from app.domain.staff_list_files import clean_cell
from app.domain.staff_lists import address
from app.web.dependencies import Now, Random, SiteHere
from app.web.form_data import Fields

LETTERS = "asking somebody to take a seat"
MOST_ASKED = 20


def read_somebody(form: Fields, *, name: str = "name", email: str = "email") -> Somebody:
    return Somebody(clean_cell(form.get(name, "")), address(clean_cell(form.get(email, ""))))


async def way_in(site: SiteHere, randomness: Random, now: Now) -> WayIn:
    return WayIn(site.base_url, randomness, now)


WayInHere = Annotated[WayIn, Depends(way_in)]
