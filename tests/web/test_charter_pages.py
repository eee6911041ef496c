"""The charter as anyone may read it, without a seat and without a database."""

import re
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from app.storage.charter_files import load_library

CHARTER = load_library(Path(__file__).parents[2] / "charter").newest
CODES = {
    "themes": list(CHARTER.by_theme),
    "principles": list(CHARTER.by_principle),
    "competencies": list(CHARTER.by_competency),
}
PAGES = ("", "/print", "/sources", "/competencies", "/search?q=trust", "/search")


@pytest.fixture(scope="module")
def app(tmp_path_factory) -> FastAPI:
    folder = tmp_path_factory.mktemp("empty")
    return create_app(
        Settings(demo=True, database_url=f"sqlite:///{folder}/no-tables.sqlite", _env_file=None)
    )


@pytest.fixture
def visitor(app):
    with TestClient(app) as client:
        yield lambda path: client.get(f"/charter{path}")


def text_of(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.text.partition("<main")[2]))


@pytest.mark.parametrize("path", PAGES)
def test_anyone_may_read_it(visitor, path):
    page = visitor(path)
    assert page.status_code == 200
    assert page.text.count("<h1") == 1


def test_the_front_shows_every_theme_and_principle_with_its_mark(visitor):
    text = text_of(visitor(""))
    for theme in CHARTER.themes:
        assert f"{theme.title} In the source" in text
        assert all(f"{each.title} Drawn from the source" in text for each in theme.principles)
    assert "Version 0.1" in text


@pytest.mark.parametrize(("folder", "code"), [(folder, code) for folder in CODES for code in CODES[folder]])
def test_each_theme_principle_and_competency_has_a_page(visitor, folder, code):
    page = visitor(f"/{folder}/{code}")
    thing = {**CHARTER.by_theme, **CHARTER.by_principle, **CHARTER.by_competency}[code]
    assert page.status_code == 200
    assert thing.title in page.text.replace("&#39;", "'")


def test_every_link_of_the_charter_leads_somewhere(visitor):
    seen, waiting = set(), [""]
    while waiting:
        path = waiting.pop()
        page = visitor(path)
        assert page.status_code == 200, path
        seen.add(path)
        found = {link.partition("#")[0] for link in re.findall(r'href="/charter([^"]*)"', page.text)}
        waiting.extend(found - seen - set(waiting))
    assert len(seen) > len(CHARTER.by_competency) + len(CHARTER.by_principle)


def test_a_competency_says_what_to_see_to_try_to_ask_and_where_it_is_from(visitor):
    competency = CHARTER.by_competency["VA2.1"]
    text = text_of(visitor("/competencies/VA2.1"))
    for said in (*competency.behaviours, *competency.things_to_try, competency.prompt):
        assert said in text
    assert "About me, how often I do what I told partners I would do. Written for this platform" in text
    assert "Stockport Prevention Alliance: what we have learnt in seven years , Relationships are key" in text


def test_a_competency_says_what_support_helps_and_what_to_ask_at_an_interview(visitor):
    guide, text = CHARTER.by_competency["RP3.1"].guide, text_of(visitor("/competencies/RP3.1"))
    for question in guide.questions:
        assert all(said in text for said in (question.ask, *question.strong, *question.weak))
    for said in (*guide.would_not_see, *guide.at_level.values()):
        assert said in text
    assert f"{guide.support[0].what} Free" in text
    assert "For supervision, appraisal and hiring Written for this platform" in text


def test_support_and_interview_questions_can_be_searched_for(visitor):
    assert 'href="/charter/competencies/SP2.2"' in visitor("/search?q=never+chaired").text
    assert 'href="/charter/competencies/SA1.2"' in visitor("/search?q=turning+down").text


def test_a_maturity_statement_is_not_said_to_count_occasions(visitor):
    text = text_of(visitor("/competencies/SP4.2"))
    assert "About my organisation, how firmly in place" in text


@pytest.mark.parametrize(
    "path", ["", "/themes/VA", "/principles/VA1", "/competencies/VA1.1", "/sources", "/print"]
)
def test_no_page_passes_our_principles_off_as_the_published_ones(visitor, path):
    assert "These principles are not the ones in the published Good Partners Charter" in text_of(
        visitor(path)
    )


def test_the_sources_say_what_is_not_in_them(visitor):
    text = text_of(visitor("/sources"))
    assert all(source.title in text.replace("&#39;", "'") for source in CHARTER.sources)
    assert "The published Charter’s own principles." in text
    assert "The three questions asked at the café in 2013." in text


@pytest.mark.parametrize(
    "path",
    ["/themes/XX", "/themes/sp", "/principles/SP9", "/competencies/SP1.9", "/competencies/SP1.1.practice"],
)
def test_an_unknown_code_is_told_the_four_themes(visitor, path):
    page = visitor(path)
    assert page.status_code == 404
    assert "Strategic partnership, Values, Reflective practice, and Skills and attributes" in page.text


@pytest.mark.parametrize(("order", "first"), [("theme", "SP1.1"), ("title", "VA3.2"), ("origin", "SA1.1")])
def test_the_competencies_come_in_the_order_asked_for(visitor, order, first):
    rows = re.findall(
        r'<th role="rowheader"[^>]*><a [^>]*href="/charter/competencies/([^"]+)"',
        visitor(f"/competencies?by={order}").text,
    )
    assert rows[0] == first
    assert sorted(rows) == sorted(CHARTER.by_competency)


def test_an_order_that_there_is_not_is_the_charter_s_own(visitor):
    assert visitor("/competencies?by=nonsense").text == visitor("/competencies?by=theme").text


def test_a_search_leads_to_what_has_the_word(visitor):
    page = visitor("/search?q=THANKS")
    assert 'href="/charter/competencies/VA4.3"' in page.text
    assert 'value="THANKS"' in page.text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "Type a word or two"),
        ("%20%20", "Type a word or two"),
        ("zebra", "Nothing here has “zebra” in it."),
        ("m" * 500, "more than we can look for at once"),
        ("%F0%9F%A6%93", "Type a word or two"),
    ],
)
def test_a_search_without_hits_says_what_to_do(visitor, query, said):
    page = visitor(f"/search?q={query}")
    assert page.status_code == 200
    assert said in text_of(page)
    assert 'href="/charter/themes/SP"' in page.text


@pytest.mark.parametrize("query", ["%00", "%FF", "%ED%A0%80", "m" * 10_000])
def test_what_is_not_text_or_far_too_long_is_refused_politely(visitor, query):
    page = visitor(f"/search?q={query}")
    assert 400 <= page.status_code < 500
    assert "<h1" in page.text


def test_what_is_searched_for_is_shown_and_never_run(visitor):
    page = visitor("/search?q=%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert(1)" in page.text


def test_print_has_everything(visitor):
    text = text_of(visitor("/print")).replace("&#39;", "'")
    for competency in CHARTER.competencies():
        everything = (
            competency.title,
            competency.definition,
            *competency.behaviours,
            *competency.things_to_try,
        )
        assert all(said in text for said in (*everything, competency.prompt))
    assert all(statement.text in text for statement in CHARTER.statements)


def test_a_statement_that_is_no_longer_asked_is_not_shown(app, visitor):
    library = app.state.library
    left = tuple(code for code in CHARTER.asked if code != "VA2.1.practice")
    app.state.library = SimpleNamespace(newest=replace(CHARTER, asked=left))
    try:
        assert "I do what I told partners I would do." not in visitor("/competencies/VA2.1").text
        assert "I do what I told partners I would do." not in visitor("/print").text
    finally:
        app.state.library = library
