"""Poems: what stands in a `<pre>` of verse, line by line."""

from __future__ import annotations

from dinobook.importers.wordpress.trees.tree import Element, append_text, has_text, iterate, make


def stanzas_of(poem: Element) -> list[Element]:
    """The lines with `br` between them, parted at blank lines; inline elements stay whole."""
    writer = _Stanzas()
    writer.text(poem.text)
    for child in list(poem):
        tail, child.tail = child.tail, None
        writer.element(child)
        writer.text(tail)
    return writer.finished()


class _Stanzas:
    """Takes lines in, and begins a stanza after each blank one."""

    def __init__(self) -> None:
        self.made = [make("p")]
        self.blank = True

    def text(self, text: str | None) -> None:
        for number, line in enumerate((text or "").replace("\r", "").split("\n")):
            if number:
                self.line_end()
            if line.strip():
                self.blank = False
                append_text(self.made[-1], line)
            elif line and len(self.made[-1]):
                append_text(self.made[-1], line)

    def element(self, child: Element) -> None:
        if child.tag == "br":
            self.line_end()
            return
        self.blank = self.blank and not has_text(child) and child.tag != "img"
        _breaks_inside(child)
        self.made[-1].append(child)

    def line_end(self) -> None:
        last = self.made[-1]
        if self.blank and (len(last) or last.text):
            self.made.append(make("p"))
        elif len(last) or last.text:
            last.append(make("br"))
        self.blank = True

    def finished(self) -> list[Element]:
        for stanza in self.made:
            while len(stanza) and stanza[-1].tag == "br" and not (stanza[-1].tail or "").strip():
                stanza.remove(stanza[-1])
        return [stanza for stanza in self.made if has_text(stanza) or len(stanza)]


def _breaks_inside(element: Element) -> None:
    """Line ends inside an inline element of a poem as `br`."""
    for one in iterate(element):
        if one.text and "\n" in one.text:
            lines = one.text.split("\n")
            one.text = lines[0]
            for index, line in enumerate(lines[1:]):
                one.insert(index, _break(line))
        if one is not element and one.tail and "\n" in one.tail:
            lines = one.tail.split("\n")
            one.tail = lines[0]
            parent = one.getparent()
            if parent is not None:
                at = parent.index(one) + 1
                for index, line in enumerate(lines[1:]):
                    parent.insert(at + index, _break(line))


def _break(tail: str) -> Element:
    made = make("br")
    made.tail = tail or None
    return made
