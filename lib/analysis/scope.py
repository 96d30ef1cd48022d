"""口径: which money a page speaks of, its printed total, and the tree of functional classes below it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from lib.analysis import figures
from lib.analysis.book import Book
from lib.analysis.figures import Figure, missing
from lib.analysis.units import exact
from lib.forms.numbers import read_cell

Coverage = Literal["all", "fiscal", "gpb"]

COVERAGES: dict[Coverage, str] = {
    "all": "全部支出",
    "fiscal": "财政拨款",
    "gpb": "一般公共预算",
}
"""The three coverages as a reader chooses them: form 03, 04 and 05."""

WHOLES: dict[Coverage, str] = {
    "all": "本年支出合计",
    "fiscal": "财政拨款支出",
    "gpb": "一般公共预算财政拨款支出",
}
"""What the total of a coverage is called: shares are shares of this."""


_OWN: dict[Coverage, tuple[str, str, str]] = {
    "all": ("T03", "total", ""),
    "fiscal": ("T04", "total", "expenditure"),
    "gpb": ("T05", "total", ""),
}
"""The form, column and side that print the classes of a coverage."""


FISCAL = "T05X"
"""The form of some central units that lists all fiscal appropriation by class (财政拨款支出决算表)."""


@dataclass(frozen=True, slots=True)
class Node:
    """One functional class (level 1 类, 2 款, 3 项) with its columns; ``parent`` is empty for a 类."""

    code: str
    parent: str
    level: int
    label: str
    value: Figure
    basic: Figure
    project: Figure


@dataclass(frozen=True, slots=True)
class Tree:
    """The classes of one coverage under the printed total that they are parts of."""

    total: Figure
    nodes: tuple[Node, ...]
    notes: tuple[str, ...] = ()

    def level(self, level: int) -> tuple[Node, ...]:
        """Return the nodes of one level."""
        return tuple(node for node in self.nodes if node.level == level)


@lru_cache(maxsize=64)
def tree(book: Book, coverage: Coverage = "all") -> Tree:
    """Return the functional classes of a coverage and the total that they are measured against.

    The total is the coverage's own printed one unless it contradicts the sum of its classes while another
    printed total agrees with them; that is said in ``notes``. Where no printed total agrees, the coverage's
    own stays, and a composition shows the difference as a remainder. The last trees are kept: every question
    about expenditure begins with one.
    """
    nodes = tuple(_nodes(book, coverage))
    classes = [node.value for node in nodes if node.level == 1]
    whole_fiscal = coverage == "fiscal" and book.has(FISCAL)
    form, measure, side = (FISCAL, "total", "") if whole_fiscal else _OWN[coverage]
    lacking = unread(book, form, measure, side, nodes=nodes)
    found, notes = settle(list(_totals(book, coverage)), classes, WHOLES[coverage], lacking)
    return Tree(found, nodes, (*said_of(nodes), *notes))


def unread(
    book: Book,
    form: str,
    measure: str,
    side: str = "",
    *,
    nodes: Iterable[Node],
    among: tuple[str, ...] = ("",),
) -> tuple[str, ...]:
    """Return the names of the rows of a form whose cell could not be read, of codes that begin with one of
    ``among``; not where one of ``nodes`` stands for them or for the class that they are part of.
    """
    cells = (book.fact(form, row.row, measure, side) for row in book.rows(form, side) if row.row.isdigit())
    found = [cell for cell in cells if cell and cell.status == "unreadable" and cell.row.startswith(among)]
    known = tuple(node.code for node in nodes) if found else ()
    return tuple(cell.label for cell in found if not cell.row.startswith(known))


def said_of(nodes: Iterable[Node]) -> tuple[str, ...]:
    """Return what is to be said of the classes that the document does not print themselves."""
    return tuple(dict.fromkeys(node.value.note for node in nodes if node.value.note))


def total(book: Book, coverage: Coverage = "all") -> Figure:
    """Return this year's expenditure of a coverage (see :func:`tree` for contradictions)."""
    return tree(book, coverage).total


def settle(
    printed: list[Figure], parts: list[Figure], label: str, lacking: Sequence[str] = ()
) -> tuple[Figure, tuple[str, ...]]:
    """Choose the total of ``parts`` among the ``printed`` candidates (the form's own first).

    ``lacking`` names parts that could not be read: without them, a difference is no contradiction.
    """
    printed = [figure for figure in printed if figure.value is not None]
    if not printed and lacking:
        note = f"{'、'.join(lacking)}未能识读"
        return Figure(label=label, value=None, how="incomputable", note=note), ()
    if not printed:
        return (figures.total(label, parts) if parts else missing(label)), ()
    own = printed[0]
    if not parts or not figures.known(*parts) or _agrees(own, parts):
        return own.named(label), ()
    amounts = sum((part.value for part in parts if part.value is not None), Decimal(0))
    if lacking:
        return own.named(label), (f"{own.source_text}的{'、'.join(lacking)}未能识读。",)
    note = f"{own.source_text}的合计{_print(own.value)}元与其各部分之和{exact(amounts)}元不一致"
    for other in printed[1:]:
        if _agrees(other, parts):
            return other.named(label), (f"{note}；本页采用{other.source_text}的{_print(other.value)}元。",)
    return own.named(label), (f"{note}。",)


def half_unit(figure: Figure) -> Decimal:
    """Half of the last printed place of a figure, in its unit: what rounding may hide (0 for exact 元)."""
    source = figure.sources[0] if figure.sources else None
    printed = read_cell(source.raw.rstrip("亿万元%")).value if source else None
    if printed is None or figure.value is None or printed == 0:
        return Decimal(0)
    factor = abs(figure.value / printed)
    return (
        Decimal(0)
        if factor == 1 and figure.unit != "%"
        else factor * Decimal(1).scaleb(int(printed.as_tuple().exponent)) / 2
    )


def envelope(whole: Figure, parts: list[Figure]) -> Decimal:
    """How far ``whole`` may be from the sum of ``parts`` by rounding alone: a half-unit for each of them."""
    return sum((half_unit(figure) for figure in (whole, *parts)), Decimal(0))


def _totals(book: Book, coverage: Coverage) -> Iterator[Figure]:
    label = WHOLES[coverage]
    if coverage == "all":
        yield book.figure("T03", "total", "total", label=label)
        yield book.figure("T01", "expenditure_total", "outturn", "expenditure", label=label)
        for statement in book.all_stated("N3", "amount", lambda subject: subject.endswith("支出合计")):
            yield book.of_statement(statement, label)
    elif coverage == "fiscal":
        yield book.figure("T04", "expenditure_total", "total", "expenditure", label=label)
        yield book.figure(FISCAL, "total", "total", label=label)
    else:
        yield book.figure("T05", "total", "total", label=label)
        yield book.figure("T04", "expenditure_total", "gpb", "expenditure", label=label)
        for quantity in ("amount", "outturn"):
            for statement in book.all_stated("N5", quantity, lambda subject: _general(book, subject)):
                yield book.of_statement(statement, label)


def _general(book: Book, subject: str) -> bool:
    """Whether section N5's 财政拨款支出 is that of form 05: not where that form is not published."""
    if subject.startswith("一般公共预算"):
        return True
    return subject.endswith("财政拨款支出") and book.has("T05")


def _nodes(book: Book, coverage: Coverage) -> Iterator[Node]:
    if coverage == "fiscal" and book.has(FISCAL):
        yield from _form_nodes(book, FISCAL, "total")
        return
    if coverage == "fiscal":
        classes = list(_form_nodes(book, "T04", "total", side="expenditure"))
        deeper = _added(book, ("T05", "T08", "T09"))
        yield from classes or (node for node in deeper if node.level == 1)
        yield from (node for node in deeper if node.level > 1)
        return
    form, (fallback, measure) = ("T03", ("T01", "outturn")) if coverage == "all" else ("T05", ("T04", "gpb"))
    own = list(_form_nodes(book, form, "total"))
    yield from own or _form_nodes(book, fallback, measure, side="expenditure")


def _form_nodes(book: Book, form: str, measure: str, side: str = "") -> Iterator[Node]:
    rows = [fact for fact in book.rows(form, side) if fact.row.isdigit()]
    printed = {fact.row: book.figure(form, fact.row, measure, side, label=fact.label) for fact in rows}
    known = filled(printed, _parent)
    for fact in rows:
        if fact.row in known:
            yield Node(
                fact.row,
                _parent(fact.row, known),
                _level(fact.row),
                fact.label,
                known[fact.row],
                book.figure(form, fact.row, "basic", side, label=f"{fact.label}·基本支出"),
                book.figure(form, fact.row, "project", side, label=f"{fact.label}·项目支出"),
            )


def filled(
    printed: Mapping[str, Figure], parent: Callable[[str, Collection[str]], str]
) -> Mapping[str, Figure]:
    """Return the figures of a form by code, only those with a value. A class whose own cell is blank or
    could not be read is the sum of what is printed below it, if all of that is known; its note says so.
    """
    found = dict(printed)
    below: dict[str, list[str]] = {}
    for code in found:
        below.setdefault(parent(code, found), []).append(code)
    for code in sorted((code for code in below if code), key=len, reverse=True):
        own, parts = found[code], [found[other] for other in below[code] if not found[other].empty]
        if own.value is None and own.sources and parts and figures.known(*parts):
            state = "未列数" if own.empty else "未能识读"
            note = f"{own.source_text}的{own.label}{state}，按其下各科目之和计算。"
            found[code] = replace(figures.total(own.label, parts), note=note)
    return {code: figure for code, figure in found.items() if figure.value is not None}


def _added(book: Book, forms: tuple[str, ...]) -> list[Node]:
    """Nodes of several forms (of different funds) added up by code."""
    found: dict[str, list[Node]] = {}
    for form in forms:
        for node in _form_nodes(book, form, "total"):
            found.setdefault(node.code, []).append(node)
    return [_sum(nodes) for nodes in found.values()]


def _sum(nodes: list[Node]) -> Node:
    first = nodes[0]
    if len(nodes) == 1:
        return first

    def add(parts: list[Figure]) -> Figure:
        parts = [part for part in parts if part.value is not None]
        return figures.total(parts[0].label, parts) if parts else missing(first.label)

    return Node(
        first.code,
        first.parent,
        first.level,
        first.label,
        add([node.value for node in nodes]),
        add([node.basic for node in nodes]),
        add([node.project for node in nodes]),
    )


def _level(code: str) -> int:
    return max(1, (len(code) - 1) // 2)


def _parent(code: str, known: Collection[str]) -> str:
    """The nearest printed class above ``code``: a form may leave out a level."""
    return next((code[:size] for size in (5, 3) if size < len(code) and code[:size] in known), "")


def _agrees(whole: Figure, parts: list[Figure]) -> bool:
    amounts = sum((part.value for part in parts if part.value is not None), Decimal(0))
    return whole.value is not None and abs(whole.value - amounts) <= envelope(whole, parts)


def _print(value: Decimal | None) -> str:
    return "" if value is None else exact(value)
