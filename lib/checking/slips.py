# ruff: noqa: E501 — the words of the field read better wide
"""F6: slips of the pen in running text: doubled words and stops, stray pieces, terms miswritten."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lib.checking.figures import Figure
from lib.checking.judge import Result, query
from lib.checking.prose import Prose, Texts, words

_DOUBLED = re.compile(r"[，；：、]{2,}|[，；：、]。|。[，；：、。]|(?:^|(?<=[。；]))[，；、](?=[一-鿿])")
_FRAGMENT = re.compile(r"[，；][一-鿿]。")
_NO_STOP = re.compile(r"(?<=[，。；])[^，。；：（(“”0-9]{4,30}[一-鿿](?P<at>其中[：:])")
_ENGLISH = re.compile(r"[一-鿿][ \t]+(?:and|of|the|with|for)[ \t]+[一-鿿]")
_MISTERMED = {
    "国有资金经营": "国有资本经营", "政府性资金预算": "政府性基金预算", "预订目标": "预定目标", "预订指标": "预定指标",
    "以达标": "已达标", "结转和节余": "结转和结余", "帐面": "账面",
}  # fmt: skip
"""Terms of the field as they are often miswritten → as they are written."""
_OPEN_END = re.compile(
    r"；[ \t]*\n(?=[ \t]*(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,2}）)[^，。；：\n]{2,40}\n)"
)
_TWICE = re.compile(r"([一-鿿][^。；\n]{7,40})\1|([一-鿿]{2,6})\2(?=[一-鿿])")
_RUNNING = 24
"""Characters of a line from which it is running text."""
_CONTEXT = 6
"""Characters shown on either side of a slip."""
_SHOWN = 20
"""Places that one finding lists at most."""


def check_slips(prose: Prose) -> Iterator[Result]:
    """Yield the slips: those of one kind are one matter."""
    yield from _open_ends(prose.texts)
    yield from _slips(prose)
    yield from _repeated(prose.texts)


def _open_ends(texts: Texts) -> Iterator[Result]:
    figures = [
        words(page, max(0, found.start() - 12), found.end() + 6, text)
        for page, text in texts.items()
        for found in _OPEN_END.finditer(text)
    ]
    if figures:
        more = f"等{len(figures)}处" if len(figures) > 1 else ""
        yield query("F6", figures[:_SHOWN], note=f"一节以“；”结束：“{figures[0].raw}”{more}")


def _slips(prose: Prose) -> Iterator[Result]:
    """F6: punctuation doubled, missing or stray, words of another language, terms miswritten."""
    found: list[tuple[str, Figure]] = []
    for said, pattern in (("标点重复", _DOUBLED), ("不成句", _FRAGMENT), ("“其中”前缺标点", _NO_STOP)):
        for paragraph, match in prose.find(pattern):
            at = match.start("at") if "at" in pattern.groupindex else match.start()
            start, end = max(at - _CONTEXT, 0), min(match.end() + _CONTEXT, len(paragraph.text))
            found.append((said, paragraph.words(start, end)))
    for page, text in prose.texts.items():
        found += [("夹有英文", words(page, m.start(), m.end(), text)) for m in _ENGLISH.finditer(text)]
        for wrong, right in _MISTERMED.items():
            found += [
                (f"“{wrong}”应为“{right}”", words(page, m.start(), m.end(), text))
                for m in re.finditer(wrong, text)
            ]
    if found:
        kinds = "；".join(dict.fromkeys(said for said, _ in found))
        more = f"（共{len(found)}处）" if len(found) > 1 else ""
        note = f"{kinds}：“{found[0][1].raw}”{more}"
        yield query("F6", [figure for _, figure in found[:_SHOWN]], note=note, fold="F6 slips")


def _repeated(texts: Texts) -> Iterator[Result]:
    """F6: words or a clause printed twice in a row, in running text (table cells repeat each other)."""
    for page, text in texts.items():
        for found in _TWICE.finditer(text):
            start = text.rfind("\n", 0, found.start()) + 1
            line = text[start : text.find("\n", found.end())]
            if len(line) > _RUNNING and "\t" not in line and "，" in line:
                figure = words(page, found.start(), found.end(), text)
                yield query("F6", (figure,), note=f"文字重复：“{figure.raw}”", fold="F6" * bool(found[2]))
