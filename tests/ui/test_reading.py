"""Uploads are read in a process of their own, against the clock; whatever they contain, the app goes on."""

from __future__ import annotations

import pytest

from lib.factory.sample import pdf_path
from lib.ui.reading import read


def nothing(done, total):
    pass


def test_a_file_is_read_page_by_page_into_the_lake(lake):
    seen = []
    path = pdf_path()
    result = read(path.name, path.read_bytes(), lambda done, total: seen.append((done, total)))
    assert result.error == ""
    assert lake.contains(result.document_id)
    assert lake.original(result.document_id).read_bytes() == path.read_bytes()
    assert [done for done, _ in seen] == sorted({done for done, _ in seen})
    assert seen[-1][0] == seen[-1][1]
    assert lake.documents()["file_name"].tolist() == [path.name]
    again = read(path.name, path.read_bytes(), nothing)
    assert again.known
    assert len(lake.history()) == 1


def test_a_file_that_takes_too_long_is_given_up(lake):
    result = read("慢.pdf", pdf_path().read_bytes(), nothing, seconds=0.01)
    assert "《慢.pdf》" in result.error
    assert "已停止" in result.error
    assert lake.documents().empty


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.4 nothing", b"\x00" * 1000, "一份购物清单".encode(), b"PK\x03\x04zip"]
)
def test_garbage_is_explained_in_chinese(lake, content):
    result = read("坏.pdf", content, nothing)
    assert result.error.startswith("《坏.pdf》")
    assert lake.documents().empty


def test_a_name_cannot_leave_its_folder(lake):
    result = read("../../etc/../坏.pdf", b"", nothing)
    assert result.file_name == "坏.pdf"


def test_a_visitor_who_leaves_ends_the_reading(lake):
    class LeftError(Exception):
        pass

    def leave(done, total):
        raise LeftError

    with pytest.raises(LeftError):
        read("走.pdf", pdf_path().read_bytes(), leave)
    assert lake.documents().empty
