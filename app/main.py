"""Puts the house together: wires the floors to each other. One of the doors."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from secrets import token_bytes

from fastapi import Depends, FastAPI
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.telemetry import TelemetryConfig
from sqlalchemy import Engine

from app.asking_job import end_what_is_over
from app.closing_job import finish_in_background, run_closing
from app.domain.notebooks import Keys
from app.mail_job import MailWorker, send_deeds
from app.settings import Settings
from app.storage import demo_codes
from app.storage.charter_files import load_library
from app.storage.engine import make_engine, make_glancing_engine, make_reading_engine, make_saving_engine
from app.storage.meeting_forms import forget_counts
from app.storage.post import make_post
from app.storage.short_form_files import load_short_forms
from app.storage.together import Together
from app.storage.withdrawals import forget_withdrawn
from app.web.at_once import change_in_thread
from app.web.dependencies import system_clock
from app.web.errors import add_error_pages
from app.web.looks import Remembered
from app.web.policy import guard
from app.web.routes import ROUTERS, parts
from app.web.security import Gate, HeadAsGet, RequestLog, SecurityHeaders
from app.web.site import Site
from app.web.static_files import StaticFiles

FASTEST = 1  # a page comes down to a fifth; a higher level takes twice the time for a tenth less

NO_TELEMETRY: TelemetryConfig = {"tracing": False, "metrics": False, "logs": False}  # the request log is ours


def create_app(settings: Settings) -> FastAPI:
    engine = make_engine(settings.database_url)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        keys = Keys(app.state.site.notebook_secrets, token_bytes)
        forms = app.state.short_forms
        also = partial(end_what_is_over, engine, forms, keys=keys, now=app.state.now())
        finish_in_background(engine, app.state.library, now=app.state.now(), also=also)
        app.state.mail_worker.start()
        yield
        app.state.mail_worker.stop()
        engine.dispose()

    app = FastAPI(
        title="Good Partners",
        openapi_url=None,  # our own page describes the API, and loads nothing from elsewhere
        telemetry=NO_TELEMETRY,
        dependencies=[Depends(guard)],
        redirect_slashes=False,  # it would lead to whatever host the request names: see errors.py
        lifespan=lifespan,
    )
    app.state.engine = engine
    app.state.reading_engine = make_reading_engine(settings.database_url, beside=engine)
    app.state.glancing_engine = make_glancing_engine(settings.database_url, beside=engine)
    app.state.saving_engine = saving = make_saving_engine(settings.database_url, beside=engine)
    app.state.change = Together(saving, engine).change if saving else partial(change_in_thread, engine)
    app.state.library = load_library(settings.charter_folder)
    app.state.short_forms = load_short_forms(settings.charter_folder)
    app.state.site = site_from(settings)
    app.state.now = system_clock
    app.state.remembered_looks = Remembered()
    app.state.post = make_post(
        smtp_url=settings.smtp_url, mail_folder=settings.mail_folder, mail_from=settings.mail_from
    )
    app.state.send_deeds = partial(send_deeds, engine)
    # Both look at the app's own when they are needed: tests give it another.
    app.state.mail_worker = MailWorker(
        engine, lambda: app.state.post(), base_url=settings.base_url, clock=lambda: app.state.now()
    )
    add_forgetting(app, engine)
    app.state.run_closing = partial(run_closing, engine, app.state.library)
    app.state.demo_codes_file = demo_codes.beside(settings.database_url)
    add_pages(app, is_https=settings.is_https)
    return app


def add_pages(app: FastAPI, *, is_https: bool) -> None:
    app.router.routes.extend(parts.ROUTES)  # first: a thousand people save parts for each who reads a page
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", StaticFiles())
    add_error_pages(app)
    app.add_middleware(GZipMiddleware, compresslevel=FASTEST)
    app.add_middleware(Gate)
    app.add_middleware(HeadAsGet)
    app.add_middleware(RequestLog)
    app.add_middleware(SecurityHeaders, is_https=is_https)  # outermost, so that errors have them too


def add_forgetting(app: FastAPI, engine: Engine) -> None:
    """What clears erased rows out of the database's files, once a page has erased some."""
    app.state.forget_withdrawn = partial(forget_withdrawn, engine)
    app.state.forget_counts = partial(forget_counts, engine)


def site_from(settings: Settings) -> Site:
    return Site(
        base_url=settings.base_url.rstrip("/"),
        is_https=settings.is_https,
        demo=settings.demo,
        development=settings.development,
        key=settings.key,
        notebook_secrets=settings.notebook_secrets,
        hash_cost=settings.hash_cost,
        mail_folder=settings.mail_folder,
        largest_body_bytes=settings.largest_body_bytes,
        sign_in_idle_minutes=settings.sign_in_idle_minutes,
        sign_in_longest_hours=settings.sign_in_longest_hours,
        sign_in_link_minutes=settings.sign_in_link_minutes,
    )


def application() -> FastAPI:
    """What a server calls: uvicorn --factory app.main:application."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    return create_app(Settings())
