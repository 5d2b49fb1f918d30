"""Stories: the events of several reports that tell of one happening.

Events of the same actors and close types are compared pair by pair (:mod:`entente.analysis.stories.alike`)
and merged as long as two groups of them are, on average over their pairs, more likely one than two.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import pandas as pd

from entente.analysis.stories.alike import KINDS
from entente.analysis.stories.merging import Groups, cells, dyads_of, join_repeated, joined
from entente.analysis.stories.tellings import Ints, Tellings, tellings

COLUMNS = ["story", "event", "day", "event_type", "a", "b", "reports", "articles", "sources", "events"]
_SHOWN = {name: name for name in ("id", "place", "latitude", "longitude", "outlet")} | {"sentence": "words"}


class Told(NamedTuple):
    """``of``: columns ``event`` and ``story``; ``table``: one row a story, see :func:`stories`."""

    of: pd.DataFrame
    table: pd.DataFrame


def stories(pairs: pd.DataFrame) -> Told:
    """Merges events into stories.

    Args:
        pairs: directed pairs as ``Store.pairs`` gives them, each with ``words`` (its sentence), ``place``,
            ``latitude``, ``longitude``, ``outlet`` and ``original`` (the document that its document is a
            copy of, else that itself).

    Returns:
        The story of each event, and a table of stories in order of day: ``story`` (id: "s:" and the
        earliest event's), ``event`` (the surest, those of the body first), ``day``, ``event_type``, ``a``,
        ``b`` (of the best dated event), ``reports`` (distinct texts), ``articles`` (documents), ``sources``
        (outlets of the distinct texts) and ``events`` (tuple of ids).
    """
    if pairs.empty:
        return Told(pd.DataFrame(columns=["event", "story"]), pd.DataFrame(columns=COLUMNS))
    events = pairs.drop_duplicates("id").reset_index(drop=True)
    dyads = dyads_of(pairs, events)
    read = tellings(events, [{c for two in some for c in two if c} for some in dyads], KINDS)
    groups = Groups(len(read))
    join_repeated(events, dyads, groups)
    return _told(events, read, joined(read, dyads, groups))


def telling(pairs: pd.DataFrame, events: pd.DataFrame, copies: pd.DataFrame | None = None) -> pd.DataFrame:
    """Pairs with what :func:`stories` asks for besides.

    Args:
        pairs: as ``Store.pairs`` gives them.
        events: the flat table of the same events.
        copies: ``document`` and ``original``, one row a copy.
    """
    full = pairs.merge(events[list(_SHOWN)].rename(columns=_SHOWN), on="id")
    original = full["document"]
    if copies is not None:
        known = dict(zip(copies["document"], copies["original"], strict=True))
        original = original.map(lambda document: known.get(document, document))
    return full.assign(original=original)


def once(pairs: pd.DataFrame) -> pd.DataFrame:
    """The pairs of the event that tells each story best, with ``reports``, in the given order."""
    table = stories(pairs).table
    reports = dict(zip(table["event"], table["reports"], strict=True))
    best = pairs[pairs["id"].isin(set(reports))]
    return best.assign(reports=best["id"].map(reports).astype(int))


def _told(events: pd.DataFrame, t: Tellings, group: Ints) -> Told:
    """The tables, from the number of each event's group."""
    frame = events[["id", "document", "original", "outlet", "event_type", "a", "b"]].assign(
        group=group, body=~t.title, score=t.score, first=t.first, sure=t.dated & ~t.loose, dated=t.dated
    )
    early = frame.sort_values(["first", "id"], na_position="last")
    names = "s:" + early.drop_duplicates("group").set_index("group")["id"]
    frame = frame.assign(story=frame["group"].map(names))
    best = frame.sort_values(["body", "score", "id"], ascending=[False, False, True]).drop_duplicates("story")
    day = frame.sort_values(
        ["sure", "dated", "body", "score", "id"], ascending=[False, False, False, False, True]
    ).drop_duplicates("story")
    table = best.set_index("story")[["id", "event_type", "a", "b"]].rename(columns={"id": "event"})
    by_story = frame.groupby("story")
    table = table.assign(
        day=pd.to_datetime(day.set_index("story")["first"], unit="D"),
        reports=by_story["original"].nunique(),
        articles=by_story["document"].nunique(),
        sources=_sources(frame),
        events=_members(frame),
    )
    table = table.reset_index().sort_values(["day", "story"], na_position="last", ignore_index=True)
    return Told(frame[["id", "story"]].rename(columns={"id": "event"}), table[COLUMNS])


def _members(frame: pd.DataFrame) -> pd.Series[Any]:
    found: dict[str, list[str]] = {}
    for story, event in cells(frame, "story", "id"):
        found.setdefault(story, []).append(event)
    return pd.Series({story: tuple(ids) for story, ids in found.items()}, dtype=object)


def _sources(frame: pd.DataFrame) -> pd.Series[int]:
    """Distinct outlets of the distinct texts: an outlet that prints another's text is no source."""
    own = frame[frame["document"] == frame["original"]]
    known = own.groupby("story")["outlet"].nunique()
    # Only copies tell it, as their original was not read: one source is behind each.
    texts = frame[frame["document"] != frame["original"]].groupby("story")["original"].nunique()
    return known.reindex(frame["story"].unique()).fillna(texts).fillna(0).astype(int)
