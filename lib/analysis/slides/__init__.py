"""怎么汇报: the slides that a document offers for the meeting, and their order as a presenter chooses it.

>>> from lib.analysis.slides import arrange, slides            # doctest: +SKIP
>>> shown = arrange(slides(book), ["overview", "checks"], {}, {})  # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lib.analysis.book import Book
from lib.analysis.scope import Coverage
from lib.analysis.slides import execution, matters, money, running
from lib.analysis.slides.draft import Ask
from lib.analysis.slides.model import ROWS, Cell, Chart, Slide, Term, shown

__all__ = ["ROWS", "Cell", "Chart", "Slide", "Term", "arrange", "shown", "slides"]

_BEFORE = (
    money.year,
    money.flow,
    money.functional,
    money.economic,
    money.basic_project,
    execution.completion,
    execution.three_publics,
    execution.three_publics_years,
    execution.projects,
    running.cost,
    running.buying,
    running.owning,
)
_AFTER = (matters.checks, matters.hearing)


def slides(
    book: Book,
    *,
    prior: Book | None = None,
    series: Sequence[Book] = (),
    coverage: Coverage = "all",
    unit: str = "万元",
    beside: Sequence[Slide] = (),
) -> tuple[Slide, ...]:
    """Return every slide on offer, in order; one that has nothing to show is not offered.

    ``prior`` is last year's document, ``series`` those of several years. ``beside`` are slides of others
    (a comparison, a scenario): they stand before 勾稽核对. Amounts are in ``unit``, except on slides whose
    figures that unit would hide. Raises :class:`KeyError` for an unknown unit.
    """
    ask = Ask(book, prior, series, coverage, unit)
    before, after = ([build(ask) for build in builders] for builders in (_BEFORE, _AFTER))
    return tuple(slide for slide in (*before, *beside, *after) if slide is not None)


def arrange(
    slides: Sequence[Slide],
    order: Sequence[str] = (),
    titles: Mapping[str, str] | None = None,
    annotations: Mapping[str, str] | None = None,
    headlines: Mapping[str, str] | None = None,
) -> tuple[Slide, ...]:
    """Return the slides whose keys ``order`` names, in that order (all of them where it is empty).

    Titles, annotations and headlines replace those of the slide with that key where they say something. A
    key that no slide has is passed over: a link may be older than the document that it meets.
    """
    known = {slide.key: slide for slide in slides}
    chosen = [known[key] for key in dict.fromkeys(order or known) if key in known]
    return tuple(
        slide.retitled(
            (titles or {}).get(slide.key, "").strip(),
            (annotations or {}).get(slide.key, "").strip(),
            (headlines or {}).get(slide.key, "").strip(),
        )
        for slide in chosen
    )
