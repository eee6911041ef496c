"""What the eyes find: faults planted in pages that are like others which they have looked at already."""

import pytest

from tests.browser.looking import PAGES_IN_FULL, Eyes

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><html lang="en"><head><title>{name} – Good Partners</title>
<meta name="viewport" content="width=device-width"><style>
body {{ margin: 0; background: #fff; color: #2a1533 }}
input, button {{ height: 44px }}
.covered {{ position: relative; z-index: 0 }}
.cover {{ position: absolute; inset: 0; z-index: -1; background: #3a2543 }}
{style}
@media (max-width: 400px) {{ .narrow {{ width: 12px; padding: 0; border: 0; overflow: hidden }} }}
</style></head><body><main><h1>A page</h1><p>Its words.</p>
<table><tr><th scope="col">Who</th><th scope="col">Number</th></tr>{rows}</table>{end}</main></body></html>"""
ROWS = "".join(f'<tr><td>Row {n}</td><td><input aria-label="Number {n}"></td></tr>' for n in range(40))
BEFORE = PAGES_IN_FULL + 1  # the last of them leaves its shape behind
TWO_BUTTONS = "<div><button{narrow}>One</button><button{narrow}>Two</button></div>"


def open_like(
    eyes: Eyes, name: str, rows: str = ROWS, end: str = TWO_BUTTONS.format(narrow=""), style: str = ""
) -> None:
    body = PAGE.format(name=name, rows=rows, end=end, style=style)
    eyes.page.route(
        f"**/planted/{name}",
        lambda route: route.fulfill(content_type="text/html; charset=utf-8", body=body),
        times=2,
    )
    eyes.open(f"/planted/{name}")


def found(eyes: Eyes) -> str:
    """Which are then no longer faults of ours."""
    faults = "\n".join(eyes.faults)
    eyes.faults.clear()
    return faults


@pytest.mark.parametrize(
    "planted",
    [
        '<p style="color: #9a8fa3">Its words.</p>',
        '<p style="background: #5b4a66">Its words.</p>',
        '<div style="opacity: .5"><p>Its words.</p></div>',
        '<div class="covered"><div class="cover"></div><p>Its words.</p></div>',
    ],
)
def test_a_colour_that_is_hard_to_read_is_found_on_any_page(eyes, planted):
    for number in range(BEFORE):
        open_like(eyes, f"page-{number}")
    assert not found(eyes)
    open_like(eyes, "faulty", end=planted)
    assert "color-contrast" in found(eyes)


def test_a_colour_that_is_hard_to_read_is_found_on_a_page_of_a_known_shape(eyes):
    for number in range(BEFORE):
        open_like(eyes, f"page-{number}")
    assert not found(eyes)
    open_like(eyes, "faulty", style="main p { color: #9a8fa3 }")
    assert "color-contrast" in found(eyes)


def test_an_input_without_a_name_is_found_in_the_last_row_of_a_later_page(eyes):
    for number in range(BEFORE):
        open_like(eyes, f"page-{number}")
    assert not found(eyes)
    open_like(eyes, "faulty", rows=f"{ROWS}<tr><td>The last</td><td><input></td></tr>")
    assert "label: <input>" in found(eyes)


def test_a_target_that_is_too_small_on_a_phone_only_is_found(eyes):
    open_like(eyes, "page")
    assert not found(eyes)
    open_like(eyes, "faulty", end=TWO_BUTTONS.format(narrow=' class="narrow"'))
    assert "at 360 px, target-size" in found(eyes)
