"""LANGUAGE 5: documents, their parts and copies, and things; papers by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from banfa.language.models.documents import Copy as CopyModel
from banfa.language.models.documents import Document as DocumentModel
from banfa.language.models.documents import Part as PartModel
from banfa.language.models.documents import Thing as ThingModel
from banfa.language.process import ALL, OWN, Copy, Document, Origin, Part
from banfa.language.resolve.linking import Linking
from banfa.language.resolve.origins import origin_of, require_origin
from banfa.language.written import Path
from banfa.texts import Text

ONLY = "1"
"""The name of the copy of a document that names none."""


def resolve_documents(link: Linking) -> dict[str, Document]:
    """Return documents and things by id; they share their ids."""
    for name in sorted(link.names("documents") & link.names("things")):
        message = Text(f"{name} 既是单据又是物品", f"{name} is a document and a thing")
        fix = Text("给其中一个换编号", "give one of them another id")
        link.report("B150", message, fix, ("things", name), key=True, also=("documents", name))
    documents = {name: _document(link, name, model) for name, model in link.section("documents").items()}
    things = {name: _thing(link, name, model) for name, model in link.section("things").items()}
    return dict(sorted({**things, **documents}.items()))


def _document(link: Linking, name: str, model: DocumentModel) -> Document:
    path: Path = ("documents", name)
    origin = origin_of(link, model, path)
    parts = {p: _part(link, m, (*path, "parts", p), model) for p, m in sorted(model.parts.items())}
    return Document(
        id=name,
        title=model.title or name,
        thing=False,
        parts=parts,
        copies=_copies(link, model, path),
        single=not model.copies.listed and model.copies.each is None,
        each=_each(link, model.copies.each, (*path, "copies", "each")),
        origin=origin,
    )


def _part(link: Linking, model: PartModel, path: Path, whole: DocumentModel) -> Part:
    origin = origin_of(link, model, path)
    require_origin(link, model, path, whole)
    fields = link.known("fields", model.fields, (*path, "fields"))
    optional = link.known("fields", model.optional, (*path, "optional"))
    for i, name in enumerate(model.optional):
        if name in fields:
            link.twice(name, (*path, "optional", i))
    return Part(path[-1], tuple(sorted(fields)), tuple(sorted(optional)), origin)  # type: ignore[arg-type]


def _copies(link: Linking, model: DocumentModel, path: Path) -> dict[str, Copy]:
    if model.copies.each is not None:
        return {}
    if not model.copies.listed:
        return {ONLY: Copy(ONLY, model.title or path[-1], Origin())}  # type: ignore[arg-type]
    found: dict[str, Copy] = {}
    for i, copy in enumerate(model.copies.listed):
        _add_copy(link, found, copy, (*path, "copies", i), model)
    return found


def _add_copy(
    link: Linking, found: dict[str, Copy], model: CopyModel, path: Path, whole: DocumentModel
) -> None:
    origin = origin_of(link, model, path)
    require_origin(link, model, path, whole)
    if model.copy_ in found:
        link.twice(model.copy_, (*path, "copy"))
    elif model.copy_ in (ALL, OWN):
        message = Text(
            f"{model.copy_} 是保留的词，不能作联的名称", f"{model.copy_} cannot be the name of a copy"
        )
        link.report("B203", message, Text("换一个名称", "give it another name"), (*path, "copy"))
    else:
        found[model.copy_] = Copy(model.copy_, model.title or model.copy_, origin)


def _each(link: Linking, field: str | None, path: Path) -> str | None:
    if field is None or not link.know("fields", field, path):
        return None
    model = link.section("fields").get(field)
    if model is not None and model.type != "set":
        message = Text(f"{field} 不是集合", f"{field} is no set")
        link.report("B204", message, Text("写类型为 set 的数据项", "name a field of type set"), path)
    return field


def _thing(link: Linking, name: str, model: ThingModel) -> Document:
    path: Path = ("things", name)
    origin = origin_of(link, model, path)
    require_origin(link, model, path)
    if model.shared:
        link.not_yet_run((*path, "shared"))
    if model.home is not None:
        link.know("roles", model.home, (*path, "home"))
    copies = {ONLY: Copy(ONLY, model.title or name, Origin())}
    return Document(name, model.title or name, True, {}, copies, True, None, origin)


# -- papers by name ----------------------------------------------------------------------------------------


def copy_names(link: Linking, paper: str) -> frozenset[str] | None:
    """Return the copies of a paper; None if they are made one for each member, or the paper is broken."""
    model = link.section("documents").get(paper)
    if model is None and paper in link.section("things"):
        return frozenset((ONLY,))
    if model is None or model.copies.each is not None:
        return None
    return frozenset(copy.copy_ for copy in model.copies.listed) or frozenset((ONLY,))


def named_paper(link: Linking, paper: str, path: Path, key: bool = False) -> bool:
    """Return whether `DOC` or `DOC.COPY` is declared; else report it."""
    document, dot, copy = paper.partition(".")
    if not link.know("papers", document, path, key=key):
        return False
    known = copy_names(link, document)
    if not dot or known is None or copy in known:
        return True
    link.unknown("copies", copy, path, known, key)
    return False


def known_copies(
    link: Linking, paper: str, names: Iterable[str], path: Path, words: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the copies named, sorted, or the one word (`all`, `own`) that stands for them."""
    listed = tuple(names)
    if len(listed) == 1 and listed[0] in words:
        return listed
    known = copy_names(link, paper)
    kept = set()
    for i, name in enumerate(listed):
        if name in kept:
            link.twice(name, (*path, i))
        elif known is not None and name not in known:
            link.unknown("copies", name, (*path, i), known | set(words))
        else:
            kept.add(name)
    return tuple(sorted(kept))


def parts_of(link: Linking, document: str) -> Mapping[str, PartModel]:
    """Return the parts of a document as written; {} for a thing."""
    model = link.section("documents").get(document)
    return model.parts if model is not None else {}
