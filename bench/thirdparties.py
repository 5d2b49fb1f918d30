"""How often third parties to a turn are found, and how often wrongly, on generated records.

Run ``python bench/thirdparties.py turns|moving|dependence [WORLDS]``; its tables stand in the reference.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from entente.analysis.brokerage.dependence import dependence
from entente.analysis.brokerage.movement import moving
from entente.analysis.brokerage.simulate_brokers import Swayed, Turned, leaning, swayed, turned
from entente.analysis.brokerage.simulate_ties import Noise
from entente.analysis.brokerage.thirdparties import third_parties

#: Seeds from here on: what the methods hold to be usual was chosen on those below.
FIRST = 10_000
NULL = {"fall": 0.0, "gain": 1.0, "follows": 0.0}
TURNS: dict[str, dict[str, Any]] = {
    "as records are": {},
    "bursts of 1": {"noise": Noise(bursts=1)},
    "bursts that hang together, 0.6": {"noise": Noise(bursts=0.7, together=0.6)},
    "waves of 1, five times as much after": {"wave": 5.0, "noise": Noise(waves=1)},
    "one story in two months": {"rate": 0.5},
}
SWAYS: dict[str, dict[str, Any]] = {
    "as records are": {},
    "moods that hang together, 0.7": {"noise": Noise(together=0.7)},
    "one story a month, bursts of 1": {"rate": 1.0, "noise": Noise(bursts=1)},
}


@dataclass(frozen=True, slots=True)
class Result:
    """Of one record: findings, false ones, p of what is unchanged, and whether the planted are found."""

    found: int
    false: int
    chances: list[float]
    first: bool
    second: bool


def turn(made: Turned, null: bool) -> Result:
    """Third parties to a turn."""
    frame = third_parties(made.ties, made.a, made.b, made.at)
    gainer = ((frame.side == made.a) & (frame.actor == made.gainer)) & (not null)
    follower = ((frame.side == made.a) & (frame.actor == made.follower)) & (not null)
    # The follower cooperates less, so its share has changed as well.
    gained, moved = frame.place != "neither", frame.intensity_q <= 0.05
    false = (gained & ~gainer & ~follower).sum() + (moved & ~follower).sum()
    chances = [*frame.share_p[~gainer & ~follower].dropna(), *frame.intensity_p[~follower].dropna()]
    return Result(
        int(gained.sum() + moved.sum()),
        int(false),
        chances,
        bool((gainer & (frame.place == "gained")).any()),
        bool((follower & (frame.moved == "with")).any()),
    )


def sway(made: Swayed, null: bool) -> Result:
    """Ties that move with a dyad's."""
    frame = moving(made.ties, made.a, made.b, draws=999)
    planted = (frame.side == made.a) & frame.actor.isin([made.follower, made.contrary]) & (not null)
    found = frame.moves != "neither"
    return Result(
        int(found.sum()),
        int((found & ~planted).sum()),
        list(frame.p[~planted]),
        bool((planted & (frame.actor == made.follower) & (frame.moves == "with")).any()),
        bool((planted & (frame.actor == made.contrary) & (frame.moves == "against")).any()),
    )


def lean(shares: tuple[float, float], seed: int, noise: Noise) -> tuple[list[float], bool, bool]:
    """p of unchanged ties, whether the change is found, and whether both intervals hold the share."""
    made = leaning(shares, seed=seed, noise=noise)
    frame = dependence(made.ties, members=[made.actor], months=24)
    late = frame[frame.p.notna()]
    one = late[late.on == made.on]
    held = frame[frame.on == made.on].low.le(pd.Series(shares, frame[frame.on == made.on].index))
    held &= frame[frame.on == made.on].high.ge(pd.Series(shares, frame[frame.on == made.on].index))
    return list(late.p[late.on != made.on]), bool((one.q <= 0.05).any()), bool(held.all())


def table(kinds: Mapping[str, Callable[[int], Result]], worlds: int) -> Iterator[str]:
    """The rows of a table."""
    for name, one in kinds.items():
        all_of = [one(seed) for seed in range(FIRST, FIRST + worlds)]
        false = np.mean([r.false / max(r.found, 1) for r in all_of])
        chances = np.concatenate([r.chances for r in all_of])
        first, second = (np.mean([getattr(r, key) for r in all_of]) for key in ("first", "second"))
        yield f"| {name} | {false:.1%} | {(chances <= 0.05).mean():.1%} | {first:.0%} | {second:.0%} |"


def turns(worlds: int) -> Iterator[str]:
    """Tables of turns: how often wrongly found, p at most 0.05, gainer and follower found."""
    for null in (True, False):
        extra = NULL if null else {}
        kinds = {
            k: lambda seed, v=v, null=null, extra=extra: turn(turned(seed=seed, **extra, **v), null)
            for k, v in TURNS.items()
        }
        yield f"turns, {null=}"
        yield from table(kinds, worlds if null else worlds // 2)


def sways(worlds: int) -> Iterator[str]:
    """Tables of ties that move: as of turns, of the follower and the contrary."""
    for null in (True, False):
        kinds = {
            k: lambda seed, v=v, null=null: sway(swayed(seed=seed, strength=0.0 if null else 0.8, **v), null)
            for k, v in SWAYS.items()
        }
        yield f"moving, {null=}"
        yield from table(kinds, worlds if null else worlds // 2)


def leans(worlds: int) -> Iterator[str]:
    """Of dependence: how often a change is found, and both intervals hold the share."""
    for noise in (Noise(), Noise(bursts=1), Noise(bursts=0.7, together=0.6)):
        for shares in ((0.4, 0.4), (0.4, 0.6)):
            results = [lean(shares, seed, noise) for seed in range(FIRST, FIRST + worlds)]
            found, held = (np.mean([r[i] for r in results]) for i in (1, 2))
            p = np.concatenate([r[0] for r in results])
            false = (p <= 0.05).mean()
            yield f"{noise} {shares}: found {found:.0%}, held {held:.0%}, others {false:.1%}"


PARTS = {"turns": turns, "moving": sways, "dependence": leans}


def main(part: str, worlds: int) -> None:
    """Print the tables of a part."""
    for line in PARTS[part](worlds):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 200)
