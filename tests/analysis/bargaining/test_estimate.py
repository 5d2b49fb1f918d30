from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from entente.analysis.bargaining.estimate import estimated, participants
from entente.analysis.bargaining.issue import Source
from entente.analysis.bargaining.issuefile import dumps, loads
from entente.analysis.bargaining.simulate import simulated_ties
from entente.analysis.bargaining.tones import spreads, tones
from entente.errors import UsageError

DAYS = ("day", "a", "b", "directed", "quad", "intensity", "story", "reports")
NOTHING = pd.DataFrame(columns=list(DAYS))
LEANINGS = (-4.0, -2.0, 0.0, 2.0, 4.0)


def days(*rows: tuple[str, str, int, float]) -> pd.DataFrame:
    made = [
        (pd.Timestamp("2001-01-01") + pd.Timedelta(days=k), a, b, True, quad, intensity, f"s{k}", 1)
        for k, (a, b, quad, intensity) in enumerate(rows)
    ]
    return pd.DataFrame(made, columns=list(DAYS))


def test_leanings_that_are_known_are_found_within_their_intervals() -> None:
    held, off = [], []
    for seed in range(4):
        ties = simulated_ties(LEANINGS, rate=2, months=40, seed=seed)
        members = [name for name in ties.a.unique() if name.startswith("A")]
        frame = estimated(ties, NOTHING, "LOW", "HIGH", members=members).frame.set_index("actor")
        for k, lean in enumerate(LEANINGS):
            row, truth = frame.loc[f"A{k:02d}"], 50 + 10 * lean
            held.append(row.position_low <= truth <= row.position_high)
            off.append(row.position - truth)
    assert np.mean(held) >= 0.85 and np.abs(off).mean() < 6


def test_the_record_has_the_variances_that_it_was_made_with() -> None:
    found = spreads(simulated_ties([0.0] * 6, rate=3, between=1.5, seed=2))
    assert found.within == pytest.approx(2.85**2, rel=0.05)
    assert found.between == pytest.approx(1.5**2, rel=0.35)
    assert found.habit == pytest.approx(found.within / found.between)


def test_a_tone_of_nothing_is_the_habit_and_is_unsure() -> None:
    ties = simulated_ties([0.0] * 3, rate=2, seed=1)
    without = ties[~((ties.a == "A00") & (ties.b == "LOW"))]
    found = spreads(without)
    told = tones(without, ["A00", "A01"], "LOW", found)
    own = without[without.a == "A00"]
    assert told.tone[0] == pytest.approx(own.net.sum() / own.stories.sum())
    assert told.stories[0] == 0 and told.error[0] > 2 * told.error[1]


def test_poles_stand_at_their_ends_and_the_greatest_count_a_hundred() -> None:
    issue = estimated(simulated_ties(LEANINGS, seed=3), NOTHING, "LOW", "HIGH")
    ends = {s.actor: (s.position.value, s.position.source) for s in issue.stakes[:2]}
    assert ends == {"LOW": (0.0, Source.POLE), "HIGH": (100.0, Source.POLE)}
    frame = issue.frame
    assert frame.salience.max() == frame.capability.max() == 100
    assert (frame.salience_low <= frame.salience).all() and (frame.salience <= frame.salience_high).all()
    assert loads(dumps(issue)) == issue


def test_salience_is_the_share_of_what_is_done_to_the_poles() -> None:
    rows = [
        ("A", "LOW", 3),
        ("A", "Z", 1),
        ("B", "HIGH", 1),
        ("B", "Z", 3),
        ("LOW", "HIGH", 1),
        ("LOW", "Z", 9),
    ]
    ties = pd.DataFrame(
        [(pd.Timestamp("2001-01-01"), a, b, 10 * n, 20.0 * n, 1.0, 2.0, n, n) for a, b, n in rows],
        columns=[
            "period",
            "a",
            "b",
            "stories",
            "net",
            "deviation",
            "intensity",
            "deeds_for",
            "deeds_against",
        ],
    )
    frame = estimated(ties, NOTHING, "LOW", "HIGH").frame.set_index("actor")
    assert frame.salience[["A", "B"]].tolist() == [100.0, pytest.approx(33.3)]
    assert frame.capability[["LOW", "A", "HIGH"]].tolist() == [100.0, 40.0, 0.0]
    issue = estimated(ties, NOTHING, "LOW", "HIGH")
    third = next(stake for stake in issue.stakes if stake.actor == "A")
    assert (third.salience.stories, third.salience.of) == (30, 40)


def test_evidence_is_of_the_actors_own_acts_the_largest_first() -> None:
    ties = simulated_ties(LEANINGS, seed=5)
    told = days(
        ("A00", "LOW", 1, 2.0),
        ("A00", "HIGH", 4, -9.0),
        ("LOW", "A00", 4, -10.0),
        ("A00", "Z00", 2, 7.0),
        ("A00", "A00", 4, -10.0),
    )
    joint = told.assign(directed=[True, True, False, True, True])
    issue = estimated(ties, joint, "LOW", "HIGH")
    own = next(stake for stake in issue.stakes if stake.actor == "A00")
    assert own.position.evidence == ("s2", "s1", "s0")
    assert own.capability.evidence == ("s2", "s1", "s3")
    assert own.evidence == ("s2", "s1", "s0", "s3")


def test_who_takes_part() -> None:
    ties = simulated_ties(LEANINGS, rate=1, months=24, seed=6)
    every = participants(ties, "LOW", "HIGH", least=1, most=4)
    assert every[:2] == ["LOW", "HIGH"] and len(every) == 6
    assert participants(ties, "LOW", "HIGH", members=["A01"]) == ["LOW", "HIGH", "A01"]
    assert participants(ties, "LOW", "HIGH", least=10_000) == ["LOW", "HIGH"]
    with pytest.raises(UsageError, match="nothing is told of what anybody does to X or Y"):
        estimated(ties, NOTHING, "X", "Y")
