"""The actors that a user names: a region of the table, or a list of actors and regions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from entente.errors import UsageError
from entente.ontology.naming import actor_name
from entente.ontology.regions import region
from entente.store import Store


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


def members_of(store: Store, names: str | Sequence[str]) -> tuple[str, ...]:
    """The codes of named regions and of actors by name or code, in one text with commas or several.

    A region comes first: event data have actors by the name of one ("Middle East").

    Raises UsageError for a name that is neither a region nor an actor.
    """
    found = [code for word in _words(names) for code in _named(store, word)]
    return tuple(dict.fromkeys(found))


def area(store: Store, text: str) -> Area:
    """A region by name, or a list of actors and regions with commas between.

    Args:
        store: gives the codes of actors' names.
        text: what the user gave: ``South Caucasus``, or ``ARM, Georgia, Central Asia``.

    Raises UsageError for a name that is neither a region nor an actor, and where there is none.
    """
    words = _words(text)
    if not words:
        raise UsageError("no region is named; give one ('South Caucasus') or a list ('ARM, AZE, Georgia')")
    members = members_of(store, words)
    if len(words) == 1 and is_region(words[0]):
        return Area(region(words[0]).name, members, listed=False)
    return Area(", ".join(map(actor_name, members)), members, listed=True)


def _words(names: str | Sequence[str]) -> list[str]:
    given = [names] if isinstance(names, str) else list(names)
    return [word.strip() for name in given for word in name.split(",") if word.strip()]


def is_region(name: str) -> bool:
    """Whether a region has that name or by-name."""
    try:
        region(name)
    except UsageError:
        return False
    return True


def _named(store: Store, word: str) -> tuple[str, ...]:
    try:
        return region(word).members
    except UsageError as error:
        try:
            return (store.actor(word),)
        except UsageError as other:
            raise UsageError(f"{word!r} is neither actor nor region: {other}; {error}") from other
