"""What the 核对单 says, in words and numbers, whatever it is written as: Word, Excel or a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lib.analysis.checks import VERDICTS, Item, Sheet, Side, said
from lib.analysis.questions import Question
from lib.analysis.reading import STATUS
from lib.analysis.units import convert
from lib.disclosure import Document, Finding
from lib.reporting.checklist.texts import NOTHING, clean, compact, measured, pages_text, titles

TITLE = "部门决算勾稽核对单"
NOTICE = "由“决算透视”据公开文件整理，不代表任一方有误"
READ, MATTERS, APART, ASKED = "读取情况", "需要核对的事项", "舍入差与无法核对的事项", "可能被问到的问题"
SECTIONS = (READ, MATTERS, APART, ASKED)
"""The sections in their order."""

FORM_COLUMNS = ("报表", "结果", "页", "读出的数", "经勾稽印证", "未能印证", "相互矛盾")
APART_COLUMNS = ("结果", "规则", "处数", "页", "说明")
ANSWER_COLUMNS = ("答复", "答复人", "日期")

_ID_DIGITS = 16
_REMARKS = 3


@dataclass(frozen=True, slots=True)
class FormRow:
    """What became of one form; ``alone`` are figures in no identity that could be checked."""

    title: str
    status: str
    pages: str
    figures: int
    confirmed: int
    alone: int
    contradicted: int


@dataclass(frozen=True, slots=True)
class Party:
    """One side (甲方 or 乙方): the place, what is printed there, the value that is compared, the pages.

    ``value`` is in the entry's unit, and ``None`` where no value is compared; ``page`` is the first page.
    """

    place: str
    printed: str
    value: Decimal | None
    pages: str
    page: int | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One matter with both of its sides. Amounts are in ``unit``; ``difference`` is left minus right."""

    number: int
    severity: str
    rule: str
    meaning: str
    left: Party
    right: Party
    unit: str
    difference: Decimal | None
    envelope: Decimal | None
    arithmetic: str
    remark: str
    causes: str
    follows: int
    follows_text: str

    @property
    def gap(self) -> bool:
        """Whether there is a difference to state; a question of wording or of practice has none."""
        return self.difference is not None or self.envelope is not None

    @property
    def difference_text(self) -> str:
        """``19,505,263.62元``, ``−47.20个百分点``, or ``—``."""
        return measured(self.difference, self.unit, gap=True)

    @property
    def envelope_text(self) -> str:
        """What rounding alone can explain, with its unit; ``0`` where both must be the same."""
        return measured(self.envelope, self.unit, gap=True)


@dataclass(frozen=True, slots=True)
class Apart:
    """The results of one rule that are no matter for a question: how many, on which pages, why."""

    verdict: str
    rule: str
    meaning: str
    count: int
    pages: str
    remark: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One question that may be asked, with the figure behind it and the document's own words on it."""

    number: int
    text: str
    figure: str
    formula: str
    places: str
    pages: str
    reason: str


def about(document: Document) -> tuple[tuple[str, str], ...]:
    """Label and text of everything that tells which file was checked, when and by what."""
    year = "未知" if document.fiscal_year is None else f"{document.fiscal_year}年度"
    return (
        ("部门", clean(document.department) or "未知"),
        ("年度", year),
        ("文件名", clean(document.file_name)),
        ("文件校验码", f"SHA-256 前{_ID_DIGITS}位：{document.document_id[:_ID_DIGITS]}"),
        ("页数", f"{document.pages}页"),
        ("核对时间", f"{document.read_at.astimezone():%Y年%m月%d日 %H:%M}"),
        ("程序版本", f"决算透视 {document.parser_version}"),
        ("表内单位", document.unit or "未注明"),
    )


def forms(sheet: Sheet) -> tuple[FormRow, ...]:
    """One row a form, in the order of the forms."""
    pages = {entry.form: entry.pages for entry in sheet.ledger if entry.form}
    return tuple(
        FormRow(
            clean(proof.title),
            STATUS.get(proof.status, proof.status),
            pages.get(proof.form, "") or NOTHING,
            proof.figures,
            proof.confirmed,
            proof.alone,
            proof.contradicted,
        )
        for proof in sheet.proofs
    )


def totals(rows: Iterable[FormRow]) -> FormRow:
    """The last row of the forms: the sums of their counts."""
    rows = tuple(rows)
    return FormRow(
        "合计",
        "",
        "",
        sum(row.figures for row in rows),
        sum(row.confirmed for row in rows),
        sum(row.alone for row in rows),
        sum(row.contradicted for row in rows),
    )


def leftovers(sheet: Sheet) -> tuple[str, ...]:
    """What the reading could not make sense of: the beginning of the words, and the page."""
    return tuple(
        f"{clean(entry.title)}（第{entry.pages}页）" if entry.pages else clean(entry.title)
        for entry in sheet.ledger
        if not entry.form
    )


def entries(items: Iterable[Item], unit: str = "元") -> tuple[Entry, ...]:
    """The items of a 核对单 as rows, amounts of 元 in ``unit``."""
    return tuple(_entry(item, unit) for item in items)


def apart(sheet: Sheet, unit: str = "元") -> tuple[Apart, ...]:
    """Rounding differences and what could not be checked, one row a verdict and rule."""
    groups: dict[tuple[str, str], list[Item]] = {}
    for item in (*sheet.rounded, *sheet.unchecked):
        groups.setdefault((item.finding.verdict, item.finding.rule), []).append(item)
    return tuple(_apart(items, unit) for items in groups.values())


def asked(questions: Sequence[Question]) -> tuple[Asked, ...]:
    """The questions as rows."""
    return tuple(
        Asked(
            question.rank,
            clean(question.text),
            clean(question.figure) or NOTHING,
            clean(question.formula),
            clean(titles(source.title for source in question.sources)) or NOTHING,
            pages_text(source.page for source in question.sources),
            clean(question.reason_text),
        )
        for question in questions
    )


def _entry(item: Item, unit: str) -> Entry:
    finding = item.finding
    money = finding.unit == "元"
    arithmetic, remark = _said(finding)
    return Entry(
        number=item.number,
        severity=item.severity_text,
        rule=finding.rule,
        meaning=clean(finding.meaning),
        left=_party(item.left, finding, unit),
        right=_party(item.right, finding, unit),
        unit=unit if money else finding.unit,
        difference=_in(finding.difference, unit if money else ""),
        envelope=_in(finding.envelope, unit if money else ""),
        arithmetic=clean(arithmetic),
        remark=clean(remark),
        causes=clean(finding.causes),
        follows=len(item.follows),
        follows_text=clean(_follows(item.follows)),
    )


def _said(finding: Finding) -> tuple[str, str]:
    """The arithmetic and what else there is to say; the sum never twice."""
    words = said(finding)
    if finding.arithmetic and words.startswith(finding.arithmetic):
        return finding.arithmetic, words.removeprefix(finding.arithmetic).lstrip("；")
    return finding.arithmetic, words


def _party(side: Side, finding: Finding, unit: str) -> Party:
    compared = finding.difference is not None or len(side.sources) == 1
    value = side.value if compared and side.raw else None
    place = compact(side.label)
    if side.document:
        place = f"另一文件《{side.document}》：{place}"
    return Party(
        place=clean(place) or NOTHING,
        printed=clean(side.raw) or NOTHING,
        value=_in(value, unit if finding.unit == "元" else ""),
        pages=pages_text([side.page, *(source.page for source in side.sources)]),
        page=side.page,
    )


def _follows(follows: Sequence[Finding]) -> str:
    """``表间相等（2处，第7、11页）；…``: one clause a rule, in the order of the findings."""
    rules: dict[tuple[str, str], list[Finding]] = {}
    for finding in follows:
        rules.setdefault((finding.rule, finding.meaning), []).append(finding)
    clauses = []
    for (rule, meaning), found in rules.items():
        pages = pages_text(page for finding in found for page in (finding.left_page, finding.right_page))
        clauses.append(f"{rule} {meaning}（{len(found)}处，第{pages}页）")
    return "；".join(clauses)


def _apart(items: Sequence[Item], unit: str) -> Apart:
    finding = items[0].finding
    sides = [side for item in items for side in (item.left, item.right)]
    pages = [page for side in sides for page in (side.page, *(source.page for source in side.sources))]
    if finding.verdict == "rounding":
        widest = max(
            (abs(i.finding.difference) for i in items if i.finding.difference is not None), default=None
        )
        money = finding.unit == "元"
        shown = measured(_in(widest, unit if money else ""), unit if money else finding.unit, gap=True)
        remark = f"差额最大{shown}，在舍入允许之内" if widest is not None else ""
    else:
        reasons = list(dict.fromkeys(said(item.finding) for item in items))
        remark = "；".join(reasons[:_REMARKS])
        remark += f"；等{len(reasons)}种情形" if len(reasons) > _REMARKS else ""
    return Apart(
        VERDICTS[finding.verdict],
        finding.rule,
        clean(finding.meaning),
        len(items),
        pages_text(pages),
        clean(remark) or NOTHING,
    )


def _in(value: Decimal | None, unit: str) -> Decimal | None:
    return convert(value, unit) if unit and value is not None else value
