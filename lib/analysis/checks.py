"""哪些数字对不上: the 核对单, findings by root cause with both sides, and what of each form is proved."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

from lib.analysis import evidence, wording
from lib.analysis.book import Book
from lib.analysis.figures import Source
from lib.analysis.places import PROJECT
from lib.checking import FormProof, prove
from lib.checking.rules_across import ACROSS
from lib.disclosure import Disclosure, Document, Finding, LedgerEntry, Severity, Verdict

SEVERITIES: Mapping[Severity, str] = MappingProxyType({"error": "错误", "warning": "需说明", "info": "提示"})
"""Severity in words, most grave first. An error says that both sides cannot hold, never which is wrong."""
VERDICTS: Mapping[str, str] = MappingProxyType(
    {
        "broken": "不符",
        "rounding": "舍入差",
        "cannot_check": "无法核对",
        "holds": "相符",
        "not_applicable": "不适用",
    }
)
"""Verdicts in words."""
GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "within": "表内",
        "between": "表间",
        "narrative": "文字与表",
        "rates": "完成率与增减",
        "performance": "绩效",
        "assets": "资产与采购",
        "wording": "文字",
        "across": "与其他文件",
    }
)
"""Groups of rules, as a reader looks for them."""

_BY_LETTER = {
    "T": "within", "X": "between", "N": "narrative", "C": "rates", "Y": "rates",
    "P": "performance", "S": "assets", "K": "assets", "F": "wording",
}  # fmt: skip
_ACROSS = frozenset(rule for rule, *_ in ACROSS)
_GRAVITY = tuple(SEVERITIES)
_PLACE = re.compile(r"^(?:情况说明（[^）]*）|《[^》]*》)")


@dataclass(frozen=True, slots=True)
class Outcome:
    """A result about which there is nothing to say: its verdict and the places of both sides."""

    verdict: Verdict
    left_place: str
    right_place: str


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a finding: what it is called, what is printed, its value in the finding's unit, and where.

    ``page`` is that of its first printed place, ``None`` where there is none (a sum that nobody printed, a
    question that has one side only). ``document`` is a file name where it is another document.
    """

    label: str
    raw: str
    value: Decimal | None
    page: int | None
    sources: tuple[Source, ...]
    document: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One root with what follows from it; ``number`` counts from 1 in the order of the 核对单."""

    number: int
    finding: Finding
    follows: tuple[Finding, ...]
    severity_text: str
    left: Side
    right: Side

    @property
    def severity(self) -> Severity:
        """The gravest severity of the root and of what follows from it."""
        return _gravest((self.finding, *self.follows))

    @property
    def subject(self) -> str:
        """What the first figure on the left is of, without the form or the section that it stands in."""
        return _PLACE.sub("", self.left.label.partition("；")[0])

    @property
    def said(self) -> str:
        """What the finding says of this place beyond the meaning of its rule: arithmetic and remarks."""
        return said(self.finding)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The 核对单 of one document.

    ``items`` are what does not agree: errors, then what needs explaining, then notes. Differences that
    rounding explains (``rounded``) and what could not be checked (``unchecked``) are kept apart.
    ``tally`` counts ``error`` ``warning`` ``info`` (items), ``follows`` (folded under them), ``rounding``
    ``cannot_check`` ``holds`` ``results`` (results of rules), and ``figures`` ``confirmed`` ``contradicted``
    ``alone`` (printed figures of the statutory forms) and ``pictures`` (forms that are only images);
    ``apart`` counts those items and results of them that compare with other documents. ``ledger`` says
    where each form was read.
    """

    document: Document
    proofs: tuple[FormProof, ...]
    items: tuple[Item, ...]
    tally: Mapping[str, int]
    sentence: str
    rounded: tuple[Item, ...] = ()
    unchecked: tuple[Item, ...] = ()
    ledger: tuple[LedgerEntry, ...] = ()
    apart: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))


def sheet(
    book: Book, findings: Sequence[Finding], others: Sequence[Book] = (), silent: Sequence[Outcome] = ()
) -> Sheet:
    """Return the 核对单 of ``book`` from all results of checking it and of comparing it with ``others``.

    ``silent`` are those that ``findings`` leave out (a book does); they are counted.
    """
    documents = {other.document.document_id: other for other in others}
    items = _items(_groups(findings), book, documents)
    proofs = _proofs(book)
    pictures = sum(proof.status == "image_only" for proof in proofs)
    tally = {**_tally(items, (*findings, *silent)), **_proved(proofs), "pictures": pictures}
    beside = [finding for finding in findings if group_of(finding) == "across"]
    apart = _tally([item for item in items if group_of(item.finding) == "across"], beside)
    return Sheet(
        document=book.document,
        proofs=proofs,
        items=items,
        tally=MappingProxyType(tally),
        sentence=wording.checks(tally, apart)
        if book.checked or findings or silent
        else "这份文件还没有核对。",
        rounded=_items([(f,) for f in findings if f.verdict == "rounding"], book, documents),
        unchecked=_items([(f,) for f in findings if f.verdict == "cannot_check"], book, documents),
        ledger=book.ledger,
        apart=MappingProxyType(apart),
    )


def group_of(finding: Finding) -> str:
    """The group of rules (a key of :data:`GROUPS`) that the finding's rule belongs to."""
    return group_of_rule(finding.rule)


def group_of_rule(rule: str) -> str:
    """The group (a key of :data:`GROUPS`) of a rule by its id."""
    return "across" if rule in _ACROSS else _BY_LETTER.get(rule[:1], "wording")


def summary(book: Book) -> Mapping[str, int]:
    """Return the counts of :class:`Sheet` ``tally`` that a book alone knows: ``error`` ``warning`` ``info``
    and ``figures`` ``confirmed`` ``contradicted`` ``alone``.
    """
    items = Counter(_gravest(group) for group in _groups(book.findings))
    return {**{severity: items[severity] for severity in SEVERITIES}, **_proved(_proofs(book))}


def forms_of(finding: Finding | Outcome) -> tuple[str, ...]:
    """The forms and sections that the finding is about, each once; ``PROJECT`` for self-evaluations."""
    found: dict[str, None] = {}
    for place in f"{finding.left_place} {finding.right_place}".split():
        if ("/" in place or "#" in place) and not place.startswith("text@"):
            head = place.partition("/")[0].partition("#")[0]
            found[PROJECT if head[:1] in {"P", "I"} else head] = None
    return tuple(found)


def said(finding: Finding) -> str:
    """What a finding says beyond the meaning of its rule."""
    _, _, rest = finding.message.partition("：")
    return rest.removeprefix(finding.meaning).lstrip("。") or finding.arithmetic


def _groups(findings: Iterable[Finding]) -> list[tuple[Finding, ...]]:
    """What is broken, each root with what follows from it: the gravest, then the farthest-reaching first."""
    broken = [finding for finding in findings if finding.verdict == "broken"]
    by_root: dict[str, list[Finding]] = {}
    for finding in broken:
        by_root.setdefault(finding.root, []).append(finding)
    groups = [(root, *by_root.get(root.id, ())) for root in broken if not root.root]
    return sorted(groups, key=lambda group: (_GRAVITY.index(_gravest(group)), -len(group)))


def _proofs(book: Book) -> tuple[FormProof, ...]:
    return prove(Disclosure(document=book.document, facts=book.facts, ledger=book.ledger))


def _items(groups: Iterable[tuple[Finding, ...]], book: Book, others: Mapping[str, Book]) -> tuple[Item, ...]:
    return tuple(
        Item(
            number,
            group[0],
            group[1:],
            SEVERITIES[_gravest(group)],
            _side(group[0], "left", evidence.of_side(book, group[0], "left")),
            _right(book, group[0], others),
        )
        for number, group in enumerate(groups, start=1)
    )


def _right(book: Book, finding: Finding, others: Mapping[str, Book]) -> Side:
    if not finding.right_document:
        return _side(finding, "right", evidence.of_side(book, finding, "right"))
    names = [others[name].document.file_name for name in finding.right_document.split() if name in others]
    return _side(
        finding, "right", evidence.elsewhere(others, finding), "、".join(dict.fromkeys(names)) or "其他文件"
    )


def _side(finding: Finding, side: str, sources: tuple[Source, ...], document: str = "") -> Side:
    return Side(
        label=getattr(finding, f"{side}_label"),
        raw=getattr(finding, f"{side}_raw"),
        value=getattr(finding, f"{side}_value"),
        page=getattr(finding, f"{side}_page") or (sources[0].page if sources else None),
        sources=sources,
        document=document,
    )


def _gravest(findings: Sequence[Finding]) -> Severity:
    return min((finding.severity for finding in findings), key=_GRAVITY.index)


def _tally(items: Sequence[Item], findings: Sequence[Finding | Outcome]) -> dict[str, int]:
    severities = Counter(item.severity for item in items)
    verdicts = Counter(finding.verdict for finding in findings)
    return {
        **{severity: severities[severity] for severity in SEVERITIES},
        "follows": sum(len(item.follows) for item in items),
        **{verdict: verdicts[verdict] for verdict in ("rounding", "cannot_check", "holds")},
        "results": len(findings) - verdicts["not_applicable"],
    }


def _proved(proofs: Sequence[FormProof]) -> dict[str, int]:
    names = ("figures", "confirmed", "contradicted", "alone")
    return {name: sum(getattr(proof, name) for proof in proofs) for name in names}
