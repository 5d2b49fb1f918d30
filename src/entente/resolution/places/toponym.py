"""A place as a text names it, and in what way."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from entente.records import Place, Span
from entente.resolution.places.candidate import Kind


class Role(StrEnum):
    """How a name of a place stands in its sentence."""

    AT = "at"
    """Behind a word of rest: ``in Goma``, ``near the city of Kherson``."""
    TO = "to"
    """Where somebody or something goes: ``flew to Moscow``."""
    FROM = "from"
    """Where it comes from: ``withdrew from Kherson``."""
    DATELINE = "dateline"
    """In front of the report: ``GENEVA, Sept 4 -``."""
    NAMED = "named"
    """In any other way; often it is a government: ``Moscow said``, ``the Quito government``."""


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place with its span, what sort of place it is, and how it is named."""

    place: Place
    span: Span
    kind: Kind | None
    role: Role
