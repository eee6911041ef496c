"""What pages that give somebody a seat share: reading who it is, and what a link is made of."""

from datetime import datetime

from app.domain.codes import Randomness
from app.domain.seating import Somebody, WayIn
from app.domain.staff_list_files import clean_cell
from app.domain.staff_lists import address
from app.web.form_data import Fields
from app.web.site import Site

LETTERS = "asking somebody to take a seat"
MOST_ASKED = 20


def read_somebody(form: Fields, *, name: str = "name", email: str = "email") -> Somebody:
    return Somebody(clean_cell(form.get(name, "")), address(clean_cell(form.get(email, ""))))


def way_in(site: Site, randomness: Randomness, now: datetime) -> WayIn:
    return WayIn(site.base_url, randomness, now)
