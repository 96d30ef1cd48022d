"""The budgets, completion rates and reasons that the narrative states, by functional class."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lib.analysis import figures
from lib.analysis.book import Book
from lib.analysis.changes import stated_change
from lib.analysis.figures import Figure, missing
from lib.analysis.scope import Node, tree
from lib.disclosure import Statement
from lib.forms.classification import Classification
from lib.forms.text import canonical

_SECTION = "N5c"
_OVERALL = "财政拨款支出"
_ITEM = 2
"""Slashes in the path of an item."""
_Item = tuple[str, list[Statement]]
_Alone = tuple[str, list[Statement], list[_Item]]
"""A name, what is stated of it, and what of its items."""


class Budgets:
    """Section N5c (具体情况) of one document, matched to the classes of form 05 by name.

    A name that is not unique (行政运行) is matched by its whole path ``类/款/项``, as the text gives it.
    """

    def __init__(self, book: Book) -> None:
        self._book = book
        self._nodes = tree(book, "gpb").nodes
        labels = {node.code: canonical(node.label) for node in self._nodes}
        self._paths = {node.code: _path(node.code, labels) for node in self._nodes}
        self._statements: dict[str, list[Statement]] = {}
        for statement in book.statements:
            if statement.section == _SECTION:
                self._statements.setdefault(_key(statement.subject), []).append(statement)

    def overall(self, quantity: str, base: str, label: str, unit: str = "元") -> Figure:
        """Return what is stated for the whole (…财政拨款支出)."""
        return self._pick(self._overall(), quantity, base, label, unit)

    def overall_reason(self) -> str:
        """Return the reason stated for the whole's deviation, or an empty string."""
        return _reason(self._overall(), prior=False)

    def stated(self, node: Node, quantity: str, base: str, label: str, unit: str = "元") -> Figure:
        """Return what is stated for one class."""
        return self._pick(self._of(node), quantity, base, label, unit)

    def reason(self, node: Node, *, prior: bool = False) -> str:
        """Return the document's words for a class's deviation from its budget (``prior``: from last year).

        Where a class has none, those of its items are given.
        """
        own = _reason(self._of(node), prior=prior)
        if own or node.level == 3:
            return own
        items = [
            (below.label, self._of(below))
            for below in self._nodes
            if below.level == 3 and below.code.startswith(node.code)
        ]
        items += list(self._unmatched(node.label))
        return _reasons(items, prior=prior)

    def of(self, node: Node, base: str, label: str) -> Figure:
        """Return a class's budget: as stated, else the sum of its items' if every one of them is stated."""
        own = self.stated(node, "budget", base, label)
        if own.value is not None or node.level == 3:
            return own
        printed = [below for below in self._nodes if below.level == 3 and below.code.startswith(node.code)]
        parts = [self.stated(below, "budget", base, f"{below.label}{label[-4:]}") for below in printed]
        parts += [
            self._figure(statement)
            for _, statements in self._unmatched(node.label)
            for statement in statements
            if statement.quantity == "budget" and statement.base == base
        ]
        if parts and figures.known(*parts):
            return figures.total(label, parts)
        return missing(label, note=_some(parts))

    def prior(self, node: Node, label: str) -> Figure:
        """Return last year's outturn of a class as the stated change implies it."""
        name = canonical(node.label)
        found = stated_change(self._book, "N5", node.value, lambda subject: _key(subject) == name)
        return found.prior.named(label) if found else missing(label)

    def without_outturn(self, base: str, level: int = 1) -> Iterator[tuple[Node, Figure, str]]:
        """Yield classes (``level`` 3: items) with a stated budget that form 05 has no row for, as nothing was
        spent on them: with the outturn that the text states, the budget (not known where only some items of
        the class state one), and the reason.
        """
        found = self._items_alone() if level == 3 else self._classes_alone()
        for name, statements, items in found:
            budget = self._sum(statements, items, "budget", base, f"{name}预算")
            if budget.value is not None or budget.note:
                outturn = self._sum(statements, items, "outturn", "", name)
                reason = _reason(statements, prior=False) or _reasons(items, prior=False)
                yield Node("", "", level, name, outturn, missing(name), missing(name)), budget, reason

    def _classes_alone(self) -> Iterator[_Alone]:
        """Only official names are classes: 基本支出 or an item told without its path are parts of one."""
        official = Classification.load().class_code
        known = {path[0] for path in self._paths.values() if path}
        names = {
            key.partition("/")[0]: said[0].subject.split("/")[0] for key, said in self._statements.items()
        }
        for key, name in names.items():
            if key not in known and key.endswith("支出") and official(name) is not None:
                yield name, self._statements.get(key, []), list(self._unmatched(name))

    def _items_alone(self) -> Iterator[_Alone]:
        known = {"/".join(path) for path in self._paths.values()}
        for key, statements in self._statements.items():
            if key.count("/") == _ITEM and key not in known:
                yield statements[0].subject.split("/")[-1], statements, []

    def _sum(
        self, statements: list[Statement], items: list[_Item], quantity: str, base: str, label: str
    ) -> Figure:
        """What is stated of a class, else the sum of what is stated of its items, if it is of every one."""
        own = self._pick(statements, quantity, base, label, "元")
        parts = [self._pick(said, quantity, base, name, "元") for name, said in items]
        if own.value is not None or not any(part.value is not None for part in parts):
            return own
        return figures.total(label, parts) if figures.known(*parts) else missing(label, note=_some(parts))

    def _of(self, node: Node) -> list[Statement]:
        path = self._paths.get(node.code)
        if path is None:  # not an account of the general public budget
            return []
        for key in ("/".join(path), path[-1] if node.level == 1 else ""):
            if key and key in self._statements:
                return self._statements[key]
        return []

    def _unmatched(self, name: str) -> Iterator[_Item]:
        """What is stated of items of this class that form 05 has no row for."""
        known = {"/".join(path) for path in self._paths.values()}
        for key, statements in self._statements.items():
            if key.startswith(f"{canonical(name)}/") and key not in known:
                yield statements[0].subject.split("/")[-1], statements

    def _overall(self) -> list[Statement]:
        return [
            statement
            for key, statements in self._statements.items()
            if key.endswith(_OVERALL) or key in {"", "支出"}
            for statement in statements
        ]

    def _pick(self, statements: list[Statement], quantity: str, base: str, label: str, unit: str) -> Figure:
        """The statement with this quantity and base; a bare 预算 stands for 年初, with a note."""
        matching = [statement for statement in statements if statement.quantity == quantity]
        for statement in matching:
            if not base or statement.base == base or quantity == "outturn":
                return self._figure(statement, label)
        for statement in matching:
            if base == "年初" and statement.base in {"预算", ""}:
                found = self._figure(statement, label)
                return Figure(
                    label=label,
                    value=found.value,
                    unit=found.unit,
                    sources=found.sources,
                    note="文中只写“预算”，未说明是年初预算还是全年预算",
                )
        return missing(label, unit=unit)

    def _figure(self, statement: Statement, label: str = "") -> Figure:
        return self._book.of_statement(statement, label)


def _some(parts: list[Figure]) -> str:
    """That the budgets of only some items are stated; nothing where that of none is."""
    stated = sum(part.value is not None for part in parts)
    return f"{len(parts)}个项级科目中只有{stated}个列出预算" if stated else ""


def _reason(statements: list[Statement], *, prior: bool) -> str:
    return next(
        (found.reason for found in statements if found.reason and (found.base == "上年") == prior), ""
    )


def _reasons(items: Iterable[_Item], *, prior: bool) -> str:
    found = ((label, _reason(statements, prior=prior)) for label, statements in items)
    return "；".join(f"{label}：{reason}" for label, reason in found if reason)


def _key(subject: str) -> str:
    return "/".join(canonical(part) for part in subject.split("/"))


def _path(code: str, labels: dict[str, str]) -> tuple[str, ...]:
    return tuple(labels[code[:size]] for size in (3, 5, 7) if size <= len(code) and code[:size] in labels)
