"""Copies and stories: what is merged that should not be, and what is not that should be."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from entente.analysis.stories.copies import Text, copies
from entente.analysis.stories.stories import stories as merged
from entente.evaluation.metric import Metric
from entente.evaluation.retold import Labelled, Retold, as_coded, as_labelled, retold
from entente.language.encoder import Encoder

DEV, UNSEEN = "eval/stories-dev.jsonl", "eval/stories-unseen.jsonl"


class Rates(NamedTuple):
    """Pairs: how many are merged, should be, and are as they should be."""

    merged: int
    one: int
    right: int

    @property
    def sound(self) -> float:
        """Share of the merged pairs that should be: one less the rate of false merges."""
        return self.right / self.merged if self.merged else 1.0

    @property
    def found(self) -> float:
        """Share of the pairs that should be merged that are: one less the rate of missed merges."""
        return self.right / self.one if self.one else 1.0


def rates(ours: Mapping[str, Hashable], gold: Mapping[str, Hashable]) -> Rates:
    """Pairs of the things that ``gold`` groups, as ``ours`` groups them."""
    both = Counter((ours[key], group) for key, group in gold.items())
    return Rates(_pairs(Counter(ours[key] for key in gold)), _pairs(Counter(gold.values())), _pairs(both))


def _pairs(sizes: Counter[Hashable] | Counter[tuple[Hashable, Hashable]]) -> int:
    return sum(n * (n - 1) // 2 for n in sizes.values())


def stories(encoder: Encoder, folder: Path) -> Iterator[Metric]:
    """Pairs of texts and of events that are merged rightly, on the set worked with and the unseen one."""
    del folder
    for part, file in (("dev", DEV), ("unseen", UNSEEN)):
        texts = retold(file)
        name = partial("stories.{}.{}".format, part)
        yield from _metrics(name("copies"), file, *_copy_rates(texts))
        told = [t for t in texts if t.group is None]
        for how, labelled in (("labelled", as_labelled(told)), ("coded", as_coded(encoder, told))):
            yield from _metrics(name(how), file, *_story_rates(labelled))


def _metrics(name: str, file: str, ours: Rates, naive: Rates) -> Iterator[Metric]:
    """Both as shares that should be high, so that floors can hold them."""
    false = f"{ours.merged - ours.right} of {ours.merged} merged pairs are false"
    missed = f"{ours.one - ours.right} of {ours.one} pairs are missed"
    yield Metric(f"{name}.sound", ours.sound, naive.sound, "", file, note=false)
    yield Metric(f"{name}.found", ours.found, naive.found, "", file, note=missed)


def _copy_rates(texts: list[Retold]) -> tuple[Rates, Rates]:
    gold = {t.id: t.group or t.id for t in texts}
    original = dict(copies(Text(t.id, t.text, t.published, t.outlet) for t in texts))
    ours = {t.id: original.get(t.id, t.id) for t in texts}
    # The same words below the headline, in whatever case and with whatever marks.
    naive = {t.id: " ".join(re.findall(r"\w+", t.text.partition("\n")[2].lower())) for t in texts}
    return rates(ours, gold), rates(naive, gold)


def _story_rates(labelled: Labelled) -> tuple[Rates, Rates]:
    of = merged(labelled.pairs).of
    ours = dict(zip(of["event"], of["story"], strict=True))
    return rates(ours, labelled.happening), rates(_same_day(labelled.pairs), labelled.happening)


def _same_day(pairs: pd.DataFrame) -> dict[str, Hashable]:
    """The naive baseline: the same actors in any order, type and day."""
    day = pairs["day"].fillna(pairs["published"])
    found: dict[str, Hashable] = {}
    for event, group in pairs.assign(day=day).groupby("id"):
        actors = frozenset([*group["a"], *group["b"].dropna()])
        found[str(event)] = actors, group["event_type"].iloc[0], group["day"].iloc[0]
    return found
