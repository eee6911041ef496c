"""The site with a small cast in it, and a browser for whoever sits there: what most web tests begin with."""

import re
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from secrets import token_bytes
from typing import Any, ClassVar

import httpx2
from anyio.from_thread import BlockingPortal
from fastapi import FastAPI
from sqlalchemy import Engine
from sqlmodel import Session
from starlette.routing import BaseRoute

from app.domain.assessments import BLOCKS_OF_A_PARTNERSHIP, BLOCKS_OF_AN_ORGANISATION, Assessment
from app.domain.notebooks import Keys
from app.domain.people import NewPerson, Seat, SeatKind
from app.main import create_app
from app.services import accounts, closing, setting_up
from app.settings import Settings
from app.storage import outbox, people, seats
from tests import cast, databases
from tests.cast import NOW, Cast
from tests.letters import write_letters

BASE_URL = "http://testserver"
SECRET = "made up for tests, and as long as it has to be"
LINK = re.compile(rf"{BASE_URL}(/\S+)")

routes_by_settings: dict[frozenset[tuple[str, Any]], list[BaseRoute]] = {}
worlds: dict[tuple[str, str], tuple["World", Any]] = {}  # with what is in their databases


class Browser(httpx2.Client):
    """Sends what browsers send, and looks at every page it gets: one heading, a title, never a fault.

    It asks the app without a network between, in the event loop that all browsers share.
    """

    portal: ClassVar[BlockingPortal]

    def __init__(self, app: FastAPI, **options: Any) -> None:
        super().__init__(transport=WithoutNetwork(app, self.portal), **options)

    def request(self, method: str, url: Any, **options: Any) -> Any:
        # The client would read a relative address twice, letter by letter.
        whole = f"{BASE_URL}{url}" if str(url).startswith("/") else url
        response = super().request(method, whole, **options)
        assert response.status_code < 500, f"{method} {url} failed with {response.status_code}"
        if method != "HEAD" and response.headers.get("content-type", "").startswith("text/html"):
            assert response.text.count("<h1") == 1, f"{method} {url} has not exactly one heading"
            assert re.search(r"<title>\s*\S.* – Good Partners</title>", response.text), f"{url} has no title"
        return response


class WithoutNetwork(httpx2.BaseTransport):
    def __init__(self, app: FastAPI, portal: BlockingPortal) -> None:
        self.portal = portal
        self.inside = httpx2.ASGITransport(app, raise_app_exceptions=False, client=("testclient", 50000))

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        return self.portal.call(self._ask, request)

    async def _ask(self, request: httpx2.Request) -> httpx2.Response:
        response = await self.inside.handle_async_request(request)
        body = b"".join([part async for part in response.stream])
        return httpx2.Response(
            response.status_code, headers=response.headers.raw, stream=httpx2.ByteStream(body)
        )


@dataclass
class Clock:
    """What the site takes the time to be."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **time: float) -> None:
        self.now += timedelta(**time)


def browser_of(app: FastAPI, engine: Engine, clock: Clock, seat: Seat | None = None) -> Browser:
    """Signed in, if there is a seat."""
    browser = Browser(
        app,
        base_url=BASE_URL,
        headers={"Sec-Fetch-Site": "same-origin"},
        follow_redirects=False,
    )
    if seat is not None:
        with Session(engine) as session, session.begin():
            signed_in = accounts.sit_down(session, seat.person_id, now=clock.now, randomness=token_bytes)
        browser.cookies.set("sign-in", signed_in.cookie)
    return browser


@dataclass
class World:
    """Northway has an assessment of its own open, and so has Millbrook, which Northway and Lantern are in.

    Harbour Row and Eastquay, elsewhere, have one each as well.
    """

    app: FastAPI
    engine: Engine
    cast: Cast
    admin: Seat
    mabel: Seat  # convenes Eastquay
    northway_own: Assessment
    joint: Assessment
    harbour_row_own: Assessment
    eastquay_joint: Assessment
    clock: Clock = field(default_factory=Clock)

    @property
    def keys(self) -> Keys:
        return Keys(self.app.state.site.notebook_secrets, token_bytes)

    def browser(self, seat: Seat | None = None) -> Browser:
        return browser_of(self.app, self.engine, self.clock, seat)

    def answering_browser(self, invitation: str) -> Browser:
        """A browser in which somebody has started to answer; `invitation` is the link's path."""
        browser = self.browser()
        assert browser.post(f"{invitation}/start", data={"consent": "yes"}).status_code == 303
        return browser

    def close(self, assessment: Assessment, *, by: Seat) -> None:
        """From open to sealed."""
        with Session(self.engine) as session, session.begin():
            closing.close(session, by=by, assessment_code=assessment.code, now=self.clock.now)
        self.app.state.run_closing(assessment.id)

    def path_in_mail_to(self, address: str, subject: str = "") -> str:
        """The path of the link in the newest waiting message to this address."""
        with Session(self.engine) as session:
            waiting = outbox.waiting(session, most=1_000)
        newest = max(
            (
                each
                for each in waiting
                if each.message.to_address == address and subject in each.message.subject
            ),
            key=lambda each: each.id,
        )
        found = LINK.search(newest.message.body)
        assert found, "there is no link in that message"
        return found[1]


def settings(database_url: str, tmp_path: Path, **changes: Any) -> Settings:
    values = {
        "database_url": database_url,
        "secret": SECRET,
        "base_url": BASE_URL,
        "mail_folder": tmp_path / "mail",
        "hash_cost": 4,
    }
    return Settings(_env_file=None, **(values | changes))


def make_app(database_url: str, tmp_path: Path, **changes: Any) -> FastAPI:
    app = create_app(settings(database_url, tmp_path, **changes))
    app.state.demo_codes_file = tmp_path / "codes.json"
    # FastAPI works out what each route needs when it is first asked, longer than most tests take. The routes
    # know nothing of their app, so those of the first with the same settings serve them all.
    app.router.routes = list(routes_by_settings.setdefault(frozenset(changes.items()), app.router.routes))
    return app


def make_world(database_url: str, tmp_path: Path, **changes: Any) -> World:
    """`changes` are to the settings: demo=True, development=True, base_url=…

    The first is made by hand; the others are copies of it, ids and links and all.
    """
    app = make_app(database_url, tmp_path, **changes)
    engine: Engine = app.state.engine
    kind = (engine.dialect.name, app.state.site.base_url)
    if kind not in worlds:
        worlds[kind] = (_settle(app), databases.contents(engine))
    else:
        databases.fill(engine, worlds[kind][1])
    clock = Clock()
    app.state.now = clock
    return replace(worlds[kind][0], app=app, engine=engine, clock=clock)


def _settle(app: FastAPI) -> World:
    engine: Engine = app.state.engine
    with Session(engine, expire_on_commit=False) as session, session.begin():
        everyone = cast.gather(session)
        cast.colleagues(session, everyone.harbour_row, 6)
        [admin_id, mabel_id] = people.add_people(
            session,
            [NewPerson("Ada Lund", "ada@admin.example"), NewPerson("Mabel Quayle", "mabel@eastquay.example")],
        )
        mabel = _seat(session, mabel_id, SeatKind.CONVENOR, partnership_id=everyone.eastquay)
        return World(
            app=app,
            engine=engine,
            cast=everyone,
            admin=_seat(session, admin_id, SeatKind.ADMIN),
            mabel=mabel,
            northway_own=open_assessment(session, app, everyone.dele),
            joint=open_assessment(session, app, everyone.rhiannon),
            harbour_row_own=open_assessment(session, app, everyone.owen),
            eastquay_joint=open_assessment(session, app, mabel),
        )


def open_assessment(
    session: Session, app: FastAPI, by: Seat, title: str = "Autumn 2026", *, now: datetime = NOW
) -> Assessment:
    joint = by.kind is SeatKind.CONVENOR
    assessment = setting_up.open_assessment(
        session,
        app.state.library.newest,
        by=by,
        title=title,
        blocks=BLOCKS_OF_A_PARTNERSHIP if joint else BLOCKS_OF_AN_ORGANISATION,
        closes_at=now + timedelta(days=21),
        leaders_line="Tell us how it is.",
        now=now,
        randomness=token_bytes,
    )
    write_letters(session, assessment, now=now, base_url=app.state.site.base_url)
    return assessment


def _seat(session: Session, person_id: int, kind: SeatKind, *, partnership_id: int | None = None) -> Seat:
    return seats.get_seat(
        session, seats.add_seat(session, person_id=person_id, kind=kind, partnership_id=partnership_id)
    )
