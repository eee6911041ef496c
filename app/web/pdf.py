"""PDFs, if this machine can make them: each in a process that ends, so that the site goes on meanwhile."""

import logging
import os
import subprocess
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import BoundedSemaphore

from app.domain.errors import Busy

faults_log = logging.getLogger("good_partners.faults")

MOST_AT_ONCE = 2
MOST_SECONDS = 120
MAKER = (sys.executable, "-m", "app.web.pdf_maker")
SITE = Path(__file__).parents[2]
WHAT_IT_NEEDS_TO_KNOW = ("PATH", "HOME", "LANG", "LD_LIBRARY_PATH")  # and no secret of ours

_places = BoundedSemaphore(MOST_AT_ONCE)


@cache
def can_make_pdfs() -> bool:
    """Whether the extra and the system's libraries are there. Tried once a process, in a second or so."""
    return find_spec("weasyprint") is not None and _run("--check", html="").returncode == 0


def as_pdf(html: str) -> bytes:
    """Hold no session meanwhile: it takes some seconds."""
    if not _places.acquire(blocking=False):
        raise Busy("Other reports are being made just now. Try again in a moment.")
    try:
        made = _run(html=html)
    except subprocess.TimeoutExpired:
        raise Busy("This PDF took too long to make. Print the report from your browser instead.") from None
    finally:
        _places.release()
    if made.returncode:
        faults_log.error("a PDF was not made: %s", made.returncode)
        raise Busy("This PDF could not be made. Print the report from your browser instead.")
    return made.stdout


def _run(*words: str, html: str) -> subprocess.CompletedProcess[bytes]:
    known = {name: os.environ[name] for name in WHAT_IT_NEEDS_TO_KNOW if name in os.environ}
    return subprocess.run(  # noqa: S603 - our own module, and nothing that anybody typed
        [*MAKER, *words],
        input=html.encode(),
        capture_output=True,
        cwd=SITE,
        env=known,
        timeout=MOST_SECONDS,
        check=False,
    )
