"""Receipts: proof that something was kept, tied to nothing."""

from sqlalchemy import bindparam, insert, select
from sqlmodel import Session

from app.storage.tables import RECEIPT

_ADD = insert(RECEIPT)
_FIND = select(RECEIPT.c.code).where(RECEIPT.c.code == bindparam("code"))


def add_receipt(session: Session, code: str) -> None:
    session.execute(_ADD, {"code": code})


def is_kept(session: Session, code: str) -> bool:
    return session.execute(_FIND, {"code": code}).one_or_none() is not None
