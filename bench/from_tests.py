"""What the tests' attacks say when they are run large: in processes of their own, and a line at a time."""

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any


def told_by(module: str) -> Iterator[dict[str, Any]]:
    """Each line is JSON. RuntimeError if the module breaks off."""
    with subprocess.Popen([sys.executable, "-m", module], stdout=subprocess.PIPE, text=True) as running:
        yield from map(json.loads, running.stdout or ())
    if running.returncode:
        raise RuntimeError(f"{module} broke off.")
