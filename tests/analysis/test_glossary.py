"""术语: the words are the field's own, explained once, found by any of their names."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from lib.analysis import glossary
from lib.forms.text import canonical
from lib.ui.registry import PAGES

TERMS = tuple(glossary.glossary().values())


def test_every_term_is_explained_in_a_sentence_of_our_own():
    for term in TERMS:
        assert term.meaning.endswith("。"), term.name
        assert 8 <= len(term.meaning) <= 90, term.name
        assert not re.search(r"[A-Za-z,;:?!()]", term.meaning), term.name  # Chinese, with its own punctuation
        assert term.english, term.name
        assert term.group, term.name


def test_a_name_means_one_thing():
    names = Counter(canonical(name) for term in TERMS for name in term.names)
    assert [name for name, count in names.items() if count > 1] == []


def test_a_page_that_a_term_is_used_on_is_there():
    assert {page for term in TERMS for page in term.pages} <= {info.name for info in PAGES}
    for term in glossary.of_page("completion"):
        assert "completion" in term.pages
    assert glossary.of_page("没有") == ()


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("“三公”经费", "“三公”经费"),
        ("三公经费", "“三公”经费"),
        (" 年初预算 ", "年初预算"),
        ("项目执行率", "执行率"),
        ("较上年", "同比"),
    ],
)
def test_a_header_is_explained_by_any_of_its_names(words, name):
    assert glossary.explain(words) is glossary.glossary()[name]


@pytest.mark.parametrize("words", ["", "合计", "没有这样的词", "支出"])
def test_what_is_no_term_is_not_explained(words):
    assert glossary.explain(words) is None


def test_the_tooltip_is_in_chinese():
    assert glossary.glossary()["结转"].text == "结转：当年没有用完、下年按原用途继续使用的资金。"


def test_looking_up_names_first_then_explanations():
    found = [term.name for term in glossary.look_up("结转")]
    assert found[0] == "结转"
    assert "年末结转和结余" in found
    assert "本年支出合计" in found[found.index("年末结转和结余") :]  # its explanation speaks of it


@pytest.mark.parametrize(
    ("query", "name"), [("OUTTURN", "决算数"), ("尾差", "四舍五入之差"), ("三 公", "“三公”经费")]
)
def test_looking_up_by_english_by_other_names_and_by_spaced_words(query, name):
    assert name in [term.name for term in glossary.look_up(query)]


@pytest.mark.parametrize("query", ["", "   ", "无此术语", "[", "%", "'--"])
def test_looking_up_what_is_not_there(query):
    assert glossary.look_up(query) == ()


def test_where_a_term_is_printed():
    assert "支出决算表" in glossary.printed_in(glossary.glossary()["基本支出"])
    assert glossary.printed_in(glossary.glossary()["过紧日子"]) == []
