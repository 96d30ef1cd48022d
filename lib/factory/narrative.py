"""Statements to a narrative: the sentences of a 情况说明, in our own words, that state them again.

The way back of ``lib.parsing.narrative``: reading the composed text gives the same statements in
the same order. So every clause names its subject and what it compares with, every reason follows
what it explains, and the figures inside a reason are left where the reason has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from lib.disclosure import Statement
from lib.factory.narrative_words import (
    BUDGETS,
    COMPLETED,
    DIRECTIONS,
    FUNDS,
    GRADES,
    PAIRS,
    SCOPES,
    TITLES,
    WORDS,
)

_DATES = ("year", "month", "day")
_COMPARED = ("change", "growth")
_SAID_OF = ("change", "growth", "share", "completion", "outturn", "execution_rate")  # of what was just named
_OF_PROJECTS = ("budget", "executed", "balance", "execution_rate", "score", "completion", "amount")
_HAN = "一二三四五六七八九十"
_EQUIPMENT = re.compile(r"单价\d+万元以上(?P<kind>通用|专用)?设备")


@dataclass(frozen=True, slots=True)
class Section:
    """One section: the id of its statements, the titles to print above it, and its paragraphs."""

    section: str
    headings: tuple[str, ...]
    paragraphs: tuple[str, ...]


def compose(statements: Sequence[Statement], department: str, fiscal_year: int) -> list[Section]:
    """Write ``statements`` as the sections of a narrative, in their order.

    The part's own title (第三部分 情况说明) and what follows it are the typesetter's. ``department`` is named
    in the first sentence. Raises :class:`ValueError` for a statement that no sentence can state.
    """
    sections: list[Section] = []
    titles = [title for title, _ in dict.fromkeys(TITLES[s.section] for s in statements)]
    numbers = {title: n for n, title in enumerate(dict.fromkeys(titles))}
    inner: dict[str, int] = {}
    for section, run in _runs(statements):
        title, subtitle = TITLES[section]
        first = not sections or TITLES[sections[-1].section][0] != title
        headings = [f"{_ordinal(numbers[title])}、{title}"] if first else []
        if subtitle:
            headings.append(f"（{_ordinal(inner.get(title, 0))}）{subtitle}")
            inner[title] = inner.get(title, 0) + 1
        opening = () if sections else (f"现将{department}决算情况说明如下。",)
        paragraphs = (*opening, *_Writer(section, fiscal_year).write(run))
        sections.append(Section(section, tuple(headings), paragraphs))
    return sections


def _runs(statements: Sequence[Statement]) -> Iterator[tuple[str, list[Statement]]]:
    run: list[Statement] = []
    for statement in statements:
        if run and run[-1].section != statement.section:
            yield run[0].section, run
            run = []
        run.append(statement)
    if run:
        yield run[0].section, run


def _ordinal(number: int) -> str:
    return _HAN[number] if number < len(_HAN) else f"十{_HAN[number - len(_HAN)]}"


@dataclass
class _Writer:
    """Writes one section, statement by statement, into clauses, sentences and paragraphs."""

    section: str
    fiscal_year: int
    paragraphs: list[str] = field(default_factory=list)
    text: str = ""
    compared: str = ""  # what the sentence being written has been said to compare with
    item: str = ""
    stated: set[str] = field(default_factory=set)
    items: int = 0
    parent: str = ""
    open_reason: str = ""
    spoken: str = ""  # the subject of the clause before: it need not be said again

    def write(self, run: list[Statement]) -> list[str]:
        """The paragraphs that state ``run``."""
        at = 0
        while at < len(run):
            statement = run[at]
            if statement.quantity in _DATES:
                at = self._date(run, at)
                continue
            self._begin(statement)
            if second := _second(run, at):
                self._clause(self._said(_both(statement, second), PAIRS[statement.subject] + "各"))
                at += 1
            else:
                self._state(statement, run[at - 1] if at else None)
            at += 1
            if statement.reason and not self._goes_on(statement, run[at] if at < len(run) else None):
                at = self._explain(statement, run, at)
        self._paragraph()
        return self.paragraphs

    # Sentences

    def _clause(self, words: str, *, goes_on: bool = False) -> None:
        joint = "" if not self.text or self.text[-1] in "。：；，" or self.text.endswith("万元以上") else "，"
        self.text += ("；" if joint and self.spoken and not goes_on and not self.parent else joint) + words

    def _stop(self) -> None:
        if self.text and self.text[-1] not in "。：":
            self.text = self.text.rstrip("，；") + "。"
        self.compared = self.parent = ""

    def _paragraph(self) -> None:
        self._stop()
        if self.text:
            self.paragraphs.append(self.text)
        self.text = self.spoken = ""

    def _date(self, run: list[Statement], at: int) -> int:
        """Dates open a clause: ``2022年度，``, ``与2021年相比，``, ``截至2022年12月31日，``."""
        date = run[at]
        if date.subject == "截止日期":
            self._stop()
            end = at
            while end < len(run) and run[end].quantity in _DATES and run[end].subject == "截止日期":
                end += 1
            self.text += "截至" + "".join(s.raw for s in run[at:end]) + "，"
            return end
        self._stop()
        following = next((s for s in run[at + 1 :] if s.quantity not in _DATES), None)
        base = self._base_after(date, following)
        if following is not None and base:
            self._begin(following)
            self.text += f"与{date.raw}相比，"
            self.compared = base
        else:
            self.text += f"{date.raw}，"
        return at + 1

    def _base_after(self, date: Statement, following: Statement | None) -> str:
        """What ``following`` compares with, if it is the year ``date``."""
        if following is None or following.quantity not in _COMPARED or date.quantity != "year":
            return ""
        year_before = following.base == "上年" and date.value == self.fiscal_year - 1
        return following.base if year_before or following.base == f"{date.value}年" else ""

    def _begin(self, statement: Statement) -> None:
        """Begin the paragraph of an item or of a reason, where the statement needs one."""
        if self._is_item(statement):
            if statement.subject != self.item or statement.quantity in self.stated:
                self._open_item(statement.subject)
            self.stated.add(statement.quantity)
        elif self.item and self.section in ("N5c", "N8", "N9"):
            self._paragraph()
            self.item = ""
        explains_more = statement.reason != self.open_reason and not self.text.endswith("相比，")
        if statement.reason and explains_more and not self.item:
            self._paragraph()
        self.open_reason = statement.reason

    def _is_item(self, statement: Statement) -> bool:
        if self.section in ("N5c", "N8", "N9"):
            return "/" in statement.subject
        known = "/" in statement.subject or statement.subject in WORDS or statement.subject == "部门整体"
        return self.section == "N11" and not known and statement.quantity in _OF_PROJECTS

    def _open_item(self, subject: str) -> None:
        self._paragraph()
        self.items += 1
        self.item, self.stated = subject, set()
        if self.section == "N11":
            self.text = f"{self.items}、{subject}："
            return
        levels = subject.split("/")
        path = "".join(f"{name}（{level}）" for name, level in zip(levels, "类款项", strict=False))
        self.text = f"{self.items}、{path}。"

    # Clauses

    def _state(self, statement: Statement, before: Statement | None) -> None:
        if statement.quantity == "none_stated":
            self._stop()
            self.text += statement.raw
            self._stop()
            return
        if statement.quantity == "threshold":
            self._stop()
            self.text += f"单价{statement.raw}以上"
            return
        subject = self._words(statement, before)
        if subject.startswith("在"):
            self._stop()
        if (
            statement.value is None
            and not re.match(r"[与同和较比]", statement.raw)
            and self.compared != statement.base
        ):
            self._stop()
        self._clause(self._said(statement, subject), goes_on=statement.subject == self.spoken)
        self.spoken = "" if statement.quantity in ("unknown", "rate") else statement.subject

    def _words(self, statement: Statement, before: Statement | None) -> str:
        """How the subject is called in its clause; nothing where the item says it."""
        subject = statement.subject
        if subject == self.item or (subject == self.spoken and statement.quantity in _SAID_OF):
            return ""
        if self.section == "N6" and "/" in subject:
            return self._part(*subject.split("/", 1))
        if self.section == "N6":
            self._leave_part()
        if self.section == "N11" and "/" in subject:
            return _evaluated(*subject.split("/", 1))
        if self.section == "N7" and "/" in subject:
            return "金额" if statement.quantity == "amount" else subject.split("/")[1]
        if equipment := _EQUIPMENT.fullmatch(subject):
            if before is None or before.quantity != "threshold":
                raise ValueError(f"“{subject}”前面缺少价值标准，无法写成句子")
            return f"{equipment['kind'] or ''}设备（不含车辆）"
        return WORDS.get(subject, subject)

    def _part(self, parent: str, noun: str) -> str:
        if self.parent == parent:
            return noun
        self._stop()
        self.parent = parent
        return f"{parent}主要包括{noun}"

    def _leave_part(self) -> None:
        if self.parent:
            self._stop()

    def _said(self, statement: Statement, subject: str) -> str:
        quantity, base, raw = statement.quantity, statement.base, statement.raw
        of = f"{subject}的" if subject else ""
        if quantity in _COMPARED and statement.value is not None:
            return f"{subject}{self._against(base)}{DIRECTIONS[quantity, statement.direction]}{raw}"
        plain = {
            "outturn": f"{subject}决算数{raw}",
            "budget": f"{subject}{BUDGETS.get(base, '')}{raw}",
            "completion": f"{subject}{COMPLETED.get(base, '')}{raw}",
            "share": f"{subject}占{base}的{raw}" if base else f"{subject}占比{raw}",
            "executed": f"{of}全年执行数{raw}",
            "balance": f"{of}资金结余{raw}",
            "execution_rate": f"{of}执行率{raw}",
            "score": f"{subject}{raw}" if subject.endswith("平均得分") else f"{of}得分{raw}",
        }
        return plain.get(quantity, f"{subject}{raw}")

    def _against(self, base: str) -> str:
        if base == self.compared:
            return ""
        if base == "上年":
            return "比上年"
        if base not in BUDGETS:
            raise ValueError(f"没有说明与哪一年相比（{base}），无法写成句子")
        return f"比{BUDGETS[base]}"

    # Reasons

    def _goes_on(self, statement: Statement, following: Statement | None) -> bool:
        """Whether ``following`` has the same reason and stands in the same item."""
        if following is None or following.reason != statement.reason:
            return False
        new_item = following.subject != self.item or following.quantity in self.stated
        return not (self._is_item(following) and new_item)

    def _explain(self, statement: Statement, run: list[Statement], at: int) -> int:
        """Give the reason; the figures in it are stated by it. Returns where ``run`` goes on."""
        self._stop()
        of_budget = statement.quantity in ("outturn", "completion") or statement.base in BUDGETS
        marker = "决算数与预算数存在差异的主要原因是：" if of_budget else "主要原因是："
        self.text += marker + statement.reason
        self._stop()
        self.open_reason = ""
        cursor = 0
        while at < len(run) and not run[at].reason:
            found = statement.reason.find(run[at].raw, cursor)
            if found < 0 or run[at].value is None:
                break
            cursor = found + len(run[at].raw)
            at += 1
        if not self.item:
            self._paragraph()
        return at


def _second(run: Sequence[Statement], at: int) -> Statement | None:
    """The second of two figures with one unit (``各是1.5,1.7万元``), where ``run[at]`` is the first."""
    bare = run[at].unit == "元" and run[at].raw[-1].isdigit() and run[at].subject in PAIRS
    return run[at + 1] if bare and at + 1 < len(run) else None


def _both(first: Statement, second: Statement) -> Statement:
    return replace(first, raw=f"{first.raw},{second.raw}")


def _evaluated(scope: str, noun: str) -> str:
    """The words for a figure of one kind of evaluation."""
    words = SCOPES[scope]
    if noun in GRADES:
        return f"{words}等级为“{noun}”的项目"
    if noun in FUNDS:
        return f"{words}{noun}支出"
    return f"{words}的项目" if noun == "项目" and not words.endswith("评价") else words + noun
