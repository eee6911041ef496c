import pytest

from app.domain.cells import GroupKind
from app.domain.groups import Member, Snapshot, candidates
from app.domain.people import Organisation, Partner, RoleLevel, Team, WhenSmall

STRATEGIC, OPERATIONAL, BOTH = RoleLevel.STRATEGIC, RoleLevel.OPERATIONAL, RoleLevel.BOTH


def a_partner(id, slug, staff, when_small=WhenSmall.OWN_WORDS):
    return Partner(Organisation(id, slug, slug.title(), staff), when_small, "")


NORTHWAY = a_partner(1, "northway-homes", 420)
LANTERN = a_partner(2, "lantern-trust", 58)
WILLOW = a_partner(3, "willow-street-kitchen", 6, WhenSmall.STAND_TOGETHER)
CANAL = a_partner(4, "canal-side-carers", 4, WhenSmall.STAND_TOGETHER)
FOODBANK = a_partner(5, "foodbank", 3, WhenSmall.STAND_TOGETHER)
TEAMS = (Team(17, 2, "Outreach"), Team(18, 2, "Night shelter"))


def a_snapshot(partners, is_joint=True, people=4, fewest_shown=5):
    """So many people in each organisation, the first of them strategic, and all answered."""
    teams = {2: 17}
    invited = tuple(
        Member(
            partner.organisation.id,
            teams.get(partner.organisation.id),
            STRATEGIC if number == 0 else OPERATIONAL,
        )
        for partner in partners
        for number in range(people)
    )
    return Snapshot(is_joint, fewest_shown, tuple(partners), TEAMS, invited, tuple(range(len(invited))))


def codes(snapshot, rotation=0):
    return [each.group.code for each in candidates(snapshot, rotation=rotation)]


def test_totals_come_first_and_the_finest_cuts_last():
    kinds = [each.kind for each in candidates(a_snapshot([NORTHWAY, LANTERN, WILLOW]), rotation=0)]

    assert kinds == sorted(kinds, key=list(GroupKind).index)
    assert kinds[0] is GroupKind.EVERYONE


def test_the_turn_to_be_first_moves_on_inside_a_kind():
    snapshot = a_snapshot([NORTHWAY, LANTERN, WILLOW])
    firsts = {codes(snapshot, rotation)[1] for rotation in range(3)}

    assert firsts == {"org/northway-homes", "org/lantern-trust", "org/willow-street-kitchen"}
    assert sorted(codes(snapshot, 0)) == sorted(codes(snapshot, 1))


def test_an_organisations_own_assessment_has_itself_its_teams_and_its_levels():
    assert set(codes(a_snapshot([LANTERN], is_joint=False))) == {
        "org/lantern-trust",
        "team/17",
        "team/18",
        "org/lantern-trust/strategic",
        "org/lantern-trust/operational",
    }


def test_two_organisations_are_only_ever_shown_together():
    assert codes(a_snapshot([NORTHWAY, LANTERN])) == ["everyone", "level/operational", "level/strategic"]


@pytest.mark.parametrize(
    ("partners", "people", "is_there"),
    [
        ([NORTHWAY, WILLOW, CANAL, FOODBANK], 4, True),
        ([NORTHWAY, WILLOW, CANAL], 4, False),  # two are not enough
        ([NORTHWAY, WILLOW, CANAL, FOODBANK], 5, False),  # none is too small to be shown alone
        ([NORTHWAY, LANTERN, WILLOW, CANAL], 4, False),  # Lantern Trust did not ask to
    ],
)
def test_small_partners_stand_together_when_three_of_them_wish_to(partners, people, is_there):
    assert ("pool" in codes(a_snapshot(partners, people=people))) is is_there


def test_smaller_partners_have_fewer_than_a_hundred_staff():
    snapshot = a_snapshot([NORTHWAY, a_partner(6, "edge", 100), a_partner(7, "under", 99)])
    found = {each.group.code: each.members.tolist() for each in candidates(snapshot, rotation=0)}

    assert found["size/larger"] == list(range(8))
    assert found["size/smaller"] == list(range(8, 12))


def test_both_and_undeclared_count_in_totals_only():
    invited = (Member(1, None, BOTH), Member(1, None, RoleLevel.UNDECLARED), Member(1, None, STRATEGIC))
    snapshot = Snapshot(False, 5, (NORTHWAY,), (), invited, (0, 1, 2))
    found = {each.group.code: each.members.tolist() for each in candidates(snapshot, rotation=0)}

    assert found["org/northway-homes"] == [0, 1, 2]
    assert found["org/northway-homes/strategic"] == [2]
    assert found["org/northway-homes/operational"] == []
