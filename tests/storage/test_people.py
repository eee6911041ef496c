"""People and seats, kept and found again."""

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from app.domain.errors import NotFound
from app.domain.people import NewPerson, RoleLevel, SeatKind
from app.storage import people, seats
from tests import cast


def test_people_added_together_keep_their_order(session: Session) -> None:
    ids = people.add_people(session, [NewPerson(f"Person {number}") for number in range(2_500)])
    assert len(set(ids)) == 2_500
    assert people.get_person(session, ids[0]).name == "Person 0"
    assert people.get_person(session, ids[1_777]).name == "Person 1777"


@pytest.mark.parametrize("typed", ["amira@lantern.example", "  AMIRA@Lantern.Example "])
def test_a_person_is_found_by_email_however_it_is_typed(session: Session, typed: str) -> None:
    everyone = cast.gather(session)
    found = people.find_person_by_email(session, typed)
    assert found is not None
    assert (found.id, found.role_level) == (everyone.amira.person_id, RoleLevel.OPERATIONAL)


def test_accents_typed_in_two_ways_are_one_address(session: Session) -> None:
    [zoe] = people.add_people(session, [NewPerson("Zoë", "Zo\u00eb@lantern.example")])
    found = people.find_person_by_email(session, "zoe\u0308@lantern.example")
    assert found is not None
    assert found.id == zoe


@pytest.mark.parametrize("typed", ["nobody@lantern.example", "", "a\0b@lantern.example", "\udfff"])
def test_an_unknown_or_impossible_email_finds_nobody(session: Session, typed: str) -> None:
    cast.gather(session)
    assert people.find_person_by_email(session, typed) is None


def test_two_people_of_a_place_cannot_share_an_address(session: Session) -> None:
    everyone = cast.gather(session)
    with pytest.raises(IntegrityError):
        people.add_people(session, [NewPerson("Another", "Amira@Lantern.example", everyone.lantern)])


def test_one_address_may_be_on_the_lists_of_two_places(session: Session) -> None:
    everyone = cast.gather(session)
    people.add_people(session, [NewPerson("Amira Rahal", cast.AMIRA, everyone.harbour_row)])
    found = people.find_person_by_email(session, cast.AMIRA)
    assert found is not None
    assert found.id == everyone.amira.person_id
    assert [each.person_id for each in seats.seats_of_address(session, cast.AMIRA)] == [found.id]


def test_people_of_an_organisation_are_its_own(session: Session) -> None:
    everyone = cast.gather(session)
    found = people.people_of(session, [everyone.lantern])
    assert {each.organisation_id for each in found} == {everyone.lantern}
    assert len(found) == 7


def test_a_seat_says_where_it_is(session: Session) -> None:
    everyone = cast.gather(session)
    dele, rhiannon, sorcha = everyone.dele, everyone.rhiannon, everyone.sorcha
    assert (dele.kind, dele.place, dele.organisation_slug) == (
        SeatKind.HR_DIRECTOR,
        "Northway Homes",
        "northway-homes",
    )
    assert (rhiannon.place, rhiannon.partnership_slug) == ("Millbrook Prevention Partnership", "millbrook")
    assert sorcha.place is None


def test_a_person_may_hold_several_seats(session: Session) -> None:
    everyone = cast.gather(session)
    seats.add_seat(
        session,
        person_id=everyone.dele.person_id,
        kind=SeatKind.RESPONDENT,
        organisation_id=everyone.northway,
    )
    kinds = [seat.kind for seat in seats.seats_of(session, everyone.dele.person_id)]
    assert kinds == [SeatKind.HR_DIRECTOR, SeatKind.RESPONDENT]


def test_a_person_or_seat_that_is_not_there_is_not_found(session: Session) -> None:
    with pytest.raises(NotFound):
        people.get_person(session, 1)
    with pytest.raises(NotFound):
        seats.get_seat(session, 1)
