"""What a page writes into the address, not undone by an address that comes late.

A run may be asked for before the browser has been given the address that the last run wrote. It then says
what stood there before; obeyed, it would undo the last change of a quick hand. For each name it is remembered
what this visit wrote last and, for a moment, what that replaced. Any other address (the back button, a link)
is obeyed.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import streamlit as st

LAG = 3.0
"""So many seconds a browser may still send what it had before it was given something new."""
_WRITTEN = "_address"


@dataclass(frozen=True)
class _Written:
    """What is in the address under a name, and what was replaced there, each with its time."""

    code: str
    past: tuple[tuple[str, float], ...] = ()

    def late(self, code: str) -> bool:
        now = time.monotonic()
        return any(before == code and now - at < LAG for before, at in self.past)

    def replaced(self, code: str) -> _Written:
        now = time.monotonic()
        recent = tuple((before, at) for before, at in self.past if now - at < LAG)
        return _Written(code, (*recent, (self.code, now)))


def read(name: str) -> str:
    """What the address says under ``name``; if that is late, what this visit has put in its place."""
    code = st.query_params.get(name, "")
    written = _written(name)
    if code != written.code and written.late(code):
        _tell(name, written.code)
        return written.code
    _remember(name, _Written(code, written.past))
    return code


def write(name: str, code: str) -> None:
    """Put ``code`` into the address under ``name``; nothing takes the name out."""
    written = _written(name)
    if code != written.code:
        _remember(name, written.replaced(code))
        _tell(name, code)
    elif code != st.query_params.get(name, ""):
        _tell(name, code)


def _written(name: str) -> _Written:
    found = st.session_state.get(_WRITTEN, {}).get(name)
    return _Written(st.query_params.get(name, "")) if found is None else found


def _remember(name: str, written: _Written) -> None:
    st.session_state.setdefault(_WRITTEN, {})[name] = written


def _tell(name: str, code: str) -> None:
    if code:
        st.query_params[name] = code
    else:
        st.query_params.pop(name, None)
