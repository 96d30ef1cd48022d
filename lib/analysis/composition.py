"""钱花在哪里: expenditure by functional and by economic class, always as parts of a printed total."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal

import pandas as pd

from lib.analysis import figures
from lib.analysis.book import Book
from lib.analysis.changes import stated_change
from lib.analysis.figures import Figure, Source, missing
from lib.analysis.rows import provenance, table
from lib.analysis.scope import WHOLES, Coverage, Node, envelope, filled, said_of, settle, total, tree, unread
from lib.analysis.units import exact
from lib.forms.economic import OPERATING, PERSONNEL
from lib.forms.text import canonical

Part = Literal["total", "basic"]
Half = Literal["personnel", "operating"]

COLUMNS = (
    "code",
    "parent",
    "level",
    "label",
    "value",
    "share",
    "share_of_parent",
    "basic",
    "project",
    "prior",
    "prior_how",
    "change",
    "growth",
    "kind",
)
"""Columns of a composition frame; ``kind`` is ``class``, ``remainder`` or ``rounding``."""

REMAINDER = "未披露/未识别"
ROUNDING = "舍入差"


@dataclass(frozen=True, slots=True)
class Composition:
    """Parts of a whole. At each level the parts, with the remainder row, add up to what they are parts of."""

    total: Figure
    frame: pd.DataFrame
    notes: tuple[str, ...] = ()

    @property
    def whole(self) -> str:
        """What the shares are shares of."""
        return self.total.label


def functional(book: Book, coverage: Coverage = "all", prior: Book | None = None) -> Composition:
    """Return 类, 款 and 项 of a coverage. Last year's values come from ``prior`` or from stated changes."""
    found = tree(book, coverage)
    narrower = tree(book, "gpb").nodes if coverage == "fiscal" else ()
    general = {node.code: node.value.value for node in narrower}
    sections = _sections(book, coverage)
    before = {node.code: node.value for node in tree(prior, coverage).nodes} if prior else {}
    rows = [
        _row(
            node,
            _prior(book, node, before.get(node.code), () if _beyond(node, general) else sections),
            found.total,
            _whole(found.nodes, node, found.total),
        )
        for node in found.nodes
    ]
    notes = (*found.notes, *ceased(found.nodes, prior, coverage))
    return Composition(found.total, _with_remainders(rows, found.nodes, found.total), notes)


def _beyond(node: Node, general: Mapping[str, Decimal | None]) -> bool:
    """Whether a class has other money than that of the general public budget, which the text speaks of."""
    return bool(general) and general.get(node.code) != node.value.value


def ceased(nodes: tuple[Node, ...], prior: Book | None, coverage: Coverage) -> tuple[str, ...]:
    """Return what is to be said of classes that last year's document has and this year's has not."""
    known = {node.code for node in nodes}
    gone = [node for node in tree(prior, coverage).level(1) if node.code not in known] if prior else []
    told = "、".join(f"{node.label}{exact(node.value.value or Decimal(0))}元" for node in gone)
    return (f"上年有支出、本年表中未列的类：{told}。",) if nodes and gone else ()


def economic(book: Book, part: Part = "total") -> Composition:
    """Return the economic classes 类 and 款 of the general public budget: all of it, or its basic part.

    A form that only covers basic expenditure is returned as that, and ``notes`` says so.
    """
    notes: tuple[str, ...] = ()
    nodes = _economic_nodes(book, part)
    if part == "total" and not nodes:
        nodes, part = _economic_nodes(book, "basic"), "basic"
        notes = ("本文件的经济分类表只列基本支出。",) if nodes else ()
    classes = [node.value for node in nodes if node.level == 1]
    label = "一般公共预算财政拨款" + ("支出" if part == "total" else "基本支出")
    own = [book.figure("T06", f"{kind}_total", part, label=name) for kind, name in _HALVES]
    printed = [figures.total(label, own)] if figures.known(*own) else []
    printed += [total(book, "gpb")] if part == "total" else [_basic(book)]
    found, conflict = settle(printed, classes, label, unread(book, "T06", part, nodes=nodes))
    rows = [_row(node, None, found, _whole(nodes, node, found)) for node in nodes]
    return Composition(found, _with_remainders(rows, nodes, found), (*notes, *said_of(nodes), *conflict))


_HALVES = (("personnel", "人员经费"), ("operating", "公用经费"))
_CLASSES = {"personnel": PERSONNEL, "operating": OPERATING}


def half(book: Book, name: Half, part: Part = "basic") -> Composition:
    """Return the economic classes of 人员经费 or of 公用经费: of basic expenditure, or of all of it."""
    every = _economic_nodes(book, part)
    nodes = tuple(node for node in every if node.code.startswith(_CLASSES[name]))
    label = dict(_HALVES)[name] + ("（基本支出）" if part == "basic" else "")
    printed = [book.figure("T06", f"{name}_total", part, label=label)]
    lacking = unread(book, "T06", part, nodes=every, among=_CLASSES[name])
    found, conflict = settle(printed, [node.value for node in nodes if node.level == 1], label, lacking)
    rows = [_row(node, None, found, _whole(nodes, node, found)) for node in nodes]
    return Composition(found, _with_remainders(rows, nodes, found), (*said_of(nodes), *conflict))


def leaves(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that have nothing below them: together they are the whole."""
    return frame[~frame["code"].isin(set(frame["parent"]))].reset_index(drop=True)


def children(frame: pd.DataFrame, code: str = "") -> pd.DataFrame:
    """Return the parts of one class (of the whole for ``""``), its remainder last."""
    found = frame[frame["parent"] == code]
    return found.sort_values("kind", key=lambda kinds: kinds != "class", kind="stable").reset_index(drop=True)


def trail(frame: pd.DataFrame, code: str) -> list[tuple[str, str]]:
    """Return ``(code, label)`` from the 类 down to ``code``; empty for the whole or an unknown code."""
    parents: dict[str, str] = dict(zip(frame["code"], frame["parent"], strict=True))
    labels: dict[str, str] = dict(zip(frame["code"], frame["label"], strict=True))
    found: list[tuple[str, str]] = []
    while code in labels:
        found.insert(0, (code, labels[code]))
        code = parents[code]
    return found


def sources(frame: pd.DataFrame, code: str) -> tuple[Source, ...]:
    """Return where the figures of one class are printed; nothing for the whole or an unknown code."""
    found = frame.loc[frame["code"] == code, "sources"]
    return tuple(found.iloc[0]) if len(found) else ()


def narrow(
    frame: pd.DataFrame,
    *,
    classes: Collection[str] = (),
    low: Decimal | None = None,
    high: Decimal | None = None,
    name: str = "",
) -> pd.DataFrame:
    """Return the rows of chosen 类 (codes), of an amount range in 元, with ``name`` in their name or code.

    Shares are not recomputed: they stay shares of the printed whole.
    """
    wanted = canonical(name)
    keep = [
        (not classes or any(code.startswith(chosen) for chosen in classes))
        and (low is None or value >= low)
        and (high is None or value <= high)
        and (wanted in canonical(label) or wanted in code)
        for code, value, label in zip(frame["code"], frame["value"], frame["label"], strict=True)
    ]
    return frame[keep].reset_index(drop=True)


def topmost(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that are not part of another row of the frame: no amount is in two of them."""
    codes = set(frame["code"])
    inside = [any(code[:size] in codes for size in range(3, len(code), 2)) for code in frame["code"]]
    return frame[[not part for part in inside]].reset_index(drop=True)


def remainder(
    code: str, level: int, parent: Figure, parts: list[Figure], whole: Figure
) -> list[dict[str, Any]]:
    """Return the row that brings ``parts`` up (or down) to ``parent``; none when they reach it.

    A difference that rounding alone can make is called 舍入差, any other 未披露/未识别.
    """
    rest = figures.difference(REMAINDER, parent, figures.total("各项之和", parts))
    if rest.value is None or rest.value == 0:
        return []
    rounding = abs(rest.value) <= envelope(parent, parts)
    if rounding:
        rest = figures.difference(ROUNDING, parent, figures.total("各项之和", parts))
    return [
        {
            "code": f"{code}-",
            "parent": code,
            "level": level,
            "label": ROUNDING if rounding else REMAINDER,
            "value": rest.value,
            "share": figures.ratio("", rest, whole).value,
            "share_of_parent": figures.ratio("", rest, parent).value,
            "prior_how": "missing",
            "kind": "rounding" if rounding else "remainder",
            **provenance(rest),
        }
    ]


def _row(node: Node, prior: Figure | None, whole: Figure, parent: Figure) -> dict[str, Any]:
    share = figures.ratio(f"{node.label}占{whole.label}", node.value, whole)
    shown = (node.value, share) if prior is None or prior.value is None else (node.value, share, prior)
    return {
        "code": node.code,
        "parent": node.parent,
        "level": node.level,
        "label": node.label,
        "value": node.value.value,
        "share": share.value,
        "share_of_parent": figures.ratio("", node.value, parent).value,
        "basic": node.basic.value,
        "project": node.project.value,
        "prior": prior.value if prior else None,
        "prior_how": prior.how if prior else "missing",
        "change": figures.difference("", node.value, prior).value if prior else None,
        "growth": figures.growth("", figures.difference("", node.value, prior), prior).value
        if prior
        else None,
        "kind": "class",
        **provenance(*shown),
    }


def _with_remainders(rows: list[dict[str, Any]], nodes: tuple[Node, ...], whole: Figure) -> pd.DataFrame:
    parents = {"": whole, **{node.code: node.value for node in nodes}}
    levels = {"": 0, **{node.code: node.level for node in nodes}}
    parts: dict[str, list[Figure]] = {}
    for node in nodes:
        parts.setdefault(node.parent, []).append(node.value)
    for code, below in parts.items():
        rows += remainder(code, levels[code] + 1, parents[code], below, whole)
    return table(rows, COLUMNS)


def _whole(nodes: tuple[Node, ...], node: Node, whole: Figure) -> Figure:
    return next((other.value for other in nodes if other.code == node.parent), whole)


def reasons(book: Book, coverage: Coverage = "all") -> str:
    """Return why the classes of a coverage changed against last year, each in the document's own words."""
    found = []
    for node in tree(book, coverage).level(1):
        name = canonical(node.label)
        told = (
            stated_change(book, section, node.value, lambda subject, name=name: subject == name)
            for section in _sections(book, coverage)
        )
        reason = next((change.reason for change in told if change and change.reason), "")
        found += [f"{node.label}：{reason}"] if reason else []
    return "；".join(found)


def _sections(book: Book, coverage: Coverage) -> tuple[str, ...]:
    """Sections whose changes by class are about this coverage."""
    if coverage != "all":
        return ("N5",)
    same = total(book, "all").value == total(book, "gpb").value
    return ("N1", "N3", "N5") if same else ("N1", "N3")


def _prior(book: Book, node: Node, printed: Figure | None, sections: tuple[str, ...]) -> Figure:
    if printed is not None:
        return printed.named(f"上年{node.label}")
    if node.level == 1:
        name = canonical(node.label)
        for section in sections:
            found = stated_change(book, section, node.value, lambda subject: subject == name)
            if found is not None and found.prior.value is not None:
                return found.prior
    return missing(f"上年{node.label}")


@lru_cache(maxsize=64)
def _economic_nodes(book: Book, part: str) -> tuple[Node, ...]:
    """The accounts of form 06; the last ones are kept, for its halves are asked for one by one."""
    facts = [fact for fact in book.rows("T06") if fact.row.isdigit()]
    known = filled({fact.row: book.figure("T06", fact.row, part, label=fact.label) for fact in facts}, _above)
    nothing = missing("")
    nodes = []
    for fact in facts:
        if fact.row in known:
            value, parent = known[fact.row], _above(fact.row, known)
            basic = (
                book.figure("T06", fact.row, "basic", label=f"{fact.label}·基本支出")
                if part == "total"
                else nothing
            )
            project = (
                figures.difference(f"{fact.label}·项目支出", value, basic)
                if basic.value is not None
                else nothing
            )
            nodes.append(
                Node(fact.row, parent, 1 if len(fact.row) == 3 else 2, fact.label, value, basic, project)
            )
    return tuple(sorted(nodes, key=lambda node: node.code))


def _above(code: str, known: Collection[str]) -> str:
    """The class of an economic 款 where it has one."""
    return code[:3] if len(code) > 3 and code[:3] in known else ""


def _basic(book: Book) -> Figure:
    return book.figure("T05", "total", "basic", label=f"{WHOLES['gpb']}·基本支出")
