"""A chart as a layout and the rows that fill it: from one document to the next, only the rows change.

Building a chart takes Altair some 20 ms, most of them the same for every document. So a layout is built once
for a choice of options and kept; what depends on the rows is a number in the drawing (its height, the ends of
an axis), or a column (the order of names).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial, wraps
from typing import Any, ParamSpec, TypeVar

import altair as alt
import pyarrow as pa
from altair.utils.schemapi import debug_mode

from lib.charts import theme

Options = ParamSpec("Options")
Kept = TypeVar("Kept", bound=Callable[..., "Layout"])
LOW, HIGH = "low", "high"
"""The parameters of a layout where an axis of amounts ends."""
NARROW = "narrow"
"""The parameter of every layout that tells its form for little room, a phone, from the other."""
_PHONE, _SLIM = 560, 310
"""A chart narrower than this has no room for names beside its bars, or for two of them side by side."""
ENDS: list[Any] = [{"expr": LOW}, {"expr": HIGH}]
"""The domain of such an axis."""
TOP, NEAR, FAR = "top", "near", "far"
"""Parameters of a layout of bars: where the longest ends, and the points that the words behind bars need,
behind those that end :data:`BEYOND` on the way to the top and behind all (see :func:`lib.charts.shape.room`).
"""
BEYOND = 0.6


def _behind(end: str, words: str) -> str:
    """The end of an axis on which ``words`` have room behind a bar that ends at ``end``: it takes the bar and
    what the words leave of the width, of which they get three quarters at most.
    """
    return f"({end}) * width / max(width - {words}, width / 4)"


_ENDS = f"{_behind(f'{TOP} - {LOW}', NEAR)}, {_behind(f'({TOP} - {LOW}) * {BEYOND}', FAR)}"
BARS: list[Any] = [{"expr": LOW}, {"expr": f"{LOW} + max({_ENDS})"}]
"""The domain of an axis of bars with words behind them, whatever the width."""


class Layout:
    """An Altair chart without rows, and its specification."""

    def __init__(self, chart: Any) -> None:
        chart.data = alt.NamedData(name="rows")  # else Altair gives each layer an empty set of its own
        self.chart = chart

    @cached_property
    def spec(self) -> dict[str, Any]:
        """The Vega-Lite dictionary without data and configuration. Shared: read only."""
        with debug_mode(False):
            found = self.chart.to_dict(validate=False)
        return {key: value for key, value in found.items() if key not in {"data", "datasets", "config"}}


def layout(build: Callable[Options, Any]) -> Callable[Options, Layout]:
    """Keep the layouts that ``build`` makes, one for each choice of its options (plain values and tuples).

    Their parts are not looked up in the schema of Vega-Lite one by one, which takes as long again:
    :meth:`Drawing.complete` looks up the whole, and the tests draw every chart.
    """

    def built(*args: Options.args, **kwargs: Options.kwargs) -> Layout:
        with debug_mode(False):
            return Layout(build(*args, **kwargs))

    kept: Any = wraps(build)(lru_cache(maxsize=128)(built))
    return kept


def usual(*choices: tuple[Any, ...]) -> Callable[[Kept], Kept]:
    """Name options for which a :func:`layout` is wanted as a rule: :func:`prepare` builds it for them."""

    def named(kept: Kept) -> Kept:
        _USUAL.extend(partial(kept, *choice) for choice in choices)
        return kept

    return named


def prepare(pause: Callable[[], None]) -> None:
    """Build the layouts that are wanted as a rule, so that no visitor waits for them; ``pause`` is called
    before each.
    """
    for kept in _USUAL:
        pause()
        _ = kept().spec


_USUAL: list[Callable[[], Layout]] = []


def fitting(*layers: Any) -> Any:
    """Return layers that know whether they are on a phone: what depends on :data:`NARROW` is for them."""
    first, *others = layers  # Altair copies every layer for a parameter that is added to all of them
    told = first.add_params(alt.param(NARROW, expr=f"containerSize()[0] < {_PHONE}"))
    return alt.layer(told, *others)


@dataclass(frozen=True)
class Drawing:
    """A layout filled with the rows of ``data``, ``height`` points high; ``values`` are those of its
    parameters.
    """

    layout: Layout
    data: pa.Table
    height: float
    values: Mapping[str, float] = field(default_factory=dict)

    def spec(self, *, dark: bool = False) -> dict[str, Any]:
        """Return the Vega-Lite dictionary without data, with the product's configuration.

        Draw it with ``st.vega_lite_chart(drawing.data, drawing.spec())``. ``dark``: colours of text and
        lines for a dark page.
        """
        params = [{"name": name, "value": value} for name, value in self.values.items()]
        known = self.layout.spec
        look = theme.config(dark=dark)
        look["legend"] |= {"columns": {"expr": f"!{NARROW} ? 0 : containerSize()[0] < {_SLIM} ? 1 : 2"}}
        return known | {
            "height": self.height,
            "params": [*known.get("params", ()), *params],
            "config": look,
        }

    def complete(self) -> dict[str, Any]:
        """Return the Vega-Lite dictionary with all rows.

        Raises :class:`altair.utils.schemapi.SchemaValidationError` for a chart that Vega-Lite does not know.
        """
        chart = self.layout.chart.copy(deep=False)
        chart.data, chart.height = self.data, self.height
        transformers: Any = alt.data_transformers
        with transformers.enable("default", max_rows=None):
            chart = chart.add_params(*(alt.param(name, value=value) for name, value in self.values.items()))
            return chart.to_dict()
