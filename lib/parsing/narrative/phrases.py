"""Statements without a figure: 持平, 与上年相同, 本年度无此项支出; and the blanks of an empty form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from lib.parsing.narrative.tokens import Token

_SAME = r"(?:持平|相同|一致|相等|无(?:增减)?(?:变[化动])|没有(?:增减)?变[化动])"
_UNCHANGED = re.compile(
    r"(?:与|同|和|较|比)(?:上年度?|去年|上一年度?|年初预算|全年预算|调整后?预算|预算)(?:支出|收入)?(?:决算|执行)?数?(?:相比)?，?"
    rf"(?:基本|大体)?{_SAME}|(?:(?<=年度)|(?<=年)(?!度))(?:支出)?(?:决算数?)?(?:基本)?{_SAME}|(?<![如作])(?:基本)?持平(?![的表])|无增减变[化动]"
)
_KINDS = r"(?:收入和支出|收入及支出|收入、支出|收支|收入支出|支出|收入|经费|资金|开支|安排|拨款|采购)"
_NONE = re.compile(
    rf"(?:^|(?<=[。；，年度局位门校院会心厅办委处所队站部级]))(?:均)?(?:无|没有|未发生|未安排|未使用|不涉及)(?:此项|该项|使用)?[^，。；：的]{{0,40}}?{_KINDS}(?:情况|业务)?(?=[，。；]|$)"
)
_PLACEHOLDER = re.compile(
    r"[XxＸ×*]{2,}|某某|[_＿]{2,}|(?<=[\u4e00-\u9fff])[Xx](?=[\u4e00-\u9fff%])|○{2,}|…万元"
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that state something without a figure."""

    start: int
    end: int
    quantity: Literal["change", "none_stated"]


def has_placeholder(text: str) -> bool:
    """Whether ``text`` still holds a blank of the form it was written on (``XX万元``)."""
    return bool(_PLACEHOLDER.search(text))


def find_phrases(text: str, taken: Sequence[tuple[int, int]], tokens: Sequence[Token]) -> list[Phrase]:
    """The phrases of a paragraph outside the spans ``taken`` (reasons), in order.

    That there is none of something counts only where it is what the sentence says: no amount beside
    it, and not said of a use or a reason.
    """
    phrases = [Phrase(*m.span(), "change") for m in _UNCHANGED.finditer(text)]
    amounts = [t.start for t in tokens if t.kind not in ("year", "month", "day")]
    for found in _NONE.finditer(text):
        start = max(text.rfind(c, 0, found.start()) for c in "。！？") + 1
        stop = re.compile(r"[。！？]").search(text, found.end() - 1)
        end = stop.end() if stop else len(text)
        plain = not re.search(r"[，：；]", text[start : found.start()])
        if plain and not any(start <= a < end for a in amounts) and not has_placeholder(text[start:end]):
            phrases.append(Phrase(*found.span(), "none_stated"))
    return [p for p in phrases if not any(a <= p.start < b for a, b in taken)]
