"""Tidy frames of checking: what of each form is proved, and every result of every rule; and what to keep."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from lib.analysis import evidence
from lib.analysis.book import Book
from lib.analysis.checks import (
    GROUPS,
    SEVERITIES,
    VERDICTS,
    Item,
    Outcome,
    Sheet,
    forms_of,
    group_of,
    said,
)
from lib.analysis.figures import Figure, Source
from lib.analysis.reading import STATUS
from lib.analysis.rows import provenance, table
from lib.disclosure import Finding

_PAGES = re.compile(r"(\d+)(?:[-–—](\d+))?")

FORM_COLUMNS = (
    "form_id",
    "title",
    "status",
    "status_text",
    "pages",
    "figures",
    "confirmed",
    "contradicted",
    "alone",
    "remark",
)
RESULT_COLUMNS = (
    "verdict",
    "verdict_text",
    "severity",
    "severity_text",
    "group",
    "group_text",
    "rule",
    "meaning",
    "forms",
    "left_label",
    "left_raw",
    "left_value",
    "right_label",
    "right_raw",
    "right_value",
    "gap",
    "unit",
    "said",
    "finding",
)


def forms(sheet: Sheet) -> pd.DataFrame:
    """Return one row a form: its status in words, its pages, and how many of its figures are ``confirmed`` by
    identities, ``contradicted`` by at least as many, or in none (``alone``).
    """
    entries = {entry.form: entry for entry in sheet.ledger if entry.form}
    rows = []
    for proof in sheet.proofs:
        entry = entries.get(proof.form)
        pages = entry.pages if entry else ""
        rows.append(
            {
                "form_id": proof.form,
                "title": proof.title,
                "status": proof.status,
                "status_text": STATUS.get(proof.status, proof.status),
                "pages": pages,
                "figures": proof.figures,
                "confirmed": proof.confirmed,
                "contradicted": proof.contradicted,
                "alone": proof.alone,
                "remark": entry.note if entry else "",
                **_printed(_pages(sheet, proof.form, proof.title, pages)),
            }
        )
    return table(rows, FORM_COLUMNS)


def results(book: Book, findings: Iterable[Finding], others: Sequence[Book] = ()) -> pd.DataFrame:
    """Return one row a result of a rule, those that hold included; what does not apply is left out.

    ``others`` are the documents in which the right side of a comparison across documents may stand.
    Values and ``gap`` (left minus right) are in the row's ``unit``.
    """
    books = {other.document.document_id: other for other in others}
    rows = []
    for finding in findings:
        if finding.verdict == "not_applicable":
            continue
        group = group_of(finding)
        across = bool(finding.right_document)
        right = evidence.elsewhere(books, finding) if across else evidence.of_side(book, finding, "right")
        rows.append(
            {
                "verdict": finding.verdict,
                "verdict_text": VERDICTS[finding.verdict],
                "severity": finding.severity,
                "severity_text": SEVERITIES[finding.severity] if finding.verdict == "broken" else "",
                "group": group,
                "group_text": GROUPS[group],
                "rule": finding.rule,
                "meaning": finding.meaning,
                "forms": forms_of(finding),
                "left_label": finding.left_label,
                "left_raw": finding.left_raw,
                "left_value": finding.left_value,
                "right_label": finding.right_label,
                "right_raw": finding.right_raw,
                "right_value": finding.right_value,
                "gap": finding.difference,
                "unit": finding.unit,
                "said": said(finding),
                "finding": finding.id,
                **_printed((*evidence.of_side(book, finding, "left"), *right)),
            }
        )
    return table(rows, RESULT_COLUMNS)


def keep(
    items: Iterable[Item],
    *,
    severities: Collection[str] = (),
    groups: Collection[str] = (),
    forms: Collection[str] = (),
    text: str = "",
) -> tuple[Item, ...]:
    """Return the items that the filters leave; an empty filter leaves everything. ``forms`` and ``text`` also
    look into what follows from an item.
    """
    return tuple(
        item
        for item in items
        if (not severities or item.severity in severities)
        and (not groups or group_of(item.finding) in groups)
        and _about((item.finding, *item.follows), forms, text)
    )


def narrow(
    frame: pd.DataFrame,
    *,
    verdicts: Collection[str] = (),
    severities: Collection[str] = (),
    groups: Collection[str] = (),
    forms: Collection[str] = (),
    text: str = "",
) -> pd.DataFrame:
    """Return the rows of :func:`results` that the filters leave; only what does not agree has a severity."""
    kept = np.ones(len(frame), dtype=bool)
    if verdicts:
        kept &= frame["verdict"].isin(list(verdicts)).to_numpy()
    if severities:
        kept &= (frame["verdict"].eq("broken") & frame["severity"].isin(list(severities))).to_numpy()
    if groups:
        kept &= frame["group"].isin(list(groups)).to_numpy()
    if forms:
        kept &= np.array([not set(forms).isdisjoint(named) for named in frame["forms"]], dtype=bool)
    if text:
        names = ["rule", "meaning", "left_label", "left_raw", "right_label", "right_raw", "said"]
        found = [any(_has(value, text) for value in row) for row in frame[names].itertuples(index=False)]
        kept &= np.array(found, dtype=bool)
    return frame[kept].reset_index(drop=True)


def form_names(book: Book, findings: Iterable[Finding | Outcome]) -> dict[str, str]:
    """Return the forms and sections that ``findings`` are about with their titles, tables first."""
    found = dict.fromkeys(form for finding in findings for form in forms_of(finding))
    order = {"T": 0, "N": 1}
    return {
        form: book.title(form)
        for form in sorted(found, key=lambda form: (order.get(form[0], 2), form[:1], _number(form), form))
    }


def _number(form: str) -> int:
    digits = "".join(c for c in form if c.isdigit())
    return int(digits) if digits else 0


def _about(findings: Iterable[Finding], forms: Collection[str], text: str) -> bool:
    findings = tuple(findings)
    if forms and not any(not set(forms).isdisjoint(forms_of(finding)) for finding in findings):
        return False
    return not text or any(
        _has(words, text)
        for finding in findings
        for words in (
            finding.rule,
            finding.message,
            finding.left_label,
            finding.left_raw,
            finding.right_label,
            finding.right_raw,
        )
    )


def _has(words: str, text: str) -> bool:
    """Whether ``text`` is in ``words``; thousands separators make no difference."""
    return text.casefold() in words.casefold() or text.replace(",", "") in words.replace(",", "")


def _pages(sheet: Sheet, form: str, title: str, pages: str) -> tuple[Source, ...]:
    """The pages that the ledger names (``5-6``, ``7``)."""
    found: list[int] = []
    for first, last in _PAGES.findall(pages):
        found.extend(range(int(first), int(last or first) + 1))
    document = sheet.document
    return tuple(
        Source(document_id=document.document_id, place=form, title=title, page=page)
        for page in dict.fromkeys(found)
        if page <= document.pages
    )


def _printed(sources: tuple[Source, ...]) -> dict[str, Any]:
    return provenance(Figure(label="", value=None, how="missing", sources=sources))
