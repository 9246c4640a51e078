"""看一部办法：阶段、逐条对照、各角色、文件去向、自定和推定。 · Views of a process, made from it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from banfa.cli import exits, output
from banfa.cli.casework import Where, names_in, on_a_database, or_refused, seen_by_somebody
from banfa.cli.clicks import Usage, option
from banfa.cli.clicks import command as made
from banfa.cli.processes import folder_of
from banfa.cli.session import both, current, say
from banfa.texts import Text

if TYPE_CHECKING:
    from banfa.views.registry import View
    from banfa.views.words import Words

_FILE = click.Path(path_type=Path, dir_okay=False)


@made(__doc__)
@click.argument("process", metavar="[PROCESS]", required=False)
@click.argument("name", metavar="[NAME]", required=False)
@click.argument("of", metavar="[ID]", required=False)
@option("--html", type=_FILE, metavar="OUT", words=Text("写成一个网页文件", "Write one HTML page"))
@option("--out", type=_FILE, metavar="OUT.md", words=Text("写成 Markdown 文件", "Write a Markdown file"))
@option(
    "--source",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    words=Text("条文原文，核对后与办法对照", "The owner's text, verified and shown beside"),
)
@option("--case", metavar="CASE", words=Text("看一个案件的经过和文件", "A case: what happened, its papers"))
@seen_by_somebody
@on_a_database
def command(
    process: str | None,
    name: str | None,
    of: str | None,
    html: Path | None,
    out: Path | None,
    source: Path | None,
    case: str | None,
    where: Where,
    eyes: dict[str, Any],
) -> int:
    """Show a view; without NAME list them. With --case show a case."""
    if case is not None:
        if process is not None or html is not None or source is not None:
            raise Usage(Text("--case 单独用，可加 --out", "--case stands alone; --out may be added"))
        return _case(case, where, eyes, out)
    if process is None:
        raise Usage(Text("要写明哪部办法，或 --case 案件", "name a PROCESS, or --case CASE"))
    words, same = _words(process, source)
    view = _view(words, name, of)
    if html is not None:
        _write_page(words, view, of, html)
    elif view is None:
        _list(words, out)
    else:
        from banfa.views.markdown import markdown_of

        _show(markdown_of(words, view, of), {"view": view.name, "of": of}, out)
    return exits.DONE if same else exits.FINDINGS


def _words(said: str, source: Path | None) -> tuple[Words, bool]:
    """The words of a process, and whether the text given is the one it was written from."""
    from banfa.language import load_process
    from banfa.scenarios import source_articles, verify_source
    from banfa.views.words import Words

    process = load_process(folder_of(said))
    if source is None:
        return Words(process, current.lang), True
    raw = source.read_bytes()
    check = verify_source(process.source_sha256, raw)
    click.echo(say(check.message), err=True)
    return Words(process, current.lang, source=source_articles(raw)), check.same


def _view(words: Words, name: str | None, of: str | None) -> View | None:
    from banfa.language.suggest import suggest
    from banfa.views.registry import views
    from banfa.views.words import SECTIONS

    if name is None:
        return None
    found = views()
    if name not in found:
        near, there = suggest(name, found), "、".join(found)
        zh = f"没有这个视图 {name}；" + (f"是否指 {near}？" if near else f"有：{there}")
        en = f"there is no view {name}; " + (f"do you mean {near}?" if near else f"there are: {there}")
        raise Usage(Text(zh, en))
    view = found[name]
    if of is not None:
        members = getattr(words.process, SECTIONS[view.of]) if view.of is not None else {}
        if of not in members:
            near, there = suggest(of, members), "、".join(sorted(members))
            zh = f"{name} 里没有 {of}；" + (
                f"是否指 {near}？" if near else f"有：{there}" if there else "不能只看一项"
            )
            en = f"{name} has no {of}; " + (
                f"do you mean {near}?" if near else f"there are: {there}" if there else "it shows all"
            )
            raise Usage(Text(zh, en))
    return view


def _list(words: Words, out: Path | None) -> None:
    from banfa.views.registry import views

    if out is not None:
        raise Usage(Text("--out 要写明哪个视图", "--out needs the NAME of a view"))
    found = views()
    if current.json:
        return output.as_json(
            {"views": [{"view": v.name, "title": v.title._asdict()} for v in found.values()]}
        )
    heads = (both("视图", "view"), both("内容", "what"), both("只看一项", "of one"))
    output.lines(words.text("title", words.process.title), "")
    output.table(heads, [(v.name, say(v.title), f"ID（{v.of}）" if v.of else "") for v in found.values()])
    return None


def _show(text: str, what: dict[str, Any], out: Path | None) -> None:
    from banfa.views.terminal import show

    if out is not None:
        out.write_text(text, encoding="utf-8")
        output.lines(both(f"已写入 {out}", f"written to {out}"))
    elif current.json:
        output.as_json({**what, "markdown": text})
    elif sys.stdout.isatty():
        show(text, sys.stdout)
    else:
        output.lines(text.rstrip("\n"))


def _case(case: str, where: Where, eyes: dict[str, Any], out: Path | None) -> int:
    from banfa.views.case import case_lines
    from banfa.views.words import Words

    with where.engine() as engine:
        names = names_in(engine, case)
        with or_refused(names, eyes["actor"]):
            shown, events = engine.show(case, **eyes), engine.history(case, **eyes)
            moves = engine.moves(case, actor=eyes["actor"])
        words = Words(engine.process_of(case), current.lang)
        text = "\n".join(case_lines(words, shown, events, moves, names.unit)) + "\n"
    _show(text, {"view": "case", "of": shown["case"]}, out)
    return exits.DONE


def _write_page(words: Words, view: View | None, of: str | None, html: Path) -> None:
    from banfa.views.html import page

    html.write_text(page(words, view, of), encoding="utf-8")
    output.lines(both(f"已写入 {html}", f"written to {html}"))
