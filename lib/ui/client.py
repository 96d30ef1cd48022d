"""Streamlit's client on its way to the browser: its files out of memory."""

from __future__ import annotations

import mimetypes
from functools import cache
from pathlib import Path

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.file_util import get_static_dir

FOLDER = Path(get_static_dir()) / "static"
FOREVER = "public, immutable, max-age=31536000"
"""The names of these files change with what is in them."""
_KINDS = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2"}
"""Not left to the system: Windows takes a script for plain text, and a browser then refuses it."""


class FromMemory:
    """ASGI middleware: answers for the files of Streamlit's client, which its server opens, measures and
    reads in pieces again for every visitor. A first visit needs more than a hundred of them.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a plain request for one of the files; pass everything else on."""
        await (_answer(scope) or self.app)(scope, receive, send)


def _answer(scope: Scope) -> Response | None:
    if scope["type"] != "http" or scope["method"] != "GET":
        return None
    if any(name == b"range" for name, _ in scope["headers"]):
        return None
    _, static, name = scope["path"].rpartition("/static/")
    return _file(name) if static and name in _names() else None


@cache
def _names() -> frozenset[str]:
    """The files there are, as ``js/name``."""
    return frozenset(path.relative_to(FOLDER).as_posix() for path in FOLDER.glob("*/*"))


@cache
def _file(name: str) -> Response:
    kind = _KINDS.get(Path(name).suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Response((FOLDER / name).read_bytes(), media_type=kind, headers={"Cache-Control": FOREVER})
