"""The accounts of one department year after year: what one year leaves, the next one begins with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from lib.factory.books import ZERO, Books, Flow, Money


def follow(books: Books, last: Books) -> Books:
    """``books`` as the accounts of the year after ``last``: it opens with what that one left, and what the
    narrative compares with is known. Spending stays, but for funds that only spend what was left.
    """
    return replace(
        books,
        gpb=_begin_with(books.gpb, _left(last.gpb), spread=False),
        gov_fund=_begin_with(books.gov_fund, _left(last.gov_fund)),
        soe_capital=_begin_with(books.soe_capital, _left(last.soe_capital)),
        other=_begin_with(books.other, _left(last.other)),
        before=compared(last),
    )


def compared(books: Books) -> dict[str, Money]:
    """The figures that the narrative of the next year compares with, as :data:`~lib.factory.books.PRIORS`."""
    fiscal = [flow for source in (books.gpb, books.gov_fund, books.soe_capital) for flow in source.values()]
    received = sum((flow.opening + flow.income for flow in fiscal), ZERO)
    return {
        "total": received + sum((flow.opening + flow.income for flow in books.other.values()), ZERO),
        "fiscal": received,
        "gpb": sum((flow.spent for flow in books.gpb.values()), ZERO),
        "operating": books.operating,
        **{item: outturn for item, (_, outturn) in books.three_public.items()},
    }


def _left(source: Mapping[str, Flow]) -> dict[str, Money]:
    return {code: flow.closing for code, flow in source.items() if flow.closing}


def _begin_with(
    source: Mapping[str, Flow], left: Mapping[str, Money], *, spread: bool = True
) -> dict[str, Flow]:
    """``source`` with these opening balances, by code or (not ``spread``) all with the first code."""
    if not spread and source:
        left = {next(iter(source)): sum(left.values(), ZERO)}
    begun = {}
    for code, flow in source.items():
        opening = left.get(code, ZERO)
        income = max(ZERO, flow.spent + flow.closing - opening)
        begun[code] = Flow(opening, income, flow.basic, flow.project)
    for code, opening in left.items():
        if code not in begun:
            begun[code] = Flow(opening, ZERO, ZERO, opening)
    return begun
