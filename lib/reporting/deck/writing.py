"""The pages of the presentation: cover, messages, tables behind them; each cites file and page."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC
from typing import Any

from pptx.presentation import Presentation as Deck
from pptx.util import Emu, Inches, Pt

from lib import letters
from lib.analysis.slides import Slide
from lib.disclosure import Document
from lib.reporting import telling
from lib.reporting.checklist.texts import clean
from lib.reporting.deck import charts, design
from lib.reporting.deck.design import ACCENT, BOTTOM, HIGH, INK, LEFT, LINE, PALE, ROOM, SOFT, TOP, WARNING
from lib.reporting.deck.shapes import LEADING, Sheet, bar, box, number, say

BODY = 18
"""The smallest type of what is said; citations, units and page numbers are smaller."""
_SMALL = 12
_CAPTION = 14
_SIZES, _SMALLER = (20, 18, 16), (14, 12, 10, 9)
"""Type sizes of a table; the smaller ones only where the larger ones would break a number."""
_COVER = (44, 40, 36, 32, 28)
_HEADLINES = (28, 26, 24, 22, 20, 18, 16, 14, 12)
_TOPICS, _BEHIND = (18, 16, 14, 12), (24, 22, 20, 18, 16, 14)
"""Type sizes of a headline and of a topic, the largest that its box takes."""
_FIGURES = (34, 30, 26, 22, 18)
"""Type sizes of a card's figure, the largest that stands beside its unit."""
_CHANGES = (18, 16, 14, 12)
_CARDS = 6
_CARD = Inches(1.7)
"""The least height of a card."""
_NOTES = (24, 22, 20, 18)
"""Type sizes of a note on a page of its own."""
_NOTE_ROOM, _GAP = ROOM - Inches(0.2), Inches(0.25)
_ASIDE = 2
"""Lines of a note that stands below what its slide shows."""


def write(slides: Sequence[Slide], document: Document, others: Sequence[Document], *, tables: bool) -> bytes:
    """Return the presentation as a file."""
    deck = design.new()
    files = telling.names(document, others)
    _cover(deck, slides, document)
    for slide in slides:
        aside = _aside(slide)
        _message(deck, slide if aside else replace(slide, annotation=""), files)
        if not aside:
            _note(deck, slide, files)
    if tables:
        for slide in slides:
            if slide.chart is not None and slide.rows:
                _table(deck, slide, files, behind=True)
    properties = deck.core_properties
    properties.title, properties.author, properties.language = telling.title(document), telling.MAKER, "zh-CN"
    properties.subject, properties.keywords, properties.comments = telling.NOTICE, "", ""
    moment = document.read_at.astimezone(UTC).replace(tzinfo=None)
    properties.created = properties.modified = moment
    properties.last_modified_by = telling.MAKER
    target = io.BytesIO()
    deck.save(target)
    return target.getvalue()


def _cover(deck: Deck, slides: Sequence[Slide], document: Document) -> None:
    page = deck.slides.add_slide(design.cover(deck))
    bar(page, (Inches(1.1), Inches(1.55), Inches(1.4), Inches(0.09)), ACCENT)
    title = page.shapes.title.text_frame
    title.word_wrap = True
    department, year = telling.titles(document)
    size = next(size for size in _COVER if size == _COVER[-1] or telling.lines(department, 790 / size) <= 1)
    say(title.paragraphs[0], department, size, INK, bold=True)
    say(title.add_paragraph(), year, size, INK, bold=True)
    below = page.placeholders[1].text_frame
    below.word_wrap = True
    pages = f"（共{document.pages}页）" if document.pages else ""
    said = (telling.NOTICE, f"文件：《{clean(document.file_name)}》{pages}")
    for place, line in enumerate(said):
        paragraph = below.paragraphs[0] if place == 0 else below.add_paragraph()
        paragraph.alignment = 1
        say(paragraph, line, 24 if place == 0 else BODY, SOFT)
    topics = "、".join(dict.fromkeys(clean(slide.title) for slide in slides))
    _tell(page, f"本稿内容：{topics}。\n各页数字均注明文件和页码，计算方法见备注。")


def _message(deck: Deck, slide: Slide, files: Mapping[str, str]) -> None:
    """What a slide says, in the form that shows it."""
    if slide.chart is not None:
        _picture(deck, slide, files)
    elif slide.key == "overview" and len(slide.rows) <= _CARDS:
        _cards(deck, slide, files)
    else:
        _table(deck, slide, files)


def _aside(slide: Slide) -> bool:
    """Whether the presenter's note leaves room for what the slide shows; else it has a page of its own."""
    if not slide.annotation:
        return True
    least = 0
    if slide.chart is not None:
        least = charts.least(slide.chart) + int(Pt(_CAPTION) * LEADING) * (1 + bool(_caption(slide)))
    elif slide.key == "overview":
        least = 2 * _CARD + _GAP
    lines = telling.lines(slide.annotation, _NOTE_ROOM / Pt(BODY))
    return lines <= _ASIDE and least <= BOTTOM - TOP - _note_height(slide, behind=False)


def _note(deck: Deck, slide: Slide, files: Mapping[str, str]) -> None:
    """The presenter's note on a page of its own."""
    page, top, bottom = _page(deck, replace(slide, annotation=""), files, topic=f"{slide.title} · 批注")
    text = clean(slide.annotation)
    size = _largest(text, _NOTES, (_NOTE_ROOM, bottom - top))
    bar(page, (LEFT, top, Inches(0.06), _high(text, size, _NOTE_ROOM)), WARNING)
    place = (LEFT + Inches(0.2), top, _NOTE_ROOM, _high(text, size, _NOTE_ROOM))
    box(page, place, text, size, name="批注")


def _picture(deck: Deck, slide: Slide, files: Mapping[str, str]) -> None:
    """A message and its chart."""
    page, top, bottom = _page(deck, slide, files)
    chart = slide.chart
    if chart is None:
        return
    said = _caption(slide)
    if said:
        height = _high(said, _CAPTION, ROOM)
        bottom -= height
        box(page, (LEFT, bottom, ROOM, height), f"{said}。", _CAPTION, color=SOFT, name="图注")
    unit = (LEFT, top, ROOM, int(Pt(_CAPTION) * LEADING))
    box(page, unit, charts.unit(chart), _CAPTION, color=SOFT, align="right", name="单位")
    start = top + (0 if len(chart.series) > 1 else int(Pt(_CAPTION) * LEADING))
    charts.draw(page, chart, (LEFT, start, ROOM, bottom - start), f"{slide.title}：{slide.headline}")


def _caption(slide: Slide) -> str:
    """What is to be known of a chart."""
    return "；".join(filter(None, (slide.chart.note if slide.chart else "", slide.told.rstrip("。"))))


def _cards(deck: Deck, slide: Slide, files: Mapping[str, str]) -> None:
    """The figures of the year, one a card: name, number with its unit, change."""
    page, top, bottom = _page(deck, slide, files)
    gap, across = _GAP, 3
    down = -(-len(slide.rows) // across)
    width, height = (ROOM - gap * (across - 1)) // across, min(Inches(2.05), (bottom - top - gap) // down)
    for place, (name, value, unit, change) in enumerate(telling.rows(slide)):
        left = LEFT + (place % across) * (width + gap)
        start = top + (place // across) * (height + gap)
        bar(page, (left, start, width, height), PALE)
        bar(page, (left, start, Inches(0.06), height), ACCENT)
        inner, room = left + Inches(0.25), width - Inches(0.4)
        box(page, (inner, start + Inches(0.15), room, Inches(0.35)), name, BODY, color=SOFT)
        shape = box(page, (inner, start + Inches(0.5), room, Inches(0.7)), "", 34)
        known = bool(unit)
        size = next(s for s in _FIGURES if s == _FIGURES[-1] or _card_width(value, unit, s) <= room)
        say(
            shape.text_frame.paragraphs[0],
            value,
            size if known else 26,
            ACCENT if known else SOFT,
            bold=known,
        )
        say(shape.text_frame.paragraphs[0], f" {unit}", BODY, SOFT)
        left_over = height - Inches(1.22)
        size = _largest(change, _CHANGES, (room, left_over))
        box(page, (inner, start + Inches(1.22), room, left_over), change, size, color=SOFT)


def _card_width(value: str, unit: str, size: float) -> float:
    """How wide a card's figure is with its unit, in EMU."""
    return letters.ems(value) * Pt(size) + letters.ems(f" {unit} ") * Pt(BODY)


def _table(deck: Deck, slide: Slide, files: Mapping[str, str], *, behind: bool = False) -> None:
    """A message and its table, on as many pages as its type needs to stay large."""
    caption = "；".join(filter(None, (telling.unit_note(slide), slide.told.rstrip("。"))))
    space = _high(caption, _CAPTION, ROOM) if caption else 0
    room = BOTTOM - (HIGH if behind else TOP) - space - _note_height(slide, behind=behind)
    sheet = _sheet(slide, room)
    ranges = sheet.pages(room)
    for part, (start, end) in enumerate(ranges, start=1):
        count = f"（{part}/{len(ranges)}）" if len(ranges) > 1 else ""
        topic = f"{slide.title}{' · 数据表' if behind else ''}{count}"
        page, top, _ = _page(deck, slide, files, topic=topic, behind=behind)
        if caption:
            box(page, (LEFT, top, ROOM, space), caption, _CAPTION, color=SOFT, align="right", name="单位")
        sheet.draw(page, LEFT, top + space, start, end)


def _sheet(slide: Slide, room: int) -> Sheet:
    """The table in the type that takes the fewest pages, with rows of one line if it can, as large as it can;
    never in one that breaks a number.
    """
    sheets = [Sheet(slide, size, ROOM) for size in (*_SIZES, *_SMALLER)]
    whole = [sheet for sheet in sheets if sheet.whole] or sheets[-1:]
    usual = [sheet for sheet in whole if sheet.size in _SIZES] or whole[:1]
    return min(usual, key=lambda sheet: (len(sheet.pages(room)), not sheet.even, -sheet.size))


def _page(
    deck: Deck, slide: Slide, files: Mapping[str, str], *, topic: str = "", behind: bool = False
) -> tuple[Any, int, int]:
    """A page with topic, headline, note, citation and number; where its content begins and ends."""
    page = deck.slides.add_slide(design.plain(deck))
    headline, said = clean(slide.headline), clean(topic or slide.title)
    frame = page.shapes.title.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    if behind:
        page.shapes.title.left, page.shapes.title.top = LEFT, Inches(0.5)
        page.shapes.title.width, page.shapes.title.height = ROOM, Inches(0.6)
        size = _largest(said, _BEHIND, (ROOM, Inches(0.6)))
        say(frame.paragraphs[0], said, size, ACCENT, bold=True)
    else:
        size = _largest(headline, _HEADLINES, (ROOM, design.HEADLINE))
        say(frame.paragraphs[0], headline, size, INK, bold=True)
        size, place = _largest(said, _TOPICS, (ROOM, Inches(0.38))), (LEFT, Inches(0.42), ROOM, Inches(0.38))
        box(page, place, said, size, color=ACCENT, bold=True, name="主题")
    bottom = BOTTOM
    note = _note_height(slide, behind=behind)
    if note:
        bottom -= note
        bar(page, (LEFT, bottom + Inches(0.1), Inches(0.06), note - Inches(0.1)), WARNING)
        place = (LEFT + Inches(0.2), bottom + Inches(0.1), _NOTE_ROOM, note - Inches(0.1))
        box(page, place, clean(slide.annotation), BODY, name="批注")
    bar(page, (LEFT, Inches(6.68), ROOM, Emu(9525)), LINE)
    cited = telling.cited(slide, files, (ROOM - Inches(0.8)) / Pt(_SMALL))
    place = (LEFT, Inches(6.76), ROOM - Inches(0.8), Inches(0.5))
    box(page, place, cited, _SMALL, color=SOFT, name="来源")
    number(page, (LEFT + ROOM - Inches(0.7), Inches(6.76), Inches(0.7), Inches(0.3)), _SMALL)
    full = telling.citation(slide.sources, files)
    cited_in_full = f"文件与页码：{full}" if full else ""
    _tell(page, "\n\n".join(filter(None, (headline, cited_in_full, telling.remarks(slide)))))
    return page, HIGH if behind else TOP, bottom


def _high(text: str, size: float, width: int) -> int:
    """How high a text is in a box of this width."""
    return int(Pt(size) * LEADING * telling.lines(text, width / Pt(size)))


def _largest(text: str, sizes: Sequence[int], room: tuple[int, int]) -> int:
    """The largest type in which a text stands in a box (width, height); the smallest where none does."""
    width, height = room
    return next((size for size in sizes if _high(text, size, width) <= height), sizes[-1])


def _note_height(slide: Slide, *, behind: bool) -> int:
    if behind or not slide.annotation:
        return 0
    return _high(slide.annotation, BODY, _NOTE_ROOM) + Inches(0.16)


def _tell(page: Any, text: str) -> None:
    """Write the presenter's notes."""
    page.notes_slide.notes_text_frame.text = clean(text)
