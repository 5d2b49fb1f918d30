from __future__ import annotations

from pathlib import Path

import pytest
from issues import EMISSION

from entente.analysis.bargaining.issue import Estimate, Issue, Source, Stake
from entente.analysis.bargaining.issuefile import dumps, loads, read
from entente.errors import UsageError

TOLD = Stake(
    'AR"M\u007f',
    Estimate(62.5, 54.4, 70.6, Source.RECORD, 432, None, ('i:tkg A B 2010-01-01 Say "no"', "i:2")),
    Estimate(37.9, 31.7, 45.0, Source.RECORD, 432, 2900),
    Estimate(65.2, 53.1, 79.2, Source.RECORD, 101),
)
POLE = Stake(
    "AZE", Estimate(100.0, 100.0, 100.0, Source.POLE, 83), Estimate(25.4), Estimate(100.0, 84.9, 117.0)
)
ISSUE = Issue("ARM or AZE?\n", "ARM", "AZE", (TOLD, POLE))
TEXT = dumps(ISSUE, lambda code: "Azer\nbaijan" if code == "AZE" else code)


def test_what_is_written_is_read_back_the_same() -> None:
    assert loads(TEXT) == ISSUE
    assert loads(dumps(EMISSION)) == EMISSION
    assert loads(dumps(loads(TEXT))) == ISSUE


def test_comments_tell_names_and_what_the_record_has() -> None:
    assert 'actor = "AZE"  # Azer baijan' in TEXT
    assert "salience = 37.9  # record: 31.7 to 45, 432 of 2,900 stories" in TEXT


def test_what_the_analyst_changes_is_marked_as_the_analysts() -> None:
    changed = loads(TEXT.replace("position = 62.5", "position = 30\nposition_high = 40"))
    first = changed.stakes[0]
    assert first.position == Estimate(30.0, None, 40.0, Source.ANALYST)
    assert first.salience == TOLD.salience
    assert loads(TEXT.replace("position = 100.0", "position = 90.0")).stakes[1].position.source == "analyst"
    # An interval of one's own over the record's value is a change too.
    wider = loads(TEXT.replace("salience = 37.9", "salience = 37.9\nsalience_high = 99"))
    assert wider.stakes[0].salience == Estimate(37.9, None, 99.0, Source.ANALYST)


@pytest.mark.parametrize(
    ("was", "now", "complaint"),
    [
        ("[issue]", "[isue]", "'isue' in the file is unknown; valid: issue, stake; did you mean issue?"),
        ("salience = 37.9", "saliense = 37.9", "did you mean salience"),
        ("salience = 37.9", "", "salience in .*stake.* 1, .* is missing"),
        ("salience = 37.9", 'salience = "much"', "'much'; give a number"),
        ("salience = 37.9", "salience = true", "True; give a number"),
        ("salience = 37.9", "salience = 137.9", "137.9; valid: 0 to 100"),
        ("salience = 37.9", "salience = nan", "nan; valid: 0 to 100"),
        ('actor = "AZE"', 'actor = ""', r"actor in \[\[stake\]\] 2 is ''"),
        ('source = "pole"', 'source = "guess"', "'guess'; valid: record, pole"),
        ("stories = 83", "stories = -83", "whole number"),
        ('low = "ARM"', "", "low in .issue. is missing"),
        ("position = 62.5", "position = ", "no TOML"),
        ("bottom = 0.0", "bottom = 200", "lower end first"),
    ],
)
def test_each_slip_has_one_clear_error(was: str, now: str, complaint: str) -> None:
    assert was in TEXT
    with pytest.raises(UsageError, match=complaint) as told:
        loads(TEXT.replace(was, now, 1), "mine.toml")
    assert str(told.value).startswith("mine.toml")


def test_files_that_are_not_there_or_not_text(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"cannot read .*none\.toml"):
        read(tmp_path / "none.toml")
    (tmp_path / "odd.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="not UTF-8"):
        read(tmp_path / "odd.toml")
    with pytest.raises(UsageError, match=r"no \[\[stake\]\] blocks"):
        loads('[issue]\nname = "q"\nlow = "a"\nhigh = "b"\n')
