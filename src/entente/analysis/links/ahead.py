"""What an actor does next, and to whom: the ranker on the stories of a store, with its track record."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from entente.analysis.links.candidates import Questions
from entente.analysis.links.counts import Floats
from entente.analysis.links.facts import Facts, Ints
from entente.analysis.links.features import features
from entente.analysis.links.forecaster import forecast
from entente.analysis.links.history import History
from entente.analysis.links.ranker import Ranker
from entente.analysis.links.ranking import Standing, ranks
from entente.analysis.links.recurrency import Recurrency
from entente.analysis.links.tables import ASKING, DEED
from entente.analysis.statistics import Z
from entente.records import EventType

#: The event types in the order of their numbers.
TYPES = tuple(EventType)
#: The days before the last that the track record is taken over, and the rate of forgetting beside it.
TRACK, RATE = 60, 0.02
#: Questions that a track record is taken over at most: fewer days of a busy record.
ASKED = 20_000
#: Stories that a type is taken to have had, shared as all actors' are, before any was seen.
PRIOR = 3.0
#: The row of the faded counts that says how often types were used lately, 30 days.
_LATELY = 1
COLUMNS = [
    "actor",
    "role",
    "event_type",
    "type_share",
    "other",
    "chance",
    "share",
    "stories",
    "last",
]


@dataclass(frozen=True, slots=True)
class Record:
    """The stories of a store as facts.

    Attributes:
        facts: relation is the event type.
        actors: codes by number.
        first: the day of step 0.
    """

    facts: Facts
    actors: tuple[str, ...]
    first: pd.Timestamp

    @property
    def stop(self) -> int:
        """The step after the last that has a story."""
        return int(self.facts.step.max(initial=-1)) + 1


def record(days: pd.DataFrame) -> Record:
    """Facts of a daily frame, as :meth:`entente.store.Store.days` gives it.

    Stories of one actor with itself, of nobody, or without an event type are left out; what two do together
    is told in both directions.

    Args:
        days: columns ``day``, ``a``, ``b``, ``directed``, ``event_type``.
    """
    told = days[(days.a != days.b) & days.a.notna() & days.b.notna() & days.event_type.isin(list(TYPES))]
    both = told[~told.directed.astype(bool)]
    told = pd.concat([told, both.rename(columns={"a": "b", "b": "a"})])
    actors = tuple(sorted({*told.a, *told.b}))
    number = {code: i for i, code in enumerate(actors)}
    day = pd.to_datetime(told.day)
    first = day.min() if len(told) else pd.Timestamp(0)
    facts = Facts.of(
        told.a.map(number),
        told.event_type.map({kind.value: i for i, kind in enumerate(TYPES)}),
        told.b.map(number),
        (day - first).dt.days,
        actors,
        len(TYPES),
        f"{first:%Y-%m-%d}",
    )
    return Record(facts, actors, first)


def ahead(record: Record, ranker: Ranker, actor: str) -> pd.DataFrame:
    """What an actor does next and to whom, and what is done to it by whom, the likeliest first.

    Args:
        record: the stories so far.
        ranker: for the event types, as :func:`entente.analysis.links.shipped.shipped` gives it.
        actor: a code.

    Returns:
        One row an event type and other actor: ``actor``, ``role`` (``actor`` where it acts, ``recipient``
        where it is acted on), ``event_type``, ``type_share`` (of its stories in that role, as they were
        lately), ``other``, ``chance`` (that it is the other, given a story of the type), ``share`` (their
        product), ``stories`` (so far), ``last`` (the day of the last, if any). No row for who has none.
    """
    facts = record.facts
    if actor not in record.actors:
        return pd.DataFrame(columns=COLUMNS)
    history = History(facts)
    for step in np.unique(facts.step):
        history.tell(int(step))
    number, kinds = record.actors.index(actor), np.arange(2 * facts.relations)
    questions = Questions(history, np.full(len(kinds), number), kinds)
    scores = ranker.scores(features(history, questions, record.stop), questions.asked.relation)
    chance = softmax(scores, questions.edges)
    shares = type_shares(history, number)[questions.asked.relation]
    deeds = history.of(DEED)
    places = deeds.find(DEED.key(facts, questions.asked))
    lag = deeds.lag(places, record.stop)
    done = deeds.at(places)[0].astype(int)
    kind = questions.asked.relation % facts.relations
    found = pd.DataFrame(
        {
            "actor": actor,
            "role": np.where(questions.asked.relation < facts.relations, "actor", "recipient"),
            "event_type": [TYPES[i].value for i in kind],
            "type_share": shares,
            "other": [record.actors[i] for i in questions.asked.answer],
            "chance": chance,
            "share": shares * chance,
            "stories": done,
            "last": record.first + pd.to_timedelta(record.stop - lag, unit="D"),
        }
    )
    found["last"] = found["last"].where(found.stories > 0)
    return found.sort_values(
        ["share", "role", "event_type", "other"], ascending=[False, True, True, True], ignore_index=True
    )


def softmax(scores: Floats, edges: Ints) -> Floats:
    """Scores as chances that add up to 1 within each question."""
    many = np.diff(edges)
    starts = edges[:-1][many > 0]
    if not len(scores):
        return scores
    of = np.repeat(np.arange(len(starts)), many[many > 0])
    raised = np.exp(scores - np.maximum.reduceat(scores, starts)[of])
    return np.asarray(raised / np.add.reduceat(raised, starts)[of], np.float32)


def type_shares(history: History, actor: int) -> Floats:
    """The share of each relation in what an actor did lately; of each in its direction, adding up to 1.

    Few stories are helped out by what all do.
    """
    kinds = 2 * history.facts.relations
    asking = history.of(ASKING)
    own = asking.at(asking.find(actor * kinds + np.arange(kinds)))[_LATELY]
    every = np.bincount(asking.keys % kinds, asking.at(np.arange(len(asking.keys)))[_LATELY], kinds)
    shares = np.zeros(kinds, np.float32)
    for part in (slice(0, kinds // 2), slice(kinds // 2, kinds)):
        usual = every[part] / max(every[part].sum(), 1e-9)
        shares[part] = (own[part] + PRIOR * usual) / (own[part].sum() + PRIOR)
    return shares


@dataclass(frozen=True, slots=True)
class Track:
    """How well the last days of a record were forecast, each from the days before it.

    Attributes:
        days: how many.
        ours: the ranker.
        baseline: what repeats itself, Gastinger and others 2024.
        low, high: 95 % interval of how much higher the ranker's mean reciprocal rank is, over days.
    """

    days: int
    ours: Standing
    baseline: Standing
    low: float
    high: float

    @property
    def verdict(self) -> str:
        """Whether the ranker is to be preferred, in words."""
        if not self.days or np.isnan(self.low):
            return "too few days to tell"
        if self.low > 0:
            return "better than the recurrency baseline"
        return (
            "worse than the recurrency baseline"
            if self.high < 0
            else "no better than the recurrency baseline"
        )


def track(record: Record, ranker: Ranker, days: int = TRACK) -> Track:
    """The track record over the last days of a record; none of them was told to the forecasts of it."""
    facts = record.facts
    busy = int(facts.step[-ASKED]) if len(facts.step) > ASKED else 0
    first = max(record.stop - days, busy, 1)
    recurrency = Recurrency(np.full(2 * facts.relations, RATE))
    ours = [ranks(day, facts) for day in forecast(facts, ranker, first, record.stop)]
    baseline = [ranks(day, facts) for day in recurrency.forecast(facts, first, record.stop)]
    gain = np.array([(1 / a).mean() - (1 / b).mean() for a, b in zip(ours, baseline, strict=True)])
    wide = Z * gain.std(ddof=1) / np.sqrt(len(gain)) if len(gain) > 1 else np.nan
    middle = gain.mean() if len(gain) else np.nan
    return Track(
        len(gain), Standing.of(*ours), Standing.of(*baseline), float(middle - wide), float(middle + wide)
    )
