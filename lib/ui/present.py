"""汇报: the presentation on the desk. It lives in the address and this visit, never in the lake."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from lib.analysis.indicators import INDICATORS
from lib.analysis.packing import PackingError
from lib.analysis.slides import Slide, plan
from lib.analysis.slides import compare as beside
from lib.analysis.slides.plan import Part, Plan, Words
from lib.disclosure import Document
from lib.reporting import screen
from lib.ui import address, present_beside, store
from lib.ui.scope import View

ORDER, WORDS, AT, SHOW = "slides", "texts", "slide", "show"
"""Names in the address: the slides in their order, their words, the one that is worked on, the one that is
shown (written by the show itself while it runs)."""
PICK = "present-pick"
_KEPT, _AT, _OPENED, _MESSAGE = (f"_present_{name}" for name in ("kept", "at", "opened", "message"))
_PAUSE = 0.4
"""Seconds that a file waits for words that are still on their way: a field hands them over when it loses the
focus, and that is the very click that asks for the file."""
_NOT_COMPARED = "没有加页：这份资料没有“{}”，或者没有另一份可以比较的资料。"
_MARKS = re.compile(r"([\\`*_{}\[\]()#+\-.!|$:~<>])")


@dataclass
class Kept:
    """The presentation of this visit as it is now, and as the address says it."""

    plan: Plan
    codes: tuple[str, str]


class Desk:
    """What is presented: read from the address, kept for this visit while other pages are looked at."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.place = plan.place_of(view.book.document, view.coverage)
        self.problems: list[str] = []
        self.plan = self._read()
        self.offered, problem = self._offered()
        self.problems += [problem] if problem else []
        self.shown = self.plan.show(self.offered, self.place)
        self.at = self._at()

    def _read(self) -> Plan:
        kept = _kept()
        codes = (address.read(ORDER), address.read(WORDS))
        if kept is not None and codes == ("", "") and PICK not in st.session_state:
            self._keep(kept.plan)  # back from another page
            return kept.plan
        if kept is not None and codes == kept.codes:
            return kept.plan
        order, strange = plan.read_order(codes[0])
        if strange:
            self.problems.append(f"链接中有{strange}个无法识别的页，已略去。")
        try:
            made = Plan(order, plan.read_words(codes[1]))
        except PackingError as error:
            self.problems.append(str(error))
            made = Plan(order)
        self._keep(made)
        return made

    def _offered(self, *more: str) -> tuple[tuple[Slide, ...], str]:
        return present_beside.offered(self.view, (*(self._now.order or ()), *more))

    def _at(self) -> str:
        keys = [slide.key for slide in self.shown]
        wanted = address.read(AT) or st.session_state.get(_AT, "")
        return wanted if wanted in keys else keys[0] if keys else ""

    def _keep(self, made: Plan) -> None:
        codes = plan.order_code(made), plan.words_code(made)
        kept = _kept()
        if kept is None:
            st.session_state[_KEPT] = Kept(made, codes)
        else:
            kept.plan, kept.codes = made, codes
        for name, code in zip((ORDER, WORDS), codes, strict=True):
            address.write(name, code)

    @property
    def too_long(self) -> bool:
        """Whether the words do not fit into an address."""
        return bool(self.plan.words) and not plan.words_code(self.plan)

    def slide(self, key: str) -> Slide:
        """The slide as it is offered."""
        return next(slide for slide in self.offered if slide.key == key)

    def title(self, key: str) -> str:
        """A slide's title as it is to be shown, as plain text in a label."""
        return _MARKS.sub(r"\\\1", self.words(key).title or self.slide(key).title)

    def words(self, key: str) -> Words:
        """The presenter's words for a slide of these figures."""
        return self.plan.written(self.place, key)

    @property
    def others(self) -> Sequence[Document]:
        """The documents that slides also quote."""
        cited = {source.document_id for slide in self.shown for source in slide.sources}
        own = self.view.book.document.document_id
        return [document for document in store.documents() if document.document_id in cited - {own}]

    def content(self) -> dict[str, Any]:
        """What is shown on the screen."""
        return screen.content(self.shown, self.view.book.document, self.others)

    def later(self, write: Callable[[Plan], bytes]) -> Callable[[], bytes]:
        """What writes a file of the presentation as it is when the file is asked for."""
        kept = _kept()

        def made() -> bytes:
            time.sleep(_PAUSE)
            return write(self.plan if kept is None else kept.plan)

        return made

    # What the callbacks of widgets do: several may run before the page is drawn again.

    @property
    def _now(self) -> Plan:
        kept = _kept()
        return self.plan if kept is None else kept.plan

    def choose(self, keys: Collection[str]) -> None:
        """Show exactly these slides."""
        self._keep(self._now.choose(keys, self.offered))

    def compare(self, code: str) -> None:
        """Show one more slide, which compares an indicator; say so where none can be made."""
        key = beside.key(code)
        offered, _ = self._offered(key)
        if all(slide.key != key for slide in offered):
            st.session_state[_MESSAGE] = ("note", _NOT_COMPARED.format(INDICATORS[code].name))
            return
        self._keep(self._now.choose({*self._now.chosen(offered), key}, offered))
        self._work_on(key)

    def move(self, steps: int) -> None:
        """Move the slide that is worked on; it stays the one."""
        self.turn_to(self.at)
        self._keep(self._now.move(self.at, steps, self.offered))

    def reorder(self) -> None:
        """Show every slide in the order in which it is offered."""
        self._keep(replace(self._now, order=None))

    def write(self, part: Part, text: str) -> None:
        """Put words on the slide that is worked on."""
        self._keep(self._now.write(self.place, self.slide(self.at), part, text))

    def restore(self) -> None:
        """Take back all words of the slide that is worked on."""
        self._keep(self._now.restore(self.place, self.at))

    def put(self, made: Plan, message: str) -> None:
        """Put a presentation from a file on the desk; say ``message`` once."""
        self._keep(made)
        st.session_state[_MESSAGE] = ("done", message)

    def turn_to(self, key: str) -> None:
        """Work on a slide."""
        if any(slide.key == key for slide in self.shown):
            self._work_on(key)

    @staticmethod
    def _work_on(key: str) -> None:
        st.session_state[_AT] = key
        address.write(AT, key)


def _kept() -> Kept | None:
    return st.session_state.get(_KEPT)


def opened() -> tuple[int, str]:
    """The number of times that an address asked for the show, and the slide that it named last."""
    count, key = st.session_state.get(_OPENED, (0, ""))
    asked = st.query_params.get(SHOW, "")
    if asked:
        del st.query_params[SHOW]
        count, key = st.session_state[_OPENED] = (count + 1, asked)
    return count, key


def said() -> tuple[str, str]:
    """What was to be said, once, and whether it is something done (``done``) or not (``note``)."""
    return st.session_state.pop(_MESSAGE, ("", ""))
