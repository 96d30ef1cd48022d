"""The shipped font prints, and gives back, every character a disclosure needs."""

import pytest
from fpdf import FPDF

from lib.factory.font import FONT, MissingCharacterError, advance, characters
from lib.forms import FORMS
from lib.forms.classification import Classification
from lib.reading import open_document


def test_font_is_small_and_its_licence_lies_beside_it():
    assert FONT.stat().st_size < 3_000_000
    assert "SIL OPEN FONT LICENSE" in (FONT.parent / "OFL.txt").read_text(encoding="utf-8")


def test_every_label_of_every_form_can_be_printed():
    for form in FORMS.values():
        for text in (*form.titles, form.note, *(label for row in form.rows for label in row.labels)):
            advance(text)
    for entry in Classification.load().entries:
        advance(entry.name)


def test_a_missing_character_is_named():
    with pytest.raises(MissingCharacterError, match="𠀀"):
        advance("地名𠀀村")


def test_every_character_is_read_back_from_a_pdf(tmp_path):
    wanted = [chr(code) for code in sorted(characters()) if not chr(code).isspace() and code != 0xA0]
    lines = ["".join(wanted[i : i + 40]) for i in range(0, len(wanted), 40)]
    pdf = FPDF(unit="pt")
    pdf.add_font("body", fname=FONT)
    pdf.set_font("body", size=10)
    for index, line in enumerate(lines):
        if index % 40 == 0:
            pdf.add_page()
        pdf.text(40, 40 + 18 * (index % 40), line)
    path = tmp_path / "characters.pdf"
    path.write_bytes(bytes(pdf.output()))
    with open_document(path) as reader:
        read = [line.text for page in reader for line in page.lines]
    assert [line for line in read if line.strip()] == lines
