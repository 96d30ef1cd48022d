"""Whose a document is: which department's or unit's, told from others of the same name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

Body = tuple[str, str, str]
"""Department, scope, and what tells apart those of the same name (:meth:`Bodies.whose`)."""

NAMELESS = "部门未识别"


def called(body: Body) -> str:
    """A body as people tell it from others: 财政局, or 财政局（甲市） where there are several."""
    department, _, whose = body
    return f"{department}（{whose}）" if department and whose else department or NAMELESS


class Owned(Protocol):
    """A document, or something that knows as much of one."""

    @property
    def document_id(self) -> str:
        """The document."""

    @property
    def department(self) -> str:
        """The department it names; empty where it names none."""

    @property
    def region(self) -> str:
        """The region it names; empty where it names none."""

    @property
    def scope(self) -> str:
        """部门 or 单位."""


class Bodies:
    """Whose each of some documents is. Departments of one name in several regions are several bodies; a
    document that names no department is nobody else's.
    """

    def __init__(self, documents: Iterable[Owned]) -> None:
        regions: dict[str, set[str]] = {}
        for document in documents:
            regions.setdefault(document.department, set()).update({document.region} - {""})
        self._several = {name for name, found in regions.items() if name and len(found) > 1}

    def whose(self, document: Owned) -> str:
        """The region where departments of several have this name; the document where there is no name."""
        if not document.department:
            return document.document_id
        return (document.region or "地区未识别") if document.department in self._several else ""

    def of(self, document: Owned) -> Body:
        """The body that the document is of."""
        return document.department, document.scope, self.whose(document)

    def name(self, document: Owned) -> str:
        """What its body is :func:`called`."""
        return called(self.of(document))
