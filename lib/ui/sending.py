"""What the server has to say leaves at once.

An answer is some hundred small messages. TCP holds a small one back until the other side has acknowledged
the one before, which waits up to 40 ms in case it has something to send as well (Nagle's algorithm against
delayed acknowledgements). Servers switch that off; asyncio does so for sockets that name their protocol, and
the one that Streamlit binds does not.
"""

from __future__ import annotations

import contextlib
import gc
import socket


def at_once() -> int:
    """Switch the waiting off for the sockets on which this process listens, and so for every connection that
    they will accept; return how many. To be called before the collector is asked to forget what is there.
    """
    found = [held for held in gc.get_objects() if type(held) is socket.socket and _listens(held)]
    for held in found:
        held.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return len(found)


def _listens(held: socket.socket) -> bool:
    internet = held.family in {socket.AF_INET, socket.AF_INET6} and held.type == socket.SOCK_STREAM
    with contextlib.suppress(OSError):  # closed, or a system that does not say
        return internet and bool(held.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN))
    return False
