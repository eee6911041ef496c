"""What travels: pages come compressed to browsers that can read them so, and fonts as they are."""

import pytest


@pytest.mark.parametrize("address", ["/charter", "/how-it-works", "/sign-in"])
def test_a_page_comes_compressed(demo, address):
    plain = demo.browser().get(address, headers={"Accept-Encoding": "identity"})
    packed = demo.browser().get(address, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"]) / 2
    assert packed.text == plain.text


def test_a_browser_that_cannot_unpack_gets_it_as_it_is(demo):
    page = demo.browser().get("/charter", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in page.headers
    assert "Accept-Encoding" in page.headers["vary"]
