"""运行·采购·资产."""

from lib.ui import page

view = page.begin("operating")
