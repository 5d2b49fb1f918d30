"""From the filters of a call to a selection of records; what is not known is a wrong call."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from difflib import get_close_matches

from entente.cli.options import first_day, last_day
from entente.errors import StoreError, UsageError
from entente.ontology.naming import actor_code, actor_name, is_state
from entente.records import Modality
from entente.store import Kind, Level, Selection, Store
from entente.store.exchange.format import formats
from entente.store.selection import CODED, SHAPES
from entente.units import Count

Names = list[str] | None


def chosen(
    db: str | None = None,
    *,
    kind: Kind | None = None,
    actor: Names = None,
    country: Names = None,
    dyad: tuple[str, str] | None = None,
    types: Names = None,
    modality: Names = None,
    outlet: Names = None,
    dataset: Names = None,
    since: str | None = None,
    until: str | None = None,
    coder: str | None = None,
    least: float = 0,
    level: Level = Level.STATE,
    limit: int | None = None,
    count: Count = Count.STORY,
) -> Selection:
    """The selection that the options of a call mean; ``db`` is the store that they are put to.

    Raises UsageError for a name, type, modality or day that is not known, or days in the wrong order.
    """
    first, last = first_day(since), last_day(until)
    if first and last and first > last:
        raise UsageError(f"--from {since} is after --to {until}; give the earlier day first")
    return Selection(
        actors=tuple(_actor(name, db) for name in actor or ()),
        countries=tuple(map(_state, country or ())),
        dyad=_two(dyad, db) if dyad else None,
        types=tuple(_known(types or (), "--type", SHAPES[kind].types)) if kind else (),
        modalities=tuple(_known(modality or (), "--modality", [m.value for m in Modality])),
        outlets=tuple(outlet or ()),
        datasets=tuple(_known(dataset or (), "--dataset", (CODED, *formats()))),
        since=first,
        until=last,
        coder=coder,
        least=least,
        level=level,
        limit=limit,
        count=count,
    )


def _actor(name: str, db: str | None) -> str:
    with suppress(UsageError):
        code = actor_code(name)
        # Most names need no store: see Store.actor.
        if db is None or code == name or not name.isupper():
            return code
    if db is not None:
        # Of a store that cannot be used the command itself will complain.
        with suppress(StoreError), Store(db) as store:
            return store.actor(name)
    return actor_code(name)


def _state(name: str) -> str:
    code = actor_code(name)
    if not is_state(code):
        raise UsageError(f"--country: {name!r} is no state; choose it with --actor")
    return code


def _two(names: tuple[str, str], db: str | None) -> tuple[str, str]:
    a, b = (_actor(name, db) for name in names)
    if a == b:
        raise UsageError(f"--dyad: {names[0]!r} and {names[1]!r} are both {actor_name(a)}; name two actors")
    return a, b


def _known(values: Iterable[str], option: str, valid: Iterable[str]) -> Iterable[str]:
    """The values, one by one, as the record has them; several may stand together with commas between."""
    names = {name.lower(): name for name in valid}
    for word in (word.strip() for value in values for word in value.split(",")):
        if word.lower() not in names:
            near = get_close_matches(word.lower(), names, 1)
            hint = f"; did you mean {names[near[0]]}?" if near else ""
            raise UsageError(f"{option}: {word!r} is unknown; valid: {', '.join(names.values())}{hint}")
        yield names[word.lower()]
