"""What every test may ask for."""

import os
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
IN_CI = os.environ.get("CI", "").lower() == "true"

Need = Callable[[object, str], None]

# No timing is ever asserted; a build server tries the same examples every time, a developer new ones.
settings.register_profile("banfa", deadline=None, derandomize=IN_CI, print_blob=True)
settings.load_profile("banfa")


def _skip_loudly(reason: str) -> None:
    warnings.warn(f"skipped: {reason}", stacklevel=3)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def need() -> Need:
    """`need(condition, reason)`: without an optional part a test skips loudly, on a build server it fails."""

    def need(condition: object, reason: str) -> None:
        if condition:
            return
        if IN_CI:
            pytest.fail(f"missing on the build server: {reason}")
        _skip_loudly(reason)

    return need


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Published test data beside the checkout; not part of it, so its absence skips, loudly, everywhere."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        _skip_loudly("the shared test data (../shared/data) is not on this machine")
    return folder
