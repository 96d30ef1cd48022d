"""哪些数字对不上: the 核对单 of the document on screen, its filters, and what was not checked at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from lib.analysis import checks, results
from lib.analysis.book import Book
from lib.analysis.checks import GROUPS, SEVERITIES, VERDICTS, Item, Sheet
from lib.ui import filters, findings, reading, store
from lib.ui.scope import View

_FAILED = "_read_again_failed"
_VERDICTS = {name: VERDICTS[name] for name in ("broken", "rounding", "cannot_check", "holds")}


@dataclass(frozen=True)
class Filters:
    """What the visitor wants to see; empty means everything."""

    severities: Sequence[str]
    verdicts: Sequence[str]
    groups: Sequence[str]
    forms: Sequence[str]
    text: str

    def items(self, items: Sequence[Item], selected: Item | None = None) -> tuple[Item, ...]:
        """The items that the filters leave, and the selected one in any case."""
        wanted = not self.verdicts or "broken" in self.verdicts
        kept = results.keep(
            items if wanted else (),
            severities=self.severities,
            groups=self.groups,
            forms=self.forms,
            text=self.text,
        )
        return tuple(item for item in items if item in kept or item == selected)

    def rows(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The results that the filters leave."""
        return results.narrow(
            frame,
            verdicts=self.verdicts,
            severities=self.severities,
            groups=self.groups,
            forms=self.forms,
            text=self.text,
        )


def sheet(view: View) -> Sheet:
    """The 核对单 of the document on screen; a page on a document that was not checked ends here."""
    if not view.book.checked:
        _unchecked(view.book)
    return view.ask(_sheet)


def _sheet(book: Book) -> Sheet:
    return checks.sheet(book, store.findings(book.document))


def forms(view: View) -> pd.DataFrame:
    """The reading ledger with its proof."""
    return view.ask(_forms)


def _forms(book: Book) -> pd.DataFrame:
    return results.forms(_sheet(book))


def every(view: View) -> pd.DataFrame:
    """Every result of every rule."""
    return view.ask(_every)


def _every(book: Book) -> pd.DataFrame:
    return results.results(book, store.findings(book.document))


def _names(book: Book) -> dict[str, str]:
    return results.form_names(book, store.findings(book.document))


def bar(view: View) -> Filters:
    """The filters, all of them in the address."""
    with filters.row():
        severities = filters.several("轻重", dict(SEVERITIES), "severity")
        verdicts = filters.several("结果", _VERDICTS, "verdict")
        groups = filters.several("哪一类", dict(GROUPS), "rules")
        forms = filters.several("哪张表、哪一节", view.ask(_names), "form")
        text = filters.name("文字或数字", "find")
    return Filters(severities, verdicts, groups, forms, text)


def column(view: View, sheet: Sheet, items: Sequence[Item], wanted: Filters) -> None:
    """What does not agree, one under the other; the finding that the address names is open."""
    selected = findings.chosen(sheet)
    shown = wanted.items(items, selected if selected in items else None)
    _unknown(view, selected)
    if not shown:
        st.info("没有符合筛选条件的事项。" if items else "没有发现不能同时成立或需要说明的事项。")
    findings.column(shown, selected, view.book.document.document_id)


def _unknown(view: View, selected: Item | None) -> None:
    """Say what became of a finding that the address names and that is none any more."""
    name = st.query_params.get(findings.PARAMETER, "")
    if selected is not None or not name:
        return
    found = next((f for f in store.findings(view.book.document) if f.id == name), None)
    if found is None:
        st.caption("地址中的这一项不在本文件的核对结果里，可能属于另一份文件，或文件已重新读取。")
    else:
        st.caption(f"地址中的这一项结果为“{VERDICTS[found.verdict]}”：{findings.words(found.meaning)}。")


def _unchecked(book: Book) -> None:
    document = book.document
    st.warning("这份文件是旧版本读入的，还没有核对。重新读取后即可看到核对结果，原来的记录保留在历史中。")
    if message := st.session_state.pop(_FAILED, ""):
        st.error(message)
    path = store.original(document.document_id)
    if path is None:
        st.info("资料库中没有保存原文件，请在“资料导入”中重新导入。")
    elif st.button("重新读取并核对", key="read-again"):
        progress = st.progress(0.0, text=f"《{document.file_name}》：正在读取…")

        def on_page(done: int, total: int) -> None:
            progress.progress(done / max(total, 1), text=f"第 {done} 页，共 {total} 页")

        result = reading.read(document.file_name, path.read_bytes(), on_page)
        if result.error or result.known:
            st.session_state[_FAILED] = result.error or "这份文件已用当前版本读过，其中没有可以核对的数字。"
        st.rerun()  # what is above was drawn from the old reading
    st.stop()
