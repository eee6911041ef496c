"""A theme of one's own results, and the page to take to supervision, with the return code."""

import pytest

from tests.respondent import Respondent, amira_answers, text_of
from tests.world import Browser, World


@pytest.fixture
def phone(world: World) -> Respondent:
    respondent = amira_answers(world)
    respondent.fill_in(1, {0: 0, 1: 4})
    respondent.post("/send")
    return respondent


@pytest.fixture
def results(phone: Respondent) -> Browser:
    browser = phone.world.browser()
    code = phone.browser.cookies[f"return-code-{phone.world.joint.code}"]
    assert browser.post("/my-results", data={"code": code}).status_code == 303
    return browser


def test_a_theme_shows_each_habit_and_what_good_looks_like(phone, results):
    charter = phone.world.app.state.library.newest
    first = phone.parts[0].statements[0]
    habit = charter.by_competency[first.competency]
    assert f'href="/my-results/themes/{first.theme}"' in results.get("/my-results/profile").text
    page = text_of(results.get(f"/my-results/themes/{first.theme}"))
    assert f"{first.text} Never" in page
    for words in (*habit.behaviours, *habit.guide.at_level.values(), habit.things_to_try[0]):
        assert words in page
    assert page.index("Three things to try") < page.index(habit.things_to_try[0]) < page.index("Each habit")


def test_a_theme_without_an_answer_says_so_and_shows_what_good_looks_like(phone, results):
    other = next(each for each in ("VA", "RP", "SA", "SP") if each != phone.parts[0].statements[0].theme)
    page = text_of(results.get(f"/my-results/themes/{other}"))
    assert "None of these had an answer on the scale" in page
    assert "What good looks like" in page


def test_there_are_four_themes_and_no_more(results):
    for code in ("XX", "sa", "SA1.1", "%F0%9F%AB%96"):
        assert results.get(f"/my-results/themes/{code}").status_code == 404


def test_nothing_ticked_prints_the_questions_and_none_of_her_answers(phone, results):
    page = text_of(results.get("/my-results/supervision"))
    assert "What support would help, and who can give it?" in page
    said = phone.parts[0].statements[1].text.removeprefix("I ").rstrip(".")
    assert said not in page
    assert "nearly always" not in page.lower()
    ticked = text_of(results.get("/my-results/supervision?habits=yes"))
    assert "Always or nearly always" in ticked
    assert "Small things to try" not in ticked.partition("To talk about")[0].partition("Show the page")[2]


def test_a_step_is_suggested_from_results_only_where_they_are_open(phone, results):
    said = "From your results, which are open in this browser"
    amira = phone.world.browser(phone.world.cast.amira)
    assert said not in amira.get("/me/step").text
    amira.cookies.set("my-results", results.cookies["my-results"])
    assert said in amira.get("/me/step").text
    assert "are open in this browser" in amira.get("/me").text
