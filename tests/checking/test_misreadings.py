"""The sample misread: one column off, a row short, in the wrong unit. Each is one matter, said first."""

from dataclasses import replace
from functools import cache

import pytest

from lib.checking import check
from tests.checking.documents import TEN_THOUSAND, broken, changed, corrected

TREES = ("T02", "T03", "T05")


@cache
def known():
    return {f.id for f in broken(check(corrected()))}


def roots(disclosure):
    return [f for f in broken(check(disclosure), roots=True) if f.id not in known()]


def first_cause(disclosure):
    """The first cause of the only root: a misreading is one matter."""
    found = roots(disclosure)
    assert len(found) == 1, [f.id for f in found]
    return found[0].causes.split("；")[0]


def rows(form):
    facts = [f for f in corrected().facts if f.form == form]
    return list(dict.fromkeys(f.row for f in facts if f.status == "number"))


def of_row(form, row):
    return [f for f in corrected().facts if f.form == form and f.row == row]


def put(cells):
    """The corrected sample with other contents in some cells: place → the fact whose contents to print."""
    facts = tuple(
        replace(f, value=cells[f.place].value, raw=cells[f.place].raw, status=cells[f.place].status)
        if f.place in cells
        else f
        for f in corrected().facts
    )
    return replace(corrected(), facts=facts)


def without(form, row):
    facts = tuple(f for f in corrected().facts if (f.form, f.row) != (form, row))
    return replace(corrected(), facts=facts)


@pytest.mark.parametrize("form", TREES)
def test_a_row_read_one_column_to_the_right(form):
    for row in rows(form):
        cells = of_row(form, row)
        blank = replace(cells[0], value=None, raw="", status="blank")
        shifted = dict(zip([f.place for f in cells], [blank, *cells], strict=False))
        assert "错开一列" in first_cause(put(shifted)), row


@pytest.mark.parametrize("form", TREES)
def test_a_row_read_one_column_to_the_left(form):
    for row in rows(form):
        cells = of_row(form, row)
        if cells[0].value == cells[1].value:
            continue  # both columns print the same: only the last one changes
        blank = replace(cells[0], value=None, raw="", status="blank")
        shifted = dict(zip([f.place for f in cells], [*cells[1:], blank], strict=True))
        assert "错开一列" in first_cause(put(shifted)), row


@pytest.mark.parametrize("form", ["T03", "T05", "T06"])
def test_a_row_that_was_not_read(form):
    silent = {"personnel_total", "operating_total"}  # what they add up is compared class by class instead
    for row in rows(form):
        found = roots(without(form, row))
        assert found or row in silent, row
        for root in found:
            assert "漏读一行" in root.causes.split("；")[0], (row, root.causes)
        assert len(found) <= 1, row


def test_an_item_that_was_not_read_leaves_its_class_short():
    """T02 is compared with no table row by row; its own sums tell, where the row was not the only one."""
    for row in rows("T02"):
        found = roots(without("T02", row))
        assert all("漏读一行" in root.causes.split("；")[0] for root in found), row
    assert len(roots(without("T02", "2010306"))) == 1


@pytest.mark.parametrize("form", ["T01", "T02", "T03", "T04", "T05", "T06", "T07"])
@pytest.mark.parametrize("factor", [TEN_THOUSAND, 1 / TEN_THOUSAND])
def test_a_form_in_the_wrong_unit(form, factor):
    facts = tuple(
        replace(f, value=f.value * factor) if f.form == form and f.value is not None and f.unit == "元" else f
        for f in corrected().facts
    )
    assert "恰差一万倍" in first_cause(replace(corrected(), facts=facts))


def test_two_rows_read_with_each_others_figures():
    here, there = of_row("T05", "2101101"), of_row("T05", "2101102")
    moved = {a.place: b for a, b in zip(here, there, strict=True)}
    moved |= {b.place: a for a, b in zip(here, there, strict=True)}
    found = roots(put(moved))
    assert {f.rule for f in found} == {"X03.05"}
    assert all("串行" in f.causes.split("；")[0] for f in found)


def test_merged_cells_whose_figures_ran_together():
    joined = changed(corrected(), "T05//2010301/total", "8919624.188833278.18")
    joined = changed(joined, "T05//2010301/basic", "")
    assert {f.verdict for f in check(joined) if "T05//2010301/total" in f.left_place.split()} == {
        "cannot_check"
    }
    assert "两个数连在一起" in first_cause(joined)


def test_merged_cells_that_left_the_parts_blank():
    parts = {f"T05//{row}/total": "" for row in ("2010301", "2010306", "2010350", "2010399")}
    merged = corrected()
    for place, raw in parts.items():
        merged = changed(merged, place, raw)
    causes = " ".join(root.causes for root in roots(merged))
    assert "合并单元格" in causes


def test_a_total_read_into_a_part():
    wrong = changed(corrected(), "T06//30299/basic", "1499935.40")
    assert "与合计同数" in first_cause(wrong)


def test_a_single_figure_in_the_neighbouring_column():
    moved = changed(corrected(), "T03//2010301/basic", "86346.00")
    moved = changed(moved, "T03//2010301/project", "8833278.18")
    assert "两列的数互换" in first_cause(moved)
