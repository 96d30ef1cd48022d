"""Words that the 核对单 is made of: amounts with their units, lists of pages and of places."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from lib.analysis.units import exact
from lib.forms.numbers import FACTORS

NOTHING = "—"
"""What stands where there is nothing to say."""

_CONTROL = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PLACE = re.compile(r"《[^》]*》|情况说明（[^）]*）|自评表（[^）]*）")


def clean(text: str) -> str:
    """``text`` without the control characters that no file format takes; their places stay visible."""
    return _CONTROL.sub("\ufffd", text)


def measured(value: Decimal | None, unit: str, *, gap: bool = False) -> str:
    """A value with its unit, all its digits: ``19,505,263.62元``; a gap between rates is in 百分点."""
    if value is None:
        return NOTHING
    if gap and not value:
        return "0"
    digits = exact(value)
    cents = ".00" if unit in FACTORS and "." not in digits else ""
    return f"{digits}{cents}{'个百分点' if gap and unit == '%' else unit}"


def pages_text(pages: Iterable[int | None]) -> str:
    """``11``, ``24、30-31``: each page once, in order; ``—`` where there is none."""
    known = sorted({page for page in pages if page is not None and page > 0})
    runs: list[list[int]] = []
    for page in known:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return "、".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs) or NOTHING


def compact(label: str) -> str:
    """A list of places, the form or section that several share said once."""
    parts = label.split("；")
    heads = [found[0] if (found := _PLACE.match(part)) else "" for part in parts]
    return _listed((head, part[len(head) :]) for head, part in zip(heads, parts, strict=True))


def titles(found: Iterable[str]) -> str:
    """The titles of sources, those of one kind (``情况说明·``, ``项目支出绩效自评表·``) together."""
    return _listed(map(_parted, found))


def _parted(title: str) -> tuple[str, str]:
    """``情况说明·`` and ``基本支出情况``: what several titles share, and their own."""
    head, dot, own = title.rpartition("·")
    return head + dot, own


def _listed(places: Iterable[tuple[str, str]]) -> str:
    """Heads each with what follows them, in their order; nothing is said twice."""
    groups: list[tuple[str, list[str]]] = []
    for head, own in dict.fromkeys(places):
        if groups and head and groups[-1][0] == head:
            groups[-1][1].append(own)
        else:
            groups.append((head, [own]))
    return "；".join(head + "、".join(own) for head, own in groups)
