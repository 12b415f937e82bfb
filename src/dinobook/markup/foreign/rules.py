"""All forms that are looked for, as data; where two fit the same signs, the first one speaks."""

from __future__ import annotations

from typing import Final

from dinobook.markup.foreign import (
    brackets,
    commands,
    containers,
    shortcodes,
    signs,
    templates,
    wikis,
)
from dinobook.markup.foreign.leftovers import Form

FORMS: Final[tuple[Form, ...]] = (
    *commands.FORMS,
    *templates.FORMS,
    *containers.FORMS,
    *shortcodes.FORMS,
    *wikis.FORMS,
    *brackets.FORMS,
    *signs.FORMS,
)
