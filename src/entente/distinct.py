"""Documents made distinct and events merged into stories: worked out from a store, and kept in it.

After each read the whole store is looked at again, as a late report may join two stories. A store that is
only read, and whose stories are not those of its records (a read was killed), has them worked out in memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from entente.analysis.stories.copies import Text, copies
from entente.analysis.stories.stories import stories, telling
from entente.store import CODED, Kind, Selection, Store

#: Another number makes every store work its stories out anew.
VERSION = 1


class Distinct(NamedTuple):
    """``copies``: columns ``document``, ``original``. ``stories``: ``story``, ``event``."""

    copies: pd.DataFrame
    stories: pd.DataFrame


def made_distinct(store: Store) -> None:
    """Sees to it that the store's copies and stories are those of its records.

    In a session of a served store nothing is done: who serves it sees to them.

    Raises StoreError where a store that is open to write cannot be written.
    """
    if store.settled:
        return
    stamp = f"{VERSION} {store.content_stamp()}"
    if store.about().get("stories") != stamp:
        found = distinct(store)
        store.put_distinct(found.copies, found.stories, stamp)


def distinct(store: Store) -> Distinct:
    """Copies and stories of all that the store holds."""
    found = pd.DataFrame(copies(_texts(store)), columns=["document", "original"])
    chosen = Selection(datasets=(CODED,))
    told = telling(store.pairs(chosen), store.frame(Kind.EVENTS, chosen), found)
    return Distinct(found, stories(told).of)


def _texts(store: Store) -> Iterator[Text]:
    for identifier, text, published, outlet in store.texts():
        yield Text(identifier, text, published, outlet)
