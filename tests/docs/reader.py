"""A reader who does what a page says, word for word, in a checkout of his own."""

import compileall
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.docs.pages import ROOT, Block

PARTS = ("engine", "processes", "schemas", "docs", "examples")
FILES = ("README.md", "Makefile", "pyproject.toml", "constraints.txt", "LICENSE")
_EXIT_CODE = re.compile(r"  # (?:退出码|exit code) (\d+).*$")


def checkout(folder: Path) -> Path:
    """Make a checkout in which `make demo` has been run: the package, its environment, no database."""
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, folder / part)
    compileall.compile_dir(folder / "engine", quiet=1)  # the copies of this checkout need not be compiled
    for file in FILES:
        shutil.copy2(ROOT / file, folder / file)
    commands = folder / ".venv" / "bin"
    commands.mkdir(parents=True)
    _command(commands / "python", '"$@"')
    _command(commands / "banfa", '-c "import sys; from banfa.cli import main; sys.exit(main())" "$@"')
    (commands / "activate").write_text(f"PATH={shlex.quote(str(commands))}:$PATH\n")
    (folder / ".venv" / "installed").touch()
    return folder


def _command(file: Path, words: str) -> None:
    engine = '"$(dirname "$0")/../../engine"'
    file.write_text(f'#!/bin/sh\nPYTHONPATH={engine} exec "{sys.executable}" {words}\n')
    file.chmod(0o755)


class Reader:
    """Tries one block after the other; what does not come out as the page says is an AssertionError."""

    def __init__(self, folder: Path, page: Path) -> None:
        self.folder = folder
        self.page = page
        self.said = ""
        self.exact = True
        ours = ("BANFA", "PYTHON", "VIRTUAL_ENV")
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith(ours)}
        self.environment |= {"LC_ALL": "C.UTF-8", "COLUMNS": "100"}

    def tries(self, block: Block) -> None:
        """Do what a block says."""
        assert hasattr(self, f"_{block.info}"), f"{self.at(block)}: nobody knows how to try a {block.info!r}"
        getattr(self, f"_{block.info}")(block)

    def at(self, block: Block) -> str:
        """The place of a block, for messages."""
        return f"{self.page.name}:{block.line}"

    def _sh(self, block: Block) -> None:
        script = "\n".join(_line(line) for line in block.text.splitlines())
        state = self.folder / ".shell"
        kept = f". {state}; " if state.exists() else ""
        self.exact = False
        run = self._run(["bash", "-e", "-c", f"{kept}{script}\nexport -p > {state}"], block)
        assert run.returncode == 0, f"{self.at(block)}: exit code {run.returncode}\n{self.said}"

    def _python(self, block: Block) -> None:
        name = re.fullmatch(r"# ([\w/]+\.py)", block.first)
        file = self.folder / (name[1] if name else "page.py")
        file.write_text(block.text, encoding="utf-8")
        self.exact = True
        run = self._run([str(self.folder / ".venv/bin/python"), str(file)], block)
        assert run.returncode == 0, f"{self.at(block)}: the program failed\n{self.said}"

    def _run(self, words: list[str], block: Block) -> subprocess.CompletedProcess[str]:
        run = subprocess.run(
            words,
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        self.said = run.stdout
        assert "Traceback" not in self.said, f"{self.at(block)}:\n{self.said}"
        return run

    def _diff(self, block: Block) -> None:
        """The page shows an edit: ` ` and `-` lines stand in the file, `+` lines take the place."""
        name = re.fullmatch(r"@@ ([\w./-]+) @@", block.first)
        assert name, f"{self.at(block)}: an edit begins with @@ FILE @@"
        file = self.folder / name[1]
        before, after = (_side(block.rest, sign) for sign in "-+")
        text = file.read_text(encoding="utf-8") if file.exists() else ""
        places = text.count(before)
        assert places == 1, f"{self.at(block)}: {places} places in {name[1]}\n{before}"
        file.write_text(text.replace(before, after), encoding="utf-8")
        assert before != after

    def _yaml(self, block: Block) -> None:
        """A new file, named in the first line; else a quotation of the regulation."""
        name = re.fullmatch(r"# ([\w./-]+\.yaml)", block.first)
        if name:
            file = self.folder / name[1]
            assert not file.exists(), f"{self.at(block)}: {name[1]} is there already"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block.rest, encoding="utf-8")
        else:
            files = (self.folder / "processes").rglob("*.yaml")
            assert any(block.text in file.read_text(encoding="utf-8") for file in files), self.at(block)

    def _text(self, block: Block) -> None:
        """What was said last: whole lines in their order, … for what is left out.

        How many scenarios there are, and on which line something stands, may change without the page.
        """
        said = "\n".join(line.rstrip() for line in self.said.splitlines())
        lines = [re.escape(line.rstrip()).replace("…", ".*") for line in block.text.splitlines()]
        if not self.exact:
            lines = [re.sub(r"(?<![A-Z0-9])[0-9]+", "[0-9]+", line) for line in lines]
        pattern = "\n".join(lines).replace("\n.*\n", "\n(?:.*\n)*?")
        assert re.search(f"^{pattern}$", said, re.MULTILINE), f"{self.at(block)}: it said\n{self.said}"

    def _json(self, block: Block) -> None:
        """What was said last, as JSON; "…" for any value."""
        assert _agrees(json.loads(block.text), json.loads(self.said)), f"{self.at(block)}: {self.said}"


def _line(line: str) -> str:
    """A command that is to end otherwise than with 0 says so behind it."""
    code = _EXIT_CODE.search(line)
    if not code:
        return line
    command = line[: code.start()]
    return f"{command} && code=0 || code=$?; [ $code -eq {code[1]} ] || (echo it was $code; exit 1)"


def _side(edit: str, sign: str) -> str:
    return "".join(line[1:] for line in edit.splitlines(keepends=True) if line[0] in f" {sign}")


def _agrees(shown: Any, said: Any) -> bool:
    if shown == "…":
        return True
    if isinstance(shown, dict) and isinstance(said, dict):
        return shown.keys() == said.keys() and all(_agrees(shown[key], said[key]) for key in shown)
    if isinstance(shown, list) and isinstance(said, list):
        more = len(shown) - 1 if shown[-1:] == ["…"] else None
        pairs = zip(shown[:more], said, strict=more is None and len(shown) == len(said))
        return len(said) >= len(shown[:more]) and all(_agrees(one, other) for one, other in pairs)
    return bool(shown == said)
