"""A page of ours made into a PDF, in a process of its own: HTML comes in, the file goes out.

    python -m app.web.pdf_maker < page.html > page.pdf
    python -m app.web.pdf_maker --check

It stops by itself when it takes too much time or memory, and fetches nothing but the few files named here.
Needs the extra, pip install good-partners[pdf], and the system's Pango.
"""

import resource
import sys
from pathlib import Path
from typing import Any

MOST_SECONDS = 60
MOST_BYTES = 2_000_000_000
VARIANT = "pdf/ua-1"
HERE = Path(__file__).parent
STYLES = "ours:paper.css"
OURS = {  # all that a paper may ask for
    STYLES: (HERE / "paper" / "paper.css", "text/css"),
    **{
        f"ours:{name}": (HERE / "static" / "vendor" / name, "font/ttf")
        for name in ("figtree-400.ttf", "figtree-700.ttf", "bricolage-700.ttf")
    },
}


class Refused(ValueError):
    """The page asks for something that is not ours."""


def own_file(address: str) -> tuple[bytes, str]:
    """What an address in a paper stands for, and its type. Nothing else is opened, here or elsewhere."""
    if address not in OURS:
        raise Refused(address)
    path, content_type = OURS[address]
    return path.read_bytes(), content_type


def make_pdf(html: str) -> bytes:
    # Not at the top: where it is missing, the site does without it.
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OursAlone(URLFetcher):  # type: ignore[misc]  # the library has no types
        def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ARG002 - as the library calls it
            body, content_type = own_file(url)
            return URLFetcherResponse(url, body, {"Content-Type": content_type})

    fetcher, fonts = OursAlone(allowed_protocols=[]), FontConfiguration()
    styles = CSS(url=STYLES, url_fetcher=fetcher, font_config=fonts)
    page = HTML(string=html, url_fetcher=fetcher)
    made: bytes = page.write_pdf(stylesheets=[styles], font_config=fonts, pdf_variant=VARIANT)
    return made


def main() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    html = "<title>Try</title>" if "--check" in sys.argv else sys.stdin.buffer.read().decode()
    sys.stdout.buffer.write(make_pdf(html))


if __name__ == "__main__":
    main()
