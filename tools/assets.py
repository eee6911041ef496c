"""`make assets`: are the fonts and the chart library here? If not, tools/fetch_assets.py brings them."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

VENDOR = Path("app/web/static/vendor")  # git ignores it
MANIFEST = "manifest.json"
PINS = Path(__file__).with_name("assets.json")  # each package's version and checksum, and which files we take
RECIPE = (
    PINS,
    *(Path(__file__).with_name(name) for name in ("fetch_assets.py", "lettering.py", "pressing.py")),
)


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def recipe() -> str:
    """Of all that decides what the folder holds: when it changes, the folder is made anew."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in RECIPE)).hexdigest()


def is_complete(folder: Path = VENDOR) -> bool:
    if not (folder / MANIFEST).exists():
        return False
    manifest = json.loads((folder / MANIFEST).read_text())
    made = manifest["files"].items()
    here = all((folder / name).exists() and sha256(folder / name) == checksum for name, checksum in made)
    return here and bool(manifest["recipe"] == recipe())


def main() -> None:
    if not is_complete():
        # Another process, because loading the font tools takes a second that is wasted on every later start.
        sys.exit(subprocess.run([sys.executable, "-m", "tools.fetch_assets"], check=False).returncode)


if __name__ == "__main__":
    main()
