"""Pictures of pages at an address of their own, so that a browser fetches each of them once."""

from __future__ import annotations

from functools import lru_cache

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

PIXELS = (1400, 2600)
"""Widths of a picture: to fit a screen, and to be enlarged."""


def address(document_id: str, page: int, *, large: bool = False) -> str:
    """Where the picture of a page is, seen from any page of the app."""
    return f"originals/{document_id}/{page}.webp?pixels={PIXELS[large]}"


async def _serve(request: Request) -> Response:
    pixels = request.query_params.get("pixels", str(PIXELS[0]))
    if pixels not in map(str, PIXELS):
        return PlainTextResponse("没有这个尺寸", 404)
    document_id, page = request.path_params["document"], request.path_params["page"]
    from lib.lake import LakeError  # noqa: PLC0415 - the server starts before all this is imported
    from lib.reading import ReadingError  # noqa: PLC0415

    try:
        content = await run_in_threadpool(_picture, document_id, page, int(pixels))
    except (ReadingError, LakeError, OSError) as error:
        return PlainTextResponse(str(error), 404)
    # the address names the content: it never changes
    return Response(content, media_type="image/webp", headers={"Cache-Control": "private, max-age=86400"})


@lru_cache(maxsize=96)
def _picture(document_id: str, page: int, pixels: int) -> bytes:
    from lib.reading import page_picture  # noqa: PLC0415
    from lib.ui import store  # noqa: PLC0415

    path = store.original(document_id) if store.find(document_id) else None
    if path is None:
        raise FileNotFoundError("资料库中没有这份原文件")
    return page_picture(path, page, pixels=pixels)


ROUTES = [Route("/originals/{document}/{page:int}.webp", _serve)]
