"""``python -m lib factory``: files on disk that say what they are."""

import pytest

from lib.cli import main
from lib.factory import sample
from lib.reading import open_document


def run(*args):
    with pytest.raises(SystemExit) as exit_:
        main(["factory", *map(str, args)])
    return exit_.value.code


def test_departments_and_years_are_written_and_marked(tmp_path, capsys):
    assert (
        run("--departments", 2, "--years", 2, "--last", 2022, "--layout", "shanghai", "-o", tmp_path / "out")
        == 0
    )
    paths = sorted((tmp_path / "out").iterdir())
    assert [line.rsplit("/", 1)[-1] for line in capsys.readouterr().out.split()] == [p.name for p in paths]
    assert len(paths) == 4
    assert len({path.name.split("20")[0] for path in paths}) == 2, (
        "a department keeps its name over the years"
    )
    for path in paths:
        with open_document(path) as reader:
            pages = [page.text for page in reader]
        assert all("合成数据" in text for text in pages)
        assert "均为合成" in pages[0]


def test_the_same_seed_writes_the_same_files(tmp_path):
    for folder in ("a", "b"):
        assert run("--layout", "university", "--seed", 4, "-o", tmp_path / folder) == 0
    (a,), (b,) = ((tmp_path / folder).iterdir() for folder in ("a", "b"))
    assert (a.name, a.read_bytes()) == (b.name, b.read_bytes())


def test_an_unknown_layout_is_explained(capsys):
    assert run("--layout", "nowhere") == 2
    assert "没有版式“nowhere”" in capsys.readouterr().err


def test_the_sample_is_written_where_it_lies(tmp_path, monkeypatch, capsys):
    sample.save(sample.load(), tmp_path)
    monkeypatch.setattr(sample, "FOLDER", tmp_path)
    assert run("--sample") == 0
    assert sample.pdf_path(tmp_path).exists()
    assert capsys.readouterr().out.strip().endswith("（重排）.pdf")
