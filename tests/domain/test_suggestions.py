"""What would let more be shown: only what a trial shows to help, in a sentence each."""

from dataclasses import replace

from app.domain.forecast import look_ahead
from app.domain.groups import Member
from app.domain.people import RoleLevel, Team, WhenSmall
from app.domain.suggestions import MOST_SUGGESTED, SHARE, suggestions
from tests.domain.test_forecast import A, B, C, an_organisation, partners


def for_place(snapshot, organisation="place-1"):
    return suggestions(snapshot, rotation=0, by=organisation)


def for_partners(snapshot):
    return suggestions(snapshot, rotation=0, by=None)


def shown(snapshot):
    ahead = look_ahead(snapshot, SHARE, rotation=0)
    return {code for code in ahead.decisions if ahead.shows(code)}


def test_two_small_teams_could_be_shown_together():
    found = for_place(an_organisation({"Outreach": 20, "Night shelter": 4, "Day centre": 5}))

    assert found[0] == "Put Night shelter and Day centre together: at 80% replies they could then be shown."


def test_a_merger_that_would_still_be_too_small_is_not_suggested():
    assert not [
        each for each in for_place(an_organisation({"Outreach": 20, "Day": 2, "Night": 2})) if "Put" in each
    ]


def test_so_many_more_as_it_takes_and_no_more():
    snapshot = an_organisation({"Outreach": 20, "Day centre": 3})
    assert for_place(snapshot)[-1] == (
        "Three more people invited in Day centre: at 80% replies it could then be shown."
    )
    centre = snapshot.invited[-1]
    two, three = (replace(snapshot, invited=(*snapshot.invited, *[centre] * more)) for more in (2, 3))
    assert "team/2" not in shown(two)
    assert "team/2" in shown(three)


def test_the_convenor_hears_of_partners_and_the_partner_of_its_own():
    snapshot = partners({A: 8, B: 6, C: 4})

    assert for_partners(snapshot) == [
        "Two more people invited in Place 3: at 80% replies it could then be shown."
    ]
    assert for_place(snapshot, "place-3") == for_partners(snapshot)
    assert for_place(snapshot, "place-1") == []


def test_nothing_is_suggested_where_all_could_be_shown():
    assert for_place(an_organisation({"Outreach": 20, "Day centre": 20})) == []
    assert for_partners(partners({A: 10, B: 10, C: 10})) == []


def test_three_at_most_are_suggested():
    teams = {"Outreach": 90} | {f"Team {number}": 4 for number in range(12)}

    assert len(for_place(an_organisation(teams))) == MOST_SUGGESTED


def test_one_partner_does_not_leave_a_pool_that_cannot_do_without_it():
    snapshot = partners({A: 40, B: 5, C: 5, 4: 5}, when_small=WhenSmall.STAND_TOGETHER)

    assert "pool" in shown(snapshot)
    assert for_partners(snapshot) == []


def test_a_partner_may_be_shown_at_the_price_of_a_team_in_another():
    teams = {A: (20, 20, 4), B: (20,), C: (4,)}
    invited = [
        Member(place, 10 * place + number, RoleLevel.UNDECLARED)
        for place, sizes in teams.items()
        for number, people in enumerate(sizes)
        for _ in range(people)
    ]
    named = tuple(Team(10 * A + number, A, f"Team {number}") for number in range(3))
    snapshot = replace(partners({A: 1, B: 1, C: 1}), teams=named, invited=tuple(invited))
    before = look_ahead(snapshot, SHARE, rotation=1)
    widened = replace(snapshot, invited=(*invited, *invited[-1:] * 2))
    after = look_ahead(widened, SHARE, rotation=1)

    assert [before.shows("org/place-1"), before.shows("team/10"), before.shows("team/11")] == [
        False,
        True,
        True,
    ]
    assert after.shows("org/place-1")
    assert not (after.shows("team/10") and after.shows("team/11"))
    assert suggestions(snapshot, rotation=1, by=None) == [
        "Two more people invited in Place 3: at 80% replies it could then be shown."
    ]
    assert suggestions(snapshot, rotation=1, by="place-1") == []
