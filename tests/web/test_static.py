"""Files that pages load: their names, their encodings, and that the fetched ones are the ones we pinned."""

import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
from plotly.offline import get_plotlyjs_version
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

from app.web import static_files
from app.web.static_files import MissingFile, StaticFiles, files, read_folder, static
from tools import assets

A_YEAR = "public, max-age=31536000, immutable"
Addresses = Callable[[str], str]


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(Starlette(routes=[Mount("/static", StaticFiles())]))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "vendor").mkdir()
    (tmp_path / "vendor" / "face.woff2").write_bytes(b"a face")
    (tmp_path / "page.css").write_text("@font-face { src: url(vendor/face.woff2) } p { color: plum }")
    return tmp_path


def test_a_file_may_be_kept_for_a_year(client):
    reply = client.get(static("gp.css"))
    assert reply.status_code == 200
    assert reply.headers["cache-control"] == A_YEAR
    assert reply.headers["content-type"] == "text/css; charset=utf-8"


def test_another_content_gives_another_name(folder):
    before = read_folder(folder)["page.css"].address
    (folder / "page.css").write_text("p { color: ink }")
    assert read_folder(folder)["page.css"].address != before


def test_a_stylesheet_is_renamed_when_what_it_names_changes(folder):
    before = read_folder(folder)
    (folder / "vendor" / "face.woff2").write_bytes(b"another face")
    after = read_folder(folder)
    assert after["page.css"].address != before["page.css"].address
    assert after["vendor/face.woff2"].address.encode() in after["page.css"].bodies["identity"]


def test_a_stylesheet_that_names_a_missing_font_says_what_to_do(folder):
    (folder / "vendor" / "face.woff2").unlink()
    with pytest.raises(MissingFile, match=r"vendor/face\.woff2\. Run `make assets`"):
        read_folder(folder)


def test_a_name_that_does_not_exist_stops_the_page():
    with pytest.raises(MissingFile, match=r"no static file nothing\.css\.$"):
        static("nothing.css")


@pytest.mark.parametrize("name", ["vendor/plotly-basic.min.js", "gp.css"])
def test_what_arrives_compressed_is_the_file_itself(name):
    bodies = files()[name].bodies
    assert gzip.decompress(bodies["gzip"]) == bodies["identity"]


def test_the_chart_library_comes_in_brotli_where_a_browser_takes_it(client):
    reply = client.get(static("vendor/plotly-basic.min.js"), headers={"Accept-Encoding": "gzip, deflate, br"})
    assert reply.headers["content-encoding"] == "br"
    assert "accept-encoding" in reply.headers["vary"].lower()
    pressed = files()["vendor/plotly-basic.min.js"].bodies
    assert brotli.decompress(pressed["br"]) == pressed["identity"]
    assert len(pressed["br"]) < 340_000


@pytest.mark.parametrize(
    ("wishes", "encoding"),
    [("gzip", "gzip"), ("gzip;q=0", None), ("identity", None), ("br;q=0, gzip;q=0.5", "gzip"), ("", None)],
)
def test_a_browser_gets_an_encoding_that_it_reads(client, wishes, encoding):
    reply = client.get(static("gp.css"), headers={"Accept-Encoding": wishes})
    assert reply.headers.get("content-encoding") == encoding


def test_fonts_are_not_compressed_twice(client):
    reply = client.get(static("vendor/figtree-core.woff2"), headers={"Accept-Encoding": "gzip, br"})
    assert "content-encoding" not in reply.headers
    assert reply.headers["content-type"] == "font/woff2"


def test_a_head_request_sends_no_body(client):
    reply = client.head(static("gp.css"))
    assert reply.status_code == 200
    assert reply.content == b""


@pytest.mark.parametrize(
    "address",
    ["/static/gp.css", "/static/", "/static/../pages.py", "/static/vendor/manifest.json", "/static/%00"],
)
def test_nothing_else_in_the_folder_can_be_reached(client, address):
    assert client.get(address).status_code == 404


def test_files_are_only_read(client):
    assert client.post(static("gp.css")).status_code == 405


def test_no_file_of_ours_asks_for_anything_from_elsewhere():
    elsewhere = re.compile(rb"(?:https?:)?//(?!www\.w3\.org/)[a-z0-9.-]+\.[a-z]{2,}")
    ours = [path for path in static_files.FOLDER.iterdir() if path.is_file()]
    assert ours
    assert [path.name for path in ours if elsewhere.search(path.read_bytes())] == []


def test_the_core_stylesheet_keeps_to_its_weight():
    assert len(files()["gp.css"].bodies["gzip"]) <= 9 * 1024


def test_the_stylesheets_of_a_dashboard_keep_to_their_weight():
    both = [files()[name].bodies["gzip"] for name in ("gp.css", "dash.css")]
    assert sum(map(len, both)) <= 11 * 1024
    assert len(files()["dash.js"].bodies["gzip"]) <= 2 * 1024


def test_both_fonts_that_most_pages_need_are_small():
    fonts = [files()[f"vendor/{name}-core.woff2"].bodies["identity"] for name in ("figtree", "bricolage")]
    assert sum(map(len, fonts)) <= 25_000


def test_the_chart_library_is_the_one_that_figures_are_made_for():
    pins = {each["name"]: each["version"] for each in json.loads(assets.PINS.read_text())}
    assert pins["plotly.js-basic-dist-min"] == get_plotlyjs_version()
    assert (
        f"plotly.js (basic - minified) v{get_plotlyjs_version()}".encode()
        in (files()["vendor/plotly-basic.min.js"].bodies["identity"][:500])
    )


def test_the_fetched_files_are_what_their_manifest_says():
    assert assets.is_complete()


def test_a_changed_file_is_fetched_again(tmp_path):
    manifest = json.loads((assets.VENDOR / assets.MANIFEST).read_text())
    for name in manifest["files"]:
        (tmp_path / name).write_bytes((assets.VENDOR / name).read_bytes())
    (tmp_path / assets.MANIFEST).write_text(json.dumps(manifest))
    assert assets.is_complete(tmp_path)
    (tmp_path / "figtree-core.woff2").write_bytes(b"something else")
    assert not assets.is_complete(tmp_path)


def test_each_fetched_package_brings_its_licence():
    licences = [path.read_text() for path in assets.VENDOR.glob("*.LICENCE.txt")]
    assert len(licences) == len(json.loads(assets.PINS.read_text()))
    assert all("Copyright" in text for text in licences)


def test_plotly_needs_no_style_of_its_own_in_the_page():
    styles = files()["vendor/plotly-basic.css"].bodies["identity"].decode()
    assert ".js-plotly-plot .plotly .main-svg{position:absolute" in styles
    assert "modebar" not in styles
