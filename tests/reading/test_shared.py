"""Real published documents: the fast reader finds what plain pdfplumber finds, and prose stays whole."""

from __future__ import annotations

import pdfplumber
import pytest

from lib.reading import open_document
from lib.reading.plumber import to_page
from tests.reading import oracle
from tests.shared import shared

PDFS = ["putuo-caizhengju-2024.pdf", "shanghai-template-2024.pdf", "swu-2023-final-accounts.pdf"]


@pytest.mark.parametrize("name", PDFS)
def test_same_grids_as_pdfplumber(name):
    path = shared(f"disclosures/{name}")
    with open_document(path) as reader:
        ours = [oracle.found(page) for page in reader]
        assert reader.failures == []
    assert ours == oracle.expected(path)
    assert any(ours)


@pytest.mark.parametrize("name", PDFS)
def test_fallback_reads_the_same_page(name):
    path = shared(f"disclosures/{name}")
    with open_document(path) as reader, pdfplumber.open(path) as pdf:
        for page, plumbed in zip(reader, pdf.pages, strict=True):
            slow = to_page(plumbed)
            assert (slow.width, slow.height) == pytest.approx((page.width, page.height), abs=0.01)
            assert oracle.found(slow) == oracle.found(page)
            assert squeezed(slow.text) == squeezed(page.text)
            assert slow.image_only == page.image_only
            for a, b in zip(slow.grids, page.grids, strict=True):
                assert (a.box.x0, a.box.top) == pytest.approx((b.box.x0, b.box.top), abs=1.5)


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_prose_is_not_torn_from_its_amounts():
    with open_document(shared("disclosures/putuo-caizhengju-2024.pdf")) as reader:
        text = squeezed("".join(page.text for page in reader))
    assert "年初预算为1560.05万元，支出决算为1511.89万元" in text


def test_text_document():
    with open_document(shared("disclosures/jinzhong-xingzhengshenpi-2022.txt")) as reader:
        (page,) = reader
    assert reader.source.format == "text"
    first = page.grids[1].rows[0][0]
    assert first is not None
    assert (first.text, first.box.top) == ("收入", 59)
