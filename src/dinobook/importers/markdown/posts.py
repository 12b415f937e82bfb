"""From a plan for a folder to chapters and pictures in the manuscript."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from dinobook.importers.conservation import first_difference, word_fault
from dinobook.importers.markdown.anchors import anchors_of, id_edits, written_ids
from dinobook.importers.markdown.drawings import CHANGE, Drawing, drawings
from dinobook.importers.markdown.faults import plan_faults
from dinobook.importers.markdown.front import Head, read_head
from dinobook.importers.markdown.headings import has_title, heading_edits
from dinobook.importers.markdown.html import html_edits
from dinobook.importers.markdown.names import FileName
from dinobook.importers.markdown.notes import code_edits, note_edits, second_notes
from dinobook.importers.markdown.permalinks import permalinks
from dinobook.importers.markdown.pictures import (
    PICTURE,
    PictureFiles,
    dropped_edits,
    new_name,
    picture_edits,
    picture_problems,
)
from dinobook.importers.markdown.post_text import Edit, PostText
from dinobook.importers.markdown.reports import links_gone, of_page, unused_keys
from dinobook.importers.markdown.routes import LINK, Routes, link_edits
from dinobook.importers.markdown.words import row_of_word, words_of
from dinobook.importers.plan import Draft, Kind, NewFile, Plan, PlanRow, Repair
from dinobook.markup.front_matter.split import IMPORTED
from dinobook.problems import Place, Problem
from dinobook.storage.project import MANUSCRIPT, Readable

_ALWAYS: Final = (LINK, PICTURE)
_WITHOUT_IT: Final = (
    "To bring in the other posts, write a plan (--plan) and make this one {{file: {file}, kind: "
    "drop}}; or write these words in another way."
)


def draft_files(plan: Plan, source: Readable, texts: Mapping[str, str]) -> Draft:
    """Every chapter with its pictures. `texts` are the folder's Markdown files by path."""
    files = source.files(".")
    faults = tuple(plan_faults(plan, files, texts))
    if faults:
        return Draft(problems=faults)
    posts = [entry for entry in plan.entries if entry.kind is Kind.POST]
    heads = {entry.file: read_head(texts[entry.file], entry.file) for entry in posts}
    writer = _Writer.of(plan, posts, heads, PictureFiles(files))
    made: list[NewFile] = []
    done: list[Repair] = []
    problems = list(unused_keys(plan.source, heads))
    for entry in plan.entries:
        if entry.kind is Kind.POST:
            new, repairs, found = writer.chapter(entry)
            made += new
            done += repairs
            problems += found
        elif entry.kind is Kind.IMAGE:
            made.append(NewFile(f"{MANUSCRIPT}/{new_name(entry)}", source.read_bytes(entry.file)))
    problems += links_gone(plan.source, done, plan.site)
    dropped = tuple(entry for entry in plan.entries if entry.kind is Kind.DROP)
    return Draft(tuple(made), dropped, tuple(done), tuple(problems))


@dataclass(frozen=True, slots=True)
class _Writer:
    """What all chapters share. `texts` are the posts with their HTML and headings set right."""

    plan: Plan
    heads: Mapping[str, Head]
    texts: Mapping[str, PostText]
    drawn: Mapping[str, tuple[Drawing, ...]]
    pictures: Mapping[str, PlanRow]
    files: PictureFiles
    shared: Mapping[str, int]
    where: Routes

    @staticmethod
    def of(
        plan: Plan, posts: list[PlanRow], heads: Mapping[str, Head], files: PictureFiles
    ) -> _Writer:
        typed = {file: PostText.of(file, head.body, head.body_line) for file, head in heads.items()}
        drawn = {
            entry.file: drawings(typed[entry.file], entry.id) if CHANGE in plan.repairs else ()
            for entry in posts
        }
        texts = {
            file: _settled(plan, text, drawn[file], heads[file]) for file, text in typed.items()
        }
        shared = Counter(entry.id for entry in posts)
        for text in texts.values():
            shared.update({name for _, _, name in written_ids(text)})
        if "id-twice" not in plan.repairs:
            shared.clear()
        where = Routes(
            {entry.file: entry.id for entry in posts},
            permalinks(heads),
            {entry.id: anchors_of(texts[entry.file], entry.id, shared) for entry in posts},
            plan.site,
        )
        pictures = {entry.file: entry for entry in plan.entries if entry.file not in texts}
        pictures |= dict(one.entry for found in drawn.values() for one in found)
        return _Writer(plan, heads, texts, drawn, pictures, files, shared, where)

    def chapter(self, entry: PlanRow) -> tuple[list[NewFile], tuple[Repair, ...], list[Problem]]:
        """The chapter's file and those of its drawings, what was changed, and what is wrong."""
        head = self.heads[entry.file]
        post = self.texts[entry.file]
        post = post.edited(self.wanted(id_edits(post, entry.id, self.shared)))
        post = post.edited(self.wanted(link_edits(post, entry.id, self.where)))
        post = post.edited(self.wanted([*note_edits(post), *code_edits(post)]))
        problems = [*head.problems, *picture_problems(post, self.pictures, self.files)]
        post = post.edited(self.wanted(picture_edits(post, self.pictures, self.files)))
        problems += [*of_page(head, post), *self.lost(entry, head, post)]
        post = post.edited(self.wanted(second_notes(post)))
        repairs = tuple(one for one in post.done if one.name not in _ALWAYS)
        text = f"{_front_matter(entry, head)}\n\n{post.body.strip(chr(10))}\n"
        made = NewFile(f"{MANUSCRIPT}/{entry.id}.md", text.encode(), entry.id)
        return [made, *(one.file for one in self.drawn[entry.file])], repairs, problems

    def wanted(self, edits: Iterable[Edit]) -> Iterator[Edit]:
        return (edit for edit in edits if edit.name in (*_ALWAYS, *self.plan.repairs))

    def lost(self, entry: PlanRow, head: Head, post: PostText) -> Iterator[Problem]:
        """The first word that the chapter lacks; those of pictures that the plan drops may go."""
        before = PostText.of(entry.file, head.body, head.body_line)
        before = before.edited(dropped_edits(before, self.pictures, self.files))
        old, new = words_of(before.body), words_of(post.body)
        at = first_difference(old, new)
        if at >= 0:
            place = Place(entry.file, before.numbers[row_of_word(before.body, at)])
            yield word_fault(place, old, new, _WITHOUT_IT.format(file=entry.file))


def _settled(plan: Plan, post: PostText, drawn: Iterable[Drawing], head: Head) -> PostText:
    post = post.edited(one.edit for one in drawn)
    post = post.edited(edit for edit in html_edits(post) if edit.name in plan.repairs)
    wanted = "heading-level" in plan.repairs
    return post.edited(heading_edits(post, head.get("title"))) if wanted else post


def _front_matter(entry: PlanRow, head: Head) -> str:
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
    remarks = (*head.remarks, f"{IMPORTED}{entry.file}")
    return "\n".join(["---", *rows, *remarks, "---"])
