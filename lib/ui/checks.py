"""哪些数字对不上: the 核对单 of the document on screen, its filters, and what was not checked at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from lib.analysis import across, checks, results
from lib.analysis.across import Compared
from lib.analysis.book import Book
from lib.analysis.checks import GROUPS, SEVERITIES, VERDICTS, Item, Sheet
from lib.disclosure import Document
from lib.ui import filters, findings, page, panel, reading, store
from lib.ui.scope import View

_APART = ("rounding", "cannot_check")
_FAILED = "_read_again_failed"
_VERDICTS = {name: VERDICTS[name] for name in ("broken", "rounding", "cannot_check", "holds")}


@dataclass(frozen=True)
class Found:
    """What the page says of one document. Shared by all visitors: read only.

    ``forms`` is the reading ledger with its proof, ``partners`` are the documents that it was compared with,
    ``names`` the forms and sections that any result is about, ``apart`` the results that are no matter, by
    verdict.
    """

    sheet: Sheet
    forms: pd.DataFrame
    partners: Sequence[Compared]
    names: Mapping[str, str]
    apart: Mapping[str, pd.DataFrame]


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


def found(view: View) -> Found:
    """What was found in the document on screen; a page on a document that was not checked ends here."""
    if not view.book.checked:
        _unchecked(view.book)
    return view.ask(_found, *_others(view))


def _found(book: Book, *others: Book) -> Found:
    texts = _texts(book, *others)
    findings = (*book.findings, *across.across(book, others, texts))
    silent = store.silent(book.document)
    sheet = checks.sheet(book, findings, others, silent)
    apart = {name: [finding for finding in findings if finding.verdict == name] for name in _APART}
    return Found(
        sheet=sheet,
        forms=results.forms(sheet),
        partners=across.partners(book, others, texts),
        names=results.form_names(book, (*book.findings, *silent)),
        apart={name: results.results(book, listed, others) for name, listed in apart.items()},
    )


def _every(book: Book, *others: Book) -> pd.DataFrame:
    """Every result of every rule: those of the document itself, and those of comparing it with others."""
    compared = across.across(book, others, _texts(book, *others))
    return results.results(book, (*store.findings(book.document), *compared), others)


def _texts(book: Book, *others: Book) -> across.Texts:
    asked = across.read_for(book.document, [other.document for other in others])
    return {document.document_id: store.texts(document) for document in asked}


def _others(view: View) -> tuple[Book, ...]:
    """The documents that this one may be compared with."""
    document = view.book.document
    return tuple(
        store.book(other)
        for other in _candidates(document.document_id, document.parse_id, str(store.lake().version()))
    )


def bar(found: Found) -> Filters:
    """The filters, all of them in the address."""
    with filters.row():
        severities = filters.several("程度", dict(SEVERITIES), "severity")
        verdicts = filters.several("结果", _VERDICTS, "verdict")
        groups = filters.several("类别", dict(GROUPS), "rules")
        forms = filters.several("涉及的报表或章节", found.names, "form")
        text = filters.name("文字或数字", "find")
    return Filters(severities, verdicts, groups, forms, text)


def column(view: View, sheet: Sheet, wanted: Filters) -> None:
    """What does not agree in the document, one under the other; the one that the address names is open."""
    _unknown(view, findings.chosen(sheet))
    items = [item for item in sheet.items if checks.group_of(item.finding) != "across"]
    _column(view, sheet, items, wanted, nothing="没有发现不能同时成立或需要说明的事项。")


def beside(view: View, found: Found, wanted: Filters) -> None:
    """What does not agree with other documents of the department, and which those are."""
    compared = [each for each in found.partners if each.certain and each.document is not None]
    for each in compared:
        name = findings.words(each.document.file_name) if each.document else ""
        st.markdown(f"**{each.label}**　《{name}》　:gray[{findings.words(each.why)}]")
    page.notes(f"{each.label}：{each.why}。" for each in found.partners if each not in compared)
    items = [item for item in found.sheet.items if checks.group_of(item.finding) == "across"]
    if compared:
        _column(
            view,
            found.sheet,
            items,
            wanted,
            key="beside",
            nothing="与上列文件核对，没有发现不能同时成立或需要说明的事项。",
        )


def _column(
    view: View, sheet: Sheet, items: Sequence[Item], wanted: Filters, *, nothing: str, key: str = "own"
) -> None:
    selected = findings.chosen(sheet)
    shown = wanted.items(items, selected)
    if not shown:
        st.info("没有符合筛选条件的事项。" if items else nothing)
    findings.column(shown, selected, f"{key}-{view.book.document.document_id[:12]}")


@st.cache_resource(max_entries=256, show_spinner=False)
def _candidates(document_id: str, parse_id: str, version: str) -> tuple[Document, ...]:  # noqa: ARG001
    """Documents that may be partners; the same until the lake changes."""
    document = store.find(document_id)
    return tuple(across.candidates(document, store.documents())) if document else ()


_RESULT = {
    "verdict_text": "结果",
    "severity_text": "程度",
    "group_text": "类别",
    "rule": "规则",
    "meaning": "核对内容",
    "left_label": "前者",
    "left_raw": "前者印作",
    "left_value": "前者数值",
    "right_label": "后者",
    "right_raw": "后者印作",
    "right_value": "后者数值",
    "gap": "差额",
    "unit": "数值单位",
    "said": "算式与说明",
}


def apart(view: View, found: Found, wanted: Filters) -> None:
    """What is no matter (differences by rounding) and what is no answer (not checked), each by itself."""
    kept = ("rule", "meaning", "left_label", "left_raw", "right_label", "right_raw", "gap", "unit", "said")
    columns = {name: _RESULT[name] for name in kept}
    _table(view, found, wanted, "rounding", columns, nothing="没有舍入差。")
    page.notes(["舍入差：两处之差不超过四舍五入所能解释的范围，不作为问题。"])
    columns = {"rule": "规则", "meaning": "核对内容", "said": "无法核对的原因", "left_label": "涉及"}
    _table(view, found, wanted, "cannot_check", columns, nothing="应当核对的均已核对。")
    page.notes(["没有读到的报表和文字不能核对，也不算相符。"])


def _table(
    view: View, found: Found, wanted: Filters, verdict: str, columns: Mapping[str, str], *, nothing: str
) -> None:
    """The results of one verdict that the filters leave; ``nothing`` is said where there is none at all."""
    frame = found.apart[verdict]
    rows = wanted.rows(frame)
    if len(frame):
        nothing = f"{len(frame)}项，没有符合筛选条件的。"
    panel.panel(view, verdict, VERDICTS[verdict], rows, columns, nothing=nothing, flaws=False)


def everything(view: View, found: Found, wanted: Filters) -> None:
    """Every result, also what holds; asked for and drawn when the visitor opens it."""
    tally = found.sheet.tally
    label = f"全部核对结果（{tally['results']}项，其中相符{tally['holds']}项）"
    opened = st.expander(label, key="all", bind="query-params", on_change="rerun")
    if opened.open is True:
        with opened:
            rows = wanted.rows(view.ask(_every, *_others(view)))
            panel.panel(
                view,
                "results",
                f"全部核对结果（{len(rows)}项）",
                rows,
                _RESULT,
                nothing="没有符合筛选条件的结果。",
                flaws=False,
            )


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
            progress.progress(done / max(total, 1), text=f"第{done}页，共{total}页")

        result = reading.read(document.file_name, path.read_bytes(), on_page)
        if result.error or result.known:
            st.session_state[_FAILED] = result.error or "这份文件已用当前版本读过，其中没有可以核对的数字。"
        st.rerun()  # what is above was drawn from the old reading
    st.stop()
