"""What the record makes likely, in part four, from a generated record."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from casting import Text
from shelves import Shelf

from entente.analysis.links.ahead import Track
from entente.analysis.links.ranking import Standing
from entente.analysis.rows import rows
from entente.brief import Brief, make_brief
from entente.brief.likely import QUADS
from entente.brief.nextacts import held
from entente.brief.parts import Contents, Part, Picture, Remarks, Table
from entente.brief.verdicts import first_told
from entente.brief.wording import chance, day
from entente.ontology.naming import actor_name
from entente.prospect import Prospect
from entente.store import Level, Selection, Store
from entente.units import By

START, END = date(2022, 1, 3), date(2023, 3, 5)
NAMES = ("Armenia", "Russia", "Iran", "Turkey", "France", "Georgia", "Norway")
KINDS = ("Consult", "Provide aid", "Accuse", "Use conventional military force")
TITLE = "What the record makes likely"
NO_BETTER, TOO_LITTLE = "no better than the base rate", "too little to tell"
BETTER = "better than the base rate"


def lines_of(first: date, last: date, seed: int) -> list[str]:
    """Stories by lot: Armenia and Russia deal much, the rest less, Norway with France alone."""
    draw, lines = np.random.default_rng(seed), []
    for week in range((last - first).days // 7 + 1):
        for one, other in combinations(NAMES, 2):
            if "Norway" in (one, other) and "France" not in (one, other):
                continue
            rate = 3.0 if (one, other) == NAMES[:2] else 1.2
            for kind, share in zip(KINDS, (0.7, 0.1, 0.15, 0.05), strict=True):
                for _ in range(draw.poisson(rate * share)):
                    when = first + timedelta(days=7 * week + int(draw.integers(7)))
                    pair = (one, other) if draw.random() < 0.5 else (other, one)
                    lines.append(f"{pair[0]}\t{kind}\t{pair[1]}\t{min(when, last)}")
    return lines


def meeting(published: str = str(END)) -> Text:
    """A text of ours that tells a meeting on the last day."""
    text = Text("Moscow met Yerevan.", published=published)
    text.does(["Moscow"], "CONSULT", "met", ["Yerevan"])
    return text


def store_of(folder: Path, lines: list[str], *texts: Text) -> Store:
    store = Store(write=True)
    for text in texts:
        store.add(text.coded(), "hand 1")
    Shelf(store, folder).take("tkg", "\n".join(lines).encode())
    return store


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return store_of(tmp_path_factory.mktemp("record"), lines_of(START, END, 1), meeting())


@pytest.fixture(scope="module")
def made(record: Store) -> Brief:
    return make_brief(record, ("ARM", "RUS"), until=END)


@pytest.fixture(scope="module")
def contents(made: Brief) -> Contents:
    return made.contents


@pytest.fixture(scope="module")
def part(contents: Contents) -> Part:
    return contents.parts[3]


class One(NamedTuple):
    """A row of the outlook."""

    probability: float
    low: float
    high: float
    base_rate: float
    tested: int
    happened: int
    verdict: str
    of_all: str


def table(part: Part, start: str) -> Table:
    (found,) = [b for b in part.blocks if b.title.startswith(start)]
    assert isinstance(found, Table)
    return found


def prospect(record: Store, by: By = By.WEEK) -> Prospect:
    return Prospect(record, Selection(level=Level.GOVERNMENT, until=END), by=by)


@pytest.mark.parametrize("by", [By.WEEK, By.MONTH])
def test_the_probabilities_are_those_of_the_prospect_and_stand_beside_their_track_record(
    record: Store, contents: Contents, part: Part, by: By
) -> None:
    chances, _ = prospect(record, by).dyad("ARM", "RUS")
    found = table(part, f"{TITLE} next {by}")
    assert found.title.endswith(f"{day(str(chances.period[0].date()))} to {day(str(chances.end[0].date()))}")
    assert [row.cells[0] for row in found.rows] == list(QUADS)
    for row, one in zip(found.rows, rows(chances, One), strict=True):
        assert f"{chance(one.probability)} ({chance(one.low)} to {chance(one.high)})" in row.cells[1]
        assert f"base rate {chance(one.base_rate)}" in row.cells[1]
        assert row.cells[2] == f"{one.happened} of {one.tested} had one"
        assert f"{row.cells[4]} than the base rate" == one.verdict or row.cells[4] == one.verdict
        assert f"{row.cells[5]} than the base rate" == one.of_all or row.cells[5] == one.of_all
        better = BETTER in (one.verdict, one.of_all if one.verdict == TOO_LITTLE else "")
        assert row.cells[1].startswith("base rate") is not better
        if one.verdict == NO_BETTER:
            assert row.cells[1].endswith(NO_BETTER)
    zones = {entry.number: entry.zone for entry in contents.evidence}
    told = [{zones[n] for n in row.evidence} for row in found.rows]
    assert told == [{"body", "row", "record"}, *[{"row", "record"}] * 3], "one text of ours, rows of others"


@pytest.mark.drawn
def test_stories_and_intensity_stand_beside_what_is_usual(record: Store, part: Part) -> None:
    _, expected = prospect(record).dyad("ARM", "RUS")
    one = expected.iloc[0]
    found = table(part, f"{TITLE}: how many")
    assert [row.cells[0].split(",")[0] for row in found.rows] == ["Stories", "Mean intensity"] * 2
    assert f"{one.stories:.1f} ({one.stories_low} to {one.stories_high})" in found.rows[0].cells[1]
    assert "usual " in found.rows[0].cells[1] and "usual " in found.rows[1].cells[1]
    (picture,) = [b for b in part.blocks if isinstance(b, Picture)]
    assert picture.svg.startswith("<svg") and "verbal conflict" in picture.description


@pytest.mark.parametrize("actor", ["ARM", "RUS"])
def test_the_likeliest_next_acts_are_those_of_the_prospect(record: Store, part: Part, actor: str) -> None:
    ahead = prospect(record).ahead(actor).drop_duplicates(["event_type", "other"]).head(5)
    found = table(part, f"What {actor_name(actor)} does next")
    assert [row.cells[2] for row in found.rows] == [chance(share) for share in ahead.share]
    other = ahead.other.map(actor_name)
    name = actor_name(actor)
    assert [row.cells[0] for row in found.rows] == [
        f"{name} to {whom}" if role == "actor" else f"{whom} to {name}"
        for role, whom in zip(ahead.role, other, strict=True)
    ]
    assert "the recurrency baseline over the last " in found.note


def test_the_last_such_story_is_opened(contents: Contents, part: Part) -> None:
    known = {entry.number: entry for entry in contents.evidence}
    told = {row.cells[:2]: row for row in table(part, "What Russia does next").rows}
    for (pair, kind), row in told.items():
        for entry in (known[n] for n in row.evidence):
            ours = (pair, kind) == ("Russia to Armenia", "Consult")
            assert entry.paragraph == "Moscow met Yerevan." if ours else entry.zone == "row"
            if not ours:
                who, whom = pair.split(" to ")
                assert {who, whom} <= set(re.findall(r"\w+", entry.paragraph))
                assert row.cells[4] in entry.paragraph, "the day of the last"


@pytest.mark.drawn
def test_nothing_of_after_the_last_day_is_used(tmp_path: Path, part: Part) -> None:
    later = lines_of(END + timedelta(days=1), END + timedelta(days=120), 2)
    late = meeting(str(END + timedelta(days=9)))
    store = store_of(tmp_path, [*lines_of(START, END, 1), *later], meeting(), late)
    assert make_brief(store, ("ARM", "RUS"), until=END).contents.parts[3] == part
    last = store.span()[1]
    assert last and last > END


def test_both_forms_say_the_same(made: Brief) -> None:
    for text in (made.html(), made.markdown()):
        assert f"{TITLE} next week: 6 Mar 2023 to 12 Mar 2023" in text
        assert "Verbal cooperation" in text and "base rate" in text


def said(part: Part) -> str:
    (found,) = [b for b in part.blocks if isinstance(b, Remarks) and b.title == TITLE]
    return found.lines[0].cells[0]


def test_a_small_store_says_so_in_a_sentence(tmp_path: Path) -> None:
    few = store_of(tmp_path, lines_of(END - timedelta(weeks=20), END, 1), meeting())
    found = said(make_brief(few, ("ARM", "RUS")).contents.parts[3])
    assert found.startswith("Nothing is forecast: the record has ") and found.endswith("from 1,000 on.")


def test_a_short_record_says_so_in_a_sentence(tmp_path: Path) -> None:
    lines = lines_of(END - timedelta(weeks=10), END, 1)
    many = [line for seed in range(6) for line in lines_of(END - timedelta(weeks=10), END, seed)]
    assert len(many) > 1000 > len(lines)
    short = store_of(tmp_path, many, meeting())
    found = said(make_brief(short, ("ARM", "RUS")).contents.parts[3])
    assert found == "Nothing is forecast: the record reaches back less than 20 whole weeks before 5 Mar 2023."


def test_of_two_who_never_dealt_with_each_other_nothing_is_forecast(record: Store) -> None:
    found = make_brief(record, ("ARM", "NOR"), until=END).contents.parts[3]
    assert said(found).startswith(
        "Nothing is forecast of Armenia and Norway: no story of them is told since "
    )
    assert table(found, "What Norway does next").rows[0].cells[0] in ("France to Norway", "Norway to France")


@pytest.mark.parametrize(
    ("verdict", "of_all", "words"),
    [
        (BETTER, NO_BETTER, "9% (1% to 20%); base rate 5%"),
        (TOO_LITTLE, BETTER, "9% (1% to 20%); base rate 5%"),
        (NO_BETTER, BETTER, "base rate 5%; forecast 9% (1% to 20%), no better than the base rate"),
        (
            "worse than the base rate",
            BETTER,
            "base rate 5%; forecast 9% (1% to 20%), worse than the base rate",
        ),
        (TOO_LITTLE, TOO_LITTLE, "base rate 5%; forecast 9% (1% to 20%), too little to tell whether better"),
    ],
)
def test_what_is_no_better_than_the_base_rate_comes_after_it(verdict: str, of_all: str, words: str) -> None:
    assert first_told("9% (1% to 20%)", "5%", verdict, of_all) == words


def test_the_track_record_of_next_acts_in_words() -> None:
    one = Standing(queries=1200, mrr=0.5, hits_1=0.4, hits_3=0.6, hits_10=0.8)
    worse = Track(60, one, replace(one, hits_1=0.5), -0.2, -0.1)
    assert held(worse).startswith(
        "Such forecasts were worse than the recurrency baseline over the last 60 days"
    )
    assert "came first in 40% of 1,200 cases (baseline 50%)" in held(worse)
    assert held(replace(worse, high=0.1)).startswith("Such forecasts were no better than the recurrency")
    assert held(replace(worse, low=float("nan"))).endswith("too few days to tell.")


def test_probabilities_are_written_with_as_many_digits_as_they_need() -> None:
    assert [chance(share) for share in (0.5, 0.004, 0.0, 1.0, float("nan"))] == [
        *("50%", "0.4%", "<0.1%", ">99%", "not known")
    ]
