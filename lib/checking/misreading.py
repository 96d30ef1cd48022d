"""Patterns of a breach that a misreading explains: said first, before the document is blamed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from lib.checking.figures import SIDES, Cells
from lib.checking.judge import Result, money
from lib.checking.suspect import Suspect
from lib.forms.classification import Classification

_TEN_THOUSAND = Decimal(10000)
_SLASHES = 3
_ITEM = 5
"""Digits of a 款."""
_SEVERAL = 2
_FEW = 3
"""Rows that may have been lost one by one; more of them are a shorter form."""
_NEAR = {"元": Decimal("0.001"), "%": Decimal("0.02")}
"""How near the quotient of two sides is to 万 if one of them is in the wrong unit."""
_SELDOM_LISTED = ("30306", "30310", "30311")
"""Economic items that the forms of some years and provinces leave out."""


def readings(result: Result, row: Sequence[Result], cells: Cells) -> Iterator[str]:
    """Yield what may have gone wrong in reading a root.

    ``row`` are all results of the same rule about the same row, one a column.
    """
    if is_unit_slip(result):
        yield "两边恰差一万倍，先核对单位（元、万元）是否读错"
    if any(figure.state == "unreadable" for figure in result.figures):
        yield "有单元格未能识读，先核对原文"
    yield from _run_together(result, cells)
    yield from _not_there(result)
    if len(row) > 1 and result.rule.endswith((".1", ".2", ".3")) and result.rule[0] == "T":
        yield from _pattern({each.left[0].place.rsplit("/", 1)[1]: _gap(each) for each in row})
    yield from _merged(result)
    yield from _unlisted(result, cells)
    if result.rule.startswith("T") and len({f.page for f in result.figures if f.printed}) > 1:
        yield "所涉单元格跨页，先核对续页的行是否读全"
    if any(
        cells.status(f.place.split("/")[0]) == "doubtful" for f in result.figures if f.place.count("/") == 3
    ):
        yield "该表读取存疑，先核对原文"


def _run_together(result: Result, cells: Cells) -> Iterator[str]:
    """A blank cell beside one that holds something that is no number."""
    for figure in result.figures:
        if figure.state != "blank" or figure.place.count("/") != _SLASHES:
            continue
        form, side, row, _ = figure.place.split("/")
        known = SIDES[side]
        beside = (cells.cell(form, row, measure, known) for measure in cells.measures(form, row, known))
        unread = next((cell for cell in beside if cell.state == "unreadable"), None)
        if unread is not None:
            yield f"{unread.label}未能识读（“{unread.raw.strip()}”），先核对是否合并单元格、两个数连在一起"
            return


def _not_there(result: Result) -> Iterator[str]:
    """A row that one table prints and the other has not at all."""
    sides = (result.left, result.right)
    if result.rule[0] != "X" or not all(sides):
        return
    gone = [side for side in sides if all(figure.state == "absent" for figure in side)]
    if len(gone) == 1:
        yield f"{gone[0][0].label}没有读到这一行，先核对是否漏读一行"


def _merged(result: Result) -> Iterator[str]:
    """A whole beside cells that are all blank, or a part that repeats the whole."""
    parts = [figure for figure in result.right if figure.state != "absent"]
    if result.rule[0] != "T" or len(parts) < _SEVERAL or result.left_value in {None, 0}:
        return
    if not any(figure.printed for figure in parts):
        yield "各分项都是空白，先核对是否合并单元格、数字未能识读"
    same = [figure for figure in parts if figure.value == result.left_value]
    if len(same) == 1 and result.right_value != result.left_value:
        yield f"{same[0].label}与合计同数，先核对是否把合计读进（印进）了该格"


def _unlisted(result: Result, cells: Cells) -> Iterator[str]:
    """Economic items of a 类 that the form lists in full, blanks included, but for these."""
    if result.rule not in {"T06.1", "T06X.1"} or (result.difference or 0) <= 0:
        return
    form, side, row, _ = result.left[0].place.split("/")
    listed = {code for code in cells.rows(form) if code.startswith(row) and len(code) == _ITEM}
    if side or not any(cells.blank_row(form, code) for code in listed):
        return
    known = Classification.load()
    official = [
        code for code in known.codes("economic", "款") if code.startswith(row) and code not in _SELDOM_LISTED
    ]
    missing = [f"{code}{known.name('economic', code)}" for code in official if code not in listed]
    if 0 < len(missing) <= _FEW:
        yield f"表中没有读到{'、'.join(missing)}，先核对是否漏读一行"


def is_unit_slip(result: Result) -> bool:
    """Whether the two sides differ by the factor of 万."""
    left, right = result.left_value or Decimal(0), result.right_value or Decimal(0)
    if left == 0 or right == 0 or result.unit not in {"元", "%"}:
        return False
    ratio, near = abs(left / right), _NEAR[result.unit]
    return any(abs(ratio / factor - 1) < near for factor in (_TEN_THOUSAND, 1 / _TEN_THOUSAND))


def _gap(result: Result) -> Decimal:
    """What the parts lack of the whole; all of it where no part is printed."""
    if result.verdict == "cannot_check":
        return result.left_value or Decimal(0)
    return result.difference or Decimal(0)


def _pattern(gaps: dict[str, Decimal]) -> Iterator[str]:
    """Differences of one row over several columns: of a row left out, or of a figure in the wrong column."""
    parts = sum((gap for measure, gap in gaps.items() if measure != "total"), Decimal(0))
    total = gaps.get("total", Decimal(0))
    whole = total == parts or (gaps.keys() == {"total", "basic"} and total > parts)
    if whole and total > 0 and parts > 0 and min(gaps.values()) >= 0:
        shown = "、".join(money(gap) for gap in gaps.values())
        yield f"各列差额（{shown}元）自身成一行，先核对是否漏读一行"
    elif parts == 0 and total == 0:
        yield "两列差额一正一负，先核对是否有数字读错列"


def slip(suspect: Suspect, *, named: bool) -> tuple[str, bool]:
    """What slip of printing or reading turns the expected value into the printed one, and whether it is one
    that hardly comes about by chance. ``named`` says the suspect's name as well.
    """
    figure, expected = suspect.figure, suspect.expected
    of = f"{figure.label}：" if named else ""
    due = f"{money(expected) if figure.unit == '元' else f'{expected.normalize():f}'}{figure.unit}"
    if expected != 0 and figure.value != 0:
        certain = _slip_of_pen(figure.value, expected, due)
        if certain:
            return of + certain, True
    if figure.state == "absent":
        said = f"{figure.label}没有读到（其他各处都指向{due}），先核对是否漏读"
    elif expected == 0:
        said = f"{of}其他各处都指向该格应为零"
    elif figure.value == 0:
        said = f"{of}该格空白或为零，其他各处都指向{due}"
    else:
        said = f"{of}其他各处都指向{due}"
    return said, False


def _slip_of_pen(printed: Decimal, expected: Decimal, due: str) -> str:
    ratio = printed / expected
    said = ""
    if ratio == ratio.to_integral_value() and 2 <= ratio <= 9:
        said = f"恰为其他各处所示{due}的{ratio.to_integral_value()}倍，合计时可能重复汇总了不同级次"
    elif ratio in {_TEN_THOUSAND, 1 / _TEN_THOUSAND}:
        said = f"与其他各处所示{due}恰差一万倍，先核对单位（元、万元）是否读错"
    elif ratio in {Decimal(10), Decimal("0.1"), Decimal(100), Decimal("0.01")}:
        said = f"与其他各处所示{due}差一个小数点"
    elif printed == -expected:
        said = "正负号相反"
    elif sorted(f"{printed:f}") == sorted(f"{expected:f}"):
        said = f"与其他各处所示{due}数字相同、次序颠倒"
    return said
