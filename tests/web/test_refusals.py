"""A refused deed leaves nothing behind, and keeps nobody waiting while its page is made."""

from fastapi import Response
from sqlmodel import Session, select

from app.domain.errors import Invalid
from app.storage import receipts
from app.storage.tables import RECEIPT
from app.web.dependencies import Transaction
from app.web.refusals import refusable
from tests.world import World


def test_of_a_refused_deed_nothing_stays_and_others_write_while_its_page_is_made(world: World):
    def keep_and_refuse(session: Transaction) -> Response:
        with refusable(session) as refused:
            receipts.add_receipt(session, "refused")
            raise Invalid("Not like this.", {"name": "Say who."})
        assert refused.problems == {"name": "Say who."}
        seen = session.execute(select(RECEIPT)).all()
        with Session(world.engine) as other, other.begin():
            receipts.add_receipt(other, "of somebody else")
        return Response(f"{len(seen)} kept", refused.status_code)

    world.app.add_api_route("/probe", keep_and_refuse, name="public.home")
    page = world.browser().get("/probe")
    assert (page.status_code, page.text) == (422, "0 kept")
    with Session(world.engine) as session:
        assert len(session.execute(select(RECEIPT)).all()) == 1
