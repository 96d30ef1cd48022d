"""情景推演 by properties: whatever is chosen, for documents of every family; identities kept to the cent."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from lib.analysis import scope
from lib.analysis.book import Book
from lib.analysis.scenario import (
    RIGID,
    SCOPES,
    Budget,
    Cut,
    CutThreePublic,
    Execution,
    Filter,
    Growth,
    Headcount,
    Reclassify,
    Recover,
    Scenario,
    ScenarioError,
    apply,
    decode,
    differences,
    encode,
    everything,
    lines,
    load,
    save,
)
from lib.analysis.scenario.share import CENT, allocate
from lib.factory.families import FAMILIES
from lib.factory.synthetic import synthetic

SLOW = settings(max_examples=60)


@cache
def document(family, seed):
    book = Book.of(synthetic(seed, 2023, FAMILIES[family]))
    found = differences(book)
    return book, lambda: found


DOCUMENTS = st.builds(document, st.sampled_from(sorted(FAMILIES)), st.integers(1, 12))
FUNCTIONAL = st.sampled_from(["201", "208", "20805", "2080505", "210", "2101101", "213", "221", "2210201"])
ECONOMIC = st.sampled_from(["301", "30101", "302", "30201", "30211", "30217", "303", "310", "31002"])
PERCENT = st.decimals(0, 100, places=1)
PARTS = st.sampled_from(["basic", "project"])


def places(codes):
    return st.builds("{}/{}".format, codes, PARTS)


def moves(codes):
    ends = st.tuples(places(codes), places(codes)).filter(lambda pair: pair[0] != pair[1])
    return st.builds(lambda amount, pair: Reclassify(amount, *pair), st.decimals(0, 10**7, places=2), ends)


SPENDING = st.one_of(
    st.builds(
        Filter, st.lists(st.one_of(FUNCTIONAL, ECONOMIC), min_size=1, max_size=3).map(tuple), st.booleans()
    ),
    st.builds(Filter, st.lists(st.sampled_from(["P1", "P2", "P3"]), min_size=1, unique=True).map(tuple)),
    moves(FUNCTIONAL),
    moves(ECONOMIC),
    st.builds(
        Growth,
        st.decimals(-50, 50, places=2),
        st.integers(1, 4),
        st.one_of(st.sampled_from(sorted(SCOPES)), FUNCTIONAL, ECONOMIC),
    ),
    st.builds(Headcount, st.integers(-30, 30), st.integers(31, 300)),
    st.builds(
        Cut, PERCENT, without=st.sampled_from([RIGID, ()]), part=st.sampled_from(["both", "basic", "project"])
    ),
    st.builds(CutThreePublic, PERCENT),
    st.builds(Execution, PERCENT, portfolio=st.booleans()),
)
OTHER = st.one_of(
    st.builds(Recover, PERCENT, st.sampled_from(["", "executed", "rate"])),
    st.builds(Budget, st.just("completion"), st.decimals(50, 150, places=1)),
    st.builds(Budget, st.just("add"), st.decimals(0, 10**6, places=2)),
)
CHANGES = st.lists(st.one_of(SPENDING, OTHER), max_size=5).map(tuple)
SCENARIOS = st.builds(
    Scenario,
    st.text("过紧日子情景一二 AB“”\\\"'", max_size=20),
    CHANGES,
    st.sampled_from(["closing", "income"]),
)


def values(result):
    return {line.key: line.after.value for line in lines(result)}


@SLOW
@given(DOCUMENTS, SCENARIOS)
def test_identities_hold_nothing_is_negative_and_the_difference_is_absorbed(made, scenario):
    book, known = made
    kept = book.facts, book.projects, book.statements
    result = apply(book, scenario, known)
    assert result.held, [i for i in result.identities if i.outcome == "broken"]
    assert all(fact.value is None or fact.value >= 0 for fact in result.book.facts)
    spent = sum((outcome.amount for outcome in result.outcomes), Decimal(0))
    absorbed = sum(
        (v if name.endswith("收入") else -v for name, v in result.absorbed + result.apart), Decimal(0)
    )
    before, after = scope.total(result.baseline).value, scope.total(result.book).value
    assert before is not None
    assert after - before == spent == absorbed
    assert (book.facts, book.projects, book.statements) == kept
    everything(result)


@SLOW
@given(DOCUMENTS, st.sampled_from(["closing", "income"]))
def test_without_changes_or_with_changes_of_nothing_every_figure_is_as_disclosed(made, absorber):
    book, known = made
    nothing = (
        Cut(Decimal(0)),
        CutThreePublic(Decimal(0)),
        Growth(Decimal(0), 3),
        Headcount(0, 50),
        Recover(Decimal(0)),
    )
    for changes in ((), nothing):
        result = apply(book, Scenario("", changes, absorber), known)
        assert result.book.facts == book.facts
        told = [line for line in lines(result) if line.before.value is not None]
        assert all(line.before.value == line.after.value for line in told)
        stated = {line.key for line in lines(result)} - {line.key for line in told}
        assert stated <= {"heads", "personnel_head", "operating_head"}  # of the staff that the visitor states
        assert result.absorbed == ()


@SLOW
@given(DOCUMENTS, SCENARIOS, st.randoms(use_true_random=False))
def test_the_order_of_choosing_does_not_matter(made, scenario, random):
    book, known = made
    mixed = list(scenario.changes)
    random.shuffle(mixed)
    one = apply(book, scenario, known)
    other = apply(book, Scenario(scenario.name, tuple(mixed), scenario.absorber), known)
    assert one.book.facts == other.book.facts
    assert values(one) == values(other)
    assert one.absorbed == other.absorbed
    assert sorted(o.text for o in one.outcomes) == sorted(o.text for o in other.outcomes)


@SLOW
@given(DOCUMENTS, PERCENT, PERCENT, PERCENT)
def test_independent_changes_add_up(made, cut, rate, recovered):
    book, known = made
    chosen = (Cut(cut, part="basic"), Execution(rate), Recover(recovered))
    whole = apply(book, Scenario("", chosen), known)
    alone = [apply(book, Scenario("", (change,)), known) for change in chosen]
    total = scope.total(book).value
    moved = sum((scope.total(one.book).value - total for one in alone), Decimal(0))
    assert scope.total(whole.book).value - total == moved
    assert [plan.score for plan in whole.plans] == [plan.score for plan in alone[1].plans]


@SLOW
@given(DOCUMENTS, st.lists(st.one_of(moves(FUNCTIONAL), moves(ECONOMIC)), min_size=1, max_size=3).map(tuple))
def test_reclassifying_preserves_totals(made, changes):
    book, known = made
    result = apply(book, Scenario("", changes), known)
    for coverage in ("all", "fiscal", "gpb"):
        assert scope.total(result.book, coverage).value == scope.total(result.baseline, coverage).value
    assert result.absorbed == ()


@given(SCENARIOS)
def test_address_and_file_give_the_same_scenario_back(scenario):
    code = encode(scenario)
    assert decode(code) == scenario
    assert all(c.isascii() and (c.isalnum() or c in "-_") for c in code)
    assert load(save(scenario, "某局2023年度")) == scenario


@given(SCENARIOS, st.data())
def test_a_damaged_address_is_said_to_be_damaged(scenario, data):
    code = encode(scenario)
    if not code:
        return
    where = data.draw(st.integers(0, len(code) - 1))
    for damaged in (code[:where], code[:where] + data.draw(st.characters()) + code[where + 1 :], code + "A"):
        try:
            found = decode(damaged)
        except ScenarioError as error:
            assert "本页按没有情景显示" in str(error)
        else:
            assert found in (scenario, Scenario())


@given(st.one_of(st.text(max_size=60), st.binary(max_size=60).map(lambda data: data.decode("latin-1"))))
def test_any_text_is_a_scenario_or_refused_in_words(text):
    for read, given_text in ((decode, text), (load, text.encode())):
        try:
            assert isinstance(read(given_text), Scenario)
        except ScenarioError as error:
            assert str(error).endswith("。")


@given(
    st.decimals(-(10**9), 10**9, places=2),
    st.dictionaries(st.integers(0, 50), st.decimals(0, 10**9, places=2), max_size=20),
)
def test_what_is_shared_out_is_the_whole_amount(amount, weights):
    shares = allocate(amount, weights)
    whole = sum(weights.values(), Decimal(0))
    wanted = max(amount, -whole) if whole else Decimal(0)
    assert sum(shares.values(), Decimal(0)) == wanted
    for key, share in shares.items():
        assert share % CENT == 0
        assert share * amount > 0
        assert amount > 0 or -share <= weights[key]
        assert abs(share - wanted * weights[key] / whole) < CENT
