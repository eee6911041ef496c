"""Checking a receipt: whether something was kept, and nothing of what or whose."""

from sqlmodel import Session

from app.domain.codes import RECEIPT_LETTERS, read_letters
from app.storage import receipts


def is_kept(session: Session, typed: str) -> bool:
    """However it was typed."""
    letters = read_letters(typed)
    return len(letters) == RECEIPT_LETTERS and receipts.is_kept(session, letters)
