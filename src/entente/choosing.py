"""From the filters of a call, of the command line or the API, to a selection of records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches

from entente.asked import first_day, last_day
from entente.errors import UsageError
from entente.ontology.naming import actor_code, actor_name, is_state
from entente.records import Modality
from entente.store import Kind, Level, Selection, Store, Table
from entente.store.exchange.format import formats
from entente.store.selection import CODED, SHAPES
from entente.units import Count

Names = Sequence[str] | None


def chosen(
    code_of: Callable[[str], str],
    *,
    kind: Kind | None = None,
    actor: Names = None,
    active: bool = False,
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
    offset: int = 0,
    count: Count = Count.STORY,
    written: str = "--{}",
) -> Selection:
    """The selection that the filters of a call mean.

    Args:
        code_of: gives the code of an actor's name, as :meth:`entente.store.Store.actor` does.
        kind: the table that is asked; with it types are looked at.
        written: how a filter is written where the user wrote it, for messages.

    Raises UsageError for a name, type, modality or day that is not known, or days in the wrong order.
    """
    name = written.format
    first, last = first_day(since, name("from")), last_day(until, name("to"))
    if first and last and first > last:
        raise UsageError(f"{name('from')} {since} is after {name('to')} {until}; give the earlier day first")
    return Selection(
        actors=tuple(code_of(each) for each in actor or ()),
        active=active,
        countries=tuple(_state(each, name("country"), name("actor")) for each in country or ()),
        dyad=_two(dyad, code_of, name("dyad")) if dyad else None,
        types=tuple(_known(types or (), name("type"), SHAPES[kind].types)) if kind else (),
        modalities=tuple(_known(modality or (), name("modality"), [m.value for m in Modality])),
        outlets=tuple(outlet or ()),
        datasets=tuple(_known(dataset or (), name("dataset"), (CODED, *formats()))),
        since=first,
        until=last,
        coder=coder,
        least=least,
        level=level,
        limit=limit,
        offset=offset,
        count=count,
    )


def searched(
    store: Store, table: Table, selection: Selection, words: str | None, written: str = "--{}"
) -> Selection:
    """The selection of the records in which the words of a search stand, if there is one.

    Raises UsageError for a coder that has coded nothing in the store.
    """
    if selection.coder is not None and selection.coder not in store.coders():
        has = ", ".join(map(repr, store.coders())) or "none"
        raise UsageError(
            f"{written.format('coder')}: {selection.coder!r} has coded nothing in {store.path}; valid: {has}"
        )
    if words is not None and isinstance(table, Kind):
        return replace(selection, records=store.found(table, words, selection.coder))
    return selection


def _state(name: str, option: str, other: str) -> str:
    code = actor_code(name)
    if not is_state(code):
        raise UsageError(f"{option}: {name!r} is no state; choose it with {other}")
    return code


def _two(names: tuple[str, str], code_of: Callable[[str], str], option: str) -> tuple[str, str]:
    a, b = (code_of(name) for name in names)
    if a == b:
        raise UsageError(f"{option}: {names[0]!r} and {names[1]!r} are both {actor_name(a)}; name two actors")
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
