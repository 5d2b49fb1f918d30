"""Lists of the analysis as files: CSV and JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, TypeVar

from pydantic import BaseModel
from starlette.responses import StreamingResponse

from entente.rows import csv_lines, json_lines
from entente.web.api.downloads import FORMS, Streamed

Form = Literal["csv", "json"]
M = TypeVar("M", bound=BaseModel)
_ALL = 10**9
_MEDIA = {form: media for form, _, media in FORMS}
#: How an endpoint that gives a file tells so.
FILE: dict[str, Any] = {
    "response_class": StreamingResponse,
    "response_model": None,
    "responses": {
        200: {
            "description": "The file.",
            "content": {
                "text/csv": {"schema": {"type": "string"}},
                "application/json": {"schema": {"type": "array", "items": {}}},
            },
        }
    },
}


def whole(asked: M) -> M:
    """The same question without a limit, unless one was asked for."""
    return asked if "limit" in asked.model_fields_set else asked.model_copy(update={"limit": _ALL})


def as_file(name: str, form: Form, kind: type[BaseModel], rows: Iterable[BaseModel]) -> Streamed:
    """Rows as a file of that name."""
    plain = (row.model_dump(mode="json") for row in rows)
    lines = csv_lines(tuple(kind.model_fields), plain) if form == "csv" else json_lines(plain)
    return Streamed(lines, f"{name}.{form}", _MEDIA[form])
