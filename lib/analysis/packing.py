"""What a visitor made, as a short text for an address and as a file to keep: versioned, checked when read."""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from typing import Any

LONGEST = 6000
"""Characters of an address that are looked at; a longer one is damaged."""
LARGEST = 200_000
"""Bytes of a file that are read, and of what a text of an address unfolds to."""
_SUM = 3


class PackingError(ValueError):
    """A text or a file that cannot be read back; its message is for people."""


def pack(plain: Any, version: int) -> str:
    """``plain`` (lists, mappings, texts, numbers) as a text of letters, digits, ``-`` and ``_``."""
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(text) + packer.flush()
    return f"{version}{_base64(_check_sum(packed) + packed)}"


def unpack(code: str, version: int, name: str) -> Any:
    """What :func:`pack` made a text of; ``name`` says what that is. Raises :class:`PackingError`."""
    damaged = f"地址中的{name}不完整或已损坏，无法还原；本页按没有{name}显示。"
    if not code or len(code) > LONGEST or not code.isascii():
        raise PackingError(damaged)
    if code[0] != str(version):
        message = f"地址中的{name}是其他版本的程序写的，本版本不能还原；本页按没有{name}显示。"
        raise PackingError(message)
    try:
        data = base64.b64decode(code[1:] + "=" * (-len(code[1:]) % 4), altchars=b"-_", validate=True)
        if _check_sum(data[_SUM:]) != data[:_SUM]:
            raise PackingError(damaged)
        return json.loads(zlib.decompressobj(-15).decompress(data[_SUM:], LARGEST))
    except (ValueError, TypeError, binascii.Error, zlib.error, RecursionError):
        raise PackingError(damaged) from None


def write(schema: str, version: int, plain: dict[str, Any]) -> bytes:
    """``plain`` as a file (JSON) that says what it is."""
    return json.dumps({"schema": schema, "version": version, **plain}, ensure_ascii=False, indent=2).encode()


def read(data: bytes, schema: str, version: int, name: str) -> dict[str, Any]:
    """What :func:`write` made a file of; raises :class:`PackingError` in words for any other."""
    if len(data) > LARGEST:
        message = f"文件太大，不是{name}文件。"
        raise PackingError(message)
    try:
        plain = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        message = f"文件不是{name}文件（应为本页保存的JSON文件），或已损坏。"
        raise PackingError(message) from None
    if not isinstance(plain, dict) or plain.get("schema") != schema:
        message = f"文件不是本页保存的{name}文件。"
        raise PackingError(message)
    if plain.get("version") != version:
        message = f"{name}文件的版本是{plain.get('version')}，本程序只能读版本{version}。"
        raise PackingError(message)
    return plain


def _check_sum(data: bytes) -> bytes:
    return zlib.crc32(data).to_bytes(4, "big")[:_SUM]


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
