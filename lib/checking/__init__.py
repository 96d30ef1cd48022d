"""The document checks itself: identities, rates and words, in exact interval arithmetic.

>>> from lib.checking import check_file               # doctest: +SKIP
>>> disclosure = check_file("部门决算.pdf")            # doctest: +SKIP
>>> [f.message for f in disclosure.findings if f.severity == "error" and not f.root]   # doctest: +SKIP
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Context, localcontext
from pathlib import Path

from lib.checking.assets import check_assets
from lib.checking.between import check_between
from lib.checking.completion import check_completion
from lib.checking.contents import check_contents
from lib.checking.dates import check_dates
from lib.checking.entries import check_entries
from lib.checking.evaluation import check_evaluation
from lib.checking.figures import Cells
from lib.checking.indicators import check_indicators
from lib.checking.items import check_items
from lib.checking.judge import Result
from lib.checking.names import check_names
from lib.checking.narrative import check_narrative
from lib.checking.numerals import check_numerals
from lib.checking.performance import check_projects
from lib.checking.proof import FormProof, confirm, is_confirmed, prove
from lib.checking.prose import Prose
from lib.checking.reasons import check_reasons
from lib.checking.report import findings
from lib.checking.rules import RULES, Rule
from lib.checking.said import Narrative
from lib.checking.shares import check_shares
from lib.checking.slips import check_slips
from lib.checking.units import check_units
from lib.checking.unread import unread
from lib.checking.within import check_tables
from lib.checking.wording import check_wording
from lib.checking.years import check_years
from lib.disclosure import Disclosure, Finding
from lib.parsing import OnPage, parse_file
from lib.reading import Limits

__all__ = ["RULES", "FormProof", "Rule", "check", "check_file", "checked", "confirm", "is_confirmed", "prove"]

_DIGITS = 100
"""Digits of the arithmetic: no sum or product of printed figures is ever rounded."""


def check_file(
    path: str | Path, *, limits: Limits | None = None, on_page: OnPage | None = None
) -> Disclosure:
    """Read one published disclosure as :func:`lib.parsing.parse_file` does, check it and mark what is
    confirmed. Raises what reading raises; checking itself never fails.
    """
    return checked(parse_file(path, limits=limits, on_page=on_page))


def checked(disclosure: Disclosure) -> Disclosure:
    """Return ``disclosure`` with its ``findings`` and, in each fact, the identities that confirm it."""
    findings = check(disclosure)
    return replace(confirm(disclosure, findings), findings=findings)


def check(disclosure: Disclosure) -> tuple[Finding, ...]:
    """Apply every rule to ``disclosure`` and return all results, those that hold included.

    Without the text of the pages (``disclosure.texts``) the rules on wording are ``cannot_check``.
    Roots have an empty ``root``; nothing that was not read passes. What the narrative of a budget says
    is not checked: the rules on it are those of final accounts.
    """
    with localcontext(Context(prec=_DIGITS)):
        return _check(disclosure)


def _check(disclosure: Disclosure) -> tuple[Finding, ...]:
    texts = {page.page: page.text for page in disclosure.texts} or None
    final = disclosure.document.kind == "final_account"
    cells = Cells(disclosure)
    narrative = Narrative(disclosure.statements if final else ())
    results: list[Result] = [
        *check_tables(cells),
        *check_between(cells),
        *check_narrative(cells, narrative),
        *check_shares(cells, narrative),
        *check_completion(cells, narrative),
        *check_years(cells, narrative),
        *check_reasons(narrative),
        *check_assets(cells, narrative),
        *check_projects(disclosure),
        *check_indicators(disclosure, cells),
        *check_evaluation(disclosure, cells, narrative, texts or {}),
        *check_entries(disclosure, cells, narrative),
    ]
    if texts is not None:
        prose = Prose(texts)
        results += check_wording(disclosure, narrative, prose)
        results += check_items(cells, narrative, texts)
        results += check_slips(prose)
        results += check_contents(disclosure, cells, narrative, prose)
        results += check_units(disclosure, cells, texts)
        results += check_dates(disclosure, cells, narrative, prose)
        results += check_names(disclosure, cells, prose)
        results += check_numerals(narrative, prose)
    results.extend(unread(disclosure, cells, narrative, results, texts=texts is not None))
    return findings(results, cells)
