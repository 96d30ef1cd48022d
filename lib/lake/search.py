"""Looking through all documents at once: the queries behind the one search box.

Every function takes ``order``, the documents to look in, nearest first; the rows that it returns come in that
order, at most ``limit`` of them, each with ``total``, how many there are. What a visitor typed only ever
arrives as a parameter.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Context, Decimal, localcontext
from typing import Any

from lib.lake.queries import shortest
from lib.lake.store import Lake

Row = dict[str, Any]
Ranges = Sequence[tuple[Decimal, Decimal]]

_LOOKED = "looked AS (SELECT unnest($order) AS document_id, generate_subscripts($order, 1) AS rank)"
_LARGEST = Decimal(10) ** 20
"""No stored number is as large."""
_EXACT = Context(prec=120)
"""More digits than a bound has."""
_FUNDS = ("budget_original", "budget_revised", "executed", "balance")
_SCORES = ("execution_rate", "rate_score", "total_score")


def names(lake: Lake) -> list[Row]:
    """Every code and label that a table prints: few, whatever the number of documents."""
    return _rows(lake, "SELECT DISTINCT code, label FROM facts")


def table_rows(lake: Lake, order: Sequence[str], keys: Sequence[tuple[str, str]], limit: int) -> list[Row]:
    """The rows of tables whose code and label are one of ``keys``, with their ``cells``, one a column.

    Rows in which nothing is printed are left out.
    """
    return _rows(
        lake,
        f"""
        WITH {_LOOKED},
        wanted AS (SELECT DISTINCT unnest($codes) AS code, unnest($labels) AS label),
        found AS (
            SELECT document_id, form, side, row, page, any_value(code) AS code, any_value(label) AS label,
                   min(position) AS position, any_value(rank) AS rank, count(*) OVER () AS total
            FROM facts JOIN looked USING (document_id) SEMI JOIN wanted USING (code, label)
            WHERE status <> 'blank'
            GROUP BY document_id, form, side, row, page ORDER BY rank, position LIMIT $limit
        )
        SELECT found.*, list({{measure: f.measure, status: f.status, value: f.value, unit: f.unit,
               raw: f.raw}} ORDER BY f.position) AS cells
        FROM found JOIN facts AS f USING (document_id, form, side, row, page)
        WHERE f.document_id IN (SELECT document_id FROM found)
        GROUP BY ALL ORDER BY found.rank, found.position
        """,
        order=order,
        codes=[code for code, _ in keys],
        labels=[label for _, label in keys],
        limit=limit,
    )


def figures(lake: Lake, order: Sequence[str], ranges: Ranges, digits: str, limit: int) -> list[Row]:
    """The cells whose amount lies in one of ``ranges`` (元), that count ``digits`` of something else, or
    whose printed text is ``digits``, with or without separators. In a document, those that are the amount
    come before those that round to it.
    """
    whole, point, decimals = digits.partition(".")
    grouped = f"{int(whole):,}{point}{decimals}"
    return _rows(
        lake,
        f"""
        WITH {_LOOKED}
        SELECT document_id, form, side, row, code, label, measure, value, unit, raw, page,
               count(*) OVER () AS total
        FROM facts JOIN looked USING (document_id)
        WHERE value IS NOT NULL AND (
            (unit = '元' AND {_within("value", ranges)})
            OR (unit <> '元' AND {_equal("value", digits)}) OR raw IN ($digits, $grouped))
        ORDER BY rank, (unit <> '元' OR raw IN ($digits, $grouped) OR {_exactly("value", ranges)}) DESC,
                 position LIMIT $limit
        """,
        order=order,
        digits=digits,
        grouped=grouped,
        limit=limit,
    )


def stated(lake: Lake, order: Sequence[str], ranges: Ranges, digits: str, limit: int) -> list[Row]:
    """The figures stated in the text, likewise; ``position`` is a statement's place in its document.

    Of a change, ``value`` is its size, as printed, and ``direction`` says which way it goes.
    """
    return _rows(
        lake,
        f"""
        WITH {_LOOKED}
        SELECT document_id, section, subject, quantity, base, direction, value, unit, raw, page,
               "start", "end", position, count(*) OVER () AS total
        FROM statements JOIN looked USING (document_id)
        WHERE value IS NOT NULL AND quantity NOT IN ('year', 'month', 'day') AND (
            (unit = '元' AND {_within("value", ranges)}) OR (unit <> '元' AND {_equal("value", digits)}))
        ORDER BY rank, (unit <> '元' OR {_exactly("value", ranges)}) DESC, position LIMIT $limit
        """,
        order=order,
        limit=limit,
    )


def said(lake: Lake, order: Sequence[str], pattern: str, limit: int) -> list[Row]:
    """The sentences whose subject or reason matches ``pattern``: of each, the first of its statements."""
    return _rows(
        lake,
        f"""
        WITH {_LOOKED},
        found AS (
            SELECT document_id, rank, page, section, subject, reason, min(position) AS position
            FROM statements JOIN looked USING (document_id)
            WHERE regexp_matches(subject, $pattern) OR regexp_matches(reason, $pattern)
            GROUP BY ALL
        )
        SELECT found.* EXCLUDE (rank), raw, "start", "end", count(*) OVER () AS total
        FROM found JOIN statements USING (document_id, position)
        WHERE document_id IN (SELECT document_id FROM found)
        ORDER BY rank, position LIMIT $limit
        """,
        order=order,
        pattern=pattern,
        limit=limit,
    )


def projects(lake: Lake, order: Sequence[str], pattern: str, limit: int) -> list[Row]:
    """The projects whose name matches ``pattern``."""
    return _projects(lake, order, "regexp_matches(name, $pattern)", limit, pattern=pattern)


def funded(lake: Lake, order: Sequence[str], ranges: Ranges, digits: str, limit: int) -> list[Row]:
    """The projects with an amount in one of ``ranges`` (元), or a rate or a score of ``digits``; in a
    document, those whose amount it is come first.
    """
    scored = [_equal(name, digits) for name in _SCORES]
    tests = [_within(name, ranges) for name in _FUNDS] + scored
    exact = [_exactly(name, ranges) for name in _FUNDS] + scored
    return _projects(
        lake, order, " OR ".join(tests), limit, sort=f"coalesce({' OR '.join(exact)}, false) DESC, ordinal"
    )


def _projects(
    lake: Lake, order: Sequence[str], condition: str, limit: int, *, sort: str = "ordinal", **parameters: Any
) -> list[Row]:
    return _rows(
        lake,
        f"""
        WITH {_LOOKED}
        SELECT document_id, ordinal, name, {", ".join((*_FUNDS, *_SCORES))}, grade, raw, page, total_page,
               count(*) OVER () AS total
        FROM projects JOIN looked USING (document_id) WHERE {condition} ORDER BY rank, {sort} LIMIT $limit
        """,
        order=order,
        limit=limit,
        **parameters,
    )


def indicators(lake: Lake, order: Sequence[str], pattern: str, limit: int) -> list[Row]:
    """The performance indicators whose name, target, result or reason matches ``pattern``."""
    fields = ("name", "target", "adjusted_target", "actual", "deviation_reason")
    words = ", ".join(f"i.{field}" for field in fields)
    return _rows(
        lake,
        f"""
        WITH {_LOOKED}
        SELECT document_id, i.position, i.level1, i.name, i.target, i.actual, i.deviation_reason, i.page,
               p.name AS project, count(*) OVER () AS total
        FROM project_indicators AS i JOIN looked USING (document_id)
        LEFT JOIN projects AS p ON p.document_id = i.document_id AND p.ordinal = i.project
        WHERE regexp_matches(concat_ws(chr(10), {words}), $pattern) ORDER BY rank, i.position LIMIT $limit
        """,
        order=order,
        pattern=pattern,
        limit=limit,
    )


def texts(
    lake: Lake,
    order: Sequence[str],
    pattern: str,
    keys: Sequence[tuple[str, str]],
    limit: int,
    *,
    number: str = "",
) -> list[Row]:
    """The pages whose text matches ``pattern``, those that only hold tables last.

    ``listed`` are those of them on which :func:`table_rows` finds rows of ``keys``: what matches may be no
    more than the name of such a row. They come last of all; ``total`` counts the others. Of a
    number, ``number`` is the pattern that pages of tables must match; those are left out on which
    :func:`figures` finds it.
    """
    return _rows(
        lake,
        f"""
        WITH {_LOOKED},
        wanted AS (SELECT unnest($codes) AS code, unnest($labels) AS label),
        found AS (
            SELECT document_id, page, text, rank FROM texts JOIN looked USING (document_id)
            WHERE regexp_matches(text, $pattern)
        ),
        cells AS (
            SELECT document_id, page, bool_or(status <> 'blank' AND (code, label) IN (FROM wanted)) AS named,
                   bool_or($number <> '' AND value IS NOT NULL AND regexp_matches(raw, $pattern)) AS printed
            FROM facts SEMI JOIN found USING (document_id, page) GROUP BY ALL
        ),
        told AS (SELECT DISTINCT document_id, page FROM statements SEMI JOIN found USING (document_id, page))
        SELECT document_id, found.page, text, cells.page IS NOT NULL AND told.page IS NULL AS tabular,
               tabular AND cells.named AS listed, count(*) FILTER (NOT listed) OVER () AS total
        FROM found LEFT JOIN cells USING (document_id, page) LEFT JOIN told USING (document_id, page)
        WHERE NOT (tabular AND (cells.printed OR NOT regexp_matches(text, $number)))
        ORDER BY listed, tabular, rank, found.page LIMIT $limit
        """,
        order=order,
        pattern=pattern,
        codes=[code for code, _ in keys],
        labels=[label for _, label in keys],
        limit=limit,
        number=number,
    )


def titles(lake: Lake, documents: Sequence[str]) -> dict[tuple[str, str], str]:
    """Document and form → the title that the document prints."""
    rows = _rows(
        lake,
        "SELECT document_id, form, title FROM ledger WHERE form <> '' AND title <> '' "
        "AND document_id IN (SELECT unnest($documents)) ORDER BY position",
        documents=documents,
    )
    return {(row["document_id"], row["form"]): row["title"] for row in rows}


def first_years(lake: Lake) -> dict[str, int]:
    """Code → the first fiscal year in which a table prints it with a figure."""
    rows = _rows(
        lake,
        "SELECT code, min(fiscal_year) AS year FROM facts JOIN documents USING (document_id) "
        "WHERE code <> '' AND value IS NOT NULL AND fiscal_year IS NOT NULL GROUP BY code",
    )
    return {row["code"]: row["year"] for row in rows}


def outcomes(lake: Lake) -> dict[str, int]:
    """Status of the reading ledger → how many forms, tables or sentences of all documents have it."""
    rows = _rows(lake, "SELECT status, count(*) AS number FROM ledger GROUP BY status")
    return {row["status"]: row["number"] for row in rows}


def _within(column: str, ranges: Ranges) -> str:
    """A condition; the bounds are numbers that we computed, not text that somebody typed."""
    tests = [
        f"{column} BETWEEN {_number(first)} AND {_number(last)}"
        for low, high in ranges
        if high < _LARGEST
        for first, last in ((low, high), (-high, -low))
    ]
    return f"({' OR '.join(tests) or 'false'})"


def _exactly(column: str, ranges: Ranges) -> str:
    """Whether an amount is the very middle of one of ``ranges``: it is what was typed, not about that."""
    with localcontext(_EXACT):
        middles = [_number((low + high) / 2) for low, high in ranges if high < _LARGEST]
    return f"coalesce(abs({column}) IN ({', '.join(middles) or 'NULL'}), false)"


def _equal(column: str, digits: str) -> str:
    number = Decimal(digits)
    return f"{column} IN ({_number(number)}, {_number(-number)})" if number < _LARGEST else "false"


def _number(value: Decimal) -> str:
    return f"CAST('{value:f}' AS DECIMAL(38, 18))"


def _rows(lake: Lake, sql: str, **parameters: Any) -> list[Row]:
    return [
        {name: _plain(value) for name, value in row.items()}
        for row in lake.arrow(sql, parameters).to_pylist()
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return shortest(value)
    if isinstance(value, list):
        return [{name: _plain(part) for name, part in item.items()} for item in value]
    return value
