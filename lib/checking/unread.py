"""What could not be checked: a rule whose form or section was not read says so; none passes by silence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lib.checking.figures import Cells
from lib.checking.judge import Result
from lib.checking.rules import RULES
from lib.checking.said import SECTIONS, Narrative
from lib.disclosure import Disclosure, Verdict
from lib.forms import FORMS

_BETWEEN = re.compile(r"^X(\d\d)\.(\d\d)")
_REGIONAL = ("T10",)
"""Forms that only some provinces publish: their absence is nothing unread."""
_STATUS = {"not_found": "没有找到", "image_only": "只有图像，没有可读取的文字"}
_TEXT_RULES = (
    "F1", "F2", "F3", "F5", "F6", "F7", "F10", "F10m", "F10t", "F11t", "F12", "F13e", "F13n", "F15",
    "N5k", "N6i", "P16",
)  # fmt: skip


def unread(
    disclosure: Disclosure, cells: Cells, narrative: Narrative, results: Sequence[Result], *, texts: bool
) -> Iterator[Result]:
    """Yield one result for each rule that was applied nowhere: ``cannot_check`` or ``not_applicable``."""
    done = {result.rule for result in results}
    for form in FORMS.values():
        for identity in form.identities:
            if identity.id not in done:
                yield _silent(identity.id, [form.id], cells)
    for rule in RULES:
        found = _BETWEEN.match(rule)
        if found and rule not in done:
            yield _silent(rule, [f"T{found[1]}", f"T{found[2]}"], cells)
    for section, about in SECTIONS.items():
        rule = "N5" if section.startswith("N5") else section.rstrip("abc")
        if rule in RULES and not any(narrative.of(section)):
            verdict: Verdict = "cannot_check"
            yield Result(rule, verdict, (), (), note=f"没有读到情况说明的“{about}”一节")
    if not texts:
        for rule in _TEXT_RULES:
            yield Result(rule, "cannot_check", (), (), note="没有原文可供核对文字")
    if not disclosure.projects:
        yield Result("P1", "not_applicable", (), (), note="没有读到项目支出绩效自评表")


def _silent(rule: str, forms: Sequence[str], cells: Cells) -> Result:
    forms = [form for form in forms if form in FORMS]
    missing = [form for form in forms if not cells.read(form)]
    gone = [form for form in missing if form not in _REGIONAL]
    if gone:
        note = f"《{cells.title(gone[0])}》{_STATUS.get(cells.status(gone[0]), '没有读到')}"
        return Result(rule, "cannot_check", (), (), note=note)
    note = f"文件没有《{cells.title(missing[0])}》" if missing else "没有可供核对的数"
    return Result(rule, "not_applicable", (), (), note=note)
