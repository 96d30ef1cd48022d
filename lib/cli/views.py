"""What ``parse`` shows to a person: tables with Chinese headings, amounts with thousands separators."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any

from rich import box
from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from lib.disclosure import Disclosure, Finding, LedgerEntry
from lib.forms import EXTRAS, FORMS

_FORMS = {**FORMS, **EXTRAS}
_STATUS = {
    "read": "已读出",
    "empty": "空表",
    "doubtful": "存疑",
    "not_found": "未找到",
    "image_only": "仅图像",
    "not_understood": "未识别",
}
_SIDES = {"income": "收入", "expenditure": "支出", "": ""}
_DIRECTIONS = {"increase": "增加", "decrease": "减少", "unchanged": "持平", "": ""}
_QUANTITIES = {
    "amount": "金额",
    "outturn": "决算数",
    "budget": "预算数",
    "change": "增减额",
    "growth": "增减率",
    "share": "占比",
    "completion": "完成率",
    "executed": "执行数",
    "execution_rate": "执行率",
    "balance": "结转结余",
    "count": "数量",
    "score": "得分",
    "year": "年份",
    "month": "月",
    "day": "日",
    "threshold": "门槛",
    "none_stated": "无此项",
    "unknown": "未识别",
}
_SOURCES = {"form": "自评表", "narrative": "情况说明"}
_KINDS = {"final_account": "决算", "budget": "预算"}
_SEVERITIES = {"error": "错误", "warning": "需说明", "info": "提示"}
_GRAVITY = tuple(_SEVERITIES)
_VERDICTS = {
    "broken": "不符",
    "rounding": "舍入差",
    "cannot_check": "无法核对",
    "holds": "相符",
    "not_applicable": "不适用",
}
_UNREMARKABLE = ("holds", "not_applicable")

_Column = tuple[str, Callable[[Any], object]]


def _measure(fact: Any) -> str:
    form = _FORMS.get(fact.form)
    columns = [c for c in form.columns if c.measure == fact.measure] if form else []
    same_side = [c for c in columns if c.side in ("", fact.side)]
    return (same_side or columns)[0].label if columns else fact.measure


_COLUMNS: dict[str, tuple[_Column, ...]] = {
    "facts": (
        ("表", lambda r: r.form),
        ("方", lambda r: _SIDES[r.side]),
        ("编码", lambda r: r.code),
        ("项目", lambda r: r.label),
        ("栏目", _measure),
        ("数值", lambda r: r.raw if r.value is None else r.value),
        ("单位", lambda r: r.unit),
        ("页", lambda r: r.page),
    ),
    "statements": (
        ("部分", lambda r: r.section),
        ("主题", lambda r: r.subject),
        ("量", lambda r: _QUANTITIES.get(r.quantity, r.quantity)),
        ("基数", lambda r: r.base),
        ("方向", lambda r: _DIRECTIONS[r.direction]),
        ("数值", lambda r: r.raw if r.value is None or r.quantity == "year" else r.value),
        ("单位", lambda r: r.unit),
        ("页", lambda r: r.page),
    ),
    "projects": (
        ("序号", lambda r: r.ordinal),
        ("项目", lambda r: r.name),
        ("年初预算（元）", lambda r: r.budget_original),
        ("全年预算（元）", lambda r: r.budget_revised),
        ("全年执行（元）", lambda r: r.executed),
        ("结转结余（元）", lambda r: r.balance),
        ("执行率（%）", lambda r: r.execution_rate),
        ("总分", lambda r: r.total_score),
        ("等级", lambda r: r.grade),
        ("来源", lambda r: _SOURCES[r.source]),
        ("页", lambda r: r.page),
    ),
    "indicators": (
        ("项目", lambda r: r.project),
        ("一级指标", lambda r: r.level1),
        ("二级指标", lambda r: r.level2),
        ("三级指标", lambda r: r.name),
        ("年初指标值", lambda r: r.target),
        ("调整后指标值", lambda r: r.adjusted_target),
        ("实际完成值", lambda r: r.actual),
        ("分值", lambda r: r.points),
        ("得分", lambda r: r.score),
        ("偏差原因", lambda r: r.deviation_reason),
        ("页", lambda r: r.page),
    ),
    "findings": (
        ("规则", lambda r: r.rule),
        ("结果", lambda r: _VERDICTS[r.verdict]),
        ("程度", lambda r: _SEVERITIES[r.severity] if r.verdict == "broken" else ""),
        ("页", lambda r: r.left_page or r.right_page or ""),
        ("说明", lambda r: r.message),
        ("源于", lambda r: r.root),
    ),
    "ledger": (
        ("表", lambda r: r.form),
        ("结果", lambda r: _STATUS[r.status]),
        ("名称", lambda r: r.title),
        ("单位", lambda r: r.unit),
        ("页", lambda r: r.pages),
        ("数字", lambda r: Decimal(r.figures)),
        ("说明", lambda r: r.note),
    ),
}


def view(disclosure: Disclosure, what: str) -> RenderableType:
    """Return one table of a disclosure to print.

    Of the facts, blanks are counted, not listed; of the findings, what holds or does not apply.
    """
    if what == "document":
        return _document(disclosure)
    rows = getattr(disclosure, what)
    if what == "facts":
        figures = [fact for fact in rows if fact.status != "blank"]
        return Group(_table(_COLUMNS[what], figures), Text(f"另有空白单元格{len(rows) - len(figures)}个"))
    if what == "findings":
        told = [finding for finding in rows if finding.verdict not in _UNREMARKABLE]
        return Group(listing(told), Text(tally(rows)))
    return _table(_COLUMNS[what], rows)


def listing(findings: Sequence[Finding]) -> RenderableType:
    """Return findings a line each."""
    return _table(_COLUMNS["findings"], findings)


def tally(findings: Sequence[Finding]) -> str:
    """Say how many checks agree, are off by rounding, disagree (how gravely), or could not be made.

    Breaches are told by root, each as grave as the gravest that follows from it.
    """
    verdicts: Counter[str] = Counter(finding.verdict for finding in findings)
    broken = [finding for finding in findings if finding.verdict == "broken"]
    roots: dict[str, int] = {}
    for finding in broken:
        root, gravity = finding.root or finding.id, _GRAVITY.index(finding.severity)
        roots[root] = min(gravity, roots.get(root, gravity))
    counts = Counter(roots.values())
    disagree = f"不符{len(broken)}项"
    if broken:
        grave = "、".join(f"{_SEVERITIES[name]}{counts[at]}" for at, name in enumerate(_GRAVITY))
        disagree += f"（归为{len(roots)}个问题：{grave}）"
    parts = [f"{name}{verdicts[verdict]}项" for verdict, name in _VERDICTS.items() if verdict != "broken"]
    return f"{len(findings)}项核对：{'，'.join([disagree, *parts])}"


def summary(disclosure: Disclosure) -> RenderableType:
    """Return what a reader wants to know first: the document, what became of each form, the projects."""
    forms = [entry for entry in disclosure.ledger if entry.form]
    left = [entry for entry in disclosure.ledger if not entry.form]
    figures = sum(fact.status == "number" for fact in disclosure.facts)
    parts: list[RenderableType] = [_document(disclosure), _ledger("法定表", forms)]
    if disclosure.projects:
        parts.append(_table(_COLUMNS["projects"], disclosure.projects, title="项目"))
    if left:
        parts.append(_ledger("未能读懂的内容", left))
    parts.append(
        Text(
            f"表中数字{figures}个，情况说明中的陈述{len(disclosure.statements)}条，"
            f"项目{len(disclosure.projects)}个，绩效指标{len(disclosure.indicators)}条"
        )
    )
    if disclosure.findings:
        parts.append(Text(f"{tally(disclosure.findings)}。用 check 命令看核对结果"))
    return Group(*parts)


def _document(disclosure: Disclosure) -> RenderableType:
    document = disclosure.document
    table = Table.grid(padding=(0, 2))
    year = "未写明" if document.fiscal_year is None else f"{document.fiscal_year}年度"
    for name, value in (
        ("文件", document.file_name),
        ("部门", document.department or "未写明"),
        ("地区", document.region),
        ("年度", f"{year}{document.scope}{_KINDS[document.kind]}"),
        ("金额单位", document.unit),
        ("页数", document.pages),
        ("编号", document.document_id),
    ):
        if value:
            table.add_row(name, escape(str(value)))
    return table


def _ledger(title: str, entries: Sequence[LedgerEntry]) -> RenderableType:
    columns = _COLUMNS["ledger"]
    return _table(columns if entries[0].form else columns[2:], entries, title=title)


def _table(columns: Sequence[_Column], rows: Iterable[object], *, title: str | None = None) -> Table:
    table = Table(title=title, box=box.SIMPLE_HEAD, title_justify="left", pad_edge=False)
    cells = [[read(row) for _, read in columns] for row in rows]
    for at, (name, _) in enumerate(columns):
        numeric = any(isinstance(row[at], Decimal) for row in cells)
        table.add_column(name, justify="right" if numeric else "left", overflow="fold")
    for row in cells:
        table.add_row(*(escape(_show(value)) for value in row))
    return table


def _show(value: object) -> str:
    """``value`` as a cell: exact, without the zeros that only a change of unit has put behind the 分."""
    if isinstance(value, Decimal):
        whole, point, decimals = f"{value:,f}".partition(".")
        return f"{whole}{point}{decimals[:2]}{decimals[2:].rstrip('0')}"
    return "" if value is None else str(value)
