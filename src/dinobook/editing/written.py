"""Values as YAML text: in quotes where they need them, and nowhere else."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Final

from dinobook.manifest.values import ID_PATTERN
from dinobook.strict_yaml import kind_of

# Letters, digits and signs that mean nothing in YAML, also between brackets.
_PLAIN: Final = re.compile(r"\w(?:[\w .!?()’‘“”–—…+;'/-]*[\w.!?()’‘“”–—…])?")
_WORDS_FOR_YES_OR_NO: Final = frozenset({"yes", "no", "on", "off", "y", "n"})
_UNWRITABLE: Final = frozenset({"Cc", "Cs", "Zl", "Zp", "Cn"})


def written_id(name: str) -> str:
    """An id as YAML text: in quotes where another reader would see a number or worse."""
    is_plain = re.fullmatch(ID_PATTERN, name) and kind_of(name) == "text"
    return name if is_plain else json.dumps(name, ensure_ascii=False)


def written_text(text: str) -> str:
    """A title or other text as YAML; other readers of YAML must read it as text too."""
    is_plain = _PLAIN.fullmatch(text) and kind_of(text) == "text"
    is_word = any(sign.isalpha() for sign in text) and text.lower() not in _WORDS_FOR_YES_OR_NO
    return text if is_plain and is_word else json.dumps(text, ensure_ascii=False)


def in_quotes_of(old: str, written: str) -> str:
    """A value between the quotes that the one before it had, where it can stand between them."""
    text: str = json.loads(written) if written.startswith('"') else written
    if old.startswith('"'):
        return json.dumps(text, ensure_ascii=False)
    return f"'{text}'" if old.startswith("'") and "'" not in text else written


def unwritable(text: str) -> str:
    """The first sign that cannot stand on one line of YAML; empty for none."""
    return next(
        (sign for sign in text if unicodedata.category(sign) in _UNWRITABLE or sign == "\ufeff"), ""
    )
