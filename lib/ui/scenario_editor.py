"""The editor of a scenario: a filter and what-ifs, by sliders or in a table, each with its outcome."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from lib.analysis import scenario as engine
from lib.analysis.scenario import (
    ABSORBERS,
    KINDS,
    Change,
    Filter,
    Options,
    Refused,
    Result,
    Scenario,
    ScenarioError,
)
from lib.ui import paper, scenario_files
from lib.ui.scenario import Desk, said
from lib.ui.scenario_controls import CONTROLS, Controls, narrow
from lib.ui.scope import View

_MODES = {"sliders": "滑块", "table": "表格"}
_LONGEST = 40


class Editor:
    """Draws the controls of the scenario on the desk and says, when it is worked out, what became of each."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.desk = Desk()
        self.options: Options = view.ask(engine.options)
        self.slots: list[st.delta_generator.DeltaGenerator] = []
        self.places: list[int] = []

    def draw(self) -> Scenario:
        """Draw all controls and return the scenario they make; what is wrong is said in words."""
        if self.desk.problem:
            st.warning(self.desk.problem)
        if message := said():
            st.success(message)
        with st.container(border=True, key="scenario-editor"):
            start = self.desk.start
            with st.container(horizontal=True, vertical_alignment="bottom"):
                name = st.text_input(
                    "情景名称",
                    start.name,
                    max_chars=_LONGEST,
                    key=self.desk.key("name"),
                    placeholder="未命名",
                )
                absorber = st.segmented_control(
                    "收支差额先由谁吸收",
                    list(ABSORBERS),
                    default=start.absorber,
                    required=True,
                    format_func=ABSORBERS.__getitem__,
                    key=self.desk.key("absorber"),
                )
                mode = st.segmented_control(
                    "编辑方式",
                    list(_MODES),
                    default="sliders",
                    required=True,
                    format_func=_MODES.__getitem__,
                    key="scenario_as",
                    bind="query-params",
                    on_change=self.desk.turn_over,
                )
            changes = self._table(start) if mode == "table" else self._sliders(start)
            self._write(replace(start, name=name.strip(), absorber=absorber, changes=changes))
            scenario_files.bar(self.view, self.desk)
        return self.desk.scenario

    def _write(self, scenario: Scenario) -> None:
        try:
            self.desk.write(scenario.check())
        except ScenarioError as error:
            st.warning(str(error))

    def _sliders(self, start: Scenario) -> tuple[Change, ...]:
        first = next((n for n, change in enumerate(start.changes) if isinstance(change, Filter)), None)
        quick = start.changes[first] if first is not None else Filter()
        assert isinstance(quick, Filter)
        chosen = narrow(Controls(lambda name: self.desk.key("quick", name), self.options), quick)
        told = st.empty()
        made: list[Change] = []
        for number, change in enumerate(start.changes):
            if number == first:
                if chosen.codes:
                    self._slot(told, len(made))
                    made.append(chosen)
                continue
            made.append(self._row(number, len(made), change))
        if first is None and chosen.codes:
            self._slot(told, len(made))
            made.append(chosen)
        self._add()
        if left := self.desk.refused:
            st.warning(
                f"表格里有{len(left)}行没有采用，转到“表格”可以改或删去：{'；'.join(map(_written, left))}。"
            )
        return tuple(made)

    def _row(self, number: int, place: int, change: Change) -> Change:
        with st.container(border=True, key=f"change-{number}"):
            with st.container(
                horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
            ):
                st.markdown(f"**{change.title}**")
                st.button(
                    ":primary[移除]",
                    key=self.desk.key("remove", number),
                    type="tertiary",
                    on_click=self.desk.remove,
                    args=(place,),
                )
            controls = Controls(lambda name: self.desk.key(number, name), self.options)
            with st.grid(2, min_column_width=280):
                made = CONTROLS[change.kind](controls, change)
            self._slot(st.empty(), place)
        return made

    def _slot(self, slot: st.delta_generator.DeltaGenerator, place: int) -> None:
        self.slots.append(slot)
        self.places.append(place)

    def _add(self) -> None:
        kinds = {kind: change.title for kind, change in KINDS.items() if kind != "filter"}
        with st.container(horizontal=True, vertical_alignment="bottom", key="scenario-add"):
            kind = st.selectbox(
                "加入事项",
                list(kinds),
                list(kinds).index("cut"),
                format_func=kinds.__getitem__,
                key="scenario_kind",
            )
            first = self.options.default(kind)
            st.button(
                "加入",
                key="scenario-add-button",
                type="primary",
                disabled=first is None,
                on_click=self.desk.add,
                args=(first,),
            )
            st.button("恢复披露数", key="scenario-reset", on_click=self.desk.put, args=(Scenario(),))

    def _table(self, start: Scenario) -> tuple[Change, ...]:
        given = [*engine.to_rows(start.changes), *(refused.row for refused in self.desk.refused)]
        rows = pd.DataFrame(given, columns=list(engine.ROW_COLUMNS), dtype=object)
        columns = {
            name: st.column_config.TextColumn(name, help=text) for name, text in engine.ROW_HELP.items()
        }
        columns["事项"] = st.column_config.SelectboxColumn("事项", options=list(engine.ROW_TITLES))
        st.caption("一行一个事项，双击单元格修改，在末行加入；选中一行可以删除。")
        edited = st.data_editor(
            rows, column_config=columns, num_rows="dynamic", hide_index=True, key=self.desk.key("rows")
        )
        paper.twin(edited)
        for name, text in engine.ROW_HELP.items():
            st.caption(f"{name}：{text}")
        changes, refused = engine.from_rows(edited.to_dict("records"))
        for row in refused:
            st.warning(row.text)
        self.desk.refuse(refused)
        return changes

    def outcomes(self, result: Result) -> None:
        """Say beside each control what became of its change; in the table's view, in a list."""
        if not self.slots:
            for outcome in result.outcomes:
                _say(st.container(), f"{outcome.change.title}：{outcome.text}", applied=outcome.applied)
            return
        told: Sequence[engine.Outcome] = result.outcomes
        for slot, place in zip(self.slots, self.places, strict=True):
            if place < len(told):
                _say(slot, told[place].text, applied=told[place].applied)


def _written(refused: Refused) -> str:
    """A row as it was written, in a line."""
    return " ".join(filter(None, refused.cells))


def _say(slot: st.delta_generator.DeltaGenerator, text: str, *, applied: bool) -> None:
    if applied:
        slot.caption(text)
    else:
        slot.warning(f"不适用：{text}")
