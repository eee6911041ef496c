"""Return codes of made-up people, kept in plain beside the demo's database: only hashes are in it."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy.engine import make_url

NOTE = "The people and answers are made up. Codes of real people are never kept."


@dataclass(frozen=True)
class DemoCode:
    assessment: str  # its title
    code: str


def beside(database_url: str) -> Path:
    """data/demo.json for data/demo.sqlite; in data/ too for a database on a server."""
    url = make_url(database_url)
    on_disc = url.get_backend_name() == "sqlite" and url.database
    return Path(str(url.database)).with_suffix(".json") if on_disc else Path("data/demo.json")


def write(path: Path, codes: Sequence[DemoCode]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {"note": NOTE, "return_codes": [asdict(code) for code in codes]}
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def read(path: Path) -> list[DemoCode]:
    if not path.exists():
        return []
    content = json.loads(path.read_text(encoding="utf-8"))
    return [DemoCode(**code) for code in content["return_codes"]]
