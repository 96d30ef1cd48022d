"""原文."""

from lib.ui import page

view = page.begin("original")
