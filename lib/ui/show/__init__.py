"""The slides on the page and over the whole screen: a component of our own, drawn by the browser."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from lib.ui import component

_FOLDER = Path(__file__).parent


def show(
    key: str,
    content: Mapping[str, Any],
    *,
    at: str,
    opened: tuple[int, str] = (0, ""),
    on_left: Callable[[str], object],
) -> None:
    """Show ``content`` (of :func:`lib.reporting.screen.content`): a picture of slide ``at``, and the show.

    ``opened`` begins the show in the window at a slide, once for each number. ``on_left`` is called with
    the key of the slide at which the visitor ended it.
    """

    def left() -> None:
        found = st.session_state[key].get("left")
        if found:
            on_left(found)

    turn, first = opened
    data = {**content, "at": at, "turn": turn, "open": first}
    component.own(_FOLDER)(key=key, data=data, on_left_change=left)
