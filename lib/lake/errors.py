"""What can go wrong with the store, said in Chinese: what happened, where, what to do."""

from __future__ import annotations

import errno
import re
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
from deltalake.exceptions import DeltaError


class LakeError(RuntimeError):
    """The store could not do what was asked; the message is Chinese and fit to show to a person."""


_CAUSES = (
    (
        {errno.ENOSPC, errno.EDQUOT, errno.EFBIG},
        r"no space left|disk quota|file too large",
        "磁盘空间不足。请腾出空间后重新导入；已入库的资料没有变化。",
    ),
    (
        {errno.EACCES, errno.EPERM, errno.EROFS},
        r"permission denied|read-only file system|operation not permitted|access is denied",
        "没有读写权限，或是只读文件夹。请换一个文件夹（--lake 或环境变量 FAL_LAKE），或请管理员授权。",
    ),
    (
        {errno.ENOTDIR, errno.EEXIST},
        r"not a directory|file exists",
        "这个位置被一个普通文件占用，不能建文件夹。请换一个位置（--lake 或环境变量 FAL_LAKE）。",
    ),
    (
        {errno.ENOENT},
        r"no such file|not found|no files found",
        "资料库里缺少应有的数据文件，可能被移动或删除过。请从备份恢复，或换一个空文件夹重新导入。",
    ),
)
_OS_ERROR = re.compile(r"\bos error (\d+)\b|\bcode: (\d+)\b", re.IGNORECASE)


def explain(error: BaseException) -> str:
    """Say in Chinese why a storage operation failed, from an operating system or Delta error."""
    text = str(error)
    found = _OS_ERROR.search(text)
    code = getattr(error, "errno", None) or (int(found[1] or found[2]) if found else None)
    for codes, pattern, message in _CAUSES:
        if code in codes or re.search(pattern, text, re.IGNORECASE):
            return message
    return f"存储系统报错：{' '.join(text.split())[:300]}"


@contextmanager
def explained(doing: str, where: Path) -> Generator[None]:
    """Turn a storage error inside the block into a :class:`LakeError` naming the act and the place."""
    try:
        yield
    except (OSError, DeltaError, pa.ArrowException) as error:
        raise LakeError(f"资料库 {where}：{doing}失败。{explain(error)}") from error
