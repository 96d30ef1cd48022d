"""What opens and what downloads, on every page, in a browser: each kind of it once."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from lib.ui.registry import PAGES

OPENED = "[data-testid=stPopoverBody]"
KEY = "e => [...(e.closest('[class*=st-key-]')?.classList ?? [])].find(c => c.startsWith('st-key-')) ?? ''"


def kinds(page, locator):
    """One of each kind of what ``locator`` finds: those whose keys differ in numbers only are one kind."""
    found = {}
    for one in locator.all():
        key = re.sub(r"[0-9]+", "#", one.evaluate(KEY)) + one.inner_text()
        found.setdefault(key, one)
    return found.values()


@pytest.mark.parametrize("info", PAGES, ids=lambda info: info.name)
def test_what_opens_has_something_in_it_and_what_downloads_is_a_file(visitor, info):
    page = visitor.open("/" if info is PAGES[0] else f"/{info.name}")
    main = page.locator("[data-testid=stMain]")
    for popover in kinds(page, main.locator("[data-testid=stPopover] button")):
        popover.click()
        body = page.locator(OPENED)
        expect(body).to_be_visible()
        expect(body).to_have_text(re.compile(r"\S{2}"))
        visitor.settle()  # what is in it comes when it is opened, and draws the page again
        for button in body.locator("[data-testid=stDownloadButton] button").all():
            with page.expect_download() as download:
                button.click()
            assert download.value.path().stat().st_size > 100
        page.keyboard.press("Escape")
        expect(body).to_have_count(0)
        visitor.settle()
    for button in kinds(page, main.locator("[data-testid=stDownloadButton] button:enabled")):
        with page.expect_download() as download:
            button.click()
        assert download.value.path().stat().st_size > 100
    for summary in kinds(page, main.locator("[data-testid=stExpander] summary")):
        details = summary.locator("xpath=..")
        was = details.evaluate("e => e.open")
        summary.click()
        expect(details).to_have_js_property("open", not was)
        visitor.settle()


def test_the_search_box_of_every_page_leads_to_the_hits(visitor):
    page = visitor.open("/composition")
    box = page.locator(".st-key-find-everywhere input")
    box.fill("住房公积金")
    box.press("Enter")
    expect(page.get_by_role("heading", name="查找", exact=True)).to_be_visible()
    expect(page.locator("[data-testid=stMain]").get_by_text("住房公积金").first).to_be_visible()
