"""The shipped disclosure's figures are on screen, as published (晋中市行政审批服务管理局, 2022)."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

FIGURES = {
    "/": ["1,950.53万元", "+11.16%", "124.28%", "91.20%", "2,640元", "−94.30%", "153.33万元", "+36.27%"],
    "/composition": ["1,590.34万元", "81.53%", "8.20%", "6.87%"],
    "/basic_project": ["1,651.44万元", "84.67%", "299.09万元", "15.33%", "90.72%"],
    "/completion": [
        "124.28%",
        "1,569.40万元",
        "381.13万元",
        "130.41%",
        "106.95%",
        "97.05%",
        "93.61%",
        "未列年初预算",
    ],
    "/three_public": ["46,314", "2,640", "−94.30%", "+14.29%", "330元"],
    "/projects": ["289.63万元", "264.156万元", "91.20%", "35.20%", "100.00%"],
}
DRAWN = {
    "/composition": ["一般公共服务支出", "1,590.34（81.53%）", "农林水支出"],
    "/completion": ["130.41%（+370.86）", "未列年初预算，决算14.05"],
    "/three_public": [
        "46,314.00（推算）",
        "2021年 46,314.00（推算）",
        "2021年 2,310.00（推算）",
        "2022年 2,640.00",
    ],
    "/projects": ["84.44%，未执行7.78", "35.20%，未执行0.65"],
}


@pytest.mark.parametrize("address", FIGURES)
def test_figures_of_the_sample(visitor, address):
    page = visitor.open(address)
    text = page.locator("[data-testid=stMain]").inner_text()
    assert [figure for figure in FIGURES[address] if figure not in text] == []
    for words in DRAWN.get(address, ()):
        expect(page.locator("[data-testid=stVegaLiteChart] text", has_text=words).first).to_be_attached()
