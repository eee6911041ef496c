"""Every route has a policy, and asks at the door for whom the policy names."""

import pytest
from fastapi import APIRouter, FastAPI

from app.web import answering_here, at_once, dependencies, policy, withdrawals
from app.web.policy import POLICY, AnsweringCookie, Seats, Workshop
from app.web.routes import admin
from tests.routes import everything_needed, mounted_in, routes_of
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


def test_every_route_asks_the_policy(app: FastAPI):
    for route in routes_of(app):
        assert policy.guard in {each.call for each in everything_needed(route.needs)}, route.name


GATEKEEPERS = {
    Seats: {dependencies.current_seat},
    AnsweringCookie: {
        answering_here.answering_to_see,
        answering_here.answering_to_change,
        at_once.at_once,
        withdrawals.been_answering,
    },
    Workshop: {admin.require_workshop},
}


def test_every_route_asks_for_who_its_policy_names(app: FastAPI):
    for route in routes_of(app):
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
