"""An editor checks a YAML file as it is typed only if the file says which schema is its own."""

import re
from pathlib import Path

from tests.house.shipped_yaml import YAML_FILES

SCHEMA_LINE = re.compile(r"^# yaml-language-server: \$schema=(?P<schema>\S+)$")


def names_its_schema(file: Path) -> bool:
    first_line = file.read_text(encoding="utf-8").partition("\n")[0]
    named = SCHEMA_LINE.match(first_line)
    return named is not None and (file.parent / named["schema"]).is_file()


def test_the_first_line_of_every_shipped_file_leads_to_a_schema() -> None:
    assert YAML_FILES
    assert [str(file) for file in YAML_FILES if not names_its_schema(file)] == []
