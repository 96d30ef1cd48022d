"""Components of our own: script and style are files of this host, not text sent along.

So the page's security policy need not allow any other script.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

_OWNER = "final-accounts-lens"


def own(folder: Path) -> Callable[..., Any]:
    """The component of a package: ``assets/`` in its folder holds a script and a style of its name."""
    name = f"{_OWNER}.{folder.name}"
    manager = get_bidi_component_manager()
    if manager.get_component_asset_root(name) is None:
        manifest = ComponentManifest(_OWNER, "1", [ComponentConfig(folder.name, "assets")])
        manager.register_from_manifest(manifest, folder)
    return _component(name, folder)


@cache
def _component(name: str, folder: Path) -> Callable[..., Any]:
    style = (folder / "assets" / f"{folder.name}.css").read_text(encoding="utf-8")
    return st.components.v2.component(name, js=f"{folder.name}.js", css=style)
