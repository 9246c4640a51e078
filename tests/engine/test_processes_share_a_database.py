"""Several programs on one database at once: no number twice or left out, no step lost."""

import os
import subprocess
import sys
from pathlib import Path

from tests.engine.tiny import engine_in

PROGRAMS, EACH = 8, 3
PROGRAM = """\
import sys
from pathlib import Path
from banfa import Engine
folder, shared, name = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
with Engine.open(f"sqlite:///{folder / 'cases.db'}", folder / "processes", folder / "people.yaml") as engine:
    for i in range(EACH):
        engine.start("seal-use", actor="ann", data={"purpose": name})
        now = engine.fire(shared, "add_note", actor="ann", data={"why": f"{name}-{i}"})
        print(now.version, f"{name}-{i}")
"""


def test_programs_work_on_the_same_cases_at_once(tmp_path: Path, root: Path) -> None:
    with engine_in(tmp_path) as engine:
        shared = engine.start("seal-use", actor="ann", data={"purpose": "合同"}).id
        source = PROGRAM.replace("EACH", str(EACH))
        command = [sys.executable, "-c", source, str(tmp_path), shared]
        env = {**os.environ, "PYTHONPATH": str(root / "engine")}
        programs = [
            subprocess.Popen([*command, f"p{n}"], env=env, stdout=subprocess.PIPE, text=True)
            for n in range(PROGRAMS)
        ]
        said = [line.split() for program in programs for line in program.communicate()[0].splitlines()]
        assert [program.returncode for program in programs] == [0] * PROGRAMS
        notes = [[str(event["n"]), event["data"]["why"]] for event in engine.history(shared)[1:]]
        assert sorted(said, key=lambda one: int(one[0])) == notes
        assert len(notes) == PROGRAMS * EACH
        by_year: dict[str, list[int]] = {}
        for case in engine.cases():
            _, year, seq = case["number"].split("-")
            by_year.setdefault(year, []).append(int(seq))
        assert all(sorted(used) == list(range(1, len(used) + 1)) for used in by_year.values())
        assert sum(map(len, by_year.values())) == PROGRAMS * EACH + 1
