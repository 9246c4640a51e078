"""Whatever is typed: an exit code that is documented, and never a traceback."""

import contextlib
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from banfa.cli import exits
from banfa.cli.running import run
from tests.cli.conftest import ORG, PROCESS, Said

DOCUMENTED = {exits.DONE, exits.FINDINGS, exits.BAD_INPUT, exits.REFUSED, exits.CONFLICT}
KNOWN = """
    case check scenario articles schema init start fire show list allowed history copies receive waive correct
    --help --json --as --db --org --role --data --happened --recorder --step --to --again --set --reason
    --expect-version --format --lang --version --origin --coverage --process --state
    ann boss guest applicant applicant:east YZ-2026-001 apply grant send_back form.2 form.9 two_people pages 3
    -1 {} [1] {"purpose":1} text json en zh chosen people.yaml cases.db data.json - -- . ..
    2026-09-28T09:00+08:00 9999-12-31T23:59:59-14:00 0001-01-01T00:00+14:00 processes/seal-use seal-use
"""
WORDS = st.one_of(
    st.sampled_from(KNOWN.split()),
    st.text(st.characters(exclude_characters="\0/"), max_size=12),
)
COMMANDS = st.sampled_from(
    [
        ["case", "fire", "YZ-2026-001"],
        ["case", "show"],
        ["case", "start", PROCESS],
        ["case", "correct", "YZ-2026-001"],
        ["case", "waive", "YZ-2026-001", "two_people"],
        ["case", "receive", "YZ-2026-001"],
        ["case", "allowed", "YZ-2026-001", "--as"],
        ["check"],
        [],
    ]
)
ACTING = st.sampled_from([[*ORG, "--as", "ann"], [*ORG, "--as", "boss", "--reason", "x"], []])


@pytest.mark.usefixtures("started")
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(COMMANDS, ACTING, st.lists(WORDS, max_size=5))
def test_whatever_is_typed_ends_with_a_documented_code(
    first: list[str], who: list[str], words: list[str]
) -> None:
    code, shown = _quietly([*first, *who, *words])
    assert code in DOCUMENTED, shown
    assert "Traceback" not in shown


@pytest.mark.parametrize("json", [(), ("--json",)])
def test_bytes_that_are_no_text_are_bad_input(started: Said, json: tuple[str, ...]) -> None:
    for words in (
        ("case", "show", "\udcff"),
        ("case", "fire", "YZ-2026-001", "\udcff", *ORG, "--as", "ann"),
        ("case", "fire", "YZ-2026-001", "add_note", *ORG, "--as", "\udcff"),
        ("case", "fire", "YZ-2026-001", "add_note", *ORG, "--as", "ann", "--data", '{"why": "\\ud800"}'),
        ("case", "correct", "YZ-2026-001", "pages", "3", *ORG, "--as", "ann", "--reason", "\udcff"),
    ):
        code, shown = _quietly([*words, *json])
        assert code == exits.BAD_INPUT, shown


@pytest.mark.parametrize("path", ["/dev/null", "/proc/self/mem", "people.yaml", ".", "x" * 5000])
def test_a_path_that_is_no_process_is_told(seal: Path, path: str) -> None:
    for command in ("check", "articles"):
        code, shown = _quietly([command, path])
        assert code in (exits.FINDINGS, exits.BAD_INPUT), shown


@pytest.mark.parametrize("time", ["9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00"])
@pytest.mark.usefixtures("started")
def test_the_ends_of_time_are_bad_input_or_refused(time: str) -> None:
    words = ["case", "fire", "YZ-2026-001", "add_note", *ORG, "--as", "ann", "--data", '{"why": "急"}']
    code, shown = _quietly([*words, "--happened", time])
    assert code in (exits.BAD_INPUT, exits.REFUSED), shown


def _quietly(words: list[str]) -> tuple[int, str]:
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        code = run(words)
    return code, out.getvalue()
