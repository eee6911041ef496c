"""Whoever takes all there is after the seal, files, log and mail, cannot say whose a response was."""

import random
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from sqlmodel import SQLModel

from app.domain import codes
from tests.attack import answers
from tests.attack.loot import CANARY, Loot, Secret, bytes_of, live, selector_of
from tests.attack.town import build

ANSWERING = 60

# A random order of sixty has this much in common with a true one less than once in a million times.
MOST_ALIKE = 0.62  # rank correlation
MOST_IN_PLACE = 9


@pytest.fixture(scope="module")
def loot(module_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loot]:
    folder = tmp_path_factory.mktemp("loot")
    places, _ = answers.millbrook()
    town = build(module_database, folder, places, seed="loot")
    yield live(town, folder, town.convenor, answering=ANSWERING)
    town.engine.dispose()


def ranks(values: Sequence[Any]) -> list[int]:
    order = sorted(range(len(values)), key=lambda place: values[place])
    made = [0] * len(values)
    for rank, place in enumerate(order):
        made[place] = rank
    return made


def in_common(order: Sequence[Any], truth: Sequence[Any]) -> tuple[float, int]:
    """How far an order goes with the true one, either way round; and how many are in their very places."""
    one, other = ranks([truth.index(each) for each in order]), range(len(order))
    apart = sum((a - b) ** 2 for a, b in zip(one, other, strict=True))
    correlation = 1 - 6 * apart / (len(one) ** 3 - len(one))
    return abs(correlation), sum(a == b for a, b in zip(one, other, strict=True))


def says_nothing(order: Sequence[Any], truth: Sequence[Any]) -> bool:
    alike, in_place = in_common(order, truth)
    return alike < MOST_ALIKE and in_place <= MOST_IN_PLACE


def test_an_order_that_is_the_true_one_would_be_noticed(loot):
    truth = [each.receipt for each in loot.people]
    half = [*truth[:30], *random.Random("half").sample(truth[30:], 30)]
    assert not says_nothing(truth, truth)
    assert not says_nothing(truth[::-1], truth)
    assert not says_nothing(half, truth)


def true_orders(loot: Loot) -> dict[str, list[Secret]]:
    """Of sending, as somebody who watches knows it; and those in which the database has the people."""
    by_address = {each.address: each for each in loot.people}
    listed = {
        name: [
            row["email"]
            for row in loot.rows(
                "SELECT person.email FROM person JOIN invitation ON person_id = person.id ORDER BY", name
            )
        ]
        for name in ("invitation.id", "person.id", "person.email")
    }
    return {"sending": loot.people} | {
        name: [by_address[address] for address in addresses if address in by_address]
        for name, addresses in listed.items()
    }


def test_no_order_of_sealed_responses_is_the_order_of_people(loot):
    orders = ["", *(f"ORDER BY {column}" for column in ("id", "return_selector", "return_hash", "levels"))]
    if loot.engine.dialect.name == "postgresql":
        orders += [
            "ORDER BY ctid",
            "ORDER BY xmin::text::bigint, cmin::text::int",
            "ORDER BY xmax::text::bigint, id",
        ]
    for order in orders:
        found = [
            row["return_selector"] for row in loot.rows("SELECT return_selector FROM sealed_response", order)
        ]
        for name, people in true_orders(loot).items():
            assert says_nothing(found, [selector_of(each) for each in people]), (order, name)


def test_no_order_of_receipts_is_the_order_of_people(loot):
    orders = ["", "ORDER BY code"]
    if loot.engine.dialect.name == "postgresql":
        orders += ["ORDER BY ctid", "ORDER BY xmin::text::bigint, ctid"]
    for order in orders:
        found = [row["code"] for row in loot.rows("SELECT code FROM receipt", order)]
        for name, people in true_orders(loot).items():
            assert says_nothing(found, [codes.read_letters(each.receipt) for each in people]), (order, name)


def test_a_sealed_response_keeps_no_place_and_no_time(loot):
    rows = loot.rows("SELECT * FROM sealed_response")
    assert len(rows) == ANSWERING
    kept = "id assessment_id organisation_id charter_version levels return_selector return_hash"
    assert set(rows[0]) == set(kept.split())
    assert {len(row["id"]) for row in rows} == {32}


def test_nothing_else_in_the_database_mentions_a_sealed_response(loot):
    sealed = {
        str(value)
        for row in loot.rows("SELECT id, return_selector, return_hash FROM sealed_response")
        for value in row.values()
    }
    for table in SQLModel.metadata.tables:
        if table != "sealed_response":
            kept = {str(value) for row in loot.rows("SELECT * FROM", table) for value in row.values()}
            assert sealed.isdisjoint(kept), table


def test_no_row_says_who_answered(loot):
    """Not even by what the database itself notes about a row, such as who last locked it."""
    if loot.engine.dialect.name == "sqlite":
        pytest.skip("SQLite notes nothing")
    notes = {tuple(row.values()) for row in loot.rows("SELECT xmin::text, xmax::text FROM invitation")}
    assert len(notes) == 1


def test_no_secret_is_in_the_files_or_in_the_log(loot):
    assert len(loot.resume_codes) == ANSWERING
    secrets = {CANARY, "wrong"}
    for each in loot.people:
        code = codes.read_return_code(each.return_code)
        secrets |= {
            each.link.rpartition("/")[2],
            codes.token_hash(each.link.rpartition("/")[2]),  # two of them would say that she was reminded
            each.return_code,
            code.secret,
            each.cookie,
            codes.token_hash(each.cookie),
        }
    for resume_code in loot.resume_codes:
        secrets |= {resume_code, codes.read_letters(resume_code)}
    files = bytes_of(loot)
    assert b"northway-homes" in files
    assert not [each for each in secrets if each.encode() in files]
    assert not [each for each in secrets if each in loot.log]


def test_open_answers_are_gone_from_the_files(loot):
    files = bytes_of(loot)
    assert not [each.address for each in loot.people if each.sheet in files]


def test_the_log_names_routes_and_nobody(loot):
    assert "/answer/{assessment}/send" in loot.log
    for each in loot.people:
        assert each.address not in loot.log
        assert each.receipt not in loot.log
    assert loot.assessment.code not in loot.log


def test_mail_holds_no_receipt_no_return_code_and_no_answer(loot):
    assert len(loot.mail) == ANSWERING + len(loot.people) + len(loot.silent)
    for each in loot.people:
        held = (each.receipt, codes.read_letters(each.receipt), each.return_code)
        assert not [letter for letter in loot.mail for word in held if word in letter]
