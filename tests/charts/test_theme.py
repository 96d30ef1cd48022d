from __future__ import annotations

import pytest

from lib.charts import theme

PAGES = {"light": "#ffffff", "dark": "#0e1117"}


def luminance(colour):
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("colour", [*theme.PARTS, theme.GREY])
def test_marks_stand_out_on_both_pages(colour, page):
    assert contrast(colour, PAGES[page]) >= 3


@pytest.mark.parametrize("colour", theme.PARTS)
def test_text_in_a_mark_is_readable(colour):
    assert contrast(theme.ON_MARK, colour) >= 4.5


@pytest.mark.parametrize(("page", "dark"), [("light", False), ("dark", True)])
def test_ink_is_readable(page, dark):
    found = theme.config(dark=dark)
    for colour in (found["text"]["color"], found["axis"]["labelColor"], found["title"]["subtitleColor"]):
        assert contrast(colour, PAGES[page]) >= 4.5


def test_the_font_stack_ends_in_a_generic_family_and_the_background_is_the_pages():
    assert theme.FONT.endswith("sans-serif")
    assert theme.config()["background"] == "transparent"
