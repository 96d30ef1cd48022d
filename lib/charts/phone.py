"""What a chart looks like where there is little room: names above their bars, and nothing to move sideways.

The browser knows the width, not the server: one layout has both forms, and a parameter of it chooses.
"""

from __future__ import annotations

from typing import Any

import altair as alt

from lib.charts import shape, theme
from lib.charts.drawing import NARROW, fitting

_ABOVE, _DOWN = 9, 8
"""On a phone a name stands so far above the middle of its row, its marks so far below."""


def slim_names(field: str, above: float = _ABOVE, **options: Any) -> alt.Y:
    """Return the axis of names of a :func:`slim` chart, on a phone ``above`` the middles of the rows."""
    return shape.names_axis(
        field,
        labelExpr=f"{NARROW} ? datum.label : {shape.WRAP}",
        labelAlign=narrow("'left'", "'right'"),
        labelOffset=narrow(-above, 0),
        labelPadding=narrow(0, 8),
        labelLimit=narrow(320, theme.LABEL_LIMIT),
        **options,
    )


def narrow(there: object, else_: object) -> dict[str, str]:
    """Return the expression for ``there`` on a phone and ``else_`` where there is room, in a slim chart."""
    return {"expr": f"{NARROW} ? {there} : {else_}"}


def slim(*layers: Any, down: float = _DOWN) -> Any:
    """Return layers over :func:`slim_names`: on a phone each name stands above its row.

    The marks move ``down`` to make room (rows of :data:`~lib.charts.shape.ROW` have enough; the rows of a
    group of bars leave a gap as it is), and the axis takes none from them.
    """
    for layer in layers:
        if layer.encoding.y is not alt.Undefined and layer.encoding.yOffset is alt.Undefined:
            offset = layer.mark["yOffset"]
            offset = 0 if offset is alt.Undefined else offset
            layer.mark["yOffset"] = narrow(offset + down, offset)
    return fitting(*layers)


def zero(base: Any, y: alt.Y, bar: float = 20) -> Any:
    """Return the line at 0 of a slim chart: whole, and on a phone only beside the bars, not through names."""
    return base.mark_tick(orient="vertical", thickness=1, size=narrow(bar, shape.ROW)).encode(
        x=alt.datum(0), y=y
    )
