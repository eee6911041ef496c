"""The page that looks ahead: what could be shown, at three shares of replies, in a table and in words."""

from sqlmodel import Session

from app.storage import organisations
from tests import cast
from tests.reading import rows_on, words_on
from tests.world import open_assessment


def test_watching_leads_to_it(world, dele, rhiannon, own):
    joint = f"/p/millbrook/assessments/{world.joint.code}"

    assert f'href="{own}/forecast"' in dele.get(own).text
    assert f'href="{joint}/forecast"' in rhiannon.get(joint).text


def test_each_group_has_a_row_that_says_shown_or_why_not(dele, own):
    assert rows_on(dele, f"{own}/forecast", "Northway Homes") == [" Northway Homes shown shown shown "]
    [repairs] = rows_on(dele, f"{own}/forecast", "Repairs")
    assert repairs.count("held back too few") == 3


def test_reasons_are_spelled_out_once_beneath_the_table(dele, own):
    words = words_on(dele, f"{own}/forecast")

    assert words.count("Too few answers here to show without pointing at someone.") == 1
    assert "nearly all of these answers come from one organisation" not in words


def test_what_would_help_is_for_the_next_one(world, dele):
    northway, dele_herself = world.cast.northway, world.cast.dele
    with Session(world.engine, expire_on_commit=False) as session, session.begin():
        for name, people in (("Night shelter", 4), ("Day centre", 5)):
            team = organisations.add_team(session, organisation_id=northway, name=name)
            cast.colleagues(session, northway, people, team_id=team, place=name.split()[0])
        opened = open_assessment(session, world.app, dele_herself, "Winter 2026")
    words = words_on(dele, f"/org/northway-homes/assessments/{opened.code}/forecast")

    assert "Put Night shelter and Repairs together: at 80% replies they could then be shown." in words
    assert "Teams and invitations are fixed while an assessment is open." in words


def test_it_names_nobody_and_counts_no_answers(dele, own):
    words = words_on(dele, f"{own}/forecast")

    assert "Colleague" not in words
    assert "Dele" not in words
    assert "answered before" not in words


def test_where_two_partners_are_only_shown_together_it_says_so(world, dele):
    words = words_on(dele, f"/org/northway-homes/assessments/{world.joint.code}/forecast")

    assert "With fewer than three partners there are no figures for one organisation" in words


def test_partners_see_each_other_and_no_team(world, rhiannon):
    words = words_on(rhiannon, f"/p/millbrook/assessments/{world.joint.code}/forecast")

    assert "Everyone" in words
    assert "Outreach" not in words


def test_once_it_has_closed_the_way_leads_back_to_watching(world, dele, own):
    world.close(world.northway_own, by=world.cast.dele)
    response = dele.get(f"{own}/forecast")

    assert (response.status_code, response.headers["location"]) == (303, own)
