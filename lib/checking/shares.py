# ruff: noqa: E501 — the words of the field read better wide
"""Shares: each is part ÷ whole, and those of all parts make 100%."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from lib.checking.figures import Cells, Figure
from lib.checking.judge import HUNDRED, Result, equal, plus, query, rate
from lib.checking.said import AMOUNTS, Narrative, Said

_COMPLETE = ("N2", "N3", "N5b")
"""Sections that list all parts of a whole."""
_SUMMED = (*_COMPLETE, "N5a")
"""Sections whose shares of one whole exclude one another."""
_OVER = Decimal("0.5")
"""Per cent that rounding adds to 100 at most; more, and some of the shares are details of others."""
_SAME_WHOLE = {
    "收入总额": ("本年收入合计", "收入总计"), "总收入": ("本年收入合计", "收入总计"), "支出总额": ("本年支出合计", "支出总计"),
    "总支出": ("本年支出合计", "支出总计", "财政拨款支出"), "财政拨款支出": ("一般公共预算财政拨款支出",),
    "一般公共预算财政拨款支出": ("财政拨款支出",),
}  # fmt: skip
"""Whole as a share names it → the subjects under which its amount may be stated."""
_CELLS = {
    "本年收入合计": ("T02", "total", "total"), "本年支出合计": ("T03", "total", "total"),
    "财政拨款支出": ("T05", "total", "total"), "一般公共预算财政拨款支出": ("T05", "total", "total"),
    "项目支出总额": ("T03", "total", "project"), "项目支出": ("T03", "total", "project"),
}  # fmt: skip


def check_shares(cells: Cells, narrative: Narrative) -> Iterator[Result]:
    """Yield the results for all stated shares, and for their sums."""
    groups: dict[tuple[str, str], list[tuple[Said, Result]]] = {}
    for said in narrative.of("", "share"):
        part = narrative.before(said, *AMOUNTS)
        whole = whole_of(said, cells, narrative)
        if part is None or whole is None or _again(said, part, narrative):
            continue
        rule = "P10" if said.statement.section == "N11" else "N-share"
        result = rate(rule, said.figure, plus([part.figure]), plus([whole]))
        if (
            result.verdict == "cannot_check"
            and not whole.value
            and not part.figure.value
            and not said.figure.value
        ):
            continue
        groups.setdefault((said.statement.section, said.statement.base), []).append((said, result))
    for (section, _), members in groups.items():
        yield from _plugged([result for _, result in members])
        if section in _SUMMED and len(members) > 1:
            yield from _sum(section, [said for said, _ in members], narrative)


def _again(said: Said, part: Said, narrative: Narrative) -> bool:
    """Whether the share of this amount has been stated: then this one is of something not understood."""
    return any(
        other.key == said.key
        and other.statement.quantity == "share"
        and other.statement.base == said.statement.base
        for other in narrative.all[part.index + 1 : said.index]
    )


def whole_of(said: Said, cells: Cells, narrative: Narrative) -> Figure | None:
    """The whole that a share is of: as stated in its section, or else as printed in its table."""
    base = said.statement.base
    for subject in (base, *_SAME_WHOLE.get(base, ())):
        found = narrative.last(said, subject, *AMOUNTS)
        if found is not None:
            return found.figure
    if base in _CELLS:
        figure = cells.cell(*_CELLS[base])
        return figure if figure.printed else None
    return None


def _plugged(results: list[Result]) -> Iterator[Result]:
    """One share that takes what the others leave of 100 is a habit of rounding, not a wrong rate."""
    stated = sum((result.left[0].value for result in results), Decimal(0))
    broken = [result for result in results if result.verdict == "broken"]
    spread = Decimal("0.005") * len(results)
    for result in results:
        gap = abs(result.difference or Decimal(0))
        if (
            result in broken
            and len(broken) == 1
            and stated == HUNDRED
            and gap <= spread + (result.envelope or 0)
        ):
            line = result.arithmetic.replace("≠", "≈")
            note = "由该项吸收尾差，使各项占比之和为100%"
            yield replace(result, verdict="rounding", envelope=spread, arithmetic=line, note=note)
        else:
            yield result


def _sum(section: str, group: list[Said], narrative: Narrative) -> Iterator[Result]:
    """Σ shares = 100%, Σ amounts = the whole; a list that leaves something out is said to do so."""
    group = [said for said in group if not _is_part(said, group)]
    if sum(said.figure.value for said in group) > HUNDRED + _OVER:
        group = _without_details(group, narrative)
    hundred = Figure("whole", "100%", "number", HUNDRED, raw="100%", unit="%")
    result = equal("N-share-sum", plus(said.figure for said in group), plus([hundred]))
    if result is None:
        return
    gap = -(result.difference or Decimal(0))
    if result.verdict == "broken" and gap > 0 and (section not in _COMPLETE or _incomplete(group, narrative)):
        left = [said.figure for said in group]
        yield query("N-share-part", left, note=f"列出的各项占比合计{HUNDRED - gap}%，其余{gap}%没有说明")
    else:
        yield result
    yield from _amounts(section, group, narrative)


def _amounts(section: str, group: list[Said], narrative: Narrative) -> Iterator[Result]:
    whole = next(
        (
            found
            for subject in (group[0].statement.base, *_SAME_WHOLE.get(group[0].statement.base, ()))
            if (found := narrative.last(group[0], subject, *AMOUNTS))
        ),
        None,
    )
    parts = [part for said in group if (part := narrative.before(said, *AMOUNTS))]
    if section in _COMPLETE and whole is not None and len(parts) == len(group):
        result = equal("N-sum", plus([whole.figure]), plus(part.figure for part in parts))
        if result is not None and (result.verdict != "broken" or (result.difference or 0) < 0):
            yield result


def _incomplete(group: list[Said], narrative: Narrative) -> bool:
    """Whether the amounts, too, leave a part of the whole out: then it is the list, not a rate."""
    whole = narrative.last(group[0], group[0].statement.base, *AMOUNTS)
    parts = [part for said in group if (part := narrative.before(said, *AMOUNTS))]
    return whole is None or sum((p.figure.value for p in parts), Decimal(0)) < whole.figure.value


def _without_details(group: list[Said], narrative: Narrative) -> list[Said]:
    """The shares that are left when those are taken out that split up the one before them.

    ``财政拨款收入90万元，占90%（其中：甲60万元，占60%；乙30万元，占30%）；其他收入10万元，占10%``.
    """
    parts = [narrative.before(said, *AMOUNTS) for said in group]
    kept, at = [], 0
    while at < len(group):
        kept.append(group[at])
        at += 1 + _details(parts[at:])
    return kept


def _details(parts: Sequence[Said | None]) -> int:
    """How many of the amounts after the first one make it up exactly; 0 if they do not."""
    whole, total, slack = parts[0], Decimal(0), Decimal(0)
    if whole is None or not whole.figure.value:
        return 0
    for count, part in enumerate(parts[1:], start=1):
        if part is None:
            return 0
        total, slack = total + part.figure.value, slack + part.figure.half
        if part.figure.value and abs(total - whole.figure.value) <= slack + whole.figure.half:
            return count
    return 0


def _is_part(said: Said, group: list[Said]) -> bool:
    """Whether a subject is a detail (类/款) of another one of the group."""
    subject = said.statement.subject
    return "/" in subject and any(subject.startswith(f"{other.statement.subject}/") for other in group)
