"""What an installation has set for itself: one JSON file in the lake's folder."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lib.lake.errors import LakeError, explain, explained


class Settings:
    """The file ``settings.json`` of one lake; it need not be there."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "settings.json"

    def read(self) -> tuple[dict[str, Any], str]:
        """Return what is set, and what is wrong with the file (empty when nothing is).

        A damaged file counts as nothing set: it is never a reason not to start.
        """
        try:
            text = self.path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return {}, ""
        except UnicodeDecodeError:
            return {}, self._damaged
        except OSError as error:
            return {}, f"设置文件 {self.path} 无法读取，已按默认设置运行。{explain(error)}"
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            found = None
        return (found, "") if isinstance(found, dict) else ({}, self._damaged)

    def write(self, settings: Mapping[str, Any]) -> None:
        """Set all of ``settings`` (what JSON can hold) at one stroke.

        Raises :class:`LakeError` when it cannot be written; what was set before stays then.
        """
        try:
            text = json.dumps(dict(settings), ensure_ascii=False, indent=1, allow_nan=False)
        except (TypeError, ValueError) as error:
            raise LakeError(f"设置 {settings!r} 中有不能保存的值，没有保存。") from error
        with explained("保存设置", self.path.parent):
            handle, name = tempfile.mkstemp(prefix=".settings-", dir=self.path.parent)
            temporary = Path(name)
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as stream:
                    stream.write(text)
                    stream.flush()
                    os.fsync(stream.fileno())
                temporary.chmod(0o644)
                temporary.replace(self.path)
            finally:
                temporary.unlink(missing_ok=True)

    @property
    def _damaged(self) -> str:
        return f"设置文件 {self.path} 已损坏，已按默认设置运行。重新保存设置即可恢复。"
