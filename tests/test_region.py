"""A store in Python: frames, narrowed, and the brief."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from fakes import FakeEncoder

import entente
from entente.analysis.claims.verdict import Status
from entente.errors import InputError, MissingStore, UsageError


def test_frames_have_a_row_a_record_and_close(sampled: Path) -> None:
    with entente.open(str(sampled)) as region:
        counts = region.store.counts()
        frames = (region.documents, region.statements, region.events, region.claims)
        assert [len(f) for f in frames] == list(counts.values())
        assert {"date", "speaker", "office", "cue", "content", "target"} <= set(region.statements.columns)
        assert region.actors.actor.is_unique


def test_where_narrows_step_by_step_and_leaves_the_first_as_it_was(sampled: Path) -> None:
    with entente.open(str(sampled)) as region:
        quarrel = region.where(dyad=("Armenia", "Russia"))
        accused = quarrel.where(types=("ACCUSE",), since="2023-01-01")
        assert 0 < len(accused.events) < len(quarrel.events) < len(region.events)
        assert set(accused.events.event_type) == {"ACCUSE"}
        sides = accused.events.explode("actor").actor
        assert set(sides) <= {"ARM", "RUS", *sides} and (sides.isin(["ARM", "RUS"])).any()
        assert len(region.where(outlet="none such").statements) == 0
        assert len(accused.documents) > 0 and len(accused.claims) == len(accused.where().claims)


def test_levels_roll_actors_up_or_keep_them_apart(sampled: Path) -> None:
    with entente.open(str(sampled)) as region:
        assert "Nikol Pashinyan" not in set(region.statements.source)
        assert "Nikol Pashinyan" in set(region.where(level="actor").statements.source)
        assert "Nikol Pashinyan" in set(region.where(actor="Pashinyan").statements.speaker)


@pytest.mark.parametrize(
    ("narrowed", "complaint"),
    [
        ({"since": "soon"}, "no day"),
        ({"level": "planet"}, "valid: state, government, actor"),
        ({"actor": "Rusia"}, "did you mean Russia"),
        ({"types": ("SHOUT",)}, "valid: direct"),
        ({"modality": "perhaps"}, "valid: asserted"),
    ],
)
def test_a_wrong_choice_says_what_is_valid(
    sampled: Path, narrowed: dict[str, object], complaint: str
) -> None:
    with entente.open(str(sampled)) as region, pytest.raises(UsageError, match=complaint):
        _ = region.where(**narrowed).statements  # type: ignore[arg-type]


def test_claims_are_held_against_the_record(sampled: Path) -> None:
    with entente.open(str(sampled)) as region:
        judged = region.claim_record(within=90)
        assert len(judged) == len(region.claims) and set(judged.status) <= {s.value for s in Status}
        assert len(region.where(types=("plan",)).claim_record()) == (judged.kind == "plan").sum()
        assert region.claimants(within=90).claims.sum() == len(judged)
        early = region.claim_record(on="2023-04-30")
        assert early.published.max() <= pd.Timestamp("2023-04-30") and len(early) < len(judged)
        with pytest.raises(UsageError, match="valid: type, quad"):
            region.claim_record(match="mood")


def test_the_brief_is_saved(sampled: Path, tmp_path: Path) -> None:
    with entente.open(str(sampled)) as region:
        assert region.busiest() == ("ARM", "RUS")
        assert region.brief().contents.title == "Armenia and Russia"
        made = region.brief(("Armenia", "Russia"), since=date(2023, 9, 1), until="2023-09-30")
    assert made.contents.period == "1 Sep 2023 to 30 Sep 2023"
    assert made.save(tmp_path / "b.html").stat().st_size > 20_000


def test_a_store_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(MissingStore, match="entente read"):
        entente.open(str(tmp_path / "none.duckdb"))


def test_texts_in_memory(fake: FakeEncoder, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Germany accused Russia of fraud.")
    good, bad = str(tmp_path / "a.txt"), str(tmp_path / "none.txt")
    errors: list[InputError] = []
    with entente.read_store([good, bad], errors=errors) as region:
        assert len(region.events) == 1
    assert [e.path for e in errors] == [bad]
    with pytest.raises(InputError):
        entente.read_store([bad])


def test_a_store_without_a_dyad_has_no_busiest(fake: FakeEncoder, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Nothing of note happened in the village today.")
    with entente.read_store([str(tmp_path / "a.txt")]) as region, pytest.raises(UsageError, match="--focus"):
        region.busiest()
