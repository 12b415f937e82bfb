"""From YAML nodes to the strict model, with every misfit said in the author's words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from dinobook.manifest import print_values
from dinobook.manifest.model import VERBATIM_KEYS
from dinobook.manifest.strict import Strict
from dinobook.manifest.values import Unfit
from dinobook.problems import Place, Problem, did_you_mean
from dinobook.strict_yaml import KeyValue, Mapping, Node, Scalar, Sequence, Source, node_at

S = TypeVar("S", bound=Strict)

EXAMPLES: Final = {
    "title": 'title: "…"',
    "identifier": "identifier: urn:uuid:…",
    "format": "format: epub",
    "name": 'name: "…"',
}


class _Misfit(NamedTuple):
    """What pydantic noticed. `key` and `owner`: the value and what holds it, as the author says."""

    key: str
    owner: str
    value: Any
    details: dict[str, Any]


class _Said(NamedTuple):
    code: str
    message: str
    hint: str


@dataclass(slots=True)
class Fitter:
    """Fits nodes to models and collects what does not fit."""

    source: Source
    problems: list[Problem] = field(default_factory=list)

    def note(self, offset: int | None, code: str, message: str, hint: str = "") -> None:
        place = Place(self.source.path) if offset is None else self.source.place(offset)
        self.problems.append(Problem(place, code, message, hint))

    def fit(self, model: type[S], node: Mapping, owner: str, offset: int, **fixed: Any) -> S | None:
        """`node` as `model`, without its faulty keys; None when a required one is faulty.

        `owner` and `offset`: what the author calls the whole, and where it starts.
        """
        given = self._values(model, node, owner) | fixed
        try:
            return model.model_validate(given)
        except ValidationError as error:
            faults = error.errors(include_url=False)
        for fault in faults:
            self._explain(fault, node, owner, offset)
        faulty = {fault["loc"][0] for fault in faults}
        try:
            return model.model_validate({k: v for k, v in given.items() if k not in faulty})
        except ValidationError:
            return None

    def check_keys(self, model: type[Strict], node: Mapping, owner: str) -> Iterator[KeyValue]:
        """The entries that the model knows, each key once; the others become problems."""
        seen: set[str] = set()
        for entry in node.entries:
            key = entry.key.text
            if key not in model.key_names():
                known = ", ".join(model.key_names())
                self.note(
                    entry.key.start,
                    "manifest-005",
                    f"“{key}” is not a key of {owner}.",
                    did_you_mean(key, model.key_names()) or f"It can have: {known}.",
                )
            elif key not in seen:
                yield entry
            seen.add(key)

    def _values(self, model: type[Strict], node: Mapping, owner: str) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for entry in self.check_keys(model, node, owner):
            key = entry.key.text
            if isinstance(entry.value, Scalar) and entry.value.kind == "nothing":
                continue
            inner = _model_in(model.model_fields[key].annotation)
            values[key] = self._value(entry.value, key, inner)
        return values

    def _value(self, node: Node, key: str, inner: type[Strict] | None) -> Any:
        """Text, tuple or dict; a scalar that is not text stays a node, which no model takes."""
        if isinstance(node, Sequence):
            return tuple(self._value(item, key, inner) for item in node.items)
        if isinstance(node, Mapping):
            return self._values(inner, node, f"“{key}”") if inner else {}
        written = key in VERBATIM_KEYS and node.kind != "nothing"
        return node.text if written or node.kind == "text" else node

    def _explain(self, fault: ErrorDetails, node: Mapping, owner: str, offset: int) -> None:
        names = [owner, *(f"“{part}”" for part in fault["loc"] if isinstance(part, str))]
        key = names[-1].strip("“”")
        misfit = _Misfit(key, names[-2], fault["input"], fault.get("ctx") or {})
        said = _EXPLANATIONS.get(fault["type"], _of_wrong_kind)(misfit)
        found = node_at(node, fault["loc"])
        self.note(offset if found is None else found, *said)


def _model_in(annotation: Any) -> type[Strict] | None:
    """The model that an annotation such as `tuple[AuthorInfo, ...]` holds, if any."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation if issubclass(annotation, Strict) else None
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)


def _missing(misfit: _Misfit) -> _Said:
    example = EXAMPLES.get(misfit.key, f"{misfit.key}: …")
    owner = misfit.owner[0].upper() + misfit.owner[1:]
    return _Said("manifest-006", f"{owner} has no “{misfit.key}”.", f"Add {example}")


def _not_text(misfit: _Misfit) -> _Said:
    key, value = misfit.key, misfit.value
    if isinstance(value, Scalar) and value.kind != "nothing":
        return _Said(
            "manifest-007",
            f"“{key}: {value.text}” is read as {value.kind}, not as text.",
            f'Put it in quotes: {key}: "{value.text}"',
        )
    if isinstance(value, Scalar):
        return _Said("manifest-007", f"An item of “{key}” is empty.", "Delete it or fill it in.")
    sign, shape = ("[", "a list") if isinstance(value, tuple) else ("{", "keys with values")
    return _Said(
        "manifest-007",
        f"“{key}” must be one text, but {shape} stands here.",
        f"Write {key}: and the text on one line; put a text that starts with “{sign}” in quotes.",
    )


def _not_a_list(misfit: _Misfit) -> _Said:
    value = misfit.value
    text = value.text if isinstance(value, Scalar) else value
    hint = (
        f"Write {misfit.key}: [{text}]"
        if isinstance(text, str)
        else "Start each item with a hyphen and a space."
    )
    return _Said("manifest-007", f"“{misfit.key}” must be a list.", hint)


def _without_keys(misfit: _Misfit) -> _Said:
    return _Said(
        "manifest-007",
        f"“{misfit.key}” must consist of keys with values here.",
        _KEYS_ADVICE.get(misfit.key, "Write each as “key: value”."),
    )


def _not_allowed(misfit: _Misfit) -> _Said:
    value = misfit.value
    text = value.text if isinstance(value, Scalar) else value
    allowed = [
        word.strip("'") for word in misfit.details["expected"].replace(" or ", ", ").split(", ")
    ]
    listed = f"It can be: {', '.join(allowed)}."
    if not isinstance(text, str):
        return _Said("manifest-008", f"“{misfit.key}” must be one word.", listed)
    hint = did_you_mean(text, allowed)
    return _Said("manifest-008", f"“{misfit.key}” cannot be “{text}”.", f"{hint} {listed}".strip())


def _unfit(misfit: _Misfit) -> _Said:
    error = misfit.details["error"]
    if not isinstance(error, Unfit):
        raise error
    message = f"“{misfit.key}” is empty." if error.code == "manifest-006" else error.message
    if error.code == print_values.CODE:  # many rules stand on one line: say which one it is
        message = f"“{misfit.key}”: {message[0].lower()}{message[1:]}"
    return _Said(error.code, message, error.hint)


def _of_wrong_kind(misfit: _Misfit) -> _Said:
    return _Said("manifest-007", f"“{misfit.key}” cannot be used.", "See the manifest's manual.")


_KEYS_ADVICE: Final = {
    "authors": "Write authors: [{name: An Peeters, sort: 'Peeters, An'}]",
    "subjects": "Write subjects: {thema: [VFJ], nur: 770}",
}

_EXPLANATIONS: Final[dict[str, Callable[[_Misfit], _Said]]] = {
    "missing": _missing,
    "string_type": _not_text,
    "tuple_type": _not_a_list,
    "model_type": _without_keys,
    "literal_error": _not_allowed,
    "value_error": _unfit,
}
