"""What holds for every request and every reply, whatever the route: headers, addresses, forgery, the log."""

import logging
import re
import time
from collections.abc import Iterable
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit

from fastapi import Request
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.domain.errors import DomainError, Invalid, NotAllowed, NotFound
from app.web import errors
from app.web.form_data import read_text

requests_log = logging.getLogger("good_partners.requests")
faults_log = logging.getLogger("good_partners.faults")

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
OUR_OWN = frozenset({"same-origin", "none"})
LONGEST_ADDRESS = 2_000
# Sent by a mail program's server, which says nothing of where it comes from. It takes no cookie: the address
# itself is the secret.
ONE_CLICK = re.compile(r"/i/[0-9a-f]{64}/no-reminders")

CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
STRICT_TRANSPORT = "max-age=63072000; includeSubDomains"


class SecurityHeaders:
    """Puts the headers on every reply. A route may set its own Cache-Control; otherwise nothing is kept."""

    def __init__(self, app: ASGIApp, *, is_https: bool) -> None:
        self.app = app
        headers = {**HEADERS, "Cache-Control": "no-store"}
        if is_https:
            headers["Strict-Transport-Security"] = STRICT_TRANSPORT
        self.headers = Headers(headers).raw

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                there = {name for name, _ in message["headers"]}
                ours = [header for header in self.headers if header[0] not in there]
                message = {**message, "headers": [*message["headers"], *ours]}
            await send(message)

        await self.app(scope, receive, send_with_headers)


class RequestLog:
    """One line a request: the route's template, never the address. And the last resort for faults."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = time.perf_counter()
        status = 0

        async def send_and_look(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, send_and_look)
        except Exception as fault:  # the one place that catches everything: a person gets a page, not a crash
            await self.show(fault, scope, receive, send_and_look, begun=status != 0)
        finally:
            spent_ms = (time.perf_counter() - began) * 1000
            requests_log.info("%s %s %s %.1f ms", scope["method"], template_of(scope), status, spent_ms)

    async def show(
        self, fault: Exception, scope: Scope, receive: Receive, send: Send, *, begun: bool
    ) -> None:
        request = Request(scope)
        request.state.reference = errors.new_reference()
        # No message and no values: either may hold what somebody typed.
        faults_log.error("fault %s: %s", request.state.reference, "; ".join(where(fault)))
        if not begun:
            await errors.show_fault(request)(scope, receive, send)


def where(fault: BaseException) -> Iterable[str]:
    """The fault's kind, and file and line of each frame."""
    yield type(fault).__name__
    trace = fault.__traceback__
    while trace is not None:
        yield f"{trace.tb_frame.f_code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}"
        trace = trace.tb_next


def template_of(scope: Scope) -> str:
    route: Any = scope.get("route")
    return getattr(route, "path", None) or ("/static" if scope["path"].startswith("/static/") else "no route")


class HeadAsGet:
    """Answers HEAD as GET is answered, without the body. The routes and their policy only ever see GET."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def send_without_body(message: Message) -> None:
            await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

        as_get = {**scope, "method": "GET"}
        try:
            await self.app(as_get, receive, send_without_body)
        finally:
            scope["route"] = as_get.get("route")  # which the request log reads


class Gate:
    """Refuses addresses that are not text, and changes that another site asked a browser to make."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and (reason := why_not_pass(scope)):
            await errors.show_refusal(Request(scope), reason)(scope, receive, send)
            return
        await self.app(scope, receive, send)


def why_not_pass(scope: Scope) -> DomainError | None:
    try:
        read_address(scope)
    except (Invalid, NotFound) as reason:
        return reason
    if scope["method"] in SAFE_METHODS or is_from_here(Headers(scope=scope)):
        return None
    if scope["method"] == "POST" and ONE_CLICK.fullmatch(scope["path"]):
        return None
    return NotAllowed("This came from another site, so nothing was changed. Open the page here instead.")


def read_address(scope: Scope) -> None:
    raw_path: bytes = scope.get("raw_path") or scope["path"].encode("utf-8", "surrogatepass")
    query: bytes = scope.get("query_string", b"")
    if len(raw_path) > LONGEST_ADDRESS or len(query) > LONGEST_ADDRESS:
        raise NotFound("There is no such page.")
    try:
        path = unquote_to_bytes(raw_path).decode("utf-8")
    except UnicodeDecodeError:
        raise NotFound("There is no such page.") from None
    if any(ord(letter) < 32 or ord(letter) == 127 for letter in path):
        raise NotFound("There is no such page.")
    names: set[str] = set()
    for pair in query.split(b"&") if query else ():
        raw_name, _, value = pair.partition(b"=")
        name = read_text(raw_name, "the address")
        if name in names:
            raise Invalid("That address says something twice.", {name: "Say this once."})
        names.add(name)
        read_text(value, name)


def is_from_here(headers: Headers) -> bool:
    """Browsers say where a request comes from, older ones by its origin; with neither it is refused."""
    fetch_site = headers.get("sec-fetch-site")
    if fetch_site is not None:
        return fetch_site in OUR_OWN
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc == headers.get("host")
