"""Going into a class by a click and back by its trail; where one stands is part of the address."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pandas as pd
import streamlit as st

from lib.analysis.figures import Source
from lib.ui import source


class Drill:
    """The visitor's place in one tree, kept in the address under ``name``."""

    def __init__(self, name: str) -> None:
        self.name = name

    @property
    def code(self) -> str:
        """The class one stands in; empty at the top."""
        return st.query_params.get(self.name, "")

    def to(self, code: str) -> None:
        """Go to a class (to the top with an empty code); for the callbacks of charts, tables and buttons."""
        if code:
            st.query_params[self.name] = code
        elif self.name in st.query_params:
            del st.query_params[self.name]

    def into(self, tree: pd.DataFrame) -> Callable[[str], bool]:
        """A callback that goes to a class if ``tree`` (a composition frame) has something below it, and says
        whether it did.
        """
        parents = set(tree["parent"])

        def go(code: str) -> bool:
            if inside := bool(code) and code in parents:
                self.to(code)
            return inside

        return go

    def trail(self, top: str, steps: Sequence[tuple[str, str]], sources: Sequence[Source] = ()) -> None:
        """Draw the way from ``top`` to here; each earlier step is a way back. ``sources``: where the figures
        of the class one stands in are printed.
        """
        steps = [("", top), *steps]
        with st.container(
            horizontal=True, gap="small", vertical_alignment="center", key=f"trail-{self.name}"
        ):
            for code, label in steps[:-1]:
                st.button(
                    f":primary[{label}]",
                    key=f"{self.name}-{code}",
                    type="tertiary",
                    on_click=self.to,
                    args=(code,),
                )
                st.markdown("›", width="content")
            st.markdown(f"**{steps[-1][1]}**", width="content")
            if sources:
                st.button(
                    ":primary[出处]",
                    key=f"{self.name}-source",
                    type="tertiary",
                    on_click=source.show,
                    args=(steps[-1][1], sources),
                )


class Choice:
    """One row of many, chosen from a list or by a click on its mark; kept in the address under ``name``."""

    def __init__(self, name: str) -> None:
        self.name = name

    def to(self, value: int) -> bool:
        """Choose; for the callbacks of charts and tables."""
        st.session_state[self.name] = int(value)
        return True

    def select(self, label: str, options: Mapping[int, str]) -> int | None:
        """The list; ``None`` when there is nothing to choose from."""
        if not options:
            return None
        return st.selectbox(
            label, list(options), format_func=options.__getitem__, key=self.name, bind="query-params"
        )
