"""Which documents a document is compared with, and why; which are missing or uncertain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from lib.checking.across.names import Said, may_be_same, name_of
from lib.disclosure import Disclosure, Document, Kind, Scope

Relation = Literal["prior", "budget", "whole", "part"]

_KINDS: dict[Kind, str] = {"final_account": "决算", "budget": "预算"}


@dataclass(frozen=True, slots=True)
class Partner:
    """One document that another is compared with, or the lack of one.

    ``relation`` is the partner's part: last year's account, the budget of the same year, the department
    (``whole``) of a unit, a unit (``part``) of a department. Only a ``certain`` partner is compared.
    ``why`` says in words what the choice rests on, or what is missing; ``disclosure`` is ``None`` then.
    """

    relation: Relation
    disclosure: Disclosure | None
    certain: bool
    why: str

    @property
    def document(self) -> Document | None:
        """The other document."""
        return self.disclosure.document if self.disclosure is not None else None

    @property
    def title(self) -> str:
        """How the other document is called before a figure: ``2021年度决算``; units with their name."""
        if self.document is None:
            return ""
        name = self.document.department if self.relation in {"whole", "part"} else ""
        kind = f"{self.document.scope}预算" if self.document.kind == "budget" else "决算"
        return f"{name}{self.document.fiscal_year or ''}年度{kind}"


def partners(this: Disclosure, others: Iterable[Disclosure]) -> tuple[Partner, ...]:
    """Return the partners of ``this`` among ``others``; what is missing is named, too.

    For a final account: last year's account and this year's budget of the same body (same name and scope);
    for both kinds: the department of a unit, or the units of a department, of the same year. Of two
    readings of one account the newer one counts. Retired documents are left out.
    """
    document = this.document
    known = {
        other.document.document_id: other
        for other in sorted(others, key=lambda each: each.document.read_at)
        if not other.document.retired and other.document.document_id != document.document_id
    }
    pool = list(known.values())
    found: list[Partner] = []
    if document.kind == "final_account":
        year = document.fiscal_year
        found.append(_same_body(this, pool, "prior", "final_account", None if year is None else year - 1))
        found.append(_same_body(this, pool, "budget", "budget", year))
    return (*found, *_family(this, pool))


def may_be_partner(document: Document, other: Document) -> bool:
    """Whether ``other`` may be a partner of ``document``, by what is known of them without their text."""
    year, theirs = document.fiscal_year, other.fiscal_year
    if year is None or theirs is None or other.retired or other.document_id == document.document_id:
        return False
    final = document.kind == "final_account"
    years = (other.kind == "final_account" and theirs == year - 1) or (other.kind, theirs) == ("budget", year)
    family = other.kind == document.kind and theirs == year and other.scope != document.scope
    if not (final and years) and not family:  # most documents of a lake: their names are not looked at
        return False
    alike = name_of(document).stem == name_of(other).stem or may_be_same(document, other)
    return (alike and final and years) or (family and (alike or _near(document, other)))


def _near(document: Document, other: Document) -> bool:
    """Whether one name begins with the other, or both are of one region, so that a text may name one."""
    first, second = name_of(document).stem, name_of(other).stem
    begins = first.startswith(second) or second.startswith(first)
    return bool(first and second) and (begins or (document.region == other.region != ""))


def _same_body(
    this: Disclosure, pool: Sequence[Disclosure], relation: Relation, kind: Kind, year: int | None
) -> Partner:
    wanted = "上年度决算" if relation == "prior" else "本年度预算"
    undone = "未作年度间核对" if relation == "prior" else "未作预算与决算核对"
    if year is None:
        return Partner(relation, None, certain=False, why=f"文件没有写明年度，不能确定{wanted}，{undone}")
    document, own = this.document, name_of(this.document)
    peers = [o for o in pool if o.document.kind == kind and o.document.fiscal_year == year]
    named = [o for o in peers if own.stem and name_of(o.document) == own]
    right = [o for o in named if o.document.scope == document.scope]
    if right:
        more = f"；同名文件有{len(right)}份，取最近读入的一份" if len(right) > 1 else ""
        why = f"名称、范围（{document.scope}）相同的{year}年度{_KINDS[kind]}{more}"
        return Partner(relation, right[-1], certain=True, why=why)
    for doubtful, reason in (
        (named, f"名称相同，但范围不同（本文件为{document.scope}）"),
        ([o for o in peers if own.stem and name_of(o.document).stem == own.stem], "一为本级（机关），一不是"),
        ([o for o in peers if may_be_same(document, o.document)], "名称相近，但不完全相同"),
    ):
        if doubtful:
            peer = f"“{doubtful[-1].document.department}”{year}年度{_KINDS[kind]}"
            why = f"{peer}：{reason}，不能确定是同一口径，{undone}"
            return Partner(relation, doubtful[-1], certain=False, why=why)
    return Partner(relation, None, certain=False, why=f"资料库中没有{wanted}，{undone}")


def _family(this: Disclosure, pool: Sequence[Disclosure]) -> Iterator[Partner]:
    """The department of a unit, or the units of a department: certain ones; failing these, doubtful ones."""
    document = this.document
    relation: Relation = "part" if document.scope == "部门" else "whole"
    other_scope: Scope = "单位" if relation == "part" else "部门"
    wanted = "所属单位" if relation == "part" else "所属部门"
    peers = [
        other
        for other in pool
        if other.document.kind == document.kind
        and other.document.fiscal_year == document.fiscal_year is not None
        and other.document.scope == other_scope
    ]
    said = Said(this)
    certain: dict[str, Partner] = {}
    doubtful: list[Partner] = []
    for other in peers:
        unit, department = (other, this) if relation == "part" else (this, other)
        theirs = Said(other)
        texts = (theirs, said) if relation == "part" else (said, theirs)
        why = _belongs(unit.document, department.document, texts)
        if why:
            certain[other.document.department] = Partner(relation, other, certain=True, why=why)
        elif _looks_like_one_of(unit.document, department.document):
            name = unit.document.department
            reason = f"“{name}”的名称以部门名称开头，但两份文件都没有写明隶属关系，未作部分与整体核对"
            doubtful.append(Partner(relation, other, certain=False, why=reason))
    found = [*certain.values(), *doubtful]
    if relation == "whole" and len(certain) > 1:
        why = "有多个部门的文件列有本单位，不能确定隶属哪一个，未作部分与整体核对"
        found = [Partner(relation, each.disclosure, certain=False, why=why) for each in certain.values()]
    kind = _KINDS[document.kind]
    none = Partner(
        relation, None, certain=False, why=f"资料库中没有{wanted}本年度的{kind}，未作部分与整体核对"
    )
    yield from found or [none]


def _belongs(unit: Document, department: Document, texts: tuple[Said, Said]) -> str:
    """Why ``unit`` certainly belongs to ``department``; empty if that is not certain."""
    small, whole = name_of(unit), name_of(department)
    if not small.stem or not whole.stem:
        return ""
    if small.stem == whole.stem:
        return "与部门同名的单位，即部门本级"
    of_unit, of_department = texts
    if of_department.lists(small.stem) or of_department.lists(f"{small.stem}(本级)"):
        return "部门的文件把本单位列入决算编制范围或所属单位"
    return "单位的文件写明隶属于该部门" if of_unit.belongs_to(whole.stem) else ""


def _looks_like_one_of(unit: Document, department: Document) -> bool:
    small, whole = name_of(unit).stem, name_of(department).stem
    return bool(whole) and small != whole and small.startswith(whole)
