from itertools import count

from app.domain.sealing import Sent, seal


def bytes_in_turn(*, falling=False):
    """Each greater than the one before, or smaller."""
    numbers = count(2**16, -1) if falling else count(1)
    return lambda length: next(numbers).to_bytes(length)


def responses(*organisations):
    return [
        Sent(each, bytes([number, 5, 6, 7]), f"s{number}", "hash")
        for number, each in enumerate(organisations)
    ]


def test_a_reason_for_not_answering_becomes_a_blank():
    [sealed] = seal([Sent(1, bytes(range(9)), None, None)], fewest=1, randomness=bytes_in_turn())

    assert list(sealed.levels) == [0, 1, 2, 3, 4, 7, 7, 7, 7]


def test_the_organisation_goes_where_too_few_answered():
    sealed = seal(responses(1, 1, 1, 1, 1, 2, 2, 2, 2), fewest=5, randomness=bytes_in_turn())

    assert [each.organisation_id for each in sealed] == [1] * 5 + [None] * 4


def test_the_order_is_that_of_the_new_ids_alone():
    sealed = seal(responses(1, 1, 1), fewest=1, randomness=bytes_in_turn(falling=True))

    assert [each.return_selector for each in sealed] == ["s2", "s1", "s0"]
    assert len({each.id for each in sealed}) == 3
