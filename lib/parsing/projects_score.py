"""The total score and the grade of a self-evaluation form."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from lib.parsing.projects_figures import read_figure
from lib.parsing.projects_sheets import Row, Span

GRADES = "优秀?|良好?|中等?|差|较差|一般|合格|基本合格|不合格"
"""A pattern of the grades that are given."""
_GRADE = re.compile(GRADES)
_GRADE_LABEL = re.compile(r"(?:自评|评价|绩效|评定)?(?:结果)?等[级次](?:\(.*\))?")
_SCORE_LABEL = re.compile(r"(?:项目)?(?:自评|评价|绩效)+(?:总)?(?:得分|分数|总分)(?:\(.*\))?")


def total_score(
    rows: Sequence[Row],
    total: Row | None,
    header: Mapping[str, Span],
    scores: Sequence[Decimal],
    rate_score: Decimal | None,
) -> tuple[Decimal | None, Row | None]:
    """The score in the ``total`` row, or else beside a label of its own in a form that has been scored; and
    the row that prints it.

    ``header`` are the columns of the indicators, ``scores`` theirs, ``rate_score`` that of the rate.
    """
    found = None if total is None else _in_total(total, header, scores, rate_score)
    if found is None and scores:
        return _labelled_score(rows)
    return found, None if found is None else total


def grade(rows: Sequence[Row], total: Row | None) -> str:
    """The grade in the ``total`` row or beside a label of its own, as printed; empty where there is none."""
    return (_grade(total.spans) if total else "") or _labelled_grade(rows)


def _in_total(
    row: Row, header: Mapping[str, Span], scores: Sequence[Decimal], rate_score: Decimal | None
) -> Decimal | None:
    """The score in the total row. Of two figures the first is the sum of the weights; a single figure is the
    score, unless it stands under the weights and nothing but the weights give it.
    """
    figures = ((span, read_figure(span.text)) for span in row.spans[1:])
    found = [(span, figure.value) for span, figure in figures if figure and figure.value is not None]
    if len(found) != 1:
        return found[-1][1] if found else None
    span, value = found[0]
    if scores and sum(scores, rate_score or Decimal(0)) == value:
        return value
    only_weights = row.ruled and "points" in header and span.meets(header["points"])
    only_weights = only_weights and not ("score" in header and span.meets(header["score"]))
    unfilled = value == 100 and not _grade(row.spans) and (not scores or only_weights)
    return None if unfilled else value


def _grade(spans: Sequence[Span]) -> str:
    return next((span.label for span in spans if _GRADE.fullmatch(span.label)), "")


def _labelled_grade(rows: Sequence[Row]) -> str:
    for row in rows:
        for label, value in zip(row.spans, row.spans[1:], strict=False):
            if _GRADE_LABEL.fullmatch(label.label) and _GRADE.fullmatch(value.label):
                return value.label
    return ""


def _labelled_score(rows: Sequence[Row]) -> tuple[Decimal | None, Row | None]:
    for row in rows:
        for label, value in zip(row.spans, row.spans[1:], strict=False):
            if _SCORE_LABEL.fullmatch(label.label) and (figure := read_figure(value.text)):
                return figure.value, row
    return None, None
