"""What ``check`` shows and writes: the 核对单 on a screen, rows as CSV or JSON, a DOCX or XLSX a document."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from lib.analysis.book import Book
from lib.analysis.checks import SEVERITIES, VERDICTS, Item, Sheet, Side, sheet
from lib.checking.across import across
from lib.cli.files import explained, whole
from lib.cli.rows import to_csv, to_json
from lib.cli.views import listing, tally
from lib.disclosure import TABLES, Disclosure, Finding

if TYPE_CHECKING:
    from collections.abc import Generator
    from typing import BinaryIO

_WIDE = 160
_NAMED = 2
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


@dataclass(frozen=True, slots=True)
class Checked:
    """One document, what comparing it with the ``others`` that came with it has found, and those others."""

    disclosure: Disclosure
    across: tuple[Finding, ...] = ()
    others: tuple[Disclosure, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All results: of the document itself, then against others."""
        return (*self.disclosure.findings, *self.across)

    def book(self) -> Book:
        """The document's figures."""
        return Book.of(self.disclosure)

    def sheet(self) -> Sheet:
        """The document's 核对单."""
        return sheet(self.book(), self.findings, [Book.of(other) for other in self.others])

    def prior(self) -> Book | None:
        """Last year's document of the same department, if it is among the others."""
        own = self.disclosure.document
        for other in self.others:
            found = other.document
            same = (found.department, found.kind, found.scope) == (own.department, own.kind, own.scope)
            if same and own.fiscal_year is not None and found.fiscal_year == own.fiscal_year - 1:
                return Book.of(other)
        return None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which findings to tell: empty means all of them (on a screen, those that do not agree)."""

    verdicts: tuple[str, ...] = ()
    severities: tuple[str, ...] = ()

    def of(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings that are wanted."""
        return tuple(
            finding
            for finding in findings
            if (not self.verdicts or finding.verdict in self.verdicts)
            and (not self.severities or finding.severity in self.severities)
        )


def together(group: Sequence[Disclosure]) -> Iterator[Checked]:
    """Yield each document of ``group`` with what comparing it with the others has found.

    That there is nothing to compare with is told by the lake's own pages, not here.
    """
    for disclosure in group:
        others = tuple(other for other in group if other is not disclosure)
        found = across(disclosure, others) if others else ()
        yield Checked(disclosure, tuple(one for one in found if one.right_document), others)


def write(results: Iterable[Checked], form: str, output: Path | None, wanted: Wanted) -> None:
    """Write ``results`` one after the other as ``table``, ``csv`` or ``json``, to a file or standard output.

    A file is there complete or not at all. Raises :class:`TyperException` when it cannot be written.
    """
    if form == "table" and output is None and (console := Console()).is_terminal:
        for found in results:
            console.print(shown(found, wanted))
        return
    texts = {"table": _tables, "csv": _csv, "json": _json}[form](results, wanted)
    with _stream(output) as stream:
        if form == "csv" and output is not None:
            stream.write("\ufeff".encode())  # Excel needs it to see UTF-8
        for text in texts:
            stream.write(text.encode())


def write_sheets(results: Iterable[Checked], form: str, output: Path, *, one: bool) -> Iterator[Path]:
    """Write a 核对单 with the likely questions for each document, and yield the files.

    ``output`` is the file of the ``one`` document, or a folder, where files are named after department and
    year. Raises :class:`TyperException` when a file cannot be written.
    """
    from lib.analysis.questions import questions  # noqa: PLC0415 — only the sheets ask
    from lib.reporting import checklist  # noqa: PLC0415

    make = {"docx": checklist.docx, "xlsx": checklist.xlsx}[form]
    taken: set[str] = set()
    for found in results:
        content = make(found.sheet(), questions(found.book(), found.prior()))
        if one and not output.is_dir():
            path = output
        else:
            path = output / _name(found.disclosure, form, taken)
            with explained(path):
                output.mkdir(parents=True, exist_ok=True)
        with _stream(path) as stream:
            stream.write(content)
        yield path


def shown(found: Checked, wanted: Wanted) -> RenderableType:
    """Return one document's findings to print: roots by severity, then whatever else is wanted."""
    document = found.disclosure.document
    result = found.sheet()
    year = "" if document.fiscal_year is None else f"{document.fiscal_year}年度"
    parts: list[RenderableType] = [
        Text(f"《{document.file_name}》 {document.department}{year}", style="bold"),
        Text(result.sentence),
    ]
    verdicts = wanted.verdicts or ("broken",)
    if "broken" in verdicts:
        for severity, name in SEVERITIES.items():
            items = [item for item in result.items if item.severity == severity]
            if items and (not wanted.severities or severity in wanted.severities):
                parts += [Text(f"\n{name}（{len(items)}项）", style="bold"), _items(items)]
    for verdict in verdicts:
        rows = [finding for finding in wanted.of(found.findings) if finding.verdict == verdict]
        if verdict != "broken" and rows:
            parts += [Text(f"\n{VERDICTS[verdict]}（{len(rows)}项）", style="bold"), listing(rows)]
    parts.append(Text(f"\n{tally(found.findings)}\n"))
    return Group(*parts)


def _items(items: Sequence[Item]) -> Table:
    table = Table.grid(padding=(0, 1))
    table.add_column(justify="right", no_wrap=True)
    table.add_column(overflow="fold")
    for item in items:
        lines = [Text(f"{item.finding.rule}  {item.finding.meaning}", style="bold")]
        lines += [Text(f"· {line}") for line in _sides(item) if line]
        lines += [Text(line) for line in (item.said, _gap(item.finding)) if line]
        if item.finding.causes:
            lines.append(Text(f"可能原因：{item.finding.causes}", style="dim"))
        if item.follows:
            lines.append(Text(f"由此连带{len(item.follows)}项", style="dim"))
        table.add_row(f"{item.number}", Group(*lines))
    return table


def _sides(item: Item) -> tuple[str, str]:
    found = item.finding
    return _side(item.left, len(found.left_place.split())), _side(item.right, len(found.right_place.split()))


def _side(side: Side, figures: int) -> str:
    """One side in a line: what it is, what is printed, where. Many summands are counted, not listed."""
    labels = side.label.split("；")
    if not side.label:
        return ""
    page = "" if side.page is None else f"（第{side.page}页）"
    where = f"《{side.document}》" if side.document else ""
    if figures > _NAMED:
        return f"{where}{labels[0]}等{figures}处{page}"
    return f"{where}{'；'.join(labels)}：{side.raw or '（空白）'}{page}"


def _gap(finding: Finding) -> str:
    """The difference, where the arithmetic does not say it itself (rates)."""
    if finding.difference is None or finding.difference == 0 or "相差" in finding.arithmetic:
        return ""
    unit = "个百分点" if finding.unit == "%" else finding.unit
    return f"相差{abs(finding.difference).normalize():,f}{unit}"


def _tables(results: Iterable[Checked], wanted: Wanted) -> Iterator[str]:
    for found in results:
        text = io.StringIO()
        Console(width=_WIDE, file=text).print(shown(found, wanted))
        yield "".join(f"{line.rstrip()}\n" for line in text.getvalue().splitlines())


def _csv(results: Iterable[Checked], wanted: Wanted) -> Iterator[str]:
    columns = TABLES["findings"][1]
    yield to_csv(columns, ())
    for found in results:
        yield to_csv(columns, _chosen(found, wanted).rows("findings"), header=False)


def _json(results: Iterable[Checked], wanted: Wanted) -> Iterator[str]:
    before = "[\n"
    for found in results:
        for row in _chosen(found, wanted).rows("findings"):
            yield before + to_json(row).rstrip()
            before = ",\n"
    yield "\n]\n" if before != "[\n" else "[]\n"


def _chosen(found: Checked, wanted: Wanted) -> Disclosure:
    return replace(found.disclosure, findings=wanted.of(found.findings))


def _name(disclosure: Disclosure, form: str, taken: set[str]) -> str:
    """A file name of its own for a document: department and year, else the name of its file."""
    document = disclosure.document
    year = "" if document.fiscal_year is None else f"{document.fiscal_year}年度"
    stem = f"{document.department}{year}" if document.department else Path(document.file_name).stem
    stem = _FORBIDDEN.sub("_", f"{stem}决算核对单")
    name, number = f"{stem}.{form}", 1
    while name in taken:
        number += 1
        name = f"{stem}（{number}）.{form}"
    taken.add(name)
    return name


@contextmanager
def _stream(output: Path | None) -> Generator[BinaryIO]:
    """Where bytes go: standard output, or a file that gets its name only once it is complete."""
    if output is None:
        stdout = cast("BinaryIO", sys.stdout.buffer)
        sys.stdout.flush()
        yield stdout
        stdout.flush()
        return
    with whole(output) as path, path.open("wb") as stream:
        yield stream
