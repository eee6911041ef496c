"""Files whose names hold a hash of what is inside, so that browsers may keep them for a year."""

import gzip
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

FOLDER = Path(__file__).parent / "static"
PREFIX = "/static/"
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
COMPRESSED_ALREADY = frozenset({".woff2"})
SIDECARS = {
    "br": ".br",
    "gzip": ".gz",
}  # beside a file, put there by `make assets`
BEST_FIRST = ("br", "gzip")
HASH_CHARACTERS = 12
REFERENCE = re.compile(rb"url\(([^):]+)\)")


class MissingFile(LookupError):
    """A page or a stylesheet asks for a file that is not there."""


@dataclass(frozen=True)
class StaticFile:
    address: str
    content_type: str
    bodies: Mapping[str, bytes]  # by content encoding; "identity" is always there


def static(name: str) -> str:
    """The address of a file under static/, for templates."""
    return find(files(), name).address


def find(known: Mapping[str, StaticFile], name: str) -> StaticFile:
    try:
        return known[name]
    except KeyError:
        advice = " Run `make assets` to fetch it." if name.startswith("vendor/") else ""
        raise MissingFile(f"There is no static file {name}.{advice}") from None


@cache
def files() -> Mapping[str, StaticFile]:
    """Every file by its plain name. Read once: a change needs a restart."""
    return read_folder(FOLDER)


def read_folder(folder: Path) -> dict[str, StaticFile]:
    paths = sorted(path for path in folder.rglob("*") if path.suffix in TYPES)
    known: dict[str, StaticFile] = {}
    # Stylesheets come last, for they name the others, and take on new names when those change.
    for path in sorted(paths, key=lambda path: path.suffix == ".css"):
        name = path.relative_to(folder).as_posix()
        body = path.read_bytes()
        if path.suffix == ".css":
            body = with_hashed_names(body, known)
        known[name] = static_file(name, path, body)
    return known


def with_hashed_names(stylesheet: bytes, known: Mapping[str, StaticFile]) -> bytes:
    return REFERENCE.sub(lambda found: f"url({find(known, found[1].decode()).address})".encode(), stylesheet)


def static_file(name: str, path: Path, body: bytes) -> StaticFile:
    stem, _, suffix = name.rpartition(".")
    fingerprint = hashlib.sha256(body).hexdigest()[:HASH_CHARACTERS]
    return StaticFile(f"{PREFIX}{stem}.{fingerprint}.{suffix}", TYPES[path.suffix], encodings(path, body))


def encodings(path: Path, body: bytes) -> dict[str, bytes]:
    bodies = {"identity": body}
    if path.suffix not in COMPRESSED_ALREADY:
        sidecars = {name: path.with_name(path.name + suffix) for name, suffix in SIDECARS.items()}
        bodies |= {name: sidecar.read_bytes() for name, sidecar in sidecars.items() if sidecar.exists()}
        if "gzip" not in bodies:
            bodies["gzip"] = gzip.compress(body, mtime=0)
    return bodies


def accepted(headers: Headers) -> set[str]:
    wishes = headers.get("accept-encoding", "").replace(" ", "").split(",")
    return {wish.partition(";")[0] for wish in wishes if not re.search(r";q=0(\.0*)?$", wish)}


class StaticFiles:
    """The ASGI application behind /static."""

    def __init__(self, known: Mapping[str, StaticFile] | None = None) -> None:
        self.by_address = {each.address: each for each in (known or files()).values()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] not in ("GET", "HEAD"):
            raise HTTPException(405, headers={"Allow": "GET, HEAD"})
        found = self.by_address.get(scope["path"])
        if found is None:
            raise HTTPException(404)
        await reply(found, Headers(scope=scope))(scope, receive, send)


def reply(found: StaticFile, headers: Headers) -> Response:
    wanted = accepted(headers)
    encoding = next((each for each in BEST_FIRST if each in wanted and each in found.bodies), "identity")
    response = Response(found.bodies[encoding], media_type=None)
    response.headers["Content-Type"] = found.content_type
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    if len(found.bodies) > 1:
        response.headers["Vary"] = "Accept-Encoding"
    if encoding != "identity":
        response.headers["Content-Encoding"] = encoding
    return response
