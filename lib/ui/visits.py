"""When visitors ask: what can wait is done while they read."""

from __future__ import annotations

import time

_BREATH, _IDLE, _LONGEST = 0.25, 1.0, 5.0
"""Seconds: of every pause; without a question before work goes on; after which it goes on all the same."""
_asked = 0.0


def asked() -> None:
    """Say that a visitor waits for an answer."""
    global _asked  # noqa: PLW0603 - one process, one clock
    _asked = time.monotonic()


def last() -> float:
    """When a visitor asked last, in seconds of the monotonic clock; 0 before the first."""
    return _asked


def pause(breath: float = _BREATH, idle: float = _IDLE, longest: float = _LONGEST) -> None:
    """Leave visitors ``breath`` seconds, and more until none has asked for ``idle``; at most ``longest``."""
    end = time.monotonic() + longest
    time.sleep(breath)
    while (now := time.monotonic()) < end and now - _asked < idle:
        time.sleep(breath)
