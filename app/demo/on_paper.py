"""Some of Northway's repairs team have no work address now, so that the ways in without email can be seen."""

from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import Session

from app.demo.cast import NORTHWAY
from app.demo.habits import who_answers
from app.demo.occasions import Occasion
from app.demo.population import Resident, everybody
from app.storage import people, staff_lists

TEAM = "Repairs"
MOST = 14  # an open link takes ten


def take_addresses_away(session: Session, occasions: Sequence[Occasion]) -> None:
    """Of people who answer in none of these occasions: nobody has come in without an address yet."""
    found = [people.find_person_by_email(session, each.email) for each in _silent(occasions)[:MOST]]
    without = [replace(each, email=None) for each in found if each is not None]
    for organisation_id in {each.organisation_id for each in without if each.organisation_id is not None}:
        staff_lists.change(session, organisation_id, without, new_address=())


def _silent(occasions: Sequence[Occasion]) -> list[Resident]:
    """Each occasion draws from all of a place in turn, so all of them are asked who answers."""
    asked = [each for each in occasions if NORTHWAY.slug in {place.slug for place in each.places}]
    answering = {
        resident.email
        for occasion in asked
        for resident in who_answers(
            [each for place in occasion.places for each in everybody(place)], occasion
        )
    }
    places = {place.slug: place for occasion in asked for place in occasion.places}
    at_northway = everybody(places[NORTHWAY.slug])
    return [each for each in at_northway if each.team == TEAM and each.email not in answering]
