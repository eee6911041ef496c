"""The pages that explain, and the pages for refusals, as people meet them."""

import re

import pytest

from app.web.pages import environment
from app.web.routes import public
from tests.respondent import text_of
from tests.world import Browser

PAGES = {
    "/": "Partnership is something you practise",
    "/how-it-works": "How it works",
    "/privacy": "Privacy",
    "/accessibility": "Accessibility",
    "/help": "Help",
    "/method": "How figures are made",
    "/method/questions": "How dependable the questions are",
}
REFUSALS = (403, 404, 405, 409, 413, 419, 422, 429, 500, 503)
NOT_OUR_VOICE = re.compile(
    r"!|\boops\b|\bsimply\b|please note|\bleverage\b|stakeholder|\bservice users\b", re.IGNORECASE
)


def words_of(page: str) -> str:
    main = page[page.index("<main") : page.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def a_refusal(status: int, **changes: object) -> str:
    context = {
        "message": None,
        "reference": None,
        "problems": {},
        "seat": None,
        "nav": [],
        "demo": False,
        "path": "/",
    }
    return environment.get_template(f"errors/{status}.html").render({**context, **changes})


def test_every_page_that_explains_is_listed_here():
    assert {route.path for route in public.router.routes} == PAGES.keys()


@pytest.mark.parametrize(("address", "heading"), PAGES.items())
def test_anyone_may_read_the_pages_that_explain(world, address, heading):
    page = world.browser().get(address)
    assert page.status_code == 200
    assert f"<title>{heading} – Good Partners</title>" in page.text
    assert f"<h1>{heading}</h1>" in page.text


def test_the_worked_example_adds_up(world):
    method = text_of(world.browser().get("/method"))
    everyone = round((8 * 70 + 6 * 55 + 3 * 40) / 17, 2)
    assert f"(8 × 70 + 6 × 55 + 3 × 40) ÷ 17 = {everyone}" in method
    assert round((17 * everyone - 8 * 70 - 6 * 55) / 3) == 40
    assert f"(17 × {everyone} − 8 × 70 − 6 × 55) ÷ 3 = 40" in method


def test_outside_the_demo_no_page_speaks_of_its_people(world):
    method = text_of(world.browser().get("/method"))
    assert "When a partner is too small to show" in method
    assert "seat" not in method


def test_somebody_signed_in_keeps_their_own_links(world):
    page = world.browser(world.cast.dele).get("/help")
    assert f'href="/org/{world.cast.dele.organisation_slug}"' in page.text
    assert "Sign out" in page.text


def test_the_demo_is_offered_where_there_is_one(demo):
    assert 'href="/demo"' in demo.browser().get("/").text


def test_no_demo_is_offered_where_people_are_real(world):
    page = world.browser().get("/").text
    assert 'href="/demo"' not in page
    assert 'href="/sign-in"' in page


def test_the_front_page_leads_to_each_theme(world):
    browser = world.browser()
    links = re.findall(r'href="(/charter/themes/\w\w)"', browser.get("/").text)
    assert len(links) == 4
    assert {browser.get(link).status_code for link in links} == {200}


def test_the_links_of_the_pages_that_explain_lead_somewhere(world):
    browser = world.browser()
    links = {link for page in PAGES for link in re.findall(r'href="(/[^"#]*)', browser.get(page).text)}
    pages = sorted(link for link in links if not link.startswith("/static/"))
    replies = {link: browser.get(link) for link in pages}
    behind_the_door = {
        link for link, reply in replies.items() if reply.headers.get("location", "").startswith("/sign-in?")
    }
    assert behind_the_door == {"/me/data"}
    assert [link for link in pages if link not in behind_the_door and replies[link].status_code != 200] == []


@pytest.mark.parametrize("address", PAGES)
def test_the_pages_that_explain_speak_in_our_voice(world, address):
    assert not NOT_OUR_VOICE.search(words_of(world.browser().get(address).text))


def test_the_privacy_page_says_what_is_promised(world):
    words = words_of(world.browser().get("/privacy").text)
    assert words.index("Who sees what") < words.index("What we keep")
    for promise in ("Confidential, not anonymous", "35 days", "five or more", "no analytics"):
        assert promise in words


@pytest.mark.parametrize("status", REFUSALS)
def test_every_refusal_has_a_page_with_a_way_on(status):
    page = a_refusal(status)
    assert page.count("<h1>") == 1
    assert 'href="/' in page[page.index("<main") : page.index("</main>")]
    assert not NOT_OUR_VOICE.search(words_of(page))


@pytest.mark.parametrize("status", REFUSALS)
def test_a_refusal_gives_its_reason_and_escapes_it(status):
    assert "This is &lt;b&gt;why&lt;/b&gt;." in a_refusal(status, message="This is <b>why</b>.")


def test_bad_input_names_the_fields():
    page = a_refusal(422, problems={"email": "This is not an address."})
    assert "email" in words_of(page)
    assert "This is not an address." in page
    assert "<title>Error: " in page


def test_a_fault_can_be_told_apart_by_its_reference():
    assert "ab12cd34" in a_refusal(500, reference="ab12cd34")


def test_a_lost_visitor_can_type_a_code_or_search(world):
    page = world.browser().get("/nothing/here")
    assert page.status_code == 404
    assert 'name="code"' in page.text
    assert 'action="/charter/search"' in page.text


def test_every_piece_can_be_looked_at_in_the_demo(demo):
    browser: Browser = demo.browser()
    page = browser.get("/admin/components")
    assert page.status_code == 200
    ids = re.findall(r'\sid="([^"]+)"', page.text)
    assert len(ids) == len(set(ids))
    described = re.findall(r'aria-describedby="([^"]+)"', page.text)
    assert {each for names in described for each in names.split()} <= set(ids)


def test_pages_for_refusals_are_small_enough_for_a_bad_line(world):
    assert len(world.browser().get("/nothing/here").content) < 8_000


def test_a_lost_reader_of_the_charter_is_not_asked_for_a_code(world):
    page = world.browser().get("/charter/themes/XX")
    assert page.status_code == 404
    assert 'name="code"' not in page.text
    assert 'action="/charter/search"' in page.text


def test_in_the_demo_the_strip_leads_to_the_seats_and_the_links_do_not_again(demo):
    assert demo.browser().get("/help").text.count('href="/demo"') == 1
