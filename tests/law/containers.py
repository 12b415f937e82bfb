"""All that a construct may stand in: how a text gets there, and what a reader then finds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Container:
    """`holds`: "line" takes one line, "blocks" takes anything. `alone`: a chapter of its own."""

    name: str
    wrap: Callable[[str], str]
    holds: str = "blocks"
    alone: bool = False


def _indented(text: str, by: int, first: str = "") -> str:
    """The text with `first` before its first line, and its other lines as far to the right."""
    rows = [" " * by + row if row.strip() else "" for row in text.split("\n")]
    return first + "\n".join(rows)[len(first) :] if first else "\n".join(rows)


def _quoted(text: str) -> str:
    return "\n".join(f"> {row}".rstrip() for row in text.split("\n"))


def _item(text: str) -> str:
    return f"- item\n\n{_indented(text, 2)}\n- volgend item"


def _numbered_item(text: str) -> str:
    return f"1. item\n\n{_indented(text, 3)}\n2. volgend item"


def _item_by_four(text: str) -> str:
    return f"- item\n\n{_indented(text, 4)}\n\n- volgend item"


def _second_level(text: str) -> str:
    return f"- item\n{_indented(_item(text), 2)}"


def _third_level(text: str) -> str:
    return f"1. item\n{_indented(_second_level(text), 3)}"


def _first_in_item(text: str) -> str:
    return _indented(text, 2, "- ")


def _block(name: str, bar: str = "") -> Callable[[str], str]:
    head = f"////// {name} | {bar}" if bar else f"////// {name}"
    return lambda text: f"{head}\n{text}\n//////"


LINE_CONTAINERS: Final = (
    Container("paragraph", lambda text: f"Aan het begin {text} en verder.", "line"),
    Container("cell", lambda text: f"| kop | kop |\n|---|---|\n| {text} | x |", "line"),
    Container("head of a table", lambda text: f"| {text} | kop |\n|---|---|\n| x | y |", "line"),
    Container("heading's line", lambda text: f"## Over {text}\n\nTekst.", "line"),
    Container(
        "chapter's title",
        lambda text: f"---\ninitiaal: false\n---\n# Over {text}\n\nTekst.",
        "line",
        True,
    ),
    Container("term", lambda text: f"Over {text}\n: uitleg", "line"),
    Container("line of a definition", lambda text: f"Term\n: over {text}", "line"),
    Container(
        "figure's caption",
        lambda text: f"![Een vlak](images/foto.png)\n\n/// figuur | Over {text}\n///",
        "line",
    ),
    Container(
        "table's caption",
        lambda text: f"| a | b |\n|---|---|\n| c | d |\n\n/// tabel | Over {text}\n///",
        "line",
    ),
    Container("box's heading", lambda text: f"/// tip | Over {text}\nTekst.\n///", "line"),
    Container(
        "source of a quotation", lambda text: f"/// citaat | Over {text}\nTekst.\n///", "line"
    ),
    Container("emphasis around", lambda text: f"Voor *vooraan {text} achteraan* na.", "line"),
    Container("item's line", lambda text: f"- een {text}\n- twee", "line"),
    Container("nested item's line", lambda text: f"- nul\n  - een {text}\n    1. twee", "line"),
    Container("quotation's line", lambda text: f"> over {text}", "line"),
    Container("note's line", lambda text: f"Roep.[^lijn§]\n\n[^lijn§]: Over {text}", "line"),
    Container("verse", lambda text: f"/// vers\nRegel {text}\nnog een\n///", "line"),
)

BLOCK_CONTAINERS: Final = (
    Container("chapter", lambda text: text),
    Container("item", _item),
    Container("numbered item", _numbered_item),
    Container("item by four spaces", _item_by_four),
    Container("item's first block", _first_in_item),
    Container("item on the second level", _second_level),
    Container("item on the third level", _third_level),
    Container("quotation", _quoted),
    Container("quotation in a quotation", lambda text: _quoted(f"Buiten.\n\n{_quoted(text)}")),
    Container("item in a quotation", lambda text: _quoted(_item(text))),
    Container("quotation in an item", lambda text: _item(_quoted(text))),
    Container("definition", lambda text: f"Term\n: uitleg\n\n{_indented(text, 4)}"),
    Container("note", lambda text: f"Roep.[^blok§]\n\n[^blok§]: Noot.\n\n{_indented(text, 4)}"),
    Container("tip box", _block("tip", "Kop")),
    Container("item in a box", lambda text: _block("tip")(_item(text))),
    Container("HTML division", lambda text: f'<div markdown="1">\n\n{text}\n\n</div>'),
)

BOXES: Final = (
    Container("durf-benoemen box", _block("durf-benoemen", "Kop")),
    Container("doe-het-zelf box", _block("doe-het-zelf", "Kop")),
    Container("oefening box", _block("oefening", "Kop")),
    Container("reflectie box", _block("reflectie", "Kop")),
    Container("quotation block", _block("citaat", "Bron")),
)

EDGES: Final = (
    Container("start of a chapter", lambda text: f"{text}\n\nSlot.", alone=True),
    Container("end of a chapter", lambda text: f"Begin.\n\n{text}", alone=True),
)
