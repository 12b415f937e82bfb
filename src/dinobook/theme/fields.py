"""Numbers that a page template gives for a size: none may be larger than any page needs.

A field has its width behind the `%` of `%5d`, or the colon of `{:>5}`; other digits are text.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

import jinja2
from jinja2.sandbox import SandboxedEnvironment, SandboxedEscapeFormatter, SandboxedFormatter
from markupsafe import Markup

MOST_NUMBER: Final = 1_000_000
"""No width, count or power is larger."""
_FIELD: Final = re.compile(
    r"%(?:%|(?:\([^()]*\))?[#0\- +]*(?P<width>\d+|\*)?(?:\.(?P<precision>\d+|\*))?)"
)
_NUMBER: Final = re.compile(r"\d+")


class TooMuchError(jinja2.TemplateRuntimeError):
    """A template that does not come to an end, or whose page is too large."""


def refuse_large(values: Iterable[Any], most: int = MOST_NUMBER) -> None:
    for value in values:
        if isinstance(value, int | float) and abs(value) > most:
            raise TooMuchError(f"the number {value:.4g} is larger than {most:,}")


def refuse_wide(pattern: str | bytes, values: Sequence[Any]) -> None:
    """A pattern such as `%2000000000d`, or `%*d` with such a number among its values."""
    text = pattern if isinstance(pattern, str) else pattern.decode("latin-1")
    for found in _FIELD.finditer(text):
        for width in found.group("width", "precision"):
            if width == "*":
                refuse_large(values)
            elif width:
                _refuse_width(width)


def watched(method: Any, environment: SandboxedEnvironment) -> Callable[..., str]:
    """The method `format` or `format_map` of a text, which looks at each field it fills."""
    text: str = method.__self__
    formatter = (
        _EscapedFields(environment, escape=text.escape)
        if isinstance(text, Markup)
        else _Fields(environment)
    )

    def filled(*args: Any, **kwargs: Any) -> str:
        if method.__name__ == "format_map":
            (values,) = args
            return type(text)(formatter.vformat(text, (), values))
        return type(text)(formatter.vformat(text, args, kwargs))

    return functools.update_wrapper(filled, method)


class _Fields(SandboxedFormatter):
    def format_field(self, value: Any, format_spec: str) -> Any:
        _refuse_spec(format_spec)
        return super().format_field(value, format_spec)


class _EscapedFields(SandboxedEscapeFormatter):
    def format_field(self, value: Any, format_spec: str) -> Any:
        _refuse_spec(format_spec)
        return super().format_field(value, format_spec)


def _refuse_spec(spec: str) -> None:
    for width in _NUMBER.findall(spec):
        _refuse_width(width)


def _refuse_width(digits: str) -> None:
    shown = digits.lstrip("0")
    if len(shown) > len(str(MOST_NUMBER)) or int(shown or "0") > MOST_NUMBER:
        raise TooMuchError(f"a field of {shown[:7]}… characters is too wide")
