"""Looking ahead: each sees its own groups, from who was invited, and no response is read for it."""

from datetime import timedelta

import pytest
from sqlmodel import Session

from app.domain.assessments import BLOCKS_OF_A_PARTNERSHIP, Assessment, AssessmentState
from app.domain.cells import Decision, GroupKind
from app.domain.errors import NotAllowed, NotFound
from app.services.forecasting import Forecast, forecast_for_organisation, forecast_for_partnership
from app.storage import assessments, organisations, partnerships
from tests import cast
from tests.cast import NOW, Cast
from tests.services.test_setting_up import open_one
from tests.services.test_watching import send

NORTHWAY, MILLBROOK = "northway-homes", "millbrook"


@pytest.fixture
def everyone(session: Session) -> Cast:
    """With a third partner, so that each has figures of its own: nine people without a team."""
    gathered = cast.gather(session)
    kitchen = organisations.add_organisation(
        session, slug="willow-street-kitchen", name="Willow Street Kitchen", staff=9
    )
    partnerships.add_partner(session, partnership_id=gathered.millbrook, organisation_id=kitchen)
    cast.colleagues(session, kitchen, 9, place="kitchen")
    return gathered


@pytest.fixture
def joint(session: Session, everyone: Cast) -> Assessment:
    return open_one(session, everyone.rhiannon, blocks=BLOCKS_OF_A_PARTNERSHIP)


def names(forecast: Forecast) -> list[str]:
    return [each.group.name for each in forecast.outlooks]


def test_an_organisation_sees_itself_its_teams_and_its_levels(
    session: Session, everyone: Cast, joint: Assessment
) -> None:
    forecast = forecast_for_organisation(session, NORTHWAY, joint.code, by=everyone.dele)
    assert names(forecast) == ["Northway Homes", "Outreach", "Repairs", "Operational", "Strategic"]
    found = {each.group.name: each.decisions for each in forecast.outlooks}
    assert found["Northway Homes"][-1] is Decision.RELEASED
    assert found["Repairs"] == (Decision.TOO_FEW,) * 3  # four were invited


def test_partners_see_what_is_shared_and_each_partner_but_no_team(
    session: Session, everyone: Cast, joint: Assessment
) -> None:
    forecast = forecast_for_partnership(session, MILLBROOK, joint.code, by=everyone.rhiannon)
    kinds = {each.group.kind for each in forecast.outlooks}
    assert names(forecast)[:4] == ["Everyone", "Lantern Trust", "Northway Homes", "Willow Street Kitchen"]
    assert kinds.isdisjoint({GroupKind.TEAM, GroupKind.ORGANISATION_LEVEL})
    assert "Outreach" not in " ".join(forecast.suggestions)
    assert forecast_for_partnership(session, MILLBROOK, joint.code, by=everyone.dele) == forecast


def test_answers_that_come_in_make_no_difference_and_none_is_read(
    session: Session, everyone: Cast, joint: Assessment, count_queries
) -> None:
    def both() -> tuple[Forecast, Forecast]:
        return (
            forecast_for_organisation(session, NORTHWAY, joint.code, by=everyone.dele),
            forecast_for_partnership(session, MILLBROOK, joint.code, by=everyone.rhiannon),
        )

    before = both()
    send(session, joint, everyone.northway, 17, on=NOW.date() - timedelta(days=2))
    send(session, joint, everyone.lantern, 2, on=NOW.date() - timedelta(days=2))
    with count_queries() as queries:
        assert both() == before
    assert queries
    assert not [each for each in queries if "open_response" in each]


def test_in_an_organisations_own_assessment_its_teams_are_looked_at_alone(
    session: Session, everyone: Cast
) -> None:
    own = open_one(session, everyone.dele)
    forecast = forecast_for_organisation(session, NORTHWAY, own.code, by=everyone.dele)
    assert names(forecast) == ["Northway Homes", "Outreach", "Repairs", "Operational", "Strategic"]


def test_of_a_closed_assessment_there_is_nothing_to_look_ahead_to(
    session: Session, everyone: Cast, joint: Assessment
) -> None:
    assessments.replace_state(
        session, joint.id, before=AssessmentState.OPEN, after=AssessmentState.CLOSING, closed_at=NOW
    )
    forecast = forecast_for_organisation(session, NORTHWAY, joint.code, by=everyone.dele)
    assert (forecast.outlooks, forecast.suggestions) == ((), ())


@pytest.mark.parametrize("seat", ["owen", "sorcha", "amira"])
def test_strangers_find_no_partnership_to_look_at(
    session: Session, everyone: Cast, joint: Assessment, seat: str
) -> None:
    with pytest.raises(NotFound):
        forecast_for_partnership(session, MILLBROOK, joint.code, by=getattr(everyone, seat))


@pytest.mark.parametrize("seat", ["owen", "sorcha", "amira", "rhiannon"])
def test_strangers_find_no_organisation_to_look_at(
    session: Session, everyone: Cast, joint: Assessment, seat: str
) -> None:
    with pytest.raises(NotFound):
        forecast_for_organisation(session, NORTHWAY, joint.code, by=getattr(everyone, seat))


def test_a_respondent_may_not_look_at_her_own_organisations(
    session: Session, everyone: Cast, joint: Assessment
) -> None:
    with pytest.raises(NotAllowed):
        forecast_for_organisation(session, "lantern-trust", joint.code, by=everyone.amira)


def test_another_organisations_assessment_does_not_exist(session: Session, everyone: Cast) -> None:
    ours = open_one(session, everyone.dele)
    with pytest.raises(NotFound):
        forecast_for_partnership(session, MILLBROOK, ours.code, by=everyone.rhiannon)
    with pytest.raises(NotFound):
        forecast_for_organisation(session, "harbour-row-housing", ours.code, by=everyone.owen)
