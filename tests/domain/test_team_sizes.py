"""Which teams might stand together, and why."""

from app.domain.team_sizes import Why, merges


def suggested(**sizes: int) -> list[tuple[str, str, int, Why]]:
    teams = [(number, name.replace("_", " "), people) for number, (name, people) in enumerate(sizes.items())]
    return [(each.small, each.into, each.people, each.why) for each in merges(teams)]


def test_a_misspelt_team_goes_to_the_one_that_was_meant_and_not_to_a_small_one():
    assert suggested(Comms=4, Repairs=30, Repiars=1) == [
        ("Repiars", "Repairs", 31, Why.ALIKE),
    ]


def test_also_a_large_team_may_be_another_misspelt():
    assert suggested(Housing_support=20, Housing_suport=12) == [
        ("Housing suport", "Housing support", 32, Why.ALIKE)
    ]


def test_teams_that_differ_by_a_number_are_two():
    assert suggested(Outreach_team_1=20, Outreach_team_2=20) == []


def test_small_goes_with_small_and_each_team_is_named_once():
    assert suggested(Large=50, Day=3, Night=2, Garden=4) == [
        ("Night", "Day", 5, Why.SMALL),
        ("Garden", "Large", 54, Why.SMALL),
    ]


def test_a_team_without_anybody_is_not_suggested():
    assert suggested(Repairs=30, Repiars=0) == []
