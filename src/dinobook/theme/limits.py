"""Page templates on a short leash: an author's own may loop, recurse and grow without end.

What a template does is counted, so that the same one stops at the same place on every machine, and
what it asks for is looked at before it is made. Behind these stand two fences for what cannot be
foreseen: the time that a page takes, and on Linux the memory.
"""

from __future__ import annotations

import functools
import re
import resource
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import jinja2
from jinja2 import nodes
from jinja2.sandbox import SandboxedEnvironment
from jinja2.visitor import NodeTransformer

MOST_STEPS: Final = 1_000_000
"""Turns of loops, calls and filters for one page. An index of 10,000 words takes 100,000."""
MOST_CHARACTERS: Final = 50_000_000
"""Of a page and all that is put together for it; War and Peace has 3 million."""
_MOST_NUMBER: Final = 1_000_000
"""No width, count or power is larger."""
_MOST_BITS: Final = 10_000
_MOST_BYTES: Final = 1_000_000_000
"""How much more memory a page may take."""
_MOST_SECONDS: Final = 60.0
_LOOKED_AT: Final = 1000
"""The clock is looked at after so many steps."""
_SIZES: Final = Path("/proc/self/statm")
_WIDE_FIELD: Final = re.compile(r"\d{7}")

FAULTS: Final = (
    *(jinja2.TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError),
    *(RecursionError, MemoryError, NotImplementedError, SyntaxError),
)
"""What a template may run into; all of it is the template's own fault."""


class TooMuchError(jinja2.TemplateRuntimeError):
    """A template that does not come to an end, or whose page is too large."""


class Counted:
    """Something to loop over whose turns are counted."""

    def __init__(self, of: Iterable[Any], environment: LimitedEnvironment) -> None:
        self._of, self._environment = of, environment

    def __iter__(self) -> Iterator[Any]:
        for one in self._of:
            self._environment.step()
            yield one

    def __len__(self) -> int:
        return len(self._of)  # type: ignore[arg-type]  # as it is; what has no length raises


class _Watched(NodeTransformer):
    """Puts what turns and what grows under the eye of a filter."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        node.iter = _filtered(node.iter, "_counted")
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        return _filtered(node, "_sized")

    def visit_AssignBlock(self, node: nodes.AssignBlock) -> nodes.Node:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        node.filter = node.filter or _filtered(None, "_sized", node.lineno)
        return node


class LimitedEnvironment(SandboxedEnvironment):
    """Jinja's sandbox, which says what a template may reach, with limits to how much it may do."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.begin()
        del self.globals["lipsum"]
        self.filters = {name: self._limited(one) for name, one in self.filters.items()}
        self.filters |= {"_counted": lambda of: Counted(of, self), "_sized": self.sized}

    def begin(self) -> None:
        """Count from nothing, for a new page."""
        self._steps = self._characters = 0
        self._until = 0.0

    def step(self) -> None:
        self._steps += 1
        if self._steps > MOST_STEPS:
            raise TooMuchError(f"it takes more than {MOST_STEPS:,} steps: does a loop end?")
        if self._steps % _LOOKED_AT == 0:
            now = time.process_time()
            self._until = self._until or now + _MOST_SECONDS
            if now > self._until:
                raise TooMuchError(f"it takes more than {_MOST_SECONDS:.0f} seconds")

    def sized(self, value: Any) -> Any:
        """The value, when it and all that was made before it are not too large."""
        if isinstance(value, str | bytes | list | tuple):
            self._characters += len(value)
            if self._characters > MOST_CHARACTERS:
                raise TooMuchError(f"it makes more than {MOST_CHARACTERS:,} characters")
        return value

    def call(self, context: Any, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        self.step()
        _refuse_large((*args, *kwargs.values()))
        return self.sized(super().call(context, obj, *args, **kwargs))

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        self.step()
        if operator == "*":
            _refuse_product(left, right)
        elif operator == "**":
            _refuse_large((left, right), most=_MOST_BITS)
        elif operator == "%" and isinstance(left, str | bytes):
            _refuse_large(right if isinstance(right, tuple) else (right,))
            _refuse_wide(left)
        return self.sized(super().call_binop(context, operator, left, right))

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """`str.format`, for texts that ask for no field of a million characters."""
        wrapped = super().wrap_str_format(value)
        if wrapped is not None:
            _refuse_wide(value.__self__)
        return wrapped

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        parsed: nodes.Template = _Watched().visit(super()._parse(source, name, filename))
        return parsed

    def _limited(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """A filter whose calls and results are counted."""

        @functools.wraps(function)
        def limited(*args: Any, **kwargs: Any) -> Any:
            self.step()
            _refuse_large((*args, *kwargs.values()))
            if args and isinstance(args[0], str):
                _refuse_wide(args[0] if function.__name__ == "do_format" else "")
            return self.sized(function(*args, **kwargs))

        return limited


def _filtered(node: nodes.Node | None, name: str, line: int = 0) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno if node else line)


def _refuse_large(values: Iterable[Any], most: int = _MOST_NUMBER) -> None:
    for one in values:
        if isinstance(one, int | float) and abs(one) > most:
            raise TooMuchError(f"the number {one:.4g} is larger than {most:,}")


def _refuse_product(left: Any, right: Any) -> None:
    """A text or list so many times, or a product of numbers of very many digits."""
    for one, other in ((left, right), (right, left)):
        if isinstance(other, int) and isinstance(one, str | bytes | list | tuple):
            if len(one) * other > MOST_CHARACTERS:
                raise TooMuchError(f"it makes more than {MOST_CHARACTERS:,} characters")
        elif isinstance(one, int) and one.bit_length() > _MOST_BITS:
            raise TooMuchError("a number has too many digits")


def _refuse_wide(pattern: str | bytes) -> None:
    """A pattern such as `%2000000000d`."""
    text = pattern if isinstance(pattern, str) else pattern.decode("latin-1")
    if found := _WIDE_FIELD.search(text):
        raise TooMuchError(f"a field of {found[0]}… characters is too wide")


@contextmanager
def memory_fenced() -> Iterator[None]:
    """Let this process take no more than so much memory on top of what it has, where it can."""
    try:
        held = int(_SIZES.read_text().split()[0]) * resource.getpagesize()
        before = resource.getrlimit(resource.RLIMIT_AS)
        most = min(
            (one for one in (held + _MOST_BYTES, *before) if one != resource.RLIM_INFINITY),
        )
        resource.setrlimit(resource.RLIMIT_AS, (most, before[1]))
    except (OSError, ValueError):
        yield
        return
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


def in_words(error: BaseException) -> str:
    """Why a template cannot be filled in."""
    if isinstance(error, RecursionError):
        return "it calls itself without end"
    if isinstance(error, MemoryError):
        return "it asks for more memory than a page may take"
    return str(error).rstrip(".") or type(error).__name__


def where(error: BaseException, names: Iterable[str]) -> tuple[str, int]:
    """The template, one of `names`, in which it went wrong, and the line; 0: it is not known."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return error.name or "", error.lineno
    known = frozenset(names)
    frames = traceback.extract_tb(error.__traceback__)
    found = [(one.filename, one.lineno or 0) for one in frames if one.filename in known]
    return found[-1] if found else ("", 0)
