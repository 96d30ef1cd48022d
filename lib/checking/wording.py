"""What the words themselves show: reversed comparisons, repeated words, template residue (F and P16 rules).

These rules need the text of the pages; figures come from the statements, whose offsets point into it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from lib.checking.judge import Result, query
from lib.checking.prose import Prose, Texts, words
from lib.checking.said import AMOUNTS, Narrative
from lib.disclosure import Disclosure
from lib.forms.text import canonical

_REVERSED = re.compile(
    r"(?:年初|全年|调整后?)?预算数?(?:比|较)(?:支出)?决算数?(?:增加|减少|增长|下降)(?:了|额|为)?$"
)
_UNDECIDED = (
    r"(?:增加（减少）|减少（增加）|增长（下降）|下降（增长）|大于（小于）|小于（大于）|（列明[^）]*）)"
)
_PLACEHOLDER = re.compile(rf"X{{2,}}|×{{2,}}|某某|[＿_]{{3,}}|{_UNDECIDED}")
_RESIDUE = re.compile(
    r"对0等0个[^，。；]{0,6}项目|\d?“[…\.]{2,}”等|(?:由|请)[^，。；\n]{0,30}(?:自行|如实|据实)?填[写报列](?:。|）|$)"
    r"|（(?:如无|若无|仅有|没有)[^）\n]{0,40}(?:删除|填写|说明|本部分)[^）\n]{0,20}）|此处(?:填写|插入)|示例[：:]",
    re.MULTILINE,
)
_MARKUP = re.compile(r"</?(?:p|br|div|span|td|tr|b)\s*/?>")
_NAMED_SYSTEM = re.compile(r"([一-鿿]{2,12})(?:信息|管理|业务)系统")
_GENERIC = re.compile(
    r"信息|系统|平台|管理|服务|运行|维护|项目|建设|经费|做好|开展|保障|完成|推进|本单位|部门|单位"
)
_GOAL = re.compile(r"年度(?:总体)?目标(?P<goal>.*?)(?:一级指标|绩效指标)", re.DOTALL)
_COMMON = 5
"""Characters of another project's name that are no coincidence."""
_SHOWN = 20
"""Places that one finding lists at most."""


def check_wording(disclosure: Disclosure, narrative: Narrative, prose: Prose) -> Iterator[Result]:
    """Yield what the words show."""
    texts = prose.texts
    yield from _reversed(narrative, texts)
    yield from _patterns(texts)
    yield from _other_project(disclosure, narrative, texts)
    yield from _other_goal(disclosure, texts)


def _reversed(narrative: Narrative, texts: Texts) -> Iterator[Result]:
    """F12: “年初预算数比决算数增加”, where the outturn is the larger one."""
    for said in narrative.of("N5c", "change"):
        statement = said.statement
        before = texts.get(statement.page, "")[: statement.start].replace("\n", "")[-40:]
        outturn, budget = narrative.before(said, *AMOUNTS), narrative.before(said, "budget")
        if outturn is None or budget is None or not (found := _REVERSED.search(before)):
            continue
        grew = budget.figure.value > outturn.figure.value
        if statement.direction and (statement.direction == "increase") != grew:
            note = f"文字为“{found[0]}{statement.raw}”，而决算数{'小' if grew else '大'}于预算数，主宾颠倒"
            yield query("F12", (said.figure,), (outturn.figure, budget.figure), note=note, fold="F12")


def _patterns(texts: Texts) -> Iterator[Result]:
    for rule, pattern, said in (
        ("F2", _PLACEHOLDER, "有未填写的占位符"),
        ("F3", _RESIDUE, "有模板残留"),
        ("F15", _MARKUP, "有标记符号"),
    ):
        figures = [
            words(page, max(0, found.start() - 12), found.end() + 6, text)
            for page, text in texts.items()
            for found in pattern.finditer(text)
        ]
        if figures:
            more = f"等{len(figures)}处" if len(figures) > 1 else ""
            yield query(rule, figures[:_SHOWN], note=f"{said}：“{figures[0].raw}”{more}", fold=rule)


def _other_project(disclosure: Disclosure, narrative: Narrative, texts: Texts) -> Iterator[Result]:
    """P16: the text on one project speaks of another one of the same document by its name."""
    names = list(dict.fromkeys(project.name for project in disclosure.projects))
    heads = [said for said in narrative.of("N11", "budget") if said.statement.subject in names]
    for said, following in pairwise([*heads, None]):
        if said is None:
            continue
        own, page = said.statement.subject, said.statement.page
        text = texts.get(page, "")
        end = (
            following.statement.start
            if following and following.statement.page == page
            else said.statement.end + 600
        )
        segment = text[said.statement.end : end]
        if following and following.statement.page == page:
            segment = segment[: max(segment.rfind(following.statement.subject[:6]), 0) or len(segment)]
        for other in names:
            shared = _shared(segment, other, [name for name in names if name != other])
            if other != own and shared:
                at = said.statement.end + segment.find(shared)
                figure = words(page, at - 4, at + len(shared) + 12, text)
                note = f"项目“{own}”的说明提及“{other}”（“{figure.raw}”）"
                yield query("P16", (said.figure,), (figure,), note=note)


def _shared(segment: str, name: str, others: Sequence[str]) -> str:
    """The first stretch of ``name`` in ``segment`` that is long enough and in none of the ``others``."""
    for start in range(len(name) - _COMMON + 1):
        piece = name[start : start + _COMMON]
        if piece in segment and not any(piece in other for other in others) and not _GENERIC.fullmatch(piece):
            return piece
    return ""


def _other_goal(disclosure: Disclosure, texts: Texts) -> Iterator[Result]:
    """P16: the goal of a form names an information system that has nothing in common with the project."""
    for project in disclosure.projects:
        text = texts.get(project.page, "")
        at = max(text.find(f"项目名称\t\t{project.name}"), text.find(f"{project.name}项目支出绩效自评表"))
        found = _GOAL.search(text, at) if at >= 0 else None
        if project.source != "form" or found is None or found.start() - at > 2000:
            continue
        system = _NAMED_SYSTEM.search(found["goal"])
        stem = _GENERIC.sub("", system[1]) if system else ""
        own = canonical(project.name)
        if system and len(stem) >= 3 and not any(a + b in own for a, b in pairwise(stem)):
            start = found.start("goal") + system.start()
            figure = words(project.page, start, start + len(system[0]), text)
            note = f"项目“{project.name}”的年度目标写的是“{system[0]}”，与项目名称没有共同的词"
            yield query("P16", (figure,), note=note)
