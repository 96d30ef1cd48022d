"""The two-minute tour of the README: the real app on the shipped sample, step by step, as one moving picture.

Run: ``python -m docs.tour``. Writes ``docs/images/tour.webp``: each step is a screen with its caption, shown
for as long as it takes to read.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import Page, sync_playwright

from docs.demonstration import several
from docs.screenshots import FOLDER, TO_90
from tests.browser.conftest import ROOT, chromium, serve, visit

SECONDS = 9
WIDTH, HEIGHT, FOOT = 960, 600, 64
BLUE, WHITE = "#1F4E8C", "#FFFFFF"


@dataclass(frozen=True)
class Step:
    """One screen of the tour: where it is, what the visitor does there, and what is said of it."""

    address: str
    caption: str
    act: Callable[[Page], None] = lambda _page: None
    among_others: bool = False
    """Over invented departments: the sample alone has nothing to be compared with."""


def _source(page: Page) -> None:
    page.locator(".st-key-card-completion").get_by_role("button", name="出处").click()
    page.get_by_role("dialog").locator("img").first.wait_for()


def _drill(page: Page) -> None:
    page.locator(".st-key-panel-bars path[aria-label*='一般公共服务支出']").last.click()
    page.locator("text", has_text="政府办公厅").first.wait_for(state="attached")


def _finding(page: Page) -> None:
    page.get_by_role("heading", name="逐表读出与印证").scroll_into_view_if_needed()


def _show(page: Page) -> None:
    page.get_by_role("button", name="从头放映").first.click()
    for _ in range(2):
        page.wait_for_timeout(500)
        page.keyboard.press("ArrowRight")


STEPS: Sequence[Step] = (
    Step("/", "总览：这一年怎么样。六张卡片、收支全貌、最需要解释的五件事"),
    Step("/", "每一个数都能点开出处：印在哪一页、哪一格，按什么计算", _source),
    Step("/composition", "支出构成：点一类，逐级看到款、项；占比都写明是占哪个合计的比", _drill),
    Step("/completion", "预算完成：与年初预算差多少，文件自述的原因写在旁边"),
    Step("/three_public", "“三公”经费：印出的与推算的，画法不同；四个等式逐一核对"),
    Step("/projects?rate_to=90", "项目执行：筛出执行率90%以下的项目，按未支出金额排列"),
    Step("/checks", "勾稽核对：逐表读出与印证；哪些数对不上，双方各印在哪里", _finding),
    Step("/original?page=11", "原文：整页加框，点一个数看它的来历"),
    Step("/search?q=1950.53万元", "查找：任何单位的金额、科目、项目、词语，直达那一页"),
    Step("/compare", "比较：任一指标，与往年、与同类部门（图为合成数据）；口径不同的标明", among_others=True),
    Step(f"/scenario?s={TO_90}", "情景推演：压减、执行率、预算调整……测算数与披露数并列"),
    Step("/present", "汇报：选页、排序、改标题、加批注，导出演示文稿和简报"),
    Step("/present", "全屏放映：一页一句话，方向键翻页，页脚写明出处", _show),
    Step("/imports", "资料导入：放进自己的文件，逐份说明读到了什么、什么没读懂"),
)


def _font(size: int) -> ImageFont.FreeTypeFont:
    """The shipped Chinese font, unpacked: Pillow does not read WOFF."""
    unpacked = BytesIO()
    with TTFont(ROOT / "data" / "fonts" / "NotoSansSC-subset.woff") as font:
        font.flavor = None
        font.save(unpacked)
    unpacked.seek(0)
    return ImageFont.truetype(unpacked, size)


def frame(shot: bytes, number: int, caption: str, font: ImageFont.FreeTypeFont) -> Image.Image:
    """One step as a picture: the screen, and below it the caption in white on blue."""
    picture = Image.new("RGB", (WIDTH, HEIGHT + FOOT), BLUE)
    with Image.open(BytesIO(shot)) as screen:
        picture.paste(screen.convert("RGB").resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS))
    draw = ImageDraw.Draw(picture)
    draw.text((24, HEIGHT + FOOT // 2), f"{number}/{len(STEPS)}　{caption}", WHITE, font, anchor="lm")
    return picture


def shots(folder: Path) -> Iterator[bytes]:
    """Take every step in turn, in a new browser over the sample's lake or over that of the others."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        with (
            serve(folder / "lake", folder / "log") as sample,
            serve(several(folder), folder / "log-several") as others,
        ):
            for step in STEPS:
                with visit(browser, (others if step.among_others else sample).url) as visitor:
                    page = visitor.open(step.address)
                    step.act(page)
                    page.wait_for_timeout(1500)  # moving parts come to rest
                    yield page.screenshot()
                    visitor.check()
        browser.close()


def main() -> None:
    """Write the tour."""
    with tempfile.TemporaryDirectory(prefix="fal-tour-") as folder:
        taken = list(shots(Path(folder)))
    font = _font(24)
    frames = [
        frame(shot, number, step.caption, font)
        for number, (shot, step) in enumerate(zip(taken, STEPS, strict=True), start=1)
    ]
    frames[0].save(
        FOLDER / "tour.webp",
        save_all=True,
        append_images=frames[1:],
        duration=SECONDS * 1000,
        loop=0,
        quality=80,
        method=6,
    )


if __name__ == "__main__":
    main()
