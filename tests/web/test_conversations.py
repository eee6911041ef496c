"""Conversations to have, as partners see them: cards, a map for wide screens, and the table behind it."""

import re

from tests.reading import figures_on, words_on
from tests.released import millbrooks
from tests.results_world import MEANS, Closed, close_some
from tests.world import World


def test_the_page_says_what_to_talk_about_and_asks_a_question(closed: Closed):
    told = words_on(closed.rhiannon, f"{closed.together}/conversations")
    assert "topics are worth a conversation. Start with" in told
    assert "Partners see" in told
    assert "What does each of us see of this from where we stand that the others can’t see?" in told
    assert "What chance alone would bring about is taken off" in told


def test_a_director_sees_what_the_convenor_sees(closed: Closed):
    pages = [
        browser.get(f"{closed.together}/conversations").text for browser in (closed.rhiannon, closed.dele)
    ]
    cards = [re.findall(r'<ol class="talks">.*?</ol>', page, re.DOTALL) for page in pages]
    assert cards[0] == cards[1] != []


def test_the_map_has_what_the_table_behind_it_has(closed: Closed):
    [drawn] = figures_on(closed.rhiannon, f"{closed.together}/conversations")
    html = closed.rhiannon.get(f"{closed.together}/conversations").text
    [table] = re.findall(r'<table class="map-rows">.*?</table>', html, re.DOTALL)
    apart = [int(each) for each in re.findall(r'<td class="n">(\d+)</td><td>', table)]
    heights = sorted((round(y) for trace in drawn["data"] for y in trace["y"]), reverse=True)
    assert apart == heights
    assert len(apart) == 14
    numbers = sorted(text for trace in drawn["data"] for text in trace["text"] if text)
    assert numbers == sorted(re.findall(r"talk \((\d)\)", table))


def test_each_card_leads_to_its_statement(closed: Closed):
    html = closed.rhiannon.get(f"{closed.together}/conversations?count=people").text
    [card, *_] = re.findall(r'<li class="card">.*?</li>', html, re.DOTALL)
    [address] = re.findall(r'href="([^"]+)"', card)
    assert "count=people" in address
    assert closed.rhiannon.get(address).status_code == 200


def test_with_partners_of_one_mind_there_is_nothing_listed_and_a_map_all_the_same(world: World):
    alike = close_some(world, joint=millbrooks(means=dict.fromkeys(MEANS, 52.0)))
    told = words_on(alike.rhiannon, f"{alike.together}/conversations")
    assert "Nothing here differs by more than chance might have it." in told
    assert "Where does each topic lie?" in told
