"""The published files themselves, kept once each under their content: ``files/<sha256>.<ext>``."""

from __future__ import annotations

import hashlib
import io
import os
import re
import tempfile
from pathlib import Path
from typing import BinaryIO

from lib.lake.errors import LakeError, explained

_EXTENSION = re.compile(r"\.[0-9a-z]{1,8}")


class Originals:
    """The folder of original files of one lake."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, document_id: str, file_name: str, original: Path | bytes) -> Path:
        """Keep ``original`` (a file or its bytes) under ``document_id``; a file already kept stays as it is.

        Raises :class:`LakeError` when the content is not that of ``document_id`` (the file has changed since
        it was read) or cannot be written. A file appears under its name complete or not at all.
        """
        if kept := self.find(document_id):
            return kept
        try:
            source = io.BytesIO(original) if isinstance(original, bytes) else original.open("rb")
        except OSError as error:
            raise LakeError(f"{original}：打不开原文件，没有入库。请确认文件还在、可以读取。") from error
        suffix = Path(file_name).suffix.lower()
        target = self.folder / f"{document_id}{suffix if _EXTENSION.fullmatch(suffix) else ''}"
        with source, explained(f"保存原文件 {file_name}", self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=".incoming-", dir=self.folder)
            temporary = Path(name)
            try:
                with os.fdopen(handle, "wb") as stream:
                    if _copy(source, stream) != document_id:
                        raise LakeError(f"{file_name}：读取之后文件内容又变了，没有入库。请重新导入。")
                temporary.chmod(0o644)
                temporary.replace(target)
            finally:
                temporary.unlink(missing_ok=True)
        return target

    def find(self, document_id: str) -> Path | None:
        """Return the kept file of ``document_id``, or None."""
        if not re.fullmatch(r"[0-9a-f]{64}", document_id):
            return None
        exact = self.folder / document_id
        return exact if exact.is_file() else next(iter(sorted(self.folder.glob(f"{document_id}.*"))), None)

    def size(self) -> tuple[int, int]:
        """Return how many files are kept, and their bytes."""
        sizes = [f.stat().st_size for f in self.folder.glob("[0-9a-f]*") if f.is_file()]
        return len(sizes), sum(sizes)


def _copy(source: BinaryIO, target: BinaryIO) -> str:
    """Copy to the disk itself, a piece at a time; return the SHA-256 of what was copied."""
    digest = hashlib.sha256()
    while piece := source.read(1 << 20):
        digest.update(piece)
        target.write(piece)
    target.flush()
    os.fsync(target.fileno())
    return digest.hexdigest()
