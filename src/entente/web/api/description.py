"""The API described: its OpenAPI document as what a page or a manual shows of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from entente.web.api.filters import Filters

_PLAIN = {"string": "text", "integer": "whole number", "number": "number", "boolean": "true or false"}
_REFERENCE = "#/components/schemas/"
#: Parameters that tables have in common, told once.
FILTERS = tuple(field.alias or name for name, field in Filters.model_fields.items())


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter, or a part of what is sent or answered.

    Attributes:
        kind: what it may be, in words; a shape by its name.
        default: what it is where it is left out; empty where nothing is said of it.
    """

    name: str
    kind: str
    description: str
    default: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One thing that can be asked.

    Attributes:
        parameters: its own, besides the filters.
        filtered: whether it takes the filters.
        sent: media types and kinds of what is sent with it.
        answers: media types and kinds of its answer.
    """

    name: str
    method: str
    path: str
    tag: str
    description: str
    parameters: tuple[Field, ...]
    filtered: bool
    sent: tuple[tuple[str, str], ...]
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """What an answer, or what is sent, consists of.

    Attributes:
        values: where it is one of some words, these.
        sent: whether it is sent, so that it matters what may be left out.
    """

    name: str
    description: str
    fields: tuple[Field, ...]
    values: tuple[str, ...] = ()
    sent: bool = False


@dataclass(frozen=True, slots=True)
class Description:
    """The whole API."""

    filters: tuple[Field, ...]
    endpoints: tuple[Endpoint, ...]
    shapes: tuple[Shape, ...]


def described(document: dict[str, Any]) -> Description:
    """What an OpenAPI document says."""
    endpoints, filters = [], dict.fromkeys(FILTERS)
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            given = [_parameter(p) for p in operation.get("parameters", ())]
            filtered = {"actor", "dyad", "coder"} <= {f.name for f in given}
            if filtered:
                filters.update((f.name, f) for f in given if f.name in filters)
            own = tuple(f for f in given if not (filtered and f.name in filters))
            endpoints.append(_endpoint(method, path, operation, own, filtered))
    sent = {kind for end in endpoints for _, kind in end.sent}
    shapes = {s.name: s for s in (_shape(n, m, sent) for n, m in document["components"]["schemas"].items())}
    return Description(
        tuple(f for f in filters.values() if f),
        tuple(endpoints),
        tuple(shapes[name] for name in sorted(shapes)),
    )


def _endpoint(
    method: str, path: str, operation: dict[str, Any], own: tuple[Field, ...], filtered: bool
) -> Endpoint:
    answers = [
        found
        for status, answer in operation["responses"].items()
        if status.startswith("2")
        for found in _contents(answer)
    ]
    return Endpoint(
        name=operation["operationId"],
        method=method.upper(),
        path=path,
        tag=(operation.get("tags") or ["others"])[0],
        description=_told(operation),
        parameters=own,
        filtered=filtered,
        sent=tuple(_contents(operation.get("requestBody", {}))),
        answers=tuple(answers),
    )


def _contents(body: dict[str, Any]) -> list[tuple[str, str]]:
    return [(media, _kind(content.get("schema", {}))) for media, content in body.get("content", {}).items()]


def _parameter(found: dict[str, Any]) -> Field:
    schema = found["schema"]
    return Field(
        found["name"],
        _kind(schema),
        found.get("description", ""),
        _default(schema),
        found.get("required", False),
    )


def _shape(key: str, schema: dict[str, Any], sent: set[str]) -> Shape:
    required = schema.get("required", ())
    fields = (
        Field(name, _kind(part), part.get("description", ""), _default(part), name in required)
        for name, part in schema.get("properties", {}).items()
    )
    name = _named(schema.get("title", key))
    values = tuple(map(str, schema.get("enum", ())))
    return Shape(name, _told(schema), tuple(fields), values, name in sent)


def _named(title: str) -> str:
    """The name of a shape; parts of all lists are alike.

    >>> _named("Part[Statement]"), _named("Part_Statement_"), _named("Body_add")
    ('Part of Statement', 'Part of Statement', 'Body add')
    """
    return (
        title.replace("[", " of ")
        .replace("]", "")
        .removesuffix("_")
        .replace("Part_", "Part of ")
        .replace("_", " ")
    )


def _told(found: dict[str, Any]) -> str:
    """The docstring as one line of plain words."""
    return " ".join(found.get("description", "").split()).replace("``", "")


def _default(schema: dict[str, Any]) -> str:
    given = schema.get("default")
    return "" if given in (None, [], "") else str(given)


def _kind(schema: dict[str, Any]) -> str:
    """What a value may be, in words.

    >>> _kind({"anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": "null"}]})
    'list of text, or null'
    """
    if "$ref" in schema:
        return _named(str(schema["$ref"]).removeprefix(_REFERENCE))
    if "anyOf" in schema:
        kinds = [_kind(part) for part in schema["anyOf"]]
        return ", or ".join(dict.fromkeys(sorted(kinds, key=lambda kind: kind == "null")))
    if "const" in schema or "enum" in schema:
        return ", ".join(map(str, schema.get("enum", [schema.get("const")])))
    return _of_type(schema)


def _of_type(schema: dict[str, Any]) -> str:
    kind = schema.get("type")
    if kind == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    if kind == "string" and schema.get("format", "binary") != "binary":
        return str(schema["format"]).replace("-", " ")
    if kind == "string" and (schema.get("format") or schema.get("contentMediaType")):
        return "file"
    if kind == "object":
        return "object"
    return _PLAIN.get(str(kind), "anything" if kind is None else str(kind))
