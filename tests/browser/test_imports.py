"""资料导入: a good file, a bad one, taking out and putting back."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from lib.factory.sample import pdf_path
from tests.browser.conftest import serve, visit


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """A server of this module's own: it changes what is in the lake."""
    folder = tmp_path_factory.mktemp("imports")
    with serve(folder / "lake", folder / "log") as running:
        yield running


@pytest.fixture
def visitor(browser, own):
    with visit(browser, own.url) as made:
        yield made
        made.check()


def send(visitor, *files):
    page = visitor.open("/imports")
    page.locator("input[type=file]").set_input_files(list(files))
    expect(page.locator("[data-testid=stFileChipName]")).to_have_count(len(files))
    page.get_by_role("button", name="读取", exact=True).click()
    return page


def file(name, content, mime="application/pdf"):
    return {"name": name, "mimeType": mime, "buffer": content}


TEXT = """甲市乙局

2023年度部门决算

收入支出决算总表

公开01表

部门：甲市乙局

金额单位：元

收入\t\t\t支出\t\t
项目\t行次\t决算数\t项目\t行次\t决算数
栏次\t\t1\t栏次\t\t2
一、一般公共预算财政拨款收入\t1\t1000.00\t一、一般公共服务支出\t31\t1000.00
本年收入合计\t27\t1000.00\t本年支出合计\t57\t1000.00
总计\t30\t1000.00\t总计\t60\t1000.00
"""


def test_a_good_file_is_read_and_summarised(visitor):
    page = send(visitor, file("乙局2023.txt", TEXT.encode(), "text/plain"))
    expect(page.get_by_role("heading", name="乙局2023.txt")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("张决算表中读出").first).to_be_visible()
    page.get_by_text("逐表结果").click()
    expect(page.get_by_role("heading", name="资料库中的文件（2）")).to_be_visible()
    page.get_by_role("button", name="查看这份决算").click()
    expect(page.get_by_text("甲市乙局 · 2023年度")).to_be_visible()
    expect(page.get_by_role("heading", name="总览", exact=True)).to_be_visible()


def test_a_bad_file_is_explained(visitor):
    page = send(
        visitor,
        file("坏文件.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 20),
        file("空.pdf", b""),
        file("图片.pdf", b"\x89PNG\r\n\x1a\n" + b"0" * 99),
    )
    for name in ("坏文件.pdf", "空.pdf", "图片.pdf"):
        expect(page.get_by_role("alert").filter(has_text=name)).to_be_visible(timeout=60_000)
    assert "Traceback" not in page.locator("[data-testid=stMain]").inner_text()


def test_the_same_file_again_is_not_read_twice(visitor):
    sample = pdf_path()
    page = send(visitor, file(sample.name, sample.read_bytes()))
    expect(page.get_by_text("这份文件以前已经读过，没有重复导入。")).to_be_visible(timeout=60_000)


def test_nothing_chosen(visitor):
    page = visitor.open("/imports")
    page.get_by_role("button", name="读取", exact=True).click()
    expect(page.get_by_text("请先选择文件。")).to_be_visible()


def test_taking_out_asks_first(visitor):
    page = visitor.open("/imports")
    table = page.locator("[data-testid=stDataFrame]").first
    expect(table).to_be_visible()
    box = table.bounding_box()
    page.mouse.click(box["x"] + box["width"] - 40, box["y"] + 52)
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("再次导入同一文件即可恢复")).to_be_visible()
    dialog.get_by_role("button", name="撤下", exact=True).click()
    expect(page.get_by_text("已撤下《")).to_be_visible()
    page.get_by_text("导入与撤下的历史").click()
    expect(page.locator("[data-testid=stExpander] [data-testid=stDataFrame]").last).to_be_visible()
