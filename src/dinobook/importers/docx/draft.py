"""What a plan makes of a document: chapters, their pictures, the list of sources, and the proof."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from dinobook.importers.docx.counting.count import count
from dinobook.importers.docx.prepass.revisions import Changes
from dinobook.importers.docx.thesis import Chapter, Choices, Thesis, opened
from dinobook.importers.docx.tree.build import SAID, Element, add_text, element, unwrap
from dinobook.importers.html import write_markdown
from dinobook.importers.inventory import Inventory, Piece, same_words
from dinobook.importers.plan import (
    CHAPTER_KINDS,
    About,
    Draft,
    Kind,
    NewFile,
    Origin,
    Plan,
    PlanRow,
)
from dinobook.markup.front_matter.split import IMPORTED
from dinobook.problems import Place, Problem, sort_problems
from dinobook.slugs import slug
from dinobook.storage.project import MANUSCRIPT

FRONT: Final = "Vooraf"
"""What stands before the first heading, where the document has no title either."""
BEFORE: Final = "before the first heading"
_BETWEEN: Final = " › "


@dataclass(frozen=True, slots=True)
class Chosen:
    """A plan with the document that it is carried out on."""

    plan: Plan
    thesis: Thesis
    choices: Choices
    data: bytes


def items_of(thesis: Thesis) -> list[str]:
    """How plans name the chapters: by the path of their heading; the second of two by a number."""
    found: list[str] = []
    for chapter in thesis.chapters:
        name = _BETWEEN.join(chapter.path) or BEFORE
        number = sum(one == name or one.startswith(f"{name} (") for one in found)
        found.append(f"{name} ({number + 1})" if number else name)
    return found


def draft_of(chosen: Chosen) -> Draft:
    """Every file that the plan makes. With an unknown row it is no draft, but the faults."""
    items = items_of(chosen.thesis)
    rows = {row.item: row for row in chosen.plan.entries}
    if faults := list(_unknown(chosen, items)):
        return Draft(problems=tuple(faults))
    kept: dict[int, PlanRow] = {
        number: rows[item]
        for number, item in enumerate(items)
        if item in rows and rows[item].kind in CHAPTER_KINDS
    }
    described = _with_descriptions(chosen)
    trees = _linked(chosen.thesis, {number: row.id for number, row in kept.items()})
    for number in kept:
        _describe(trees[number], described)
    files = [
        _chapter_file(chosen, chosen.thesis.chapters[number], row, trees[number])
        for number, row in kept.items()
    ]
    shown = {one.get("src", "") for number in kept for one in trees[number].iter("img")}
    files += [
        NewFile(f"{MANUSCRIPT}/{path}", data)
        for path, data in chosen.thesis.pictures.items()
        if path in shown
    ]
    sources = _sources(chosen, [trees[number] for number in kept])
    dropped = tuple(row for row in chosen.plan.entries if row.kind is Kind.DROP)
    return Draft(
        (*files, *sources),
        dropped,
        problems=sort_problems(chosen.thesis.problems),
        sources=tuple(file.path for file in sources),
        origins=tuple(_origins(chosen, kept, described)),
        about=_about(chosen),
    )


def _about(chosen: Chosen) -> About | None:
    front = chosen.thesis.front
    wanted = chosen.plan.option("book") == "take"
    return About(front.title, front.subtitle, front.authors) if wanted else None


def _unknown(chosen: Chosen, items: Iterable[str]) -> Iterator[Problem]:
    known = {*items, *(PurePosixPath(path).name for path in chosen.thesis.pictures)}
    for row in chosen.plan.entries:
        if row.item not in known:
            message = f"The document has no part “{row.item}”."
            hint = "Make a new plan: headings may have been renamed, or the level is another."
            yield Problem(Place(chosen.plan.source, 0, row.item), "import-007", message, hint)


def _with_descriptions(chosen: Chosen) -> dict[str, str]:
    """What the plan says of pictures that nothing describes; empty: it decorates."""
    found: dict[str, str] = {}
    for row in chosen.plan.entries:
        if row.kind is Kind.DECORATION:
            found[row.item] = ""
        elif row.kind is Kind.IMAGE and row.title:
            found[row.item] = row.title
    return found


def _linked(thesis: Thesis, ids: Mapping[int, str]) -> dict[int, Element]:
    """Copies of the trees; references lead to chapters by their ids, or become words again."""
    trees = {number: deepcopy(chapter.tree) for number, chapter in enumerate(thesis.chapters)}
    chapters = {
        chapter.anchor: ids[number]
        for number, chapter in enumerate(thesis.chapters)
        if chapter.anchor and number in ids
    }
    here = {
        one.get("id") for number in ids for one in trees[number].iter() if one.get("id") is not None
    }
    for number in ids:
        for link in list(trees[number].iter("a")):
            said = link.attrib.pop(SAID) if SAID in link.attrib else ""
            anchor = link.get("href", "").removeprefix("#")
            if anchor == link.get("href"):
                continue
            if anchor in chapters:
                link.set("href", chapters[anchor])
            elif anchor not in here:
                _as_words(link, str(said))
    return trees


def _as_words(link: Element, said: str) -> None:
    if not len(link) and not link.text:
        words = element("a")
        add_text(words, said)
        words.tail, link.tail = link.tail, None
        parent = link.getparent()
        if parent is not None:
            parent.replace(link, words)
        link = words
    unwrap(link)


def _chapter_file(
    chosen: Chosen,
    chapter: Chapter,
    row: PlanRow,
    tree: Element,
) -> NewFile:
    title = row.title or chapter.title or chosen.thesis.front.title or FRONT
    head = ["---", f"title: {json.dumps(title, ensure_ascii=False)}"]
    if row.date:
        head.append(f"date: {row.date}")
    head += [f"{IMPORTED}{chosen.plan.source}, {row.item}", "---", ""]
    text = "\n".join(head) + "\n" + write_markdown(tree)
    return NewFile(f"{MANUSCRIPT}/{row.id}.md", text.encode(), row.id, row.into)


def _describe(tree: Element, described: Mapping[str, str]) -> None:
    """Give pictures the descriptions of the plan."""
    for image in tree.iter("img"):
        said = described.get(PurePosixPath(image.get("src", "")).name)
        if image.get("alt") is None and said is not None:
            image.set("alt", said)


def _sources(chosen: Chosen, trees: Iterable[Element]) -> list[NewFile]:
    """The works that these chapters cite, as a file of CSL-JSON."""
    marks = " ".join(one.get("data-markdown", "") for tree in trees for one in tree.iter("span"))
    items = [item for item in chosen.thesis.sources if f"@{item['id']}" in marks]
    if not items:
        return []
    stem = slug(PurePosixPath(chosen.plan.source).stem, limit=40) or "document"
    said = json.dumps(items, ensure_ascii=False, indent=2) + "\n"
    return [NewFile(f"{MANUSCRIPT}/{stem}-bronnen.json", said.encode())]


def _origins(
    chosen: Chosen, kept: Mapping[int, PlanRow], described: Mapping[str, str]
) -> Iterator[Origin]:
    thesis = chosen.thesis
    counted = count(
        opened(chosen.data)[0].members,
        accept=chosen.choices.changes is not Changes.REJECT,
        level=chosen.choices.level,
        unread=frozenset(thesis.unread),
        missing=thesis.missing,
        guessed={one.words: one.level for one in thesis.guesses} if chosen.choices.by_looks else {},
        cited=bool(thesis.sources),
    )
    named = {"pictures": dict(thesis.named)}
    words = _Renamed(thesis)
    at = 0
    for number, chapter in enumerate(thesis.chapters):
        same = [place for place in range(at, len(counted)) if counted[place][0] == chapter.title]
        if not same:
            continue
        at = same[0] + 1
        inventory = words.of(counted[same[0]][1])
        inventory = _with_plan(inventory, chapter.tree, described)
        if number in kept:
            row = kept[number]
            yield Origin(row.id, row.item, inventory, chapter.left_out, named)


def _with_plan(inventory: Inventory, tree: Element, described: Mapping[str, str]) -> Inventory:
    """With the descriptions that the plan gives to pictures."""
    names = [PurePosixPath(one.get("src", "")).name for one in tree.iter("img")
             if one.get("alt") is None]  # fmt: skip
    added = [Piece(same_words(described[name])) for name in names if described.get(name)]
    return {**inventory, "descriptions": (*inventory.get("descriptions", ()), *added)}


class _Renamed:
    """Citations and formulas as they are typed in chapters, in place of how Word prints them."""

    def __init__(self, thesis: Thesis) -> None:
        self.waiting = {
            "citations": _queues(thesis.citations),
            "formulas": _queues(thesis.formulas),
        }

    def of(self, inventory: Inventory) -> Inventory:
        return {
            kind: tuple(self._piece(kind, piece) for piece in pieces)
            if kind in self.waiting
            else pieces
            for kind, pieces in inventory.items()
        }

    def _piece(self, kind: str, piece: Piece) -> Piece:
        queue = self.waiting[kind].get(_plain(piece.key), [])
        return Piece(queue.pop(0), piece.place) if queue else piece


def _queues(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for printed, typed in pairs:
        found.setdefault(_plain(printed), []).append(typed)
    return found


def _plain(text: str) -> str:
    return "".join(one for one in text if one.isalnum())
