"""A scenario as a short text for an address, and as a file to keep: versioned, exact, checked when read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields
from decimal import Decimal, InvalidOperation
from typing import Any, get_type_hints

from lib.analysis import packing
from lib.analysis.packing import PackingError
from lib.analysis.scenario.changes import KINDS, Change, Scenario, ScenarioError

VERSION = 1
SCHEMA = "final-accounts-lens/scenario"
_NAME = "情景"


def encode(scenario: Scenario) -> str:
    """``scenario`` as a short text of letters, digits, ``-`` and ``_``; empty for the empty scenario."""
    scenario.check()
    if scenario == Scenario():
        return ""
    plain = [scenario.name, scenario.absorber, [_plain(change) for change in scenario.changes]]
    return packing.pack(plain, VERSION)


def decode(code: str) -> Scenario:
    """The scenario of a text that :func:`encode` made; raises :class:`ScenarioError` for any other."""
    if not code:
        return Scenario()
    try:
        name, absorber, changes = packing.unpack(code, VERSION, _NAME)
    except PackingError as error:
        raise ScenarioError(str(error)) from None
    except (ValueError, TypeError):
        message = "情景的内容不完整。"
        raise ScenarioError(message) from None
    return _scenario(name, absorber, changes)


def save(scenario: Scenario, about: str = "") -> bytes:
    """``scenario`` as a file (JSON); ``about`` says for people which document it was made on."""
    plain = {
        "note": "测算情景，不是披露数据。",
        "about": about,
        "name": scenario.name,
        "absorber": scenario.absorber,
        "changes": [_plain(change) for change in scenario.check().changes],
    }
    return packing.write(SCHEMA, VERSION, plain)


def load(data: bytes) -> Scenario:
    """The scenario of a file that :func:`save` made; raises :class:`ScenarioError` in words for any other."""
    try:
        plain = packing.read(data, SCHEMA, VERSION, _NAME)
    except PackingError as error:
        raise ScenarioError(str(error)) from None
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
    known = plain.get("kind") if isinstance(plain, Mapping) else None
    if not isinstance(known, str) or known not in KINDS:
        message = f"情景中有不认识的事项：{str(plain)[:60]}。"
        raise ScenarioError(message)
    kind = KINDS[known]
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
