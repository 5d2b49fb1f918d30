"""From the filters of a command to a selection of records; what is not known is a wrong call."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import Any

from entente.choosing import chosen as of_filters
from entente.errors import StoreError, UsageError
from entente.ontology.naming import actor_code
from entente.store import Selection, Store


def chosen(db: str | None = None, **filters: Any) -> Selection:
    """The selection that the options of a command mean: see :func:`entente.choosing.chosen`.

    ``db`` is the store that they are put to. Raises UsageError likewise.
    """
    return of_filters(partial(_actor, db=db), **filters)


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
