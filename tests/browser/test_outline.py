"""Which pages are worth opening in a browser: those of another outline, or with a longer word."""

import pytest

from tests.browser.outline import outline_of

PAGE = """<title>{title} – Good Partners</title><h1>{title}</h1><label for="{name}">Who</label>
<input id="{name}" class="short"><p>{words}</p><a href="/one{title}#there">One</a>"""
ONE = PAGE.format(title="Amira", name="who", words="Her words.")


def test_other_words_names_and_addresses_leave_the_shape_as_it_is():
    one, other = (
        outline_of(ONE),
        outline_of(PAGE.format(title="Dele", name="whose", words="Longer-than-hers")),
    )
    assert one.shape == other.shape
    assert (one.title, one.links) == ("Amira – Good Partners", ["/oneAmira"])
    assert (one.longest_word, other.longest_word) == (6, 16)


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ('for="who"', 'for="whom"'),  # labels nothing now
        ('class="short"', 'class="long"'),
        ("<p>", '<p style="color: grey">'),
        ("<p>", "<p><b></b>"),
        ("Her words.", ""),
        ('class="short"', 'class="short" aria-label="Who"'),
    ],
)
def test_whatever_else_is_different_makes_another_shape(was, becomes):
    assert was in ONE
    assert outline_of(ONE.replace(was, becomes)).shape != outline_of(ONE).shape
