"""The 核对单 as a Word document: both sides of an item, what is known of it, and room for the answer."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.shared import Cm, Pt
from docx.table import Table

from lib.analysis.checks import SEVERITIES, Sheet
from lib.analysis.questions import Question
from lib.reporting import word as w
from lib.reporting.checklist import content as c
from lib.reporting.checklist import texts

_ABOUT = (2.6, 10.75, 2.6, 10.75)
_FORMS = (12.3, 2.4, 2.4, 2.4, 2.4, 2.4, 2.4)
_MATTERS = (1.0, 3.2, 6.1, 6.1, 3.6, 4.2, 2.5)
_MATTER_HEADS = ("序号", "严重程度、规则", "甲方", "乙方", "差额、允许误差", "答复", "答复人、日期")
_APART = (2.2, 10.2, 1.6, 4.2, 8.5)
_ASKED = (1.0, 6.2, 6.3, 4.1, 4.8, 4.3)
_ASKED_HEADS = ("序号", "问题", "数字", "出处", "文件自述的原因", "答复")
_TALLEST = 34
"""Lines that surely fit a page; a higher row may run on to the next page, so that nothing is cut."""
_NUMERALS = "一二三四"
_SIGNED = (("核对人：", 0), ("复核人：", 6.5), ("被核对单位：", 13), ("日期：", 20.5))


def write(sheet: Sheet, questions: Sequence[Question], unit: str) -> bytes:
    """Return the document as a file."""
    about = sheet.document
    word = w.new(c.TITLE, about.read_at)
    year = "" if about.fiscal_year is None else f"{about.fiscal_year}年度"
    w.running(word, f"{texts.clean(about.department)}{year}  {c.TITLE}", c.NOTICE)
    w.say(word.add_paragraph(style="Title"), c.TITLE)
    _about(word, sheet)
    _forms(word, sheet)
    _matters(word, sheet, unit)
    _apart(word, sheet, unit)
    _asked(word, questions)
    _signed(word)
    return w.content(word)


def _heading(word: WordDocument, name: str) -> None:
    w.say(word.add_paragraph(style="Heading 1"), f"{_NUMERALS[c.SECTIONS.index(name)]}、{name}")


def _note(word: WordDocument, text: str, *, before_table: bool = False) -> None:
    paragraph = word.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(4)
    paragraph.paragraph_format.keep_with_next = before_table
    w.say(paragraph, text)


def _about(word: WordDocument, sheet: Sheet) -> None:
    pairs = c.about(sheet.document)
    made = w.table(word, _ABOUT, ())
    for left, right in zip(pairs[::2], pairs[1::2], strict=True):
        cells = w.row(made, _ABOUT).cells
        for label, text, (name, value) in ((cells[0], cells[1], left), (cells[2], cells[3], right)):
            w.fill(label, [name], bold=True, align="center")
            w.shade(label)
            w.fill(text, [value])


def _forms(word: WordDocument, sheet: Sheet) -> None:
    _heading(word, c.READ)
    _note(word, sheet.sentence, before_table=True)
    rows = c.forms(sheet)
    made = w.table(word, _FORMS, c.FORM_COLUMNS)
    for number, form in enumerate((*rows, c.totals(rows))):
        cells = w.row(made, _FORMS).cells
        last = number == len(rows)
        w.fill(cells[0], [form.title], bold=last)
        w.fill(cells[1], [form.status], align="center")
        w.fill(cells[2], [form.pages], align="center")
        counts = (form.figures, form.confirmed, form.alone, form.contradicted)
        for cell, count in zip(cells[3:], counts, strict=True):
            w.fill(cell, [str(count)], align="right", bold=last)
        for cell in cells:
            w.middle(cell)
    rest = c.leftovers(sheet)
    if rest:
        _note(word, f"未能识别、需对照原文的内容{len(rest)}处：{'；'.join(rest)}")


def _matters(word: WordDocument, sheet: Sheet, unit: str) -> None:
    _heading(word, c.MATTERS)
    entries = c.entries(sheet.items, unit)
    if not entries:
        _note(word, "没有需要核对的事项。")
        return
    counts = "，".join(f"{text}{sheet.tally[severity]}项" for severity, text in SEVERITIES.items())
    follows = sum(entry.follows for entry in entries)
    _note(
        word,
        f"共{len(entries)}项：{counts}；另有{follows}处不符由这些事项引起，并入所属事项。"
        f"甲方、乙方指同一勾稽关系的两端，差额＝甲方－乙方，金额单位为{unit}。",
        before_table=True,
    )
    made = w.table(word, _MATTERS, _MATTER_HEADS)
    for entry in entries:
        _matter(made, entry)


def _matter(made: Table, entry: c.Entry) -> None:
    sides = [_side(party, entry.unit) for party in (entry.left, entry.right)]
    known = _known(entry)
    high = sum(
        max(w.lines_high("\n".join("".join(line) for line in lines), width) for lines, width in part)
        for part in (zip(sides, _MATTERS[2:4], strict=True), [(known, sum(_MATTERS[1:5]))])
    )
    whole = high <= _TALLEST
    upper = w.row(made, _MATTERS, whole=whole).cells
    lower = w.row(made, _MATTERS, height=1.6, whole=whole).cells
    for column in (0, 5, 6):
        upper[column].merge(lower[column])
    color = w.BRICK if entry.severity == SEVERITIES["error"] else None
    w.fill(upper[0], [str(entry.number)], align="center", keep=True)
    w.fill(upper[1], [entry.severity], bold=True, color=color, keep=True)
    more = upper[1].add_paragraph()
    more.paragraph_format.keep_with_next = True
    w.say(more, f"{entry.meaning}（{entry.rule}）", size=9)
    for cell, lines in zip(upper[2:4], sides, strict=True):
        w.fill(cell, lines, keep=True)
    gap: list[w.Line] = [("差额：", entry.difference_text), ("允许误差：", entry.envelope_text)]
    w.fill(upper[4], gap if entry.gap else [texts.NOTHING], keep=True)
    w.fill(lower[1].merge(lower[4]), known)


def _side(party: c.Party, unit: str) -> list[w.Line]:
    if party.place == texts.NOTHING:
        return [texts.NOTHING]
    lines: list[w.Line] = [("位置：", party.place), ("原文：", party.printed)]
    value = texts.measured(party.value, unit)
    if party.value is not None and value.replace(",", "") != party.printed.replace(",", ""):
        lines.append(("取值：", value))
    return [*lines, ("页：", party.pages)]


def _known(entry: c.Entry) -> list[w.Line]:
    parts = (
        ("算式：", entry.arithmetic),
        ("说明：", entry.remark),
        ("可能原因：", entry.causes),
        (f"由此引起的其他不符{entry.follows}项：", entry.follows_text),
    )
    return [(label, text) for label, text in parts if text]


def _apart(word: WordDocument, sheet: Sheet, unit: str) -> None:
    _heading(word, c.APART)
    rows = c.apart(sheet, unit)
    _note(
        word,
        f"舍入差{sheet.tally['rounding']}处，无法核对{sheet.tally['cannot_check']}处"
        f"（另有{sheet.tally['holds']}处核对相符）。舍入差由四舍五入或单位换算造成，不需答复。",
        before_table=bool(rows),
    )
    if not rows:
        return
    made = w.table(word, _APART, c.APART_COLUMNS)
    for apart in rows:
        cells = w.row(made, _APART, whole=w.lines_high(apart.remark, _APART[4]) <= _TALLEST).cells
        w.fill(cells[0], [apart.verdict], align="center")
        w.fill(cells[1], [f"{apart.meaning}（{apart.rule}）"])
        w.fill(cells[2], [str(apart.count)], align="right")
        w.fill(cells[3], [apart.pages])
        w.fill(cells[4], [apart.remark])


def _asked(word: WordDocument, questions: Sequence[Question]) -> None:
    _heading(word, c.ASKED)
    rows = c.asked(questions)
    if not rows:
        _note(word, "没有从这份文件中得出可能被问到的问题。")
        return
    made = w.table(word, _ASKED, _ASKED_HEADS)
    for question in rows:
        figure = [question.figure, *([question.formula] if question.formula else [])]
        texts = (question.text, "\n".join(figure), f"{question.places}\n{question.pages}", question.reason)
        high = max(w.lines_high(text, width) for text, width in zip(texts, _ASKED[1:5], strict=True))
        cells = w.row(made, _ASKED, height=2.0, whole=high <= _TALLEST).cells
        w.fill(cells[0], [str(question.number)], align="center")
        w.fill(cells[1], [question.text])
        w.fill(cells[2], figure)
        w.fill(cells[3], [question.places, f"第{question.pages}页"])
        w.fill(cells[4], [question.reason])


def _signed(word: WordDocument) -> None:
    end = word.add_paragraph()
    end.paragraph_format.space_before = Pt(24)
    for _, place in _SIGNED[1:]:
        end.paragraph_format.tab_stops.add_tab_stop(Cm(place))
    w.say(end, "\t".join(label for label, _ in _SIGNED))
