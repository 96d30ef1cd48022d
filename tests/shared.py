"""Real published documents, used by tests when they lie beside the project; skipped visibly otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


def shared(name: str) -> Path:
    """Return the path of a real document or of its hand-checked truth, or skip the test."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"optional document not present: {name}")
    return path
