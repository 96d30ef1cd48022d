"""Figures → PDF → figures: what the factory typesets, the parser reads back, cell by cell and in order."""

from dataclasses import MISSING, fields, replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from lib.factory.families import FAMILIES
from lib.factory.sheet import Ruling
from lib.factory.synthetic import synthetic
from lib.factory.typeset import SYNTHETIC, typeset
from lib.parsing import parse_file

CAPTIONS = (
    (("", "", "{{number}}"), ("部门名称：{{department}}", "{{year}}年度", "金额单位：{unit}")),
    (("", "", "{{number}}"), ("", "{{year}}年度", ""), ("部门：{{department}}", "", "单位：{unit}")),
    (("", "", "单位：{unit}"),),
)
quick = settings(
    max_examples=3,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=(Phase.explicit, Phase.generate),  # a PDF takes too long to shrink its figures
    derandomize=True,  # a build must not fail by chance; raise max_examples to search further
)


def nowhere(rows):
    """The rows without their places on the page and without what checking adds."""
    numbers = dict.fromkeys(("page", "x0", "top", "x1", "bottom", "start", "end"), 0)
    places = {*numbers, "confirmed_by", *(f"total_{name}" for name in numbers)}
    return [
        replace(
            row,
            **{
                field.name: numbers[field.name] if field.default is MISSING else field.default
                for field in fields(row)
                if field.name in places
            },
        )
        for row in rows
    ]


def read_back(disclosure, layout, folder):
    path = folder / "disclosure.pdf"
    path.write_bytes(typeset(disclosure, layout, SYNTHETIC))
    return parse_file(path)


def ordered(facts):
    """Facts by what they are: invented ones stand side by side, read ones in the order of the rows."""
    return sorted(facts, key=lambda fact: (fact.form, fact.side, fact.row, fact.measure))


@st.composite
def layouts(draw):
    """A family with its habits changed at random: unit, numbering, codes, totals, order, rules, headings."""
    family = draw(st.sampled_from(list(FAMILIES.values())))
    unit = draw(st.sampled_from(("元", "万元")))
    wide = draw(st.booleans())
    totals = ("first", "last", "levels") if wide else ("first", "last")
    forms = [
        replace(
            form,
            landscape=draw(st.booleans()) or form.kind in {"economic", "one_row"},
            total=draw(st.sampled_from(totals if form.form in {"T02", "T03"} else ("first", "last")))
            if form.kind == "codes"
            else form.total,
        )
        for form in family.forms
    ]
    caption = draw(st.sampled_from(CAPTIONS))
    return replace(
        family,
        forms=tuple(draw(st.permutations(forms))),
        unit=unit,
        caption=tuple(tuple(text.format(unit=unit) for text in line) for line in caption),
        code_columns=3 if wide else 1,
        line_numbers=draw(st.booleans()),
        column_numbers=draw(st.booleans()),
        grouped=draw(st.booleans()),
        zeros=draw(st.booleans()),
        sub_ordinals=draw(st.booleans()),
        flowing=draw(st.booleans()),
        title=draw(st.sampled_from(("{title}", "表{n}：{title}"))),
        ruling=Ruling(draw(st.sampled_from(("strokes", "bars"))), repeat_header=draw(st.booleans())),
    )


@pytest.mark.parametrize("family", FAMILIES)
@quick
@given(seed=st.integers(0, 10**9), year=st.integers(2019, 2030))
def test_every_figure_comes_back(tmp_path_factory, family, seed, year):
    layout = FAMILIES[family]
    disclosure = synthetic(seed, year, layout)
    read = read_back(disclosure, layout, tmp_path_factory.mktemp("pdf"))
    assert ordered(nowhere(read.facts)) == ordered(disclosure.facts)
    assert nowhere(read.statements) == list(disclosure.statements)
    assert nowhere(read.projects) == list(disclosure.projects)
    assert nowhere(read.indicators) == list(disclosure.indicators)
    assert (read.document.department, read.document.fiscal_year) == (disclosure.document.department, year)
    assert (read.document.unit, read.document.kind) == (layout.unit, "final_account")


@settings(parent=quick, max_examples=10)
@given(seed=st.integers(0, 10**9), layout=layouts())
def test_every_figure_comes_back_whatever_the_habits_of_the_family(tmp_path_factory, seed, layout):
    disclosure = synthetic(seed, 2023, layout)
    read = read_back(disclosure, layout, tmp_path_factory.mktemp("pdf"))
    assert ordered(nowhere(read.facts)) == ordered(disclosure.facts)


@pytest.mark.parametrize("family", FAMILIES)
def test_every_form_is_said_to_be_read(tmp_path, family):
    layout = FAMILIES[family]
    read = read_back(synthetic(11, 2023, layout), layout, tmp_path)
    printed = {form.form for form in layout.forms}
    assert {e.form for e in read.ledger if e.status in {"read", "empty"}} == printed
    assert [e for e in read.ledger if e.status not in {"read", "empty", "not_found"}] == []


def test_the_same_disclosure_gives_the_same_bytes():
    layout = FAMILIES["national"]
    assert typeset(synthetic(5, 2023, layout), layout) == typeset(synthetic(5, 2023, layout), layout)
