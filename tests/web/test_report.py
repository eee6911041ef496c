"""The report: a page with the sections that are asked for, and the same as a tagged PDF."""

import re
import socket
import sys
from collections.abc import Iterator
from html import unescape
from io import BytesIO

import pytest
from httpx2 import Client
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from app.domain.cells import Decision
from app.web import pdf
from app.web.pdf_maker import OURS, Refused, make_pdf, own_file
from tests.results_world import Closed
from tests.world import BASE_URL


def is_library_there() -> bool:
    """And Pango, which it loads. Whether our own part works is for the tests to say."""
    try:
        import weasyprint  # noqa: F401 - only whether it comes
    except (ImportError, OSError):
        return False
    return True


needs_pdf = pytest.mark.skipif(
    not is_library_there(), reason="PDFs need the extra, good-partners[pdf], and the system's Pango"
)
THEMES_ALONE = "?chosen=yes&themes=yes&withheld=yes"


def page(closed: Closed, query: str = "") -> str:
    reply = closed.dele.get(f"{closed.at}/report{query}")
    assert reply.status_code == 200
    return unescape(reply.text)


def sections(text: str) -> list[str]:
    return re.findall(r"<section class=\"part of-(\w+)\"", text)


def test_it_says_whose_it_is_who_asked_and_how_many_answered(closed):
    text = page(closed)
    assert "Report: Northway Homes, Spring 2026" in text
    assert "Northway Homes asked. 214 of 420 people answered (51%)." in text
    assert sections(text) == [
        "takeaways", "themes", "competencies", "teams", "levels", "trend", "help", "withheld", "method",
    ]  # fmt: skip


def test_an_address_names_the_sections_and_can_be_kept(closed):
    text = page(closed, f"{THEMES_ALONE}&nonsense=yes&teams=no")
    assert sections(text) == ["themes", "withheld"]
    assert re.findall(r'name="(\w+)" id="\w+" value="yes" checked', text) == ["themes", "withheld"]
    assert "No section is chosen" in page(closed, "?chosen=yes")


def test_who_is_held_back_is_named_with_the_reason(closed):
    text = page(closed, "?chosen=yes&withheld=yes")
    assert re.search(rf"Repairs</th><td[^>]*>{re.escape(Decision.TOO_FEW)}", text)


def test_each_row_has_its_drawing_and_its_number(closed):
    text = page(closed, "?chosen=yes&themes=yes")
    assert "<title>Values: 71; likely 69 to 73; 214 answers</title>" in text
    assert re.search(r"<b>71</b>\s*<small class=\"line\">likely 69 to 73", text)


def test_it_tells_what_changed_since_last_time_statement_by_statement(closed):
    text = page(closed, "?chosen=yes&trend=yes")
    assert "Has our own practice moved?" in text
    assert text.count("And habit by habit?") == 2


def test_a_convenor_has_one_for_all_partners(closed):
    text = unescape(closed.rhiannon.get(f"{closed.together}/report?count=people").text)
    assert "agreement" in sections(text)
    assert "each person counting once" in text
    assert "Canal Side Carers" in text


@needs_pdf
def test_the_pdf_is_tagged_titled_and_has_the_words_of_the_page(closed):
    reply = closed.dele.get(f"{closed.at}/report.pdf{THEMES_ALONE}")
    assert reply.headers["content-type"] == "application/pdf"
    book = PdfReader(BytesIO(reply.content))
    root = book.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert book.metadata.title == "Northway Homes: Spring 2026"
    assert b"pdfuaid" in root["/Metadata"].get_data()
    told = " ".join(each.extract_text() for each in book.pages)
    assert f"1 of {len(book.pages)}" in told
    assert "Figures for groups of five or more" in told
    assert "How do people here work with partners?" in told
    assert "Teams" not in told  # which nobody asked for


@needs_pdf
def test_every_drawing_in_a_pdf_says_what_it_shows(closed):
    reply = closed.dele.get(f"{closed.at}/report.pdf?chosen=yes&themes=yes")
    book = PdfReader(BytesIO(reply.content))
    figures = [each for each in tags(book.trailer["/Root"]["/StructTreeRoot"]) if each["/S"] == "/Figure"]
    assert figures
    assert all(each.get("/Alt") for each in figures)


def tags(under: DictionaryObject) -> Iterator[DictionaryObject]:
    children = under.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        each = child.get_object()
        if isinstance(each, DictionaryObject) and "/S" in each:
            yield each
            yield from tags(each)


@needs_pdf
def test_a_paper_fetches_nothing():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        listening.settimeout(0.2)
        there = f"http://127.0.0.1:{listening.getsockname()[1]}/x"
        html = (
            f'<title>x</title><link rel="stylesheet" href="{there}"><img alt="x" src="{there}">'
            f"<style>@import url({there}); p {{ background: url({there}) }}</style><p>Words"
        )
        assert make_pdf(html).startswith(b"%PDF")
        with pytest.raises(TimeoutError):
            listening.accept()


@pytest.mark.parametrize(
    "address",
    ["https://example.org/x.css", "file:///etc/passwd", "ours:../../settings.py", "ours:", "data:,x"],
)
def test_only_files_that_are_named_are_ours(address):
    with pytest.raises(Refused):
        own_file(address)
    assert all(own_file(each)[0] for each in OURS)


@needs_pdf
def test_too_many_at_once_are_asked_to_come_again(closed):
    held = [pdf._places.acquire(blocking=False) for _ in range(pdf.MOST_AT_ONCE)]
    try:
        reply = Client.request(closed.dele, "GET", f"{BASE_URL}{closed.at}/report.pdf{THEMES_ALONE}")
    finally:
        for _ in filter(None, held):
            pdf._places.release()
    assert reply.status_code == 503
    assert reply.headers["retry-after"] == "10"
    assert "Try again in a moment" in reply.text


def test_where_no_pdf_can_be_made_the_page_offers_the_browsers_print(closed, monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)  # as where the extra is not installed
    pdf.can_make_pdfs.cache_clear()
    try:
        assert "print this page from your browser" in page(closed, THEMES_ALONE)
        assert "report.pdf" not in page(closed, THEMES_ALONE)
        assert closed.dele.get(f"{closed.at}/report.pdf").status_code == 409
    finally:
        pdf.can_make_pdfs.cache_clear()
