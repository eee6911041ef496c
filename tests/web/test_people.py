"""The staff list and its teams, one by one, through the front door."""

import html
import re

import pytest
from sqlalchemy import select
from sqlmodel import Session

from app.domain.people import NewPerson
from app.storage import people, staff_lists
from app.storage.tables import INVITATION, PERSON, TEAM
from tests.front_door import leave_mail_waiting
from tests.world import Browser, World

ORG = "/org/northway-homes"
PEOPLE = f"{ORG}/people"


def id_of(world: World, name: str) -> int:
    with Session(world.engine) as session:
        found = select(PERSON.c.id).where(
            PERSON.c.name == name, PERSON.c.organisation_id == world.cast.northway
        )
        return int(session.execute(found.order_by(PERSON.c.id)).scalars().first() or 0)


def add(browser: Browser, **cells: str):
    return browser.post(f"{PEOPLE}/new", data=cells)


def test_a_place_without_people_is_told_how_to_start(world: World, dele: Browser):
    with Session(world.engine) as session, session.begin():
        session.execute(PERSON.update().values(organisation_id=None, team_id=None))
    for page in (ORG, PEOPLE):
        assert "No one yet. Paste a list or add people one by one." in dele.get(page).text
    assert f'href="{PEOPLE}/import"' in dele.get(ORG).text


def test_somebody_is_added_found_changed_and_taken_off(world: World, dele: Browser):
    assert add(dele, name="Zoë Ng", team="Outreach", role_level="both").status_code == 303
    found = dele.get(f"{PEOPLE}?q=NG").text
    assert "Zoë Ng" in found
    assert "Poster only" in found
    assert "Colleague" not in found
    one = f"{PEOPLE}/{id_of(world, 'Zoë Ng')}"
    cells = {"name": "Zoë Ng", "email": "Zoe@places.example ", "team": "Repairs", "role_level": ""}
    assert dele.post(one, data=cells).status_code == 303
    assert "zoe@places.example" in dele.get(f"{PEOPLE}?q=zoe").text
    assert dele.post(f"{one}/remove").status_code == 303
    assert dele.get(one).status_code == 404
    with Session(world.engine) as session:  # nothing named her, so nothing of her is left
        assert session.execute(PERSON.select().where(PERSON.c.name == "Zoë Ng")).all() == []


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"name": ""}, "There is no name."),
        ({"name": "Ada", "email": "ada"}, "This is not an email address."),
        ({"name": "Ada", "email": "DELE@northway.example"}, "Two people can’t share one."),
        ({"name": "=1+1"}, "This begins as a formula does."),
        ({"name": "Ada", "team": "Moonbase"}, "There is no such team."),
    ],
)
def test_what_cannot_be_kept_is_said_and_what_was_typed_stays(dele: Browser, cells, sentence):
    page = add(dele, **cells)
    assert page.status_code == 422
    assert "<title>Error: " in page.text
    assert sentence in page.text
    assert f'value="{cells.get("email") or cells["name"]}"' in page.text


def test_the_last_who_looks_after_the_list_stays_on_it(world: World, dele: Browser):
    own = f"{PEOPLE}/{id_of(world, 'Dele Okonjo')}"
    assert "Somebody else has to take that seat first." in dele.get(f"{own}/remove").text
    assert dele.post(f"{own}/remove").status_code == 409
    assert id_of(world, "Dele Okonjo")


def test_a_new_address_never_leads_to_what_was_answered_before(world: World, dele: Browser):
    """The curious manager: she puts her own address beside somebody who is answering."""
    colleague = f"colleague-{world.cast.northway}-outreach-1@places.example"
    link = world.path_in_mail_to(colleague)
    with Session(world.engine) as session:
        person = people.find_person_by_email(session, colleague)
    assert person is not None
    world.answering_browser(link)
    changed = dele.post(
        f"{PEOPLE}/{person.id}", data={"name": person.name, "email": "curious@northway.example"}
    )
    assert changed.status_code == 303
    leave_mail_waiting(world)
    assert world.browser().post(f"{link}/new-code").status_code == 303
    assert world.path_in_mail_to(colleague) == link
    with pytest.raises(ValueError, match="empty"):
        world.path_in_mail_to("curious@northway.example")


def test_people_are_moved_together_and_only_ones_own(world: World, dele: Browser):
    with Session(world.engine) as session, session.begin():
        [theirs] = people.add_people(session, [NewPerson("Owen's", None, world.cast.harbour_row)])
    first, repairs = id_of(world, "Colleague 11"), str(world.cast.repairs)
    form = {f"person-{first}": "yes", f"person-{theirs}": "yes", "to": repairs}
    assert "moved=1" in dele.post(f"{PEOPLE}/move", data=form).headers["location"]
    with Session(world.engine) as session:
        assert people.get_person(session, first).team_id == world.cast.repairs
        assert people.get_person(session, theirs).team_id is None
    assert dele.post(f"{PEOPLE}/move", data={"to": repairs}).status_code == 422


def test_people_without_a_team_or_role_level_are_a_link_away_and_put_right_together(
    world: World, dele: Browser
):
    with Session(world.engine) as session, session.begin():
        session.execute(PERSON.update().values(role_level="operational", team_id=world.cast.outreach))
        two = ["Colleague 10", "Colleague 11"]
        session.execute(PERSON.update().where(PERSON.c.name.in_(two)).values(role_level="undeclared"))
        session.execute(PERSON.update().where(PERSON.c.name == "Colleague 11").values(team_id=None))
    for page in (PEOPLE, f"{ORG}/teams"):
        assert "comparisons may be held back" in dele.get(page).text
    undeclared = f"{PEOPLE}?level=undeclared"
    assert f'href="{undeclared}">2 have no role level</a>' in dele.get(PEOPLE).text
    assert f'href="{PEOPLE}?team=0">1 no team</a>' in dele.get(PEOPLE).text
    found = dele.get(undeclared).text
    ids = [id_of(world, name) for name in two]
    assert re.findall(r'name="person-(\d+)"', found) == [str(each) for each in ids]
    form = {f"person-{each}": "yes" for each in ids} | {"level": "undeclared", "page": "1"}
    assert dele.post(f"{PEOPLE}/move", data=form).status_code == 422
    moved = dele.post(f"{PEOPLE}/move", data=form | {"to_level": "both", "to": str(world.cast.outreach)})
    assert moved.headers["location"] == f"{undeclared}&moved=2"
    assert "held back" not in dele.get(PEOPLE).text


def test_a_search_is_kept_in_the_address_from_page_to_page(world: World, dele: Browser):
    with Session(world.engine) as session, session.begin():
        many = [NewPerson(f"Zed {n:02}", None, world.cast.northway, world.cast.repairs) for n in range(60)]
        people.add_people(session, many)
    asked = f"q=zed&team={world.cast.repairs}&level=undeclared&address=none"
    first = dele.get(f"{PEOPLE}?{asked}").text
    assert "Zed 49" in first
    assert "Zed 50" not in first
    following = f"{PEOPLE}?{asked}&page=2"
    assert f'href="{html.escape(following)}"' in first
    assert "Zed 59" in dele.get(following).text


def test_each_filter_shows_whom_it_names_and_nobody_else(world: World, dele: Browser):
    outreach, repairs = world.cast.outreach, world.cast.repairs
    for name, email, team, level in (
        ("Zed A", "zed_a@places.example", "Outreach", "strategic"),
        ("Zed B", "", "Repairs", "strategic"),
        ("Zed C", "", "", "operational"),
        ("Zed D", "zedXa@places.example", "Repairs", "both"),
    ):
        add(dele, name=name, email=email, team=team, role_level=level)

    def found(asked: str) -> str:
        return "".join(sorted(set(re.findall(r"Zed ([A-D])", dele.get(f"{PEOPLE}?q=zed&{asked}").text))))

    assert found("") == "ABCD"
    assert (found(f"team={outreach}"), found(f"team={repairs}"), found("team=0")) == ("A", "BD", "C")
    assert (found("level=strategic"), found("level=operational"), found("level=both")) == ("AB", "C", "D")
    assert found("address=none") == "BC"
    assert found(f"team={repairs}&level=strategic&address=none") == "B"
    assert found(f"team={outreach}&address=none") == ""
    assert "Zed D" not in dele.get(f"{PEOPLE}?q=zed_a").text  # what is typed is no pattern
    assert found("team=nonsense&level=nonsense") == "ABCD"


def test_no_page_of_the_list_knows_who_was_asked_or_answered(world: World, dele: Browser):
    one = f"{PEOPLE}/{id_of(world, 'Colleague 11')}"
    pages = (PEOPLE, one, f"{one}/remove", f"{ORG}/teams", f"{ORG}/teams/{world.cast.outreach}")
    before = [dele.get(page).text for page in pages]
    links = [
        world.path_in_mail_to(f"colleague-{world.cast.northway}-outreach-{number}@places.example")
        for number in (1, 3, 5, 7, 9, 11)
    ]
    for link in links:
        world.answering_browser(link)
    assert [dele.get(page).text for page in pages] == before


def test_a_small_team_is_merged_as_suggested_and_its_invitations_stay(world: World, dele: Browser):
    page = dele.get(f"{ORG}/teams").text
    assert "<b>Repairs</b> with <b>Outreach</b>: 16 people together" in page
    repairs = f"{ORG}/teams/{world.cast.repairs}/remove"
    assert f'href="{repairs}?to={world.cast.outreach}"' in page
    with Session(world.engine) as session:
        before = session.execute(INVITATION.select().order_by(INVITATION.c.id)).all()
    asked = " ".join(dele.get(f"{repairs}?to={world.cast.outreach}").text.split())
    assert "Merge Repairs into Outreach?" in asked
    assert "4 people move to Outreach, which then has 16: Colleague" in asked
    assert "the assessment that is open" in asked
    merged = dele.post(repairs, data={"to": str(world.cast.outreach)})
    assert merged.status_code == 303
    page = dele.get(f"{ORG}/teams").text
    assert ">Repairs</a>" not in page
    with Session(world.engine) as session:
        assert session.execute(INVITATION.select().order_by(INVITATION.c.id)).all() == before
        assert staff_lists.count(session, world.cast.northway) == 17
    watched = dele.get(f"{ORG}/assessments/{world.northway_own.code}/forecast").text
    assert "Repairs" in watched  # where everybody stays as she was


def places(world: World) -> list[tuple[int, int | None]]:
    with Session(world.engine) as session:
        found = select(PERSON.c.id, PERSON.c.team_id).order_by(PERSON.c.id)
        return [(row.id, row.team_id) for row in session.execute(found)]


def test_a_merger_is_undone_to_the_last_person_until_the_list_changes_again(world: World, dele: Browser):
    """A team that people were invited from, and one that nothing else names."""
    dele.post(f"{ORG}/teams", data={"name": "Canals"})
    with Session(world.engine) as session:
        canals = session.execute(select(TEAM.c.id).where(TEAM.c.name == "Canals")).scalar_one()
    ada = f"person-{id_of(world, 'Colleague 11')}"
    dele.post(f"{PEOPLE}/move", data={ada: "yes", "to": str(canals)})
    before = places(world)
    for team in (world.cast.repairs, canals):
        for to in (world.cast.outreach, 0):
            dele.post(f"{ORG}/teams/{team}/remove", data={"to": str(to)})
            assert places(world) != before
            assert "You can undo it for a day" in dele.get(f"{ORG}/teams").text
            assert dele.post(f"{ORG}/teams/bring-back").status_code == 303
            assert places(world) == before
            assert "You can undo it" not in dele.get(f"{ORG}/teams").text
    dele.post(f"{ORG}/teams/{canals}/remove", data={"to": "0"})
    add(dele, name="Zoë Ng")
    assert dele.post(f"{ORG}/teams/bring-back").status_code == 409
    dele.post(f"{ORG}/teams/{world.cast.repairs}/remove", data={"to": "0"})
    world.clock.forward(hours=25)
    assert world.browser(world.cast.dele).post(f"{ORG}/teams/bring-back").status_code == 409


def test_a_team_with_people_says_where_they_go_first(world: World, dele: Browser):
    address = f"{ORG}/teams/{world.cast.outreach}/remove"
    for to in ("", "999999", str(world.cast.outreach), "x"):
        assert dele.post(address, data={"to": to}).status_code == 422
    assert dele.post(address, data={"to": "0"}).status_code == 303
    assert "13 people have no team" in dele.get(f"{ORG}/teams").text


def test_a_team_is_added_renamed_and_comes_back_under_its_name(world: World, dele: Browser):
    teams = f"{ORG}/teams"
    assert dele.post(teams, data={"name": "OUTREACH "}).status_code == 422
    assert dele.post(teams, data={"name": "Canals"}).status_code == 303
    assert dele.post(f"{teams}/{world.cast.repairs}/name", data={"name": "Mending"}).status_code == 303
    assert dele.post(f"{teams}/{world.cast.outreach}/remove", data={"to": "0"}).status_code == 303
    assert dele.post(teams, data={"name": "Outreach"}).status_code == 303
    with Session(world.engine) as session:
        found = session.execute(select(TEAM.c.name, TEAM.c.retired).order_by(TEAM.c.name)).all()
    assert found == [("Canals", False), ("Mending", False), ("Outreach", False)]
