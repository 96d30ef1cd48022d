"""Figures over several years: what they look at in each year's account."""

from __future__ import annotations

from lib.analysis import matters, three_public

FORMS = (three_public.FORM, matters.FORM)
"""The forms that the trends of “三公”经费, 机关运行经费 and 政府采购 read; beside them only the narrative."""
