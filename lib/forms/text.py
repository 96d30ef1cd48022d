"""Text as the forms print it: layout spaces, brackets, ordinals.

Everything here is for *comparing* and *labelling*; the printed text itself is kept in ``raw``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_HAN = "一二三四五六七八九十百"
_ORDINAL = re.compile(
    rf"^(?:[{_HAN}]+[、.．]|[（(](?:[{_HAN}]+|\d{{1,2}})[)）][、.．]?|\d{{1,2}}[、.．](?!\d))"
)
_QUOTES = str.maketrans("", "", "“”\"‘’'「」＂")


@lru_cache(maxsize=8192)
def squeeze(text: str) -> str:
    """``text`` without any white space: names in tables are spaced out and wrapped at will.

    Zero-width spaces and byte-order marks, which Python does not count as white space, go as well.
    """
    return "".join(text.split()).replace("\u200b", "").replace("\ufeff", "")


@lru_cache(maxsize=8192)
def canonical(text: str) -> str:
    """The form of ``text`` to compare by: no white space, no quotes, half-width characters."""
    return unicodedata.normalize("NFKC", squeeze(text)).translate(_QUOTES)


def strip_ordinal(label: str) -> str:
    """``label`` squeezed and without its leading ordinal (``一、`` ``（二）`` ``3.``)."""
    squeezed = squeeze(label)
    return _ORDINAL.sub("", squeezed, count=1) or squeezed
