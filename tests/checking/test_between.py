"""Rules between tables on small ones made cell by cell: three funds, own money, 三公, the year before."""

import pytest

from lib.checking import check
from tests.checking.documents import broken, places, statement, tables
from tests.checking.test_rules import verdicts

T07 = {
    "T07//total/outturn": "10.00",
    "T07//overseas/outturn": "",
    "T07//vehicles/outturn": "7.00",
    "T07//vehicle_purchase/outturn": "",
    "T07//vehicle_operation/outturn": "7.00",
    "T07//reception/outturn": "3.00",
}


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({}, set()),
        ({"T07//reception/outturn": "4.00"}, {"T07.1"}),
        ({"T07//vehicle_operation/outturn": "6.00"}, {"T07.2"}),
        ({"T07//meetings/outturn": "2.00", "T07//training/outturn": "1.00"}, set()),
        (
            {"T07//meetings/outturn": "2.00", "T07//training/outturn": "1.00", "T07//total/outturn": "13.00"},
            set(),
        ),
        ({"T07//meetings/outturn": "2.00", "T07//total/outturn": "13.00"}, {"T07.1"}),
    ],
)
def test_three_public_with_and_without_meetings(changes, wrong):
    assert {f.rule for f in broken(check(tables(T07 | changes)))} == wrong


def test_vehicles_in_two_parts_without_their_subtotal():
    cells = {place: raw for place, raw in T07.items() if "/vehicles/" not in place}
    assert verdicts(tables(cells), "T07.1") == {"T07//total/outturn": "holds"}


OWN = {
    "T01/income/income_total/outturn": "112.00",
    "T01/income/opening_balance/outturn": "8.00",
    "T01/expenditure/expenditure_total/outturn": "115.00",
    "T01/expenditure/closing_balance/outturn": "5.00",
    "T03//total/total": "115.00",
    "T04/income/income_total/outturn": "100.00",
    "T04/income/opening_balance/outturn": "2.00",
    "T04/expenditure/expenditure_total/total": "100.00",
    "T04/expenditure/expenditure_total/gpb": "100.00",
    "T04/expenditure/closing_balance/total": "2.00",
    "T05//total/total": "100.00",
}


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({}, "holds"),  # 15 of own money: 12 came in, 6 were there, 3 are left
        ({"T03//total/total": "116.00"}, "broken"),
        ({"T01/income/opening_balance/outturn": "9.00"}, "broken"),
        ({"T04/expenditure/closing_balance/total": "1.00"}, "broken"),
    ],
)
def test_what_is_spent_beyond_appropriation_is_own_money(changes, verdict):
    assert set(verdicts(tables(OWN | changes), "X03.05s").values()) == {verdict}


def test_spending_of_three_funds_adds_up_row_by_row():
    cells = {
        "T01/expenditure/expenditure_total/outturn": "130.00",
        "T03//total/total": "130.00", "T03//212/total": "130.00", "T03//212/project": "130.00",
        "T04/expenditure/expenditure_total/total": "130.00",
        "T04/expenditure/expenditure_total/gpb": "100.00",
        "T04/expenditure/expenditure_total/gov_fund": "30.00",
        "T05//total/total": "100.00", "T05//212/total": "100.00", "T05//212/project": "100.00",
        "T08//total/total": "30.00", "T08//212/total": "30.00", "T08//212/project": "30.00",
    }  # fmt: skip
    assert set(verdicts(tables(cells), "X03.05").values()) == {"holds"}
    wrong = broken(check(tables(cells | {"T08//212/total": "31.00"})), roots=True)
    assert "T08//212/total" in {place for f in wrong for place in places(f)}


PRIOR = {
    "T01/income/grand_total/outturn": "120.00",
    "T01/income/opening_balance/outturn": "8.00",
    "T04/income/grand_total/outturn": "102.00",
    "T04/income/opening_balance/outturn": "2.00",
}


@pytest.mark.parametrize(
    ("grown", "found"),
    [
        ("14.00元", {"holds"}),  # last year 106 - 100 = 6: all of it was carried over
        ("13.00元", {"cannot_check"}),  # 107 - 100: one may have been spent
        ("19.00元", {"broken"}),  # 101 - 100: six cannot have been left of one
    ],
)
def test_last_years_totals_cover_what_was_carried_over(grown, found):
    said = [
        statement("N1", "收入总计", "amount", "120.00元"),
        statement("N1", "收入总计", "change", grown, base="上年", direction="increase", reason="追加"),
        statement("N4", "财政拨款收入总计", "amount", "102.00元"),
        statement(
            "N4", "财政拨款收入总计", "change", "2.00元", base="上年", direction="increase", reason="追加"
        ),
    ]
    assert set(verdicts(tables(PRIOR, statements=said), "Y4").values()) == found
