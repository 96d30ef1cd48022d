"""The slide on 比较: the ends and one's own, with sources; nothing where there is nothing to compare with."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

from lib.analysis import compare
from lib.analysis.book import Book
from lib.analysis.slides import arrange, slides
from lib.analysis.slides.compare import KEY, compared
from lib.analysis.slides.model import ROWS
from tests.analysis import build
from tests.analysis.comparing import figure, frame, own


def pool(*rows, code="budget_completion", norm="nominal"):
    return compare.pool(frame(*rows), code, norm)


def test_the_ends_and_ones_own_with_their_places():
    made = [figure(f"第{n}个局", str(200 - n)) for n in range(40)]
    slide = compared(Book(own("第20个局")), pool(*made))
    assert slide is not None
    assert slide.key == KEY
    assert len(slide.rows) == ROWS
    assert [row[0] for row in slide.rows][:2] == ["1", "2"]
    assert slide.rows[-1][:3] == ("40", "第39个局", Decimal(161))
    assert [row[1] for row in slide.rows if row[3] == "本部门"] == ["第20个局"]
    assert "由高到低第21位" in slide.headline
    assert slide.told == "居中的30份资料未列出"
    assert slide.chart.categories[-1] == "第39个局"
    assert "本部门：第20个局" in slide.chart.categories
    cited = list(dict.fromkeys(source.document_id for source in slide.sources))
    assert cited[0] == "第20个局-部门-2022"
    assert len(cited) == ROWS + 1
    assert cited[-1] == "第19个局-部门-2022"  # with one's own it makes the median
    assert all(source.page == 7 for source in slide.sources)


def test_equals_share_a_rank_and_amounts_stand_in_the_units_that_show_them():
    made = [figure(n, v, "three_public") for n, v in (("甲局", "2640"), ("乙局", "2640"), ("丙局", "5"))]
    slide = compared(Book(own()), pool(*made, code="three_public"), "three_public")
    assert [row[0] for row in slide.rows] == ["1", "1", "3"]
    assert slide.header[2] == "数值（元）"
    assert slide.rows[0][2] == Decimal(2640)


def test_nothing_without_two_comparable_documents():
    alone = pool(figure("甲局", "98"), figure("乙站", "90", scope="单位"), figure("丙局", "90", year=2021))
    assert compared(Book(own()), alone) is None
    unknown = pool(figure("甲局", None), figure("乙局", "90"), figure("丙局", "91"))
    assert compared(Book(own()), unknown) is None


def test_it_stands_among_the_other_slides():
    book = build.book(build.form03("100", ("201", "一般公共服务支出", "100")))
    book = dataclasses.replace(book, document=own())
    slide = compared(book, pool(figure("甲局", "98"), figure("乙局", "90")))
    keys = [each.key for each in arrange(slides(book, beside=[slide]))]
    assert KEY in keys


def test_what_the_headline_states_is_cited_first_and_regions_are_no_notes():
    made = [figure(f"第{n}个局", str(200 - n), region="甲市") for n in range(3)]
    made += [figure("甲局", "95", region="乙市"), figure("甲局", "90", year=2021, page=9, region="乙市")]
    slide = compared(Book(own(region="乙市")), pool(*made))
    assert "上年90.00%" in slide.headline
    assert [source.document_id for source in slide.sources][:2] == ["甲局-部门-2022", "甲局-部门-2021"]
    assert [row[3] for row in slide.rows] == ["甲市", "甲市", "甲市", "本部门"]
    assert "· 甲市" not in slide.notes
