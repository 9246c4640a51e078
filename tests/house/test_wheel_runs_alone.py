"""What we publish works without the checkout: a wheel in an empty environment runs the demo and the check."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]

# Of this checkout and its environment nothing may reach what is installed.
OURS = ("PYTHON", "BANFA", "VIRTUAL_ENV")


def run(*command: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command in `cwd`, without a keyboard, and require that it succeeds."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    words = [str(word) for word in command]
    done = subprocess.run(
        words, cwd=cwd, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="session")  # not "module": other modules run in between
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = (sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation")
    run(*build, "--wheel-dir", folder, root, cwd=folder)
    return next(folder.glob("banfa-*.whl"))


@pytest.fixture(scope="session")  # not "module": other modules run in between
def banfa(wheel: Path, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command, installed as a stranger would."""
    home = tmp_path_factory.mktemp("empty")
    venv.create(home, with_pip=True)
    run(home / "bin/python", "-m", "pip", "install", "-c", root / "constraints.txt", wheel, cwd=home)
    return home / "bin/banfa"


def test_the_wheel_carries_the_regulation_the_schemas_and_the_licence(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "banfa/py.typed" in names
    assert "banfa/_shipped/processes/customer-complaint/process.yaml" in names
    assert any(name.startswith("banfa/_shipped/schemas/") for name in names)
    assert any(name.endswith("/licenses/LICENSE") for name in names)
    assert not any(name.startswith(("tests/", "benchmarks/", "engine/")) for name in names)


def test_the_demo_runs_twice_from_the_wheel_alone(banfa: Path, tmp_path: Path) -> None:
    first = run(banfa, "demo", cwd=tmp_path)
    assert "条" in first.stdout
    assert list((tmp_path / "demo").glob("*.db"))
    run(banfa, "demo", cwd=tmp_path)


def test_the_shipped_regulation_passes_check_from_the_wheel_alone(banfa: Path, tmp_path: Path) -> None:
    run(banfa, "check", "customer-complaint", cwd=tmp_path)
