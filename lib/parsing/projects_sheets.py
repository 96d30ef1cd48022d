"""Where the self-evaluation forms (项目支出绩效自评表) are: their rows, gathered over grids and pages.

A form is known by its meaning, not by its place: a row that names the project (``项目名称``), later a row
that heads the indicators (``三级指标``). It goes on over page breaks until the next form, or the next title
of another table, begins. Whether it *is* a self-evaluation is decided by the columns it turns out to have.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from lib.forms.text import canonical
from lib.reading.page import Box, Cell, Grid, Line, Page

_NAME = re.compile(
    r"^(?:预算|专项|一级|二级)?项目(?:支出|\(政策\)|\(专项\))?(?:\([^)]*\))?名称(?::(?P<name>.+))?$"
)
_NOT_A_NAME = re.compile(
    r"(?:序号|备注|(?:年初|全年|调整)?(?:预算|执行|决算)(?:数|金额)?|金额|(?:项目|预算)?资金(?:总额)?|分值|得分|执行率|"
    r"(?:项目)?(?:编码|代码|编号|类别|类型|级次|属性|周期)|(?:主管|实施|预算|项目|填报)?(?:部门|单位)(?:及代码|名称)?)"
    r"(?:\([^)]*\))?"
)
_TITLE = re.compile(r"表(?:\(.{0,12}\))*$")
_PROJECT_TITLE = re.compile(r"^(?:附(?:件|表)?\d*[:、.]?)?(?P<name>.*?)项目(?:支出)?(?:绩效|预算)?.{0,6}自评")
_OWN = re.compile(r"项目(?!.*整体).*自评")
_TOTAL = re.compile(
    r"(?:自评|综合|绩效|评价|自评价)?(?:总得分|总分值?|得分合计|总计|合计|综合得分)(?:\(.*\))?"
)
_FUNDS = re.compile(r"资金总额|全年执行")
_YEAR = re.compile(r"\(?\d{4}年度?\)?")
_TAIL = re.compile(
    r"自评结果|绩效分析|实施和预算执行|产出情况|效益情况|满意度情况|经验做法|主要问题|改进措施|备注|说明|填报|联系"
)


@dataclass(frozen=True, slots=True)
class Span:
    """The text of one cell and where it stands across: points in a ruled grid, columns in a text grid."""

    text: str
    lo: float
    hi: float

    @property
    def label(self) -> str:
        """The text to compare by, without a closing colon."""
        return canonical(self.text).rstrip(":")

    def meets(self, other: Span, shift: float = 0.0) -> bool:
        """Whether the middle of one of the two lies inside the other moved by ``shift``."""
        lo, hi = other.lo + shift, other.hi + shift
        return lo <= (self.lo + self.hi) / 2 <= hi or self.lo <= (lo + hi) / 2 <= self.hi


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a grid row that hold text, from left to right. ``ruled`` tells whether their place can
    be trusted: the columns of a text grid may be shifted by merged cells. ``box`` is what the row fills of
    ``page``. ``starts_page`` marks the first row of the first grid of a page.
    """

    spans: tuple[Span, ...]
    page: int
    box: Box
    ruled: bool
    starts_page: bool = False

    @property
    def raw(self) -> str:
        """The texts as printed, separated by spaces."""
        return " ".join(span.text for span in self.spans)


@dataclass(slots=True)
class Sheet:
    """The rows of what may be one project's form. ``heading`` is the text printed above it, ``grids`` the
    grids it takes rows from, as (page number, index on the page).
    """

    name: str
    heading: str
    rows: list[Row] = field(default_factory=list)
    grids: set[tuple[int, int]] = field(default_factory=set)


def find_sheets(pages: Iterable[Page]) -> list[Sheet]:
    """Every run of rows that starts by naming a project, in the order of the document."""
    sheets: list[Sheet] = []
    current: Sheet | None = None
    heading = ""
    for place, above, rows in _grids(pages):
        if _closes(above):
            current = None
        heading = canonical(above)[-120:] or heading
        for position, row in enumerate(rows):
            name = _project_name(row)
            if name is None and position == 0 and _unnamed(above, rows):
                name = _name_in_title(above)
            if name is not None and not (current and _goes_on(current, name)):
                current = Sheet(name or _name_in_title(above), heading)
                sheets.append(current)
            elif len(row.spans) == 1 and _closes(row.spans[0].text):
                current = None
            if current is not None:
                current.rows.append(row)
                current.grids.add(place)
    return sheets


def is_total(row: Row) -> bool:
    """Whether the row is the total of a form."""
    return bool(_TOTAL.fullmatch(row.spans[0].label))


def is_tail(row: Row) -> bool:
    """Whether the row belongs to what a form says in words after its total."""
    return any(_TAIL.search(span.label) for span in row.spans)


def _grids(pages: Iterable[Page]) -> Iterator[tuple[tuple[int, int], str, list[Row]]]:
    """Every grid: its place, the text between it and the grid before, its rows with text."""
    between: list[str] = []
    for page in pages:
        prose = sorted(page.prose, key=_top)
        order = sorted(range(len(page.grids)), key=lambda index: page.grids[index].box.top)
        done = 0
        for rank, index in enumerate(order):
            grid = page.grids[index]
            while done < len(prose) and prose[done].box.top < grid.box.top:
                between.append(prose[done].text)
                done += 1
            yield (page.number, index), "\n".join(between), _rows(grid, page.number, first=rank == 0)
            between = []
        between.extend(line.text for line in prose[done:])


def _top(line: Line) -> float:
    return line.box.top


def _rows(grid: Grid, page: int, *, first: bool) -> list[Row]:
    ruled = any(cell is None for row in grid.rows for cell in row) or (
        grid.box.bottom - grid.box.top > 2 * len(grid.rows)
    )
    rows: list[Row] = []
    for position, cells in enumerate(grid.rows):
        spans = tuple(
            Span(text, cell.box.x0, cell.box.x1) if ruled else Span(text, column, column + 1)
            for column, cell in enumerate(cells)
            if cell is not None and (text := cell.text.replace("\n", "").strip())
        )
        if spans:
            rows.append(Row(spans, page, _box(cells, ruled=ruled), ruled, first and position == 0))
    return rows


def _box(cells: Sequence[Cell | None], *, ruled: bool) -> Box:
    """The box of a row with text. In a ruled grid it ends where the first of its cells does, and the cells
    on its left that go on below (一级指标) are not of this row alone; in a text grid it is the text's own.
    """
    own = [cell for cell in cells if cell is not None]
    if not ruled:
        inks = [cell.ink for cell in own if cell.text]
        return Box(inks[0].x0, inks[0].top, inks[-1].x1, inks[0].bottom)
    bottom = min(cell.box.bottom for cell in own)
    first = next(i for i, cell in enumerate(own) if cell.box.bottom <= bottom)
    boxes = [cell.box for cell in own[first:]]
    return Box(boxes[0].x0, min(box.top for box in boxes), max(box.x1 for box in boxes), bottom)


def _project_name(row: Row) -> str | None:
    """The project that the row names (empty where the place is blank), or ``None`` if it names none."""
    for position, span in enumerate(row.spans[:3]):
        found = _NAME.match(span.label)
        if not found:
            continue
        if found["name"]:
            return span.text.split("称", 1)[1].lstrip(":： ")
        following = row.spans[position + 1 :]
        if not following:
            return ""
        return None if _NOT_A_NAME.fullmatch(following[0].label) else following[0].text
    return None


def _unnamed(above: str, rows: Sequence[Row]) -> bool:
    """Whether a form begins here that says only in its title whose it is: it has funds, but no name."""
    has_funds = any(_FUNDS.search(span.label) for row in rows for span in row.spans)
    return bool(_name_in_title(above)) and has_funds and not any(_project_name(row) for row in rows)


def _name_in_title(above: str) -> str:
    found = _PROJECT_TITLE.match(_YEAR.sub("", _last_title(above)))
    return found["name"] if found else ""


def _last_title(above: str) -> str:
    titles = [line for line in map(canonical, above.splitlines()) if _title(line)]
    return titles[-1] if titles else ""


def _goes_on(sheet: Sheet, name: str) -> bool:
    """Whether a form that names its project again only repeats its head on a new page."""
    return name == sheet.name and not any(map(is_total, sheet.rows))


def _closes(text: str) -> bool:
    """Whether a title of another kind of table stands in ``text``. The title of the forms themselves closes
    nothing: it may be repeated on every page, and a new form makes itself known by its rows.
    """
    titles = [title for line in text.splitlines() if _title(title := canonical(line))]
    return any("续表" not in title and not _OWN.search(title) for title in titles)


def _title(line: str) -> bool:
    return len(line) <= 60 and bool(_TITLE.search(line))
