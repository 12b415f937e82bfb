"""Page templates on a short leash: an author's own may loop, recurse and grow without end.

What a template does is counted, so that the same one stops at the same place on every machine, and
what it asks for is looked at before it is made. Behind these stand two fences for what cannot be
foreseen: the time that a page takes, and on Linux the memory.
"""

from __future__ import annotations

import functools
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import jinja2
from jinja2 import nodes
from jinja2.environment import Environment
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import SandboxedEnvironment
from jinja2.visitor import NodeTransformer

from dinobook.theme.fields import TooMuchError, refuse_large, refuse_wide, watched

try:
    import resource
except ImportError:  # Windows has no such fence
    resource = None  # type: ignore[assignment]

MOST_STEPS: Final = 1_000_000
"""Turns of loops, calls and filters for one page. An index of 10,000 words takes 100,000."""
MOST_CHARACTERS: Final = 50_000_000
"""Of a page and all that is put together for it; War and Peace has 3 million."""
_MOST_BITS: Final = 10_000
_MOST_BYTES: Final = 1_000_000_000
"""How much more memory a page may take."""
_MOST_SECONDS: Final = 60.0
_MOST_CALLS: Final = 1000
"""As Python has it by itself. A program that uses dinobook may have raised that."""
_LOOKED_AT: Final = 1000
"""The clock is looked at after so many turns of a loop, and at each call and filter."""
_SIZES: Final = Path("/proc/self/statm")
_CHARACTERS_A_STEP: Final = 10
"""A filter that is given so many more takes a step more: the slowest do 1.2 million a second."""
_FILTERS_OF_SIZE: Final = frozenset({"batch", "center", "indent", "round", "slice", "tojson"})
"""What they make is as large as their first argument, or one of these, says."""
_SIZES_BY_NAME: Final = frozenset({"indent", "linecount", "precision", "slices", "width"})
_METHODS_OF_SIZE: Final = frozenset(
    {"center", "expandtabs", "ljust", "rjust", "to_bytes", "zfill", "range", "safe_range"}
)
_CONTEXTS: Final = (Environment, Context, EvalContext)
"""What some filters are given before the value."""

FAULTS: Final = (
    *(jinja2.TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError),
    *(RecursionError, MemoryError, NotImplementedError, SyntaxError),
)
"""What a template may run into; all of it is the template's own fault."""


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
        self.filters = {name: self._limited(name, one) for name, one in self.filters.items()}
        self.filters |= {"_counted": lambda of: Counted(of, self), "_sized": self.sized}

    def begin(self) -> None:
        """Count from nothing, for a new page."""
        self._steps = self._characters = 0
        self._until = time.process_time() + _MOST_SECONDS

    def step(self, steps: int = 1) -> None:
        self._steps += steps
        if self._steps > MOST_STEPS:
            raise TooMuchError(f"it takes more than {MOST_STEPS:,} steps: does a loop end?")
        if self._steps % _LOOKED_AT == 0:
            self._look_at_the_clock()

    def _look_at_the_clock(self) -> None:
        if time.process_time() > self._until:
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
        self._look_at_the_clock()
        if isinstance(obj, LoopContext):  # a loop within itself: loop(…)
            args = tuple(Counted(arg, self) for arg in args)
            kwargs = {name: Counted(one, self) for name, one in kwargs.items()}
        elif getattr(obj, "__name__", "") in _METHODS_OF_SIZE:
            refuse_large((*args, *kwargs.values()))
        return self.sized(super().call(context, obj, *args, **kwargs))

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        self.step()
        if operator == "*":
            _refuse_product(left, right)
        elif operator == "**":
            refuse_large((left, right), most=_MOST_BITS)
        elif operator == "%" and isinstance(left, str | bytes):
            refuse_wide(left, right if isinstance(right, tuple) else (right,))
        return self.sized(super().call_binop(context, operator, left, right))

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """`str.format` and its like, which ask for no field of a million characters."""
        return watched(value, self) if super().wrap_str_format(value) else None

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        parsed: nodes.Template = _Watched().visit(super()._parse(source, name, filename))
        return parsed

    def _limited(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """A filter whose calls and results are counted."""

        @functools.wraps(function)
        def limited(*args: Any, **kwargs: Any) -> Any:
            value, *others = [arg for arg in args if not isinstance(arg, _CONTEXTS)] or [None]
            given = (value, *others, *kwargs.values())
            self.step(1 + sum(map(_length, given)) // _CHARACTERS_A_STEP)
            self._look_at_the_clock()
            if name in _FILTERS_OF_SIZE:
                refuse_large(others[:1])
                refuse_large(one for key, one in kwargs.items() if key in _SIZES_BY_NAME)
            elif name == "format" and isinstance(value, str):
                refuse_wide(value, others)
            return self.sized(function(*args, **kwargs))

        return limited


def _length(value: Any) -> int:
    return len(value) if isinstance(value, str | bytes | list | tuple | dict) else 0


def _filtered(node: nodes.Node | None, name: str, line: int = 0) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno if node else line)


def _refuse_product(left: Any, right: Any) -> None:
    """A text or list so many times, or a product of numbers of very many digits."""
    for one, other in ((left, right), (right, left)):
        if isinstance(other, int) and isinstance(one, str | bytes | list | tuple):
            if len(one) * other > MOST_CHARACTERS:
                raise TooMuchError(f"it makes more than {MOST_CHARACTERS:,} characters")
        elif isinstance(one, int) and one.bit_length() > _MOST_BITS:
            raise TooMuchError("a number has too many digits")


@contextmanager
def depth_fenced() -> Iterator[None]:
    """Let calls go no deeper than Python's own limit: behind it the process ends without a word."""
    before = sys.getrecursionlimit()
    if before <= _MOST_CALLS:
        yield
        return
    try:
        sys.setrecursionlimit(_MOST_CALLS)
    except RecursionError:  # it is deeper than that already
        yield
        return
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


@contextmanager
def memory_fenced() -> Iterator[None]:
    """Let this process take no more than so much memory on top of what it has, where it can."""
    if resource is None:
        yield
        return
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
    found = [(frame.filename, frame.lineno or 0) for frame in frames if frame.filename in known]
    return found[-1] if found else ("", 0)
