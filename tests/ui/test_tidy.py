"""The collector works while nobody waits, and does not wait for ever."""

from __future__ import annotations

import gc
import threading

from hypothesis import given
from hypothesis import strategies as st

from lib.ui import tidy
from lib.ui.tidy import Rounds


def test_a_round_is_done_when_visitors_pause_and_once_only():
    rounds = Rounds(idle=3, latest=600, done=999)
    assert not rounds.due(5000)  # nothing ran since the last one
    rounds.ran = 1000
    assert not rounds.due(1002.9)
    assert rounds.due(1003)
    rounds.done = 1004
    assert not rounds.due(2000)


@given(st.lists(st.floats(0.1, 2.9), min_size=300, max_size=400))
def test_visitors_who_never_pause_do_not_put_it_off_for_ever(pauses):
    rounds = Rounds(idle=3, latest=60)
    now, last = 1.0, 0.0
    for pause in pauses:
        rounds.ran = now
        now += pause
        if rounds.due(now):
            assert now - last >= 60
            last = rounds.done = now
        assert now - last < 63
    assert last > 0 or now < 60


def test_python_does_no_full_round_by_itself_once_started():
    before = gc.get_threshold()
    try:
        tidy.start()
        assert gc.get_threshold()[:2] == before[:2]
        assert gc.get_threshold()[2] > 10**8
        assert "tidy" in {thread.name for thread in threading.enumerate()}
    finally:
        gc.set_threshold(*before)
