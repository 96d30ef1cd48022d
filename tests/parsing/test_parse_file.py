"""One file, read once, put together to a disclosure."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib import __version__
from lib.parsing import new_parse_id, parse_file
from lib.reading import Limits, ReadingError
from tests.parsing.documents import DOCUMENT, image_pdf
from tests.shared import shared

FORMS = ["T01", "T02", "T03", "T04", "T05", "T06", "T07", "T08", "T09", "T10"]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "决算.txt"
    path.write_text(DOCUMENT, encoding="utf-8")
    return path


def left_over(disclosure):
    return [(entry.title, entry.pages, entry.note) for entry in disclosure.ledger if not entry.form]


def test_everything_of_a_small_document(file):
    disclosure = parse_file(file)
    document = disclosure.document
    assert (document.department, document.region, document.fiscal_year) == ("某市财政局", "", 2023)
    assert (document.kind, document.scope, document.unit) == ("final_account", "部门", "万元")
    assert (document.file_name, document.pages, document.reader) == ("决算.txt", 2, "text")
    assert document.parser_version == __version__
    assert document.read_at.tzinfo is not None
    figures = {(f.form, f.side, f.row): f.value for f in disclosure.facts if f.value is not None}
    assert figures["T01", "income", "gpb"] == Decimal("1000500")
    assert figures["T01", "expenditure", "201"] == Decimal("1000500")
    assert any(s.section == "N1" and s.value == 1000500 for s in disclosure.statements)
    assert [(p.name, p.executed, p.page) for p in disclosure.projects] == [("设备购置", 90000, 2)]
    assert len(disclosure.indicators) == 1
    forms = [entry for entry in disclosure.ledger if entry.form]
    assert [entry.form for entry in forms] == FORMS
    assert {entry.form for entry in forms if entry.status == "read"} == {"T01"}


def test_grids_nobody_understands_are_kept_and_reported(file):
    file.write_text(
        DOCUMENT + "\n存货明细表\n\n名称\t数量\t金额\n甲\t1\t2.50\n乙\t3\t4.50\n", encoding="utf-8"
    )
    left = left_over(parse_file(file))
    assert [(title, page) for title, page, _ in left] == [("存货明细表", "2")]


def test_an_evaluation_of_another_kind_is_reported(file):
    whole = (
        "部门整体支出绩效自评表\n\n部门名称\t某市财政局\n"
        "一级指标\t三级指标\t实际完成值\t得分\n产出指标\t甲\t1\t10\n"
    )
    file.write_text(f"{DOCUMENT}\f{whole}", encoding="utf-8")
    left = left_over(parse_file(file))
    assert [page for _, page, _ in left] == ["3"]
    assert "绩效" in left[0][2]


def test_pages_are_counted_for_a_progress_bar(file):
    seen = []
    parse_file(file, on_page=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 2), (2, 2)]


def test_limits_are_kept(file):
    with pytest.raises(ReadingError, match="上限"):
        parse_file(file, limits=Limits(pages=1))


def test_each_reading_is_told_from_the_others(file):
    first, second = parse_file(file).document, parse_file(file).document
    assert first.document_id == second.document_id
    assert first.parse_id < second.parse_id
    assert first.read_at < second.read_at


def test_parse_ids_are_unique_and_sort_by_time():
    ids = []
    for _ in range(200):
        ids.append(new_parse_id())
        time.sleep(0.00001)
    assert len(set(ids)) == 200
    assert ids == sorted(ids)


def test_a_scan_is_said_to_be_one_and_nothing_is_missing(tmp_path):
    path = tmp_path / "scan.pdf"
    path.write_bytes(image_pdf())
    disclosure = parse_file(path)
    assert {entry.status for entry in disclosure.ledger if entry.form} == {"image_only"}
    assert (disclosure.facts, disclosure.statements, disclosure.projects) == ((), (), ())
    assert (disclosure.document.department, disclosure.document.fiscal_year) == ("", None)


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7\n%%EOF", b"PK\x03\x04abc", b"\xff\xfe\x00", b"\x00" * 100]
)
def test_what_cannot_be_read_is_said_in_chinese(tmp_path, content):
    path = tmp_path / "坏.pdf"
    path.write_bytes(content)
    with pytest.raises(ReadingError, match=r"《坏\.pdf》"):
        parse_file(path)


def test_text_of_nothing_in_particular(tmp_path):
    path = tmp_path / "note.txt"
    path.write_text("今天天气很好。\n", encoding="utf-8")
    disclosure = parse_file(path)
    assert disclosure.facts == disclosure.statements == disclosure.projects == ()
    assert {entry.status for entry in disclosure.ledger} == {"not_found"}


lines = st.sampled_from(DOCUMENT.replace("\f", "\n\f").split("\n"))
edits = st.sampled_from(["{}", "{}\f", "\t{}", "{}{}", ""])


@given(st.lists(st.tuples(edits, lines), min_size=1, max_size=40))
def test_a_damaged_document_is_read_as_far_as_it_goes(tmp_path_factory, parts):
    path = tmp_path_factory.mktemp("damaged") / "damaged.txt"
    path.write_text("标题\n" + "\n".join(edit.format(line, line) for edit, line in parts), encoding="utf-8")
    forms = [entry.form for entry in parse_file(path).ledger if entry.form in FORMS]
    assert forms == FORMS


def test_leftovers_are_in_the_order_of_the_pages(file):
    sentence = "经费支出较上年为3又5，\f系4又6所致。\n"
    file.write_text(f"{DOCUMENT}\n{sentence}\n名称\t数量\t金额\n甲\t1\t2.50\n乙\t3\t4.50\n", encoding="utf-8")
    pages = [int(page.split("-")[0]) for _, page, _ in left_over(parse_file(file))]
    assert pages == sorted(pages)


SEEDS = {
    "jinzhong-xingzhengshenpi-2022.txt": ("晋中市行政审批服务管理局", 2022, "元", 11, 103),
    "putuo-caizhengju-2024.pdf": ("上海市普陀区财政局", 2024, "万元", 0, 0),
    "shanghai-template-2024.pdf": ("上海市XX局", 2024, "万元", 0, 0),
    "swu-2023-final-accounts.pdf": ("西南大学", 2023, "万元", 0, 0),
}


@pytest.mark.parametrize("name", SEEDS)
def test_real_documents(name):
    disclosure = parse_file(shared(f"disclosures/{name}"))
    department, year, unit, projects, indicators = SEEDS[name]
    document = disclosure.document
    assert (document.department, document.fiscal_year, document.unit) == (department, year, unit)
    assert (len(disclosure.projects), len(disclosure.indicators)) == (projects, indicators)
    assert not [entry for entry in disclosure.ledger if entry.note.startswith("绩效表")]
    assert {entry.form for entry in disclosure.ledger} >= set(FORMS)


def test_the_empty_template_has_forms_and_no_figures():
    disclosure = parse_file(shared("disclosures/shanghai-template-2024.pdf"))
    assert not [fact for fact in disclosure.facts if fact.status == "number"]
    assert not [statement for statement in disclosure.statements if statement.value is not None]
    assert left_over(disclosure) == []
