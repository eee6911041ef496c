"""A browser's connection, cut down until it costs next to nothing: it shares the machine with the server."""

import asyncio
import gzip
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlencode, urlsplit

FIELD = re.compile(r"<(?:input|textarea|select)\b[^>]*>")
ATTRIBUTE = re.compile(r'\b(name|value|type)="([^"]*)"')


@dataclass(frozen=True)
class Reply:
    status: int
    headers: Mapping[bytes, bytes]
    body: bytes
    wire_bytes: int

    @property
    def location(self) -> str:
        place = urlsplit(self.headers[b"location"].decode())
        return place.path + (f"?{place.query}" if place.query else "")

    @property
    def text(self) -> str:
        packed = self.headers.get(b"content-encoding") == b"gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode()


class Connection:
    """Keeps one socket and its cookies."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}

    async def open(self) -> None:
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)

    async def get(self, path: str) -> Reply:
        return await self.ask("GET", path)

    async def post(self, path: str, fields: list[tuple[str, str]]) -> Reply:
        return await self.ask("POST", path, urlencode(fields).encode())

    async def ask(self, method: str, path: str, body: bytes = b"") -> Reply:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        head = (
            f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nAccept-Encoding: gzip\r\n"
            f"Accept: text/html\r\nSec-Fetch-Site: same-origin\r\nCookie: {cookies}\r\n"
        )
        if body:
            head += f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
        self.writer.write(head.encode() + b"\r\n" + body)
        return await self.read_reply()

    async def read_reply(self) -> Reply:
        head = await self.reader.readuntil(b"\r\n\r\n")
        first, *rest = head[:-4].split(b"\r\n")
        headers: dict[bytes, bytes] = {}
        for line in rest:
            name, _, value = line.partition(b":")
            headers[name.lower()] = value.strip()
            if name.lower() == b"set-cookie":
                self.remember(value.strip().decode())
        length = int(headers.get(b"content-length", b"0"))
        body = await self.reader.readexactly(length)
        return Reply(int(first.split()[1]), headers, body, len(head) + length)

    def remember(self, cookie: str) -> None:
        name, _, value = cookie.partition(";")[0].partition("=")
        self.cookies[name] = value

    async def close(self) -> None:
        self.writer.close()
        with suppress(OSError):  # of a server that was killed
            await self.writer.wait_closed()


def hidden_fields(page: str) -> list[tuple[str, str]]:
    """What a browser would send along from a page's form."""
    found = [dict(ATTRIBUTE.findall(field)) for field in FIELD.findall(page)]
    return [(each["name"], unescape(each.get("value", ""))) for each in found if each.get("type") == "hidden"]


def radio_names(page: str) -> list[str]:
    found = [dict(ATTRIBUTE.findall(field)) for field in FIELD.findall(page)]
    return list(dict.fromkeys(each["name"] for each in found if each.get("type") == "radio"))
