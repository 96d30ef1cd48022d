"""What a presenter makes of the slides on offer: which, in what order, in which words.

Words belong to the figures that they were written on: a sentence about one department's year must never
stand above another's. So they are kept by ``place`` (:func:`place_of`), the document and the coverage.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

from lib.analysis import packing
from lib.analysis.packing import LONGEST, PackingError
from lib.analysis.scope import Coverage
from lib.analysis.slides import Slide, arrange
from lib.analysis.slides.compare import ADDED
from lib.disclosure import Document

VERSION = 1
SCHEMA = "final-accounts-lens/presentation"
NOBODY = "-"
"""The order in an address when no slide is chosen."""

Part = Literal["title", "headline", "annotation"]
LIMITS: Mapping[Part, int] = {"title": 40, "headline": 200, "annotation": 200}
"""The most letters of each text."""

ASIDE = frozenset({"scenario"})
"""Slides that are shown only when chosen: what is assumed stands apart from what is disclosed."""

_NAME = "汇报文字"
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_MANY = 60


@dataclass(frozen=True, slots=True)
class Words:
    """What stands on a slide instead of what was computed; an empty text leaves it as it is."""

    title: str = ""
    headline: str = ""
    annotation: str = ""


@dataclass(frozen=True)
class Plan:
    """The choice and the words.

    Until somebody chose, ``order`` is ``None``: all slides as they are offered, but those :data:`ASIDE`
    and comparisons that were added.
    """

    order: tuple[str, ...] | None = None
    words: Mapping[str, Mapping[str, Words]] = field(default_factory=dict)

    def chosen(self, offered: Sequence[Slide]) -> tuple[str, ...]:
        """The keys of the slides to show, in their order."""
        known = [slide.key for slide in offered]
        return _standard(known) if self.order is None else tuple(key for key in self.order if key in known)

    def absent(self, offered: Sequence[Slide]) -> tuple[str, ...]:
        """The keys that were chosen and that no slide on offer has."""
        known = {slide.key for slide in offered}
        return tuple(key for key in self.order or () if key not in known)

    def choose(self, wanted: Collection[str], offered: Sequence[Slide]) -> Plan:
        """Show exactly these slides: those that stay keep their order, others come where they are offered."""
        known = [slide.key for slide in offered]
        now = list(_standard(known) if self.order is None else self.order)
        now = [key for key in now if key in wanted or key not in known]
        for place, key in enumerate(known):
            if key in wanted and key not in now:
                before = [now.index(other) for other in known[:place] if other in now]
                now.insert(max(before, default=-1) + 1, key)
        return self._ordered(now, known)

    def move(self, key: str, steps: int, offered: Sequence[Slide]) -> Plan:
        """Move a slide up (negative) or down; beyond an end it stays at that end."""
        now = list(self.chosen(offered))
        if key not in now:
            return self
        start = now.index(key)
        now.remove(key)
        now.insert(min(len(now), max(0, start + steps)), key)
        return self._ordered([*now, *self.absent(offered)], [slide.key for slide in offered])

    def _ordered(self, order: Sequence[str], known: Sequence[str]) -> Plan:
        return replace(self, order=None if tuple(order) == _standard(known) else tuple(order))

    def written(self, place: str, key: str) -> Words:
        """The words for a slide of the figures at ``place``."""
        return self.words.get(place, {}).get(key, Words())

    def write(self, place: str, slide: Slide, part: Part, text: str) -> Plan:
        """Put ``text`` on a slide as it is offered; an empty one, or what it says anyway, takes it back."""
        text = tidy(text, LIMITS[part])
        own = replace(self.written(place, slide.key), **{part: "" if text == getattr(slide, part) else text})
        here = {**self.words.get(place, {}), slide.key: own}
        here = {key: words for key, words in here.items() if words != Words()}
        words = {**self.words, place: here}
        return replace(self, words={name: held for name, held in words.items() if held})

    def restore(self, place: str, key: str) -> Plan:
        """Take back all words for a slide."""
        here = {name: words for name, words in self.words.get(place, {}).items() if name != key}
        words = {**self.words, place: here}
        return replace(self, words={name: held for name, held in words.items() if held})

    def show(self, offered: Sequence[Slide], place: str) -> tuple[Slide, ...]:
        """The slides to show: chosen, in order, in the presenter's words."""
        keys = self.chosen(offered)
        here = self.words.get(place, {})
        texts = {part: {key: getattr(words, part) for key, words in here.items()} for part in LIMITS}
        made = arrange(offered, keys, texts["title"], texts["annotation"], texts["headline"])
        return made if keys else ()

    def elsewhere(self, place: str) -> int:
        """The number of slides with words that were written on other figures."""
        return sum(len(held) for name, held in self.words.items() if name != place)


def _standard(known: Sequence[str]) -> tuple[str, ...]:
    return tuple(key for key in known if key not in ASIDE and not key.startswith(ADDED))


def place_of(document: Document, coverage: Coverage) -> str:
    """Whose figures words are written on."""
    return f"{document.document_id[:12]}-{coverage}"


def tidy(text: str, most: int) -> str:
    """One paragraph of printable letters, at most ``most`` of them."""
    return "".join(letter for letter in " ".join(text.split()) if letter.isprintable())[:most].strip()


def order_code(plan: Plan) -> str:
    """The order for an address; empty for the one that is offered."""
    return "" if plan.order is None else ".".join(plan.order) or NOBODY


def read_order(code: str) -> tuple[tuple[str, ...] | None, int]:
    """The order of an address and how many of its keys are none."""
    if not code:
        return None, 0
    if code == NOBODY:
        return (), 0
    keys = list(dict.fromkeys(code.split(".")))
    known = [key for key in keys if _KEY.fullmatch(key)][:_MANY]
    return tuple(known), len(keys) - len(known)


def words_code(plan: Plan) -> str:
    """The words for an address; empty where there are none, or where they are too long for one."""
    code = packing.pack(_plain(plan), VERSION) if plan.words else ""
    return code if len(code) <= LONGEST else ""


def read_words(code: str) -> Mapping[str, Mapping[str, Words]]:
    """The words of an address; raises :class:`PackingError` where it is damaged."""
    return _words(packing.unpack(code, VERSION, _NAME)) if code else {}


def save(plan: Plan, about: str = "") -> bytes:
    """``plan`` as a file (JSON); ``about`` says for people which document it was made on."""
    plain = {"about": about, "order": order_code(plan), "words": _plain(plan)}
    return packing.write(SCHEMA, VERSION, plain)


def load(data: bytes) -> Plan:
    """The plan of a file that :func:`save` made; raises :class:`PackingError` in words for any other."""
    plain = packing.read(data, SCHEMA, VERSION, "汇报")
    code = plain.get("order", "")
    return Plan(read_order(code if isinstance(code, str) else "")[0], _words(plain.get("words")))


def _plain(plan: Plan) -> dict[str, Any]:
    return {
        place: {key: {n: text for n, text in asdict(words).items() if text} for key, words in held.items()}
        for place, held in plan.words.items()
    }


def _words(plain: Any) -> dict[str, dict[str, Words]]:
    message = f"{_NAME}的内容不完整。"
    if not isinstance(plain, dict):
        raise PackingError(message)
    found: dict[str, dict[str, Words]] = {}
    for place, held in plain.items():
        if not isinstance(held, dict):
            raise PackingError(message)
        for key, texts in held.items():
            if not isinstance(texts, dict) or not all(isinstance(text, str) for text in texts.values()):
                raise PackingError(message)
            words = Words(**{part: tidy(texts.get(part, ""), most) for part, most in LIMITS.items()})
            if words != Words():
                found.setdefault(place, {})[key] = words
    return found
