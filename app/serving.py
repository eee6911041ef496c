"""Running the web server: it starts, says where it is, and stops, without fuss. One of the doors."""

import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from uvicorn.supervisors.statreload import StatReload

SECONDS_TO_FINISH = 10  # what is under way when it is told to stop
HOST = "127.0.0.1"


class _Announcing(uvicorn.Server):
    """Says when it is ready to be looked at, and not before."""

    def __init__(self, config: uvicorn.Config, announce: Callable[[], None]) -> None:
        super().__init__(config)
        self.announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self.announce()


def listen(port: int, *, host: str = HOST) -> socket.socket:
    """Raises OSError when somebody else is listening there."""
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind((host, port))
    return listening


def serve(app: FastAPI, listening: socket.socket, announce: Callable[[], None]) -> None:
    """Until Ctrl-C or SIGTERM. Both are how it is meant to stop, so neither leaves a traceback."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: None)  # uvicorn passes them on to us once it has finished
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, timeout_graceful_shutdown=SECONDS_TO_FINISH
    )
    _Announcing(config, announce).run(sockets=[listening])


class WatchingAll(StatReload):
    """Templates, styles and the charter are read once, when the site starts, as its code is."""

    def iter_py_files(self) -> Iterator[Path]:
        for folder in self.config.reload_dirs:
            yield from (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")


def serve_reloading(factory: str, *, port: int, folders: list[str]) -> None:
    """For development: begins again whenever a file in these folders changes."""
    config = uvicorn.Config(factory, factory=True, host=HOST, port=port, reload=True, reload_dirs=folders)
    WatchingAll(config, target=uvicorn.Server(config).run, sockets=[config.bind_socket()]).run()


def serve_for_real(factory: str, *, host: str, port: int, workers: int) -> None:
    uvicorn.run(
        factory,
        factory=True,
        host=host,
        port=port,
        workers=workers,
        log_level="warning",
        access_log=False,  # ours has the route's template and never an address; see app/web/security.py
        timeout_graceful_shutdown=SECONDS_TO_FINISH,
        server_header=False,
    )
