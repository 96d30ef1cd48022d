"""Findings, one under the other: what each says, both of its sides as printed, and what follows from it.

Which one is open is part of the address (``finding``), so that any page can lead to one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

import streamlit as st

from lib.analysis.checks import SEVERITIES, Item, Sheet, Side, said
from lib.analysis.units import exact
from lib.disclosure import Finding
from lib.ui import crop, original, registry, source

PARAMETER = "finding"
_ARRIVED, _TIMES = "_finding_arrived", "_finding_arrivals"
_NAMES = ("arrived", "arrived-again")
_COLOURS = {"error": "red", "warning": "orange", "info": "gray"}
_MEANINGS = {
    "error": "两处不能同时成立。哪一处有误，须由编报单位核实。",
    "warning": "与通常情况不符，需要编报单位说明；不一定有误。",
    "info": "供复核参考。",
}
_CAPTIONS = {
    "error": "两处不能同时成立的数字",
    "warning": "与通常情况不符、需要编报单位说明的事项",
    "info": "文字、口径和填报习惯上可以改进之处",
}
_STEP = 40
"""Findings shown at first, and with each click on 再显示."""
_LONGEST = 160
"""Characters of a printed text that are repeated beside its picture."""
_PLACES = 3
"""Places named under a finding."""
_NAMED = 5
"""Figures of a sum that are named."""
_MARKDOWN = re.compile(r"([\\`*_{}\[\]#|~$<>])|(?<![\d:]):(?=[a-z])|^([+\-.])")


def link_to(finding: Finding, label: str = "查看双方原文") -> None:
    """A link to a finding on 勾稽核对, opened there; for badges on any page."""
    st.page_link(
        registry.info("checks").path, label=f":primary[{label}]", query_params={PARAMETER: finding.id}
    )


def go_to(finding: Finding) -> None:
    """Open a finding on the page one is at, and bring it into view; for the callbacks of its buttons."""
    st.query_params[PARAMETER] = finding.id
    st.session_state.pop(_ARRIVED, None)


def chosen(sheet: Sheet) -> Item | None:
    """The item that the address names, itself or by what follows from it."""
    name = st.query_params.get(PARAMETER, "")
    return next((i for i in sheet.items if name in {i.finding.id, *(f.id for f in i.follows)}), None)


def column(items: Sequence[Item], selected: Item | None, key: str) -> None:
    """The findings by severity, most grave first; the ``selected`` one is open and brought into view.

    ``key`` tells documents and columns apart.
    """
    shown = f"_findings-{key}"
    most = st.session_state.setdefault(shown, _STEP)
    if selected is not None and selected in items:
        most = max(most, list(items).index(selected) + 1)
    repeated = Counter(item.finding.meaning for item in items)
    for severity, word in SEVERITIES.items():
        group = [item for item in items[:most] if item.severity == severity]
        if group:
            count = sum(item.severity == severity for item in items)
            st.subheader(f"{word}（{count}项）", anchor=False)
            st.caption(_CAPTIONS[severity])
            for item in group:
                _item(item, selected, key, apart=repeated[item.finding.meaning] > 1)
    if len(items) > most:
        st.button(
            f"再显示{min(_STEP, len(items) - most)}项", on_click=_more, args=(shown,), key=f"more-{key}"
        )


def _more(shown: str) -> None:
    st.session_state[shown] += _STEP


def _item(item: Item, selected: Item | None, column: str, *, apart: bool) -> None:
    """One finding; ``apart``: with what its figure is of, as others have its meaning."""
    finding = item.finding
    key = f"open-{column}-{finding.id}"
    arrived = _arrives(key) if item == selected else ""
    with (
        st.container(key=arrived or f"place-{item.number}"),
        st.container(border=True, gap="xxsmall", key=f"finding-{item.number}"),
    ):
        colour = _COLOURS[item.severity]
        badge = f":{colour}-badge[{item.severity_text}]"
        of = f"　:gray[{words(item.subject)}]" if apart and item.subject else ""
        st.markdown(f"**{item.number}**　{badge}　:gray[应当]　**{words(finding.meaning)}**{of}")
        if item.said:
            st.markdown(words(item.said))
        if places := _where(item):
            st.caption(places)
        label = "双方原文与可能原因" if item.right.page is not None else "原文与可能原因"
        label += f"，由此带来的不符{len(item.follows)}项" if item.follows else ""
        opened = st.expander(label, type="compact", key=key, on_change=_toggled, args=(key, finding.id))
        if opened.open is True:
            with opened:
                _evidence(item)


def _arrives(key: str) -> str:
    """Open a finding to which the visitor comes by its address, and name it so that lens.js brings it into
    view: by one of two names in turn, so that coming again is seen. Empty in every later run.
    """
    name = st.query_params[PARAMETER]
    if key in st.session_state and st.session_state.get(_ARRIVED) == name:
        return ""
    st.session_state[key] = True
    st.session_state[_ARRIVED] = name
    st.session_state[_TIMES] = st.session_state.get(_TIMES, 0) + 1
    return _NAMES[st.session_state[_TIMES] % 2]


def _toggled(key: str, name: str) -> None:
    """The address follows the finding that was opened last."""
    if st.session_state[key]:
        st.query_params[PARAMETER] = st.session_state[_ARRIVED] = name
    elif st.query_params.get(PARAMETER) == name:
        del st.query_params[PARAMETER]


def _where(item: Item) -> str:
    found: dict[str, None] = {}
    for side in (item.left, item.right):
        name = f"《{side.document}》" if side.document else ""
        found.update(dict.fromkeys(name + entry.text for entry in side.sources))
    texts = list(found)
    return words("；".join(texts[:_PLACES]) + (f" 等{len(texts)}处" if len(texts) > _PLACES else ""))


def _evidence(item: Item) -> None:
    finding = item.finding
    both = item.right.page is not None or bool(item.right.label)
    _side(item, item.left, "一边" if both else "所在", "left")
    if both:
        _side(item, item.right, "另一边", "right")
    if finding.difference is not None:
        unit = "个百分点" if finding.unit == "%" else finding.unit
        slack = "没有四舍五入的余地"
        if finding.envelope is not None and finding.envelope > 0:
            slack = f"四舍五入可以解释的不超过{number(finding.envelope, unit)}"
        st.markdown(f"**差额**　{number(finding.difference, unit)}（前者减后者）；{slack}。")
    if finding.causes:
        causes = "\n".join(f"- {words(cause)}" for cause in finding.causes.split("；"))
        st.markdown(f"**可能的原因**（供查找原因，不是结论）\n\n{causes}")
    if item.follows:
        rows = "\n".join(f"- {words(_consequence(follow))}" for follow in item.follows)
        st.markdown(f"**由此带来的不符**（{len(item.follows)}项，与本项原因相同）\n\n{rows}")
    st.caption(f"{_MEANINGS[item.severity]}规则编号 {words(finding.rule)}。")


def _consequence(finding: Finding) -> str:
    pages = dict.fromkeys(page for page in (finding.left_page, finding.right_page) if page)
    where = f"（第{'、'.join(map(str, pages))}页）" if pages else ""
    return f"{finding.meaning}：{said(finding)}{where}"


def _side(item: Item, side: Side, name: str, key: str) -> None:
    with st.container(gap="small", key=f"side-{key}-{item.number}"):
        pages = list(dict.fromkeys(entry.page for entry in side.sources if entry.page is not None))
        pages = pages or ([side.page] if side.page is not None else [])
        where = f"第{'、'.join(map(str, pages))}页" if pages else "没有印出"
        st.markdown(f"**{name}**　{words(title(side.label))}　:gray[{where}]")
        facts = [f"《{side.document}》"] if side.document else []
        if printed := _printed(side):
            facts.append(f"印作 {printed}")
        if side.value is not None:
            facts.append(f"数值 {number(side.value, item.finding.unit)}")
        if facts:
            st.markdown(words("　".join(facts)))
        if side.sources:
            crop.strips(side.sources)
            _links(item, side, key)


def _printed(side: Side) -> str:
    raws = [entry.raw.strip() for entry in side.sources]
    printed = "、".join(raws) if raws and all(raws) else side.raw
    return printed if len(printed) <= _LONGEST else f"{printed[:_LONGEST]}…"


def _links(item: Item, side: Side, key: str) -> None:
    name = f"{key}-{item.number}"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            ":primary[出处]",
            key=f"finding-source-{name}",
            type="tertiary",
            on_click=source.show,
            args=(title(side.label), side.sources, (item.finding.arithmetic,)),
        )
        original.links(side.sources, name)


def number(value: Decimal, unit: str) -> str:
    """An amount with its unit, exact."""
    return f"{exact(value)}{unit}"


def title(label: str) -> str:
    """The label of a side; of a sum in one form the form once, then the names of its figures."""
    named: dict[str, list[str]] = {}
    for part in label.split("；"):
        end = _whole(part)
        named.setdefault(part[:end], []).append(part[end:])
    return "；".join(
        form + "、".join(names[:_NAMED]) + (f"等{len(names)}个数" if len(names) > _NAMED else "")
        for form, names in named.items()
    )


def _whole(label: str) -> int:
    """Where the name of the form or section ends: ``《…》`` or ``情况说明（…）``."""
    depth = 0
    for position, letter in enumerate(label):
        depth += (letter in "《（") - (letter in "》）")
        if depth == 0 and letter in "》）":
            return position + 1
    return 0


def words(text: str) -> str:
    """Text of a document as it is: nothing in it is taken for markup."""
    return _MARKDOWN.sub(lambda found: f"\\{found[0]}", text)
