"""The actors of part three that a user names: a region of the table, or a list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from entente.errors import UsageError
from entente.ontology.naming import actor_name
from entente.ontology.regions import region


@dataclass(frozen=True, slots=True)
class Area:
    """Actors that were named.

    Attributes:
        name: of the region, or of those listed, with commas.
        members: their codes, each once.
        listed: whether they were listed one by one: then nobody else is added.
    """

    name: str
    members: tuple[str, ...]
    listed: bool


def area(text: str, actor: Callable[[str], str]) -> Area:
    """A region by name, or a list of actors and regions with commas between.

    Args:
        text: what the user gave: ``South Caucasus``, or ``ARM, Georgia, Central Asia``.
        actor: gives the code of an actor's name, or raises UsageError.

    Raises:
        UsageError: a name is neither a region's nor an actor's, or there is none.

    >>> from entente.ontology.naming import actor_code
    >>> area("Armenia, GEO", actor_code)
    Area(name='Armenia, Georgia', members=('ARM', 'GEO'), listed=True)
    """
    names = [name.strip() for name in text.split(",") if name.strip()]
    if not names:
        raise UsageError("no region is named; give one ('South Caucasus') or a list ('ARM, AZE, Georgia')")
    if len(names) == 1:
        return _one(names[0], actor)
    found: list[str] = []
    wrong: list[str] = []
    for name in names:
        try:
            found += _several(name, actor)
        except UsageError as error:
            wrong.append(str(error))
    if wrong:
        raise UsageError(f"in the list {text!r} " + "; ".join(wrong))
    members = tuple(dict.fromkeys(found))
    return Area(", ".join(map(actor_name, members)), members, listed=True)


def _one(name: str, actor: Callable[[str], str]) -> Area:
    try:
        known = region(name)
    except UsageError as error:
        try:
            code = actor(name)
        except UsageError:
            raise UsageError(f"{error}; or list actors: 'ARM, AZE, Georgia'") from error
        return Area(actor_name(code), (code,), listed=True)
    return Area(known.name, known.members, listed=False)


def _several(name: str, actor: Callable[[str], str]) -> tuple[str, ...]:
    """The codes that one name of a list means: an actor before a region."""
    try:
        return (actor(name),)
    except UsageError:
        try:
            return region(name).members
        except UsageError:
            pass
        raise
