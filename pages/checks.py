"""勾稽核对."""

from lib.ui import page

view = page.begin("checks")
