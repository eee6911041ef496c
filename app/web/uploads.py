"""Reading a form with a file in it: held in memory, never on disk, and refused as soon as it is too long."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from app.domain.errors import Invalid
from app.domain.staff_list_files import MOST_BYTES, MOST_LETTERS
from app.web.form_data import TooLarge

MOST_FIELDS = 100
BETWEEN = 20_000  # bytes of a form that are not its long field
MOST_READ = 60_000_000  # bytes; past this we hang up
TOO_LARGE = (
    f"This is more than {MOST_BYTES // 1_000_000} MB. Take out all columns but name, email, team and role "
    "level. If that is not enough, split it and bring in one part after the other."
)
MULTIPART = "multipart/form-data"


@dataclass(frozen=True)
class Upload:
    """`content` is the file's, and empty without one. Of what is `too_large`, by field, nothing is here."""

    fields: dict[str, str]
    content: bytes
    too_large: frozenset[str] = frozenset()


class _InMemory(MultiPartParser):
    """What is too large is read to its end, so that the browser listens to the answer, and let go."""

    spool_max_size = MOST_BYTES + BETWEEN

    def __init__(self, request: Request, *, most: int, most_in_all: int) -> None:
        pieces = _no_longer_than(request, most_in_all)
        super().__init__(
            request.headers, pieces, max_files=1, max_fields=MOST_FIELDS, max_part_size=most + BETWEEN
        )
        self.most = most
        self.in_this_part = 0
        self.too_large: set[str] = set()

    def on_part_begin(self) -> None:
        self.in_this_part = 0
        super().on_part_begin()

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        self.in_this_part += end - start
        if self.in_this_part > self.most:
            self.too_large.add(self._current_part.field_name)
        else:
            super().on_part_data(data, start, end)


async def read_upload(request: Request) -> Upload:
    return await _read(request, most=MOST_BYTES, most_in_all=MOST_READ)


async def read_carried(request: Request) -> Upload:
    """A form that carries a list we have read before, which may have grown on its way through."""
    most = MOST_LETTERS * 2
    carried = await _read(request, most=most, most_in_all=most + BETWEEN)
    if carried.too_large:
        raise _too_large()
    return carried


async def _read(request: Request, *, most: int, most_in_all: int) -> Upload:
    if not request.headers.get("content-type", "").startswith(MULTIPART):
        return Upload({}, b"")
    parser = _InMemory(request, most=most, most_in_all=most_in_all)
    try:
        form = await parser.parse()
    except MultiPartException:
        raise Invalid("That form could not be read.", {"pasted": "Send it once more."}) from None
    too_large = frozenset(parser.too_large)
    whole = [(name, value) for name, value in form.multi_items() if name not in too_large]
    fields = {name: value for name, value in whole if isinstance(value, str)}
    content = b"".join([await value.read() for _, value in whole if isinstance(value, UploadFile)])
    await form.close()
    return Upload(fields, content, too_large)


async def _no_longer_than(request: Request, most: int) -> AsyncGenerator[bytes, None]:
    read = 0
    async for piece in request.stream():
        read += len(piece)
        if read > most:
            raise _too_large()
        yield piece


def _too_large() -> TooLarge:
    return TooLarge("That list is too large.", {"file": TOO_LARGE})


Uploaded = Annotated[Upload, Depends(read_upload)]
Carried = Annotated[Upload, Depends(read_carried)]
