"""A real LibreOffice for the files that are exported: ``office(path, "pdf")`` opens one and converts it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from lib.analysis.book import Book
from lib.analysis.slides import slides
from lib.checking import check_file
from lib.factory.families import NATIONAL
from lib.factory.sample import pdf_path
from lib.factory.synthetic import synthetic
from tests.published import published
from tests.shared import shared

MAC = "/Applications/LibreOffice.app/Contents/MacOS/soffice"
SECONDS = 180
"""Longest time for one file; LibreOffice's first start makes a profile."""


def soffice() -> str:
    """The LibreOffice of this machine."""
    found = os.environ.get("FAL_SOFFICE") or shutil.which("soffice") or shutil.which("libreoffice")
    if found is None and Path(MAC).exists():
        found = MAC
    assert found, "没有找到 LibreOffice：请运行 sh tests/reporting/install.sh"
    return found


@pytest.fixture(scope="session")
def office(tmp_path_factory) -> Callable[..., Path]:
    """Convert a file: ``office(path, "pdf")``; for CSV, every sheet: ``office(path, "csv")`` is a folder."""
    return converter(tmp_path_factory, {})


POOR = "/usr/share/fonts/truetype/liberation"
"""Fonts that have no Chinese character; they come with LibreOffice."""


@pytest.fixture(scope="session")
def poor_office(tmp_path_factory) -> Callable[..., Path]:
    """The same on a machine without Chinese fonts: this LibreOffice sees those of one folder only."""
    if not Path(POOR).exists():
        pytest.skip("needs fontconfig and the Liberation fonts in their Debian place")
    folder = tmp_path_factory.mktemp("fonts")
    config = folder / "fonts.conf"
    config.write_text(
        f"<fontconfig><dir>{POOR}</dir><cachedir>{folder / 'cache'}</cachedir></fontconfig>", encoding="utf-8"
    )
    return converter(tmp_path_factory, {"FONTCONFIG_FILE": str(config)})


def converter(tmp_path_factory, environment: dict[str, str]) -> Callable[..., Path]:
    """LibreOffice with a profile of its own, so that runs beside it do not clash."""
    profile = tmp_path_factory.mktemp("office-profile")

    def convert(path: Path, form: str) -> Path:
        target = tmp_path_factory.mktemp("office")
        filters = {"csv": "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"}
        command = [soffice(), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
        command += ["--convert-to", filters.get(form, form), "--outdir", str(target), str(path)]
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
            env=os.environ | environment,
        )
        made = sorted(target.iterdir())
        assert made, f"LibreOffice 没有写出文件：{done.stdout}{done.stderr}"
        return target if form == "csv" else made[0]

    return convert


@pytest.fixture(scope="session")
def disclosure():
    """The shipped sample, read and checked."""
    return check_file(pdf_path())


@pytest.fixture(scope="session")
def book(disclosure):
    """The shipped sample as a book."""
    return Book.of(disclosure)


@pytest.fixture(scope="session")
def offered(book):
    """The sample's slides."""
    return slides(book)


REAL = {
    "财政局": "disclosures/putuo-caizhengju-2024.pdf",
    "university": "disclosures/swu-2023-final-accounts.pdf",
}
"""Real documents beside the project: a bureau without projects, a university with few forms."""


@pytest.fixture(scope="session", params=["sample", "synthetic", *REAL])
def any_book(request, book, tmp_path_factory):
    """Documents of different kinds: the sample, an invented one, a bureau, a university."""
    if request.param == "sample":
        return book
    if request.param == "synthetic":
        return published(synthetic(7, 2023, NATIONAL), NATIONAL, tmp_path_factory.mktemp("synthetic"))
    return Book.of(check_file(shared(REAL[request.param])))
