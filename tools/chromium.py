"""Where Chromium is, for the browser tests: CHROMIUM, the PATH, or the one that Playwright fetched."""

import os
import shutil
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
FETCHED = (Path.home() / ".cache" / "ms-playwright", "chromium-*/chrome-linux*/chrome")
ON_A_MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
HOW_TO_GET_ONE = (
    "The browser tests need Chromium, and there is none. Install it with "
    "`apt-get install chromium` or `.venv/bin/playwright install chromium`, or say where it is in CHROMIUM."
)


def find() -> str | None:
    if "CHROMIUM" in os.environ:
        return os.environ["CHROMIUM"]
    for name in NAMES:
        if found := shutil.which(name):
            return found
    fetched = sorted(FETCHED[0].glob(FETCHED[1]))
    if fetched:
        return str(fetched[-1])
    return str(ON_A_MAC) if ON_A_MAC.exists() else None


if __name__ == "__main__":
    if find() is None:
        sys.exit(HOW_TO_GET_ONE)
