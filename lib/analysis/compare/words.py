"""The answer in sentences: where the document stands, what it is compared with, what was left out."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pandas as pd

from lib.analysis.bodies import called
from lib.analysis.book import Book
from lib.analysis.compare.beside import title
from lib.analysis.compare.entries import NORMS, Norm, norms
from lib.analysis.compare.multiples import told
from lib.analysis.compare.ranks import Standing, number, standing
from lib.analysis.compare.select import Chosen, Comparison
from lib.analysis.indicators import INDICATORS
from lib.analysis.units import percent, plain
from lib.disclosure import Document
from lib.frames import records

IMPORTS = "导入同一部门其他年度的决算，或其他部门同一年度的决算，就可以比较。"
ONLY = (
    f"资料库中只有这一份决算，没有可以比较的对象。{IMPORTS}"
    "以下列出本部门各项指标与界限；上年数由文中的增减推算，注明“推算”。"
)
NO_OTHER = (
    "没有同口径、同年度而又披露这一指标的其他资料。可打开“列入口径不同的资料”，或另选指标、年度。" + IMPORTS
)

_CENT = Decimal("0.01")


def name(code: str, norm: Norm) -> str:
    """What is compared: the indicator, and how where it is not compared as it is."""
    shown = INDICATORS[code].name
    return shown if norm == "nominal" or norm not in norms(code) else f"{shown}（{NORMS[norm]}）"


def headline(asked: Comparison, chosen: Chosen, unit: str) -> str:
    """Where the document stands among the comparable ones, and against its year before."""
    year = "年度不详" if chosen.year is None else f"{chosen.year}年度"
    what = f"{year}{name(asked.code, asked.norm)}"
    who = called(asked.body) if asked.own.department else "本部门"
    found = standing(chosen)
    mine = next((row.entry for row in chosen.rows if row.own), None)
    if mine is None:
        return f"{what}：{who}没有{year}的指标；{_others(asked, found, unit)}"
    if mine.year != chosen.year:
        return f"{what}：{who}没有这一年度的资料；{_others(asked, found, unit)}"
    if mine.value is None:
        return f"{what}：{who}{mine.state}；{_others(asked, found, unit)}"
    value = f"{said(asked, mine.value, unit)}{'（推算）' if mine.implied else ''}"
    last = _last(asked, chosen.year, mine.value, unit)
    if found is not None and found.rank is None:
        return f"{what}：{who}{value}{last}，不参加排名；{_others(asked, found, unit)}"
    if found is None or found.rank is None or found.count < 2:
        return f"{what}：{who}{value}{last}。资料库中没有同口径、同年度的其他资料可比。"
    tied = f"（{found.tied + 1}份并列）" if found.tied else ""
    middle = said(asked, found.median, unit)
    side = f"{'高' if mine.value > found.median else '低'}于中位数{middle}"
    if mine.value == found.median:
        side = f"等于中位数{middle}"
    elif middle == said(asked, mine.value, unit):
        side = f"与中位数{middle}基本持平"
    return f"{what}：{who}{value}，在{found.count}份可比资料中由高到低第{found.rank}位{tied}，{side}{last}。"


def said(asked: Comparison, value: Decimal, unit: str) -> str:
    """A value with its unit, for a sentence."""
    if asked.unit == "元":
        return plain(value.quantize(_CENT), unit)
    return told(value, asked.unit, unit) + ("" if asked.unit == "%" else asked.unit)


def _others(asked: Comparison, found: Standing | None, unit: str) -> str:
    if found is None:
        return "其他资料也没有可比的数。"
    return f"{found.count}份可比资料的中位数是{said(asked, found.median, unit)}。"


def _last(asked: Comparison, year: int | None, value: Decimal, unit: str) -> str:
    """Against the year before: its value, printed or worked back."""
    before = next((e for e in asked.line if year is not None and e.year == year - 1), None)
    if before is None or before.value is None:
        return ""
    worked = "，推算" if before.implied else ""
    if value == before.value:
        return f"；与上年持平{'（推算）' if worked else ''}"
    if said(asked, value, unit) == said(asked, before.value, unit):
        return f"；与上年基本持平{'（推算）' if worked else ''}"
    way = "上升" if value > before.value else "下降"
    return f"；比上年{way}（上年{said(asked, before.value, unit)}{worked}）"


def alone(asked: Comparison, chosen: Chosen) -> str:
    """What to say where there is nothing to compare with; empty where there is."""
    if len({entry.document_id for entry in asked.pool}) <= 1:
        return ONLY
    found = standing(chosen)
    return NO_OTHER if found is None or found.count < 2 else ""


def left_out(chosen: Chosen, own: Document) -> tuple[str, ...]:
    """What the comparison does not include, a sentence each."""
    other = "单位" if own.scope == "部门" else "部门"
    unknown = sum(row.entry.value is None for row in chosen.rows)
    apart = sum(not row.comparable and row.entry.value is not None for row in chosen.rows)
    told = (
        (chosen.without_year, f"另有{chosen.without_year}个{own.scope}没有{chosen.year}年度的决算，未列入。"),
        (chosen.other_scope, f"另有{chosen.other_scope}个{other}口径不同，未列入。"),
        (unknown, f"{unknown}份资料未披露或无法计算这一指标，列在表的末尾，不排名。"),
        (apart, f"{apart}份资料的口径、年度或来历不同，以虚框表示并注明，不参加排名和分位数。"),
    )
    return tuple(sentence for count, sentence in told if count)


def headline_of_lines(
    left: Document, right: Document, frame: pd.DataFrame, unit: str, counts: pd.DataFrame | None = None
) -> str:
    """How the totals of two documents differ, and how many lines were added, dropped or changed.

    ``frame`` is of amounts, which are told in ``unit``; ``counts`` (of the same form and column) speak where
    there are none.
    """
    apart = left.department == right.department and left.region != right.region
    who = f"{_who(right, region=apart)}比{_who(left, region=apart)}"
    shown = counts if frame.empty and counts is not None else frame
    if shown.empty:
        return f"{who}：这张表的这一栏没有可比的数字。"
    found = shown["status"].value_counts()
    order = ("新增", "取消", "增加", "减少", "持平", "未披露", "口径变化", "无法比较")
    told = [f"{status}{found[status]}行" for status in order if status in found]
    total = _total(shown)
    first = "" if total is None else _difference(total, unit)
    return f"{who}：{f'{first}；' if first else ''}{'，'.join(told)}。"


def broken_totals(left: Book, right: Book, frame: pd.DataFrame) -> tuple[str, ...]:
    """Cautions about the totals of ``frame`` (as above) that contradict other figures of their document."""
    total, found = _total(frame), []
    if total is None:
        return ()
    for who, book in (("甲", left), ("乙", right)):
        places = [s.ref for s in total["sources"] if s.document_id == book.document.document_id]
        if any(finding.severity == "error" for finding in book.flaws(places)):
            found.append(
                f"{who}的“{total['label']}”与该文件的其他数字不符（见“勾稽核对”），据此得出的差额须先核实。"
            )
    return tuple(found)


def _total(frame: pd.DataFrame) -> dict[str, Any] | None:
    return next((row for row in records(frame) if not row["code"] and "合计" in row["label"]), None)


def _difference(row: dict[str, Any], unit: str) -> str:
    """``合计多5.00万元（+4.00%）``, ``车辆数合计多1辆``; empty where there is no difference to tell."""
    money = "difference" in row
    value = row["difference" if money else "difference_count"]
    if not value:
        return "" if value is None else f"{row['label']}相同"
    rate = "" if row["growth"] is None else f"（{percent(row['growth'], signed=True)}）"
    shown = plain(abs(value), unit) if money else f"{number(abs(value))}{row['unit']}"
    return f"{row['label']}{'多' if value > 0 else '少'}{shown}{rate}"


def _who(document: Document, *, region: bool) -> str:
    """A document by its department; with ``region`` also by that, where the name is not enough."""
    of = f"（{document.region or '地区未识别'}）" if region and document.department else ""
    return f"{document.department}{of}{title(document)}"


def spread(asked: Comparison, chosen: Chosen, unit: str) -> str:
    """The legend of a distribution with its quartiles; empty where there are too few documents for them."""
    found = standing(chosen)
    if found is None or found.first is None or found.third is None:
        return ""
    first, third = (said(asked, value, unit) for value in (found.first, found.third))
    return f"竖线是中位数；深色框是居中的一半资料（{first}至{third}）；浅色带和虚线是界限；实心菱形是本部门。"
