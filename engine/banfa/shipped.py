"""Where the processes and schemas that come with banfa stand on this disk."""

from pathlib import Path

from banfa.errors import BanfaError
from banfa.texts import Text

_PACKAGE = Path(__file__).resolve().parent


def processes_dir() -> Path:
    """Return the folder that holds one folder a shipped process; BanfaError if the installation lacks it."""
    return _find("processes")


def schemas_dir() -> Path:
    """Return the folder of the JSON Schemas; BanfaError if the installation lacks it."""
    return _find("schemas")


def _find(name: str) -> Path:
    """Look inside the package first, then at the root of a checkout (the package lies two folders below)."""
    for folder in (_PACKAGE / "_shipped" / name, _PACKAGE.parent.parent / name):
        if folder.is_dir():
            return folder
    raise BanfaError(
        Text(
            f"banfa 的安装不完整：缺少 {name} 目录，请重新安装",
            f"this installation of banfa is incomplete: the folder {name} is missing; install it again",
        )
    )
