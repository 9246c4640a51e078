"""Where PyYAML was installed without libyaml, its pure parser reads the same and finds the same."""

import subprocess
import sys
from pathlib import Path

PROGRAM = """
import sys
sys.modules["yaml._yaml"] = None
sys.modules["yaml.cyaml"] = None
from tests.language.yaml.reading import data, spots
from tests.language.yaml.test_yaml_traps import ALL
assert data("a: [b, {c: 2}]") == {"a": ["b", {"c": 2}]}
print([name for name, (text, spot) in ALL.items() if spots(text) != [spot]], len(ALL))
"""


def test_the_pure_parser_finds_the_same_traps(root: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=root,
        env={"PYTHONPATH": f"{root / 'engine'}:{root}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    names, count = done.stdout.rsplit(" ", 1)
    assert names == "[]"
    assert int(count) > 80
