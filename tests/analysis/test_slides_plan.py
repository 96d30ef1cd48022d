"""What a presenter makes of the slides: order and words hold, in an address and in a file."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.analysis.packing import PackingError, pack
from lib.analysis.slides import Slide, plan
from lib.analysis.slides.plan import LIMITS, Plan

HERE, THERE = "0123456789ab-all", "0123456789ab-gpb"
KEYS = ("overview", "flow", "functional", "checks", "questions")


def slide(key):
    return Slide(key, f"题{key}", f"{key}的一句话。", None, (), (), (), "")


OFFERED = tuple(map(slide, KEYS))


def test_untouched_everything_is_shown_as_offered():
    assert Plan().chosen(OFFERED) == KEYS
    assert Plan().show(OFFERED, HERE) == OFFERED
    assert plan.order_code(Plan()) == "" == plan.words_code(Plan())


def test_choosing_keeps_the_order_and_puts_a_slide_back_where_it_was():
    made = Plan().move("checks", -9, OFFERED)
    assert made.chosen(OFFERED) == ("checks", "overview", "flow", "functional", "questions")
    less = made.choose({"checks", "overview", "questions"}, OFFERED)
    assert less.chosen(OFFERED) == ("checks", "overview", "questions")
    assert less.choose(KEYS, OFFERED).chosen(OFFERED) == made.chosen(OFFERED)
    assert Plan().choose({"flow"}, OFFERED).choose(KEYS, OFFERED) == Plan()


def test_nothing_chosen_is_nothing_shown():
    made = Plan().choose((), OFFERED)
    assert made.chosen(OFFERED) == ()
    assert made.show(OFFERED, HERE) == ()
    assert plan.read_order(plan.order_code(made)) == ((), 0)


def test_what_is_not_on_offer_is_left_out_and_comes_back_with_its_document():
    made = Plan(("years", "checks", "flow"))
    assert made.chosen(OFFERED) == ("checks", "flow")
    assert made.absent(OFFERED) == ("years",)
    moved = made.move("flow", -1, OFFERED)
    assert moved.chosen(OFFERED) == ("flow", "checks")
    assert "years" in moved.chosen((*OFFERED, slide("years")))


def test_words_stand_on_the_figures_they_were_written_on_and_nowhere_else():
    made = Plan().write(HERE, OFFERED[0], "headline", "  今年支出\n平稳。 ")
    assert made.show(OFFERED, HERE)[0].headline == "今年支出 平稳。"
    assert made.show(OFFERED, THERE) == OFFERED
    assert (made.elsewhere(THERE), made.elsewhere(HERE)) == (1, 0)


@pytest.mark.parametrize("text", ["", "   ", OFFERED[0].headline])
def test_no_words_or_the_computed_ones_restore_what_was_computed(text):
    made = Plan().write(HERE, OFFERED[0], "headline", "另一句。").write(HERE, OFFERED[0], "title", "概况")
    made = made.write(HERE, OFFERED[0], "headline", text)
    assert made.show(OFFERED, HERE)[0].headline == OFFERED[0].headline
    assert made.show(OFFERED, HERE)[0].title == "概况"
    assert made.restore(HERE, "overview") == Plan()


LETTERS = st.text(max_size=300)
PARTS = st.sampled_from(list(LIMITS))


@given(
    st.lists(st.tuples(st.sampled_from(OFFERED), PARTS, LETTERS), max_size=6),
    st.permutations(KEYS),
    st.integers(0, 5),
)
def test_an_address_and_a_file_give_the_same_presentation(texts, order, count):
    made = Plan().choose(order[:count], OFFERED)
    for key in order[:count]:
        made = made.move(key, len(key) % 3 - 1, OFFERED)
    for one, part, text in texts:
        made = made.write(HERE, one, part, text)
    code = plan.order_code(made), plan.words_code(made)
    assert all(part.isascii() for part in code)
    if code[1] or not made.words:  # else too long for an address
        again = Plan(plan.read_order(code[0])[0], plan.read_words(code[1]))
        assert again.show(OFFERED, HERE) == made.show(OFFERED, HERE)
    assert plan.load(plan.save(made, "某局")).show(OFFERED, HERE) == made.show(OFFERED, HERE)


def test_words_too_long_for_an_address_are_kept_out_of_it():
    made = Plan()
    for n in range(60):
        text = "".join(chr(0x4E00 + (n * 211 + k * 37) % 20000) for k in range(200))
        made = made.write(f"{n}", OFFERED[0], "headline", text)
    assert plan.words_code(made) == ""
    assert plan.load(plan.save(made)) == made


def test_a_strange_order_is_read_as_far_as_it_goes():
    assert plan.read_order("flow.<script>.flow.总览..checks") == (("flow", "checks"), 3)


@pytest.mark.parametrize(
    "code",
    [
        "1",
        "1abcdef",
        "2abc",
        "x" * 7000,
        "总览",
        pack([1], 1),
        pack({"a": 1}, 1),
        pack({"a": {"b": {"title": 1}}}, 1),
    ],
)
def test_damaged_words_are_told_in_words(code):
    with pytest.raises(PackingError, match=r"[一-鿿]"):
        plan.read_words(code)


@pytest.mark.parametrize(
    "data", [b"", b"\xff", b"[]", b"{}", json.dumps({"schema": plan.SCHEMA, "version": 9}).encode(),
             json.dumps({"schema": plan.SCHEMA, "version": 1, "words": [1]}).encode(), b"1" * 300_000]
)  # fmt: skip
def test_a_file_that_is_none_is_told_in_words(data):
    with pytest.raises(PackingError, match=r"[一-鿿]"):
        plan.load(data)


def test_what_is_assumed_is_on_offer_but_shown_only_when_chosen():
    offered = (*OFFERED[:3], slide("scenario"), *OFFERED[3:])
    assert Plan().chosen(offered) == KEYS
    made = Plan().choose({*KEYS, "scenario"}, offered)
    assert made.chosen(offered) == ("overview", "flow", "functional", "scenario", "checks", "questions")
    assert made.choose(KEYS, offered) == Plan()
