"""Which pages are worth opening in a browser: those of another outline, or with a longer word."""

import pytest

from tests.browser.outline import outline_of

PAGE = """<title>{title} – Good Partners</title><h1>{title}</h1><label for="{name}">Who</label>
<input id="{name}" class="short"><p>{words}</p><a href="/one{title}#there">One</a><a href="#{name}">Who</a>
<ul><li><a href="/{title}">Her</a></li><li><b>Him</b></li></ul><table><tr><td>1</td><td>2</td></tr></table>"""
ONE = PAGE.format(title="Amira", name="who", words="Her words.")


def test_other_words_names_and_addresses_leave_the_shape_as_it_is():
    one, other = (
        outline_of(ONE),
        outline_of(PAGE.format(title="Dele", name="whose", words="Longer-than-hers")),
    )
    assert one.shape == other.shape
    assert (one.title, one.links) == ("Amira – Good Partners", ["/oneAmira", "/Amira"])
    assert (one.longest_word, other.longest_word) == (6, 16)


def test_more_items_of_the_same_kinds_in_another_order_are_a_longer_list_of_the_same_shape():
    more = '<ul><li><b>Her</b></li><li><a href="/x">Him</a></li><li><b>Them</b></li></ul>'
    one, other = outline_of(ONE), outline_of(f"{ONE[: ONE.index('<ul>')]}{more}{ONE[ONE.index('<table>') :]}")
    assert one.shape == other.shape
    assert (one.longest_list, other.longest_list) == (2, 3)


def test_which_option_is_chosen_is_nothing_to_see():
    options = "<select><option{}>One</option><option{}>Two</option></select>"
    chosen = {
        outline_of(options.format(*each)).shape for each in (("", ""), (" selected", ""), ("", " selected"))
    }
    assert len(chosen) == 1


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ('for="who"', 'for="whom"'),  # labels nothing now
        ('class="short"', 'class="long"'),
        ("<p>", '<p style="color: grey">'),
        ("<p>", "<p><b></b>"),
        ("Her words.", ""),
        ('class="short"', 'class="short" aria-label="Who"'),
        ('href="#who"', 'href="#whom"'),  # leads nowhere now
        ("<li><b>Him</b></li>", "<li>Him</li>"),
        ("<td>2</td>", "<td>2</td><td>3</td>"),  # wider
        ("</b>", ""),
        ("</table>", "</table></div>"),
    ],
)
def test_whatever_else_is_different_makes_another_shape(was, becomes):
    assert was in ONE
    assert outline_of(ONE.replace(was, becomes)).shape != outline_of(ONE).shape
