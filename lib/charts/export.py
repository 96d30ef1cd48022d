"""A chart as a picture with its title and source baked in: PNG and SVG, made here, offline (vl-convert)."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import vl_convert
from fontTools.ttLib import TTFont

from lib.charts import theme
from lib.charts.drawing import Drawing

WIDTH = 760
"""Width of an exported chart, in points; axis labels come on top."""

_FONTS = Path(__file__).resolve().parents[2] / "data" / "fonts"
_LINE = 48


def png(drawing: Drawing, *, title: str, source: str, scale: float = 2.0) -> bytes:
    """Return a drawing as PNG on white, with ``title`` and ``source`` (form, page, file) above it."""
    _register_fonts()
    return vl_convert.vegalite_to_png(_document(drawing, title, source), scale=scale)


def svg(drawing: Drawing, *, title: str, source: str) -> str:
    """Return a drawing as SVG with title and source; its text stays text, in the reader's Chinese font."""
    _register_fonts()
    return vl_convert.vegalite_to_svg(_document(drawing, title, source))


def _document(drawing: Drawing, title: str, source: str) -> dict[str, Any]:
    found = drawing.complete()
    found["config"] = {**theme.config(), "background": "white"}
    found["width"] = WIDTH
    found["padding"] = 16
    found["autosize"] = {"type": "pad", "contains": "padding"}
    found["title"] = {"text": _lines(title), "subtitle": _lines(f"来源：{source}") if source else []}
    return found


def _lines(text: str) -> list[str]:
    return [text[start : start + _LINE] for start in range(0, len(text), _LINE)]


@cache
def _register_fonts() -> None:
    """Make the shipped font known to the renderer, which reads neither WOFF nor the web."""
    if not _FONTS.is_dir():
        return
    folder = Path(tempfile.mkdtemp(prefix="charts-fonts-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for path in sorted(_FONTS.glob("*.woff")):
        font = TTFont(path)
        font.flavor = None
        font.save(folder / f"{path.stem}.ttf")
    vl_convert.register_font_directory(str(_FONTS))
    vl_convert.register_font_directory(str(folder))
