"""What the text is talking about: the memory a reader has from one figure to the next.

A :class:`Topic` knows the section, the item of a list, the last noun, which evaluation and whose
guests are meant, and names the subject of a figure from that and the words around it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from lib.parsing.narrative.grammar import Kind, plain_noun
from lib.parsing.narrative.items import Path
from lib.parsing.narrative.tokens import Token
from lib.parsing.narrative.vocabulary import (
    CONTEXTS,
    COUNTED,
    COUNTS,
    EMPTY_SUBJECTS,
    RECEPTIONS,
    SCOPES,
    SIDES,
    SUBJECTS,
    UNNAMED_COUNTS,
    VEHICLES,
    WHOLES,
)

_DATE_NAMES = {"year": "年份", "month": "月份", "day": "日期"}
_DEADLINE = re.compile(r"截[至止](?:到)?(?:\d{4}年)?(?:\d{1,2}月)?$")
_PRONOUN = re.compile(r"^(?:该|本|此)?项目(?:依据|根据|按照|全年|总|资金)*")
_CLASS = re.compile(r"（类）(?P<tail>支出)?$")
_EQUIPMENT = re.compile(r"(\d+)万元(?:（含）)?(?:及)?以上(?:（含）)?(通用|专用)?(?:的)?设备")
_PARENT = re.compile(r"(人员经费|公用经费)[^；。]*?包括(?!.*[；。])")
_PART = re.compile(r"人员经费|公用经费|基本支出")
_GRADED = re.compile(r"(?:个?项目)?[^，。；\d]{0,12}?为(优|良|中|差|合格|不合格)")
_FISCAL_TOTAL = re.compile(r"(?:一般公共预算)?财政拨款支出")
_EMPTY = re.compile(r"(?:累计|实际|共计?|总|合计)*(?:支出|收入|金额|资金|数|经费|费用)*")
_SIDE = re.compile(r"(?:本年)?(?:收入|支出)(?:合计|总额)?")
_TOTAL = re.compile(r"总(?:支出|额)|(?:支出)?(?:总额|合计)")
_GUESTS = "公务接待"
_LONGEST = 24  # what is left of a lead without a known noun; longer is a sentence, not a name


@dataclass
class Topic:
    """The memory; :meth:`enter` clears it at a new section."""

    section: str = ""
    subject: str = ""
    item: str = ""
    klass: str = ""
    scope: str = ""
    whole: str = ""
    guests: str = _GUESTS

    def enter(self, section: str) -> None:
        """Go on in ``section``; a new one starts with nothing in mind."""
        if section != self.section:
            self.section, self.guests = section, _GUESTS
            self.subject = self.item = self.klass = self.scope = self.whole = ""

    def begin_item(self, name: str) -> None:
        """An item of a list begins. In lists of accounts and projects its name is the topic."""
        if self.section in ("N11", "N8", "N9") or self.section.startswith("N5"):
            self.item = self.subject = name

    def announce(self, words: str) -> None:
        """A name the section knows and a colon begin what follows (``公务接待费：预算数2万元``)."""
        noun = plain_noun(words)
        if self.section != "N11" and any(p.search(noun) for p, _ in SUBJECTS.get(self.section, ())):
            self.remember(self.known(noun))

    def follow(self, path: Path) -> None:
        """A functional classification spelt out is the topic of what follows."""
        self.klass = path.klass
        self.item = self.subject = "/".join(p for p in (path.klass, path.group, path.item) if p)

    def listen(self, clause: str, before: str, after: str, lead: str) -> None:
        """Note which evaluation, and whose guests, are meant.

        An evaluation is named in the figure's clause, or else before it in the sentence, or else after.
        """
        if self.section == "N11":
            said = _scopes(clause) or _scopes(before) or (() if self.item else _scopes(after)[:1])
            self.scope = said[-1] if said else self.scope or "项目自评"
        elif self.section == "N7":
            named = next((name for p, name in RECEPTIONS if p.search(lead)), "")
            self.guests = named or (_GUESTS if "公务接待费" in lead else self.guests)

    def name(
        self,
        kind: Kind,
        *,
        token: Token | None,
        before: str,
        lead: str,
        trail: str,
        explaining: bool = False,
    ) -> str:
        """The subject of a figure (or, without a ``token``, of a phrase): stable names for lookups.

        ``before`` is what was said since the last full stop or semicolon; ``explaining`` is true inside
        a reason.
        """
        if token is not None and token.kind in _DATE_NAMES:
            return "截止日期" if _DEADLINE.search(before) else _DATE_NAMES[token.kind]
        noun = plain_noun(kind.noun)
        if kind.quantity == "unknown":
            return noun[-_LONGEST:]
        if kind.quantity == "threshold":
            return "设备单价" if "设备" in trail else noun[-_LONGEST:]
        special = ""
        if token is not None:
            special = self._special(token, kind, before, lead, trail, explaining=explaining)
        if explaining and kind.quantity == "count":
            return special or noun[-_LONGEST:]
        return special or self.known(noun) or self._inherited(token) or self.item

    def _inherited(self, token: Token | None) -> str:
        """The subject so far; of money after a count, the expense counted."""
        if self.section == "N7" and token is not None and token.kind == "money":
            return next((name for p, name in COUNTED if p.search(self.subject)), self.subject)
        return self.subject

    def remember(self, subject: str) -> None:
        """``subject`` is what is now being talked about."""
        self.subject = subject
        if self.section in ("N5a", "N5b") and _FISCAL_TOTAL.fullmatch(subject):
            self.whole = subject

    def whole_of(self, words: str) -> str:
        """What a share is a share of: as printed, or what the section is about."""
        noun = plain_noun(words)
        if self.section == "N7" and _TOTAL.fullmatch(noun):
            noun = ""  # the total of this section, not of the department
        return noun or self.whole or WHOLES.get(self.section, "")

    def nothing(self) -> str:
        """What there is none of in ``本年度无此项支出``."""
        return EMPTY_SUBJECTS.get(self.section, self.subject)

    def known(self, noun: str) -> str:
        """The stable name of ``noun`` in this section, ``noun`` itself where it is not known, or nothing."""
        if self.section == "N11" and self.item:
            noun = _PRONOUN.sub("", noun)
        noun = _CLASS.sub(lambda m: m["tail"] or "", noun)
        if not self.item and _SIDE.fullmatch(noun) and self.section in SIDES:
            return SIDES[self.section].replace("{side}", noun.removeprefix("本年")[:2])
        table = SUBJECTS.get(self.section, ())
        found = next((name for pattern, name in table if pattern.search(noun)), None)
        if found is None:
            return "" if _EMPTY.fullmatch(noun) else plain_noun(noun[-_LONGEST:])
        return found.replace("{scope}", self.scope)

    def _special(
        self, token: Token, kind: Kind, before: str, lead: str, trail: str, *, explaining: bool
    ) -> str:
        """Subjects that hang on more than the noun. What a reason counts is not what the section counts."""
        if self.section == "N7" and token.kind == "measure":
            if model := VEHICLES.search(plain_noun(kind.noun)):
                return f"{self.subject.split('/')[0]}/{model[1]}"
            key = f"{token.unit}|{lead}|{'' if explaining else self.subject}"
            table = COUNTS if explaining else (*COUNTS, *UNNAMED_COUNTS)
            found = next((name for p, name in table if p.search(key)), "")
            return found.replace("{scope}", self.guests)
        if self.section == "N11":
            return self._evaluated(kind, trail)
        if self.section == "N10c" and (equipment := _EQUIPMENT.search(lead)):
            return f"单价{equipment[1]}万元以上{equipment[2] or ''}设备"
        if self.section == "N6":
            return self._part(plain_noun(kind.noun).split("包括")[-1], before)
        return next((name for p, name in CONTEXTS.get(self.section, ()) if p.search(before)), "")

    def _evaluated(self, kind: Kind, trail: str) -> str:
        if graded := _GRADED.match(trail):
            return f"{self.scope}/{graded[1]}"
        if kind.quantity == "score" and not self.item and not plain_noun(kind.noun):
            return f"{self.scope}/得分"
        counted = (
            kind.quantity == "count" and re.match(r"(?:\d*级)?[^，。；：、\d]{0,12}项目", trail) is not None
        )
        return f"{self.scope}/项目" if counted else ""

    @staticmethod
    def _part(noun: str, before: str) -> str:
        """In 基本支出, what 人员经费 or 公用经费 is said to include."""
        parent = _PARENT.search(before)
        return f"{parent[1]}/{noun}" if parent and noun and not _PART.search(noun) else ""


@lru_cache(maxsize=256)
def _scopes(text: str) -> tuple[str, ...]:
    """The evaluations named in ``text``, in order; of two that overlap the more special one.

    Cached: the figures of one sentence ask again and again.
    """
    found = [(m.end(), -i, name) for i, (p, name) in enumerate(SCOPES) for m in p.finditer(text)]
    return tuple(name for _, _, name in sorted(found))
