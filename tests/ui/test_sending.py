"""Answers leave at once, over the very sockets that Streamlit makes."""

from __future__ import annotations

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor

from streamlit.web.server.starlette.starlette_server import _bind_socket

from lib.ui import sending, web

NODELAY = (socket.IPPROTO_TCP, socket.TCP_NODELAY)


def accepted(listening: socket.socket) -> socket.socket:
    listening.setblocking(True)
    with socket.create_connection(listening.getsockname()[:2]):
        return listening.accept()[0]


def test_connections_of_a_listening_socket_do_not_wait():
    with _bind_socket("127.0.0.1", 0, 8) as listening, socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        assert sending.at_once() == 1
        with accepted(listening) as connection:
            assert connection.getsockopt(*NODELAY)
        assert not other.getsockopt(*NODELAY)  # it does not listen


def test_a_closed_socket_is_passed_over():
    closed = _bind_socket("127.0.0.1", 0, 8)
    closed.close()
    assert sending.at_once() == 0


def test_the_server_sees_to_it_before_it_serves(monkeypatch):
    order = []
    monkeypatch.setattr(web.sending, "at_once", lambda: order.append("at once"))
    monkeypatch.setattr(web, "_warmed_up", lambda: order.append("warm") or _Warm)
    monkeypatch.setattr(web.tidy, "start", lambda: None)

    async def serve() -> None:
        async with web.lifespan(None):
            order.append("serves")

    with ThreadPoolExecutor(1) as thread:  # a browser of another test may keep this thread's loop
        thread.submit(lambda: asyncio.run(serve())).result()
    assert order == ["at once", "warm", "serves"]


class _Warm:
    @staticmethod
    def later() -> None:
        """Nothing to read ahead."""
