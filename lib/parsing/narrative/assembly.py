"""From the paragraphs of the narrative to statements, in the order of the document."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal

from lib.disclosure import LedgerEntry, Statement
from lib.parsing.narrative.grammar import Kind, classify, compared_with, whole_stated
from lib.parsing.narrative.items import Item, Path, find_items, find_paths
from lib.parsing.narrative.phrases import Phrase, find_phrases, has_placeholder
from lib.parsing.narrative.reasons import Reason, explained, find_reasons
from lib.parsing.narrative.sections import Passage
from lib.parsing.narrative.tokens import Token, find_tokens
from lib.parsing.narrative.topics import Topic
from lib.parsing.narrative.vocabulary import PAIRS

_BOUNDARY = re.compile(r"(?<!相比)(?<!对比)(?<!比较)，|[。；：！？]")
_SENTENCE_END = re.compile(r"[。！？]")
_DATES = ("year", "month", "day")
_FORM_THRESHOLD = re.compile(r"(?:（含）)?以上")
_LABEL = re.compile(r"([^，。；：\d]{2,30})：")
_CODE = re.compile(r"（\d{3,7}）")
_ABSENT = re.compile(r"(?:^|[，。；：])(?:无|没有)(?P<noun>[^，。；：（）\d]{2,12})$")
_COMPARES = re.compile(r"(?:与|和|同|比|较)(?:上一?年|去年|20\d\d年|年初预算|全年预算|预算)")
_TITLE_LENGTH = 40
_NOTE = "情况说明的这句话里有未能理解的数字，已按原样保留，请对照原文核对"


@dataclass
class Narrator:
    """Collects the statements and what was not understood; feed it the passages in order."""

    fiscal_year: int | None
    statements: list[Statement] = field(default_factory=list)
    leftovers: list[LedgerEntry] = field(default_factory=list)
    topic: Topic = field(default_factory=Topic)
    group: list[int] = field(default_factory=list)

    def read(self, passage: Passage) -> None:
        """Read one paragraph."""
        if passage.section != self.topic.section and not (
            passage.section == "N5a" and self.topic.section == "N5c"
        ):
            self.group = []
            self.topic.enter(passage.section)
        _Reading(self, passage).run()


class _Reading:
    """One paragraph being read: its text, and everything found in it.

    The narrator's ``group`` holds the statements that the next reason may explain, ``said`` those of
    the paragraph.
    """

    def __init__(self, narrator: Narrator, passage: Passage) -> None:
        self.narrator = narrator
        self.topic = narrator.topic
        self.paragraph = passage.paragraph
        self.shift = passage.start
        self.text = text = passage.paragraph.text[passage.start :]
        self.items = find_items(text)
        self.paths = list(find_paths(text, self.topic.klass))
        self.tokens = list(find_tokens(text, [self._ordinal(item) for item in self.items]))
        self.reasons = find_reasons(text, self.tokens, soft=self.topic.section != "N11")
        self.phrases = find_phrases(text, [(r.start, r.end) for r in self.reasons], self.tokens)
        self.said: list[int] = []
        self.open: list[tuple[str, str]] = []  # what was being talked about before each open bracket
        self.whole = ""  # what is being divided by 其中
        self.heard = 0  # the text is followed up to here
        self.cut = 0  # the words before a figure do not reach back beyond here
        self.complained: set[int] = set()

    def run(self) -> None:
        """Handle everything in the order of the text."""
        if not self.reasons or any(f.start < self.reasons[0].start for f in (*self.tokens, *self.phrases)):
            self.narrator.group = []
        if label := _LABEL.match(self.text):
            self.topic.announce(label[1])
        found = [*self.items, *self.paths, *self.tokens, *self.phrases, *self.reasons]
        for event in sorted(found, key=lambda e: (e.start, e.end)):
            match event:
                case Item():
                    self._begin(event)
                case Path():
                    self.topic.follow(event)
                    self.whole = ""
                    self.cut = event.end if event.item else self.cut
                    if self.topic.section == "N5a" and event.item:
                        self.topic.section = "N5c"  # accounts one by one, under the title of the whole
                case Reason():
                    self._explain(event)
                case Phrase():
                    self._state(event)
                case Token():
                    self._figure(event)

    def _ordinal(self, item: Item) -> tuple[int, int]:
        """Where an item holds no figures: its ordinal, and a project's name (``2022年维修项目：``)."""
        name = item.name if item.titled and self.topic.section == "N11" and "元" not in item.name else ""
        return item.start, item.end + len(name)

    def _begin(self, item: Item) -> None:
        self.narrator.group = []
        self.whole = ""
        self.cut = item.end
        name_end = item.end + len(item.name)
        if any(item.end <= t.start < name_end for t in self.tokens):
            self.topic.begin_item("")
            return
        self.topic.begin_item(self._quoted(item.end, name_end) if item.name else "")
        if self.topic.section == "N5a" and _CODE.match(self.text, name_end):
            self.topic.section = "N5c"

    def _figure(self, token: Token) -> None:
        start, sentence = self._sentence(token.start)
        dated = token.kind in _DATES
        if has_placeholder(sentence) and (dated or _FORM_THRESHOLD.match(self.text, token.end)):
            return  # a blank of the form: its printed years and thresholds are not figures of the department
        self._follow(token.start)
        lead, trail = self._lead(token.start), self.text[token.end : token.end + 30]
        before = self.text[start : token.start]
        compared = compared_with(before, self.narrator.fiscal_year)
        whole = whole_stated(lead, trail) if token.kind == "money" else None
        kind = (
            self._of_the_whole(token, lead)
            or whole
            or classify(token, lead, trail, compared, funds=self.topic.section == "N11")
        )
        self.topic.listen(
            self._clause(token.start), before, self.text[token.end : start + len(sentence)], lead
        )
        part = before[before.rfind("；") + 1 :]
        explaining = any(r.begin <= token.start < r.end for r in self.reasons)
        subject = self.topic.name(
            kind, token=token, before=part, lead=lead, trail=trail, explaining=explaining
        )
        if self._is_second(token):
            kind, subject = self._pair(kind)
        elif (
            not explaining
            and not dated
            and kind.quantity not in ("unknown", "threshold", "rate")
            and not (whole is not None and kind.quantity == "amount")
        ):
            self.topic.remember(subject)
        if kind.quantity == "share":
            kind = replace(kind, base=self.topic.whole_of(kind.base))
        if kind.quantity == "unknown":
            self._complain(start, sentence)
        flips = token.negative and kind.quantity not in ("change", "growth")
        self._add(kind, subject, token, value=-token.value if flips else token.value)
        if not dated and kind.quantity != "threshold":
            self.cut = token.end

    def _of_the_whole(self, token: Token, lead: str) -> Kind | None:
        """The percentage of an amount just stated: ``完成预算28万元的73%``, ``占总额100万元的60%``."""
        if token.kind != "percent" or not re.fullmatch(r"的(?:比例为|比重为)?", lead) or not self.said:
            return None
        before = self.narrator.statements[self.said[-1]]
        if before.quantity == "budget":
            return Kind("completion", base=before.base)
        return Kind("share", base=before.subject) if before.quantity == "amount" else None

    def _follow(self, at: int) -> None:
        """Go back to what was spoken of before: after a bracket (``3批（其中外事1批），9人``), and after
        ``其中…。`` where the next sentence compares with another year (``100元。其中：甲20元。比上年增加…``).
        """
        for place in range(self.heard, at):
            char = self.text[place]
            if char == "（":
                if absent := _ABSENT.search(self.text, max(0, place - _TITLE_LENGTH), place):
                    self.topic.remember(self.topic.known(absent["noun"]))  # 无事业收入（含教育收费0元），占0%
                self.open.append((self.topic.subject, self.topic.guests))
            elif char == "）" and self.open:
                self.topic.subject, self.topic.guests = self.open.pop()
            elif not self.open and self.text.startswith("其中", place):
                self.whole = self.whole or self.topic.subject
            elif char in "。！？":
                if self.whole and _COMPARES.match(self.text, place + 1):
                    self.topic.subject = self.whole
                elif not self.text.startswith("其中", place + 1):
                    self.whole = ""
        self.heard = at

    def _is_second(self, token: Token) -> bool:
        """Whether ``token`` is the second of two figures under a collective name (``各是1.5,1.7万元``)."""
        at = self.tokens.index(token)
        first = self.tokens[at - 1] if at else None
        said = self.narrator.statements[-1].subject if self.said else ""
        return (
            first is not None
            and first.kind == token.kind
            and token.start == first.end + 1
            and self.text[first.end] in ",，、和"
            and said in PAIRS
        )

    def _pair(self, kind: Kind) -> tuple[Kind, str]:
        """Name the figure before and this one after the two members of the collective name."""
        before = self.narrator.statements[-1]
        income, expenditure = PAIRS[before.subject]
        self.narrator.statements[-1] = replace(before, subject=income)
        return replace(
            kind, quantity=before.quantity, base=before.base, direction=before.direction
        ), expenditure

    def _state(self, phrase: Phrase) -> None:
        """A statement without a figure."""
        start, sentence = self._sentence(phrase.start)
        if has_placeholder(sentence):
            return
        self._follow(phrase.start)
        if phrase.quantity == "none_stated":
            self._add(Kind("none_stated"), self.topic.nothing(), phrase)
        else:
            lead = self._lead(phrase.start)
            compared = compared_with(self.text[start : phrase.end], self.narrator.fiscal_year)
            self.topic.listen("", self.text[start : phrase.start], "", lead)
            kind = Kind("change", lead, compared, "unchanged")
            subject = self.topic.name(kind, token=None, before="", lead=lead, trail="")
            self.topic.remember(subject)
            self._add(kind, subject, phrase)
        self.cut = phrase.end

    def _explain(self, reason: Reason) -> None:
        """Attach a reason to what it explains; where it names a subject, to that subject's statements."""
        words = self._quoted(reason.begin, reason.end)
        if has_placeholder(words):
            return
        statements = self.narrator.statements
        lead = reason.lead.replace("财政拨款", "")
        named = {statements[i].subject for i in self.said if statements[i].subject in lead}
        subject = max(named, key=len, default="")
        group = [i for i in self.said if statements[i].subject == subject] if subject else self.narrator.group
        for i in explained(group or self.said, statements, reason, funds=self.topic.section == "N11"):
            statements[i] = replace(statements[i], reason=words)
        self.narrator.group = []
        self.cut = reason.begin

    def _add(self, kind: Kind, subject: str, found: Token | Phrase, *, value: Decimal | None = None) -> None:
        start, end = found.start + self.shift, found.end + self.shift
        page, first, last = self.paragraph.place(start, end)
        statement = Statement(
            section=self.topic.section,
            subject=subject,
            quantity=kind.quantity,
            base=kind.base,
            direction=kind.direction,
            value=value,
            unit=found.unit if isinstance(found, Token) else "",
            reason="",
            raw=self.paragraph.printed(start, end),
            page=page,
            start=first,
            end=last,
        )
        self.narrator.statements.append(statement)
        self.narrator.group.append(len(self.narrator.statements) - 1)
        self.said.append(len(self.narrator.statements) - 1)

    def _complain(self, start: int, sentence: str) -> None:
        if start in self.complained:
            return
        self.complained.add(start)
        first, last = self.paragraph.pages()
        self.narrator.leftovers.append(
            LedgerEntry(
                form="",
                status="not_understood",
                title=sentence[:_TITLE_LENGTH],
                unit="",
                pages=str(first) if first == last else f"{first}-{last}",
                figures=sum(start <= t.start < start + len(sentence) for t in self.tokens),
                note=_NOTE,
            )
        )

    def _lead(self, at: int) -> str:
        """The words of the clause before ``at``, inside the bracket where one is open."""
        start = max((m.end() for m in _BOUNDARY.finditer(self.text, self.cut, at)), default=self.cut)
        lead = self.text[start:at]
        while (close := lead.find("）")) >= 0 and "（" not in lead[:close]:
            lead = lead[close + 1 :]
        opened = lead.rfind("（")
        return lead[opened + 1 :] if opened >= 0 and "）" not in lead[opened:] else lead

    def _clause(self, at: int) -> str:
        start = max((m.end() for m in _BOUNDARY.finditer(self.text, 0, at)), default=0)
        end = _BOUNDARY.search(self.text, at)
        return self.text[start : end.start() if end else len(self.text)]

    def _sentence(self, at: int) -> tuple[int, str]:
        """Start and text of the sentence around ``at``."""
        start = max(self.text.rfind(c, 0, at) for c in "。！？") + 1
        found = _SENTENCE_END.search(self.text, at)
        return start, self.text[start : found.end() if found else len(self.text)]

    def _quoted(self, start: int, end: int) -> str:
        return self.paragraph.quoted(start + self.shift, end + self.shift)
