"""One number on a screen: its value, how it came about, its formula and where it is printed.

Arithmetic on figures keeps all of that: the formula text is written by the operation that computed
the value, and the sources are those of the operands, so that a page cannot show a number without them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from lib.analysis.units import exact, percent, plain, rounded

How = Literal["printed", "computed", "implied", "blank", "missing", "incomputable"]
"""How a value came about. ``implied`` is worked back from a change that the document states."""

_SHOWN = 3
_SUMMANDS = 8
_MISSING = {"blank": "空白", "missing": "未披露", "incomputable": "无法计算"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a figure is printed: a form (``T03``) or a section of the narrative (``N5c``).

    ``box`` is set for a table cell; ``start`` and ``end`` (offsets in the text of the page) for a sentence.
    ``ref`` is the figure's place as findings name it (``T05//201/total``, ``N5c#72``, ``P3/executed``).
    """

    document_id: str
    place: str
    title: str
    page: int | None
    raw: str = ""
    box: tuple[float, float, float, float] | None = None
    start: int | None = None
    end: int | None = None
    ref: str = ""

    @property
    def text(self) -> str:
        """``支出决算表 · 第10页``."""
        return self.title if self.page is None else f"{self.title} · 第{self.page}页"


NOT_APPLICABLE = "表中注明不适用"
"""The note of a cell with a sign for not applicable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A value with its provenance. ``value`` is ``None`` exactly when ``how`` names a kind of absence."""

    label: str
    value: Decimal | None
    unit: str = "元"
    how: How = "printed"
    formula: str = ""
    sources: tuple[Source, ...] = ()
    note: str = ""

    @property
    def missing_text(self) -> str:
        """What a screen shows instead of the value: 未披露, 空白 or 无法计算; empty when there is one."""
        return _MISSING.get(self.how, "") if self.value is None else ""

    def text(self, unit: str = "元", *, signed: bool = False) -> str:
        """The value with its unit, an amount in ``unit``; 未披露, 空白 or 无法计算 where there is none.

        A printed score or count keeps its digits; one that was worked out has two decimals at most.
        """
        if self.value is None:
            return self.missing_text
        if self.unit == "%":
            return percent(self.value, signed=signed)
        if self.unit == "元":
            shown = plain(self.value, unit)
        else:
            shown = f"{exact(self.value) if self.how == 'printed' else rounded(self.value)}{self.unit}"
        return f"+{shown}" if signed and self.value > 0 else shown

    @property
    def empty(self) -> bool:
        """Whether the document has nothing there: a blank, or a sign for not applicable."""
        return self.how == "blank" or self.note == NOT_APPLICABLE

    @property
    def nonzero(self) -> bool:
        """Whether the value is known and not 0."""
        return self.value is not None and self.value != 0

    @property
    def source_text(self) -> str:
        """The distinct sources in a line; the first few and their number where there are many."""
        texts = list(dict.fromkeys(source.text for source in self.sources))
        return "；".join(texts[:_SHOWN]) + (f" 等{len(texts)}处" if len(texts) > _SHOWN else "")

    def named(self, label: str) -> Figure:
        """The same figure under another label."""
        return replace(self, label=label)


def missing(label: str, *, unit: str = "元", note: str = "") -> Figure:
    """Return a figure that the document does not disclose."""
    return Figure(label=label, value=None, unit=unit, how="missing", note=note)


def known(*figures: Figure) -> bool:
    """Whether every one of ``figures`` has a value."""
    return all(figure.value is not None for figure in figures)


def total(label: str, parts: Iterable[Figure]) -> Figure:
    """Sum of ``parts``; not computable when there are none or one of them is unknown."""
    parts = tuple(parts)
    sources = _sources(parts)
    if not parts or not known(*parts):
        lacking = "、".join(part.label for part in parts if part.value is None)
        note = f"缺少：{lacking}" if lacking else ""
        return Figure(label=label, value=None, how="incomputable", sources=sources, note=note)
    values = [part.value for part in parts if part.value is not None]
    names = [part.label for part in parts]
    value = sum(values, Decimal(0))
    if len(values) > _SUMMANDS or len(set(names)) < len(names):
        formula = f"{label} = {len(values)}项之和 = {exact(value)}"
    else:
        formula = f"{label} = {' + '.join(names)} = {' + '.join(map(exact, values))}"
        formula += f" = {exact(value)}" if len(values) > 1 else ""
    return Figure(
        label=label, value=value, unit=parts[0].unit, how="computed", formula=formula, sources=sources
    )


def difference(label: str, left: Figure, right: Figure) -> Figure:
    """``left − right``; not computable when either is unknown."""
    sources = _sources((left, right))
    if left.value is None or right.value is None:
        lacking = left if left.value is None else right
        return Figure(
            label=label,
            value=None,
            unit=left.unit,
            how="incomputable",
            sources=sources,
            note=f"{lacking.label}{lacking.missing_text}",
        )
    value = left.value - right.value
    subtracted = f"（{exact(right.value)}）" if right.value < 0 else exact(right.value)
    terms = f"{left.label} − {right.label} = {exact(left.value)} − {subtracted}"
    formula = f"{label} = {terms} = {exact(value)}"
    return Figure(label=label, value=value, unit=left.unit, how="computed", formula=formula, sources=sources)


def ratio(label: str, part: Figure, whole: Figure) -> Figure:
    """``part ÷ whole`` in per cent, unrounded. A zero, blank or unknown denominator is not computable."""
    sources = _sources((part, whole))
    if part.value is None or whole.value is None or whole.value == 0:
        if part.value is None:
            note = f"{part.label}{part.missing_text}"
        elif whole.value is None:
            note = f"{whole.label}{whole.missing_text}"
        else:
            note = f"{whole.label}为0"
        return Figure(label=label, value=None, unit="%", how="incomputable", sources=sources, note=note)
    value = part.value / whole.value * 100
    formula = (
        f"{label} = {part.label} ÷ {whole.label} × 100% = {exact(part.value)} ÷ {exact(whole.value)}"
        f" = {percent(value)}"
    )
    return Figure(label=label, value=value, unit="%", how="computed", formula=formula, sources=sources)


def growth(label: str, change: Figure, base: Figure) -> Figure:
    """``change ÷ base`` in per cent: how much more or less than ``base``. Not computable on a base of 0, nor
    on one below: there the rate of a rise would read as that of a fall.
    """
    return measured(label, change, base, "增减率")


def measured(label: str, amount: Figure, base: Figure, name: str = "比率") -> Figure:
    """``amount ÷ base`` in per cent, ``name``: not computable on a base of 0, nor on one below."""
    found = ratio(label, amount, base)
    if found.value is None or base.value is None or base.value > 0:
        return found
    note = f"{base.label}为负数，不计算{name}"
    return replace(found, value=None, how="incomputable", formula="", note=note)


def per(label: str, amount: Figure, count: Figure, unit: str) -> Figure:
    """``amount ÷ count`` (a unit cost); a zero or unknown count is not computable."""
    rate = ratio(label, amount, count)
    if amount.value is None or count.value is None or rate.value is None:
        return replace(rate, unit=unit)
    value = amount.value / count.value
    formula = (
        f"{label} = {amount.label} ÷ {count.label} = {exact(amount.value)} ÷ {exact(count.value)}"
        f" = {rounded(value)}{unit}"
    )
    return replace(rate, value=value, unit=unit, formula=formula)


def before(label: str, current: Figure, change: Figure) -> Figure:
    """Last year's value worked back from this year's and the stated (signed) change: ``current − change``."""
    return replace(difference(label, current, change), how="implied" if known(current, change) else "missing")


def _sources(figures: Iterable[Figure]) -> tuple[Source, ...]:
    found = [source for figure in figures for source in figure.sources]
    if len(found) == 2 and found[0] != found[1]:  # the usual case, without hashing
        return tuple(found)
    return tuple(dict.fromkeys(found))
