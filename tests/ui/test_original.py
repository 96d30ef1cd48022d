"""原文 without a browser: what it says where there is no picture, no text, or nothing to mark."""

from __future__ import annotations

import dataclasses
import io
import json

import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from lib.analysis.figures import Source
from lib.analysis.original_detail import USES
from lib.checking import check_file
from lib.disclosure import PageText
from lib.factory.sample import pdf_path
from lib.reading import Box, open_document, page_image, page_picture
from lib.ui import original
from lib.ui.registry import PAGES
from tests.shared import shared
from tests.ui.conftest import ROOT, words
from tests.ui.test_states import changed


@pytest.fixture(scope="session")
def checked():
    return check_file(pdf_path())


@pytest.fixture
def at(lake):
    """Open 原文 at an address."""

    def opened(**query: str) -> AppTest:
        app = AppTest.from_file(str(ROOT / "lib" / "ui" / "shell.py"), default_timeout=60)
        app.run()
        app.switch_page(str(ROOT / "pages" / "original.py"))
        app.query_params.update(query)
        return app.run()

    return opened


def drawn(app):
    """What the component was given."""
    return json.loads(app.get("bidi_component")[0].proto.json)


def marked(app):
    return [box["id"] for box in drawn(app)["boxes"] if "marked" in box["states"]]


def test_the_boxes_of_a_page_are_its_figures(at, lake, checked):
    lake.publish(checked, pdf_path())
    app = at(page="7")
    assert not app.exception
    boxes = drawn(app)["boxes"]
    printed = {fact.place: fact for fact in checked.facts if fact.page == 7 and fact.status == "number"}
    assert {box["id"] for box in boxes} == set(printed)
    for box in boxes:
        fact = printed[box["id"]]
        assert (box["x"], box["y"]) == pytest.approx((fact.x0, fact.top))
    assert [box["y"] for box in boxes] == sorted((box["y"] for box in boxes), key=round)


def test_a_sentence_has_its_figures_boxed_line_by_line(at, lake, checked):
    lake.publish(checked, pdf_path())
    boxes = drawn(at(page="20"))["boxes"]
    with open_document(pdf_path()) as reader:
        page = reader.page(20)
    said = [s for s in checked.statements if s.page == 20 and s.raw == "1,533,265.40元"]
    ref = f"N10a#{checked.statements.index(said[0])}"
    [box] = [box for box in boxes if box["id"] == ref]
    line = next(line for line in page.lines if "1,533,265.40元" in line.text)
    at_character = line.text.index("1,533,265.40元")
    assert Box(box["x"], box["y"], box["x"] + box["w"], box["y"] + box["h"]) == pytest.approx(
        line.span(at_character, at_character + len("1,533,265.40元"))
    )


def test_an_amount_is_not_said_to_lack_another_figure(at, lake, checked):
    lake.publish(checked, pdf_path())
    app = at(page=str(next(said.page for said in checked.statements if said.raw == "52.80%")))
    [table] = [frame for frame in app.dataframe if "金额（万元）" in frame.value]
    assert table.value["金额（万元）"].isna().any()
    assert table.value["其他数"].isna().any()
    assert table.proto.placeholder == ""
    [paper] = [html.proto.body for html in app.get("html") if "on-paper" in html.proto.body]
    assert "—" not in paper


def test_the_mark_decides_the_page_and_the_first_is_open(at, lake, checked):
    lake.publish(checked, pdf_path())
    app = at(mark="T05//total/total T05//201/total T03//201/total")
    assert marked(app) == ["T05//total/total", "T05//201/total"]
    assert [box["id"] for box in drawn(app)["boxes"] if "chosen" in box["states"]] == ["T05//total/total"]
    assert "印在第11页" in words(app)


def test_a_search_marks_what_it_found_on_the_page(at, lake, checked):
    lake.publish(checked, pdf_path())
    app = at(find="公务接待费", page="14")
    assert set(marked(app)) == {"T07//reception/budget", "T07//reception/outturn"} | {
        ref for ref in marked(app) if ref.startswith("text@14:")
    }
    assert "找到" in words(app)


@pytest.mark.parametrize(
    "query",
    [
        {"page": "999"}, {"page": "x"}, {"page": "-1"}, {"mark": "T99//x/y"}, {"mark": "text@999:1-2"},
        {"mark": "<script>"}, {"mark": "P1/"}, {"mark": "N7#9999"}, {"back": "nowhere?x=1"}, {"zoom": "9"},
    ],
)  # fmt: skip
def test_an_address_that_names_nothing_is_ignored(at, lake, checked, query):
    lake.publish(checked, pdf_path())
    app = at(**query)
    assert not app.exception
    assert drawn(app)["boxes"]


def test_a_blank_cell_can_be_marked(at, lake, checked):
    lake.publish(checked, pdf_path())
    app = at(mark="T03//2010306/basic")
    assert marked(app) == ["T03//2010306/basic"]
    assert "空白" in words(app)


def test_a_document_whose_file_was_not_kept_shows_its_text(at, lake, checked):
    lake.publish(checked)
    app = at(mark=next(f"N7#{i}" for i, s in enumerate(checked.statements) if s.raw == "52.80%"))
    assert not app.exception
    assert "没有保存这份原文件" in words(app)
    shown = drawn(app)
    assert shown["kind"] == "lines"
    [span] = [s for line in shown["lines"] for s in line["spans"] if "chosen" in s["states"]]
    [line] = [line for line in shown["lines"] if span in line["spans"]]
    assert line["text"][span["start"] : span["end"]] == "52.80%"


def test_a_document_read_by_an_older_version_says_what_to_do(at, lake, checked):
    lake.publish(changed(checked, texts=(), findings=()), pdf_path())
    app = at(find="公务接待费")
    assert not app.exception
    assert "重新导入" in words(app)
    assert marked(app)


def test_a_file_that_is_read_otherwise_today_is_not_marked_wrongly(at, lake, checked):
    moved = tuple(
        s if s.page != 20 else dataclasses.replace(s, start=s.start + 3, end=s.end + 3)
        for s in checked.statements
    )
    lake.publish(changed(checked, statements=moved), pdf_path())
    app = at(page="20")
    assert not app.exception
    assert not any(box["id"].startswith("N10a#") for box in drawn(app)["boxes"])


def test_a_page_that_is_only_a_picture_says_so(at, lake, checked, tmp_path):
    path = tmp_path / "扫描.pdf"
    sheet = page_image(pdf_path(), 7, scale=1.0)
    picture = Image.open(io.BytesIO(sheet)).convert("RGB")
    picture.save(path, "PDF")
    with open_document(path) as reader:
        assert reader.page(1).image_only
        document_id = reader.source.document_id
    lake.publish(
        changed(
            checked,
            document={"document_id": document_id, "file_name": path.name, "pages": 1},
            facts=(), statements=(), projects=(), indicators=(), findings=(),
            texts=(PageText(page=1, text=""),),
        ),
        path,
    )  # fmt: skip
    app = at()
    assert not app.exception
    assert "只有图像" in words(app)
    assert drawn(app)["boxes"] == []


def test_a_text_document_has_its_figures_in_their_lines(at, lake):
    path = shared("disclosures/jinzhong-xingzhengshenpi-2022.txt")
    lake.publish(check_file(path), path)
    shown = drawn(at(mark="T05//total/total"))
    [here] = [line for line in shown["lines"] if line["marked"]]
    assert here["number"] == 241
    assert [here["text"][s["start"] : s["end"]] for s in here["spans"] if "chosen" in s["states"]] == [
        "39010527.24"
    ]
    assert len(shown["lines"]) == 1005
    for line in shown["lines"]:
        ends = [0, *(s["end"] for s in line["spans"])]
        assert all(s["start"] >= end for s, end in zip(line["spans"], ends, strict=False))


@pytest.mark.parametrize("file", ["putuo-caizhengju-2024.pdf", "swu-2023-final-accounts.pdf"])
def test_every_page_of_real_documents(at, lake, file):
    path = shared(f"disclosures/{file}")
    disclosure = check_file(path)
    lake.publish(disclosure, path)
    for page in range(1, disclosure.document.pages + 1):
        app = at(page=str(page))
        assert not app.exception
        shown = drawn(app)
        cells = {
            f.place for f in disclosure.facts if f.page == page and f.status in {"number", "unreadable", "na"}
        }
        assert cells <= {box["id"] for box in shown["boxes"]}
        assert all(
            0 <= box["x"] <= shown["width"] and 0 <= box["y"] <= shown["height"] for box in shown["boxes"]
        )


def test_a_page_picture_is_never_heavy(tmp_path):
    for page in (7, 20):
        assert len(page_picture(pdf_path(), page, pixels=1400)) <= 400_000


def test_a_source_names_its_place():
    told = Source(document_id="d", place="T03", title="支出决算表", page=7, ref="T03//201/total")
    assert original.mark_of(told) == "T03//201/total"
    said = Source(document_id="d", place="N7", title="情况说明", page=20, start=3, end=9)
    assert original.mark_of(said) == "text@20:3-9"
    assert original.mark_of(Source(document_id="d", place="N7", title="情况说明", page=20)) == ""


def test_every_page_that_uses_a_form_is_in_the_registry():
    assert {name for names in USES.values() for name in names} <= {info.name for info in PAGES}
