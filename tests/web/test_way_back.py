"""From a page about a fault there is a way back, and it never leads off this site or to somebody else’s."""

import re

import pytest

from tests.world import Browser, World

ORG = "/org/northway-homes"
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def ways(page) -> list[str]:
    main = page.text.partition("<main")[2].partition("</main>")[0]
    return re.findall(r'<a class="tap" href="(.*?)"', main)


def test_after_a_conflict_one_goes_back_to_the_page_one_was_on(world: World, dele: Browser):
    refused = dele.post(f"{ORG}/teams/bring-back", headers={"Referer": "https://evil.example/x"})
    assert refused.status_code == 409
    assert ways(refused) == [f"{ORG}/teams", ORG]
    assert "evil" not in refused.text


def test_a_form_that_could_not_be_read_leads_back_to_where_it_stands(world: World, dele: Browser):
    own = f"{ORG}/assessments/{world.northway_own.code}"
    refused = dele.post(f"{own}/messages/again")
    assert refused.status_code == 409
    assert ways(refused) == [f"{own}/messages", ORG]


def test_what_is_not_there_leads_to_ones_own_first_page_whoever_it_belongs_to(world: World, dele: Browser):
    theirs = dele.get("/org/harbour-row-housing/people/1")
    nobodys = dele.get("/org/no-such-place/people/1")
    assert theirs.status_code == nobodys.status_code == 404
    assert ways(theirs) == ways(nobodys) == [ORG]
    assert ways(world.browser().get("/nowhere")) == ["/"]
