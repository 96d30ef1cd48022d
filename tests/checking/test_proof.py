"""Which identities hold through a figure, and the ledger of what is confirmed."""

from lib.checking import check, confirm, is_confirmed, prove
from lib.factory import sample
from tests.checking.documents import changed, tables
from tests.checking.test_rules import T05


def by_place(disclosure):
    return {fact.place: fact for fact in confirm(disclosure, check(disclosure)).facts}


def test_a_figure_carries_the_identities_that_hold_through_it():
    facts = by_place(tables(T05))
    assert facts["T05//201/total"].confirmed_by == "T05.1 T05.2 T05.3"
    assert facts["T05//2010101/project"].confirmed_by == "T05.1 T05.2"  # a blank, proven to be nothing
    assert all(is_confirmed(fact) for fact in facts.values())


def test_a_contradicted_figure_is_not_confirmed():
    facts = by_place(changed(tables(T05), "T05//2010102/total", "13.00"))
    assert facts["T05//2010102/total"].confirmed_by == "!T05.1 !T05.2"
    assert not is_confirmed(facts["T05//2010102/total"])
    assert not is_confirmed(facts["T05//2010101/total"])  # one sum for it, one against: it cannot be told
    assert is_confirmed(facts["T05//201/total"])


def test_a_figure_in_no_identity_says_so():
    facts = by_place(tables({"T01/income/捐赠收入/outturn": "3.00"}))
    assert [fact.confirmed_by for fact in facts.values()] == [None]


def test_nothing_else_of_the_disclosure_changes():
    disclosure = sample.load()
    proven = confirm(disclosure, check(disclosure))
    assert proven.statements is disclosure.statements
    assert len(proven.facts) == len(disclosure.facts)
    assert confirm(proven, check(proven)) == proven


def test_the_ledger_counts_what_is_confirmed():
    disclosure = sample.load()
    ledger = {p.form: p for p in prove(confirm(disclosure, check(disclosure)))}
    assert list(ledger) == [f"T{n:02}" for n in range(1, 11)]
    for proof in ledger.values():
        assert proof.figures == proof.confirmed + proof.contradicted + proof.alone
    assert (ledger["T02"].figures, ledger["T02"].confirmed) == (54, 54)
    assert ledger["T05"].contradicted == 3  # the total that was summed twice
