"""The first request of a new process is a deep link, into a lake that does not exist yet."""

from __future__ import annotations

import urllib.request
from pathlib import Path

from playwright.sync_api import expect

from lib.ui import client
from lib.ui.registry import PAGES
from tests.browser.conftest import serve, visit


def test_a_deep_link_is_the_first_thing_a_new_process_sees(browser, tmp_path):
    with (
        serve(tmp_path / "lake", tmp_path / "log") as server,
        visit(browser, server.url) as visitor,
    ):
        page = visitor.open("/completion?unit=元&against=年初预算")
        expect(page.get_by_role("heading", name="预算完成", exact=True)).to_be_visible()
        expect(page.get_by_text("2022年度部门决算")).to_be_visible()
        # the shell ran: the menu is the registry's, not a list of files, and the scope bar is there
        links = page.locator("[data-testid=stSidebarNavLink]").all_inner_texts()
        assert links == [info.title for info in PAGES]
        expect(page.get_by_role("combobox", name="部门")).to_be_visible()
        assert page.title() == "预算完成 · 决算透视"
        assert page.locator("html").get_attribute("lang") == "zh-CN"
        visitor.check()


def test_a_line_stands_in_the_page_until_the_client_has_started(browser, server):
    with visit(browser, server.url) as visitor:
        page = visitor.page
        page.route("**/*.js", lambda route: None)
        page.goto(server.url + "/compare", wait_until="commit")
        line, help_ = page.get_by_role("status").locator("p").all()
        expect(line).to_have_text("决算透视 · 正在打开…")
        expect(help_).to_have_css("opacity", "0")
        help_.evaluate("line => line.getAnimations()[0].finish()")
        expect(help_).to_have_css("opacity", "1")
        page.unroute("**/*.js")
        visitor.open("/compare")
        expect(page.get_by_role("heading", name="比较", exact=True)).to_be_visible()
        expect(page.get_by_text("正在打开")).to_have_count(0)
        visitor.check()


def test_the_shell_is_served_with_its_headers(server):
    request = urllib.request.Request(server.url + "/projects", headers={"Accept": "text/html"})
    with urllib.request.urlopen(request) as answer:
        body = answer.read().decode()
        headers = answer.headers
    assert '<html lang="zh-CN"' in body
    assert "<title>决算透视</title>" in body
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-eval" not in policy
    script = policy.split("script-src")[1].split(";")[0]
    assert "unsafe-inline" not in script


def test_the_client_is_served_from_memory_as_the_files_are(server):
    names = [path.relative_to(client.FOLDER).as_posix() for path in client.FOLDER.glob("*/index.*")]
    assert {Path(name).suffix for name in names} == {".js", ".css"}
    for name in names:
        with urllib.request.urlopen(f"{server.url}/static/{name}") as answer:
            assert answer.read() == (client.FOLDER / name).read_bytes()
            assert answer.headers["Cache-Control"] == client.FOREVER
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Content-Type"].split(";")[0] in {"text/javascript", "text/css"}
    part = urllib.request.Request(f"{server.url}/static/{names[0]}", headers={"Range": "bytes=0-9"})
    with urllib.request.urlopen(part) as answer:
        assert (answer.status, len(answer.read())) == (206, 10)
