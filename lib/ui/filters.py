"""Filters as components: each draws a widget whose value is in the address, and returns a typed value."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from decimal import ROUND_CEILING, Decimal
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from lib.forms.numbers import FACTORS

Name = TypeVar("Name", bound=str)
Range = tuple[Decimal | None, Decimal | None]


def choice(
    label: str, options: Mapping[Name, str], key: str, *, default: Name | None = None, text: str = ""
) -> Name:
    """One of a few, all in sight; ``text`` explains them."""
    first = default or next(iter(options))
    return st.segmented_control(
        label,
        list(options),
        default=first,
        required=True,
        format_func=options.__getitem__,
        key=key,
        bind="query-params",
        help=text or None,
    )


def several(label: str, options: Mapping[str, str], key: str) -> Sequence[str]:
    """Any number of many; none chosen means all."""
    return st.multiselect(
        label,
        list(options),
        format_func=lambda code: options.get(code, code),
        key=key,
        bind="query-params",
        placeholder="全部",
    )


def name(label: str, key: str, *, placeholder: str = "名称或编码") -> str:
    """A part of a name or code."""
    return st.text_input(label, key=key, bind="query-params", placeholder=placeholder, max_chars=60).strip()


def amounts(label: str, unit: str, key: str) -> Range:
    """A range of amounts, written in ``unit``, returned in 元; an empty side is open."""
    low = _bound(f"{label}不低于（{unit}）", f"{key}_from")
    high = _bound(f"{label}不高于（{unit}）", f"{key}_to")
    factor = FACTORS[unit]
    return (None if low is None else low * factor, None if high is None else high * factor)


def rates(label: str, key: str) -> Range:
    """A range of rates in per cent; an empty side is open."""
    return _bound(f"{label}不低于（%）", f"{key}_from"), _bound(f"{label}不高于（%）", f"{key}_to")


def _bound(label: str, key: str) -> Decimal | None:
    value = st.number_input(
        label, value=None, key=key, bind="query-params", placeholder="不限", format="%.2f"
    )
    return None if value is None else Decimal(str(value))


def threshold(label: str, key: str, default: Decimal, *, most: int = 100) -> Decimal:
    """A threshold in per cent; where the slider is not moved it is ``default``, exactly."""
    step = 1.0 if default == default.to_integral_value() else 0.01
    first = float(default)
    chosen = st.slider(label, 0.0, float(most), first, step, key=key, bind="query-params", format="%g%%")
    return default if chosen == first else Decimal(str(chosen))


def band(label: str, key: str, default: Range, *, text: str = "") -> Range:
    """The two ends of what is within the limits, in points around 0; an end of the slider is open.

    ``default`` is exact: where the slider is not moved, it is what is returned.
    """
    known = [abs(end) for end in default if end is not None]
    reach = float(max([Decimal(50), *(end.to_integral_value(ROUND_CEILING) + 1 for end in known)]))
    whole = all(end == end.to_integral_value() for end in known)
    low, high = default
    first = (-reach if low is None else float(low), reach if high is None else float(high))
    chosen = st.slider(
        label,
        -reach,
        reach,
        first,
        step=1.0 if whole else 0.01,
        format="%+g",
        key=key,
        bind="query-params",
        help=text or None,
    )
    if tuple(chosen) == first:
        return default
    low, high = (Decimal(str(end)) for end in chosen)
    return (None if low <= -reach else low, None if high >= reach else high)


def only(label: str, key: str, *, text: str = "") -> bool:
    """A restriction that is on or off."""
    return st.toggle(label, key=key, bind="query-params", help=text or None)


def keep(frame: pd.DataFrame, column: str, wanted: Collection[Any]) -> pd.DataFrame:
    """The rows whose ``column`` is one of ``wanted``; all of them when nothing is."""
    return frame[frame[column].isin(list(wanted))].reset_index(drop=True) if wanted else frame


def row() -> AbstractContextManager[Any]:
    """A row for filters, that wraps where it does not fit."""
    return st.container(horizontal=True, vertical_alignment="bottom")
