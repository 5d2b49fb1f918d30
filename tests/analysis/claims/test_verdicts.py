"""Claims of known outcome against a record that is made up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from typer.testing import Result

from entente.analysis.claims import verdict as reasons
from entente.analysis.claims.dealings import Match, counted
from entente.analysis.claims.simulate import by_chance, made
from entente.analysis.claims.verdict import Status
from entente.analysis.claims.verdicts import COLUMNS, asked, verdicts
from entente.store import Selection, Store

BEGUN, SAID, DUE, ON = date(2023, 1, 1), "2023-06-01", "2023-06-30", date(2023, 9, 1)
Told = tuple[str, str, str, str]
AIDED: Told = ("2023-06-10", "FRA", "ARM", "AID")
OTHERS: list[Told] = [(f"2023-06-{d}", "ARM", "FRA", "ACCUSE") for d in (11, 12, 13)]


def claim(**changed: Any) -> pd.DataFrame:
    row: dict[str, Any] = {
        "claim": "c",
        "published": pd.Timestamp(SAID),
        "kind": "plan",
        "claimant": "FRA",
        "speaker": "FRA",
        "text": "France will aid Armenia",
        "start": 0,
        "condition": None,
        "condition_start": None,
        "condition_end": None,
        "consequence": None,
        "horizon": DUE,
        "due": pd.Timestamp(DUE),
        "outlet": None,
        "document": "d",
    }
    return pd.DataFrame([row | changed])


def act(kind: str = "AID", at: int = 12, modality: str = "future", **changed: Any) -> dict[str, Any]:
    quad = {"AID": 2, "COOPERATE": 2, "ACCUSE": 3, "CONSULT": 1}[kind]
    row = {"claim": "c", "event_type": kind, "quad": quad, "modality": modality, "at": at}
    return row | {"actors": ["FRA"], "recipients": ["ARM"]} | changed


def record(*told: Told, published: str | None = None) -> pd.DataFrame:
    """Acts as told on their own days, or all by a text of one day."""
    quad = {"AID": 2, "COOPERATE": 2, "ACCUSE": 3, "CONSULT": 1}
    rows = [
        {
            "day": pd.Timestamp(day),
            "a": a,
            "b": b,
            "directed": True,
            "event_type": kind,
            "quad": quad[kind],
            "story": f"s{n}",
            "evidence": f"e{n}",
            "told": pd.Timestamp(published or day),
        }
        for n, (day, a, b, kind) in enumerate(told)
    ]
    names = ["day", "a", "b", "directed", "event_type", "quad", "story", "evidence", "told"]
    return pd.DataFrame(rows, columns=names)


def judged(
    claims: pd.DataFrame, told: pd.DataFrame, *acts: dict[str, Any], on: date = ON, **rules: Any
) -> pd.Series[Any]:
    events = pd.DataFrame(list(acts) or [act()])
    (row,) = [r for _, r in verdicts(claims, events, told, on=on, begun=BEGUN, **rules).iterrows()]
    assert list(row.index) == list(COLUMNS)
    return row


def test_an_act_told_in_time_bears_it_out() -> None:
    row = judged(claim(), record(*OTHERS, AIDED))
    assert (row.status, row.reason, row.evidence) == ("borne out", "told on 2023-06-10", ["e3"])
    assert (row.expected, row.match, row.due) == (["FRA AID ARM"], "type", pd.Timestamp(DUE))


@pytest.mark.parametrize(
    "told",
    [
        ("2023-05-31", "FRA", "ARM", "AID"),
        ("2023-06-01", "FRA", "ARM", "AID"),
        ("2023-07-03", "FRA", "ARM", "AID"),
        ("2023-06-10", "ARM", "FRA", "AID"),
        ("2023-06-10", "FRA", "AZE", "AID"),
        ("2023-06-10", "FRA", "ARM", "COOPERATE"),
    ],
    ids=["before", "on its day", "too late", "the other way", "another", "another type"],
)
def test_another_act_or_another_day_does_not(told: Told) -> None:
    row = judged(claim(), record(*OTHERS, told))
    assert row.status == "not borne out" and row.reason.startswith(reasons.SILENT)
    assert row.evidence[:3] in (["e0", "e1", "e2"], ["e3", "e0", "e1"])


def test_two_days_of_grace_and_the_looser_match() -> None:
    late = record(*OTHERS, ("2023-07-02", "FRA", "ARM", "AID"))
    assert judged(claim(), late).status == "borne out"
    like = record(*OTHERS, ("2023-06-10", "FRA", "ARM", "COOPERATE"))
    row = judged(claim(), like, match=Match.QUAD)
    assert (row.status, row.match) == ("borne out", "quad")


def test_silence_counts_only_where_the_two_were_told_of() -> None:
    row = judged(claim(), record(*OTHERS[:2]))
    assert row.status == "open" and row.reason.startswith(reasons.TOO_LITTLE) and row.match is None
    assert judged(claim(), record(*OTHERS[:2]), least=2).status == "not borne out"
    assert judged(claim(), record()).status == "open"


def test_a_text_from_before_the_claim_is_no_evidence() -> None:
    row = judged(claim(), record(AIDED, published="2023-05-30"))
    assert row.status == "open" and row.evidence == []


def test_what_was_claimed_not_to_be() -> None:
    never = claim(text="France will not aid Armenia")
    no = act(at=16)
    assert judged(never, record(*OTHERS), no).status == "borne out"
    assert judged(never, record(*OTHERS, AIDED), no).status == "not borne out"
    assert judged(never, record(*OTHERS[:1]), no).status == "open"
    row = judged(never, record(*OTHERS), no)
    assert row.negated and row.expected == ["no FRA AID ARM"]


def test_a_meeting_has_no_direction() -> None:
    row = judged(claim(), record(("2023-06-10", "ARM", "FRA", "CONSULT")), act("CONSULT"))
    assert (row.status, row.expected) == ("borne out", ["ARM CONSULT FRA"])


def test_all_acts_of_a_claim_must_be_told() -> None:
    text = claim(text="France will aid and meet Armenia")
    acts = (act(), act("CONSULT", 20))
    met = ("2023-06-12", "FRA", "ARM", "CONSULT")
    assert judged(text, record(AIDED, met), *acts).status == "borne out"
    row = judged(text, record(*OTHERS, AIDED), *acts)
    assert (row.status, row.reason) == ("open", reasons.MIXED)
    assert judged(text, record(*OTHERS), *acts).status == "not borne out"


@pytest.mark.parametrize(
    ("changed", "acts", "reason"),
    [
        ({"published": pd.NaT}, [act()], reasons.NO_DAY),
        ({}, [act(modality="asserted")], reasons.NO_ACT),
        ({}, [act(recipients=[])], reasons.NO_RECIPIENT),
        ({"horizon": None, "due": pd.NaT}, [act()], reasons.NO_HORIZON),
        ({"due": pd.Timestamp("2023-05-01")}, [act()], reasons.PASSED),
        ({"due": pd.Timestamp("2023-12-01")}, [act()], f"{reasons.NOT_DUE} 2023-12-01"),
        ({"condition": "if asked"}, [act()], reasons.NO_CONDITION),
    ],
)
def test_what_cannot_be_judged_is_open_and_says_why(
    changed: dict[str, Any], acts: list[dict[str, Any]], reason: str
) -> None:
    row = judged(claim(**changed), record(*OTHERS), *acts)
    assert (row.status, row.reason, row.evidence) == ("open", reason, [])
    assert np.isnan(row.base_rate)


def test_an_open_claim_tells_of_the_act_nonetheless() -> None:
    row = judged(claim(horizon=None, due=pd.NaT), record(AIDED))
    assert (row.status, row.evidence) == ("open", ["e0"])
    assert row.reason == f"{reasons.NO_HORIZON}; {reasons.ALREADY} 2023-06-10"


def test_within_gives_a_day_to_claims_that_name_none() -> None:
    none = claim(horizon=None, due=pd.NaT)
    assert judged(none, record(AIDED), within=30).status == "borne out"
    assert judged(none, record(AIDED), within=30).due == pd.Timestamp("2023-07-01")
    assert judged(none, record(AIDED), within=200).status == "open"


TEXT = "If Armenia meets Iran, France will aid Armenia"
IF = {"text": TEXT, "condition": TEXT[:21], "condition_start": 0, "condition_end": 21}
MEETS = act("CONSULT", 11, "hypothetical", actors=["ARM"], recipients=["IRN"])
MET: Told = ("2023-06-12", "IRN", "ARM", "CONSULT")


def test_a_conditional_waits_for_its_condition() -> None:
    then = act(at=36)
    row = judged(claim(**IF), record(*OTHERS), MEETS, then)
    assert (row.status, row.reason) == ("open", reasons.NOT_MET)
    early = judged(claim(**IF), record(*OTHERS, MET, AIDED), MEETS, then)
    assert early.status == "open", "what came before the condition does not bear it out"
    after = ("2023-06-20", "FRA", "ARM", "AID")
    assert judged(claim(**IF), record(MET, after), MEETS, then).status == "borne out"
    later = [("2023-06-2" + d, "FRA", "ARM", "ACCUSE") for d in "123"]
    assert judged(claim(**IF), record(MET, *later), MEETS, then).status == "not borne out"
    late = judged(claim(**IF, due=pd.Timestamp("2023-06-05")), record(MET), MEETS, then)
    assert late.reason == reasons.MET_LATE
    undated = judged(claim(**IF, due=pd.NaT), record(MET, after), MEETS, then, within=20)
    assert (undated.status, undated.due) == ("borne out", pd.Timestamp("2023-07-02"))


def test_a_condition_that_something_does_not_happen() -> None:
    no = MEETS | {"modality": "negated"}
    row = judged(claim(**IF), record(*OTHERS), no, act(at=36))
    assert (row.status, row.reason) == ("open", reasons.NEGATED_CONDITION)


def test_nothing_after_the_day_asked_about_counts() -> None:
    row = judged(claim(), record(*OTHERS, ("2023-07-02", "FRA", "ARM", "AID")), on=date(2023, 6, 30))
    assert row.status == "not borne out"


def test_the_base_rate_is_that_of_windows_before() -> None:
    # Ten acts a month apart: a window of a week or so holds one in seven to ten of thirty cases.
    monthly = [(f"{2020 + n // 12}-{1 + n % 12:02}-15", "FRA", "ARM", "AID") for n in range(41)]
    week = claim(due=pd.Timestamp("2023-06-08"))
    events = pd.DataFrame([act()])
    told = record(*monthly, ("2023-06-05", "FRA", "ARM", "AID"))
    frame = verdicts(week, events, told, on=ON, begun=date(2020, 1, 1))
    assert frame.status[0] == "borne out"
    assert frame.base_rate[0] == pytest.approx(9 / 30.4, abs=0.01)
    # Windows without the act are not judged: nothing else is told of the two.
    assert frame.chance[0] == 1
    short = verdicts(week, events, told, on=ON, begun=date(2023, 5, 10))
    assert np.isnan(short.base_rate[0]), "three windows at least"


def test_windows_are_counted_from_their_first_day() -> None:
    assert counted(np.array([5]), np.array([2, 3, 5, 6]), 3).tolist() == [0, 1, 1, 0]


def test_the_pairs_that_are_asked_of_the_record() -> None:
    frame = claim(**IF)
    assert asked(frame, pd.DataFrame([MEETS, act(at=36)])) == {("ARM", "FRA"), ("ARM", "IRN")}


def test_no_claims_no_verdicts() -> None:
    frame = verdicts(claim().iloc[:0], pd.DataFrame([act()]).iloc[:0], record(), on=ON, begun=BEGUN)
    assert frame.empty and list(frame.columns) == list(COLUMNS)


@pytest.mark.parametrize("rate", [0.005, 0.02, 0.05])
def test_without_skill_as_many_are_borne_out_as_by_chance(rate: float) -> None:
    case = made(number=400, rate=rate, seed=3)
    day = date(2020, 1, 1) + timedelta(days=1000)
    frame = verdicts(case.claims, case.events, case.record, on=day, begun=date(2020, 1, 1))
    told = frame.status == Status.BORNE_OUT.value
    # Grace adds those who came a day or two late; no claim that came true is missed.
    assert all(t for t, true in zip(told, case.true, strict=True) if true)
    usual = 1 - np.exp(-rate * 32)
    assert told.mean() == pytest.approx(usual, abs=0.06)
    known = frame[frame.chance.notna()]
    assert (known.status == "borne out").mean() == pytest.approx(known.chance.mean(), abs=0.06)


@pytest.mark.shared
def test_claims_by_lot_are_borne_out_as_often_as_the_record_says(
    shared: Path, tmp_path: Path, run: Callable[..., Result]
) -> None:
    folder, file = shared / "data" / "forecast" / "icews14", tmp_path / "i14.duckdb"
    result = run("import", "tkg", folder, "--epoch", "2014-01-01", "--db", file)
    assert result.exit_code == 0, result.output
    with Store(str(file)) as store:
        ties = store.ties(Selection(), by="year")
        pairs = {(str(a), str(b)) for a, b in zip(ties.a, ties.b, strict=True)}
        told = store.dealings(Selection(), pairs)
        first, last = store.span()
    assert first and last
    claims, events = by_chance(told, number=600, since=date(2014, 6, 1), until=date(2014, 8, 20), within=30)
    frame = verdicts(claims, events, told, on=last, begun=first)
    known = frame[frame.chance.notna() & (frame.status != "open")]
    assert len(known) > 200
    share = (known.status == "borne out").mean()
    assert share == pytest.approx(known.chance.mean(), abs=0.1)
