"""收支平衡: what takes up more or less spending, by fund: closing balances, or this year's income."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from lib.analysis.scenario.accounts import FUNDS, Accounts
from lib.analysis.scenario.changes import Absorber
from lib.analysis.scenario.share import ZERO, allocate

_OTHER = (
    "other_revenue",
    "service_revenue",
    "superior_grants",
    "business_revenue",
    "subordinate_remittances",
)
"""Sources of income that are no fiscal appropriation."""
CLOSING = "的年末结转和结余"


def balance(accounts: Accounts, first: Absorber, *, filtered: bool) -> Iterator[tuple[str, Decimal]]:
    """Balance what was spent more or less, ``first`` by one of the two; yield what took how much.

    Neither falls below 0: what one cannot take, the other does. ``filtered``: only what a filter left out.
    """
    for (own, fund), owed in list(accounts.net.items()):
        if own != filtered:
            continue
        for code, amount in _by_class(accounts, fund, owed).items():
            closing = _closing(accounts, fund, code, amount, first)
            income = amount + closing
            if closing:
                _close(accounts, fund, code, closing)
                yield f"{accounts.name_of(fund)}{CLOSING}", closing
            if income:
                _earn(accounts, fund, code, {code: amount} if code else owed, income)
                yield f"{accounts.name_of(fund)}收入", income
        del accounts.net[own, fund]


def _by_class(accounts: Accounts, fund: str, owed: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """What is owed: by class where the fund's form keeps a balance for each, else as one sum."""
    if fund in ("gov_fund", "soe_capital") and accounts.has(FUNDS[fund], measure="closing"):
        return dict(owed)
    total = sum(owed.values(), ZERO)
    return {"": total} if total else {}


def _closing(accounts: Accounts, fund: str, code: str, amount: Decimal, first: Absorber) -> Decimal:
    """What the closing balance takes of ``amount`` more spending (signed)."""
    if first == "closing":
        return -min(amount, max(ZERO, _left(accounts, fund, code)))
    return max(ZERO, -amount - max(ZERO, _income(accounts, fund)))


def _left(accounts: Accounts, fund: str, code: str) -> Decimal:
    """The closing balance of a fund."""
    if code:
        return accounts.value(FUNDS[fund], code, "closing")
    whole = accounts.value("T01", "closing_balance", "outturn", "expenditure")
    if not accounts.has("T04", side="expenditure"):
        return whole
    if fund == "other":
        return whole - accounts.value("T04", "closing_balance", "total", "expenditure")
    measure = fund if accounts.has("T04", side="expenditure", measure=fund) else "total"
    return accounts.value("T04", "closing_balance", measure, "expenditure")


def _income(accounts: Accounts, fund: str) -> Decimal:
    """The income of a fund."""
    if fund == "other":
        return sum((accounts.value("T01", row, "outturn", "income") for row in _OTHER), ZERO)
    rows = [("T04", fund), ("T01", fund), ("T01", f"of_which_{fund}"), ("T01", "fiscal_appropriation")]
    values = (accounts.value(form, row, "outturn", "income") for form, row in rows)
    return next((value for value in values if value), ZERO)


def _close(accounts: Accounts, fund: str, code: str, amount: Decimal) -> None:
    for row in ("closing_balance", "grand_total"):
        accounts.add("T01", row, "outturn", amount, "expenditure")
    if fund not in FUNDS:
        return
    for row in ("closing_balance", f"closing_{fund}", "grand_total"):
        for measure in ("total", fund):
            accounts.add("T04", row, measure, amount, "expenditure")
    for row in accounts.above(FUNDS[fund], code) if code else ():
        accounts.add(FUNDS[fund], row, "closing", amount)


def _earn(accounts: Accounts, fund: str, code: str, owed: Mapping[str, Decimal], amount: Decimal) -> None:
    for row in ("income_total", "grand_total"):
        accounts.add("T01", row, "outturn", amount, "income")
    if fund in FUNDS:
        for row in (fund, "income_total", "grand_total"):
            accounts.add("T04", row, "outturn", amount, "income")
        for row in (fund, f"of_which_{fund}", "fiscal_appropriation"):
            accounts.add("T01", row, "outturn", amount, "income")
        for row in accounts.above(FUNDS[fund], code) if code else ():
            accounts.add(FUNDS[fund], row, "income", amount)
    _receive(accounts, fund, owed, amount)


def _receive(accounts: Accounts, fund: str, owed: Mapping[str, Decimal], amount: Decimal) -> None:
    """Post income to form 02: to the classes it was spent on as far as they go, then to the others."""
    columns = ("fiscal_appropriation",) if fund in FUNDS else _known(accounts)
    leaves = accounts.lowest("T02")
    same = {code: abs(value) for code, value in owed.items() if value * amount > 0}
    wanted = owed if sum(owed.values(), ZERO) == amount else allocate(amount, same)
    left = amount
    for code, want in wanted.items():
        row = next((own for own in leaves if code.startswith(own) or own.startswith(code)), None)
        if row is not None:
            left -= _at(accounts, fund, row, columns, want)
    by_size = sorted(leaves, key=lambda row: -accounts.value("T02", row, columns[0])) if columns else []
    for row in (*by_size, ""):
        if left:
            left -= _at(accounts, fund, row, columns, left)


def _at(accounts: Accounts, fund: str, row: str, columns: tuple[str, ...], want: Decimal) -> Decimal:
    """Post up to ``want`` to one class of form 02 (``""``: to the total only) and return what it took."""
    done = Decimal(0)
    if want > 0:
        columns = tuple(sorted(columns, key=lambda column: -accounts.value("T02", row or "total", column)))
    for column in columns:
        here = accounts.value("T02", row or "total", column)
        if not row and not accounts.has("T02"):
            here = accounts.value("T01", column, "outturn", "income")
        step = want - done if want > 0 else max(want - done, -max(here, ZERO))
        if not step:
            continue
        done += step
        for above in accounts.above("T02", row) if row else ["total"]:
            accounts.add("T02", above, column, step)
            accounts.add("T02", above, "total", step)
        if fund not in FUNDS:
            accounts.add("T01", column, "outturn", step, "income")
    return done


def _known(accounts: Accounts) -> tuple[str, ...]:
    """The sources of other income that the document has; without any, new income is 其他收入."""
    found = tuple(row for row in _OTHER if accounts.value("T01", row, "outturn", "income"))
    return found or _OTHER[:1]
