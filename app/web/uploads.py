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
MULTIPART = "multipart/form-data"


@dataclass(frozen=True)
class Upload:
    """`content` is the file's, and empty without one."""

    fields: dict[str, str]
    content: bytes


class _InMemory(MultiPartParser):
    spool_max_size = MOST_BYTES + BETWEEN


async def read_upload(request: Request) -> Upload:
    return await _read(request, most=MOST_BYTES + BETWEEN)


async def read_carried(request: Request) -> Upload:
    """A form that carries a list we have read before, which may have grown on its way through."""
    return await _read(request, most=MOST_LETTERS * 2)


async def _read(request: Request, *, most: int) -> Upload:
    if not request.headers.get("content-type", "").startswith(MULTIPART):
        return Upload({}, b"")
    parser = _InMemory(
        request.headers,
        _no_longer_than(request, most),
        max_files=1,
        max_fields=MOST_FIELDS,
        max_part_size=most,
    )
    try:
        form = await parser.parse()
    except MultiPartException:
        raise Invalid("That form could not be read.", {"pasted": "Send it once more."}) from None
    fields = {name: value for name, value in form.multi_items() if isinstance(value, str)}
    files = [value for _, value in form.multi_items() if isinstance(value, UploadFile)]
    content = b"".join([await each.read() for each in files])
    await form.close()
    return Upload(fields, content)


async def _no_longer_than(request: Request, most: int) -> AsyncGenerator[bytes, None]:
    read = 0
    async for piece in request.stream():
        read += len(piece)
        if read > most:
            words = f"Send at most {MOST_BYTES // 1_000_000} MB, with only the columns you need."
            raise TooLarge("That list is too large.", {"pasted": words})
        yield piece


Uploaded = Annotated[Upload, Depends(read_upload)]
Carried = Annotated[Upload, Depends(read_carried)]
