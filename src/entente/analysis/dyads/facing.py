"""Who of two speaks of or to the other, and how hard: statements as marks on a line of time."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from entente.records import EventType, Modality

#: What a hard statement is: it accuses, rejects, threatens or requests.
HARD = (EventType.ACCUSE.value, EventType.REJECT.value, EventType.THREATEN.value, EventType.REQUEST.value)
#: A statement that is told as not made, or only supposed or to come, is none.
_UNSAID = (Modality.NEGATED.value, Modality.HYPOTHETICAL.value, Modality.FUTURE.value)
_DAY = len("2023-09-20")


def facing(statements: pd.DataFrame, a: str, b: str, copies: Collection[str] = ()) -> pd.DataFrame:
    """The statements of each of two of or to the other.

    Args:
        statements: the store's flat table of statements, at the level of the two.
        a, b: codes of the two.
        copies: ids of documents that are copies of another; what they say is said there already.

    Returns:
        One row a statement, in order of time: ``day`` (its own where a day is named, else that of its text;
        missing where neither is known), ``side`` (0: ``a`` speaks, 1: ``b`` does), ``hard`` (see
        :data:`HARD`), ``said`` (False: told as denied, supposed or to come), ``event_type``, ``id``.
    """
    columns = ["day", "side", "hard", "said", "event_type", "id"]
    told = statements[~statements.document.isin(list(copies))]
    sides = []
    for side, (own, other) in enumerate(((a, b), (b, a))):
        ours = told[(told.source == own) & ((told.target == other) | (told.addressee == other))]
        sides.append(ours.assign(side=side))
    found = pd.concat(sides, ignore_index=True)
    exact = found.date.where(found.date.astype("string").str.len() == _DAY)
    day = exact.fillna(found.published.astype("string").str.slice(0, _DAY))
    found = found.assign(
        day=pd.to_datetime(day.astype(object), format="%Y-%m-%d", errors="coerce"),
        hard=found.event_type.isin(HARD),
        said=~found.modality.isin(_UNSAID),
    )
    return found.sort_values(["day", "id"], na_position="last", ignore_index=True)[columns]
