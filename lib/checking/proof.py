"""Proof of reading: which identities hold through a figure, and what of each form is confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lib.checking.figures import Cells
from lib.checking.rules import RULES
from lib.disclosure import Disclosure, Fact, Finding
from lib.forms import EXTRAS, FORMS


@dataclass(frozen=True, slots=True)
class FormProof:
    """What became of one form: its status, how many figures it prints, and how many of them are ``confirmed``
    by identities, ``contradicted`` by at least as many, or in no identity (``alone``).
    """

    form: str
    title: str
    status: str
    figures: int
    confirmed: int
    contradicted: int
    alone: int


def confirm(disclosure: Disclosure, findings: Sequence[Finding]) -> Disclosure:
    """Return ``disclosure`` with each fact's ``confirmed_by``: the identities that hold through it.

    Rules are separated by a space, broken ones marked ``!`` (``T05.1 !T05.3``); ``None`` where no identity
    could be checked. Only identities count: a bound or a rate does not prove a figure.
    """
    through: dict[str, dict[str, None]] = {}
    for finding in findings:
        if RULES[finding.rule].proves and finding.verdict in {"holds", "rounding", "broken"}:
            mark = "!" if finding.verdict == "broken" else ""
            for place in f"{finding.left_place} {finding.right_place}".split():
                through.setdefault(place, {})[mark + finding.rule] = None
    facts = tuple(
        replace(fact, confirmed_by=" ".join(sorted(through.get(fact.place, ()))) or None)
        for fact in disclosure.facts
    )
    return replace(disclosure, facts=facts)


def is_confirmed(fact: Fact) -> bool:
    """Whether identities hold through the fact, and more than are broken.

    A total that was summed twice still equals the sum of its own row: one identity alone would confirm it.
    """
    rules = (fact.confirmed_by or "").split()
    return 2 * sum(not rule.startswith("!") for rule in rules) > len(rules)


def prove(disclosure: Disclosure) -> tuple[FormProof, ...]:
    """The reading of every form of a confirmed disclosure: the ten, and those of other families it prints."""
    cells = Cells(disclosure)
    extra = [form for form in EXTRAS if cells.facts(form)]
    proofs = []
    for form in (*FORMS, *extra):
        printed = [fact for fact in cells.facts(form) if fact.status == "number"]
        confirmed = sum(map(is_confirmed, printed))
        alone = sum(fact.confirmed_by is None for fact in printed)
        rest = len(printed) - confirmed - alone
        proofs.append(
            FormProof(form, cells.title(form), cells.status(form), len(printed), confirmed, rest, alone)
        )
    return tuple(proofs)
