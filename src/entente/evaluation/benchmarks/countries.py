"""Of which country somebody is, within a document: mentions labelled blind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from entente.evaluation.data import own_rows, rows
from entente.evaluation.gum import gum_mentions
from entente.evaluation.metric import Metric
from entente.evaluation.resolving import WhoIsWho
from entente.language.encoder import Encoder
from entente.ontology.actors import gazetteer
from entente.ontology.words import words
from entente.pipeline import Pipeline

FILE = "eval/countries.jsonl"


@dataclass(frozen=True, slots=True)
class CountryCase:
    """A mention and its country (ISO3), None for one that has none; ``text`` names the text it stands in."""

    text: str
    start: int
    end: int
    country: str | None


def country_cases() -> list[CountryCase]:
    """The cases, those of one text together; raises MissingInput."""
    cases = [CountryCase(r["text"], r["start"], r["end"], r["country"]) for r in own_rows(FILE)]
    return sorted(cases, key=lambda case: case.text)


def named_texts(folder: Path, names: set[str]) -> Iterator[tuple[str, str, str | None]]:
    """Name, text and day of each text that is asked for, as ``gum:NAME`` or ``polnear:ID``."""
    genres = {name.split("_")[1] for name in names if name.startswith("gum:")}
    for gold in gum_mentions(folder / "coreference/gum_train_dev.conllu.gz", genres) if genres else ():
        if f"gum:{gold.name}" in names:
            yield f"gum:{gold.name}", gold.text, gold.published
    if any(name.startswith("polnear:") for name in names):
        for part in ("dev", "train"):
            for row in rows(folder, f"attribution/polnear_{part}.jsonl.gz"):
                if f"polnear:{row['id']}" in names:
                    yield f"polnear:{row['id']}", row["text"], row["date"]


def first_in(mention: str) -> str | None:
    """The country of the first state name, adjective or capital in a mention: the naive baseline."""
    hits = gazetteer().scan(words(mention))
    return next((hit.entry.country for hit in hits if hit.entry.of_state), None)


def countries(encoder: Encoder, folder: Path) -> Iterator[Metric]:
    """Share of mentions whose country is right, none for those that have none."""
    cases = country_cases()
    texts = {name: (text, day) for name, text, day in named_texts(folder, {c.text for c in cases})}
    pipeline = Pipeline(encoder)
    ours: list[bool] = []
    base: list[bool] = []
    for name, here in groupby(cases, key=lambda case: case.text):
        text, day = texts[name]
        who = WhoIsWho(pipeline, text, day)
        for case in here:
            ours.append(who(case.start, case.end).country == case.country)
            base.append(first_in(text[case.start : case.end]) == case.country)
    share = sum(ours) / len(cases), sum(base) / len(cases)
    yield Metric("countries.right", *share, "", FILE, 0.92, 0.97, f"{sum(ours)} of {len(cases)} mentions")
