"""印在哪里: everything that was read from the pages of one document, and all that is known of each of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Literal

from lib.analysis import evidence, places
from lib.analysis.book import Book
from lib.analysis.figures import Source
from lib.analysis.units import amount, exact, percent
from lib.disclosure import Fact, Indicator, Project, Statement

Kind = Literal["cell", "statement", "project", "indicator", "words"]
Box = tuple[float, float, float, float]

STATUS: Mapping[str, str] = MappingProxyType(
    {"number": "数字", "blank": "空白", "na": "不适用", "unreadable": "未能识读", "text": "文字"}
)
"""What a cell is, in words."""
_NAMED = 2
"""So many forms or sections of a page are named in its line."""
FUNDS = (
    ("budget_original", "年初预算数", "元"), ("budget_revised", "全年预算数", "元"),
    ("executed", "全年执行数", "元"), ("balance", "资金结余", "元"), ("execution_rate", "执行率", "%"),
    ("rate_score", "执行率得分", "分"), ("total_score", "总分", "分"), ("grade", "等级", ""),
)  # fmt: skip
"""Fields of a project: name, what its column is called, unit."""
TARGETS = (
    ("target", "年初指标值", ""), ("adjusted_target", "调整后指标值", ""), ("actual", "实际完成值", ""),
    ("points", "分值", "分"), ("score", "得分", "分"), ("deviation_reason", "偏差原因", ""),
)  # fmt: skip
"""Fields of an indicator, likewise."""
_DATES = {"year", "month", "day"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing read from a page, or words that are pointed at.

    ``ref`` is its place as findings name it (``T05//201/total``, ``N5c#72``, ``P3``, ``I65``,
    ``text@21:214-234``). ``place`` and ``title`` name the form or section, ``row`` and ``column`` where it
    stands there. ``value`` is in ``unit``. ``box`` is set for what has one, ``start`` and ``end`` (offsets in
    the page's text) for words.
    """

    ref: str
    kind: Kind
    place: str
    title: str
    row: str
    column: str
    raw: str
    value: Decimal | None
    unit: str
    status: str
    page: int
    box: Box | None = None
    start: int | None = None
    end: int | None = None
    code: str = ""
    flawed: bool = False

    @property
    def printed(self) -> bool:
        """Whether something is printed there (a blank cell was read, too)."""
        return self.status != "blank"

    @property
    def heading(self) -> str:
        """``支出决算表 · 201 一般公共服务支出 · 基本支出``."""
        return " · ".join(part for part in (self.title, self.row, self.column) if part)

    @property
    def label(self) -> str:
        """The heading with the value: ``支出决算表 · 201 一般公共服务支出 · 合计 15,903,390.54元``."""
        if self.value is None:
            return f"{self.heading} {self.raw or STATUS.get(self.status, '')}".rstrip()
        return f"{self.heading} {exact(self.value)}{self.unit}"

    def worth(self, unit: str) -> str:
        """The value for a reader who reads amounts in ``unit``; empty where there is none."""
        if self.value is None:
            return ""
        if self.unit != "元":
            return percent(self.value) if self.unit == "%" else f"{exact(self.value)}{self.unit}"
        return amount(self.value, unit, with_unit=True)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on one page: forms and sections, and how many figures or rows were read there."""

    page: int
    titles: tuple[str, ...]
    figures: int
    note: str = ""

    @property
    def label(self) -> str:
        """``第10页 · 公开03表 支出决算表（54处）``."""
        more = f" 等{len(self.titles)}项" if len(self.titles) > _NAMED else ""
        told = [part for part in ("、".join(self.titles[:_NAMED]) + more, self.note) if part]
        read = f"（{self.figures}处）" if self.figures else ""
        return " · ".join([f"第{self.page}页", *told]) + read


class Original:
    """Everything read from one document, by place and by page. Build it once and keep it."""

    def __init__(self, book: Book) -> None:
        self.book = book
        found: dict[str, Item] = {}
        for item in _all(book):
            found.setdefault(item.ref, item)
        self._items = found
        self._pages: dict[int, list[Item]] = {}
        for item in found.values():
            self._pages.setdefault(item.page, []).append(item)

    @property
    def items(self) -> Collection[Item]:
        """Cells (blank ones too), stated figures, projects and their indicators, in this order."""
        return self._items.values()

    def on(self, page: int) -> Sequence[Item]:
        """What was read from a page."""
        return self._pages.get(page, ())

    def at(self, ref: str) -> Item | None:
        """The item that a place names (``P3/executed``: the row of project 3), words too; or ``None``."""
        if ref.startswith("text@"):
            words = next(map(_words, evidence.sources(self.book, ref)), None)
            return words if words and 1 <= words.page <= self.book.document.pages else None
        return self._items.get(own(ref))

    def spot(self, item: Item, texts: Mapping[int, str]) -> str:
        """Where an item is printed: ``第7页``, in a text document ``第241行`` where the line is known."""
        document = self.book.document
        page = f"第{item.page}页"
        if document.reader != "text":
            return page
        if item.box is not None:
            return f"第{int(item.box[1])}行"
        text = texts.get(item.page)
        if document.pages > 1 or text is None or item.start is None:
            return page
        return f"第{text.count(chr(10), 0, item.start) + 1}行"

    def contents(self) -> tuple[Sheet, ...]:
        """What stands on each page, from the reading ledger and from what was read there."""
        titles: dict[int, dict[str, None]] = {}
        notes: dict[int, str] = {}
        for entry in self.book.ledger:
            for page in _numbers(entry.pages) if entry.form else ():
                titles.setdefault(page, {})[entry.title] = None
                if entry.status == "empty":
                    notes[page] = "空表"
        for item in self.items:
            if item.kind != "cell":
                name = f"（{item.row}）" if item.place == places.PROJECT else ""
                titles.setdefault(item.page, {})[f"{item.title}{name}"] = None
        pages = range(1, max([self.book.document.pages, *titles]) + 1)
        counts = {page: sum(item.status not in {"blank", "na"} for item in self.on(page)) for page in pages}
        return tuple(Sheet(n, tuple(titles.get(n, ())), counts[n], notes.get(n, "")) for n in pages)


def own(ref: str) -> str:
    """The item that a place belongs to: a field of a project or of an indicator belongs to its row."""
    return ref.partition("/")[0] if ref[:1] in {"P", "I"} else ref


def _numbers(pages: str) -> Iterator[int]:
    """``5-6`` → 5, 6."""
    for part in pages.replace("、", ",").split(","):
        first, _, last = part.strip().partition("-")
        if first.isdigit():
            yield from range(int(first), (int(last) if last.isdigit() else int(first)) + 1)


def _all(book: Book) -> Iterator[Item]:
    for fact in book.facts:
        yield _cell(book, fact)
    for index, statement in enumerate(book.statements):
        if statement.quantity not in _DATES:
            yield _said(book, index, statement)
    for project in book.projects:
        yield _project(book, project)
    names = {project.ordinal: project.name for project in book.projects}
    for index, indicator in enumerate(book.indicators):
        yield _indicator(book, index, indicator, names.get(indicator.project, ""))


def _cell(book: Book, fact: Fact) -> Item:
    return Item(
        ref=fact.place,
        flawed=bool(book.flaws([fact.place])),
        kind="cell",
        place=fact.form,
        title=book.title(fact.form),
        row=f"{fact.code} {fact.label}".strip(),
        column=places.column(fact.form, fact.side, fact.measure),
        raw=fact.raw,
        value=fact.value if fact.status == "number" else None,
        unit=fact.unit,
        status=fact.status,
        page=fact.page,
        box=(fact.x0, fact.top, fact.x1, fact.bottom),
        code=fact.code,
    )


def _said(book: Book, index: int, said: Statement) -> Item:
    return Item(
        ref=f"{said.section}#{index}",
        flawed=bool(book.flaws([f"{said.section}#{index}"])),
        kind="statement",
        place=said.section,
        title=book.title(said.section),
        row=said.subject,
        column=places.said(said.quantity, said.base),
        raw=said.raw,
        value=said.value,
        unit=said.unit,
        status="number" if said.value is not None else "text",
        page=said.page,
        start=said.start,
        end=said.end,
    )


def _project(book: Book, project: Project) -> Item:
    edges = (project.x0, project.top, project.x1, project.bottom)
    return Item(
        ref=f"P{project.ordinal}",
        flawed=bool(book.flaws(f"P{project.ordinal}/{name}" for name, *_ in FUNDS)),
        kind="project",
        place=places.PROJECT,
        title=book.title(places.PROJECT),
        row=project.name,
        column="资金",
        raw=project.raw,
        value=None,
        unit="",
        status="text",
        page=project.page,
        box=_whole(edges),
    )


def _indicator(book: Book, index: int, indicator: Indicator, project: str) -> Item:
    edges = (indicator.x0, indicator.top, indicator.x1, indicator.bottom)
    levels = "·".join(part for part in (indicator.level1, indicator.level2) if part)
    return Item(
        ref=f"I{index}",
        flawed=bool(book.flaws(f"I{index}/{name}" for name, *_ in TARGETS)),
        kind="indicator",
        place=places.PROJECT,
        title=book.title(places.PROJECT),
        row=project,
        column=f"{levels}：{indicator.name}" if levels else indicator.name,
        raw=indicator.actual,
        value=None,
        unit="",
        status="text",
        page=indicator.page,
        box=_whole(edges),
    )


def _whole(edges: Sequence[float | None]) -> Box | None:
    known = tuple(edge for edge in edges if edge is not None)
    return (known[0], known[1], known[2], known[3]) if len(known) == 4 else None


def _words(source: Source) -> Item:
    return Item(
        ref=source.ref,
        kind="words",
        place="",
        title=source.title,
        row="",
        column="",
        raw="",
        value=None,
        unit="",
        status="text",
        page=source.page or 0,
        start=source.start,
        end=source.end,
    )


def funds(book: Book, item: Item) -> Iterator[tuple[str, Decimal | str, str]]:
    """The parts of a row of a self-evaluation form: what it is called, its value, its unit."""
    if item.kind == "project":
        row: Project | Indicator = next(p for p in book.projects if f"P{p.ordinal}" == item.ref)
        parts = FUNDS
    elif item.kind == "indicator":
        row, parts = book.indicators[int(item.ref[1:])], TARGETS
    else:
        return
    for name, label, unit in parts:
        value = getattr(row, name)
        if isinstance(value, (Decimal, str)) and value != "":
            yield label, value, unit
