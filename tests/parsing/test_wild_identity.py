"""Covers of other provinces (names invented): where the department and the year stand."""

from __future__ import annotations

import pytest

from lib.parsing.identity import read_identity
from tests.parsing.pages import text_page


@pytest.mark.parametrize(
    ("lines", "department", "year"),
    [
        (("2021年度部门决算公开", "远山县林业局", "2022年10月12日"), "远山县林业局", 2021),
        (("2022年度", "440000001 近海省渔业局部门决算公开"), "近海省渔业局", 2022),
        (
            ("名 称：远山县档案馆2022年度部门决算公开", "远山县档案馆2022年度部门决算公开"),
            "远山县档案馆",
            2022,
        ),
        (("第三部分 2022年度部门决算情况说明", "远山县统计局2022年度收入总计5万元。"), "远山县统计局", 2022),
        (("第三部分 2022年度部门决算情况说明", "本部门2022年度收入总计5万元。"), "", 2022),
        (("2021年度", "远山县粮食局", "部门决算", "公开时间：2022年9月20日"), "远山县粮食局", 2021),
    ],
)
def test_covers(lines, department, year):
    identity = read_identity([text_page(lines)])
    assert (identity.department, identity.fiscal_year) == (department, year)
