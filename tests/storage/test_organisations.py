"""Organisations, teams and partnerships, kept and found again."""

import pytest
from sqlmodel import Session

from app.domain.errors import NotFound
from app.domain.people import WhenSmall
from app.storage import organisations, partnerships
from tests import cast


def test_an_organisation_is_found_by_its_slug(session: Session) -> None:
    everyone = cast.gather(session)
    found = organisations.get_organisation(session, "northway-homes")
    assert (found.id, found.name, found.staff) == (everyone.northway, "Northway Homes", 420)


@pytest.mark.parametrize("slug", ["nowhere", "", "north\0way", "\ud800", "x" * 100_000])
def test_an_unknown_or_impossible_slug_is_simply_not_there(session: Session, slug: str) -> None:
    with pytest.raises(NotFound):
        organisations.get_organisation(session, slug)
    with pytest.raises(NotFound):
        partnerships.get_partnership(session, slug)


def test_teams_come_in_the_order_of_their_names(session: Session) -> None:
    everyone = cast.gather(session)
    organisations.add_team(session, organisation_id=everyone.northway, name="Lettings")
    names = [team.name for team in organisations.teams(session, everyone.northway)]
    assert names == ["Lettings", "Outreach", "Repairs"]


def test_partners_come_with_what_they_chose_for_when_they_are_small(session: Session) -> None:
    everyone = cast.gather(session)
    kitchen = organisations.add_organisation(session, slug="kitchen", name="Willow Street Kitchen", staff=6)
    partnerships.add_partner(
        session,
        partnership_id=everyone.millbrook,
        organisation_id=kitchen,
        when_small=WhenSmall.OWN_WORDS,
        own_words="Come and eat with us.",
    )
    found = partnerships.partners(session, everyone.millbrook)
    assert [each.organisation.name for each in found] == [
        "Lantern Trust",
        "Northway Homes",
        "Willow Street Kitchen",
    ]
    assert found[2].when_small is WhenSmall.OWN_WORDS
    assert found[2].own_words == "Come and eat with us."
    assert found[0].when_small is WhenSmall.STAND_TOGETHER


def test_an_organisation_knows_its_partnerships_and_no_others(session: Session) -> None:
    everyone = cast.gather(session)
    assert partnerships.partnership_ids_of(session, everyone.northway) == {everyone.millbrook}
    assert partnerships.partnership_ids_of(session, everyone.harbour_row) == {everyone.eastquay}
    [eastquay] = partnerships.partnerships_of(session, everyone.harbour_row)
    assert eastquay == partnerships.get_partnership(session, "eastquay")
