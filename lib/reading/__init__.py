"""A file in, neutral pages out: text lines and ruled grids with coordinates, and nothing of finance."""

from lib.reading.document import open_document
from lib.reading.errors import ReadingError
from lib.reading.image import page_image, page_picture
from lib.reading.limits import Limits, OutOfTimeError
from lib.reading.page import Box, Cell, Grid, Line, Page, Source
from lib.reading.reader import Reader

__all__ = [
    "Box",
    "Cell",
    "Grid",
    "Limits",
    "Line",
    "OutOfTimeError",
    "Page",
    "Reader",
    "ReadingError",
    "Source",
    "open_document",
    "page_image",
    "page_picture",
]
