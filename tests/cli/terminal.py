"""A real terminal for a test: `banfa` runs in a pseudo-terminal, and somebody reads and types there."""

from __future__ import annotations

import codecs
import os
import pty
import select
import signal
import sys
import time
from pathlib import Path

PATIENCE = 30.0


class Terminal:
    """One run of a program at a terminal of its own."""

    def __init__(self, *words: str, cwd: Path, env: dict[str, str] | None = None) -> None:
        self.screen = ""
        self._read = 0
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        pid, self._tty = pty.fork()
        if pid == 0:  # the child: it becomes the program
            os.chdir(cwd)
            os.execve(words[0], [*words], {**os.environ, "TERM": "dumb", **(env or {})})
        self._pid = pid

    def until(self, words: str) -> str:
        """Read until these words appear after what was read before; return what was read."""
        deadline = time.monotonic() + PATIENCE
        while words not in self.screen[self._read :]:
            assert time.monotonic() < deadline, f"not seen: {words!r} in:\n{self.screen[self._read :]}"
            assert self._more(), f"ended without {words!r}:\n{self.screen[self._read :]}"
        end = self.screen.index(words, self._read) + len(words)
        seen, self._read = self.screen[self._read : end], end
        return seen

    def type(self, words: str) -> None:
        """Type words and Enter."""
        os.write(self._tty, (words + "\r").encode())

    def press(self, key: str) -> None:
        """Press one key: "^C" or "^D"."""
        os.write(self._tty, {"^C": b"\x03", "^D": b"\x04"}[key])

    def press_until(self, key: str, words: str) -> None:
        """Press a key, again if nothing comes of it: readline loses a Ctrl-C just before it waits."""
        for _ in range(10):
            self.press(key)
            while words not in self.screen[self._read :] and select.select([self._tty], [], [], 2.0)[0]:
                if not self._more():
                    return
            if words in self.screen[self._read :]:
                return

    def answer(self, *pairs: tuple[str, str]) -> None:
        """Wait for each question and type its answer."""
        for question, said in pairs:
            self.until(question)
            self.type(said)

    def end(self) -> tuple[int, str]:
        """Read to the end; return the exit code and all that was on the screen."""
        while self._more():
            pass
        os.close(self._tty)
        _, status = os.waitpid(self._pid, 0)
        return os.waitstatus_to_exitcode(status), self.screen

    def _more(self) -> bool:
        ready, _, _ = select.select([self._tty], [], [], PATIENCE)
        if not ready:
            os.kill(self._pid, signal.SIGKILL)
            raise AssertionError(f"nothing more came; on the screen:\n{self.screen}")
        try:
            got = os.read(self._tty, 65536)
        except OSError:  # Linux says so when the other end is closed
            return False
        self.screen += self._decode(got).replace("\r\n", "\n")
        return bool(got)


def banfa_at_a_terminal(
    cwd: Path, *words: str, lang: str = "zh", env: dict[str, str] | None = None
) -> Terminal:
    """Run `banfa` with these words at a terminal."""
    command = (sys.executable, "-m", "banfa.cli", *words)
    return Terminal(*command, cwd=cwd, env={"BANFA_LANG": lang, "PYTHONIOENCODING": "utf-8", **(env or {})})
