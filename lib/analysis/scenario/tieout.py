"""勾稽 under a scenario: the rules of checking within and between the forms, before and after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext
from itertools import product
from typing import Literal

from lib.analysis.book import Book
from lib.analysis.scenario.accounts import BELOW, FUNDS, Accounts
from lib.analysis.scenario.share import ZERO
from lib.checking.between import check_between
from lib.checking.figures import Cells
from lib.checking.figures import Figure as Operand
from lib.checking.judge import Result as Judged
from lib.checking.rules import RULES
from lib.checking.within import check_tables
from lib.disclosure import Disclosure

Outcome = Literal["exact", "rounding", "as_disclosed", "broken"]

OUTCOMES: dict[Outcome, str] = {
    "exact": "成立（到分）",
    "rounding": "成立（万元表的舍入差之内）",
    "as_disclosed": "披露时即不成立，情景未使差额变大",
    "broken": "情景使其不成立",
}
_JUDGED = ("holds", "rounding", "broken")
_DIGITS = 100
_HALF = Decimal(50)
"""Half of 0.01 万元."""
Place = tuple[str, tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Identity:
    """One identity between printed figures: its difference as disclosed and in the scenario."""

    rule: str
    meaning: str
    label: str
    before: Decimal
    after: Decimal
    outcome: Outcome


def differences(book: Book) -> dict[Place, Judged]:
    """Every identity of the forms that can be judged, by rule and places."""
    disclosure = Disclosure(document=book.document, facts=book.facts, ledger=book.ledger)
    with localcontext(Context(prec=_DIGITS)):
        cells = Cells(disclosure)
        found: Iterable[Judged] = (*check_tables(cells), *check_between(cells))
        return {
            (result.rule, _places(result.left), _places(result.right)): result
            for result in found
            if result.verdict in _JUDGED and RULES[result.rule].proves and result.difference is not None
        }


def adds_up(accounts: Accounts) -> bool:
    """Whether every sum that the forms of spending print is that of the accounts below it, to the cent."""
    places = product((*FUNDS.values(), "T03", accounts.economic_form), ("total", "basic", "project"))
    return all(_adds_up(accounts, form, measure) for form, measure in places)


def _adds_up(accounts: Accounts, form: str, measure: str) -> bool:
    lowest = {code: accounts.value(form, code, measure) for code in accounts.lowest(form)}
    for row in dict.fromkeys(fact.row for fact in accounts.book.rows(form)):
        below = BELOW.get(row, "" if row == "total" else row)
        parts = [value for code, value in lowest.items() if code.startswith(below)]
        printed = accounts.value(form, row, measure)
        if parts and printed and printed != sum(parts, ZERO):
            return False
    return True


def compare(
    before: Mapping[Place, Judged], after: Mapping[Place, Judged], accounts: int = 0
) -> tuple[Identity, ...]:
    """The identities of the scenario beside what they were; one not judged before counts as even.

    ``accounts``: how many printed accounts may have moved. In a form in 万元 each hides half a unit, a sum
    of them in one classification may differ by that from the same in the other.
    """
    found = []
    for place, result in after.items():
        old = before.get(place)
        was = old.difference if old is not None and old.difference is not None else Decimal(0)
        now = result.difference or Decimal(0)
        found.append(
            Identity(
                result.rule,
                RULES[result.rule].meaning,
                _label(result),
                was,
                now,
                _outcome(result, was, now, _HALF * accounts),
            )
        )
    return tuple(found)


def _places(side: Iterable[Operand]) -> tuple[str, ...]:
    return tuple(figure.place for figure in side)


def _outcome(result: Judged, was: Decimal, now: Decimal, hidden: Decimal) -> Outcome:
    if now == 0:
        return "exact"
    rounded = result.envelope is not None and result.envelope > 0 and abs(now) <= hidden
    if result.verdict != "broken" or rounded:
        return "rounding"
    return "as_disclosed" if abs(now) <= abs(was) else "broken"


def _label(result: Judged) -> str:
    return result.left[0].label if result.left else RULES[result.rule].meaning
