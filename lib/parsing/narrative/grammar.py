"""What kind of figure a token is, from the words before and after it.

:func:`classify` looks at the *lead* (the words of the clause before the figure) and the *trail*
(those after it) and answers with a quantity, its base and direction, and the *noun*: what is left of
the lead, to be looked up in the vocabulary. Nothing is guessed: what fits no pattern is ``unknown``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lib.disclosure import Direction
from lib.parsing.narrative.tokens import Token

_COPULA = r"(?:分别|各|均)?(?:是|为|约|达到|达|共计|共|了|：|,)*$"
_UP = "增加|增长|上升|提高|增幅|增长率|超支"
_DOWN = "减少|下降|降低|压减|压缩|降幅|减幅|下降率|节约|缩减"
_DIRECTION = re.compile(
    rf"(?:各|同比|净|共|分别)*(?<!新)(?P<word>{_UP}|{_DOWN})(?P<other>（(?:{_UP}|{_DOWN})）)?(?:支出|收入|金额|费用|比例)?"
    + _COPULA
)
_BUDGET = re.compile(
    r"(?P<base>年初|全年|调整后?|调整年度|年度|当年)?(?<!涉及)预算(?:安排|批复|调整)*(?:数|总?金额|额|总额)?"
    + _COPULA
)
_FUND_BUDGET = re.compile(r"(?:基金|经营|公共)预算" + _COPULA)
_OUTTURN = re.compile(r"(?:实际)?决算(?:总额|数额|数|额)?" + _COPULA)
_EXECUTED = re.compile(r"(?:全年|实际|预算|支出|累计)*执行(?:总额|数|金额|资金)?" + _COPULA)
_BALANCE = re.compile(
    r"(?:年末|资金|项目|预算)*(?:结转结余|结转和结余|结（转）余|结余结转|结余|结转)(?:资金|数|金额)?"
    + _COPULA
)
_SHARE = re.compile(r"占(?:到|了)?(?P<whole>[^占]*?)的?(?:比重|比例|比率|比|总比)?" + _COPULA)
_COMPLETION = re.compile(
    r"(?:完成了?|为|是|达到?)(?P<base>年初|全年|调整后?|年度|当年)?(?:支出|收入)?预算(?:批复|安排|调整)*数?(?:的|总额的)?(?:比例)?"
    + _COPULA
)
_COMPLETION_RATE = re.compile(r"(?P<base>年初|全年|调整后?)?(?:支出|收入)?(?:预算)?完成率" + _COPULA)
_EXECUTION_RATE = re.compile(r"(?:全年|总体|整体)?(?:预算|资金|支出)*执行(?:率|进度)" + _COPULA)
_DEVIATION = re.compile(r"(?:预决算|预算|决算)(?:差异|偏差|偏离)率" + _COPULA)
_RATE = re.compile(r"[^，。；]{1,}(?:率|度|比例|比重)" + _COPULA)
_THRESHOLD = re.compile(r"^(?:（含）|（不含）|\(含\))?(?:及|或)?(?:以[上下内]|（含）以[上下])")
_SCORE = re.compile(r"(?:绩效)?(?:综合|自评|评价)*(?:得分|评分|总分|分数|分值|打分)" + _COPULA)
_DATE = re.compile(
    r"(?:截[至止]|至)?\d{4}年度?(?:\d{1,2}月份?)?(?:\d{1,2}日)?(?:年?[底末](?!.{0,12}结[转余])|年期末)?(?:，)?"
)
_COMPARISON = re.compile(
    r"(?:同比|与|比|较|同|和)(?:\d{4}年度?|上年度?|上一年度?|去年|年初预算|全年预算|调整后?预算|预算|决算)"
    r"(?:支出|收入)?(?:决算|预算|执行|同期|实际)*数?(?:额)?(?:相比|对比|比较|相较)?"
)
_COMPARED = re.compile(
    r"(?:与|比|较|同|和)(?:(?P<year>\d{4})年|(?P<last>上年|上一年|去年)|(?P<budget>年初预算|全年预算|调整后?预算|预算|决算))"
)
_AGAINST = re.compile(
    r"(?:与|比|较|同|和)(?:20\d\d年度?|上一?年度?|去年|(?P<budget>年初预算|全年预算|调整后?预算|预算))"
    r"的?(?:同期|支出|收入|决算|预算|执行|实际|总)*(?:数|额|金额)?[的为]?$"
)
_BETWEEN = re.compile(r"[-—–~～至到]{1,2}\d")
_UP_TO = re.compile(r"(?:^|\d分?)[-—–~～至到]{1,2}$")
_OF_IT = re.compile(r"的(?:比例为|比重为)?\d[\d.]*%")
_COMPLETED = re.compile(
    r"(?:完成了?|占)(?P<base>年初|全年|调整后?|年度|当年)?(?:支出|收入)?预算(?:批复|安排|调整)*(?:数|总额|额)?(?:为|的)?$"
)
_OUT_OF = re.compile(r"占(?P<whole>[^占，]+)$")
BUDGETS = ("年初", "全年", "调整", "预算")
_BASES = {"年初": "年初", "全年": "全年", "调整": "调整", "调整后": "调整", "调整年度": "调整"}


@dataclass(frozen=True, slots=True)
class Kind:
    """What a figure is. ``noun`` is empty where the lead names nothing: the subject goes on."""

    quantity: str
    noun: str = ""
    base: str = ""
    direction: Direction = ""


def classify(token: Token, lead: str, trail: str, compared: str, *, funds: bool) -> Kind:
    """Tell what ``token`` is. ``compared`` is the base of a comparison made in the sentence.

    ``funds`` is true in the performance section, where 结余 is what a project has left.
    """
    if token.kind in ("year", "month", "day"):
        return Kind(token.kind)
    words = _DATE.sub("", _COMPARISON.sub("", lead))
    of_hundred = token.kind in ("percent", "points")
    if token.kind == "bare":
        kind = Kind("unknown", words)
    elif of_hundred and (shared := _part(words)):
        kind = shared
    elif token.kind == "money" and (against := _AGAINST.search(lead)):
        kind = _compared(against, lead[: against.start()], compared)
    elif (not of_hundred and _THRESHOLD.match(trail)) or _in_range(token, lead, trail):
        kind = Kind("threshold", words)
    elif found := _DIRECTION.search(words):
        direction = _direction(found, negative=token.negative)
        kind = Kind("growth" if of_hundred else "change", words[: found.start()], compared, direction)
    elif of_hundred:
        kind = _rate(words, compared, negative=token.negative)
    elif token.kind == "score":
        found = None if "平均" in words else _SCORE.search(words)
        kind = Kind("score", words[: found.start()] if found else words)
    else:
        kind = _amount(words, funds=funds) if token.kind == "money" else Kind("count", words)
    return kind


def _compared(found: re.Match[str], noun: str, compared: str) -> Kind:
    """The other figure of a comparison: ``比2021年的40万元增加``, ``与年初预算数15万元相比``."""
    if found["budget"]:
        return Kind("budget", noun, _BASES.get(found["budget"].removesuffix("预算"), "预算"))
    return Kind("prior", noun, compared)


def _in_range(token: Token, lead: str, trail: str) -> bool:
    """Whether a score is an end of a range: ``80-90分1个``."""
    return token.kind == "score" and bool(_BETWEEN.match(trail) or _UP_TO.search(lead))


def _part(words: str) -> Kind | None:
    """A share of a whole, or of a budget."""
    if share := _SHARE.search(words):
        return Kind("share", words[: share.start()], share["whole"])
    if found := _COMPLETION.search(words) or _COMPLETION_RATE.search(words):
        return Kind("completion", words[: found.start()], _BASES.get(found["base"] or "", "预算"))
    return None


def _rate(words: str, compared: str, *, negative: bool) -> Kind:
    if found := _EXECUTION_RATE.search(words):
        return Kind("execution_rate", words[: found.start()])
    if found := _DEVIATION.search(words):  # how far the outturn is from the budget compared with
        base = compared if compared in BUDGETS else "预算"
        return Kind("growth", words[: found.start()], base, "decrease" if negative else "increase")
    return Kind("rate" if _RATE.search(words) else "unknown", words)


def _amount(words: str, *, funds: bool) -> Kind:
    if (found := _BUDGET.search(words)) and not _FUND_BUDGET.search(words):
        return Kind("budget", words[: found.start()], _BASES.get(found["base"] or "", "预算"))
    patterns = (("outturn", _OUTTURN), ("executed", _EXECUTED), *((("balance", _BALANCE),) if funds else ()))
    for quantity, pattern in patterns:
        if found := pattern.search(words):
            return Kind(quantity, words[: found.start()])
    return Kind("amount", words)


def _direction(found: re.Match[str], *, negative: bool) -> Direction:
    if found["other"]:
        return ""
    increases = found["word"] in _UP.split("|")
    return "increase" if increases != negative else "decrease"


def compared_with(sentence: str, fiscal_year: int | None) -> str:
    """The base of the last comparison that ``sentence`` makes: 上年, another year, or a budget.

    A change that compares with nothing is a change against the year before.
    """
    found = max(_COMPARED.finditer(sentence), key=re.Match.end, default=None)
    if found is None or found["last"]:
        return "上年"
    if found["year"]:
        year = int(found["year"])
        return "上年" if fiscal_year is None or year == fiscal_year - 1 else f"{year}年"
    return _BASES.get(found["budget"].removesuffix("预算"), "预算")


def whole_stated(lead: str, trail: str) -> Kind | None:
    """What an amount is that a percentage is of: ``完成预算28万元的73%``, ``占总额100万元的60%``."""
    if not _OF_IT.match(trail):
        return None
    if found := _COMPLETED.search(lead):
        return Kind("budget", lead[: found.start()], _BASES.get(found["base"] or "", "预算"))
    if found := _OUT_OF.search(lead):
        return Kind("amount", found["whole"])
    return None


def plain_noun(words: str) -> str:
    """``words`` without dates, comparisons, brackets left open, and the small words around a noun."""
    words = _DATE.sub("", _COMPARISON.sub("", words))
    words = re.sub(_COPULA, "", words)
    words = re.sub(r"（以[^）]*）|（不含[^）]*）", "", words)
    words = words.strip("，")
    for _ in range(3):
        words = re.sub(
            r"^(?:[一二三四五六七八九十]+[是、]|（[一二三四五六七八九十]{1,3}）|其中|含(?!义)|其(?![他余])|本(?:部门|单位)(?:（单位）|（部门）)?|本年度?(?!收入|支出)|全年|当年|共计?|该|此|相比|分别|同时|另|安排|用于|主要(?=用于|包括|是)|包括|从|以|及|和|、|：|-|•|·)+",
            "",
            words,
        )
        words = re.sub(r"(?:决算|预算)(?:数|额)?$|年初$|共$|共计$|的$|（$", "", words)
    return words
