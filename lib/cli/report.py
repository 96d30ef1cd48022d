"""``report``: one department's year as a presentation, a brief or a workbook, from the lake."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import BadParameter, Option, Typer

from lib.cli.chinese import Command, TyperException
from lib.cli.files import whole
from lib.cli.lake import LakeOption, opened
from lib.disclosure import Document

if TYPE_CHECKING:
    from lib.analysis.book import Book
    from lib.analysis.slides import Slide
    from lib.lake import Lake

FORMATS = ("pptx", "docx", "pdf", "xlsx")
UNITS = ("元", "万元", "亿元")
_NAMED = 8


def register(app: Typer) -> None:
    """Add the command to ``app``."""
    app.command(
        cls=Command, help="把一个部门一年的决算写成汇报：演示文稿、简报或工作簿。", options_metavar="[选项]"
    )(report)


def report(
    *,
    department: Annotated[str, Option(metavar="部门", help="部门（全称）", show_default=False)],
    year: Annotated[int, Option(metavar="年度", help="决算年度", show_default=False)],
    output: Annotated[
        Path,
        Option(
            "--output",
            "-o",
            metavar="文件",
            help=f"写到哪个文件（ {' '.join(FORMATS)} ）",
            show_default=False,
        ),
    ],
    chosen: Annotated[
        str | None,
        Option("--slides", metavar="页", help="选用的页及其顺序，用逗号分开；默认全部", show_default=False),
    ] = None,
    unit: Annotated[str, Option(metavar="单位", help="金额单位：元、万元、亿元")] = "万元",
    file: Annotated[
        str | None, Option(metavar="文件名", help="这个部门这一年有几份资料时，用哪一份", show_default=False)
    ] = None,
    lake: LakeOption = None,
) -> None:
    """Write the report of the department's final accounts of that year."""
    form = output.suffix.removeprefix(".").lower()
    if form not in FORMATS:
        raise BadParameter(
            f"不认识扩展名“{output.suffix}”，可用：{'、'.join(FORMATS)}", param_hint="--output"
        )
    if unit not in UNITS:
        raise BadParameter(f"没有“{unit}”，可用：{'、'.join(UNITS)}", param_hint="--unit")
    with opened(lake, create=False) as store:
        books = _books(store, department, year, file)
    from lib.analysis.slides import slides  # noqa: PLC0415 — loads what the command needs once it is well written

    book = books[year]
    offered = slides(book, prior=books.get(year - 1), series=[books[key] for key in sorted(books)], unit=unit)
    if not offered:
        raise TyperException(f"《{book.document.file_name}》没有可以汇报的内容：没有读出决算表和情况说明。")
    shown = _arranged(offered, chosen)
    others = [other.document for key, other in books.items() if key != year]
    content = _writers()[form](shown, book.document, others)
    with whole(output) as path:
        path.write_bytes(content)
    print(f"{output}：{len(shown)}页内容（{'、'.join(slide.key for slide in shown)}）")  # noqa: T201


def _books(lake: Lake, department: str, year: int, file: str | None) -> dict[int, Book]:
    """The department's years, that year's document as chosen, the others of the same scope."""
    from lib.analysis.book import Book  # noqa: PLC0415
    from lib.cli.stored import disclosure, documents  # noqa: PLC0415

    accounts = [document for document in documents(lake) if document.kind == "final_account"]
    document = _document(accounts, department, year, file)
    years: dict[int, Document] = {}
    for other in accounts:
        same = other.department == department and other.scope == document.scope
        if same and other.fiscal_year is not None:
            years.setdefault(other.fiscal_year, other)
    years[year] = document
    return {key: Book.of(disclosure(lake, one)) for key, one in years.items()}


def _document(accounts: Sequence[Document], department: str, year: int, file: str | None) -> Document:
    """The one document that is meant. Raises :class:`TyperException` where there is none, or several."""
    own = [document for document in accounts if document.department == department]
    if not own:
        names = list(dict.fromkeys(document.department for document in accounts if document.department))
        near = [name for name in names if department in name or name in department] or names
        known = "、".join(near[:_NAMED]) + ("等" if len(near) > _NAMED else "")
        raise TyperException(
            f"资料库里没有“{department}”的决算。" + (f"有：{known}。" if known else "请先用 ingest 导入。")
        )
    found = [document for document in own if document.fiscal_year == year]
    if not found:
        years = sorted({document.fiscal_year for document in own if document.fiscal_year is not None})
        known = f"有：{'、'.join(map(str, years))}年度。" if years else "导入的资料没有识别出年度。"
        raise TyperException(f"资料库里没有“{department}”{year}年度的决算。{known}")
    matching = [document for document in found if file is None or document.file_name == file]
    if len(matching) == 1:
        return matching[0]
    listed = "、".join(f"{document.file_name}（{document.scope}）" for document in found)
    raise TyperException(f"“{department}”{year}年度的资料有：{listed}。请用 --file 写明用哪一份。")


def _arranged(offered: Sequence[Slide], chosen: str | None) -> Sequence[Slide]:
    from lib.analysis.slides import arrange  # noqa: PLC0415

    if chosen is None:
        return offered
    keys = [key.strip() for key in chosen.replace("，", ",").split(",") if key.strip()]
    known = {slide.key: slide.title for slide in offered}
    for key in keys:
        if key not in known:
            named = "、".join(f"{one}（{title}）" for one, title in known.items())
            raise BadParameter(f"这份资料没有“{key}”这一页，可用：{named}", param_hint="--slides")
    return arrange(offered, keys)


def _writers() -> dict[str, Callable[[Sequence[Slide], Document, Sequence[Document]], bytes]]:
    from lib.reporting import brief, deck, workbook  # noqa: PLC0415

    return {"pptx": deck.pptx, "docx": brief.docx, "pdf": brief.pdf, "xlsx": workbook.xlsx}
