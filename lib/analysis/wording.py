"""The headline of each page: a sentence that states the answer, computed from the figures.

A sentence never states what is unknown as zero; what cannot be said is left out or said to be undisclosed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pandas as pd

from lib.analysis import assets, figures, procurement
from lib.analysis import basic_project as parts
from lib.analysis import completion as completions
from lib.analysis import operating as running
from lib.analysis import projects as listed
from lib.analysis import three_public as public
from lib.analysis.book import Book
from lib.analysis.changes import Change, rate_text, year_on_year
from lib.analysis.completion import DENOMINATORS, UNEXPLAINED, Bands, Completion
from lib.analysis.composition import Composition, children
from lib.analysis.figures import Figure
from lib.analysis.matters import NONE_STATED
from lib.analysis.projects import Summary
from lib.analysis.reading import Outcome
from lib.analysis.scope import Coverage, total
from lib.analysis.units import alike, amount, convert, exact, percent, plain
from lib.frames import records

_NAMED = 2


def overview(book: Book, coverage: Coverage = "all", unit: str = "万元", prior: Book | None = None) -> str:
    """The year: expenditure and its growth, completion of the budget, projects, 三公."""
    spent = year_on_year(book, coverage, prior)
    if spent.current.value is None:
        return f"{_year(book)}{spent.current.label}未披露。"
    clauses = [_spent(book, spent, total(book, coverage), unit)]
    clauses.append(_completed(book, coverage))
    run = listed.summary(book)
    if run.rate.value is not None:
        clauses.append(f"{run.count}个项目执行率{percent(run.rate.value)}")
    moved = public.year_on_year(book, "total", prior)
    if moved.current.value is not None:
        clauses.append(f"“三公”经费{plain(moved.current.value, unit)}{_growth(moved, unit)}")
    return "；".join(clauses) + "。"


def _spent(book: Book, moved: Change, whole: Figure, unit: str) -> str:
    """The total and its growth; of another total of the same amount, by that one's name."""
    another, growth = moved.another(whole), _growth(moved, unit)
    label = whole.label if another else moved.current.label
    if another and growth:
        growth = f"，{another}{growth.removeprefix('，')}"
    return f"{_year(book)}{label}{_money(moved.current.value, unit)}{growth}"


def _completed(book: Book, coverage: Coverage) -> str:
    """The rate of completion with the money that it is of; what the text says where it is unknown."""
    done = completions.overall(book, "original")
    if done.rate.value is not None:
        return f"{completions.partial(book, done.outturn, coverage)}完成年初预算的{percent(done.rate.value)}"
    if done.printed_rate.value is not None:
        return f"文中称完成年初预算的{percent(done.printed_rate.value)}"
    return f"一般公共预算{done.rate.note}" if done.outturn.value is None else done.rate.note


def composition(found: Composition, unit: str = "万元", code: str = "") -> str:
    """The largest part of ``code`` and the next ones, each as a share of the whole, and the remainder."""
    rows = records(children(found.frame, code))
    classes = sorted((row for row in rows if row["kind"] == "class"), key=lambda row: -row["value"])
    if not classes:
        return "本层没有可以分解的科目。" if code else f"文件没有列出{found.whole}的分科目数。"
    first = classes[0]
    sentence = f"{first['label']}最多，{_money(first['value'], unit)}"
    if first["share"] is not None:
        sentence += f"，占{found.whole}的{percent(first['share'])}"
    if not any(row["value"] for row in classes):
        sentence = "列出的各科目均为0元"
    elif len(classes) > 1:
        others = "、".join(
            f"{row['label']}{_money(row['value'], unit) if row['share'] is None else percent(row['share'])}"
            for row in classes[1 : 1 + _NAMED]
        )
        sentence += f"；其次是{others}"
    rest = [row for row in rows if row["kind"] == "remainder"]
    if rest:
        sentence += f"；另有{_money(rest[0]['value'], unit)}{rest[0]['label']}"
    return f"{sentence}。"


def basic_project(book: Book, coverage: Coverage = "all", unit: str = "万元") -> str:
    """基本支出 and 项目支出 with their shares, and 人员经费 as a share of 基本支出."""
    found = parts.split(book, coverage)
    every = [row for row in records(found.frame) if row["kind"] == "class"]
    rows = [row for row in every if row["value"] != 0]
    if not rows:
        return "基本支出和项目支出均为0元。" if every else "文件未列基本支出和项目支出。"
    clauses = [
        f"{row['label']}{_money(row['value'], unit)}"
        + ("" if row["share"] is None else f"，占{found.whole}的{percent(row['share'])}")
        for row in rows
    ]
    halves = parts.personnel_operating(book)
    people = halves.frame[halves.frame["label"] == "人员经费"]
    if len(people) and people.iloc[0]["share"] is not None:
        same = any(row["code"] == "basic" and row["value"] == halves.total.value for row in rows)
        clauses.append(
            f"{'基本支出' if same else halves.whole}中人员经费占{percent(people.iloc[0]['share'])}"
        )
    return "；".join(clauses) + "。"


def completion(found: Completion, frame: pd.DataFrame, unit: str = "万元", bands: Bands | None = None) -> str:
    """The rate and the gap, then how many classes are off, without a base, or without a reason.

    ``bands`` are those that ``frame`` was made with.
    """
    name = DENOMINATORS[found.denominator]
    if found.rate.value is None:
        printed = found.printed_rate.value
        said = "" if printed is None else f"；文中完成率为{percent(printed)}"
        lacking = "与上年决算的比率" if found.denominator == "prior" else "完成率"
        return f"{found.rate.note}，{lacking}无法计算{said}。"
    gap = found.deviation.value
    sentence = f"支出决算为{name}的{percent(found.rate.value)}"
    if gap is not None and gap != 0:
        sentence += f"，{'多' if gap > 0 else '少'}{_money(abs(gap), unit)}"
    clauses = [sentence]
    kind = "项" if len(frame) and set(frame["level"]) == {3} else "类"
    outside = int(frame["band"].isin(["low", "high"]).sum())
    unknown = frame["base"].isna()
    lacking = int((unknown & (frame["outturn"] != 0)).sum())
    zero = sum(
        row["rate"] is None and row["base"] is not None and bool(row["deviation"]) for row in records(frame)
    )
    silent = int((frame["reason_text"] == UNEXPLAINED).sum())
    if not unknown.all():
        clauses += [f"{outside}{kind}支出超出界限{_limits(bands or Bands())}"] if outside else []
        clauses += [f"{lacking}{kind}未列{name}"] if lacking else []
        clauses += [f"{zero}{kind}的{name}为0或负数，不能计算比率"] if zero else []
        clauses += [f"{silent}{kind}有差异而未说明原因"] if silent else []
    elif len(frame):
        clauses.append(f"各{kind}的{name}未披露")
    return "；".join(clauses) + "。"


def _limits(bands: Bands) -> str:
    """``（−10%至10%）``: between which deviations are in order."""
    low, high = (
        None if end is None else f"{end.normalize():f}%".replace("-", "−") for end in bands.deviations
    )
    if low is not None and high is not None:
        return f"（{low}至{high}）"
    return "" if low is high else f"（不高于{high}）" if low is None else f"（不低于{low}）"


def three_public(book: Book, unit: str = "万元", prior: Book | None = None) -> str:
    """From last year to this one, then the items that were raised."""
    moved = public.year_on_year(book, "total", prior)
    if moved.current.value is None:
        return "“三公”经费决算数未披露。"
    if moved.prior.value is None:
        return f"“三公”经费决算{plain(moved.current.value, unit)}，上年数未披露，无法判断增减。"
    if moved.current.value == moved.prior.value:
        sentence = f"“三公”经费{plain(moved.current.value, unit)}，与上年持平"
    else:
        way = "增至" if moved.current.value > moved.prior.value else "降至"
        rate = rate_text(moved.growth.value, moved.prior.value)
        before, now = alike((moved.prior.value, moved.current.value), unit)
        sentence = f"“三公”经费由{before}{way}{now}（{rate}）"
    raised = _raised(records(public.items(book, prior)))
    if raised:
        named = "、".join(
            f"{row['label']}增加{plain(row['change'], unit)}（{rate_text(row['growth'], row['prior'])}）"
            for row in raised
        )
        return f"{sentence}；其中{named}。"
    return f"{sentence}。"


def _raised(rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The items above last year; 购置及运行维护费 only where its halves do not tell its change."""
    change = {row["item"]: row["change"] for row in rows}
    halves = [change[half] for half in public.PARTS["vehicles"]]
    halved = None not in halves or change["vehicles"] in halves
    return [
        row
        for row in rows
        if row["level"] and (row["change"] or 0) > 0 and not (halved and row["item"] == "vehicles")
    ]


def projects(found: Summary, unit: str = "万元", told: Sequence[Figure] = ()) -> str:
    """Budget, outlay, rate and its range over all projects, what is unspent, and what is overspent.

    ``told`` is what the text states of all projects together, for a document that does not list them.
    """
    if not found.count and told:
        each = (f"{one.label.removesuffix('数')}{one.text(unit)}" for one in told if one.nonzero)
        return f"文件未逐项列出项目，只说明总体情况：{'，'.join(each)}。"
    if not found.count:
        return "文件未列项目执行情况。"
    if found.rate.value is None:
        return f"共{found.count}个项目，执行率无法计算（{found.rate.note}）。"
    low, high = percent(found.lowest.value), percent(found.highest.value)
    spread = "" if low == high else f"，从{low}到{high}"
    over = ""
    if found.overspenders:
        over = f"，另有{found.overspenders}个项目超支{_money(found.overspent.value, unit, 4)}"
    return (
        f"{found.count}个项目预算{_money(found.budget.value, unit, 4)}，"
        f"执行{_money(found.executed.value, unit, 4)}，执行率{percent(found.rate.value)}{spread}；"
        f"未执行{_money(found.balance.value, unit, 4)}{over}。"
    )


def checks(tally: Mapping[str, int], apart: Mapping[str, int]) -> str:
    """What was read, how much of it is confirmed, and what does not agree, in it and beside others.

    ``tally`` and ``apart``: those of :class:`lib.analysis.checks.Sheet`.
    """
    clauses = [f"读出表中数字{tally['figures']}个，{tally['confirmed']}个经勾稽印证"]
    clauses += [f"{tally['contradicted']}个与勾稽关系不符"] if tally["contradicted"] else []
    clauses += [f"{tally['alone']}个没有勾稽关系可核"] if tally["alone"] else []
    read = "，".join(clauses) if tally["figures"] else "没有读出表中数字"
    read += f"，{tally['pictures']}张表是图像" if tally["pictures"] else ""
    kinds = {"error": "错误", "warning": "需说明", "info": "提示"}
    own = {name: tally[name] - apart[name] for name in (*kinds, "cannot_check")}
    if any(own[kind] for kind in kinds):
        found = "，".join(f"{text}{own[kind]}项" for kind, text in kinds.items())
    elif tally["figures"] or tally["holds"] or tally["rounding"]:
        found = "没有发现不能同时成立或需要说明的事项"
    else:
        found = "没有可以核对的数字"
    beside = "、".join(f"{text}{apart[kind]}项" for kind, text in kinds.items() if apart[kind])
    found += f"；与其他文件核对另有{beside}" if beside else ""
    found += f"；{own['cannot_check']}项无法核对" if own["cannot_check"] else ""
    return f"{read}；{found}。"


def operating(book: Book, unit: str = "万元", prior: Book | None = None) -> str:
    """机关运行经费 with its growth and share, procurement with its largest kind and SMEs, vehicles."""
    moved = running.operating_change(book, prior)
    own, basic = moved.current, running.running(book, "basic")
    if own.value is None:
        clauses = ["机关运行经费未披露"]
    else:
        clauses = [f"{_year(book)}机关运行经费{_stated(own, unit)}{_growth(moved, unit)}"]
        if basic.nonzero and own.nonzero:
            share = figures.ratio("", own, basic).value
            clauses[0] += f"，相当于{basic.label}的{percent(share)}"
    bought = procurement.total(book)
    if bought.value is None:
        clauses.append(procurement.without_total(book, unit))
    else:
        clauses.append(f"政府采购{_stated(bought, unit)}")
        largest = max(
            (row for row in records(procurement.kinds(book).frame) if row["kind"] == "class"),
            key=lambda row: row["value"],
            default=None,
        )
        if largest is not None and largest["value"] > 0 and largest["share"] is not None:
            clauses[-1] += f"，{largest['label']}占{percent(largest['share'])}"
        few = figures.ratio("", procurement.small(book), bought).value
        clauses[-1] += "" if few is None else f"，小微企业合同占{percent(few)}"
    owned, kept = assets.total(book), assets.fleet(book)
    vehicles = "车辆未披露" if owned.value is None else f"车辆{owned.text()}"
    if kept.value is not None:
        vehicles += f"，公务用车保有量{kept.text()}"
    return "；".join([*clauses, vehicles]) + "。"


def imports(outcomes: Sequence[Outcome]) -> str:
    """How many files and forms were read, and what was not."""
    if not outcomes:
        return "还没有资料。放入部门决算文件（PDF 或文本）即可开始。"
    clauses = [f"共{len(outcomes)}份文件，读出决算表{sum(found.read + found.empty for found in outcomes)}张"]
    counted = (
        ("存疑", "张", sum(found.doubtful for found in outcomes)),
        ("未找到", "张", sum(found.not_found for found in outcomes)),
        ("仅图像", "张", sum(found.image_only for found in outcomes)),
        ("未识别", "处", sum(found.leftovers for found in outcomes)),
    )
    clauses += [f"{name}{number}{measure}" for name, measure, number in counted if number]
    return "；".join(clauses) + "。"


def _money(value: Decimal | None, unit: str, places: int = 2) -> str:
    """An amount with its unit; up to ``places`` decimals where it has them (264.156万元), two otherwise."""
    if value is not None and places > 2:
        converted = convert(value, unit)
        if converted == round(converted, places):
            return f"{exact(converted)}{unit}"
    return amount(value, unit, with_unit=True)


def _stated(figure: Figure, unit: str) -> str:
    """An amount, or that the document says that there is none."""
    return "无此项支出" if figure.note.startswith(NONE_STATED) else plain(figure.value, unit)


def _year(book: Book) -> str:
    return "" if book.year is None else f"{book.year}年"


def _growth(change: Change, unit: str = "万元") -> str:
    """The rate of change from last year, or the amount where last year's is 0 or below and has no rate."""
    growth, gap, prior = change.growth.value, change.difference.value, change.prior.value
    if 0 in (growth, gap):
        return "，与上年持平"
    if growth is None:
        if gap is None or prior is None:
            return ""
        way = "增加" if gap > 0 else "减少"
        return f"，比上年{way}{plain(abs(gap), unit)}（{rate_text(growth, prior)}）"
    return f"，比上年{'增长' if growth > 0 else '下降'}{percent(abs(growth))}"
