"""Results across documents as findings: each names its root and the document of its right side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lib.checking.across.partners import Partner
from lib.checking.across.sides import MARK, plain_place
from lib.checking.figures import Cells
from lib.checking.judge import Result
from lib.checking.report import findings
from lib.disclosure import Finding


def report(results: Sequence[tuple[Result, Partner]], cells: Cells) -> tuple[Finding, ...]:
    """The findings of ``results``, each judged against its partner, in their order.

    Ids name the other document, so that those of one document never collide.
    """
    plain = findings([result for result, _ in results], cells)
    names = dict(zip((f.id for f in plain), _names(plain, [p for _, p in results]), strict=True))
    roots = {finding.id: finding.root for finding in plain}
    return tuple(
        replace(
            finding,
            id=names[finding.id],
            root=names.get(_first(finding.root, roots), ""),
            left_place=_plain(finding.left_place),
            right_place=_plain(finding.right_place),
            right_document=_documents(finding.right_place, partner),
        )
        for finding, (_, partner) in zip(plain, results, strict=True)
    )


def _names(found: Sequence[Finding], partners: Sequence[Partner]) -> list[str]:
    """A name for each: rule, first place and the other document; numbered where that is not one only."""
    names: list[str] = []
    seen: dict[str, int] = {}
    for finding, partner in zip(found, partners, strict=True):
        place = next(iter(f"{finding.left_place} {finding.right_place}".split()), "")
        document = partner.document
        other = document.document_id[:12] if document is not None else partner.relation
        name = f"{finding.rule}|{plain_place(place)}@{other}"
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name}|{seen[name]}")
    return names


def _plain(places: str) -> str:
    return " ".join(plain_place(place) for place in places.split())


def _documents(places: str, partner: Partner) -> str:
    """The id of the other document; one a place, where the right side is spread over several."""
    marked = [place.rpartition(MARK)[0] for place in places.split()]
    if len(set(filter(None, marked))) > 1:
        return " ".join(marked)
    return partner.document.document_id if partner.document is not None else ""


def _first(root: str, roots: dict[str, str]) -> str:
    """The root of a root: what follows from a consequence follows from what that one follows from."""
    seen: set[str] = set()
    while root and root not in seen:
        seen.add(root)
        above = roots.get(root, "")
        if not above:
            break
        root = above
    return root
