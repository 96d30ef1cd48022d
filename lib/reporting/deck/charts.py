"""Native charts: parts of the presentation with their own workbook, to be edited where they stand."""

from __future__ import annotations

from copy import deepcopy
from decimal import Decimal
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from lib import letters
from lib.analysis.slides import Chart, shown
from lib.analysis.units import UNITS
from lib.reporting import marks
from lib.reporting.checklist.texts import clean
from lib.reporting.deck.design import FONT, INK, LATIN, LINE, PARTS, SOFT

_TYPES = {
    "bar": XL_CHART_TYPE.BAR_CLUSTERED,
    "stacked": XL_CHART_TYPE.BAR_STACKED,
    "column": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "line": XL_CHART_TYPE.LINE_MARKERS,
}
_MONEY, _COUNT = "#,##0.00;−#,##0.00;0.00", "#,##0;−#,##0;0"
_FIELD = 520.0
"""Points that the longest bar takes, about: what room is left for names and numbers varies."""
_WIDE, _BETWEEN = 840.0, 0.05
"""Points that all columns take, about; what stands between two of a group, in widths of a column."""
_SIZES = (16, 14, 12, 11, 10)
_SIZE, _ROW, _STANDING = 14, 1.4, 9
"""The smaller type of a chart, what a row of it takes in sizes, and the rows that columns need."""
_WHITE = "FFFFFF"


def least(chart: Chart) -> int:
    """The height in which the chart's names and numbers do not meet, in EMU."""
    lying = chart.kind in {"bar", "stacked"}
    beside = len(chart.series) if chart.kind == "bar" and not _apart(chart) else 1
    lines = len(chart.categories) * beside if lying else _STANDING
    return int(Pt(_SIZE) * _ROW * (lines + (len(chart.series) > 1)))


def draw(page: Any, chart: Chart, place: tuple[int, int, int, int], alt: str) -> Any:
    """Put the chart on a page (left, top, width, height); ``alt`` is what a screen reader says of it."""
    data = CategoryChartData(number_format=_format(chart))
    data.categories = [clean(name) for name in chart.categories]
    for name, values in chart.series:
        data.add_series(clean(name), [None if value is None else float(value) for value in values])
    left, top, width, height = (Emu(edge) for edge in place)
    frame = page.shapes.add_chart(_TYPES[chart.kind], left, top, width, height, data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", clean(alt))
    drawn: Any = frame.chart
    _font(drawn, 16 if len(chart.categories) <= 8 else 14)
    drawn.has_title = False
    drawn.has_legend = len(chart.series) > 1
    if drawn.has_legend:
        drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
        drawn.legend.font.size = Pt(16)
        drawn.legend.font.color.rgb = SOFT
    _axes(drawn, chart)
    _marks(drawn, chart)
    written = _numbers(chart)
    for series, (_, values) in zip(drawn.plots[0].series, chart.series, strict=True):
        _labels(series, chart, values, written)
    return frame


def unit(chart: Chart) -> str:
    """The unit of the numbers as they stand in the chart."""
    return f"单位：{chart.unit}{'（图上取整）' if _numbers(chart).whole else ''}"


def _format(chart: Chart) -> str:
    return _MONEY if chart.unit in UNITS or chart.unit == "%" else _COUNT


def _size(chart: Chart) -> int:
    return 16 if len(chart.categories) <= 8 else _SIZE


def _numbers(chart: Chart) -> marks.Numbers:
    """How numbers are written so that they do not meet those beside them."""
    if chart.kind in {"bar", "stacked"}:
        return marks.Numbers(_size(chart))
    step, beside = _WIDE / len(chart.categories), len(chart.series)
    if chart.kind == "column" and beside > 1 and not _apart(chart):
        step *= (1 + _BETWEEN) / (beside * (1 + _BETWEEN) + _gap(chart) / 100)
    sizes = [size for size in _SIZES if size <= _size(chart)]
    return marks.numbers(chart, step, sizes, letters.ems)


def _font(drawn: Any, size: float) -> None:
    """One size and one font for the whole chart; both names, or programs would fall back on their own."""
    drawn.font.size = Pt(size)
    drawn.font.color.rgb = INK
    properties = drawn._chartSpace.find(qn("c:txPr")).find(f".//{qn('a:defRPr')}")
    for kind, font in (("latin", LATIN), ("ea", FONT)):
        properties.append(parse_xml(f'<a:{kind} xmlns:a="{_A}" typeface="{font}"/>'))


_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def _axes(drawn: Any, chart: Chart) -> None:
    """Names along one axis; no numbers along the other, because every mark has its own."""
    names, values = drawn.category_axis, drawn.value_axis
    names.format.line.color.rgb = LINE
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.has_major_gridlines = False
    if chart.kind in {"bar", "stacked"}:
        names.reverse_order = True
    values.has_major_gridlines = False
    values.visible = False
    known = [value for _, series in chart.series for value in series if value is not None]
    low, high = min([Decimal(0), *known]), max([Decimal(0), *known])
    if low == 0:
        values.minimum_scale = float(marks.floor(chart))
    elif chart.kind == "bar":  # room for the numbers between the bars and their names
        values.minimum_scale = float(low - (high - low) * _share(low, chart))


def _marks(drawn: Any, chart: Chart) -> None:
    plot = drawn.plots[0]
    if chart.kind == "line":
        for number, series in enumerate(plot.series):
            color = PARTS[number % len(PARTS)]
            series.smooth = False
            series.format.line.color.rgb, series.format.line.width = color, Pt(2.5)
            series.marker.format.fill.solid()
            series.marker.format.fill.fore_color.rgb = color
            series.marker.size = 9
        return
    plot.gap_width = _gap(chart)
    if chart.kind == "stacked" or _apart(chart):
        plot.overlap = 100
    else:
        plot.overlap = -int(100 * _BETWEEN)
    for number, series in enumerate(plot.series):
        series.invert_if_negative = False
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = PARTS[number % len(PARTS)]


def _gap(chart: Chart) -> int:
    """The room between two categories, in per cent of a mark's width."""
    lone = chart.kind == "column" and len(chart.series) == 1
    return 45 if len(chart.categories) > 3 else 180 if lone else 90


def _apart(chart: Chart) -> bool:
    """Whether no category has marks of two series: they then stand in one line."""
    return len(chart.series) > 1 and all(
        sum(value is not None for value in values) <= 1
        for values in zip(*(values for _, values in chart.series), strict=True)
    )


def _labels(series: Any, chart: Chart, values: tuple[Decimal | None, ...], written: marks.Numbers) -> None:
    """A number at every mark; in a stack only where there is room for it."""
    labels = series.data_labels
    labels.show_value = True
    form = _COUNT if written.whole else _format(chart)
    labels.number_format, labels.number_format_is_linked = form, False
    labels.font.size = Pt(written.size)
    labels._element.find(qn("c:txPr")).find(qn("a:bodyPr")).set("wrap", "none")
    stacked = chart.kind == "stacked"
    if stacked:
        labels.position = XL_LABEL_POSITION.CENTER
        labels.font.color.rgb = type(INK).from_string(_WHITE)
        longest = max(
            (
                sum(abs(value or 0) for value in parts)
                for parts in zip(*(own for _, own in chart.series), strict=True)
            ),
            default=Decimal(0),
        )
        for index, value in enumerate(values):
            if value is not None and abs(value) < longest * _share(value, chart):
                _silence(labels, index)
    elif chart.kind == "line":
        labels.position = XL_LABEL_POSITION.ABOVE
        labels.font.color.rgb = INK
        for index in range(len(values)):
            if marks.trough(values, index):
                _below(labels, index)
    else:
        labels.position = XL_LABEL_POSITION.OUTSIDE_END
        labels.font.color.rgb = INK


def _share(value: Decimal, chart: Chart) -> Decimal:
    """The share of the longest bar that a mark's number takes."""
    width = letters.ems(f" {shown(value, chart.unit)} ") * _size(chart)
    return Decimal(str(round(width / _FIELD, 4)))


def _silence(labels: Any, index: int) -> None:
    """Leave out the number of one mark."""
    _one(labels, f'<c:dLbl xmlns:c="{_C}"><c:idx val="{index}"/><c:delete val="1"/></c:dLbl>')


def _below(labels: Any, index: int) -> None:
    """Put the number of one mark below it, as the others are written."""
    kept = ("c:numFmt", "c:spPr", "c:txPr", "c:dLblPos", "c:showLegendKey", "c:showVal", "c:showCatName",
            "c:showSerName", "c:showPercent", "c:showBubbleSize")  # fmt: skip
    own = _one(labels, f'<c:dLbl xmlns:c="{_C}"><c:idx val="{index}"/></c:dLbl>')
    for child in labels._element:
        if child.tag in {qn(name) for name in kept}:
            own.append(deepcopy(child))
    own.find(qn("c:dLblPos")).set("val", "b")


def _one(labels: Any, xml: str) -> Any:
    """Add what is said of one mark: those stand before what is said of all."""
    element, own = labels._element, parse_xml(xml)
    last = element.findall(qn("c:dLbl"))
    if last:
        last[-1].addnext(own)
    else:
        element.insert(0, own)
    return own
