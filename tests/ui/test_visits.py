"""Work that can wait goes on when visitors pause, and does not wait for ever."""

from __future__ import annotations

import pytest

from lib.ui import visits, web


class Clock:
    """Time that passes only in sleep; a visitor asks at each of ``asks`` seconds."""

    def __init__(self, asks):
        self.now = 1000.0
        self.asks = [self.now + at for at in asks]

    def monotonic(self):
        return self.now

    def sleep(self, seconds):
        self.now += seconds
        for at in [at for at in self.asks if at <= self.now]:
            self.asks.remove(at)
            visits.asked()


@pytest.mark.parametrize(
    ("asks", "waits"),
    [
        ([], 0.25),
        ([0.1], 1.25),  # a second after the question
        ([0.1, 0.9], 2.0),
        ([n / 5 for n in range(100)], 5.0),  # visitors who never pause
    ],
)
def test_a_pause_lasts_until_nobody_has_asked_for_a_second(monkeypatch, asks, waits):
    clock = Clock(asks)
    monkeypatch.setattr(visits, "time", clock)
    monkeypatch.setattr(visits, "_asked", 0.0)
    visits.pause()
    assert clock.now - 1000 == pytest.approx(waits, abs=0.25)


def test_a_visit_is_known_when_its_page_is_asked_for(monkeypatch):
    monkeypatch.setattr(visits, "_asked", 0.0)
    visits.asked()
    assert visits.last() > 0


@pytest.mark.parametrize(
    ("path", "known"), [("/", True), ("/static/js/index.js", True), ("/_stcore/health", False)]
)
def test_who_loads_the_page_waits_and_who_looks_after_the_server_does_not(monkeypatch, path, known):
    monkeypatch.setattr(visits, "_asked", 0.0)
    passed = []

    async def app(scope, receive, send):
        passed.append(scope["path"])

    visit = web.PageShell(app)({"type": "http", "path": path, "headers": []}, None, None)
    with pytest.raises(StopIteration):
        visit.send(None)  # it waits for nothing, so no loop is needed
    assert passed == [path]
    assert (visits.last() > 0) is known
