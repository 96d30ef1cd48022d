# ruff: noqa: E501 — tables read better wide
"""Whatever is printed comes back: random figures, page breaks and column orders."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from lib.forms import FORMS
from lib.parsing.tables import read_tables
from tests.parsing.grids import page

AMOUNTS = st.one_of(
    st.none(),
    st.decimals(min_value=Decimal(-(10**9)), max_value=Decimal(10**9), places=2),
)
CODES = st.lists(
    st.from_regex(r"2[0-3]\d(?:[0-9]{2}(?:[0-9]{2})?)?", fullmatch=True), min_size=1, max_size=12, unique=True
)


@settings(max_examples=60)
@given(data=st.data(), form=st.sampled_from(["T02", "T03", "T05", "T08"]), codes=CODES)
def test_functional_tables_come_back_cell_by_cell(data: st.DataObject, form: str, codes: list[str]) -> None:
    columns = data.draw(st.permutations([c for c in FORMS[form].columns if not c.optional]))
    values = {(code, c.measure): data.draw(AMOUNTS) for code in codes for c in columns}
    grouped = data.draw(st.booleans())
    header = ["科目编码 | 科目名称 | " + " | ".join(c.label for c in columns)]
    if any(c.group for c in columns):
        header.insert(0, "项目 | < | " + " | ".join(c.group or c.label for c in columns))
    body = [
        f"{code} | 名称{code} | " + " | ".join(_print(values[code, c.measure], grouped) for c in columns)
        for code in codes
    ]
    cut = data.draw(st.integers(1, len(body)))
    pages = [page(1, f"{FORMS[form].title}\n单位：万元", "\n".join([*header, *body[:cut]]))]
    if body[cut:]:
        pages.append(page(2, "\n".join(body[cut:])))
    found = read_tables(pages)
    read = {(f.row, f.measure): f.value for f in found.facts}
    assert read == {key: None if value is None else value * 10000 for key, value in values.items()}
    assert {f.form for f in found.facts} == {form}


def _print(value: Decimal | None, grouped: bool) -> str:
    if value is None:
        return ""
    return f"{value:,.2f}" if grouped else f"{value:.2f}"


@settings(max_examples=40)
@given(
    texts=st.lists(
        st.text(st.sampled_from("0123456789.,- 合计项目—()%万元\n"), max_size=8), min_size=6, max_size=24
    )
)
def test_no_cell_ever_gives_a_number_that_is_not_printed(texts: list[str]) -> None:
    rows = [texts[i : i + 3] for i in range(0, len(texts) - 2, 3)]
    clean = [[t.replace("\n", "\\n").replace("|", "") for t in row] for row in rows]
    table = "科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出\n" + "\n".join(
        f"2050{n % 10} | 名称 | " + " | ".join(row) for n, row in enumerate(clean)
    )
    found = read_tables([page(1, "一般公共预算财政拨款支出决算表\n单位：元", table)])
    for fact in found.facts:
        if fact.value is not None:
            assert _digits(str(fact.value)) == _digits(fact.raw)


def _digits(text: str) -> str:
    """The digits of a number, without those that say nothing."""
    return "".join(c for c in text if c.isdigit()).lstrip("0")


WORDS = st.sampled_from(
    [
        "", "", "<", "^", "合计", "小计", "项目", "行次", "栏次", "科目编码", "科目名称", "收入", "支出", "预算数", "决算数", "基本支出",
        "项目支出", "本年支出", "公务接待费", "因公出国（境）费", "公务用车购置费", "一、教育支出", "本年收入合计", "205", "20502", "301",
        "类", "款", "项", "1", "2", "1,234.50", "-3.00", "—", "注：无", "…", "单位：万元", "收入决算表", "人员经费合计", "（一）行政单位",
        "二、机关运行经费", "车辆数合计（辆）", "其中：教育收费", "年初结转和结余", "1=2+3",
    ]
)  # fmt: skip
TITLES = st.sampled_from(
    [*(form.title for form in FORMS.values()), "", "单位：元", "政府采购情况表", "目 录"]
)


@settings(max_examples=150)
@given(
    st.lists(
        st.tuples(
            TITLES,
            st.integers(1, 9).flatmap(
                lambda n: st.lists(st.lists(WORDS, min_size=n, max_size=n), min_size=1, max_size=7)
            ),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_any_grid_is_read_or_reported_never_an_error(grids: list[tuple[str, list[list[str]]]]) -> None:
    pages = [
        page(n, *filter(None, (title, "\n".join(" | ".join(row) + " |" for row in rows))))
        for n, (title, rows) in enumerate(grids, start=1)
    ]
    found = read_tables(pages)
    assert [e.form for e in found.ledger[:10]] == list(FORMS)
    for entry in found.ledger[:10]:
        own = [f for f in found.facts if f.form == entry.form]
        assert sum(f.status == "number" for f in own) == entry.figures
        assert (entry.status == "not_found") == (not entry.title or (not own and not entry.pages))
    assert all(f.measure or f.form == "T07" for f in found.facts)
