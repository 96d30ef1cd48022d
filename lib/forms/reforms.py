"""Classification reforms that moved codes: what a code of before is called after, to join the years.

Source: the reform of the economic classification of 2018 (政府收支分类科目 2018). A renamed code keeps its
place: its names by year are in :mod:`lib.forms.classification`.
"""

from __future__ import annotations

from dataclasses import dataclass

ECONOMIC_REFORM = 2018
"""The first fiscal year of today's economic classification."""


@dataclass(frozen=True, slots=True)
class Move:
    """What ``old`` codes meant together before ``first_year``, ``new`` codes mean together since.

    Several on a side cannot be told apart across the reform: only their sums compare.
    """

    old: tuple[str, ...]
    new: tuple[str, ...]
    label: str
    note: str
    first_year: int = ECONOMIC_REFORM


MOVES = (
    Move(("30104",), ("30112",), "其他社会保障缴费", "2018年改革：30104改为30112"),
    Move(("30311",), ("30113",), "住房公积金", "2018年改革：30311移至30113"),
    Move(("30102", "30312"), ("30102",), "津贴补贴（含提租补贴）", "2018年改革：30312并入30102"),
    Move(("30307",), ("30114", "30307"), "医疗费及医疗费补助", "2018年改革：30307拆为30114、30307"),
)
"""The 款 that moved in 2018."""

CHANGED_CLASSES = ("301", "303")
"""Economic 类 that mean something else since 2018 (住房公积金, 提租补贴 and part of 医疗费 went from 303 to
301); their sum, 人员经费, is the same."""


def moves(kind: str, first: int | None, last: int | None) -> tuple[Move, ...]:
    """The moves between two fiscal years, ``first`` the earlier one; none where a year is not known.

    >>> [move.old for move in moves("economic", 2017, 2022)][:2]
    [('30104',), ('30311',)]
    >>> moves("functional", 2017, 2022), moves("economic", 2019, 2022)
    ((), ())
    """
    if kind != "economic" or first is None or last is None:
        return ()
    return tuple(move for move in MOVES if first < move.first_year <= last)
