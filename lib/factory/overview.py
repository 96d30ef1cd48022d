"""The first part of a document, 概况: where the duties are described, and whose accounts it covers."""

from __future__ import annotations

from lib.disclosure import Disclosure

_INSTITUTION = "事业运行"


def overview(disclosure: Disclosure, *, invented: bool) -> tuple[str, ...]:
    """The paragraphs of the part. The accounts of an ``invented`` department that pay for an institution name
    it among the units covered; of a real department only what it published is said.
    """
    department = disclosure.document.department
    paragraphs = [f"{department}的职责和机构设置见部门公开的原件，本文件只排印决算数字。"]
    if invented and any(fact.label == _INSTITUTION and fact.value for fact in disclosure.facts):
        paragraphs.append(f"纳入本年度部门决算编制范围的单位包括{department}本级和下属事务服务中心。")
    return tuple(paragraphs)
