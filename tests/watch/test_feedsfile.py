from __future__ import annotations

from pathlib import Path

import pytest

from entente.errors import UsageError
from entente.watch.feedsfile import load_feeds

FEED = '[[feed]]\nurl = "https://example.org/rss"\n'
WHOLE = f"""
[watch]
every = "30m"
interval = "5s"
page = "https://record.example.org"
{FEED}
outlet = "The Daily"
full_text = true

[[alert]]
name = "accusations"
dyad = ["Armenia", "RUS"]
directed = true
type = ["ACCUSE", "THREATEN"]
modality = ["asserted"]
least = 0.5
send = ["mail"]

[[alert]]
name = "many"
actor = "Germany"
threshold = {{ stories = 5, within = "7d" }}

[[alert]]
name = "turns"
region = "East Asia"
rift = true

[mail]
server = "mail.example.org"
from = "entente@example.org"
to = ["desk@example.org"]
password_env = "MAIL_PASSWORD"

[webhook]
url = "https://hooks.example.org/entente"
"""


def test_a_whole_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAIL_PASSWORD", "hush")
    (tmp_path / "f.toml").write_text(WHOLE)
    found = load_feeds(str(tmp_path / "f.toml"))
    assert (found.every(found.feed[0]), found.watch.interval) == (1800, 5)
    assert found.channels == ("stdout", "mail", "webhook")
    assert [rule.wants() for rule in found.alert] == [
        "events of Armenia and RUS, ACCUSE, THREATEN, asserted",
        "5 stories within 7d: events of Germany, any",
        "new rifts and rapprochements of East Asia",
    ]
    assert "hush" not in repr(found)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "feed is missing"),
        ("[watch]\nevry = '1m'\n" + FEED, "watch: 'evry' is unknown; valid: every, interval"),
        ("[watch]\nevry = '1m'\n" + FEED, "did you mean every?"),
        ("[watch]\nevery = 15\n" + FEED, 'watch every: 15 is no span of time; give a number'),
        (FEED + "outlt = 'x'", "feed 1 (https://example.org/rss): 'outlt' is unknown; valid: url, outlet"),
        ("[[feed]]\nurl = 'ftp://example.org'", "'ftp://example.org' is no address of the web"),
        (FEED + FEED, "url 'https://example.org/rss' stands twice"),
        (FEED + "[[alert]]\nname = 'a'\ntype = ['ACUSE']", "did you mean ACCUSE?"),
        (FEED + "[[alert]]\nname = 'a'\nactor = 'Nobodyland'", "no actor is known as 'Nobodyland'"),
        (FEED + "[[alert]]\nname = 'a'\nrift = true\ntype = ['ACCUSE']", "rift goes with dyad, actor"),
        (FEED + "[[alert]]\nname = 'a'\nsend = ['mail']", "sent to mail, but there is no [mail]"),
        (FEED + "[[alert]]\nname = 'a'\nof = 'claims'\ndyad = ['ARM', 'RUS']", "claims have one party"),
        (FEED + "[webhook]\nurl = 'https://a.org'\nsecret_env = 'NOT_SET_AT_ALL'", "has no NOT_SET_AT_ALL"),
        (FEED + "[mail]\npassword = 'x'\nserver = 's'\nfrom = 'a'\nto = ['b']", "'password' is unknown"),
        ("[watch]\nevery = 15m", "line 2"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "f.toml").write_text(text)
    with pytest.raises(UsageError) as error:
        load_feeds(str(tmp_path / "f.toml"))
    assert told in str(error.value)


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        load_feeds(str(tmp_path / "none.toml"))
