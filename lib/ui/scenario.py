"""情景推演: where the scenario lives (the address and this visit, never the lake), and its results."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from lib.analysis import scenario as engine
from lib.analysis.scenario import Change, Refused, Result, Scenario, ScenarioError
from lib.ui import address
from lib.ui.remember import Memory
from lib.ui.scope import View, name_of

CURRENT, OTHER = "s", "vs"
"""Names in the address: the scenario, and the one it is compared with."""
_CODE, _TURN, _START, _MESSAGE = "_scenario_code", "_scenario_turn", "_scenario_start", "_scenario_message"
_REFUSED, _REFUSED_NOW = "_scenario_refused", "_scenario_refused_now"
_results = Memory(256)


class Desk:
    """The scenario on the desk: read from the address, kept for this visit while other pages are looked at.

    Controls keep their own values within a ``turn``; a new turn begins when the scenario comes from elsewhere
    (an address, a file, a button) or the controls were gone (another page), and they begin anew at ``start``.
    ``refused`` are the rows of the table that were no changes when the turn began: they stay with what
    they were written into.
    """

    def __init__(self) -> None:
        self.problem = ""
        kept = st.session_state.get(_CODE, "")
        self.code = address.read(CURRENT)
        if not self.code and kept and self.key("name") not in st.session_state:
            self.code = kept  # back from another page
            address.write(CURRENT, kept)
        try:
            self.scenario = engine.decode(self.code)
        except ScenarioError as error:
            self.problem, self.code, self.scenario = str(error), "", Scenario()
            address.write(CURRENT, "")
        if self.code != kept or self.key("name") not in st.session_state:
            self._begin(self.scenario, self._refused_now if self.code == kept else ())
        st.session_state[_CODE] = self.code

    @property
    def turn(self) -> int:
        """The number of times that the controls began anew."""
        return st.session_state.get(_TURN, 0)

    @property
    def start(self) -> Scenario:
        """What the controls of this turn begin from."""
        return st.session_state.get(_START, Scenario())

    @property
    def refused(self) -> tuple[Refused, ...]:
        """The rows that were no changes when this turn began."""
        return st.session_state.get(_REFUSED, ())

    @property
    def _refused_now(self) -> tuple[Refused, ...]:
        """Those that are none now."""
        return st.session_state.get(_REFUSED_NOW, ())

    def _begin(self, scenario: Scenario, refused: tuple[Refused, ...]) -> None:
        st.session_state[_TURN] = self.turn + 1
        st.session_state[_START] = scenario
        st.session_state[_REFUSED] = st.session_state[_REFUSED_NOW] = refused

    def key(self, *parts: object) -> str:
        """A widget's key in this turn."""
        return "-".join(("scenario", str(self.turn), *map(str, parts)))

    def write(self, scenario: Scenario) -> None:
        """What the controls say now: into the address, unless the address says the same."""
        if scenario != self.scenario:
            self.scenario = scenario
            self.code = engine.encode(scenario)
            _keep(self.code)

    def refuse(self, rows: tuple[Refused, ...]) -> None:
        """Keep the rows of the table that are no changes."""
        st.session_state[_REFUSED_NOW] = rows

    def put(self, scenario: Scenario) -> None:
        """Put a scenario from elsewhere on the desk; for the callbacks of buttons."""
        self._begin(scenario, ())
        _keep(engine.encode(scenario))

    def turn_over(self, changes: tuple[Change, ...] | None = None) -> None:
        """Begin a new turn with what is on the desk (or other ``changes``); for the callbacks of buttons."""
        scenario = self.scenario if changes is None else replace(self.scenario, changes=changes)
        self._begin(scenario, self._refused_now)
        _keep(engine.encode(scenario))

    def add(self, change: Change) -> None:
        """Add a change; for the callbacks of buttons."""
        self.turn_over((*self.scenario.changes, change))

    def remove(self, number: int) -> None:
        """Take a change out; for the callbacks of buttons."""
        self.turn_over(tuple(change for n, change in enumerate(self.scenario.changes) if n != number))


def standing() -> tuple[str, str]:
    """The code of the scenario in the address, else of the one that this visit left on the desk, which is
    then put into the address; and what is wrong with it. For pages that show what comes of it.
    """
    code = address.read(CURRENT)
    try:
        engine.decode(code)
    except ScenarioError as error:
        address.write(CURRENT, "")
        return "", str(error)
    if not code:
        code = st.session_state.get(_CODE, "")
        address.write(CURRENT, code)
    return code, ""


def other() -> tuple[Scenario | None, str]:
    """The scenario to compare with, if there is one; and what is wrong with its address."""
    code = address.read(OTHER)
    try:
        return (engine.decode(code), "") if code else (None, "")
    except ScenarioError as error:
        address.write(OTHER, "")
        return None, str(error)


def compare_with(scenario: Scenario | None) -> None:
    """Choose what to compare with (nothing: ``None``); for the callbacks of buttons."""
    address.write(OTHER, engine.encode(scenario) if scenario is not None else "")


def _keep(code: str) -> None:
    """Put ``code`` on the desk and into the address."""
    st.session_state[_CODE] = code
    address.write(CURRENT, code)


def work(view: View, scenario: Scenario) -> Result:
    """The result of a scenario for the document on view, remembered for everybody."""
    return _results(
        ("", *_readings(view), engine.encode(scenario)),
        lambda: engine.apply(view.book, scenario, lambda: view.ask(engine.differences), view.prior),
    )


def table(view: View, question: Callable[..., Any], *results: Result, **options: Any) -> Any:
    """``question(*results)`` (a frame or words), remembered like :func:`work`."""
    codes = tuple(engine.encode(result.scenario) for result in results)
    key = (name_of(question), *_readings(view), codes, tuple(options.items()))
    return _results(key, lambda: question(*results, **options))


def _readings(view: View) -> tuple[tuple[str, str], ...]:
    """The readings that a result rests on: of the document on view and of last year's."""
    books = [view.book] if view.prior is None else [view.book, view.prior]
    return tuple((book.document.document_id, book.document.parse_id) for book in books)


def say(message: str) -> None:
    """Say something once, in the next run."""
    st.session_state[_MESSAGE] = message


def said() -> str:
    """What was to be said, once."""
    return st.session_state.pop(_MESSAGE, "")


def beside(view: View) -> Result | None:
    """The result of the scenario that is compared with, if one is."""
    found, _ = other()
    return None if found is None else work(view, found)
