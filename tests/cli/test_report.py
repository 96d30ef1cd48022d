"""``report``: one department's year as a file in each of four formats; errors for people."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pypdfium2
import pytest
from pptx import Presentation

from lib.checking import check_file
from lib.cli import main
from lib.factory.families import SHANXI
from lib.factory.synthetic import write
from lib.lake import Lake

PDF = next((Path(__file__).resolve().parents[2] / "data" / "sample").glob("*.pdf"))
DEPARTMENT = "晋中市行政审批服务管理局"


@pytest.fixture
def run(capfd):
    """Run the command: its exit code, standard output and standard error."""

    def run(*args):
        with pytest.raises(SystemExit) as done:
            main(["report", *map(str, args)])
        out, err = capfd.readouterr()
        return done.value.code, out, "".join(err.split())

    return run


@pytest.fixture(scope="module")
def sample():
    return check_file(PDF)


@pytest.fixture(scope="module")
def lake(tmp_path_factory, sample):
    lake = Lake(tmp_path_factory.mktemp("lake") / "lake")
    lake.publish(sample, PDF)
    folder = tmp_path_factory.mktemp("years")
    for path in write(folder, SHANXI, departments=1, years=3, last=2023, seed=3):
        lake.publish(check_file(path), path)
    return lake


@pytest.fixture(scope="module")
def other(lake):
    """The department with three years."""
    return next(
        name for name in lake.query("SELECT department FROM documents")["department"] if name != DEPARTMENT
    )


def ask(lake, output, *more, department=DEPARTMENT, year=2022):
    return ("--department", department, "--year", year, "-o", output, "--lake", lake.root, *more)


def text_of(path):
    """All words of a report."""
    content = path.read_bytes()
    if path.suffix == ".pptx":
        pages = Presentation(io.BytesIO(content)).slides
        return "\n".join(s.text_frame.text for page in pages for s in page.shapes if s.has_text_frame)
    if path.suffix == ".docx":
        return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs)
    if path.suffix == ".xlsx":
        sheets = openpyxl.load_workbook(io.BytesIO(content))
        return "\n".join(str(c) for sheet in sheets for row in sheet.iter_rows(values_only=True) for c in row)
    with pypdfium2.PdfDocument(content) as pdf:
        return "".join(page.get_textpage().get_text_range() for page in pdf).replace("\r\n", "")


@pytest.mark.parametrize("form", ["pptx", "docx", "pdf", "xlsx"])
def test_each_format_says_the_same(run, lake, tmp_path, form):
    output = tmp_path / f"汇报.{form}"
    code, out, err = run(*ask(lake, output))
    assert (code, err) == (0, "")
    assert out.startswith(f"{output}：13页内容（overview、flow、")
    text = text_of(output)
    assert DEPARTMENT in text
    assert "2022年本年支出合计1,950.53万元，一般公共预算财政拨款支出比上年增长11.16%" in text
    assert "据公开文件整理" in text
    assert list(tmp_path.iterdir()) == [output]


def test_chosen_slides_in_their_order(run, lake, tmp_path):
    output = tmp_path / "汇报.docx"
    code, out, _ = run(*ask(lake, output, "--slides", "projects， overview"))
    assert code == 0
    assert "2页内容（projects、overview）" in out
    headings = [p.text for p in docx.Document(output).paragraphs if p.style.name == "Heading 1"]
    assert headings == ["一、项目执行", "二、总览", "附：计算和说明"]


def test_amounts_in_the_unit_that_is_asked_for(run, lake, tmp_path):
    output = tmp_path / "汇报.docx"
    run(*ask(lake, output, "--unit", "元"))
    assert "2022年本年支出合计19,505,263.62元" in text_of(output)


def test_the_years_of_a_department_stand_beside_each_other(run, lake, other, tmp_path):
    output = tmp_path / "汇报.docx"
    code, out, _ = run(*ask(lake, output, department=other, year=2023))
    assert code == 0
    assert "three_public_years" in out
    text = text_of(output)
    assert "2021" in text
    files = lake.query("SELECT file_name FROM documents WHERE department = $1", [other])["file_name"]
    assert sum(f"《{name}》" in text for name in files) >= 2


def test_an_earlier_year_is_not_told_with_later_ones(run, lake, other, tmp_path):
    output = tmp_path / "汇报.docx"
    code, _, _ = run(*ask(lake, output, department=other, year=2021))
    assert code == 0
    assert "2023" not in text_of(output)


def test_unknown_department_year_slide_unit_and_format_are_told(run, lake, tmp_path):
    output = tmp_path / "汇报.pptx"
    cases = (
        (ask(lake, output, department="审批服务管理局"), f"没有“审批服务管理局”的决算。有：{DEPARTMENT}。"),
        (ask(lake, output, year=2019), "2019年度的决算。有：2022年度。"),
        (ask(lake, output, "--slides", "overview,nothing"), "没有“nothing”这一页，可用：overview（总览）"),
        (ask(lake, output, "--unit", "美元"), "没有“美元”，可用：元、万元、亿元"),
        (ask(lake, tmp_path / "汇报.ppt"), "不认识扩展名“.ppt”，可用：pptx、docx、pdf、xlsx"),
        (ask(lake, tmp_path / "汇报"), "不认识扩展名“”"),
    )
    for arguments, told in cases:
        code, _, err = run(*arguments)
        assert code != 0
        assert told in err
        assert "Traceback" not in err
    assert not list(tmp_path.iterdir())


def test_a_lake_without_documents_is_told(run, tmp_path):
    code, _, err = run(*ask(Lake(tmp_path / "lake"), tmp_path / "汇报.pptx"))
    assert code != 0
    assert "Traceback" not in err
    assert "ingest" in err


def test_a_place_that_cannot_be_written_is_told(run, lake, tmp_path):
    (tmp_path / "汇报.pptx").mkdir()
    for output in (tmp_path / "没有" / "汇报.pptx", tmp_path / "汇报.pptx"):
        code, _, err = run(*ask(lake, output))
        assert code != 0
        assert "无法写入" in err
        assert "请确认文件夹存在且可写、磁盘空间足够" in err
    assert [one.name for one in tmp_path.iterdir()] == ["汇报.pptx"]


def test_an_old_file_stays_when_the_new_one_fails(run, lake, tmp_path):
    output = tmp_path / "汇报.pptx"
    output.write_bytes(b"old")
    run(*ask(lake, output, "--slides", "nothing"))
    assert output.read_bytes() == b"old"
    run(*ask(lake, output, "--slides", "overview"))
    assert len(Presentation(output).slides) == 2


def test_of_several_files_of_a_year_one_is_named(run, sample, tmp_path):
    lake = Lake(tmp_path / "lake")
    for number, scope in ((1, "部门"), (2, "单位")):
        document = replace(
            sample.document, document_id=f"{number}" * 64, file_name=f"{number}.pdf", scope=scope
        )
        lake.publish(replace(sample, document=document))
    output = tmp_path / "汇报.pdf"
    code, _, err = run(*ask(lake, output))
    assert code != 0
    assert "1.pdf（部门）" in err
    assert "2.pdf（单位）" in err
    assert "请用--file写明用哪一份" in err
    code, _, _ = run(*ask(lake, output, "--file", "2.pdf"))
    assert code == 0
    assert "《2.pdf》" in text_of(output)
    assert "单位决算" in text_of(output)
