"""From a plan for a folder to chapters and pictures in the manuscript."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from dinobook.importers.conservation import first_difference, word_fault
from dinobook.importers.markdown.anchors import anchors_of, id_edits, written_ids
from dinobook.importers.markdown.faults import plan_faults
from dinobook.importers.markdown.front import Head, read_head
from dinobook.importers.markdown.headings import has_title, heading_edits
from dinobook.importers.markdown.html import html_edits
from dinobook.importers.markdown.names import FileName
from dinobook.importers.markdown.notes import code_edits, note_edits
from dinobook.importers.markdown.page import Edit, Page
from dinobook.importers.markdown.permalinks import permalinks
from dinobook.importers.markdown.pictures import (
    PICTURE,
    Shelf,
    dropped_edits,
    new_name,
    picture_edits,
    picture_problems,
)
from dinobook.importers.markdown.reports import links_gone, of_page, unused_keys
from dinobook.importers.markdown.routes import LINK, Map, link_edits
from dinobook.importers.markdown.words import words_of
from dinobook.importers.plan import Draft, Entry, Kind, NewFile, Plan, Repair
from dinobook.problems import Place, Problem
from dinobook.project import MANUSCRIPT, Project

_ALWAYS: Final = (LINK, PICTURE)


def draft_files(plan: Plan, source: Project, texts: Mapping[str, str]) -> Draft:
    """Every chapter with its pictures. `texts` are the folder's Markdown files by path."""
    files = source.files(".")
    faults = tuple(plan_faults(plan, files, texts))
    if faults:
        return Draft(problems=faults)
    posts = [entry for entry in plan.entries if entry.kind is Kind.POST]
    heads = {entry.file: read_head(texts[entry.file], entry.file) for entry in posts}
    writer = _Writer.of(plan, posts, heads, Shelf(files))
    made: list[NewFile] = []
    done: list[Repair] = []
    problems = list(unused_keys(plan.source, heads))
    for entry in plan.entries:
        if entry.kind is Kind.POST:
            file, repairs, found = writer.chapter(entry)
            made.append(file)
            done += repairs
            problems += found
        elif entry.kind is Kind.IMAGE:
            made.append(NewFile(f"{MANUSCRIPT}/{new_name(entry)}", source.read_bytes(entry.file)))
    problems += links_gone(plan.source, done, plan.site)
    dropped = tuple(entry for entry in plan.entries if entry.kind is Kind.DROP)
    return Draft(tuple(made), dropped, tuple(done), tuple(problems))


@dataclass(frozen=True, slots=True)
class _Writer:
    """What all chapters share. `pages` are the posts with their HTML and headings set right."""

    plan: Plan
    heads: Mapping[str, Head]
    pages: Mapping[str, Page]
    pictures: Mapping[str, Entry]
    shelf: Shelf
    shared: Mapping[str, int]
    where: Map

    @staticmethod
    def of(plan: Plan, posts: list[Entry], heads: Mapping[str, Head], shelf: Shelf) -> _Writer:
        pages = {file: _settled(plan, file, head) for file, head in heads.items()}
        shared = Counter(entry.id for entry in posts)
        for page in pages.values():
            shared.update({name for _, _, name in written_ids(page)})
        if "id-twice" not in plan.repairs:
            shared.clear()
        where = Map(
            {entry.file: entry.id for entry in posts},
            permalinks(heads),
            {entry.id: anchors_of(pages[entry.file], entry.id, shared) for entry in posts},
            plan.site,
        )
        pictures = {entry.file: entry for entry in plan.entries if entry.file not in pages}
        return _Writer(plan, heads, pages, pictures, shelf, shared, where)

    def chapter(self, entry: Entry) -> tuple[NewFile, tuple[Repair, ...], list[Problem]]:
        head = self.heads[entry.file]
        page = self.pages[entry.file]
        page = page.edited(self.wanted(id_edits(page, entry.id, self.shared)))
        page = page.edited(self.wanted(link_edits(page, entry.id, self.where)))
        page = page.edited(self.wanted([*note_edits(page), *code_edits(page)]))
        problems = [*head.problems, *picture_problems(page, self.pictures, self.shelf)]
        page = page.edited(self.wanted(picture_edits(page, self.pictures, self.shelf)))
        repairs = tuple(one for one in page.done if one.name not in _ALWAYS)
        problems += [*of_page(head, page), *self.lost(entry.file, head, page)]
        text = f"{_front_matter(entry, head)}\n\n{page.body.strip(chr(10))}\n"
        made = NewFile(f"{MANUSCRIPT}/{entry.id}.md", text.encode(), entry.id)
        return made, repairs, problems

    def wanted(self, edits: Iterable[Edit]) -> Iterator[Edit]:
        return (one for one in edits if one.name in (*_ALWAYS, *self.plan.repairs))

    def lost(self, path: str, head: Head, page: Page) -> Iterator[Problem]:
        """The first word that the chapter lacks; those of pictures that the plan drops may go."""
        before = Page.of(path, head.body, head.body_line)
        before = before.edited(dropped_edits(before, self.pictures, self.shelf))
        old, new = words_of(before.body), words_of(page.body)
        if first_difference(old, new) >= 0:
            yield word_fault(Place(path), old, new)


def _settled(plan: Plan, file: str, head: Head) -> Page:
    page = Page.of(file, head.body, head.body_line)
    page = page.edited(one for one in html_edits(page) if one.name in plan.repairs)
    wanted = "heading-level" in plan.repairs
    return page.edited(heading_edits(page, head.get("title"))) if wanted else page


def _front_matter(entry: Entry, head: Head) -> str:
    kept = {key: value for key, value in head.kept if key != "id"}
    if "title" not in kept and not has_title(head.body):
        kept = {"title": FileName.of(entry.file).title, **kept}
    if entry.date:
        kept["date"] = entry.date
    if entry.source:
        kept["source"] = entry.source
    rows = [
        f"{key}: {value if key == 'date' else json.dumps(value, ensure_ascii=False)}"
        for key, value in kept.items()
    ]
    if head.tags:
        rows.append(f"tags: {json.dumps(head.tags, ensure_ascii=False)}")
    remarks = (*head.remarks, f"# imported from {entry.file}")
    return "\n".join(["---", *rows, *remarks, "---"])
