"""The floor: the least a durable save can cost. Bare Starlette, raw sqlite3, one upsert, a constant back."""

import os
import sqlite3

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

UPSERT = "INSERT INTO response VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET answers = excluded.answers"


def application() -> Starlette:
    connection = sqlite3.connect(os.environ["FLOOR_DATABASE"], isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE IF NOT EXISTS response (id TEXT PRIMARY KEY, answers BLOB NOT NULL)")
    reply = b"x" * int(os.environ["FLOOR_REPLY_BYTES"])

    async def save(request: Request) -> Response:
        connection.execute(UPSERT, (request.path_params["id"], await request.body()))
        return Response(reply, media_type="text/html")

    async def ready(_: Request) -> Response:
        return PlainTextResponse("ready")

    return Starlette(routes=[Route("/save/{id}", save, methods=["POST"]), Route("/healthz", ready)])
