"""每一条由什么落实，到什么程度，哪些是我们的选择。 · How each article is realised, and what was chosen."""

from pathlib import Path

import click

from banfa.cli import completing, exits, output
from banfa.cli.clicks import command as made
from banfa.cli.clicks import option
from banfa.cli.output import in_json
from banfa.cli.processes import folder_of
from banfa.cli.session import current
from banfa.texts import Text

ORIGINS = ("chosen", "inferred", "articles")


@made(__doc__)
@click.argument("process", metavar="PROCESS", shell_complete=completing.processes)
@option(
    "--origin", type=click.Choice(ORIGINS), words=Text("只列这种来历的", "Only list what comes from this")
)
@option(
    "--source",
    type=click.Path(path_type=Path),
    metavar="FILE",
    words=Text("条文原文，核对并对照", "The owner's text, verified and shown"),
)
@in_json
def command(process: str, origin: str | None, source: Path | None) -> int:
    """Report on the articles."""
    folder = folder_of(process)
    if origin is not None:
        _choices(folder, origin)
        return exits.DONE
    return _report(folder, source)


def _choices(folder: Path, origin: str) -> None:
    from banfa.language import load_process
    from banfa.scenarios import choices_in
    from banfa.scenarios.articles import choices_json
    from banfa.scenarios.articles_text import choices_text

    choices = choices_in(load_process(folder), origin)
    if current.json:
        output.as_json(choices_json(choices))
    else:
        output.lines(choices_text(choices, current.lang).rstrip("\n"))


def _report(folder: Path, source: Path | None) -> int:
    from banfa.scenarios import articles_of, source_articles, verify_source
    from banfa.scenarios.articles import as_json
    from banfa.scenarios.articles_text import articles_text

    raw = source.read_bytes() if source is not None else None
    report, _ = articles_of(folder)
    check = verify_source(report.process.source_sha256, raw) if raw is not None else None
    texts = source_articles(raw) if raw is not None else None
    if current.json:
        said = {"same": check.same, "message": check.message._asdict(), "articles": texts} if check else None
        output.as_json(as_json(report) | ({"source": said} if said else {}))
    else:
        output.lines(articles_text(report, current.lang, texts, check).rstrip("\n"))
    return exits.DONE if check is None or check.same else exits.FINDINGS
