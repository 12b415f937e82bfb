"""One chapter file to one fragment: the recipe."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final, TypeVar

from dinobook.language_tags import primary
from dinobook.markup.allowed import clean, refused_tags, reserved_names
from dinobook.markup.blocks.callouts import name_callouts
from dinobook.markup.blocks.dialect import BLOCK_MARK
from dinobook.markup.blocks.fences import read_fences
from dinobook.markup.blocks.figures import list_figures, make_figures
from dinobook.markup.blocks.initials import set_initials
from dinobook.markup.blocks.lists import settle_lists
from dinobook.markup.blocks.pull_quotes import keep_ends
from dinobook.markup.blocks.row_heads import set_row_heads
from dinobook.markup.blocks.shapes import FILL_IN, shape_blocks
from dinobook.markup.blocks.tables import headless_tables, settle_tables
from dinobook.markup.blocks.terms import name_terms
from dinobook.markup.converted import Converted
from dinobook.markup.engine import render
from dinobook.markup.foreign.empty_sections import empty_sections
from dinobook.markup.foreign.leftovers import take_leftovers
from dinobook.markup.foreign.rules import FORMS
from dinobook.markup.foreign.wiki_links import settle_wiki_links
from dinobook.markup.fragment import WIKI_LINK, Fragment, Image, Link, Note
from dinobook.markup.front_matter import split as front_matter
from dinobook.markup.front_matter.split import FrontMatter
from dinobook.markup.headings import name_headings, take_title, titles_in_notes, untitled
from dinobook.markup.ids import names_in, read_ids
from dinobook.markup.inline.citations import take_citations
from dinobook.markup.inline.emoji import mark_keys
from dinobook.markup.inline.formulas import put_formulas, take_formulas, take_inline_formulas
from dinobook.markup.inline.hashtags import mark_hashtags
from dinobook.markup.inline.index_marks import settle_ends, take_marks
from dinobook.markup.inline.notes import NoteTree, take_notes
from dinobook.markup.lines import Lines
from dinobook.markup.lint.characters import settled, suspect_characters
from dinobook.markup.lint.limits import (
    convert_within_limits,
    lies_too_deep,
    over_limits,
    too_nested,
)
from dinobook.markup.lint.misread import lint
from dinobook.markup.losses import losses
from dinobook.markup.nesting import settle_nesting
from dinobook.markup.pictures import missing_pictures, settle_pictures
from dinobook.markup.source import Source, read_source
from dinobook.markup.structure.model import Fence
from dinobook.markup.tree import (
    LINE_MARK,
    NOTE_CALL,
    Element,
    is_bare,
    parse,
    plain_text,
    serialise,
    take,
)
from dinobook.markup.typography.capital_ij import half_capitals
from dinobook.markup.typography.change_report import change_notes
from dinobook.markup.typography.house_style import DEFAULT_HOUSE, HouseStyle
from dinobook.markup.typography.hyphenation import allow_breaks, without_marks
from dinobook.markup.typography.tree import Change, typeset, typeset_name, typeset_text
from dinobook.problems import Place, Problem, has_errors
from dinobook.xhtml import add_class

_T = TypeVar("_T")
_WORD: Final = re.compile(r"\w+(?:[’'-]\w+)*")


def convert(
    text: str, path: str, language: str = "nl-BE", house: HouseStyle = DEFAULT_HOUSE
) -> Converted:
    """Convert a whole chapter file; `language` holds where its front matter names none.

    Pure: the same text gives the same fragment. Faults are returned, never raised; a fragment is
    always well-formed and free of anything that the allow-list refuses, also beside errors.
    """
    suspects = suspect_characters(text, path)
    text = settled(text)
    parts = front_matter.split(text)
    head = front_matter.read(parts, path)
    problems = [*head.problems, *suspects]
    too_much = over_limits(parts.body, path, parts.body_line)
    if too_much or not parts.closed:
        return Converted(None, (*problems, *too_much))
    source = read_source(path, parts.body, parts.body_line)
    fences, found = read_fences(source)
    problems += [*found, *lint(source, fences)]
    if reserved := reserved_names(source):
        return Converted(None, (*problems, *reserved))
    html = convert_within_limits(render, source.structure)
    root = parse(html) if html is not None else None
    if root is None or lies_too_deep(root):
        return Converted(None, (*problems, too_nested(path)))
    chapter = _Chapter(source, head, head.meta.lang or language, house, root)
    fragment = chapter.fragment(fences)
    problems += [*chapter.problems, *_emptiness(fragment, source)]
    if not has_errors(problems):
        problems += losses(text, fragment, source)
    notes = change_notes(chapter.changes, source)
    return Converted(fragment, tuple(dict.fromkeys(problems)), tuple(notes))


class _Chapter:
    """The tree on its way from the engine's HTML to a fragment, and what was found on the way."""

    def __init__(
        self,
        source: Source,
        head: FrontMatter,
        language: str,
        house: HouseStyle,
        root: Element,
    ) -> None:
        self.source = source
        self.head = head
        self.language = language
        self.house = house
        self.lines = Lines(source)
        self.root = root
        self.notes: list[NoteTree] = []
        self.images: list[Image] = []
        self.links: list[Link] = []
        self.changes: list[Change] = []
        self.problems: list[Problem] = []

    def fragment(self, fences: list[Fence]) -> Fragment:
        """Run the steps, each once, in this order."""
        name = self.head.meta.id
        self.problems += take_leftovers(self.root, self.lines, FORMS)
        self.problems += [*refused_tags(self.lines), *clean(self.root, self.lines)]
        self.problems += settle_nesting(self.root, self.lines)
        if primary(self.language) == "nl":
            self.problems += half_capitals(self.source)
        formulas = self._found(take_formulas(self.root, fences, self.language, self.lines))
        formulas |= self._found(take_inline_formulas(self.root, self.language, self.lines))
        self.images = self._found(settle_pictures(self.root, self.lines))
        self.problems += name_callouts(self.root, self.language, self.house, self.lines)
        self.problems += headless_tables(self.root, self.lines)
        self.problems += shape_blocks(self.root, self.lines)
        # before notes are numbered: a table's caption, with its notes, moves above the table
        captioned = self._found(make_figures(self.root, self.lines))
        self.problems += set_row_heads(self.root, self.lines)
        self.notes = self._found(take_notes(self.root, name, self.lines))
        title = self._title()
        self.problems += titles_in_notes((one.element for one in self.notes), self.lines)
        trees = [self.root, *(note.element for note in self.notes)]
        citations = self._found(take_citations(trees, self.lines))
        for tree in trees:
            self._settle(tree)
        # listed after typography: contents and lists of figures show these texts too
        figures = list_figures(trees, name, captioned)
        headings = self._found(name_headings(self.root, name, names_in(trees), self.lines))
        self.problems += empty_sections(self.root, headings, self.lines)
        terms = self._found(name_terms(self.root, name, names_in(trees), self.lines))
        numbered = [(self.root, 0), *((note.element, note.number) for note in self.notes)]
        marks = self._found(take_marks(numbered, name, self._typeset, names_in(trees), self.lines))
        made = {heading.id: heading.line for heading in headings} | {
            figure.id: figure.line for figure in figures
        }
        made |= terms
        made |= {mark.at: mark.line for mark in marks}
        ids = self._ids(trees, made)
        ends = {one for one, _ in ids}
        for tree in trees:
            _take_marks_off(tree)
        put_formulas(formulas)
        return Fragment(
            meta=replace(
                self.head.meta,
                title=title,
                subtitle=self._typeset(self.head.meta.subtitle),
                author=typeset_name(self.head.meta.author, self.language, self.house),
            ),
            place=Place(self.source.path),
            ids=tuple(ids),
            words=sum(len(_WORD.findall(plain_text(tree))) for tree in trees),
            xhtml=serialise(self.root),
            headings=tuple(headings),
            notes=tuple(_written(note) for note in self.notes),
            links=tuple(self.links),
            images=(*self.images, *missing_pictures(fences)),
            figures=tuple(figures),
            citations=tuple(citations),
            marks=tuple(self._found(settle_ends(marks, name, ends, self.lines))),
        )

    def _ids(self, trees: list[Element], made: dict[str, int]) -> list[tuple[str, int]]:
        """Every id with its line; `made` has those of the ids that the author did not write."""
        calls = {note.ref_id: note.call_line for note in self.notes}
        return self._found(read_ids(trees, made | calls, self.lines))

    def _title(self) -> str:
        front = self._typeset(self.head.meta.title)
        line = self.head.title_line
        title, problems = take_title(self.root, front, line, self.lines, self._set)
        if not title and not problems and "title" not in self.head.doubtful:
            problems = [untitled(self.lines)]
        return self._found((title, problems))

    def _typeset(self, text: str) -> str:
        return typeset_text(without_marks(text), self.language, self.house)

    def _set(self, tree: Element) -> None:
        allow_breaks(tree)
        self.changes += typeset(tree, self.language, self.house)

    def _found(self, result: tuple[_T, list[Problem]]) -> _T:
        value, problems = result
        self.problems += problems
        return value

    def _settle(self, tree: Element) -> None:
        """The steps that treat the text and each note alike."""
        in_note = tree is not self.root
        settle_tables(tree)
        settle_lists(tree)
        for rule in tree.iter("hr"):
            if rule.get("class") != FILL_IN:
                add_class(rule, "scene-break")
        mark_hashtags(tree)
        mark_keys(tree)
        self._set(tree)
        keep_ends(tree)
        self._set_initials(tree)
        self.links += settle_wiki_links(tree, self.lines, in_note=in_note)
        for anchor in tree.iter("a"):
            href = anchor.get("href")
            if href is not None and anchor.get("class") not in (NOTE_CALL, WIKI_LINK):
                line = self.lines.take("address", href, in_note=in_note)
                self.links.append(Link(href, line, bare=is_bare(anchor)))

    def _set_initials(self, tree: Element) -> None:
        asked_for_all = self.head.initial and tree is self.root
        for start in set_initials(tree, self.language, first=asked_for_all):
            self.problems.append(
                self.source.problem(
                    self.lines.find(max(_WORD.findall(start), key=len, default="")),
                    "text-017",
                    f"“{start}” begins with no letter that can be made an initial.",
                    "Begin the paragraph with a plain word, or take the initial away.",
                )
            )


def _take_marks_off(tree: Element) -> None:
    for element in tree.iter():
        for mark in (BLOCK_MARK, LINE_MARK):
            take(element, mark)


def _written(note: NoteTree) -> Note:
    return Note(note.id, note.ref_id, note.number, serialise(note.element), note.line)


def _emptiness(fragment: Fragment, source: Source) -> list[Problem]:
    if fragment.words or fragment.images:
        return []
    return [
        source.problem(
            source.first_line,
            "text-006",
            "The chapter has no text.",
            "Write it, or give its row in the manifest “status: hold”.",
        )
    ]
