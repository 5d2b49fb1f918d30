"""The filters of a table as fields of a form, and those that are chosen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from entente.records import ClaimKind, EventType, Modality, StatementKind
from entente.web.api.filters import Filters


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form.

    Attributes:
        name: of the parameter.
        label: what it is called.
        options: what there is to choose from; none for words of one's own.
        hint: how it is written.
        rare: whether it is folded away.
        key: its name in :class:`Filters`, where that is another.
    """

    name: str
    label: str
    options: tuple[str, ...] = ()
    hint: str = ""
    rare: bool = False
    key: str = ""

    def values(self, asked: Filters) -> tuple[str, ...]:
        """What is chosen."""
        value = getattr(asked, self.key or self.name)
        if isinstance(value, list):
            return tuple(value)
        default = Filters.model_fields[self.key or self.name].default
        return () if value in (None, default) else (str(value),)


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter that is chosen; ``value`` is None where it is given up as a whole."""

    name: str
    label: str
    text: str
    value: str | None


_DAY = "YYYY-MM-DD"
WORDS = Field("search", "Words")
ACTOR = Field("actor", "Actor", hint="name or code")
ROLE = Field("role", "Actor only as", ("any", "active"), rare=True)
DYAD = Field("dyad", "Between", hint="name or code")
FROM, TO = Field("from", "From", hint=_DAY, key="since"), Field("to", "To", hint=_DAY, key="until")
OUTLET = Field("outlet", "Outlet", rare=True)
COUNTRY = Field("country", "State of a party", hint="name or code", rare=True)
MODALITY = Field("modality", "Spoken of as", tuple(Modality), rare=True)
LEVEL = Field("level", "Actors", ("state", "government", "actor"), rare=True)
DATASET = Field("dataset", "Data set", hint="coded, gdelt2, icews ...", rare=True)
COUNT = Field("count", "Counts of", ("story", "report", "article"), rare=True)
EVENTS = Field("type", "Type", tuple(EventType), rare=True)

OF_STATEMENTS = (
    *(WORDS, ACTOR, DYAD, FROM, TO),
    Field("type", "Kind or type", (*StatementKind, *EventType), rare=True),
    *(ROLE, MODALITY, OUTLET, COUNTRY, LEVEL),
)
OF_EVENTS = (WORDS, ACTOR, DYAD, FROM, TO, EVENTS, ROLE, MODALITY, OUTLET, COUNTRY, DATASET, LEVEL)
OF_CLAIMS = (
    *(WORDS, ACTOR, FROM, TO),
    Field("type", "Kind", tuple(ClaimKind)),
    *(OUTLET, COUNTRY, LEVEL),
)
OF_DOCUMENTS = (WORDS, ACTOR, FROM, TO, OUTLET, COUNTRY)
OF_ACTORS = (ACTOR, FROM, TO, LEVEL, COUNTRY, OUTLET, DATASET, COUNT)
OF_DUPLICATES = (Field("outlet", "Outlet"),)


def choices(fields: tuple[Field, ...], asked: Filters) -> Iterator[Choice]:
    """The filters that are chosen; the two sides of a dyad together."""
    for field in fields:
        values = field.values(asked)
        if field is DYAD and values:
            yield Choice(field.name, field.label, " and ".join(values), None)
            continue
        for value in values:
            yield Choice(field.name, field.label, value, value)
