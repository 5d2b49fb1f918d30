"""How the bargaining models behave on issues by lot, and how well leanings are read from a record.

python bench/bargaining.py [--db STORE]
"""

from __future__ import annotations

import argparse
import sys

import numpy as np
import pandas as pd

from entente.analysis.bargaining.estimate import LEAST, estimated
from entente.analysis.bargaining.issue import Source
from entente.analysis.bargaining.models import Model, Rules, ends
from entente.analysis.bargaining.readings import READINGS
from entente.analysis.bargaining.simulate import random_issues, simulated_ties
from entente.analysis.bargaining.voting import Inputs, mean
from entente.ontology.naming import is_known
from entente.store import Selection, Store

NOTHING = pd.DataFrame(columns=["a", "b", "directed", "quad", "intensity", "story", "reports", "day"])
POLES = [("CHN", "JPN"), ("IRN", "USA"), ("IRN", "ISR"), ("RUS", "UKR"), ("KHM", "THA"), ("CHN", "USA")]


def say(line: str) -> None:
    """A line of the page."""
    sys.stdout.write(line + "\n")


def lottery(versions: int) -> None:
    """Settling, distance from the compromise, and what an error of 1 % of each input does."""
    say("| model | actors | settles | from the compromise | 1 % of error moves it by 5 or more |")
    say("|---|---|---|---|---|")
    draw = np.random.default_rng(1)
    for actors in (3, 6, 12):
        given = random_issues(actors, versions)
        off = [1 + 0.01 * draw.standard_normal(given.position.shape) for _ in range(3)]
        near = Inputs(given.position * off[0], given.salience * off[1], given.capability * off[2])
        centre = mean(given.position, given.weight)
        cases = [
            (f"challenge, {name}", Model.CHALLENGE, Rules(reading)) for name, reading in READINGS.items()
        ]
        cases += [(model.value, model, Rules()) for model in Model if model is not Model.CHALLENGE]
        for name, model, rules in cases:
            one, other = (ends(inputs, model, rules) for inputs in (given, near))
            apart = np.abs(one.outcome - centre).mean()
            jumps = (np.abs(one.outcome - other.outcome) >= 5).mean()
            say(f"| {name} | {actors} | {one.settled.mean():.0%} | {apart:.1f} | {jumps:.0%} |")


def recovered() -> None:
    """Leanings that are known: error, correlation, and how often the interval holds them."""
    say("\n| stories a dyad | months | error | correlation | intervals that hold it |\n|---|---|---|---|---|")
    leanings = np.linspace(-4, 4, 12)
    for rate, bursts in ((0.2, 0.0), (0.5, 0.0), (2.0, 0.0), (0.5, 1.0)):
        found = []
        for seed in range(10):
            ties = simulated_ties(leanings.tolist(), rate=rate, bursts=bursts, seed=seed)
            names = [name for name in ties.a.unique() if name.startswith("A")]
            frame = estimated(ties, NOTHING, "LOW", "HIGH", members=names, least=1).frame
            frame = frame[frame.position_source == Source.RECORD.value]
            truth = 50 + 10 * leanings[frame.actor.str[1:].astype(int)]
            found.append(frame.assign(truth=truth))
        every = pd.concat(found)
        held = ((every.position_low <= every.truth) & (every.truth <= every.position_high)).mean()
        error = (every.position - every.truth).abs().mean()
        agree = np.corrcoef(every.position, every.truth)[0, 1]
        kind = "bursts" if bursts else "even"
        say(f"| {rate * 60:.0f} | {kind} | {error:.1f} | {agree:.2f} | {held:.0%} |")


def halves(path: str) -> None:
    """Positions from odd and from even months of a real record."""
    with Store(path) as store:
        ties = store.ties(Selection(), by="month", directed=True)
    known = {name: is_known(name) for name in {*ties.a, *ties.b}}
    ties = ties[ties.a.map(known) & ties.b.map(known)]
    odd = pd.to_datetime(ties.period).dt.month % 2 == 1
    say("\n| poles | actors | rank correlation | intervals that meet |\n|---|---|---|---|")
    for low, high in POLES:
        one, other = (
            estimated(half, NOTHING, low, high, least=LEAST, most=40).frame
            for half in (ties[odd], ties[~odd])
        )
        both = one.merge(other, on="actor", suffixes=("_1", "_2"))
        both = both[both.position_source_1 == Source.RECORD.value]
        agree = both.position_1.rank().corr(both.position_2.rank()) if len(both) > 3 else np.nan
        meet = (both.position_low_1 <= both.position_high_2) & (both.position_low_2 <= both.position_high_1)
        say(f"| {low}, {high} | {len(both)} | {agree:.2f} | {meet.mean():.0%} |")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--db", help="a store with a real record")
    parser.add_argument("--versions", type=int, default=1000)
    given = parser.parse_args()
    lottery(given.versions)
    recovered()
    if given.db:
        halves(given.db)
