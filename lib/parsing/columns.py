"""What each column of a grid means, from its header; and whose column it is where a page has no header.

Nothing here goes by position: a column is a code, a name, a 行次 or a measure because its header (or, where
it has none, its content) says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Literal

from lib.disclosure import Side
from lib.forms import EXTRAS, FORMS, Form
from lib.forms.classification import Classification, is_code
from lib.forms.numbers import read_cell
from lib.forms.text import canonical, squeeze, strip_ordinal
from lib.parsing.header import Row
from lib.reading.page import Cell, Grid

RoleKind = Literal["code", "label", "line_no", "measure", "ignored"]

_LABEL = re.compile(
    r"^(?:项目|科目|名称|科目\(?编码.*名称\)?|.*科目名称|项目\(.*\)|(?:支出|收入)项目|支出功能.*|功能分类.*|经济分类.*|\(?按.*分类\)?|单位名称|部门名称|单位|部门|经费项目|内容)$"
)
_LEVELS = {"类", "款", "项"}
_PLAIN_KINDS: tuple[tuple[RoleKind, re.Pattern[str]], ...] = (
    ("line_no", re.compile(r"^[行栏]次$")),
    ("ignored", re.compile(r"^(?:备注|说明|序号)$")),
    ("code", re.compile(r"(?:编码|代码|编号)$|^[类款项]$")),
)
_GENERIC = {"小计", "合计", "金额", "决算数", "决算金额", "决算", "总计"}
_SPANS = re.compile(
    r"^(?:收入|支出|项目|决算数?|决算金额|金额|合计|本年(?:收入|支出)合计|本年决算数?|支出决算数?|收入决算数?|\d{4}年.*|人员经费|公用经费|\(?按.*"
    r"|一般公共预算(?:财政)?(?:拨款)?(?:基本)?(?:支出)?(?:决算数?)?|政府性基金(?:预算)?(?:财政)?(?:拨款)?(?:收入)?(?:支出)?(?:决算数?)?"
    r"|国有资本经营(?:预算)?(?:财政)?(?:拨款)?(?:收入)?(?:支出)?(?:决算数?)?|财政拨款(?:支出)?)$"
)
_YEAR = re.compile(r"^\d{4}(?:年度?(?!初)|(?=年初))")
_TAIL = re.compile(r"(?:\((?:[万亿千]?元|单位:[万亿千]?元|%|\d+)\)|\(?\d+=[\d+\-()]+\)?)$")


@dataclass(frozen=True, slots=True)
class Role:
    """The meaning of one column. Lists side by side are numbered ``group`` 0, 1, …; ``known`` is false for
    a measure that the form does not have: its name is then the printed header. ``money`` is false for a rate.
    ``economic`` marks a list by economic classification beside the functional one.
    """

    kind: RoleKind
    group: int = 0
    side: Side = ""
    measure: str = ""
    known: bool = True
    money: bool = True
    economic: bool = False


def roles_of(
    form: Form, paths: Sequence[tuple[str, ...]], body: Sequence[Row], *, basic_only: bool = False
) -> tuple[Role, ...]:
    """Return the role of each column of a grid with a header.

    ``basic_only``: the title says that the form shows basic expenditure only (T06).
    """
    kinds = [
        _kind(form, path, [_text(row[c]) for row in body if c < len(row)]) for c, path in enumerate(paths)
    ]
    groups = _groups(kinds)
    roles = []
    for c, (kind, group) in enumerate(zip(kinds, groups, strict=True)):
        members = [i for i, g in enumerate(groups) if g == group]
        side = _side(form, members, paths, kinds, body)
        role = _measure(form, paths[c], side, c, group) if kind == "measure" else Role(kind, group, side)
        economic = any(re.search(r"经济分类|支出性质", text) for i in members for text in paths[i])
        roles.append(replace(role, economic=economic))
    if basic_only and not any(r.measure == "basic" for r in roles):
        roles = [replace(r, measure="basic") if r.measure == "total" else r for r in roles]
    return _without_repeats(roles, paths)


def carry(roles: Sequence[Role], old: Grid, new: Grid) -> tuple[Role, ...] | None:
    """Return the roles of a continuation without header, or ``None`` where they cannot be told.

    The same number of columns: the same roles. Otherwise each column takes the role of those above it on the
    page; failing that, code and name are known by content and the measures by their number.
    """
    width = len(new.rows[0]) if new.rows else 0
    if width == len(roles):
        return tuple(roles)
    return _by_place(roles, old, new) or _by_content(roles, new, width)


def measure_of(form: Form, path: Iterable[str], side: Side) -> str | None:
    """Return the measure that a header path means in ``form``, or ``None``."""
    parts = _merge_of_which([_plain(p) for p in path])
    own = "本年收入" if form.id == "T02" else "本年支出"
    while len(parts) > 1 and (_SPANS.match(parts[0]) or parts[0] == own):
        if (found := _headers(form.id, side).get("/".join(parts))) is not None:
            return found
        parts = parts[1:]
    known = _headers(form.id, side)
    found = known.get("/".join(parts))
    if found is None and len(parts) > 1 and parts[-1] in _GENERIC:
        found = measure_of(form, parts[:-1], side)
    return found


@cache
def _headers(form_id: str, side: Side) -> dict[str, str]:
    known: dict[str, str] = {}
    for column in (FORMS.get(form_id) or EXTRAS[form_id]).columns:
        if column.side == side:
            for header in column.headers:
                known.setdefault(canonical(header), column.measure)
    return known


def _plain(text: str) -> str:
    plain = canonical(text)
    while (shorter := _TAIL.sub("", plain)) != plain and shorter:
        plain = shorter
    return strip_ordinal(_YEAR.sub("", plain) or plain)


def _merge_of_which(parts: list[str]) -> list[str]:
    merged: list[str] = []
    for part in parts:
        if merged and merged[-1] in {"其中", "其中:"}:
            merged[-1] = f"其中:{part}"
        else:
            merged.append(part)
    return merged


def _text(cell: Cell | None) -> str:
    return squeeze(cell.text) if cell else ""


def _kind(form: Form, path: tuple[str, ...], texts: list[str]) -> RoleKind:
    printed = [t for t in texts if t and t not in _LEVELS]
    codes = sum(t.isdigit() and (is_code(t) or len(t) < 3) for t in printed)
    if not path:
        return _kind_by_content(printed)
    leaf = _plain(path[-1])
    if (
        leaf == "合计"
        and len(path) > 1
        and (_LABEL.match(_plain(path[-2])) or _PLAIN_KINDS[-1][1].search(path[-2]))
    ):
        return _kind(form, path[:-1], texts)
    plain = next((kind for kind, pattern in _PLAIN_KINDS if pattern.search(leaf)), None)
    if plain is not None:
        return plain
    if form.shape == "sides" and leaf in {"收入", "支出"}:
        return "label"
    if _LABEL.match(leaf) and measure_of(form, path, "") is None:
        return "code" if codes * 2 > len(printed) and any(is_code(t) for t in printed) else "label"
    return "measure"


def _kind_by_content(printed: list[str]) -> RoleKind:
    numbers = [
        reading.value
        for t in printed
        if (reading := read_cell(t)).status == "number" and reading.value is not None
    ]
    if not printed:
        return "ignored"
    if sum(is_code(t) for t in printed) * 2 > len(printed):
        return "code"
    if len(numbers) * 2 < len(printed):
        return "label"
    steps = [b - a for a, b in pairwise(numbers)]
    return "line_no" if len(numbers) > 2 and all(s == 1 for s in steps) else "measure"


def _groups(kinds: Sequence[RoleKind]) -> list[int]:
    groups, group, full = [], 0, False
    for kind in kinds:
        if kind in {"code", "label"} and full:
            group, full = group + 1, False
        full = full or kind == "measure"
        groups.append(group)
    return groups


def _side(
    form: Form,
    members: Sequence[int],
    paths: Sequence[tuple[str, ...]],
    kinds: Sequence[RoleKind],
    body: Sequence[Row],
) -> Side:
    if form.shape != "sides":
        return ""
    for c in members:
        for text in paths[c]:
            word = canonical(text)
            if word in {"收入", "收入项目", "收入来源"}:
                return "income"
            if word in {"支出", "支出项目"} or "功能分类" in word or "经济分类" in word:
                return "expenditure"
    income = {label for row in form.rows if row.side == "income" for label in row.labels}
    labels = [
        strip_ordinal(_text(row[c])) for c in members if kinds[c] == "label" for row in body if c < len(row)
    ]
    classes = sum(Classification.load().class_code(label) is not None for label in labels if label)
    named = sum(canonical(label) in income for label in labels if label)
    if classes == named:
        return ""
    return "expenditure" if classes > named else "income"


def _measure(form: Form, path: tuple[str, ...], side: Side, column: int, group: int) -> Role:
    found = measure_of(form, path, side)
    if found is not None:
        return Role("measure", group, side, found)
    name = "/".join(path) or f"第{column + 1}列"
    return Role("measure", group, side, name, known=False, money=not re.search(r"[率比%％]", name))


def _without_repeats(roles: Sequence[Role], paths: Sequence[tuple[str, ...]]) -> tuple[Role, ...]:
    """Two columns of one list cannot be the same measure (2022年决算数, 2023年决算数). Which one is,
    nothing here says: each keeps its header as its name.
    """
    count = Counter((role.group, role.measure) for role in roles if role.kind == "measure")
    return tuple(
        replace(role, measure=f"{'/'.join(paths[c])}#{c + 1}", known=False)
        if role.kind == "measure" and count[role.group, role.measure] > 1
        else role
        for c, role in enumerate(roles)
    )


def _spans(grid: Grid) -> list[tuple[float, float] | None]:
    """Left and right edge of each column, from cells that fill one column only."""
    width = len(grid.rows[0]) if grid.rows else 0
    spans: list[tuple[float, float] | None] = [None] * width
    for row in grid.rows:
        for c, cell in enumerate(row):
            if cell and cell.colspan == 1 and spans[c] is None:
                spans[c] = (cell.box.x0, cell.box.x1)
    return spans


def _by_place(roles: Sequence[Role], old: Grid, new: Grid) -> tuple[Role, ...] | None:
    before, after = _spans(old), _spans(new)
    found = []
    taken = 0
    for span in after:
        if span is None:
            return None
        above = [
            role
            for role, place in zip(roles, before, strict=False)
            if place and span[0] <= (place[0] + place[1]) / 2 <= span[1]
        ]
        kinds = {role.kind for role in above}
        labels = [role for role in above if role.kind == "label"]
        if not kinds or (len(above) > 1 and kinds == {"measure"}) or (len(kinds) > 1 and not labels):
            return None
        taken += len(above)
        # A cell over code, name and amounts alike is a total's label, of the list whose amount follows.
        found.append(labels[-1] if len(kinds) > 1 else above[0])
    return tuple(found) if taken == len(roles) else None


def _by_content(roles: Sequence[Role], new: Grid, width: int) -> tuple[Role, ...] | None:
    if any(role.group for role in roles):
        return None
    kinds = [_kind_by_content([t for row in new.rows if (t := _text(row[c]))]) for c in range(width)]
    lead = next((c for c, kind in enumerate(kinds) if kind not in {"code", "label"}), width)
    measures = [role for role in roles if role.kind == "measure"]
    if not lead or width - lead != len(measures):
        return None
    return (*(Role(kind) for kind in kinds[:lead]), *measures)
