"""A page as printed, with a button over every figure: a component of our own.

Its pictures are files of this host (:mod:`lib.ui.facsimile.pictures`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from lib.ui import component

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Box:
    """A figure on a picture. ``states``: ``marked`` (pointed at), ``chosen`` (open), ``flawed``."""

    id: str
    label: str
    x: float
    y: float
    w: float
    h: float
    states: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """A figure in a line of text: its characters from ``start`` to ``end``; ``states`` as of :class:`Box`."""

    id: str
    label: str
    start: int
    end: int
    states: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A numbered line; its ``spans`` do not overlap and are in order. ``marked`` lines are shaded."""

    number: int
    text: str
    spans: tuple[Span, ...] = ()
    marked: bool = False


def picture(
    key: str,
    source: str,
    size: tuple[float, float],
    boxes: Sequence[Box],
    *,
    alt: str,
    aim: str = "",
    zoom: float = 1.0,
    on_pick: Callable[[str], object],
) -> None:
    """A page's picture (``source`` is its address) of ``size``, in which boxes are measured.

    ``aim`` names what to bring into sight; it is scrolled to whenever it changes. ``on_pick`` is called with
    the id of a box that the visitor opens.
    """
    data = {
        "kind": "picture",
        "sheet": source.partition("?")[0],
        "src": source,
        "width": size[0],
        "height": size[1],
        "boxes": [asdict(box) for box in boxes],
        "alt": alt,
        "aim": aim,
        "zoom": zoom,
    }
    _mount(key, data, on_pick)


def lines(
    key: str, sheet: str, rows: Sequence[Line], *, alt: str, aim: str = "", on_pick: Callable[[str], object]
) -> None:
    """A page of a text document; ``sheet`` tells one page from another, the rest is as in :func:`picture`."""
    shown = [asdict(row) for row in rows]
    data = {"kind": "lines", "sheet": sheet, "lines": shown, "alt": alt, "aim": aim, "zoom": 1}
    _mount(key, data, on_pick)


def _mount(key: str, data: dict[str, Any], on_pick: Callable[[str], object]) -> None:
    def picked() -> None:
        found = st.session_state[key].get("picked")
        if found:
            on_pick(found)

    component.own(_FOLDER)(key=key, data=data, on_picked_change=picked)
