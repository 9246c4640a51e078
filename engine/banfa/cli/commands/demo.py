"""演示：一件质量投诉从接诉到结案。 · One complaint from intake to closing, told as it goes."""

import shlex
from pathlib import Path

from banfa.cli import output
from banfa.cli.called import program
from banfa.cli.clicks import command as made
from banfa.cli.session import both
from banfa.engine import CaseNow, Engine

PROCESS = "customer-complaint"


@made(__doc__)
def command() -> None:
    """Play the demo."""
    from banfa.cli.demo import folder
    from banfa.cli.demo.playing import StoryClock, play
    from banfa.cli.demo.telling import Teller
    from banfa.cli.names import Names
    from banfa.language import load_scenarios

    story = load_scenarios(Path(folder.__file__).with_name("story.yaml"))
    rows = story[0].model.steps
    clock = StoryClock(rows)
    with Engine.open(folder.fresh_database(PROCESS), clock=clock) as engine:
        names = Names(engine.process(PROCESS), engine.organisation_for(PROCESS))
        output.lines(both(f"《{names.regulation()}》：一件投诉从头到尾", "One complaint from end to end"))
        teller = Teller(engine, names)
        now = play(engine, clock, PROCESS, rows, teller)
        teller.custody(now.id)
    output.lines("", *_next(now, folder.DATABASE))


def _next(now: CaseNow, database: Path) -> list[str]:
    number, reason = now.number or now.id, '{"reopen_reason": "客户说新换的货也有断头"}'
    tries = (
        (both("看这个案件", "see the case"), ("show", number, "--as", "qm.a")),
        (both("看它的经过", "see what happened"), ("history", number)),
        (both("重开它", "reopen it"), ("fire", number, "reopen", "--as", "super.a", "--data", reason)),
    )
    heading = both(f"数据库留在 {database}。接着可以试：", f"The database is in {database}. Try next:")
    return [heading, *(f"  {program()} {_words(words, database)}    # {what}" for what, words in tries)]


def _words(words: tuple[str, ...], database: Path) -> str:
    return shlex.join(("case", *words, "--db", database.as_posix()))
