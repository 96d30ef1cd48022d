"""Pages in, one :class:`~lib.disclosure.Disclosure` out: :func:`parse_file`."""

from lib.parsing.assemble import OnPage, new_parse_id, parse_file

__all__ = ["OnPage", "new_parse_id", "parse_file"]
