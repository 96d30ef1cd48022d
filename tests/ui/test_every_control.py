"""Every control of every page does something: used, it changes what the page says, draws or opens.

The pages come from the registry and the controls from what a page draws: a new one is covered by being there.
Charts, tables, popovers, downloads, uploads and the two components need a browser: tests/browser.
"""

from __future__ import annotations

import re

import pytest

from lib.analysis.intake import measured
from lib.checking import checked
from lib.factory.families import FAMILIES
from lib.factory.sample import pdf_path
from lib.factory.synthetic import chained
from lib.ui.registry import PAGES

QUIET = {
    "find-everywhere": "goes to another page, which AppTest cannot: tests/browser/test_every_control.py",
    "scenario-#-name": "names a scenario that has changes: tests/ui/test_scenario.py",
    "scenario-#-quick-keep": "says what becomes of what is chosen beside it: tests/ui/test_scenario.py",
    "scenario-reset": "nothing was changed yet: tests/ui/test_scenario.py",
    "scenario-#-absorber": "says what takes up the difference of changes: tests/ui/test_scenario.py",
    "mixed": "adds documents of another scope, of which there are none: tests/ui/test_compare.py",
    "reset-threshold": "the limits are the usual ones: tests/ui/test_about.py",
    "scenario_kind": "says what 加入 adds: tests/ui/test_scenario.py",
    "threshold-of": "says whose limits 保存 keeps: tests/ui/test_about.py",
}
"""Controls that rightly change nothing on a page as it is first opened, and where they are used instead."""
CONTROLS = {
    "button": lambda button: [None],
    "button_group": lambda group: [o for o in group.options if o != group.value],
    "radio": lambda radio: [o for o in radio.options if o != radio.value],
    "selectbox": lambda box: [o for o in box.options if o != box.value],
    "multiselect": lambda box: [[option] for option in box.options],
    "toggle": lambda toggle: [not toggle.value],
    "checkbox": lambda box: [not box.value],
    "slider": lambda slider: [
        (v, v) if isinstance(slider.value, (tuple, list)) else v for v in (slider.min, slider.max)
    ],
    "number_input": lambda field: [1.0, 100.0, 1e6] if field.value is None else [field.value + field.step],
    "text_input": lambda field: ["没有这样的词", "1"],
    "text_area": lambda field: ["另一段话"],
}
"""Type of a control → the values to try on it: one of them must change the page."""
MOST = 4
"""Values tried on one control."""
START = {"search": {"q": "住房公积金"}}
"""Address of a page that has nothing to control before something is asked."""
SCOPE = {"dept", "year", "file", "unit", "basis"}
"""The scope bar: kept on pages of no scope for the next page that has one."""


def parts(block):
    for part in block.children.values():
        yield part
        if hasattr(part, "children"):
            yield from parts(part)


def kind(control) -> str:
    """What a control is, without the numbers that tell it from others made alike."""
    return f"{control.type} {re.sub(r'[0-9a-f]{6,}|[0-9]+', '#', str(control.key or control.label))}"


def picture(app):
    """All that a page says: the words of its elements, the data of its charts, the labels of its controls."""
    said = []
    for part in parts(app._tree):
        if part.type in CONTROLS or part.type == "download_button":
            said.append((part.type, getattr(part, "label", ""), getattr(part, "disabled", None)))
        elif hasattr(part, "children"):
            said.append(part.type)
        else:
            said.append((part.type, part.proto.SerializeToString(deterministic=True)))
    return said, sorted(app.query_params.items())


@pytest.mark.parametrize("info", PAGES, ids=lambda info: info.name)
def test_every_control_does_something(show, lake, sample, info):
    shanxi, own = FAMILIES["shanxi"], sample.document.department
    for reading in (*chained(17, 2020, 3, shanxi), *chained(18, 2020, 2, shanxi, department=own)):
        lake.publish(measured(checked(reading)))
    lake.publish(measured(checked(sample)), pdf_path())
    app = show(info.name, **START.get(info.name, {}))
    before = picture(app)
    assert picture(app.run()) == before, "a page says the same when nothing was done"
    wanted = {}
    for control in parts(app._tree):
        name = re.sub(r"[0-9]+", "#", str(getattr(control, "key", "")))
        quiet = name in QUIET or (name in SCOPE and not info.scoped)
        if control.type in CONTROLS and not control.disabled and not quiet:
            wanted.setdefault(kind(control), control)
    dead = []
    for name, control in wanted.items():
        if not any(_changes(show, info, name, value) for value in CONTROLS[control.type](control)[:MOST]):
            dead.append(f"{name} {control.label}")
    assert dead == []


def _changes(show, info, name, value) -> bool:
    """Whether the page, opened anew, says something else after its control ``name`` was used."""
    app = show(info.name, **START.get(info.name, {}))
    before = picture(app)
    control = next(part for part in parts(app._tree) if part.type in CONTROLS and kind(part) == name)
    (control.click() if control.type == "button" else control.set_value(value)).run()
    assert not app.exception
    said, address = picture(app)
    return said != before[0] or (control.type == "button" and address != before[1])


def test_a_name_in_the_address_means_one_kind_of_control(show, lake, sample):
    lake.publish(checked(sample))
    named: dict[str, dict[str, str]] = {}
    for info in PAGES:
        for control in parts(show(info.name)._tree):
            if control.type in CONTROLS and control.key:
                named.setdefault(control.key, {})[control.type] = info.name
    assert {key: kinds for key, kinds in named.items() if len(kinds) > 1} == {}
