"""The pages, in one place: navigation, links and tests read this list and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

FOLDER = Path(__file__).resolve().parents[2] / "pages"


@dataclass(frozen=True)
class PageInfo:
    """One page: ``name`` is its file in ``pages/`` and its address, ``question`` what it answers.

    ``scoped`` is false where the scope bar's selection has no meaning.
    """

    name: str
    title: str
    question: str
    scoped: bool = True

    @property
    def path(self) -> Path:
        """The page's script."""
        return FOLDER / f"{self.name}.py"

    def page(self) -> st.Page:
        """A new Streamlit page; the first one of the list is the app's front page."""
        return st.Page(self.path, title=self.title, url_path=self.name, default=self is PAGES[0])


PAGES = (
    PageInfo("overview", "总览", "这一年怎么样？"),
    PageInfo("composition", "支出构成", "钱花在哪里？"),
    PageInfo("basic_project", "基本与项目", "用于运转，还是用于项目？"),
    PageInfo("completion", "预算完成", "与预算差多少，为什么？"),
    PageInfo("three_public", "“三公”经费", "是否只减不增？"),
    PageInfo("projects", "项目执行", "哪些项目没有执行完，绩效如何？"),
    PageInfo("operating", "运行·采购·资产", "机关运行成本是多少？"),
    PageInfo("compare", "比较", "与往年、与同类比？"),
    PageInfo("scenario", "情景推演", "如果……会怎样？"),
    PageInfo("checks", "勾稽核对", "哪些数字对不上？"),
    PageInfo("original", "原文", "印在哪里？"),
    PageInfo("present", "汇报", "怎么汇报？"),
    PageInfo("search", "查找", "在哪一份、哪一页？", scoped=False),
    PageInfo("imports", "资料导入", "如何导入资料？", scoped=False),
    PageInfo("about", "数据说明", "这是什么？", scoped=False),
)


def info(name: str) -> PageInfo:
    """The page called ``name``, the front page for none; raises :class:`KeyError` for an unknown one."""
    return {page.name: page for page in PAGES}[name or PAGES[0].name]
