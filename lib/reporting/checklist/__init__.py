"""The 核对单 as a file to fill in and sign: what was read, what does not agree, what may be asked.

>>> from lib.reporting import checklist                    # doctest: +SKIP
>>> content = checklist.docx(sheet, questions)             # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Sequence

from lib.analysis.checks import Sheet
from lib.analysis.questions import Question

__all__ = ["docx", "xlsx"]


def docx(sheet: Sheet, questions: Sequence[Question], unit: str = "元") -> bytes:
    """Return the 核对单 as a Word document, A4 landscape, with room for the answers.

    Amounts are in ``unit``; what is printed stays as printed. Raises :class:`KeyError` for an unknown unit.
    """
    from lib.reporting.checklist.document import write  # noqa: PLC0415 — each format loads its own library

    return write(sheet, questions, unit)


def xlsx(sheet: Sheet, questions: Sequence[Question], unit: str = "元") -> bytes:
    """Return the 核对单 as an Excel workbook: numbers are numbers, the answers are the only open cells.

    Amounts are in ``unit``; what is printed stays as printed. Raises :class:`KeyError` for an unknown unit.
    """
    from lib.reporting.checklist.workbook import write  # noqa: PLC0415 — each format loads its own library

    return write(sheet, questions, unit)
