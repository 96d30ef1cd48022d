"""What the screen asks the lake for beside figures: every result of checking, and the text of each page."""

from __future__ import annotations

from decimal import Decimal

from lib.checking import checked
from lib.lake import shortest
from lib.ui import store
from tests.lake.samples import sample as small


def test_findings_come_back_as_they_were_checked(lake):
    reading = small()
    lake.publish(reading)
    (document,) = store.documents()
    found = store.findings(document)
    assert found == reading.findings
    assert {finding.verdict for finding in found} & {"holds", "not_applicable", "cannot_check"}


def test_amounts_of_findings_come_without_the_zeros_of_the_store(lake, sample):
    reading = checked(sample)
    lake.publish(reading)
    (document,) = store.documents()
    assert store.findings(document) == reading.findings
    amounts = [
        value
        for finding in store.findings(document)
        for value in (finding.left_value, finding.right_value, finding.difference, finding.envelope)
        if value is not None
    ]
    assert Decimal("19505263.62") in amounts
    for amount in amounts:
        assert isinstance(amount, Decimal)
        assert str(amount) == str(shortest(amount))
        assert "E" not in str(amount)
        assert not ("." in str(amount) and str(amount).endswith("0"))


def test_texts_come_back_by_page(lake):
    reading = small()
    lake.publish(reading)
    (document,) = store.documents()
    assert store.texts(document) == {text.page: text.text for text in reading.texts}
    assert "" in store.texts(document).values()  # an empty page is a page


def test_the_number_of_books_can_be_set_and_what_is_no_number_is_left(monkeypatch):
    for asked, number in {"12": 12, "0": 1, "": 512, "许多": 512, "-3": 512}.items():
        monkeypatch.setenv("FAL_BOOKS", asked)
        assert store._most() == number
