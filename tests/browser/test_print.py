"""Every page on A4: all that the screen says is on the paper, within its edges, in ink on white."""

from __future__ import annotations

import io
import unicodedata

import pdfplumber
import pypdfium2
import pytest
from PIL import ImageStat

from lib.ui.registry import PAGES
from tests.browser.conftest import visit

A4 = {(595, 842), (842, 595)}
MARGIN = 30
"""Points at every edge that stay white; the style says 12 mm."""
SAID = """() => {
  const slides = document.querySelector("body > .slides-on-paper");
  const root = slides ? slides.shadowRoot ?? slides : document.querySelector("[data-testid=stMain]");
  const said = "h1, h2, h3, .st-key-headline p, [data-testid=stMetricValue]"
    + ", [data-testid=stExpanderDetails] li"
    + ", [data-testid=stVegaLiteChart] svg text, :is(.on-paper, [data-testid=stTable], .slide) :is(th, td)";
  const found = [...root.querySelectorAll(said)].map((node) => node.textContent.trim());
  return [...new Set(found)].filter(Boolean);
}"""
"""What a page says on the screen; where slides stand in for it on paper, what they say."""
ONLY_ON_SCREEN = ("金额单位", "CSV 表格", "下载")
FULL = {"/composition?bars_as=表&treemap_as=表", "/checks?all=true&find=住房公积金", "/projects?ranked_as=表"}
"""Addresses whose tables scroll on the screen."""


def plain(text: str) -> str:
    """Text without spaces and line breaks (PDFium drops a hyphen there); Chromium writes some characters as
    their radicals.
    """
    return "".join(unicodedata.normalize("NFKC", text).replace("-", "").split())


def printed(visitor, address):
    """The words of a page's screen, and its PDF."""
    page = visitor.open(address)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    said = page.evaluate(SAID)
    return said, page.pdf(format="A4", prefer_css_page_size=True, print_background=True)


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return plain("".join(sheet.get_textpage().get_text_range() for sheet in document))


def pictures(pdf: bytes):
    return [sheet.render(scale=0.4).to_pil().convert("L") for sheet in pypdfium2.PdfDocument(pdf)]


def check(said, pdf, address):
    text = text_of(pdf)
    # A row higher than a page goes on overleaf, in all of its cells: its long texts are looked for in parts.
    parts = [part for words in said for part in (words.split("；") if len(words) > 150 else [words])]
    lost = [words for words in parts if plain(words) not in text]
    assert lost == [], address
    assert [words for words in ONLY_ON_SCREEN if words in text] == [], address
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        assert 1 <= len(document.pages) <= 40, address
        for sheet in document.pages:
            assert (round(sheet.width), round(sheet.height)) in A4
            assert sheet.chars or sheet.images, f"{address}: page {sheet.page_number} is empty"
            outside = [
                char["text"]
                for char in sheet.chars
                if char["x0"] < MARGIN or char["x1"] > sheet.width - MARGIN or char["bottom"] > sheet.height
            ]
            assert outside == [], f"{address}: page {sheet.page_number}"


@pytest.mark.parametrize("info", PAGES, ids=lambda info: info.name)
def test_every_page_on_paper(browser, server, info):
    address = "/" if info is PAGES[0] else f"/{info.name}"
    drawn = {}
    for theme in ("light", "dark"):
        with visit(browser, server.url, theme=theme) as visitor:
            said, pdf = printed(visitor, address)
            check(said, pdf, address)
            drawn[theme] = pictures(pdf)
            visitor.check()
    assert len(drawn["light"]) == len(drawn["dark"])
    for light, dark in zip(drawn["light"], drawn["dark"], strict=True):
        white = [ImageStat.Stat(picture).mean[0] for picture in (light, dark)]
        assert min(white) > 150, "not on white"
        assert abs(white[0] - white[1]) < 6, "the two themes differ on paper"


@pytest.mark.parametrize("address", sorted(FULL))
def test_tables_that_scroll_are_printed_whole(visitor, address):
    said, pdf = printed(visitor, address)
    check(said, pdf, address)
    page = visitor.page
    cells = (
        page.locator("table.on-paper td").all_inner_texts() if page.locator("table.on-paper").count() else []
    )
    assert len(cells) > 10
    assert page.locator("table.on-paper").first.is_hidden()
