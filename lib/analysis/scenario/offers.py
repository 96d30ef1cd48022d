"""What a document offers to choose from: classes, economic items and projects, with their names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from lib.analysis.book import Book
from lib.analysis.scenario.accounts import Accounts
from lib.analysis.scenario.changes import (
    Budget,
    Change,
    Cut,
    CutThreePublic,
    Execution,
    Growth,
    Headcount,
    Reclassify,
    Recover,
)
from lib.analysis.scenario.plans import plans
from lib.analysis.scenario.share import ZERO
from lib.analysis.scenario.work import PART_NAMES

_FIRST = Decimal(100000)
"""元 that a first reclassification moves."""


@dataclass(frozen=True, slots=True)
class Options:
    """Codes with names; ``places`` are those that money can be moved from and to, by classification."""

    functional: Mapping[str, str]
    economic: Mapping[str, str]
    projects: Mapping[str, str]
    places: Mapping[str, str]
    held: Mapping[str, Decimal]
    """Place → what can be moved from it."""

    def default(self, kind: str) -> Change | None:
        """A first change of a kind; ``None`` where the document offers nothing to move."""
        ready: dict[str, Change] = {
            "growth": Growth(Decimal(3)),
            "heads": Headcount(1),
            "cut": Cut(Decimal(5)),
            "public": CutThreePublic(Decimal(10)),
            "rate": Execution(Decimal(90)),
            "recover": Recover(Decimal(50)),
            "budget": Budget("completion", Decimal(100)),
        }
        if kind != "move":
            return ready.get(kind)
        source = next(
            (place for place in self.places if place.endswith("/project") and self._room(place)), ""
        )
        target = next((p for p in self.places if p.endswith("/basic") and p[:1] == source[:1]), "")
        return Reclassify(self._room(source), source, target) if source and target else None

    def _room(self, place: str) -> Decimal:
        """A first amount to move: a round one, or what there is where that is less."""
        return max(ZERO, min(_FIRST, self.held.get(place, ZERO)))


def options(book: Book) -> Options:
    """Return what ``book`` offers."""
    accounts = Accounts(book)
    spent = [leaf.code for leaf in accounts.leaves]
    functional = {code for leaf in spent for code in (leaf[:3], leaf[:5], leaf) if code in accounts.labels}
    items = [item.code for item in accounts.items]
    economic = {code for item in items for code in (item[:3], item) if code in accounts.labels}
    names = {code: f"{code} {accounts.labels[code]}" for code in sorted(functional | economic)}
    leaves = [code for code in names if code in {*spent, *items}]
    held: dict[str, Decimal] = {}
    for account, value in (*accounts.of().items(), *accounts.items.items()):
        place = f"{account.code}/{account.part}"
        held[place] = held.get(place, ZERO) + value
    return Options(
        {code: names[code] for code in sorted(functional)},
        {code: names[code] for code in sorted(economic)},
        {f"P{plan.project.ordinal}": f"{plan.project.ordinal} {plan.title}" for plan in plans(book)},
        {f"{code}/{part}": f"{names[code]}·{name}" for code in leaves for part, name in PART_NAMES.items()},
        held,
    )
