"""The show: to the screen and back by keys alone, the same from a link, on a phone and on paper."""

from __future__ import annotations

import hashlib
import io
import zipfile
from urllib.parse import urlsplit

import openpyxl
import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from docx import Document as WordDocument
from playwright.sync_api import expect
from pptx import Presentation

from lib.analysis.slides import plan
from lib.analysis.slides.plan import LIMITS, Plan, Words
from lib.factory.sample import pdf_path
from tests.browser.conftest import addressed, visit

CHOSEN = "/present?slides=checks.overview.questions.functional"
OVER = """slide => {
  const edge = slide.getBoundingClientRect(), over = [];
  for (const part of slide.querySelectorAll("*")) {
    const box = part.getBoundingClientRect();
    const out = box.right > edge.right + 1 || box.bottom > edge.bottom + 1 || box.left < edge.left - 1;
    const cut = !part.closest("svg") && getComputedStyle(part).display !== "inline" &&
      (part.scrollHeight > part.clientHeight + 2 || part.scrollWidth > part.clientWidth + 2);
    if (box.width && (out || cut)) over.push(`${part.localName}: ${part.textContent.slice(0, 40)}`);
  }
  const rows = [...slide.children].map((child) => child.getBoundingClientRect());
  rows.slice(1).forEach((row, at) => { if (row.top < rows[at].bottom - 1) over.push(`overlap ${at}`); });
  return over;
}"""
"""What of a slide stands beyond its edge, is cut, or lies over its neighbour."""

QUICK = """async () => {
  const places = document.querySelectorAll(".st-key-present-list input[type=radio]");
  for (let n = 0; n < 24; n += 1) {
    places[n % places.length].click();
    await new Promise((done) => setTimeout(done, 40 * (n % 6)));
  }
}"""
"""Turns to slides faster than they are drawn."""

SMALLEST = """slide => Math.min(...[...slide.querySelectorAll("p, td")].map(
  (part) => parseFloat(getComputedStyle(part).fontSize)))"""


def topic(page):
    return page.locator(".screen .topic")


def start(page, name="从头放映"):
    page.get_by_role("button", name=name).click()
    expect(page.get_by_role("dialog", name="放映")).to_be_visible()


def full(page):
    return page.evaluate("Boolean(document.fullscreenElement)")


def count(page):
    return int(page.locator(".bar .count").inner_text().partition("/")[2])


def test_the_show_is_driven_by_keys_alone(visitor):
    page = visitor.open(CHOSEN)
    page.get_by_role("button", name="从头放映").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".screen h2")).to_contain_text("晋中市行政审批服务管理局")
    titles = {"ArrowRight": "勾稽核对", " ": "总览"}
    for key, title in titles.items():
        page.keyboard.press(key)
        expect(topic(page)).to_contain_text(title)
        expect(page.locator(".live")).to_contain_text(title)
    page.keyboard.press("PageUp")
    expect(topic(page)).to_contain_text("勾稽核对")
    page.keyboard.press("End")
    expect(topic(page)).to_have_text("支出构成 · 按功能分类")
    page.keyboard.press("ArrowRight")
    expect(topic(page)).to_have_text("支出构成 · 按功能分类")
    chart = page.locator(".screen").get_by_role("img")
    assert "一般公共服务支出：1,590.34" in chart.get_attribute("aria-label")
    assert page.locator(".screen svg text", has_text="1,590.34").count() == 1
    page.keyboard.press("t")
    expect(page.locator(".screen table")).to_contain_text("81.53")
    page.keyboard.press("t")
    page.keyboard.press("n")
    expect(page.get_by_role("complementary", name="备注")).to_contain_text("公开03表 支出决算表 第7-8页")
    expect(page.get_by_role("complementary", name="备注")).to_contain_text("÷")
    page.keyboard.press("n")
    page.keyboard.press("?")
    expect(page.get_by_role("group", name="快捷键")).to_be_visible()
    page.keyboard.press("?")
    page.keyboard.press("o")
    thumbs = page.get_by_role("group", name="缩略图").get_by_role("button")
    expect(thumbs.last).to_be_focused()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(topic(page)).to_contain_text("勾稽核对")
    page.keyboard.press("Home")
    expect(page.locator(".screen .cover")).to_be_visible()


def test_escape_ends_the_show_where_it_was(visitor):
    page = visitor.open(CHOSEN)
    start(page)
    page.keyboard.press("End")
    addressed(page, show="functional")
    if full(page):
        page.keyboard.press("f")
        page.wait_for_function("!document.fullscreenElement")
    expect(page.get_by_role("dialog", name="放映")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="放映")).to_have_count(0)
    visitor.settle()
    expect(page.get_by_role("radio", name="4 支出构成 · 按功能分类")).to_be_checked()
    expect(page.get_by_role("button", name="从头放映")).to_be_focused()
    addressed(page, show="")
    addressed(page, slide="functional")


def test_full_screen_is_left_by_the_browsers_own_key_and_the_show_ends(visitor):
    page = visitor.open(CHOSEN)
    start(page)
    page.wait_for_function("document.fullscreenElement")
    page.evaluate("document.exitFullscreen()")
    expect(page.get_by_role("dialog", name="放映")).to_have_count(0)


def test_where_full_screen_is_refused_the_show_fills_the_window(visitor):
    page = visitor.page
    page.add_init_script(
        "Element.prototype.requestFullscreen = () => Promise.reject(new TypeError('not allowed'))"
    )
    visitor.open(CHOSEN)
    start(page)
    expect(page.locator(".said")).to_have_text("浏览器没有允许全屏，在窗口内放映。")
    box = page.get_by_role("dialog", name="放映").bounding_box()
    assert (box["width"], box["height"]) == (1440, 900)
    page.keyboard.press("ArrowRight")
    expect(topic(page)).to_contain_text("勾稽核对")


def test_every_button_does_what_its_key_does(visitor):
    page = visitor.open(CHOSEN)
    start(page, "从本页放映")
    bar = page.get_by_role("toolbar", name="放映控制")
    expect(topic(page)).to_contain_text("勾稽核对")
    bar.get_by_role("button", name="下一页").click()
    expect(topic(page)).to_have_text("总览")
    bar.get_by_role("button", name="数据表").click()
    expect(page.locator(".screen table")).to_be_visible()
    bar.get_by_role("button", name="上一页").click()
    expect(topic(page)).to_contain_text("勾稽核对")
    for name, role in (("备注", "complementary"), ("快捷键", "group"), ("缩略图", "group")):
        button = bar.get_by_role("button", name=name)
        button.click()
        expect(page.get_by_role(role, name=name)).to_be_visible()
        expect(button).to_have_attribute("aria-pressed", "true")
        button.click()
        expect(page.get_by_role(role, name=name)).to_be_hidden()
    bar.get_by_role("button", name="结束放映").click()
    expect(page.get_by_role("dialog", name="放映")).to_have_count(0)


def test_a_link_shows_the_same_in_a_new_session_and_after_a_reload(browser, server, visitor):
    page = visitor.open(CHOSEN)
    page.get_by_role("textbox", name="要点").fill("核对结果见下表。")
    page.get_by_role("textbox", name="标题").click()
    expect(page.locator(".card h2")).to_have_text("核对结果见下表。")
    start(page)
    page.keyboard.press("ArrowRight")
    expect(page.locator(".screen h2")).to_have_text("核对结果见下表。")
    address = urlsplit(page.url)
    with visit(browser, server.url) as other:
        again = other.open(f"{address.path}?{address.query}")
        expect(again.locator(".screen h2")).to_have_text("核对结果见下表。")
        assert count(again) == count(page)
        other.check()
        again.reload()
        expect(again.locator(".screen h2")).to_have_text("核对结果见下表。")


def test_files_have_the_chosen_slides_in_their_order(visitor):
    page = visitor.open(CHOSEN)
    made = {}
    for label in ("演示文稿", "简报（PDF）", "简报（文档）", "工作簿"):
        with page.expect_download() as waiting:
            page.get_by_role("button", name=label).click()
        name = waiting.value.suggested_filename
        assert name.startswith("晋中市行政审批服务管理局2022年度部门决算")
        made[name.rpartition(".")[2]] = waiting.value.path().read_bytes()
    deck = Presentation(io.BytesIO(made["pptx"]))
    said = ["\n".join(s.text_frame.text for s in one.shapes if s.has_text_frame) for one in deck.slides]
    titles = ["勾稽核对", "总览", "可能被问到的问题", "支出构成 · 按功能分类"]
    places = [next(n for n, text in enumerate(said) if n and title in text) for title in titles]
    assert places == sorted(places)
    assert not any("收支全貌" in text for text in said)
    word = [p.text for p in WordDocument(io.BytesIO(made["docx"])).paragraphs if p.style.name == "Heading 1"]
    assert [text.partition("、")[2] for text in word[:4]] == titles
    with pypdfium2.PdfDocument(made["pdf"]) as pdf:
        text = "".join(one.get_textpage().get_text_range() for one in pdf)
    starts = [text.index(f"{n}、{title}") for n, title in zip("一二三四", titles, strict=True)]
    assert starts == sorted(starts)
    assert zipfile.is_zipfile(io.BytesIO(made["xlsx"]))
    assert len(openpyxl.load_workbook(io.BytesIO(made["xlsx"])).sheetnames) >= len(titles)


def test_a_file_has_the_words_that_were_just_written(visitor):
    page = visitor.open(CHOSEN)
    page.get_by_role("textbox", name="要点").fill("刚刚改过的要点。")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="演示文稿").click()
    deck = Presentation(waiting.value.path())
    assert deck.slides[1].shapes.title.text_frame.text == "刚刚改过的要点。"


def longest():
    """An address whose slides all have as many letters as a presenter may write."""
    place = f"{hashlib.sha256(pdf_path().read_bytes()).hexdigest()[:12]}-all"
    texts = {part: ("字，" * most)[:most] for part, most in LIMITS.items()}
    keys = ("overview", "flow", "three_public", "projects", "assets", "checks", "questions")
    return f"/present?texts={plan.words_code(Plan(None, {place: dict.fromkeys(keys, Words(**texts))}))}"


@pytest.mark.parametrize("address", ["/present", longest()], ids=["as computed", "longest words"])
@pytest.mark.parametrize(("size", "theme"), [((1280, 720), "light"), ((1920, 1080), "dark")], ids=str)
def test_nothing_is_cut_on_a_projector(browser, server, size, theme, address):
    with visit(browser, server.url, theme=theme) as visitor:
        page = visitor.open(address)
        expect(page.locator(".card .note")).to_have_count(int(address != "/present"))
        page.set_viewport_size({"width": size[0], "height": size[1]})
        start(page)
        shown = []
        for _ in range(count(page)):
            shown.append(page.locator(".screen .slide").evaluate(OVER))
            page.keyboard.press("t")
            shown.append(page.locator(".screen .slide").evaluate(OVER))
            page.keyboard.press("t")
            page.keyboard.press("ArrowRight")
        assert len(shown) > 24
        assert shown == [[]] * len(shown)
        visitor.check()


def wrong(page):
    """What axe finds in the show; the page behind it has its own test."""
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa"]}).response
    assert inside(found["passes"]), "the show was not looked at"
    return inside(found["violations"])


def inside(found):
    """The nodes of a result that are in the component: their address leads through its shadow."""
    nodes = [(one["id"], node["target"], node["html"][:120]) for one in found for node in one["nodes"]]
    return [node for node in nodes if isinstance(node[1][0], list)]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_everybody_can_follow_the_show(browser, server, size, theme):
    with visit(browser, server.url, size=size, theme=theme) as visitor:
        page = visitor.open(CHOSEN)
        start(page)
        page.keyboard.press("n")
        found = []
        for _ in range(count(page)):
            found += wrong(page)
            page.keyboard.press("ArrowRight")
        page.keyboard.press("?")
        found += wrong(page)
        page.keyboard.press("o")
        found += wrong(page)
        assert found == []
        visitor.check()


def test_on_a_phone_a_slide_is_read_from_top_to_bottom(browser, server):
    with visit(browser, server.url, size="phone") as visitor:
        page = visitor.open("/present")
        start(page)
        for _ in range(count(page)):
            slide = page.locator(".screen .slide")
            assert slide.evaluate("e => e.scrollWidth <= e.clientWidth + 1"), topic(page).all_inner_texts()
            assert slide.evaluate(SMALLEST) >= 13
            page.keyboard.press("ArrowRight")
        page.keyboard.press("o")
        thumbs = page.get_by_role("group", name="缩略图").get_by_role("button")
        expect(thumbs.first).to_be_visible()
        page.set_viewport_size({"width": 844, "height": 390})
        expect(thumbs.last).to_be_focused()
        page.keyboard.press("Home")
        page.keyboard.press("Enter")
        expect(page.locator(".screen .cover")).to_be_visible()
        visitor.check()


def test_one_slide_a_page_on_paper(browser, server):
    with visit(browser, server.url, theme="dark") as visitor:
        page = visitor.open(CHOSEN)
        expect(page.locator(".card h2")).to_be_visible()
        content = page.pdf(format="A4", landscape=True, prefer_css_page_size=True, print_background=True)
        with pypdfium2.PdfDocument(content) as pdf:
            sizes = [(round(one.get_width()), round(one.get_height())) for one in pdf]
            first = [one.get_textpage().get_text_range().splitlines()[0] for one in pdf]
        assert all(abs(wide - 842) < 3 and abs(high - 595) < 3 for wide, high in sizes)
        assert first[1] == "勾稽核对"
        assert first[-1] == "支出构成 · 按功能分类"
        assert "总览" in first
        expect(page.get_by_role("heading", name="汇报", exact=True)).to_be_visible()
        visitor.check()


def test_a_quick_hand_does_not_take_the_slides_from_the_paper(visitor):
    page = visitor.open(CHOSEN)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.evaluate(QUICK)
    visitor.settle()
    content = page.pdf(format="A4", prefer_css_page_size=True, print_background=True)
    with pypdfium2.PdfDocument(content) as pdf:
        sizes = [(round(one.get_width()), round(one.get_height())) for one in pdf]
    assert len(sizes) >= 5
    assert all(wide > high for wide, high in sizes)
