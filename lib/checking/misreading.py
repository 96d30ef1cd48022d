"""Patterns of a breach that a misreading explains: said first, before the document is blamed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from lib.checking.figures import Cells
from lib.checking.judge import Result, money
from lib.checking.suspect import Suspect

_TEN_THOUSAND = Decimal(10000)


def readings(result: Result, row: Sequence[Result], cells: Cells) -> Iterator[str]:
    """Yield what may have gone wrong in reading a root.

    ``row`` are all results of the same rule about the same row, one a column.
    """
    if is_unit_slip(result):
        yield "两边恰差一万倍，先核对单位（元、万元）是否读错"
    if any(figure.state == "unreadable" for figure in result.figures):
        yield "有单元格没有读出，先看原文"
    if len(row) > 1 and result.rule.endswith((".2", ".3")):
        yield from _pattern({each.left[0].place.rsplit("/", 1)[1]: _gap(each) for each in row})
    if result.rule.startswith("T") and len({f.page for f in result.figures if f.printed}) > 1:
        yield "所涉单元格跨页，先核对续页的行是否读全"
    if any(
        cells.status(f.place.split("/")[0]) == "doubtful" for f in result.figures if f.place.count("/") == 3
    ):
        yield "该表读取存疑，先看原文"


def is_unit_slip(result: Result) -> bool:
    """Whether the two sides differ by the factor of 万."""
    left, right = result.left_value or Decimal(0), result.right_value or Decimal(0)
    if left == 0 or right == 0 or result.unit != "元":
        return False
    ratio = abs(left / right)
    return any(abs(ratio / factor - 1) < Decimal("0.001") for factor in (_TEN_THOUSAND, 1 / _TEN_THOUSAND))


def _gap(result: Result) -> Decimal:
    """What the parts lack of the whole; all of it where no part is printed."""
    if result.verdict == "cannot_check":
        return result.left_value or Decimal(0)
    return result.difference or Decimal(0)


def _pattern(gaps: dict[str, Decimal]) -> Iterator[str]:
    """Differences of one row over several columns: of a row left out, or of a figure in the wrong column."""
    parts = sum((gap for measure, gap in gaps.items() if measure != "total"), Decimal(0))
    total = gaps.get("total", Decimal(0))
    if total == parts and total > 0:
        shown = "、".join(money(gap) for gap in gaps.values())
        yield f"各列差额（{shown}元）自身成一行，先核对是否漏读一行"
    elif parts == 0 and total == 0:
        yield "两列差额一正一负，先核对是否有数字读错列"


def slips(suspect: Suspect) -> Iterator[str]:
    """Yield what slip of printing or reading turns the expected value into the printed one."""
    printed, expected = suspect.printed, suspect.expected
    if expected in {Decimal(0), printed}:
        return
    ratio = printed / expected
    due = f"{money(expected) if suspect.unit == '元' else f'{expected.normalize():f}'}{suspect.unit}"
    if printed == 0:
        yield f"该格空白或为零，其他各处都指向{due}"
    elif ratio == ratio.to_integral_value() and 2 <= ratio <= 9:
        yield f"恰为其他各处所示{due}的{ratio.to_integral_value()}倍，合计时可能重复汇总了不同级次"
    elif ratio in {Decimal(10), Decimal("0.1"), Decimal(100), Decimal("0.01")}:
        yield f"与其他各处所示{due}差一个小数点"
    elif printed == -expected:
        yield "正负号相反"
    elif sorted(f"{printed:f}") == sorted(f"{expected:f}"):
        yield f"与其他各处所示{due}数字相同、次序颠倒"
    else:
        yield f"其他各处都指向{due}"
