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
