"""Teaches the ranker that the package ships: who does what to whom next, by event type.

    python training/links.py ../shared/data

The record of 2014 teaches with January to September, the tenth of eleven years with 2005 to 2013; what is
later is kept to measure: October and November 2014, and the years 2014 and 2015 of the tenth. Persons and
offices stand for their states, as the store has them.
"""

from __future__ import annotations

import argparse
import gzip
import tempfile
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from entente.analysis.links.ahead import RATE, TYPES, Record, record
from entente.analysis.links.forecaster import forecast, joined, lesson
from entente.analysis.links.ranker import Ranker
from entente.analysis.links.ranking import Standing, ranks
from entente.analysis.links.recurrency import Recurrency
from entente.analysis.links.shipped import FILE, save
from entente.store import Selection, Store
from entente.store.exchange.format import format_named
from entente.store.exchange.loading import import_files
from entente.store.exchange.settling import settle

#: Days that are taught with: since when, and until when.
TAUGHT = {"2014": ("2014-03-01", "2014-10-01"), "tenth": ("2008-01-01", "2014-01-01")}


def records(data: Path, folder: Path) -> dict[str, Record]:
    """Both records, imported as a user would."""
    tenth = folder / "tenth.tsv"
    with gzip.open(data / "record/icews_2005-2015_part.tsv.gz") as packed:
        tenth.write_bytes(packed.read())
    found = {}
    for name, source, since in (("2014", data / "forecast/icews14", "2014-01-01"), ("tenth", tenth, None)):
        with Store(str(folder / f"{name}.duckdb"), write=True) as store:
            epoch = date.fromisoformat(since) if since else None
            for _ in import_files(store, format_named("tkg"), [str(source)], epoch=epoch):
                pass
            settle(store)
            found[name] = record(store.days(Selection()))
    return found


def step(told: Record, day: str) -> int:
    """The number of a day."""
    return int((pd.Timestamp(day) - told.first).days)


def main() -> None:
    """Teach, measure, save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, default=FILE)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        told = records(args.data, Path(folder))
    lessons = []
    for name, (since, until) in TAUGHT.items():
        past = told[name].facts.until(step(told[name], until))
        lessons.append(lesson(past, step(told[name], since), step(told[name], until)))
        print(name, len(lessons[-1].edges) - 1, "questions", len(lessons[-1].right), "candidates", flush=True)
    ranker = Ranker.taught(joined(lessons), 2 * len(TYPES))
    save(ranker, args.out)
    for name, (_, until) in TAUGHT.items():
        measure(name, told[name], ranker, step(told[name], until))


def measure(name: str, told: Record, ranker: Ranker, first: int) -> None:
    """The ranker and the baseline on the days from ``first`` on."""
    recurrency = Recurrency(np.full(2 * len(TYPES), RATE))
    for answers in (
        forecast(told.facts, ranker, first, told.stop),
        recurrency.forecast(told.facts, first, told.stop),
    ):
        print(name, Standing.of(np.concatenate([ranks(day, told.facts) for day in answers])), flush=True)


if __name__ == "__main__":
    main()
