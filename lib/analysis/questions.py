"""可能被问到的问题: what a hearing on these accounts is likeliest to ask, and what the document answers.

Budget committees ask about deviations, balances, 三公 and whether the evaluation is true; auditors about
identities, carry-over and costs; the finance bureau about execution and procurement; citizens about 三公.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from lib.analysis import projects
from lib.analysis.asked import THRESHOLD, Candidate
from lib.analysis.asked_changes import MINIMUM, from_changes
from lib.analysis.asked_conduct import COVERED, from_conduct
from lib.analysis.asked_findings import from_findings
from lib.analysis.book import Book
from lib.analysis.figures import Source
from lib.analysis.scope import total
from lib.analysis.units import exact

COUNT = 10
"""How many questions there are at most."""

UNSAID = "文件未说明"

METHOD = (
    "每个问题计分：性质（数字自相矛盾40分；需要说明、应减反增30分；变动超出界限的20分；其他10分）"
    "＋涉及金额占本年支出的比重（10%以上30分，1%以上20分，0.1%以上10分，不足0.1%的5分）"
    "＋文件没有说明原因的10分；同一主题每多问一个减25分。同一件事只问一次，取得分最高的十个。"
    f"提问所用的界限是固定的：科目的预决算差异或比上年变动达到{THRESHOLD}%且不少于{exact(MINIMUM)}元；"
    f"有年末结转和结余即提问，达到本年支出{THRESHOLD}%的为需要说明；项目执行率低于{projects.LOW_RATE}%而自评为优、良；"
    f"自评覆盖不足项目支出的{COVERED}%；其他事项按指标界限的默认值。"
    "这些界限不随“数据说明”中的设置变化，使页面、核对单、汇报和命令行对同一份资料提出同样的问题。"
)
"""How the questions are chosen and ordered, for 计算方法.

The limits are fixed on purpose: files that leave the screen, and other installations, must ask the same.
"""

_GRAVITY = 10
_UNEXPLAINED = 10
_AGAIN = 25
_SHARES = ((Decimal("0.1"), 30), (Decimal("0.01"), 20), (Decimal("0.001"), 10), (Decimal(0), 5))


@dataclass(frozen=True, slots=True)
class Question:
    """One question as it would be asked.

    ``figure`` is the number that it is about, in the reader's unit with the exact one beside it. ``reason``
    is the document's own words, or empty; ``reason_text`` the same, or 文件未说明. ``page_key`` is the page
    that shows it.
    """

    rank: int
    text: str
    figure: str
    reason: str
    reason_text: str
    sources: tuple[Source, ...]
    page_key: str
    formula: str = ""


def questions(book: Book, prior: Book | None = None, unit: str = "万元") -> tuple[Question, ...]:
    """Return the likeliest questions, the likeliest first: at most ten, fewer where the document gives fewer.

    ``prior`` is last year's document, for what changed where this one does not say. See :data:`METHOD`.
    """
    whole = total(book).value or Decimal(0)
    found = [*from_findings(book, unit)]
    if book.document.kind == "final_account":
        found += [*from_changes(book, prior, unit), *from_conduct(book, prior, unit)]
    found = [candidate for candidate in found if any(source.page for source in candidate.sources)]
    return tuple(
        Question(
            rank=rank,
            text=chosen.text,
            figure=chosen.figure,
            reason=chosen.reason,
            reason_text=chosen.reason or UNSAID,
            sources=chosen.sources,
            page_key=chosen.page,
            formula=chosen.formula,
        )
        for rank, chosen in enumerate(_choose(found, whole), start=1)
    )


def _choose(found: Iterable[Candidate], whole: Decimal) -> list[Candidate]:
    """The best of each matter, one after the other; a topic counts less the more it was asked about."""
    left = list(found)
    chosen: list[Candidate] = []
    topics: Counter[str] = Counter()
    while left and len(chosen) < COUNT:
        best = max(left, key=lambda one: (_points(one, whole) - _AGAIN * topics[one.topic], abs(one.amount)))
        chosen.append(best)
        topics[best.topic] += 1
        left = [one for one in left if one.matter != best.matter]
    return chosen


def _points(one: Candidate, whole: Decimal) -> int:
    amount = abs(one.amount)
    money = 0
    if amount:
        money = next(points for share, points in _SHARES if amount >= share * whole)
    return _GRAVITY * one.gravity + money + (0 if one.reason else _UNEXPLAINED)
