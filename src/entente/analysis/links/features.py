"""What speaks for a candidate, as numbers: how often, how lately, and what it usually follows on."""

from __future__ import annotations

import numpy as np

from entente.analysis.links.candidates import Questions
from entente.analysis.links.counts import Floats
from entente.analysis.links.facts import Ints
from entente.analysis.links.history import History
from entente.analysis.links.tables import ASKING, DEED, KNOWN, PAIR, QUESTIONS, TABLES

#: Added to a count before its logarithm is taken; and to shares.
LITTLE, SHARE = 0.02, 0.01
#: What a single deed counts for at most where it speaks for others.
CAP = 3.0


def names() -> tuple[str, ...]:
    """What the columns of :func:`features` are, in order."""
    found: list[str] = []
    for table in (*TABLES, *QUESTIONS):
        found += [f"{table.name} {half or 'ever'}" for half in table.halves]
        found += [f"{table.name} lag"] if table.lag else []
    return (*found, *_DERIVED)


_DERIVED = (
    "deed share",
    "deed share lately",
    "pair share",
    "pair share lately",
    "same home",
    "follows, mean",
    "follows, sum",
    "candidates",
)


def features(history: History, questions: Questions, step: int) -> Floats:
    """Features of all candidates, shape (candidates, features), before the day ``step`` is told."""
    facts, asked = history.facts, questions.asked
    columns: list[Floats] = []
    counted: dict[str, Floats] = {}
    for table in (*TABLES, *QUESTIONS):
        counts = history.of(table)
        places = counts.find(table.key(facts, asked))
        counted[table.name] = counts.at(places)
        columns += list(np.log(counted[table.name] + LITTLE))
        if table.lag:
            columns.append(np.log1p(counts.lag(places, step)))
    for part, whole in ((DEED, ASKING), (PAIR, KNOWN)):
        columns += [(counted[part.name][i] + SHARE) / (counted[whole.name][i] + 1) for i in (0, 1)]
    columns.append((facts.home[asked.known] == facts.home[asked.answer]).astype(np.float32))
    columns += _follows(history, questions)
    columns.append(np.log(np.diff(questions.edges)[questions.question].astype(np.float32)))
    return np.stack(columns, 1).astype(np.float32)


def _follows(history: History, questions: Questions) -> tuple[Floats, Floats]:
    """How far what two did lately speaks for the relation that is asked: a mean, and a sum as a logarithm.

    The rules of one step of Liu and others 2022 (TLogic: Temporal logical rules for explainable link
    forecasting), with counts that fade in the place of a window.
    """
    row, earlier, count = history.lately(questions.asked)
    weight = np.minimum(count, CAP)
    by = history.follows()[questions.asked.relation[row], earlier]
    size = len(questions.question)
    total = _summed(row, weight, size)
    mean = _summed(row, weight * by, size) / (total + 0.1)
    summed = np.log(_summed(row, weight * np.exp(by.clip(-5, 3)), size) + LITTLE)
    return mean, summed.astype(np.float32)


def _summed(row: Ints, values: Floats, size: int) -> Floats:
    return np.bincount(row, values, size).astype(np.float32)
