"""画图：各阶段和路径，案件走过的路，单据的去向。 · Draw a process, a case, or the ways of a paper."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from banfa.cli.casework import DEFAULT_DB, Where, or_refused
from banfa.cli.clicks import Usage, option
from banfa.cli.clicks import command as made
from banfa.cli.names import Names
from banfa.cli.processes import folder_of
from banfa.cli.session import both, current
from banfa.texts import Text

if TYPE_CHECKING:
    from banfa.views.diagrams import Diagram

FORMATS = ("svg", "mermaid", "png", "dot")
_ENDINGS = {".mmd": "mermaid", ".mermaid": "mermaid", ".gv": "dot"}


@made(__doc__)
@click.argument("process", metavar="PROCESS")
@option("--case", metavar="CASE", words=Text("标出这个案件走过的路", "Mark the path of this case"))
@option("--papers", metavar="DOCUMENT", words=Text("画这种单据的去向", "Draw where this document goes"))
@option(
    "--format",
    "wanted",
    type=click.Choice(FORMATS),
    words=Text("格式；不写则看 OUT 的后缀，否则 svg", "Format; else by the ending of OUT, else svg"),
)
@option(
    "-o",
    "--output",
    "out",
    type=click.Path(path_type=Path),
    metavar="OUT",
    words=Text("写到这个文件", "Write to this file"),
)
@option(
    "--font",
    metavar="FILE",
    words=Text("PNG 用的字体文件（也可设 BANFA_FONT）", "The font of a PNG (or BANFA_FONT)"),
)
@option("--as", "actor", metavar="PERSON", words=Text("案件给谁看", "For whose eyes the case is"))
@option(
    "--db",
    metavar="URL",
    default=DEFAULT_DB,
    envvar="BANFA_DB",
    words=Text("案件的数据库，默认 cases.db", "The database of the case; cases.db unless said"),
)
def command(
    process: str,
    case: str | None,
    papers: str | None,
    wanted: str | None,
    out: Path | None,
    font: str | None,
    actor: str | None,
    db: str,
) -> None:
    """Draw a diagram."""
    if case is not None and papers is not None:
        raise Usage(Text("--case 和 --papers 只能写一个", "--case and --papers exclude each other"))
    form = wanted or _form_of(out)
    _check_output(form, out)
    if case is not None:
        diagram = _of_case(process, case, Where(db, None), actor)
    else:
        diagram = _of_process(process, papers)
    _write(_drawn(diagram, form, font), out)


def _form_of(out: Path | None) -> str:
    ending = out.suffix.lower() if out else ""
    form = _ENDINGS.get(ending, ending.removeprefix("."))
    return form if form in FORMATS else FORMATS[0]


def _check_output(form: str, out: Path | None) -> None:
    if out is not None and out.is_dir():
        raise Usage(Text(f"{out} 是文件夹；要写文件名", f"{out} is a folder; name a file"))
    if form == "png" and out is None and sys.stdout.isatty():
        raise Usage(
            Text(
                "PNG 不能写到终端上；用 -o 文件.png，或用管道",
                "a PNG does not go onto a terminal; write -o FILE.png, or a pipe",
            )
        )


def _of_process(said: str, papers: str | None) -> Diagram:
    from banfa.language import load_process
    from banfa.views.diagrams import paper_routes, stage_map

    process = load_process(folder_of(said))
    if papers is None:
        return stage_map(process, current.lang)
    if papers not in process.documents:
        raise Usage(_no_document(papers, list(process.documents)))
    return paper_routes(process, papers, current.lang)


def _no_document(said: str, there: list[str]) -> Text:
    from banfa.language.suggest import suggest

    near, names = suggest(said, there), ", ".join(there)
    zh = f"没有单据 {said}；" + (
        f"是否指 {near}？" if near else f"有：{names}" if names else "这个办法没有单据"
    )
    en = f"there is no document {said}; "
    en += f"do you mean {near}?" if near else f"there are: {names}" if names else "this process has none"
    return Text(zh, en)


def _of_case(said: str, case: str, where: Where, actor: str | None) -> Diagram:
    """The case runs on its own definition, which is drawn; PROCESS must be the one it belongs to."""
    from banfa.language import load_process
    from banfa.views.diagrams import stage_map

    eyes: dict[str, Any] = {"actor": actor, "masked": actor is None}
    wanted = load_process(folder_of(said)).id
    with where.engine() as engine:
        process = engine.process_of(case)
        if process.id != wanted:
            raise Usage(
                Text(
                    f"案件 {case} 属于 {process.id}，不属于 {wanted}",
                    f"case {case} belongs to {process.id}, not to {wanted}",
                )
            )
        with or_refused(Names(process, engine.organisation_of(case))):
            return stage_map(process, current.lang, engine.show(case, **eyes), engine.history(case, **eyes))


def _drawn(diagram: Diagram, form: str, font: str | None) -> bytes:
    if form == "png":
        return diagram.png(font)
    if form == "svg":
        return diagram.svg().encode()
    return (diagram.mermaid() if form == "mermaid" else diagram.dot()).encode()


def _write(drawn: bytes, out: Path | None) -> None:
    """Write to stdout or to a file: whole, or not at all."""
    if out is None:
        click.echo(drawn, nl=False)
    elif out.exists() and not out.is_file():  # a device or a pipe
        out.write_bytes(drawn)
    else:
        part = out.with_name(f".{out.name}.{os.getpid()}")
        try:
            part.write_bytes(drawn)
            part.replace(out)
        except OSError as error:
            part.unlink(missing_ok=True)
            error.filename = str(out)
            raise
        if sys.stderr.isatty():
            click.echo(both(f"写好了 {out}", f"wrote {out}"), err=True)
