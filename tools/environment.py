"""`make setup`: the virtual environment, with exactly what the lock files say. Standard library only."""

import hashlib
import re
import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

ENVIRONMENT = Path(".venv")
LOCKS = (Path("requirements.txt"), Path("requirements-dev.txt"))
STAMP = ENVIRONMENT / "made-from"


def fingerprint() -> str:
    """Of all that decides what the environment holds."""
    project = tomllib.loads(Path("pyproject.toml").read_text())["project"]
    locks = [each.read_text() for each in (*LOCKS, Path(__file__))]
    return hashlib.sha256(
        "\0".join([*locks, repr(project), sys.version, str(Path.cwd())]).encode()
    ).hexdigest()


def run(*words: str | Path) -> bool:
    return subprocess.run([str(each) for each in words], check=False).returncode == 0


def locked(package: str) -> str:
    """One package's lines of the lock."""
    found = re.search(rf"^{package}==.*?(?=^\S|\Z)", LOCKS[1].read_text(), re.MULTILINE | re.DOTALL)
    if found is None:
        sys.exit(f"{LOCKS[1]} does not have {package} in it.")
    return found[0]


def install_with_uv(python: Path, lock_words: list[str | Path]) -> bool:
    """Four times as fast as pip, which fetches it first."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as lines:
        lines.write(locked("uv"))
        lines.flush()
        # Twice quiet: errors and no warnings, which are about the machine's own settings for pip.
        if not run(python, "-m", "pip", "install", "-qq", "--require-hashes", "-r", lines.name):
            return False
    uv = python.with_name("uv")
    return run(uv, "pip", "install", "--quiet", "--python", python, "--compile-bytecode", *lock_words)


def install(python: Path) -> bool:
    lock_words = ["--require-hashes", *(word for lock in LOCKS for word in ("-r", lock))]
    if install_with_uv(python, lock_words):
        return True
    print("That did not work; trying again with pip, which takes a few minutes.", flush=True)
    return run(python, "-m", "pip", "install", "--quiet", *lock_words)


def main() -> None:
    if STAMP.exists() and STAMP.read_text() == fingerprint():
        return
    python = ENVIRONMENT / "bin" / "python"
    print("Making the virtual environment in .venv (a minute or so, the first time) …", flush=True)
    if not python.exists():
        venv.create(ENVIRONMENT, with_pip=True)
    if not install(python):
        sys.exit("The packages could not be installed. What went wrong is said above.")
    ours = ["--no-deps", "--no-build-isolation", "--no-index", "--editable", "."]
    if not run(python, "-m", "pip", "install", "--quiet", *ours):
        sys.exit("The command good-partners could not be put into .venv/bin.")
    STAMP.write_text(fingerprint())


if __name__ == "__main__":
    main()
