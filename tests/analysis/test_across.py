"""A book beside others: the comparison of the documents, and which documents it rests on."""

from __future__ import annotations

from lib.analysis.across import RELATIONS, across, candidates, partners
from lib.analysis.book import Book
from lib.checking import across as checking
from tests.checking.documents import broken
from tests.checking.library import PRIOR, budget, prior, sample
from tests.checking.test_across import TEXT, centre, department, own


def test_books_find_what_the_documents_find() -> None:
    documents = [sample(), prior({**PRIOR, "T07//total/outturn": "46,341.00"}), budget()]
    books = [Book.of(each) for each in documents]
    found = across(books[0], books)
    assert found == checking.across(documents[0], documents)
    (finding,) = broken(found, roots=True)
    assert finding.right_document == books[1].document.document_id


def test_partners_are_named_with_the_reason() -> None:
    this, last = Book.of(sample()), Book.of(prior())
    found = partners(this, [this, last])
    assert [each.relation for each in found] == ["prior", "budget", "part"]
    assert found[0].document == last.document
    assert (found[0].label, found[0].certain) == ("上年度决算", True)
    assert found[1].document is None
    assert found[1].why == "资料库中没有本年度预算，未作预算与决算核对"
    assert partners(this, [this])[0].why == "资料库中没有上年度决算，未作年度间核对"
    assert {each.relation for each in found} <= set(RELATIONS)


def test_only_the_text_says_which_units_belong_to_a_department() -> None:
    documents = [department(), own(), centre()]
    books = [Book.of(each) for each in documents]
    texts = {documents[0].document.document_id: {3: TEXT}}
    assert [each.certain for each in partners(books[0], books) if each.relation == "part"] == [True]
    assert [each.certain for each in partners(books[0], books, texts) if each.relation == "part"] == [
        True,
        True,
    ]
    assert any(f.rule == "U3" for f in across(books[0], books, texts))
    assert not any(f.rule == "U3" for f in across(books[0], books))


def test_candidates_are_few() -> None:
    this = sample().document
    documents = [each.document for each in (prior(), budget(), prior(name="某县档案局"), own(), sample())]
    assert candidates(this, documents) == documents[:2]
