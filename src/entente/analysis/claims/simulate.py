"""Claims and a record of known answers: to measure verdicts and base rates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from entente.ontology.plover import quad
from entente.records import ClaimKind, EventType, Modality

#: Types that are done by the one to the other, so that rows have a direction.
TYPES = (EventType.ACCUSE, EventType.AID, EventType.SANCTION, EventType.SUPPORT)


@dataclass(frozen=True, slots=True)
class Made:
    """``claims`` and ``events`` as a store gives them, ``record``, and whether each claim came ``true``."""

    claims: pd.DataFrame
    events: pd.DataFrame
    record: pd.DataFrame
    true: list[bool]


def made(
    *,
    number: int = 200,
    skill: float = 0.0,
    rate: float = 0.02,
    days: int = 1000,
    within: int = 30,
    begun: date = date(2020, 1, 1),
    seed: int = 0,
) -> Made:
    """A record of acts at a steady rate, and claims of a claimant with some skill.

    Each claim names one of eight pairs and one of four types. With the chance ``skill`` it comes true
    because the claimant knows; else by the rate alone, so that ``1 - exp(-rate * within)`` of the rest do.

    Args:
        number: claims; they are published in the second half of the record.
        skill: 0 to 1.
        rate: acts of each pair and type a day, Poisson.
        days: of the record.
        within: days to the horizon.
        begun: the first day of the record.
        seed: the same seed gives the same claims.
    """
    draw = np.random.default_rng(seed)
    told = [
        (f"A{pair}", f"B{pair}", kind, int(day))
        for pair in range(8)
        for kind in TYPES
        for day in draw.integers(0, days, draw.poisson(rate * days))
    ]
    said, events, true = [], [], []
    for n in range(number):
        pair, kind = int(draw.integers(8)), TYPES[int(draw.integers(len(TYPES)))]
        day = int(draw.integers(days // 2, days - within))
        if draw.random() < skill:
            told.append((f"A{pair}", f"B{pair}", kind, day + 1 + int(draw.integers(within))))
        said.append(_claim(f"c{n}", begun + timedelta(days=day), within))
        events.append(_act(f"c{n}", f"A{pair}", kind, f"B{pair}"))
        true.append((pair, kind, day))
    record = _record(told, begun)
    # What came true is known only once all is told: a later claim's act may bear out an earlier claim.
    known = {(int(a[1:]), kind, day) for a, _, kind, day in told}
    came = [any((p, k, d) in known for d in range(day + 1, day + within + 1)) for p, k, day in true]
    return Made(pd.DataFrame(said), pd.DataFrame(events), record, came)


def by_chance(
    record: pd.DataFrame, *, number: int, since: date, until: date, within: int, seed: int = 0
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Claims by lot: acts of a record before a day, claimed anew on days after it.

    An act that is often told is often drawn, as what is often done is often announced.

    Args:
        record: ``day``, ``a``, ``b``, ``event_type``, as ``Store.dealings`` has them.
        number: claims.
        since, until: between which days they are published; what they claim was told before.
        within: days to the horizon.
        seed: the same seed gives the same claims.

    Returns:
        ``claims`` and ``events`` as a store gives them.
    """
    draw = np.random.default_rng(seed)
    before = record[(record.day < pd.Timestamp(since)) & record.event_type.notna()].reset_index(drop=True)
    chosen = before.iloc[draw.integers(0, len(before), number)]
    days = draw.integers(0, (until - since).days + 1, number)
    said = [_claim(f"c{n}", since + timedelta(days=int(day)), within) for n, day in enumerate(days)]
    events = [
        _act(f"c{n}", str(a), EventType(str(kind)), str(b))
        for n, (a, kind, b) in enumerate(zip(chosen.a, chosen.event_type, chosen.b, strict=True))
    ]
    return pd.DataFrame(said), pd.DataFrame(events)


def _claim(name: str, published: date, within: int) -> dict[str, object]:
    due = published + timedelta(days=within)
    return {
        "claim": name,
        "published": pd.Timestamp(published),
        "kind": ClaimKind.FORECAST.value,
        "claimant": "X",
        "speaker": "X",
        "text": "it will",
        "start": 0,
        "end": 7,
        "condition": None,
        "condition_start": None,
        "condition_end": None,
        "consequence": None,
        "horizon": due.isoformat(),
        "due": pd.Timestamp(due),
        "outlet": None,
        "document": name,
    }


def _act(claim: str, actor: str, kind: EventType, recipient: str) -> dict[str, object]:
    return {
        "claim": claim,
        "event": f"{claim}.e",
        "at": 3,
        "event_type": kind.value,
        "quad": quad(kind),
        "modality": Modality.FUTURE.value,
        "actors": [actor],
        "recipients": [recipient],
    }


def _record(told: list[tuple[str, str, EventType, int]], begun: date) -> pd.DataFrame:
    days = [pd.Timestamp(begun + timedelta(days=day)) for *_, day in told]
    return pd.DataFrame(
        {
            "day": days,
            "a": [a for a, *_ in told],
            "b": [b for _, b, *_ in told],
            "directed": True,
            "event_type": [kind.value for *_, kind, _ in told],
            "quad": [quad(kind) for *_, kind, _ in told],
            "story": [f"s{n}" for n in range(len(told))],
            "evidence": [f"e{n}" for n in range(len(told))],
            "told": days,
            "dataset": "made",
        }
    )
