"""The app as a web server sees it: language, security headers, own static files, warm-up."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import hashlib
import logging
import re
import sys
import threading
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config

from lib.ui import sending, tidy, visits
from lib.ui.client import FromMemory
from lib.ui.facsimile import pictures

STATIC = Path(__file__).parent / "static"
HIDDEN = {b"accept-encoding", b"if-none-match", b"if-modified-since", b"range"}
"""Request headers taken off a visit, so that the shell arrives whole, uncompressed and rewritable."""

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
}
POLICY = (
    "default-src 'self'; script-src 'self'{scripts}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' ws: wss:; "
    "worker-src 'self' blob:; frame-ancestors 'none'; object-src 'none'; base-uri 'self'; form-action 'self'"
)
OWN = (
    b'<link rel="stylesheet" href="./assets/lens.css"><link rel="stylesheet" href="./assets/print.css">'
    b'<script defer src="./assets/lens.js"></script><script defer src="./assets/marks.js"></script>'
)
_ROOT = b'<div id="root"></div>'
_OPENING = (
    '<div id="root"><div class="opening" role="status"><p>决算透视 · 正在打开…</p>'
    "<p>若长时间停在这里，请刷新；仍不行，请改用较新的浏览器，或请管理员查看服务器日志。</p></div></div>"
).encode()
"""What stands in the page until Streamlit's client, which takes its place, has started; the second line is
shown by lens.css to who has waited long.
"""

INLINE = re.compile(rb"<script>(.*?)</script>", re.DOTALL)
NOSCRIPT = re.compile(rb"<noscript>.*?</noscript>", re.DOTALL)


_SIGNS_OF_LIFE = "/_stcore/"
"""Requests in which nobody waits for a page: whether the server lives, what it is called."""


class PageShell:
    """ASGI middleware: the HTML shell speaks Chinese and may load nothing from another host."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; rewrite the answer if it is the HTML shell."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if not scope["path"].startswith(_SIGNS_OF_LIFE):
            visits.asked()
        visit = any(k == b"accept" and b"text/html" in v for k, v in scope["headers"])
        if visit:
            kept = [(k, v) for k, v in scope["headers"] if k not in HIDDEN]
            scope = {**scope, "headers": kept}
        await self.app(scope, receive, _Answer(send).send)


class _Answer:
    """One answer on its way out: headers added, an HTML body held back until it is whole."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = message["headers"] = list(message.get("headers", ()))
            headers.extend((k.lower().encode(), v.encode()) for k, v in ALWAYS.items())
            if any(k.lower() == b"content-type" and v.startswith(b"text/html") for k, v in headers):
                self._start = message
            else:
                await self._send(message)
        elif self._start is None:
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._finish(self._start)

    async def _finish(self, start: Message) -> None:
        body, policy = shell(self._body)
        replaced = {b"content-length": str(len(body)).encode(), b"content-security-policy": policy.encode()}
        kept = [
            (k, v) for k, v in start["headers"] if k.lower() not in (*replaced, b"etag", b"last-modified")
        ]
        await self._send({**start, "headers": [*kept, *replaced.items()]})
        await self._send({"type": "http.response.body", "body": body})


def shell(html: bytes) -> tuple[bytes, str]:
    """Streamlit's HTML shell in Chinese, with our script and style, and the policy that fits it."""
    html = html.replace(b'<html lang="en"', b'<html lang="zh-CN"')
    html = html.replace(b"<title>Streamlit</title>", "<title>决算透视</title>".encode())
    html = html.replace(b"./favicon.png", b"./assets/icon.svg")
    html = NOSCRIPT.sub(
        "<noscript><p>请在浏览器中启用 JavaScript 后使用“决算透视”。</p></noscript>".encode(), html
    )
    html = html.replace(b"</head>", OWN + b"</head>").replace(_ROOT, _OPENING)
    digests = (base64.b64encode(hashlib.sha256(m).digest()).decode() for m in INLINE.findall(html))
    return html, POLICY.format(scripts="".join(f" 'sha256-{d}'" for d in digests))


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncGenerator[dict[str, Any]]:
    """Warm up, then serve: libraries, the lake with the sample, the first page's figures."""
    sending.at_once()
    warm = await asyncio.to_thread(_warmed_up)
    tidy.start()
    address, port = config.get_option("browser.serverAddress"), config.get_option("server.port")
    sys.stdout.write(f"\n  决算透视已就绪：http://{address}:{port}（按 Ctrl+C 停止）\n\n")
    sys.stdout.flush()
    visits.asked()  # whoever started it is about to come
    threading.Thread(target=warm.later, name="read-ahead", daemon=True).start()
    yield {}


def _warmed_up() -> ModuleType:
    from lib.ui import warm  # noqa: PLC0415 - not before the server runs: importing it takes a second

    warm.up()
    return warm


def on_script_error(error: Exception) -> bool:
    """What a visitor sees if a page fails: that it did, not how; the server's log has the rest."""
    import streamlit as st  # noqa: PLC0415 - the handler runs inside a page

    logging.getLogger(__name__).error("page failed", exc_info=error)
    with contextlib.suppress(Exception):
        st.error("这一页没有显示出来。请刷新重试；若仍不行，请把服务器日志交给管理员。")
    return True


MIDDLEWARE = [Middleware(PageShell), Middleware(FromMemory)]
ROUTES = [Mount("/assets", app=StaticFiles(directory=STATIC), name="assets"), *pictures.ROUTES]
