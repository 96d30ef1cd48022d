"""Answers to the pages' questions: pure functions from one document's figures to tidy frames.

Start with :func:`lib.analysis.book.books` (frames of the lake) or
:meth:`lib.analysis.book.Book.of` (a freshly read disclosure). Amounts are exact decimals in 元, rates in
per cent; what is not known is ``None`` and says why (``how``), never zero.
"""
