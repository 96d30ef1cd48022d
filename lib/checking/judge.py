"""From figures to a verdict: sums, bounds and rates in interval arithmetic.

Two sides agree if they are equal (``holds``) or if their intervals meet (``rounding``); otherwise they cannot
both be right (``broken``). What could not be read, or is not printed at all, is ``cannot_check``, no pass.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from lib.checking.figures import ZERO, Figure, decimals_of
from lib.disclosure import Verdict

Signed = tuple[int, Figure]
Implied = tuple[Decimal, Decimal]
"""A value and its uncertainty."""
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Result:
    """One application of a rule.

    ``implied`` tells, for each place of a broken one, the value that would make the rule hold, and how
    uncertain that is.

    ``note`` is what a person should know beside the arithmetic, ``fold`` groups results that are one
    matter (all wordings of one kind), ``subject`` names a result that has no figure.
    """

    rule: str
    verdict: Verdict
    left: tuple[Figure, ...]
    right: tuple[Figure, ...]
    left_value: Decimal | None = None
    right_value: Decimal | None = None
    difference: Decimal | None = None
    envelope: Decimal | None = None
    unit: str = "元"
    arithmetic: str = ""
    note: str = ""
    implied: dict[str, Implied] = field(default_factory=dict)
    fold: str = ""

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All operands."""
        return (*self.left, *self.right)

    @property
    def places(self) -> tuple[str, ...]:
        """The places of all operands."""
        return tuple(figure.place for figure in self.figures)


def plus(figures: Iterable[Figure]) -> tuple[Signed, ...]:
    """All ``figures`` with sign plus."""
    return tuple((1, figure) for figure in figures)


def equal(
    rule: str, left: Sequence[Signed], right: Sequence[Signed], *, whole: bool = False, note: str = ""
) -> Result | None:
    """Judge Σ ``left`` = Σ ``right``. ``None`` where no figure is printed on either side.

    ``whole``: the left side is a whole and the right side its parts, so that a whole without any printed
    part is not disclosed in detail rather than wrong.
    """
    return _compare(
        rule, left, right, lambda gap, envelope: abs(gap) <= envelope, "＝", whole=whole, note=note
    )


def at_most(rule: str, left: Sequence[Signed], right: Sequence[Signed], *, note: str = "") -> Result | None:
    """Judge Σ ``left`` ≤ Σ ``right``."""
    return _compare(rule, left, right, lambda gap, envelope: gap <= envelope, "≤", whole=False, note=note)


def both(rule: str, left: Sequence[Signed], right: Sequence[Signed]) -> Result | None:
    """Judge Σ ``left`` = Σ ``right``, unless one side has no such cell at all, or nothing is in either."""
    sides = [[figure for _, figure in side] for side in (left, right)]
    if not all(sides) or any(all(f.state in {"absent", "form_missing"} for f in side) for side in sides):
        return None
    if not any(figure.value or figure.doubtful for side in sides for figure in side):
        return None
    return equal(rule, left, right)


def rate(
    rule: str, stated: Figure, part: Sequence[Signed], whole: Sequence[Signed], *, scale: int = 100
) -> Result:
    """Judge a stated rate: ``stated`` = ``scale`` × Σ ``part`` / Σ ``whole``, rounded as printed.

    The envelope is half of the rate's last decimal and what the rounding of part and whole can do.
    """
    figures = (stated,), tuple(f for _, f in (*part, *whole))
    if any(f.doubtful for f in figures[1]) or not any(f.printed for f in figures[1]):
        return Result(rule, "cannot_check", *figures, unit=stated.unit, note=_why(figures[1]))
    a, b = _sum(part), _sum(whole)
    if b == 0:
        return Result(rule, "cannot_check", *figures, unit=stated.unit, note="分母为零，无法计算")
    exact = a / b * scale
    half = Decimal(5).scaleb(-decimals_of(stated.raw) - 1)
    spread = scale * (_half(part) / abs(b) + abs(a) * _half(whole) / (b * b))
    rounded = exact.quantize(Decimal(1).scaleb(-decimals_of(stated.raw)), ROUND_HALF_UP)
    gap = stated.value - exact
    truncated = ZERO <= -gap < 2 * half
    verdict: Verdict = "broken"
    note = ""
    if rounded == stated.value:
        verdict = "holds"
    elif abs(gap) <= half + spread:
        verdict = "rounding"
    elif truncated:
        verdict, note = "rounding", "小数截尾，未四舍五入"
    shown = exact.quantize(Decimal(1).scaleb(-min(decimals_of(stated.raw) + 2, 6)))
    unit = stated.unit if stated.unit == "%" else ""
    sign = "≠" if verdict == "broken" else "≈" if verdict == "rounding" else "＝"
    line = f"{_terms(part, joined=True)} ÷ {_terms(whole, joined=True)} ＝ {shown}{unit} {sign} {stated.raw}"
    envelope = half + spread.quantize(Decimal("1e-6"))
    implied = {stated.place: (rounded, envelope)}
    if len(part) == 1 and len(whole) == 1:
        implied[part[0][1].place] = stated.value * b / scale, envelope * abs(b) / scale
    return Result(
        rule,
        verdict,
        *figures,
        stated.value,
        shown,
        stated.value - shown,
        envelope,
        stated.unit,
        line,
        note,
        implied,
    )


def query(
    rule: str,
    left: Sequence[Figure],
    right: Sequence[Figure] = (),
    *,
    note: str,
    verdict: Verdict = "broken",
    arithmetic: str = "",
    fold: str = "",
) -> Result:
    """A finding of a rule that is no equation: ``note`` says what was found."""
    values = [figures[0].value if figures and figures[0].printed else None for figures in (left, right)]
    unit = left[0].unit if left else ""
    return Result(
        rule, verdict, tuple(left), tuple(right), *values, None, None, unit, arithmetic, note, {}, fold
    )


def together(results: Sequence[Result]) -> Iterator[Result]:
    """Queries of one rule as one matter, said by the first (the rates of nothing in one section)."""
    if results:
        first = results[0]
        left = [figure for result in results for figure in result.left]
        right = [figure for result in results for figure in result.right]
        more = f"（共{len(results)}处）" if len(results) > 1 else ""
        yield query(first.rule, left, right, note=f"{first.note}{more}", arithmetic=first.arithmetic)


def money(value: Decimal) -> str:
    """An amount with thousands separated and at least two decimals."""
    text = f"{value:,f}"
    head, _, tail = text.partition(".")
    return f"{head}.{tail.rstrip('0').ljust(2, '0')}"


def _compare(
    rule: str,
    left: Sequence[Signed],
    right: Sequence[Signed],
    meets: Callable[[Decimal, Decimal], bool],
    sign: str,
    *,
    whole: bool,
    note: str,
) -> Result | None:
    lefts, rights = tuple(f for _, f in left), tuple(f for _, f in right)
    figures = (*lefts, *rights)
    states = {figure.state for figure in figures}
    if states.isdisjoint({"number", "unreadable"}):
        return None
    unit = next((f.unit for f in figures if f.printed), "元")
    if not states.isdisjoint({"unreadable", "form_missing"}):
        return Result(rule, "cannot_check", lefts, rights, unit=unit, note=_why(figures))
    a, b = _sum(left), _sum(right)
    gap, envelope = a - b, _half((*left, *right))
    if whole and a != 0 and not any(figure.printed for figure in rights):
        return Result(rule, "cannot_check", lefts, rights, a, None, unit=unit, note="各分项没有列数")
    exact = gap == 0 if sign == "＝" else gap <= 0
    verdict: Verdict = "holds" if exact else "rounding" if meets(gap, envelope) else "broken"
    mark = sign if exact else "≈" if verdict == "rounding" else "≠" if sign == "＝" else "＞"
    line = _line(left, right, mark, gap, unit)
    implied: dict[str, Implied] = {}
    if verdict == "broken":
        implied = {f.place: (f.value - s * gap, envelope) for s, f in left}
        implied |= {f.place: (f.value + s * gap, envelope) for s, f in right}
    return Result(rule, verdict, lefts, rights, a, b, gap, envelope, unit, line, note, implied)


def _line(left: Sequence[Signed], right: Sequence[Signed], mark: str, gap: Decimal, unit: str) -> str:
    factor = next((f.factor for _, f in (*left, *right) if f.printed), Decimal(1))
    shown = {Decimal(10000): "万元"}.get(factor, unit) if unit == "元" else unit
    scale = factor if shown == "万元" else Decimal(1)
    sides = [_side(side, scale) for side in (left, right)]
    tail = (
        f"，相差{money(abs(gap) / scale) if unit == '元' else f'{abs(gap).normalize():f}'}{shown}"
        if gap
        else ""
    )
    return f"{sides[0]} {mark} {sides[1]}{tail}"


def _side(terms: Sequence[Signed], scale: Decimal) -> str:
    shown = [(sign, figure) for sign, figure in terms if figure.printed]
    if not shown:
        return "（空白）"
    if len(shown) == 1:
        return ("－" if shown[0][0] < 0 else "") + money(shown[0][1].value / scale)
    listed = "".join(
        ("＋" if sign > 0 else "－") + money(figure.value / scale) for sign, figure in shown[:8]
    ).removeprefix("＋")
    dots = "＋…" if len(shown) > 8 else ""
    return f"{money(_sum(terms) / scale)}（{listed}{dots}）"


def _terms(terms: Sequence[Signed], *, joined: bool) -> str:
    shown = [(sign, f) for sign, f in terms if f.printed]
    text = "".join(("＋" if sign > 0 else "－") + f.raw.strip() for sign, f in shown).removeprefix("＋")
    return f"（{text}）" if joined and len(shown) > 1 else text or "0"


def _sum(terms: Sequence[Signed]) -> Decimal:
    return sum((sign * figure.value for sign, figure in terms), ZERO)


def _half(terms: Sequence[Signed]) -> Decimal:
    return sum((figure.half for _, figure in terms), ZERO)


def _why(figures: Sequence[Figure]) -> str:
    if missing := next((f for f in figures if f.state == "form_missing"), None):
        return f"没有读到{missing.label}"
    if unread := next((f for f in figures if f.state == "unreadable"), None):
        return f"{unread.label}未能识读（“{unread.raw.strip()}”）"
    return "没有可核对的数"
