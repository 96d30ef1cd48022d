"""A scenario as a short text for an address, and as a file to keep: versioned, exact, checked when read."""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Mapping
from dataclasses import MISSING, fields
from decimal import Decimal, InvalidOperation
from typing import Any, get_type_hints

from lib.analysis.scenario.changes import KINDS, Change, Scenario, ScenarioError

VERSION = 1
SCHEMA = "final-accounts-lens/scenario"
LONGEST = 6000
"""Characters of an address that are looked at; a longer one is damaged."""
LARGEST = 200_000
"""Bytes of a file that are read."""
_SUM = 3
_DAMAGED = "地址中的情景不完整或已损坏，无法还原；本页按没有情景显示。"


def encode(scenario: Scenario) -> str:
    """``scenario`` as a short text of letters, digits, ``-`` and ``_``; empty for the empty scenario."""
    scenario.check()
    if scenario == Scenario():
        return ""
    plain = [scenario.name, scenario.absorber, [_plain(change) for change in scenario.changes]]
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(text) + packer.flush()
    return f"{VERSION}{_base64(_check_sum(packed) + packed)}"


def decode(code: str) -> Scenario:
    """The scenario of a text that :func:`encode` made; raises :class:`ScenarioError` for any other."""
    if not code:
        return Scenario()
    if len(code) > LONGEST or not code.isascii():
        raise ScenarioError(_DAMAGED)
    if code[0] != str(VERSION):
        message = "地址中的情景是其他版本的程序写的，本版本不能还原；本页按没有情景显示。"
        raise ScenarioError(message)
    try:
        data = base64.b64decode(code[1:] + "=" * (-len(code[1:]) % 4), altchars=b"-_", validate=True)
        if _check_sum(data[_SUM:]) != data[:_SUM]:
            raise ScenarioError(_DAMAGED)
        unpacker = zlib.decompressobj(-15)
        text = unpacker.decompress(data[_SUM:], LARGEST)
        name, absorber, changes = json.loads(text)
    except (ValueError, TypeError, binascii.Error, zlib.error, RecursionError):
        raise ScenarioError(_DAMAGED) from None
    return _scenario(name, absorber, changes)


def save(scenario: Scenario, about: str = "") -> bytes:
    """``scenario`` as a file (JSON); ``about`` says for people which document it was made on."""
    plain = {
        "schema": SCHEMA,
        "version": VERSION,
        "note": "测算情景，不是披露数据。",
        "about": about,
        "name": scenario.name,
        "absorber": scenario.absorber,
        "changes": [_plain(change) for change in scenario.check().changes],
    }
    return json.dumps(plain, ensure_ascii=False, indent=2).encode()


def load(data: bytes) -> Scenario:
    """The scenario of a file that :func:`save` made; raises :class:`ScenarioError` in words for any other."""
    if len(data) > LARGEST:
        message = "文件太大，不是情景文件。"
        raise ScenarioError(message)
    try:
        plain = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        message = "文件不是情景文件（应为本页保存的JSON文件），或已损坏。"
        raise ScenarioError(message) from None
    if not isinstance(plain, dict) or plain.get("schema") != SCHEMA:
        message = "文件不是本页保存的情景文件。"
        raise ScenarioError(message)
    if plain.get("version") != VERSION:
        message = f"情景文件的版本是{plain.get('version')}，本程序只能读版本{VERSION}。"
        raise ScenarioError(message)
    return _scenario(plain.get("name", ""), plain.get("absorber", "closing"), plain.get("changes"))


def _scenario(name: Any, absorber: Any, changes: Any) -> Scenario:
    if not isinstance(name, str) or not isinstance(absorber, str) or not isinstance(changes, list):
        message = "情景的内容不完整。"
        raise ScenarioError(message)
    made: Any = absorber
    return Scenario(name, tuple(_change(plain) for plain in changes), made).check()


def _plain(change: Change) -> dict[str, Any]:
    """A change as plain values: its kind, and what is not as by default."""
    found: dict[str, Any] = {"kind": change.kind}
    for field in fields(change):
        value = getattr(change, field.name)
        if field.default is MISSING or value != field.default:
            found[field.name] = format(value, "f") if isinstance(value, Decimal) else value
    return found


def _change(plain: Any) -> Change:
    if not isinstance(plain, Mapping) or plain.get("kind") not in KINDS:
        message = f"情景中有不认识的事项：{str(plain)[:60]}。"
        raise ScenarioError(message)
    kind = KINDS[plain["kind"]]
    types = get_type_hints(kind)
    values: dict[str, Any] = {}
    for field in fields(kind):
        if field.name in plain:
            values[field.name] = _value(kind.title, field.name, types[field.name], plain[field.name])
        elif field.default is MISSING:
            message = f"{kind.title}缺少{field.name}。"
            raise ScenarioError(message)
    return kind(**values)


def _value(title: str, name: str, wanted: Any, value: Any) -> Any:
    text = str(wanted)
    message = f"{title}的{name}不能是{str(value)[:40]}。"
    if wanted is Decimal:
        try:
            number = (
                Decimal(str(value)) if isinstance(value, (str, int)) and not isinstance(value, bool) else None
            )
        except InvalidOperation:
            number = None
        if number is None or not number.is_finite() or abs(number) >= Decimal(10) ** 15:
            raise ScenarioError(message)
        return number
    if text.startswith("tuple"):
        kind = int if "int" in text else str
        if not isinstance(value, list) or len(value) > 500 or not all(type(one) is kind for one in value):
            raise ScenarioError(message)
        return tuple(value)
    allowed: tuple[type, ...] = (bool,) if wanted is bool else (int,) if "int" in text else (str,)
    if not (type(value) in allowed or (value is None and "None" in text)):
        raise ScenarioError(message)
    return value


def _check_sum(data: bytes) -> bytes:
    return zlib.crc32(data).to_bytes(4, "big")[:_SUM]


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
