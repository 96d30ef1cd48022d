# ruff: noqa: E501 — a catalogue reads better wide
"""The catalogue of rules: what each one says, how grave a breach is, and what usually causes it.

Numbers are those of the field's 勾稽关系 catalogue (T within a table, X between tables, N narrative against
table, C completion, Y year on year, P performance, S assets, F wording). The identities of the forms
themselves come from :mod:`lib.forms`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from lib.checking.rules_across import ACROSS
from lib.disclosure import Severity
from lib.forms import EXTRAS, FORMS

Nature = Literal["identity", "arithmetic", "convention", "wording"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    ``identity``: two sums of printed figures are the same amount (this also proves the reading).
    ``arithmetic``: a rate, a bound or a count follows from printed figures. ``convention``: what is usual, so a
    breach is a question. ``wording``: what the text says.
    """

    id: str
    meaning: str
    severity: Severity
    nature: Nature = "identity"
    causes: tuple[str, ...] = ()

    @property
    def proves(self) -> bool:
        """Whether figures are confirmed by this rule."""
        return self.nature == "identity"


_TREE = ("合计行重复汇总了不同级次（类、款、项）", "漏列或漏印下级科目行", "某个科目的数字录入有误")
_ROW = ("数字填错列", "合计未随分项更新", "漏列一列")
_TWICE = ("两表取数时点或版本不同", "其中一表未随调整更新", "录入差错")
_TEXT = (
    "文字沿用旧稿或模板，未随决算表更新",
    "口径不同（本年与总计、全部资金与财政拨款）",
    "单位换算（元、万元）有误",
)
_RATE = ("计算时用了另一个分母", "分子或分母更新后比例未重算", "四舍五入或凑整")
_FORM = ("自评表金额、得分未按最终执行数更新", "手工计算有误")

_WRITTEN = (
    Rule("T01.6", "年末结转和结余＝年初结转和结余＋收入＋使用非财政拨款结余－支出－结余分配", "error", "identity", ("结转结余未结平",)),
    Rule("T03.4", "“行政运行”“事业运行”一般为基本支出，“一般行政管理事务”等一般为项目支出", "info", "convention", ("残疾人就业保障金等列入行政运行项目支出（常见做法）", "基本支出与项目支出划分有误")),
    Rule("T06.5", "资本性支出（基本建设）等类（309、311、313）不列基本支出", "error", "arithmetic", ("基本支出与项目支出划分有误", "数字填错列")),
    Rule("T06.6", "其中：基本支出≤金额", "error", "arithmetic", ("数字填错列", "金额列漏加项目支出")),
    Rule("T07.3", "合计＝“三公”小计＋会议费＋培训费", "error", "identity", _ROW),
    Rule("T10.3", "行次连续", "info", "wording", ("表样删行后行次未重排",)),
    Rule("X01.02", "收入支出决算总表各项收入＝收入决算表合计行", "error", "identity", _TWICE),
    Rule("X01.03", "收入支出决算总表本年支出合计＝支出决算表合计", "error", "identity", _TWICE),
    Rule("X01.03c", "收入支出决算总表各类支出＝支出决算表该类", "error", "identity", _TWICE),
    Rule("X01.04", "三项财政拨款收入：总表＝财政拨款收入支出决算总表", "error", "identity", _TWICE),
    Rule("X02.04", "收入决算表财政拨款收入＝财政拨款收入支出决算总表本年收入合计", "error", "identity", _TWICE),
    Rule("X03.05", "财政拨款支出（一般公共预算、政府性基金、国有资本经营预算）＝支出决算表该科目（支出全部为财政拨款时）", "error", "identity", ("合计行重复汇总", *_TWICE)),
    Rule("X03.05s", "支出决算表各科目超出财政拨款的部分＝动用的非财政拨款（收入、结余和结转）", "error", "identity", ("非财政拨款支出列错科目或漏列", *_TWICE)),
    Rule("X03.05b", "财政拨款支出≤支出决算表该科目", "error", "arithmetic", ("把非财政资金计入财政拨款", *_TWICE)),
    Rule("X04.05", "财政拨款总表一般公共预算本年支出＝一般公共预算财政拨款支出决算表合计", "error", "identity", ("合计行重复汇总", *_TWICE)),
    Rule("X04.05c", "财政拨款总表各类一般公共预算支出＝一般公共预算财政拨款支出决算表该类", "error", "identity", _TWICE),
    Rule("X04.08", "财政拨款总表政府性基金＝政府性基金预算财政拨款收入支出决算表", "error", "identity", _TWICE),
    Rule("X04.09", "财政拨款总表国有资本经营预算＝国有资本经营预算财政拨款支出决算表", "error", "identity", _TWICE),
    Rule("X05.06", "一般公共预算基本支出＝人员经费＋公用经费（基本支出）", "error", "identity", ("合计行重复汇总", *_TWICE)),
    Rule("X05.06a", "一般公共预算支出合计＝人员经费＋公用经费（金额，明细表）", "error", "identity", ("合计行重复汇总", *_TWICE)),
    Rule("X03.06p", "项目支出＝经济分类明细表金额－基本支出（支出全部为一般公共预算时）", "warning", "identity", _TWICE),
    Rule("X05.06q", "功能分类与经济分类中同一性质的支出相等（养老、年金、医疗、公积金）", "warning", "convention", ("功能科目或经济科目列错", "部分人员在其他科目列支")),
    Rule("X05.06r", "职业年金缴费约为基本养老保险缴费的一半（8%：16%）", "info", "convention", ("年金补缴、做实或缓缴",)),
    Rule("X06.07", "经济分类中的“三公”科目＝“三公”经费表决算数（明细表）", "error", "identity", ("“三公”口径不一（是否全部财政拨款）", *_TWICE)),
    Rule("X06.07b", "经济分类（基本支出）中的“三公”科目≤“三公”经费表决算数", "error", "arithmetic", ("“三公”经费少报", *_TWICE)),
    Rule("X06.10", "机关运行经费≤公用经费（基本支出）", "error", "arithmetic", ("口径含项目支出", *_TWICE)),
    Rule("X06.10u", "有事业运行支出的部门，机关运行经费一般小于全部公用经费", "info", "convention", ("非参公事业单位的公用经费计入了机关运行经费",)),
    Rule("N1", "收支总体情况的数字＝收入支出决算总表", "error", "identity", _TEXT),
    Rule("N2", "收入情况的数字＝收入决算表", "error", "identity", _TEXT),
    Rule("N3", "支出情况的数字＝支出决算表", "error", "identity", _TEXT),
    Rule("N4", "财政拨款收支总体情况的数字＝财政拨款收入支出决算总表", "error", "identity", _TEXT),
    Rule("N5", "一般公共预算财政拨款支出情况的数字＝该表", "error", "identity", _TEXT),
    Rule("N6", "基本支出情况的数字＝经济分类表", "error", "identity", _TEXT),
    Rule("N6s", "分科目说明的人员经费、公用经费之和＝该类基本支出", "error", "identity", _TEXT),
    Rule("N6i", "“主要包括”所列经济科目＝表中有数的科目", "info", "wording", ("沿用模板列举，未按实际科目增删",)),
    Rule("N5k", "项级说明所称基本支出、项目支出与表中所列一致", "info", "wording", ("沿用上年或模板文字", "基本支出与项目支出划分有误")),
    Rule("N7", "“三公”经费情况的数字＝“三公”经费支出决算表", "error", "identity", _TEXT),
    Rule("N8", "政府性基金情况的数字＝该表", "error", "identity", _TEXT),
    Rule("N9", "国有资本经营预算情况的数字＝该表", "error", "identity", _TEXT),
    Rule("N10", "机关运行、政府采购、国有资产情况的数字＝相关信息统计表", "error", "identity", _TEXT),
    Rule("N0", "文字称“无此项收支”的，表中也没有数", "error", "wording", _TEXT),
    Rule("N-share", "占比＝部分÷整体", "error", "arithmetic", _RATE),
    Rule("N-share-sum", "各项占比之和＝100%", "error", "arithmetic", ("其中一项占比算错", *_RATE)),
    Rule("N-share-part", "所列各项合计为整体", "info", "wording", ("只列了一部分，其余未说明",)),
    Rule("N-sum", "文字列出的各项之和＝文字所述合计", "error", "identity", ("漏列一项", *_TEXT)),
    Rule("C1", "完成率＝决算数÷预算数", "error", "arithmetic", ("完成率所用的预算数与表中预算数不同（年初与全年）", *_RATE)),
    Rule("C2", "文字所述增减额＝决算数与预算数之差，方向一致", "error", "arithmetic", _TEXT),
    Rule("C3", "预算数为零时不能计算完成率", "info", "arithmetic", ("分母为零，比例无意义，应说明“无此项预算”",)),
    Rule("C3e", "预算数为零的，不应写完成率", "error", "arithmetic", ("分母名称写错（年初、全年）", "预算数漏填")),
    Rule("C3n", "完成率所称的分母（年初、全年）与文字给出的预算数一致", "warning", "wording", ("分母名称写错",)),
    Rule("C4", "各项年初预算之和＝年初预算合计", "error", "identity", ("漏列年初预算为零的科目以外的科目", "录入差错")),
    Rule("C5", "各项决算之和＝决算合计", "error", "identity", ("漏列年初预算为零的科目", "录入差错")),
    Rule("C6", "预决算有差异的，说明原因", "info", "convention", ("文件未说明",)),
    Rule("C6d", "原因与增减方向一致", "warning", "convention", ("沿用上年文字未更新", "套用其他项目的原因")),
    Rule("C6e", "称持平的，不再说明增减原因", "info", "convention", ("沿用上年文字未更新", "持平的是总计，原因说明的是其中一项")),
    Rule("C6a", "原因中列出的金额说明的是增减额", "info", "convention", ("列的是支出构成，不是增量",)),
    Rule("C6p", "各处所说人员增减一致", "info", "convention", ("新增与退休并存，应分别说明影响",)),
    Rule("C7", "预决算偏离超过10%的需要说明；超预算的需有调整或追加依据", "warning", "convention", ("年中追加或调整预算", "年初预算编制不足")),
    Rule("Y1", "增减率＝增减额÷上年数", "error", "arithmetic", _RATE),
    Rule("Y2", "上年数为零时没有增长率", "error", "arithmetic", ("上年无此项支出，不应写“增长100%”",)),
    Rule("Y2z", "上年和本年都没有的，没有增长率", "info", "arithmetic", ("分母为零，比例无意义，模板要求填写",)),
    Rule("Y2b", "比上年增加的数不大于本年数", "error", "arithmetic", ("增减方向写反", *_TEXT)),
    Rule("Y3", "“三公”各项增减额之和＝合计增减额", "error", "identity", _TEXT),
    Rule("Y4", "推算的上年总计－上年财政拨款总计≥本年年初非财政拨款结转和结余", "warning", "convention", ("上年数经追溯调整", "增减额口径不同（本年与总计）", "增减额计算有误")),
    Rule("Y6", "同一事项不能既称持平又称增减", "error", "wording", _TEXT),
    Rule("Y6p", "本年数－上年数＝增减额，增减率＝增减额÷上年数（文字同时写明上年数）", "error", "arithmetic", _RATE),
    Rule("P1", "执行率＝全年执行数÷全年预算数", "error", "arithmetic", _FORM),
    Rule("P2", "执行率得分＝执行率×10分", "error", "arithmetic", _FORM),
    Rule("P3", "资金结（转）余＝全年预算数－全年执行数", "error", "arithmetic", _FORM),
    Rule("P4", "总分＝各指标得分＋执行率得分", "error", "arithmetic", _FORM),
    Rule("P5", "各指标分值＋执行率分值＝100分", "error", "arithmetic", _FORM),
    Rule("P6", "等级与总分相符（优≥90、良≥80、中≥60）", "error", "arithmetic", ("本地分级标准不同", *_FORM)),
    Rule("P7", "文字所述项目数、等级数＝自评表", "error", "arithmetic", ("部分自评表未公开", *_TEXT)),
    Rule("P7s", "各等级项目数之和＝项目数", "error", "arithmetic", _TEXT),
    Rule("P8", "自评项目预算之和＝涉及资金", "error", "arithmetic", ("部分项目未计入", *_TEXT)),
    Rule("P9", "项目支出均已自评", "info", "convention", ("年中追加的项目未自评",)),
    Rule("P10", "自评覆盖率＝自评涉及资金÷项目支出", "error", "arithmetic", ("分子为预算数、分母为支出数，口径不同", *_RATE)),
    Rule("P11", "文字所述项目数字＝自评表", "error", "arithmetic", _TEXT),
    Rule("P12", "成本指标实际值＝全年执行数", "warning", "convention", ("成本指标照抄目标或未按实际填写",)),
    Rule("P13", "成本指标之和不超过项目预算", "error", "arithmetic", ("某个成本指标录入有误",)),
    Rule("P13c", "成本上限之和不超过项目预算", "info", "convention", ("上限宽于预算",)),
    Rule("P14", "同类偏差扣分口径一致", "warning", "convention", ("未达目标却得满分", "扣分标准不统一")),
    Rule("P15", "每个指标有分值和得分", "info", "wording", ("漏填",)),
    Rule("P16", "绩效目标、自评说明针对本项目", "warning", "wording", ("复制其他项目或模板的文字",)),
    Rule("P17", "项目结（转）余合计与决算表年末结转结余一致", "warning", "convention", ("指标年末收回，不结转", "“年末资金结转”用词不准")),
    Rule("P18", "项目名称不重复", "info", "wording", ("同名项目分次安排",)),
    Rule("P19", "指标权重一般为产出50、效益30、满意度10（执行率10）", "info", "convention", ("本地权重不同",)),
    Rule("P20", "称已开展整体支出自评的，应有金额和得分", "warning", "wording", ("模板未按实际修改",)),
    Rule("P21", "“执行良好、均已完成”与执行率相符", "warning", "convention", ("执行率低于80%仍评为优、良",)),
    Rule("P22", "指标值合理（成本设上限，数量级与决算相符）", "info", "convention", ("指标方向填反", "指标值填错单位或口径")),
    Rule("P23", "实际完成值是实际结果，不是目标值的照抄", "info", "wording", ("自评时照抄目标值",)),
    Rule("S1", "车辆合计＝各类用车之和", "error", "identity", _TEXT),
    Rule("S2", "车辆合计、公务用车保有量与运行维护费相符", "warning", "convention", ("车辆不由财政拨款负担", "保有量漏填", "运行费在其他单位列支")),
    Rule("S3", "政府采购总额＝货物＋工程＋服务", "error", "identity", _TEXT),
    Rule("S3s", "小微企业≤中小企业≤政府采购总额", "error", "arithmetic", _TEXT),
    Rule("S3m", "中小企业在预留和其他采购中的成交金额≤政府采购总额", "error", "arithmetic", _TEXT),
    Rule("S3q", "面向小微企业预留≤面向中小企业预留", "warning", "convention", ("两项口径不同（小微另计）", *_TEXT)),
    Rule("S4", "公务接待费＝国内＋国（境）外，批次、人次同此", "error", "identity", _TEXT),
    Rule("S4f", "有接待费就有批次，有批次就有接待费", "warning", "convention", ("批次、人次漏填", "食堂接待未列支")),
    Rule("S4b", "外事接待是国内接待的一部分，批次不多于人次", "error", "arithmetic", _TEXT),
    Rule("S4p", "人均接待费在合理范围", "info", "convention", ("人次漏计", "费用含其他支出")),
    Rule("K-SME", "授予中小企业的合同中小微企业一般不低于60%", "info", "convention", ("口径为预留份额，非授予份额",)),
    Rule("F2", "没有未填写的占位符", "warning", "wording", ("模板未填",)),
    Rule("F3", "没有模板残留", "info", "wording", ("模板未按实际修改",)),
    Rule("F1", "每张表都印金额单位", "warning", "wording", ("表头漏印单位",)),
    Rule("F1m", "各表金额单位一致", "warning", "wording", ("个别表沿用另一单位", "表头单位印错")),
    Rule("F4", "年份是本年度的，截止日期为12月31日", "error", "wording", ("沿用上年文字未更新",)),
    Rule("F5", "部门名称前后一致", "warning", "wording", ("名称漏字、错字", "沿用旧名称或其他部门的文字")),
    Rule("F5k", "部门决算、单位决算用词一致", "warning", "wording", ("套用另一口径的模板",)),
    Rule("F5h", "各表表头用语一致", "info", "wording", ("各表取自不同模板",)),
    Rule("F6", "标点、字词通顺", "info", "wording", ("编辑疏漏",)),
    Rule("F7", "百分比有“%”", "error", "wording", ("漏印百分号",)),
    Rule("F7r", "所列原因能够说明增减", "info", "wording", ("原因是“没有此项支出”，等于没有说明", "照抄其他项目的原因")),
    Rule("F8", "金额的写法和单位前后一致", "info", "wording", ("各段由不同人员或系统生成",)),
    Rule("F9", "小数位数前后一致", "info", "wording", ("未统一格式", "电子表格导出的格式")),
    Rule("F10", "各节标题不重复", "warning", "wording", ("复制上一节标题未修改",)),
    Rule("F10t", "目录所列标题正文都有", "info", "wording", ("标题改动后目录未更新",)),
    Rule("F10m", "目录所列的表正文都有", "warning", "wording", ("漏印该表", "表以图片或附件公开")),
    Rule("F10o", "各节序号连续", "info", "wording", ("删改后序号未重排",)),
    Rule("F10u", "部门决算列明包括哪些单位", "info", "wording", ("只列了内设机构",)),
    Rule("F11", "科目名称与当年分类一致", "info", "wording", ("沿用旧科目名称", "名称录入有误")),
    Rule("F11t", "文字中的科目编码与名称对应", "info", "wording", ("编码与名称错位", "漏写名称")),
    Rule("F12", "增减的主语与方向一致", "warning", "wording", ("主语和宾语颠倒（应为“决算数比年初预算数……”）",)),
    Rule("F13", "表中空白与文字一致", "info", "wording", ("零值未填",)),
    Rule("F13e", "注明无数据的表没有数", "error", "wording", ("沿用上年注释未更新",)),
    Rule("F13n", "空表有说明", "warning", "wording", ("漏写说明",)),
    Rule("F13s", "说明涵盖收入和支出", "info", "wording", ("只说明了支出",)),
    Rule("F15", "没有标记符号混入，单元格文字完整", "info", "wording", ("网页标记未清除", "单元格过窄，文字被截断")),
)  # fmt: skip


def _of_forms() -> dict[str, Rule]:
    found = {}
    for form in (*FORMS.values(), *EXTRAS.values()):
        for identity in form.identities:
            tree = (
                identity.id.endswith((".2", ".3")) and form.shape == "functional"
            ) or identity.id == "T06.1"
            causes = _TREE if tree else _ROW
            found[identity.id] = Rule(identity.id, identity.meaning, "error", "identity", causes)
    return found


_DOCUMENTS = {row[0]: Rule(*row) for row in ACROSS}

RULES: Mapping[str, Rule] = MappingProxyType(_of_forms() | {rule.id: rule for rule in _WRITTEN} | _DOCUMENTS)
"""All rules by id."""
