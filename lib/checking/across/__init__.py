"""A document against others: last year's account, the budget of the year, the department and its units.

>>> from lib.checking.across import across, partners     # doctest: +SKIP
>>> [f.message for f in across(this_year, library) if f.verdict == "broken"]   # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Context, localcontext

from lib.checking.across.budget import check_budget
from lib.checking.across.partners import Partner, Relation, may_be_partner, partners
from lib.checking.across.parts import check_parts, check_whole
from lib.checking.across.report import report
from lib.checking.across.sides import MARK, Other, Own, cannot
from lib.checking.across.years import check_years
from lib.checking.judge import Result
from lib.disclosure import Disclosure, Finding

__all__ = ["Partner", "Relation", "across", "may_be_partner", "partners"]

_DIGITS = 100
_RULES: dict[Relation, tuple[str, ...]] = {
    "prior": ("Y5", "Y5b"), "budget": ("B1", "B3"), "whole": ("U1",), "part": ("U1",),
}  # fmt: skip
"""What is left undone without the partner."""
_LIKE = {"B3": ("B4",), "U1": ("U2", "U3")}
"""Rules that have done the work of another."""


def across(this: Disclosure, others: Iterable[Disclosure]) -> tuple[Finding, ...]:
    """Compare ``this`` with its partners among ``others`` and return all results, those that hold included.

    The left side of a finding is ``this``, the right side stands in ``right_document``. A partner that is
    missing, or not certainly the right one, is ``cannot_check``, and says why. Not to be mixed with the
    findings of the document itself: a place on the right is one of the other document.
    """
    chosen = partners(this, others)
    with localcontext(Context(prec=_DIGITS)):
        own = Own(this)
        return report(list(_results(this, own, chosen)), own.cells)


def _results(this: Disclosure, own: Own, chosen: tuple[Partner, ...]) -> Iterator[tuple[Result, Partner]]:
    certain = [partner for partner in chosen if partner.certain]
    for partner in chosen:
        if not partner.certain:
            for rule in _RULES[partner.relation]:
                yield cannot(rule, (), (), partner.why), partner
    for partner in certain:
        if partner.relation == "part":
            continue
        check = {"prior": check_years, "budget": check_budget, "whole": check_whole}[partner.relation]
        done = list(check(own, Other(partner)))
        for rule in _RULES[partner.relation]:
            if not any(result.rule in {rule, *_LIKE.get(rule, ())} for result in done):
                note = f"两份文件中没有可以核对的数（{partner.title}）"
                done.append(cannot(rule, (), (), note))
        yield from ((result, partner) for result in done)
    units = [Other(partner) for partner in certain if partner.relation == "part"]
    if units:
        by_id = {unit.partner.document.document_id: unit.partner for unit in units if unit.partner.document}
        for result in check_parts(this, own, units):
            place = next((f.place for f in result.right if MARK in f.place), "")
            yield result, by_id.get(place.partition(MARK)[0], units[0].partner)
