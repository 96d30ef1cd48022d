"""An answer is worked out once for a key, and what it was worked out of is let go."""

from __future__ import annotations

import gc
import weakref

import pytest

from lib.ui.remember import Memory


class Thing:
    """Something large that an answer is made of."""


def test_a_question_is_answered_once():
    remembered = Memory(8)
    made = []
    for _ in range(3):
        assert remembered(("test", 1), lambda: made.append(1) or "answer") == "answer"
    assert remembered(("test", 2), lambda: "other") == "other"
    assert made == [1]


def test_what_an_answer_was_made_of_is_let_go():
    remembered = Memory(8)
    thing = Thing()
    seen = weakref.ref(thing)
    remembered(("test", 3), lambda thing=thing: len(repr(thing)))
    del thing
    gc.collect()
    assert seen() is None


def test_a_failure_is_not_remembered():
    remembered = Memory(8)

    def fails():
        raise ValueError

    with pytest.raises(ValueError):
        remembered(("test", 4), fails)
    assert remembered(("test", 4), lambda: "now") == "now"


def test_the_longest_unasked_is_given_up():
    remembered, made = Memory(2), []
    for key in (1, 2, 1, 3, 1, 2):
        remembered(key, lambda key=key: made.append(key))
    assert made == [1, 2, 3, 2]
