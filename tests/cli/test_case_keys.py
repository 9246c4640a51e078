"""`--key`: a command that is sent twice is carried out once."""

from pathlib import Path

from tests.cli.conftest import ORG, PROCESS, Banfa


def test_a_key_makes_a_retry_safe_and_other_content_a_conflict(seal: Path, banfa: Banfa) -> None:
    start = ("case", "start", PROCESS, *ORG, "--as", "ann", "--key", "k1", "--json", "--data")
    first, second = (banfa(*start, '{"purpose": "合同"}') for _ in range(2))
    assert (first.code, first.json) == (0, second.json)
    other = banfa(*start, '{"purpose": "信"}')
    assert (other.code, "k1" in other.json["error"]["message"]["zh"]) == (4, True)
    assert len(banfa("case", "list", *ORG, "--json").json["cases"]) == 1
