"""Reading pages of results as people do: their words, takeaways and rows; and what scripts would draw."""

import json
import re
from html import unescape
from typing import Any

from tests.world import Browser


def text_of(html: str) -> str:
    """What there is to read, without the figures for scripts."""
    without = re.sub(r"<(script|svg|title).*?</\1>", " ", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", without)))


def words_on(browser: Browser, address: str) -> str:
    response = browser.get(address)
    assert response.status_code == 200, address
    return text_of(response.text)


def takeaways_on(browser: Browser, address: str) -> list[str]:
    return [unescape(each) for each in re.findall(r'class="takeaway">(.*?)</p>', browser.get(address).text)]


def figures_on(browser: Browser, address: str) -> list[Any]:
    """What scripts would draw."""
    found = re.findall(
        r'<script type="application/json">(.*?)</script>', browser.get(address).text, re.DOTALL
    )
    return [json.loads(each) for each in found]


def rows_on(browser: Browser, address: str, label: str) -> list[str]:
    """The words of the table rows that begin with this label."""
    rows = re.findall(r"<tr role=\"row\".*?</tr>", browser.get(address).text, re.DOTALL)
    return [row for row in map(text_of, rows) if row.strip().startswith(label)]
