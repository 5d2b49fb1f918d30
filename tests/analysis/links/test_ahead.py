from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from entente.analysis.links.ahead import COLUMNS, TYPES, ahead, record, track
from entente.analysis.links.features import names
from entente.analysis.links.shipped import load, save, shipped
from entente.errors import ModelError


def _days(rows: list[tuple[int, str, str, str]], *, directed: bool = True) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["day", "a", "b", "event_type"])
    frame["day"] = pd.Timestamp("2020-01-01") + pd.to_timedelta(frame["day"], unit="D")
    return frame.assign(directed=directed)


HABITS = [(day, "RUS", "AZE" if day % 5 == 0 else "ARM", "ACCUSE") for day in range(60)]
OTHERS = [(day, "IRN", "TUR", "CONSULT") for day in range(0, 60, 2)]


def test_only_what_two_do_to_each_other_is_told() -> None:
    days = _days([(0, "ARM", "ARM", "CONSULT"), (1, "ARM", "RUS", "CONSULT"), (2, "ARM", "RUS", "SPEAK")])
    told = record(days)
    assert told.actors == ("ARM", "RUS")
    assert len(told.facts.step) == 2
    assert told.first == pd.Timestamp("2020-01-02")


def test_what_two_do_together_is_told_in_both_directions() -> None:
    told = record(_days([(0, "ARM", "RUS", "AGREE")], directed=False)).facts
    assert set(zip(told.known.tolist(), told.relation.tolist(), strict=True)) == {
        (who, kind) for who in (0, 1) for kind in (TYPES.index("AGREE"), TYPES.index("AGREE") + len(TYPES))
    }


def test_chances_add_up_and_habits_come_first() -> None:
    found = ahead(record(_days(HABITS + OTHERS)), shipped(), "RUS")
    assert list(found.columns) == COLUMNS
    assert found.groupby(["role", "event_type"]).chance.sum().to_numpy() == pytest.approx(1, abs=1e-4)
    shares = found.drop_duplicates(["role", "event_type"]).groupby("role").type_share.sum()
    assert (shares < 1.0001).all()
    first = found.iloc[0]
    assert (first.role, first.event_type, first.other) == ("actor", "ACCUSE", "ARM")
    assert first.stories == sum(other == "ARM" for _, _, other, _ in HABITS)
    assert first["last"] == pd.Timestamp("2020-01-01") + pd.Timedelta(
        days=max(day for day, _, other, _ in HABITS if other == "ARM")
    )
    assert found[found.stories == 0]["last"].isna().all()


def test_who_is_acted_on_sees_it_coming() -> None:
    found = ahead(record(_days(HABITS + OTHERS)), shipped(), "TUR")
    first = found.iloc[0]
    assert (first.role, first.event_type, first.other) == ("recipient", "CONSULT", "IRN")


@pytest.mark.parametrize("days", [_days([]), _days(OTHERS)])
def test_nobody_knows_what_an_actor_without_stories_does(days: pd.DataFrame) -> None:
    found = ahead(record(days), shipped(), "RUS")
    assert found.empty
    assert list(found.columns) == COLUMNS


def test_the_track_record_is_over_the_last_days() -> None:
    found = track(record(_days(HABITS + OTHERS)), shipped(), 20)
    assert found.days == 20
    assert 0 < found.baseline.mrr < 1
    assert found.low <= found.ours.mrr - found.baseline.mrr <= found.high or found.low == found.high


def test_too_few_days_for_a_track_record() -> None:
    assert track(record(_days([])), shipped()).verdict == "too few days to tell"
    assert track(record(_days(OTHERS[:1])), shipped()).verdict == "too few days to tell"


def test_a_ranker_is_kept_as_it_is(tmp_path: Path) -> None:
    save(shipped(), tmp_path / "a.npz")
    again = load(tmp_path / "a.npz")
    features, relation = np.ones((3, len(names())), np.float32), np.array([0, 1, 2])
    np.testing.assert_array_equal(again.scores(features, relation), shipped().scores(features, relation))


def test_the_shipped_ranker_fits_the_features_and_the_event_types() -> None:
    assert len(shipped().centre) == len(names())
    assert len(shipped().weights.relation) == 2 * len(TYPES)


@pytest.mark.parametrize("content", [b"", b"no ranker"])
def test_a_file_that_is_no_ranker(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.npz").write_bytes(content)
    with pytest.raises(ModelError, match="install Entente again"):
        load(tmp_path / "a.npz")
