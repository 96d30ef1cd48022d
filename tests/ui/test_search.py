"""查找 without a browser: what it says, what it leads to, and that nothing typed is taken for markup."""

from __future__ import annotations

import dataclasses
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from lib.analysis.intake import read_file
from lib.factory.sample import pdf_path
from lib.ui.search import HINTS
from tests.ui.conftest import ROOT, words
from tests.ui.test_states import changed


@pytest.fixture(scope="session")
def measured():
    return read_file(pdf_path())


@pytest.fixture
def at(lake, measured):
    """Open 查找 at an address, over the sample and another department's copy of it."""

    def opened(*, fill: bool = True, **query: str) -> AppTest:
        if fill:
            lake.publish(measured, pdf_path())
            lake.publish(
                changed(
                    measured,
                    document={
                        "document_id": "1" * 64,
                        "parse_id": "p1",
                        "department": "某市档案馆",
                        "file_name": "某市档案馆2021.pdf",
                        "fiscal_year": 2021,
                    },
                )
            )
        app = AppTest.from_file(str(ROOT / "lib" / "ui" / "shell.py"), default_timeout=60)
        app.query_params["dept"] = measured.document.department
        app.run()
        app.switch_page(str(ROOT / "pages" / "search.py"))
        app.query_params.update(query)
        return app.run()

    return opened


def links(app):
    """The addresses that hits lead to, decoded."""
    found = [link.proto for link in app.get("page_link")]
    return [(link.label, parse_qs(urlsplit(f"?{link.query_string}").query)) for link in found]


def test_before_anything_is_typed_it_says_what_can_be(at):
    app = at()
    assert not app.exception
    assert [name for name in HINTS if f"**{name}**" not in words(app)] == []


def test_an_empty_lake_says_so(at):
    assert "资料库是空的" in words(at(fill=False, q="公务接待费"))


def test_a_hit_leads_to_its_page_with_the_figure_marked(at):
    app = at(q="1,950.53万元", where="本文件", kind="表中数字")
    assert "找到表中数字11处、文字7处" in words(app)
    label, query = next((label, query) for label, query in links(app) if "公开01表" in label)
    assert "第4页" in label
    assert query["page"] == ["4"]
    assert query["mark"] == ["T01/income/gpb/outturn"]


def test_all_kinds_are_listed_and_one_can_be_chosen(at):
    text = words(at(q="公务接待费", where="本文件"))
    assert all(part in text for part in ("术语（1条）", "收支分类", "科目（2处）", "文字（3处）"))
    text = words(at(q="公务接待费", where="本文件", kind="科目"))
    assert "科目（2处）" in text
    assert "文字（3处）" not in text
    assert "这一类里没有找到" in words(at(q="公务接待费", where="本文件", kind="项目"))


def test_the_range_is_the_file_the_department_or_all(at):
    assert "某市档案馆" in words(at(q="公务接待费"))
    assert "某市档案馆" not in words(at(q="公务接待费", where="本部门"))
    assert "在1份文件中查找" in words(at(q="公务接待费", where="本文件"))
    assert "在2份文件中查找" in words(at(q="公务接待费", where="不知道"))


def test_more_of_a_kind_can_be_listed(at):
    app = at(q="1,950.53万元")
    button = next(button for button in app.button if "列出更多表中数字" in button.label)
    button.click().run()
    assert not app.exception
    assert app.segmented_control(key="kind").value == "figure"


@pytest.mark.parametrize(
    "query",
    [
        "'; DROP TABLE documents; --",
        "[a-z]+(",
        "**粗体** :red[红] $x^2$",
        "<script>alert(1)</script>",
        "[链接](javascript:alert(1))",
        "x" * 5000,
        "：：：",
        "%",
        "\\",
        "８８８８．８８",
    ],
)
def test_whatever_is_typed_is_no_failure_and_no_markup(at, query):
    app = at(q=query)
    assert not app.exception
    sentence = next(m.value for m in app.markdown if "份文件中" in m.value)
    assert "[链接](" not in sentence
    assert "**粗体**" not in sentence
    assert "<script>" not in sentence
    assert "没有找到。请换一种写法" in words(app)


def test_a_name_with_markup_is_text(at, lake, measured):
    projects = (
        dataclasses.replace(measured.projects[0], name="**甲** [乙](http://x)"),
        *measured.projects[1:],
    )
    lake.publish(changed(measured, document={"document_id": "2" * 64, "parse_id": "p2"}, projects=projects))
    app = at(fill=False, q="甲")
    assert "\\*\\*甲\\*\\*" in words(app)
