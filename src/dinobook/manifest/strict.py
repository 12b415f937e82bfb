"""What every model of the manifest is: strict, frozen, and without unknown keys."""

from __future__ import annotations

from typing import ClassVar

from pydantic import BaseModel, ConfigDict


class Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    # Fields that the parser fills in: they are no keys of the file.
    not_keys: ClassVar[frozenset[str]] = frozenset({"line"})

    @classmethod
    def key_names(cls) -> tuple[str, ...]:
        """The keys that may stand in the file, in the order of the manual."""
        return tuple(name for name in cls.model_fields if name not in cls.not_keys)
