"""数据说明: what is not read, what this program is made of, and where its data is."""

from __future__ import annotations

import platform
import re
import sys
import tomllib
from functools import cache
from importlib import metadata

import pandas as pd
import streamlit as st

from lib import __version__
from lib.analysis.reading import STATUS
from lib.forms import EXTRAS, FORMS
from lib.lake import LakeError
from lib.lake import search as stored
from lib.reading import Limits
from lib.ui import intake, reading, store
from lib.ui.findings import words

_REQUIREMENT = re.compile(r"^([A-Za-z][\w.-]*)[^#]*(?:#\s*(.*))?$")
_LICENCE = re.compile(r"^License :: (?:OSI Approved :: )?")
_TABLES = {
    "documents": "文件",
    "facts": "表中数字",
    "statements": "文字中的数字",
    "projects": "项目",
    "project_indicators": "绩效指标",
    "ledger": "读取记录",
    "findings": "核对结果",
    "texts": "页面文字",
    "key_figures": "指标",
}
_BAD = ("doubtful", "not_found", "image_only", "not_understood")


def limits() -> None:
    """What is not read, and what a figure on screen does not say."""
    bounds = Limits()
    formats = "、".join(name.upper() for name in intake.FORMATS)
    others = "、".join(form.title for form in EXTRAS.values())
    st.markdown(
        "\n".join(
            f"- {line}"
            for line in (
                f"**可读取的文件**　{formats}。PDF 须是文字版；扫描件和图像中的报表不能识别，读取记录标为"
                f"“{STATUS['image_only']}”，不当作缺表。Word、Excel、网页和压缩文件不能读取，"
                "请先转为 PDF 或文本。",
                f"**大小**　页面上传每份不超过{reading.MEGABYTES}MB、{reading.SECONDS:g}秒；"
                f"任何方式都不超过{bounds.pages}页。",
                f"**可读取的报表**　{len(FORMS)}张法定决算表，以及{others}。按表名和表头的含义识别，"
                "不按次序识别；其他表留在读取记录里，不参与计算。",
                "**可读取的文字**　情况说明中带数的句子和各项原因；未能识别的句子留在读取记录里。",
                "**空白不是零**　空白、不适用、未能识读和零是四种不同的情况；"
                "文件没有给出的，显示“未披露”，不当作零。"
                f"{STATUS['doubtful']}的表，数字可能有误，请对照原文。",
                "**金额**　以元计，保留印出的每一位；页面上换算单位后四舍五入，计算不舍入。",
                "**核对**　只指出两处不能同时成立，不判断哪一处有误；没有读到的一律记为“无法核对”，不算相符。"
                "部门预算的文字不核对。",
                "**推算与测算**　由文件中的增减额倒推的上年数单独标明；情景推演的结果是测算，不存入资料库。",
                "**收支分类**　随附的分类表不包括全部科目；名称的起止年度以所见文件为准。",
            )
        )
    )
    found = stored.outcomes(store.lake())
    st.subheader("本资料库中未能完整读取的内容", anchor=False)
    rows = [{"结果": STATUS[status], "处": found.get(status, 0)} for status in _BAD]
    st.table(pd.DataFrame(rows), hide_index=True, border="horizontal", width="content")
    st.caption("每份文件的逐表结果见“资料导入”。未找到的表，文件可能依法不需要公开。")


def versions() -> None:
    """The program, the store, the libraries and their licences."""
    st.markdown(
        f"- **决算透视** {__version__}，许可 {_own_licence()}，离线运行，不向外发送任何内容\n"
        f"- **Python** {platform.python_version()}（{sys.platform}）\n"
        "- 随附字体 Noto Sans SC 的子集，许可 SIL Open Font License 1.1"
    )
    st.subheader("资料库", anchor=False)
    _store(str(store.lake().version()))
    st.subheader("所用程序库", anchor=False)
    st.table(_libraries(), hide_index=True, border="horizontal")


def _store(version: str) -> None:
    try:
        status = _status(version)
    except LakeError as error:
        st.error(words(str(error)))
        return
    st.markdown(
        f"- **位置**　{words(status.location)}\n"
        f"- **文件**　{status.documents:,}份可见，{status.retired:,}份已撤下，共读取{status.readings:,}次\n"
        f"- **占用**　{status.bytes / 2**20:,.1f}MB，其中原文件{status.originals:,}份"
        f" {status.original_bytes / 2**20:,.1f}MB"
    )
    rows = [
        {"表": _TABLES.get(table.name, table.name), "行": f"{table.visible_rows:,}", "版本": table.version}
        for table in status.tables
    ]
    st.table(pd.DataFrame(rows), hide_index=True, border="horizontal", width="content")


@st.cache_resource(max_entries=2, show_spinner=False)
def _status(version: str):  # noqa: ANN202, ARG001 - the version is the key
    return store.lake().status()


@cache
def _own_licence() -> str:
    with (store.ROOT / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["license"])


@cache
def _libraries() -> pd.DataFrame:
    """What ``requirements.txt`` names, as it is installed here."""
    rows = []
    for line in (store.ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines():
        named = _REQUIREMENT.match(line)
        if named is None:
            continue
        try:
            about = metadata.metadata(named[1])
        except metadata.PackageNotFoundError:
            continue
        rows.append({"名称": named[1], "版本": about["Version"], "许可": _licence(about)})
    return pd.DataFrame(rows, columns=["名称", "版本", "许可"])


def _licence(about: metadata.PackageMetadata) -> str:
    """The licence in a word: an expression, a classifier, or the first line of the field."""
    if "License-Expression" in about:
        return about["License-Expression"]
    listed = [text for text in about.get_all("Classifier") or () if text.startswith("License")]
    field = about["License"].strip().partition("\n")[0][:60] if "License" in about else ""
    return "；".join(_LICENCE.sub("", text) for text in listed) or field or "见其文档"
