"""From the manifest's text to its model, or to everything that is wrong with it, at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeVar

from dinobook.errors import ManifestError
from dinobook.manifest.arrangements import arrangement_problems
from dinobook.manifest.book_info import BookInfo, TypographyInfo
from dinobook.manifest.crosscheck import (
    Mention,
    PartialEdition,
    PartialManifest,
    PartialOrder,
    cross_problems,
)
from dinobook.manifest.file_names import names_taken
from dinobook.manifest.fit import Fitter
from dinobook.manifest.model import Arrangement, EditionSpec, Manifest, Row
from dinobook.manifest.outline import read_outline
from dinobook.manifest.page_checks import page_problems
from dinobook.manifest.print_checks import print_problems
from dinobook.manifest.values import Unfit, arrangement_name, chapter_id, edition_name
from dinobook.manifest.yaml_rules import nodes_of
from dinobook.problems import Place, Problem, has_errors, sort_problems
from dinobook.storage.project import MANIFEST, Readable, read_text
from dinobook.strict_yaml import KeyValue, Mapping, Node, Scalar, Sequence, Source, is_nothing

N = TypeVar("N", Mapping, Sequence)
KeyPlace = tuple[tuple[str, ...], Place]

_ADVICE: Final = {
    "book": "Write “book:” and below it its title and identifier.",
    "outline": "Write “outline:” and below it the chapters' ids, as in “  - voorwoord”.",
    "aside": "Write “aside:” and below it the chapters' ids, as in “  - oude-post”.",
    "typography": "Write “typography:” and below it its choices, as in “  quotes: single”.",
    "arrangements": "Write “arrangements:” and below it names with rows, as in “  kort: [a]”.",
    "editions": "Write “editions:” and below it the outputs, as in “  ebook: {format: epub}”.",
}
_LISTS: Final = frozenset({"outline", "aside"})


@dataclass(frozen=True, slots=True)
class ParsedManifest:
    """What was read. `manifest` is None when a problem is an error."""

    manifest: Manifest | None
    problems: tuple[Problem, ...]


def parse(text: str, path: str = MANIFEST) -> ParsedManifest:
    """The manifest in `text`, with all its problems, sorted. Reads no chapter."""
    source = Source(path, text)
    root, problems = nodes_of(source)
    fitter = Fitter(source, list(problems))
    manifest = None
    if isinstance(root, Mapping):
        manifest = _manifest(fitter, root)
    elif not problems:
        _note_no_manifest(fitter, root)
    found = sort_problems(fitter.problems)
    return ParsedManifest(None if has_errors(found) else manifest, found)


def read_manifest(project: Readable) -> Manifest:
    """The project's manifest. Raises `ManifestError` with every fault of one that is unusable."""
    parsed = parse(read_text(project, MANIFEST))
    if parsed.manifest is None:
        raise ManifestError("The manifest cannot be used yet.", parsed.problems)
    return parsed.manifest


def _note_no_manifest(fitter: Fitter, root: Node | None) -> None:
    hint = "Begin with “book:”, “outline:” and “editions:”; the manual has a complete example."
    if root is None or is_nothing(root):
        fitter.note(None, "manifest-002", "The manifest is empty.", hint)
    else:
        message = "The manifest must consist of keys with values."
        fitter.note(root.start, "manifest-007", message, hint)


def _manifest(fitter: Fitter, root: Mapping) -> Manifest | None:
    found = {key.key.text: key for key in fitter.check_keys(Manifest, root, "the manifest")}
    book = _book(fitter, found.get("book"))
    rows, is_whole = _outline(fitter, found.get("outline"))
    aside = _aside(fitter, found.get("aside"))
    orders = _arrangements(fitter, found.get("arrangements"))
    editions = _editions(fitter, found.get("editions"))
    typography = _typography(fitter, found.get("typography"))
    draft = PartialManifest(fitter.source, rows, is_whole, aside, editions, orders)
    fitter.problems += [*cross_problems(draft), *page_problems(draft), *print_problems(draft)]
    fitter.problems += [*names_taken(draft), *arrangement_problems(draft)]
    if book is None:
        return None
    return Manifest(
        path=fitter.source.path,
        book=book,
        outline=rows,
        aside=tuple(one.name for one in aside),
        arrangements=tuple(
            Arrangement(name=one.name, rows=one.rows, line=fitter.source.line(one.offset))
            for one in orders
        ),
        editions=tuple(edition.spec for edition in editions),
        typography=typography,
        places=dict(_places(fitter.source, root)),
    )


def _places(source: Source, node: Node, keys: tuple[str, ...] = ()) -> Iterator[KeyPlace]:
    """Every key with its place; rows of the outline know their own."""
    for entry in node.entries if isinstance(node, Mapping) else ():
        inner = (*keys, entry.key.text)
        yield inner, source.place(entry.key.start)
        yield from _places(source, entry.value, inner)


def _book(fitter: Fitter, entry: KeyValue | None) -> BookInfo | None:
    node = _required(fitter, "book", entry, Mapping)
    if node is None or entry is None:
        return None
    return fitter.fit(BookInfo, node, "“book”", entry.key.start)


def _typography(fitter: Fitter, entry: KeyValue | None) -> TypographyInfo:
    if entry is None or is_nothing(entry.value):
        return TypographyInfo()
    node = _of_kind(fitter, "typography", entry, Mapping)
    if node is None:
        return TypographyInfo()
    return fitter.fit(TypographyInfo, node, "“typography”", entry.key.start) or TypographyInfo()


def _outline(fitter: Fitter, entry: KeyValue | None) -> tuple[tuple[Row, ...], bool]:
    """The rows, and whether all could be read."""
    node = _required(fitter, "outline", entry, Sequence)
    if node is None:
        return (), False
    rows = read_outline(fitter, node)
    return rows, len(rows) == len(node.items)


def _arrangements(fitter: Fitter, entry: KeyValue | None) -> tuple[PartialOrder, ...]:
    if entry is None or is_nothing(entry.value):
        return ()
    node = _of_kind(fitter, "arrangements", entry, Mapping)
    return tuple(_arrangement(fitter, one) for one in node.entries) if node else ()


def _arrangement(fitter: Fitter, entry: KeyValue) -> PartialOrder:
    name, offset = entry.key.text, entry.key.start
    try:
        arrangement_name(name)
    except Unfit as unfit:
        fitter.note(offset, unfit.code, unfit.message, unfit.hint)
    if not isinstance(entry.value, Sequence) or not entry.value.items:
        hint = "Write its rows below it, as below “outline:”, or delete it."
        fitter.note(offset, "manifest-007", f"Arrangement “{name}” must be a list of rows.", hint)
        return PartialOrder(name, offset, (), is_whole=False)
    rows = read_outline(fitter, entry.value)
    return PartialOrder(name, offset, rows, is_whole=len(rows) == len(entry.value.items))


def _aside(fitter: Fitter, entry: KeyValue | None) -> tuple[Mention, ...]:
    if entry is None or is_nothing(entry.value):
        return ()
    node = _of_kind(fitter, "aside", entry, Sequence)
    mentions = [_mention(fitter, item) for item in node.items] if node else []
    return tuple(mention for mention in mentions if mention is not None)


def _mention(fitter: Fitter, node: Node) -> Mention | None:
    if not isinstance(node, Scalar) or is_nothing(node):
        message = "An item of “aside” is not a chapter's id."
        fitter.note(node.start, "manifest-007", message, "Write the id, or delete the item.")
        return None
    try:
        return Mention(chapter_id(node.text), node.start)
    except Unfit as unfit:
        fitter.note(node.start, unfit.code, unfit.message, unfit.hint)
        return None


def _editions(fitter: Fitter, entry: KeyValue | None) -> tuple[PartialEdition, ...]:
    node = _required(fitter, "editions", entry, Mapping)
    return tuple(_edition(fitter, one) for one in node.entries) if node else ()


def _edition(fitter: Fitter, entry: KeyValue) -> PartialEdition:
    """The edition as far as it can be read: its name is known even if the rest is wrong."""
    name, offset = entry.key.text, entry.key.start
    line = fitter.source.line(offset)
    try:
        edition_name(name)
    except Unfit as unfit:
        fitter.note(offset, unfit.code, unfit.message, unfit.hint)
    spec = None
    if isinstance(entry.value, Mapping):
        owner = f"edition “{name}”"
        spec = fitter.fit(EditionSpec, entry.value, owner, offset, name=name, line=line)
    else:
        hint = f"Write {name}: {{format: epub}} or {name}: {{format: pdf}}"
        fitter.note(offset, "manifest-007", f"Edition “{name}” must consist of keys.", hint)
    return PartialEdition(
        spec or EditionSpec(name=name, format="epub", line=line), entry.value, offset
    )


def _required(fitter: Fitter, key: str, entry: KeyValue | None, kind: type[N]) -> N | None:
    if entry is None:
        fitter.note(None, "manifest-006", f"The manifest has no “{key}”.", _ADVICE[key])
        return None
    node = entry.value
    if _is_empty(node):
        fitter.note(entry.key.start, "manifest-006", f"“{key}” is empty.", _ADVICE[key])
        return None
    return _of_kind(fitter, key, entry, kind)


def _of_kind(fitter: Fitter, key: str, entry: KeyValue, kind: type[N]) -> N | None:
    if isinstance(entry.value, kind):
        return entry.value
    wanted = "a list" if key in _LISTS else "keys with values"
    fitter.note(entry.key.start, "manifest-007", f"“{key}” must be {wanted}.", _ADVICE[key])
    return None


def _is_empty(node: Node) -> bool:
    if isinstance(node, Mapping):
        return not node.entries
    return not node.items if isinstance(node, Sequence) else is_nothing(node)
