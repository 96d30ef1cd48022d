"""From the paragraphs of the narrative to statements: what each figure is about.

A :class:`Narrator` walks through the figures and phrases of one paragraph after the other and
remembers, as a reader does, what is being talked about: the item of a list, the last noun, the kind
of evaluation, whose guests, what a comparison compares with.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from lib.disclosure import LedgerEntry, Statement
from lib.parsing.narrative.flow import Paragraph
from lib.parsing.narrative.grammar import Kind, classify, compared_with, plain_noun
from lib.parsing.narrative.items import Item, Path, find_items, find_paths
from lib.parsing.narrative.phrases import Phrase, find_phrases, has_placeholder
from lib.parsing.narrative.reasons import Reason, explained, find_reasons
from lib.parsing.narrative.sections import Passage
from lib.parsing.narrative.tokens import Token, find_tokens
from lib.parsing.narrative.vocabulary import (
    CONTEXTS,
    COUNTS,
    EMPTY_SUBJECTS,
    RECEPTIONS,
    SCOPES,
    SUBJECTS,
    WHOLES,
)

_BOUNDARY = re.compile(r"[，。；：！？]")
_DATES = ("year", "month", "day")
_TRANSPARENT = (*_DATES, "threshold")
_DATE_NAMES = {"year": "年份", "month": "月份", "day": "日期"}
_DEADLINE = re.compile(r"截[至止](?:到)?(?:\d{4}年)?(?:\d{1,2}月)?$")
_PRONOUN = re.compile(r"^(?:该|本|此)?项目(?:依据|根据|按照|全年|总|资金)*")
_EQUIPMENT = re.compile(r"(\d+)万元(?:（含）)?以上(?:（含）)?(通用|专用)?(?:的)?设备")
_PARENT = re.compile(r"(人员经费|公用经费)[^；。]*?包括(?!.*[；。])")
_EMPTY_NOUNS = frozenset(
    {"支出", "收入", "金额", "资金", "数", "经费", "费用", "累计", "共", "总", "实际", "实际支出", "共计支出"}
)


@dataclass
class Narrator:
    """Collects the statements and what was not understood; feed it the passages in order."""

    fiscal_year: int | None
    statements: list[Statement] = field(default_factory=list)
    leftovers: list[LedgerEntry] = field(default_factory=list)
    section: str = ""
    subject: str = ""
    item: str = ""
    klass: str = ""
    scope: str = ""
    whole: str = ""
    guests: str = "公务接待"
    group: list[int] = field(default_factory=list)
    paragraph_group: list[int] = field(default_factory=list)

    def read(self, passage: Passage) -> None:
        """Read one paragraph."""
        if passage.section != self.section:
            self.section, self.subject, self.item, self.klass = passage.section, "", "", ""
            self.scope, self.whole, self.guests, self.group = "", "", "公务接待", []
        _Reading(self, passage).run()


class _Reading:
    """One paragraph being read: its text, and everything found in it."""

    def __init__(self, narrator: Narrator, passage: Passage) -> None:
        self.n = narrator
        self.paragraph: Paragraph = passage.paragraph
        self.shift = passage.start
        self.text = passage.paragraph.text[passage.start :]
        self.items = find_items(self.text)
        self.paths = list(find_paths(self.text, narrator.klass))
        self.tokens = list(find_tokens(self.text, [(i.start, i.end) for i in self.items]))
        self.reasons = find_reasons(self.text, self.tokens, soft=narrator.section not in ("N11", "N5b"))
        self.phrases = find_phrases(self.text, [(r.start, r.end) for r in self.reasons], self.tokens)
        self.cut = 0  # the lead of a figure does not reach back beyond here
        self.complained: set[int] = set()

    def run(self) -> None:
        """Handle everything in the order of the text."""
        if not (self.reasons and not any(t.start < self.reasons[0].start for t in self.tokens)):
            self.n.group = []
        self.n.paragraph_group = []
        events = sorted(
            [*self.items, *self.paths, *self.tokens, *self.phrases, *self.reasons],
            key=lambda e: (e.start, e.end),
        )
        for event in events:
            if isinstance(event, Item):
                self._begin_item(event)
            elif isinstance(event, Path):
                self.n.klass = event.klass
                self.n.item = self.n.subject = "/".join(
                    p for p in (event.klass, event.group, event.item) if p
                )
            elif isinstance(event, Reason):
                self._explain(event)
            elif isinstance(event, Phrase):
                self._phrase(event)
            else:
                self._figure(event)

    def _begin_item(self, item: Item) -> None:
        n = self.n
        n.group = []
        self.cut = item.end
        named = (
            item.name if not any(item.end <= t.start < item.end + len(item.name) for t in self.tokens) else ""
        )
        if n.section in ("N11", "N8", "N9") or n.section.startswith("N5"):
            n.item = n.subject = self._printed(item.end, item.end + len(named)) if named else ""
        if n.section == "N5a" and re.match(r"（\d{3,7}）", self.text[item.end + len(item.name) :]):
            n.section = "N5c"

    # What is said

    def _figure(self, token: Token) -> None:
        sentence = self._sentence(token.start)
        dated = token.kind in _DATES
        if has_placeholder(sentence) and (
            dated or token.kind in ("bare", "measure", "money") and self._is_form(token)
        ):
            return
        lead, trail = self._lead(token.start), self._trail(token.end)
        before = self.text[self._sentence_start(token.start) : token.start]
        kind = classify(
            token, lead, trail, compared_with(before, self.n.fiscal_year), funds=self.n.section == "N11"
        )
        quiet = any(r.begin <= token.start < r.end for r in self.reasons)
        subject = self._date_subject(token) if dated else self._subject(token, kind, lead, trail, quiet=quiet)
        base = kind.base
        if kind.quantity == "share":
            base = plain_noun(kind.base) or self.n.whole or WHOLES.get(self.n.section, "")
        if kind.quantity == "unknown":
            self._complain(token.start)
        value = -token.value if token.negative and kind.quantity not in ("change", "growth") else token.value
        self._add(
            Statement(
                section=self.n.section,
                subject=subject,
                quantity=kind.quantity,
                base=base,
                direction=kind.direction,
                value=value,
                unit=token.unit,
                reason="",
                raw=self._printed(token.start, token.end),
                **self._place(token.start, token.end),
            )
        )
        if self.n.section in ("N5a", "N5b") and re.fullmatch(r"(?:一般公共预算)?财政拨款支出", subject):
            self.n.whole = subject
        if kind.quantity not in _TRANSPARENT:
            self.cut = token.end

    def _phrase(self, phrase: Phrase) -> None:
        if has_placeholder(self._sentence(phrase.start)):
            return
        n = self.n
        if phrase.quantity == "none_stated":
            subject, base = EMPTY_SUBJECTS.get(n.section, n.subject), ""
        else:
            before = self.text[self._sentence_start(phrase.start) : phrase.end]
            base = compared_with(before, n.fiscal_year)
            kind = Kind("change", self._lead(phrase.start))
            subject = self._subject(None, kind, kind.noun, "", quiet=False)
        self._add(
            Statement(
                section=n.section,
                subject=subject,
                quantity=phrase.quantity,
                base=base,
                direction="" if phrase.quantity == "none_stated" else "unchanged",
                value=None,
                unit="",
                reason="",
                raw=self._printed(phrase.start, phrase.end),
                **self._place(phrase.start, phrase.end),
            )
        )
        self.cut = phrase.end

    def _explain(self, reason: Reason) -> None:
        n = self.n
        words = self._printed(reason.begin, reason.end)
        if has_placeholder(words):
            return
        group = n.group or n.paragraph_group
        lead = reason.lead.replace("财政拨款", "")
        named = max(
            (n.statements[i].subject for i in n.paragraph_group),
            key=lambda s: (s in lead) * len(s),
            default="",
        )
        if named and named in lead:
            group = [i for i in n.paragraph_group if n.statements[i].subject == named]
        for i in explained(group, n.statements, reason, funds=n.section == "N11"):
            n.statements[i] = replace(n.statements[i], reason=words)
        n.group = []
        self.cut = reason.begin

    def _add(self, statement: Statement) -> None:
        self.n.statements.append(statement)
        self.n.group.append(len(self.n.statements) - 1)
        self.n.paragraph_group.append(len(self.n.statements) - 1)

    def _complain(self, at: int) -> None:
        start = self._sentence_start(at)
        if start in self.complained:
            return
        self.complained.add(start)
        first, last = self.paragraph.pages()
        self.n.leftovers.append(
            LedgerEntry(
                form="",
                status="not_understood",
                title=self._sentence(at)[:40],
                unit="",
                pages=str(first) if first == last else f"{first}-{last}",
                figures=1,
                note="情况说明中这句话里有未能理解的数字，已原样保留，请对照原文核对",
            )
        )

    # What it is about

    def _subject(self, token: Token | None, kind: Kind, lead: str, trail: str, *, quiet: bool) -> str:
        n = self.n
        if kind.quantity == "unknown":
            return plain_noun(kind.noun)
        if kind.quantity == "threshold":
            return "设备单价" if "设备" in trail else plain_noun(kind.noun)
        self._listen(token.start if token else 0, lead)
        found = self._special(token, kind, lead, trail)
        noun = found or self._lookup(plain_noun(kind.noun)) or n.subject or n.item
        if not quiet and kind.quantity not in ("rate",):
            n.subject = noun
        return noun

    def _listen(self, at: int, lead: str) -> None:
        """Note which evaluation, and whose guests, the words before a figure speak of."""
        n = self.n
        if n.section == "N11":
            start = self._sentence_start(at)
            said = self._sentence(at)
            before = [
                (m.end(), -i) for i, (p, _) in enumerate(SCOPES) for m in p.finditer(said[: at - start])
            ]
            after = [
                (-m.start(), -i) for i, (p, _) in enumerate(SCOPES) for m in p.finditer(said[at - start :])
            ]
            if before or (after and not n.item):
                n.scope = SCOPES[-max(before or after)[1]][1]
            n.scope = n.scope or "项目自评"
        elif n.section == "N7" and lead:
            n.guests = next((name for p, name in RECEPTIONS if p.search(lead)), n.guests)
            if re.search(r"公务接待费|^共接待$", lead) and not any(p.search(lead) for p, _ in RECEPTIONS):
                n.guests = n.guests if lead == "共接待" else "公务接待"

    def _special(self, token: Token | None, kind: Kind, lead: str, trail: str) -> str:
        """Subjects that hang on more than the noun."""
        n = self.n
        if token is None:
            return ""
        if n.section == "N7" and kind.quantity in ("count", "change") and token.kind == "measure":
            key = f"{token.unit}|{lead}|{n.subject}"
            return next((s.replace("{scope}", n.guests) for p, s in COUNTS if p.search(key)), "")
        start = max(self.text.rfind(c, 0, token.start) for c in "。；") + 1
        for pattern, name in CONTEXTS.get(n.section, ()):
            if pattern.search(self.text[start : token.start]):
                return name
        if n.section == "N10c" and (found := _EQUIPMENT.search(lead)):
            return f"单价{found[1]}万元以上{found[2] or ''}设备"
        if n.section == "N11" and (
            found := re.match(r"(?:个?项目)?[^，。；\d]{0,12}?为(优|良|中|差|合格|不合格)", trail)
        ):
            return f"{n.scope}/{found[1]}"
        if n.section == "N11" and kind.quantity == "count" and re.match(r"\d*级?项目", trail):
            return f"{n.scope}/项目"
        if n.section == "N6" and not self._is_part(kind.noun):
            if found := _PARENT.search(self.text[start : token.start]):
                return f"{found[1]}/{plain_noun(kind.noun).split('包括')[-1]}"
        return ""

    @staticmethod
    def _is_part(noun: str) -> bool:
        plain = plain_noun(noun).split("包括")[-1]
        return not plain or bool(re.search(r"人员经费|公用经费|基本支出", plain))

    def _lookup(self, noun: str) -> str:
        n = self.n
        noun = _PRONOUN.sub("", noun) if n.section == "N11" and n.item else noun
        noun = re.sub(r"（类）(?:支出)?$", lambda m: "支出" if m[0].endswith("支出") else "", noun)
        if not noun or noun in _EMPTY_NOUNS:
            return ""
        for pattern, name in SUBJECTS.get(n.section, ()):
            if pattern.search(noun):
                return name.replace("{scope}", n.scope)
        return noun[-24:]

    def _date_subject(self, token: Token) -> str:
        before = self.text[max(0, token.start - 12) : token.start]
        return "截止日期" if _DEADLINE.search(before) else _DATE_NAMES[token.kind]

    # Where it stands

    def _lead(self, at: int) -> str:
        start = self.cut
        for found in _BOUNDARY.finditer(self.text, start, at):
            start = found.end()
        lead = self.text[start:at]
        while (close := lead.find("）")) >= 0 and "（" not in lead[:close]:
            lead = lead[close + 1 :]
        opened = lead.rfind("（")
        return lead[opened + 1 :] if opened >= 0 and "）" not in lead[opened:] else lead

    def _trail(self, at: int) -> str:
        return self.text[at : at + 30]

    def _sentence_start(self, at: int) -> int:
        return max(self.text.rfind(c, 0, at) for c in "。！？") + 1

    def _sentence(self, at: int) -> str:
        found = re.compile(r"[。！？]").search(self.text, at)
        return self.text[self._sentence_start(at) : found.end() if found else len(self.text)]

    def _is_form(self, token: Token) -> bool:
        """A threshold printed in the form itself (``单价100万元以上``)."""
        return bool(re.match(r"(?:（含）)?以上", self.text[token.end :]))

    def _printed(self, start: int, end: int) -> str:
        return self.paragraph.printed(start + self.shift, end + self.shift)

    def _place(self, start: int, end: int) -> dict[str, int]:
        page, first, last = self.paragraph.place(start + self.shift, end + self.shift)
        return {"page": page, "start": first, "end": last}
