from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from entente.analysis.brokerage import brokers as brokers_module
from entente.analysis.brokerage import mediation as mediation_module
from entente.analysis.brokerage import paths
from entente.analysis.brokerage.mediation import COLUMNS as MEDIATIONS
from entente.analysis.brokerage.simulate_brokers import brokered
from entente.analysis.brokerage.simulate_ties import COLUMNS

# The cells of a frame have no static type.
brokers: Any = brokers_module.brokers
bridges: Any = brokers_module.bridges
mediations: Any = mediation_module.mediations


def tie(a: str, b: str, good: int, bad: int = 0, period: str = "2012-01-01") -> dict[str, object]:
    a, b = sorted((a, b))
    made: dict[str, object] = dict.fromkeys(COLUMNS, 0)
    return made | {
        "period": pd.Timestamp(period), "a": a, "b": b, "stories": good + bad, "words_for": good,
        "words_against": bad, "intensity": 1.0, "net": 1.0 * (good + bad), "deviation": 0.0,
    }  # fmt: skip


def frame(*rows: dict[str, object]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=list(COLUMNS))


def test_each_broker_has_its_part_of_a_pair_by_the_narrower_tie() -> None:
    made = frame(tie("I", "K", 30), tie("K", "J", 90), tie("I", "L", 50), tie("J", "L", 10))
    found = brokers(made, members=["I", "J"], resamples=0).set_index("actor")
    assert found.loc["K", "share"] == pytest.approx(0.75)
    assert found.loc["L", "share"] == pytest.approx(0.25)
    assert found.pairs.tolist() == [1, 1]
    assert found.sole.tolist() == [0, 0]
    assert found.foes.tolist() == [0, 0]
    assert found.low.isna().all()


@pytest.mark.parametrize(
    ("between", "pairs", "foes"),
    [((0, 0), 1, 0), ((2, 2), 1, 0), ((9, 1), 0, 0), ((5, 5), 0, 0), ((1, 9), 1, 1), ((0, 4), 1, 0)],
)
def test_only_those_that_do_not_deal_or_are_foes_have_a_broker(
    between: tuple[int, int], pairs: int, foes: int
) -> None:
    made = frame(tie("I", "K", 30), tie("K", "J", 30), *([tie("I", "J", *between)] if any(between) else []))
    found = bridges(made, members=["I", "J"])
    assert (len(found), int(found.foes.sum())) == (pairs, foes)


def test_who_is_a_foe_of_one_does_not_broker() -> None:
    made = frame(tie("I", "K", 30), tie("K", "J", 10, 20))
    assert brokers(made, resamples=0).empty


def test_planted_brokers_are_found_with_their_shares() -> None:
    for hostile in (False, True):
        made = brokered(months=60, hostile=hostile, seed=4)
        one, two = made.camps
        found = brokers(made.ties, members=one + two).set_index("actor")
        assert list(found.index) == ["B0", "B1"]
        assert found.share.sum() == pytest.approx(1)
        assert found["rank"].tolist() == [1, 2]
        for actor, share in made.shares.items():
            assert found.loc[actor, "share"] == pytest.approx(share, abs=0.04)
            assert found.low[actor] <= found.share[actor] <= found.high[actor]
        assert (found.foes == (25 if hostile else 0)).all()
        assert found.foes_share.sum() == pytest.approx(1 if hostile else 0)
        assert found.foes_share.isna().all() == (not hostile)


def test_shares_of_all_add_up_in_each_window() -> None:
    made = brokered(months=24, seed=2).ties
    found = brokers(made, months=12)
    assert found["first"].nunique() == 2
    assert found.groupby("first").share.sum().tolist() == pytest.approx([1, 1])
    assert (found.low <= found.share).all() and (found.share <= found.high).all()
    # Each pair is split in whole.
    split = bridges(made, months=12).groupby(["first", "a", "b"]).share.sum()
    assert split.tolist() == pytest.approx([1] * len(split))


def test_names_do_not_matter() -> None:
    made = brokered(seed=5).ties
    names = {name: f"Z{i:02d}" for i, name in enumerate(sorted({*made.a, *made.b}, reverse=True))}
    other = made.assign(a=made.b.map(names), b=made.a.map(names))
    one = (
        brokers(made, resamples=0).assign(actor=lambda f: f.actor.map(names)).set_index("actor").sort_index()
    )
    two = brokers(other, resamples=0).set_index("actor").sort_index()
    keys = ["pairs", "sole", "brokerage", "share", "foes"]
    pd.testing.assert_frame_equal(one[keys], two[keys], check_index_type=False)


def test_it_does_not_matter_how_many_paths_are_looked_at_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made = brokered(seed=6, hostile=True).ties
    whole = brokers(made)
    monkeypatch.setattr(paths, "AT_ONCE", 7)
    pd.testing.assert_frame_equal(brokers(made), whole)


def test_the_same_seed_gives_the_same_interval_and_more_stories_a_narrower_one() -> None:
    few, many = (brokered(months=48, rate=rate, seed=1) for rate in (2, 40))
    assert brokers(few.ties, seed=3).equals(brokers(few.ties, seed=3))
    widths = [(f.high - f.low).iloc[0] for f in (brokers(few.ties), brokers(many.ties))]
    assert widths[1] < widths[0]


def test_the_chief_pairs_are_the_widest() -> None:
    made = frame(tie("K", "I", 30), tie("K", "J", 20), tie("K", "L", 10), tie("K", "M", 6))
    (row,) = brokers(made).itertuples()
    assert (row.actor, row.pairs, row.sole, row.share) == ("K", 6, 6, 1)
    assert row.chief == "I/J; I/L; J/L"
    assert bridges(made, most=1).iloc[0].to_dict() | {"first": 0, "last": 0} == {
        "first": 0, "last": 0, "actor": "K", "a": "I", "b": "J", "foes": False, "width": 20, "share": 1.0
    }  # fmt: skip


def test_nothing_gives_nothing() -> None:
    empty = frame()
    assert list(brokers(empty).columns) == list(brokers_module.COLUMNS) and brokers(empty).empty
    assert list(bridges(empty).columns) == list(brokers_module.BRIDGES)
    made = brokered().ties
    assert brokers(made, members=["nobody"]).empty
    assert list(brokers(made, members=["nobody"]).columns) == list(brokers_module.COLUMNS)
    with pytest.raises(ValueError, match="at least one story"):
        brokers(made, least=0)
    with pytest.raises(ValueError, match="at least one month"):
        brokers(made, months=0)


ACTS = pd.DataFrame(
    [
        ("2012-01-03", "ASEAN", "KHM", "s1", "icews"),
        ("2012-01-03", "ASEAN", "THA", "s1", "icews"),
        ("2012-02-01", "ASEAN", "THA", "s2", "coded"),
        ("2012-01-09", "USA", None, "s3", "icews"),
    ],
    columns=["day", "actor", "recipient", "story", "dataset"],
).assign(day=lambda f: pd.to_datetime(f.day))


def test_mediations_are_counted_by_story() -> None:
    found = mediations(ACTS)
    assert found.actor.tolist() == ["ASEAN", "USA"]
    assert found.number.tolist() == [2, 1]
    assert found.partners.tolist() == [2, 0]
    assert found.chief.tolist() == ["THA; KHM", ""]
    assert found.datasets.tolist() == ["coded; icews", "icews"]
    assert found["last"].tolist() == [pd.Timestamp("2012-02-01"), pd.Timestamp("2012-01-09")]
    assert list(mediations(ACTS[:0]).columns) == list(MEDIATIONS)


def test_mediations_stand_beside_brokerage() -> None:
    made = brokered()
    acts = ACTS.replace({"ASEAN": "B0"})
    found = brokers(made.ties, mediations=mediations(acts)).set_index("actor")
    assert found.mediations["B0"] == 2
    assert found.mediations["B1"] == 0
    assert brokers(made.ties, mediations=mediations(acts[:0])).mediations.sum() == 0
    assert brokers(made.ties).mediations.isna().all()
