"""The badge beside figures that take part in a finding: how many, which, and the way to each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from lib.analysis.figures import Source
from lib.disclosure import Finding
from lib.ui import findings
from lib.ui.scope import View

_SEVERITY = {"error": "错误", "warning": "需说明"}
_LISTED = 6


def flaws(key: str, found: Sequence[Finding]) -> None:
    """Say that figures contradict others, and lead to what was :func:`found`; nothing where nothing was."""
    if not found:
        return
    counts = [
        f"{word}{number}项"
        for severity, word in _SEVERITY.items()
        if (number := sum(f.severity == severity for f in found))
    ]
    label = f":red[勾稽：{'、'.join(counts)}]"
    box = st.popover(label, type="tertiary", key=f"flaws-{key}", on_change="rerun")
    if box.open is True:
        with box:
            _list(found)


def _list(found: Sequence[Finding]) -> None:
    st.markdown("这里的数字涉及下列勾稽事项；哪一处有误，须由编报单位核实。")
    for finding in found[:_LISTED]:
        st.markdown(f"**{_SEVERITY[finding.severity]}**　{finding.left_label}：{finding.message}")
        findings.link_to(finding)
    if len(found) > _LISTED:
        st.caption(f"另有{len(found) - _LISTED}项，见“勾稽核对”。")


def found(view: View, sources: Iterable[Source]) -> list[Finding]:
    """The errors and warnings of the documents on screen in which the sources take part, errors first."""
    places: dict[str, list[str]] = {}
    for item in sources:
        if item.ref:
            places.setdefault(item.document_id, []).append(item.ref)
    books = {book.document.document_id: book for book in (view.book, view.prior) if book}
    if not places.keys() <= books.keys():
        books |= {book.document.document_id: book for book in view.series}
    broken = [f for name, refs in places.items() if name in books for f in books[name].flaws(refs)]
    return sorted(broken, key=lambda finding: finding.severity)
