"""Phases and turning points of dyads whose answers are known."""

from __future__ import annotations

import time
from datetime import date
from itertools import pairwise

import pandas as pd
import pytest
from dailies import Told, dailies

from entente.analysis.dyads.phases import LEAST, Course, Direction, Kind, Manner, Phase, course
from entente.analysis.dyads.series import series
from entente.analysis.dyads.simulate import simulated
from entente.units import By, Count


def found(days: pd.DataFrame, by: By = By.WEEK, count: Count = Count.STORY) -> Course:
    return course(series(days, by, count), by)


def test_a_rift_and_a_rapprochement_are_found_where_they_are() -> None:
    made = simulated(levels=(2.0, -5.0, 1.5), lengths=(400, 300, 400), rate=1.0, seed=4, between=1.0)
    told = found(made.days)
    assert [t.direction for t in told.turning_points] == [Direction.RIFT, Direction.RAPPROCHEMENT]
    for turn, true in zip(told.turning_points, made.changes, strict=True):
        assert turn.low <= true <= turn.high
        assert turn.low <= turn.day <= turn.high
        assert abs((turn.day - true).days) < 30
        assert turn.deviations is not None
        assert (turn.points < 0) == (turn.deviations < 0) == (turn.direction is Direction.RIFT)
        assert abs(turn.points) == pytest.approx(6.75, abs=1.5)
    assert [p.kind for p in told.phases][1] is Kind.CONFLICT


def test_phases_leave_no_hole() -> None:
    made = simulated(levels=(2.0, None, -5.0), lengths=(300, 300, 300), rate=0.7, seed=2)
    told = found(made.days)
    for one, after in pairwise(told.phases):
        assert (after.first - one.last).days == 1
    assert sum(p.count for p in told.phases) == len(made.days)
    assert sum(p.periods for p in told.phases) == len(series(made.days))


def test_a_quiet_stretch_is_a_phase_and_no_turning_point() -> None:
    made = simulated(levels=(-3.0, None, -3.0), lengths=(400, 200, 400), rate=0.7, seed=7)
    told = found(made.days)
    assert [p.kind for p in told.phases] == [told.phases[0].kind, Kind.QUIET, told.phases[2].kind]
    assert not told.turning_points
    quiet = told.phases[1]
    assert (quiet.intensity, quiet.level, quiet.manner, quiet.character) == (None, None, None, "quiet")
    assert abs(quiet.periods - 200 / 7) < 5


def test_a_change_across_a_quiet_stretch_lies_somewhere_in_it() -> None:
    made = simulated(levels=(3.0, None, -5.0), lengths=(400, 200, 400), rate=0.7, seed=7)
    told = found(made.days)
    (turn,) = told.turning_points
    assert (turn.before, turn.after) == (0, 2)
    assert turn.low <= told.phases[1].first and told.phases[1].last <= turn.high


def test_a_sparse_dyad_is_not_quiet_between_its_events() -> None:
    days = dailies(*(Told(f"20{y:02}-0{1 + y % 9}-11", "A>B", "CONSULT") for y in range(20)))
    assert [p.kind for p in found(days, By.MONTH).phases] == [Kind.COOPERATION]


def test_what_ends_before_the_span_ends_is_quiet() -> None:
    made = simulated(levels=(1.0,), lengths=(300,), rate=1, seed=1)
    table = series(made.days, until=date(2001, 12, 31))
    assert [p.kind for p in course(table, By.WEEK).phases][-1] is Kind.QUIET


@pytest.mark.parametrize("number", [0, 1, 2, 5])
def test_few_events_have_one_phase_and_no_turning_point(number: int) -> None:
    told = [Told(f"2023-09-{4 + 3 * n:02}", "A>B", "AID" if n % 2 else "ASSAULT") for n in range(number)]
    result = found(dailies(*told))
    assert not result.turning_points
    assert sum(p.count for p in result.phases) == number
    assert len(result.phases) == min(number, 1)


def test_equal_events_have_a_phase_and_no_deviation() -> None:
    days = dailies(*(Told(f"2023-{m:02}-{d:02}", "A>B", "ACCUSE") for m in range(1, 7) for d in (3, 17)))
    result = found(days)
    assert not result.turning_points
    assert (result.phases[0].deviation, result.phases[0].intensity) == (0.0, -2.0)


def test_a_change_between_equal_events_has_no_size_in_deviations() -> None:
    days = dailies(
        *(
            Told(f"20{y}-{m:02}-{d:02}", "A>B", "CONSULT" if y < 11 else "ASSAULT")
            for y in (10, 11)
            for m in range(1, 13)
            for d in (3, 17)
        )
    )
    (turn,) = found(days).turning_points
    assert (turn.day, turn.deviations) == (date(2011, 1, 3), None)
    assert turn.points == pytest.approx(-11.5)


def test_one_crowded_week_is_no_phase() -> None:
    made = simulated(levels=(2.0,), lengths=(700,), rate=0.7, seed=3)
    clash = dailies(*(Told("2001-01-03", "A>B", "ASSAULT", 500, 900, f"x{n}") for n in range(60)))
    for count in Count:
        result = found(pd.concat([made.days, clash], ignore_index=True), By.WEEK, count)
        assert not result.turning_points, count


def phase(*quads: int) -> Phase:
    total = sum(quads)
    day = date(2023, 1, 1)
    return Phase(day, day, 1, 1, total, (quads[0], quads[1], quads[2], quads[3]), 0.0, 1.0, 0.0)


@pytest.mark.parametrize(
    ("quads", "kind", "manner", "character"),
    [
        ((4, 0, 2, 0), Kind.COOPERATION, Manner.WORDS, "cooperation, mostly words"),
        ((0, 1, 0, 9), Kind.CONFLICT, Manner.DEEDS, "conflict, mostly deeds"),
        ((3, 2, 3, 2), Kind.MIXED, Manner.BOTH, "mixed, words and deeds"),
        ((1, 0, 0, 0), Kind.COOPERATION, Manner.WORDS, "cooperation, mostly words, only 1"),
        ((0, 0, 0, 0), Kind.QUIET, None, "quiet"),
    ],
)
def test_characters(quads: tuple[int, ...], kind: Kind, manner: Manner | None, character: str) -> None:
    made = phase(*quads)
    assert (made.kind, made.manner, made.character) == (kind, manner, character)


@pytest.mark.parametrize(
    ("years", "rate", "by", "between", "together", "bursts"),
    [
        (2, 0.03, By.WEEK, 0.0, 0.0, 0.0),
        (4, 0.3, By.WEEK, 1.0, 0.0, 1.0),
        (5, 1.0, By.WEEK, 2.0, 0.3, 0.0),
        (10, 0.3, By.MONTH, 1.0, 0.0, 0.0),
    ],
)
def test_false_alarms_are_rare(
    years: int, rate: float, by: By, between: float, together: float, bursts: float
) -> None:
    """Of 60 dyads of one level at most 7: beyond 5 in 100 by the most that chance gives."""
    alarms = 0
    for seed in range(60):
        made = simulated(
            levels=(-1.0,),
            lengths=(365 * years,),
            rate=rate,
            seed=seed,
            between=between,
            together=together,
            bursts=bursts,
        )
        alarms += bool(found(made.days, by).turning_points)
    assert alarms <= 7


def test_changes_are_found_and_lie_in_their_interval() -> None:
    held = hits = 0
    for seed in range(60):
        levels = (2.0, -2.0) if seed % 2 else (-2.0, 2.0)
        made = simulated(levels, (500, 700), rate=0.7, seed=seed, between=1.0)
        turns = found(made.days).turning_points
        if len(turns) == 1:
            hits += 1
            held += turns[0].low <= made.changes[0] <= turns[0].high
    assert hits >= 55
    assert held >= 0.9 * hits


def test_the_same_frame_in_any_order_gives_the_same() -> None:
    made = simulated(levels=(2.0, -4.0), lengths=(300, 300), rate=1, seed=5)
    assert found(made.days) == found(made.days.sample(frac=1, random_state=1))


def test_forty_years_of_weeks_and_fifty_thousand_events_take_seconds() -> None:
    made = simulated(levels=(1.0, -3.0, 2.0), lengths=(5000, 5000, 4600), rate=3.5)
    assert len(made.days) > 50_000
    begun = time.process_time()
    result = found(made.days)
    assert time.process_time() - begun < 5
    assert len(result.turning_points) == 2


def test_every_unit_has_a_least_length() -> None:
    assert set(LEAST) == set(By)


def test_the_generator_keeps_its_promises() -> None:
    made = simulated(levels=(4.0, None, -6.0), lengths=(1000, 100, 1000), rate=2, seed=9)
    (change,) = made.changes
    assert (change - date(2000, 1, 3)).days == 1100
    after = made.days.day >= pd.Timestamp(change)
    assert made.days[~after].intensity.mean() == pytest.approx(4, abs=0.4)
    assert made.days[after].intensity.mean() == pytest.approx(-6, abs=0.4)
    assert (made.days.articles >= made.days.reports).all()
    gap = (made.days.day - pd.Timestamp(2000, 1, 3)).dt.days
    assert not gap.between(1000, 1099).any()
    assert simulated((1.0,), (50,), seed=1).days.equals(simulated((1.0,), (50,), seed=1).days)
