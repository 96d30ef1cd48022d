"""The document checks itself: identities, rates and words, in exact interval arithmetic.

>>> from lib.checking import check, confirm           # doctest: +SKIP
>>> findings = check(disclosure, texts)               # doctest: +SKIP
>>> disclosure = confirm(disclosure, findings)        # doctest: +SKIP
"""

from __future__ import annotations

from decimal import Context, localcontext

from lib.checking.assets import check_assets
from lib.checking.between import check_between
from lib.checking.completion import check_completion
from lib.checking.entries import check_entries
from lib.checking.evaluation import check_evaluation
from lib.checking.figures import Cells
from lib.checking.judge import Result
from lib.checking.narrative import check_narrative
from lib.checking.performance import check_projects
from lib.checking.proof import FormProof, confirm, is_confirmed, place_of, prove
from lib.checking.report import findings
from lib.checking.rules import RULES, Rule
from lib.checking.said import Narrative
from lib.checking.shares import check_shares
from lib.checking.unread import unread
from lib.checking.within import check_tables
from lib.checking.wording import Texts, check_wording
from lib.checking.years import check_years
from lib.disclosure import Disclosure, Finding

__all__ = ["RULES", "FormProof", "Rule", "Texts", "check", "confirm", "is_confirmed", "place_of", "prove"]

_DIGITS = 100
"""Digits of the arithmetic: no sum or product of printed figures is ever rounded."""


def check(disclosure: Disclosure, texts: Texts | None = None) -> tuple[Finding, ...]:
    """Apply every rule to ``disclosure`` and return all results, those that hold included.

    ``texts`` maps page numbers to the text of the pages (``Page.text``); without it the rules on wording
    are ``cannot_check``. Roots have an empty ``root``; nothing that was not read passes. What the
    narrative of a budget says is not checked: the rules on it are those of final accounts.
    """
    with localcontext(Context(prec=_DIGITS)):
        return _check(disclosure, texts)


def _check(disclosure: Disclosure, texts: Texts | None) -> tuple[Finding, ...]:
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
        *check_assets(cells, narrative),
        *check_projects(disclosure),
        *check_evaluation(disclosure, cells, narrative),
        *check_entries(disclosure, cells, narrative),
    ]
    if texts is not None:
        results.extend(check_wording(disclosure, cells, narrative, texts))
    results.extend(unread(disclosure, cells, narrative, results, texts=texts is not None))
    return findings(results, cells)
