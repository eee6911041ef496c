"""Every route has a policy, and asks at the door for whom the policy names."""

from collections.abc import Sequence

import pytest
from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import PlainTextResponse
from starlette.routing import BaseRoute
from starlette.testclient import TestClient

from app.web import answering_here, dependencies, policy, withdrawals
from app.web.errors import add_error_pages
from app.web.plain_routes import PlainRoute
from app.web.policy import POLICY, AnsweringCookie, Seats, Workshop
from app.web.routes import admin
from tests.routes import Route, everything_needed, mounted_in, routes_of
from tests.world import make_app


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    folder = tmp_path_factory.mktemp("routes")
    return make_app(f"sqlite:///{folder}/none.sqlite", folder)


def test_the_walk_finds_routes_however_deep_they_are(app: FastAPI):
    inner, outer = APIRouter(), APIRouter()
    inner.add_api_route("/probe", lambda: None, name="probe")
    outer.include_router(inner, prefix="/inner")
    probed = FastAPI(openapi_url=None)
    probed.include_router(outer, prefix="/outer")
    assert ("GET", "/outer/inner/probe") in {(each.method, each.path) for each in routes_of(probed)}
    assert len(routes_of(app)) >= 60


def test_static_files_are_all_that_is_mounted(app: FastAPI):
    assert mounted_in(app) == ["/static"]


def test_every_route_has_a_policy_and_every_policy_a_route(app: FastAPI):
    assert set(POLICY) == {each.name for each in routes_of(app)}


def test_every_name_is_one_address(app: FastAPI):
    paths: dict[str, set[str]] = {}
    for each in routes_of(app):
        paths.setdefault(each.name, set()).add(each.path)
    assert {name: found for name, found in paths.items() if len(found) > 1} == {}


def solved_by_fastapi(app: FastAPI) -> list[Route]:
    return [each for each in routes_of(app) if not each.is_plain]


def test_only_the_parts_of_the_questionnaire_are_plain_routes(app: FastAPI):
    plain = {each.name for each in routes_of(app) if each.is_plain}
    assert plain == {"answering.part", "answering.save_part", "answering.save"}


def test_a_plain_route_asks_the_policy(app: FastAPI):
    async def answer(_request: Request) -> Response:
        return PlainTextResponse("come in")

    known = [PlainRoute("GET", "/known", answer, name="public.home")]
    unknown = [PlainRoute("GET", "/unknown", answer, name="nobody.thought_of_it")]
    probed = make_app_like(app, [*known, *unknown])
    assert TestClient(probed).get("/known").text == "come in"
    assert TestClient(probed).get("/unknown").status_code == 404


def make_app_like(app: FastAPI, routes: Sequence[BaseRoute]) -> FastAPI:
    probed = FastAPI(openapi_url=None)
    probed.state.site = app.state.site
    add_error_pages(probed)
    probed.router.routes.extend(routes)
    return probed


def test_every_route_asks_the_policy(app: FastAPI):
    for route in solved_by_fastapi(app):
        assert policy.guard in {each.call for each in everything_needed(route.needs)}, route.name


GATEKEEPERS = {
    Seats: {dependencies.current_seat},
    AnsweringCookie: {
        answering_here.answering_to_see,
        answering_here.answering_to_change,
        withdrawals.been_answering,
    },
    Workshop: {admin.require_workshop},
}


def test_every_route_asks_for_who_its_policy_names(app: FastAPI):
    for route in solved_by_fastapi(app):
        gatekeepers = GATEKEEPERS.get(type(POLICY[route.name]), set())
        asked = {each.call for each in everything_needed(route.needs)}
        assert not gatekeepers or gatekeepers & asked, f"{route.name} asks nobody who is there"


def test_every_transaction_is_committed_before_the_reply(app: FastAPI):
    for route in routes_of(app):
        for each in everything_needed(route.needs):
            if each.call in (dependencies.transaction, dependencies.reading):
                assert each.scope == "function", f"{route.name} would reply before its commit"


def test_looking_changes_nothing(app: FastAPI):
    for route in routes_of(app):
        if route.method in ("GET", "HEAD"):
            asked = {each.call for each in everything_needed(route.needs)}
            assert dependencies.transaction not in asked, f"{route.name} can write"
