"""Full rounds of Python's garbage collector, while nobody waits.

In a server full of books a full round takes a quarter of a second and more, and comes when many new objects
are made: in the middle of a visitor's answer. So Python is asked not to do any by itself; a thread does them
when the visitors read, and now and then when they never stop asking.
"""

from __future__ import annotations

import gc
import threading
import time
from dataclasses import dataclass

from lib.ui import visits

_NEVER = 1_000_000_000
"""So many rounds of the middle generation come before a full one."""
_LOOK = 1.0


@dataclass
class Rounds:
    """When a full round is due, in seconds of a clock: ``idle`` after a page ran last, ``latest`` after the
    last round where pages never pause, and never before a page ran again.
    """

    idle: float = 3.0
    latest: float = 600.0
    ran: float = 0.0
    done: float = 0.0

    def due(self, now: float) -> bool:
        """Whether to do a round now."""
        return self.ran > self.done and (now - self.ran >= self.idle or now - self.done >= self.latest)


_rounds = Rounds()


def start() -> None:
    """Take the full rounds over from Python, for the life of this process."""
    _rounds.done = time.monotonic()
    gc.set_threshold(*gc.get_threshold()[:2], _NEVER)
    threading.Thread(target=_keep, name="tidy", daemon=True).start()


def _keep() -> None:
    while True:
        time.sleep(_LOOK)
        _rounds.ran = visits.last()
        if _rounds.due(time.monotonic()):
            gc.collect()
            _rounds.done = time.monotonic()
