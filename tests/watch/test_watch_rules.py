from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from feedhouse import START, NotingApi, Post, post

from entente.store.watch.entries import FeedState, Listed
from entente.watch.client import Refused
from entente.web.api.watched import Finding

FEED = {"url": "https://example.org/rss", "every": "30d"}


def _event(number: int, document: str = "d1", **more: Any) -> dict[str, Any]:
    return {
        "id": f"{document}.e{number}", "date": "2023-11-13", "published": "2023-11-14", "outlet": "The Daily",
        "actor": ["ARM"], "recipient": ["RUS"], "event_type": "ACCUSE", "modality": "asserted",
        "intensity": -2.0, "sentence": "Armenia accused Russia.", "document": document, **more,
    }  # fmt: skip


def _story(*events: str, day: str = "2023-11-13", **more: Any) -> dict[str, Any]:
    return {
        "story": f"s:{events[0]}", "day": day, "actor": ["ARM"], "event_type": "ACCUSE", "recipient": ["RUS"],
        "intensity": -2.0, "outlets": ["The Daily"], "events": list(events), "event": events[0],
        "document": "d1", "sentence": "Armenia accused Russia.", **more,
    }  # fmt: skip


def _turn(low: str, high: str, b: str = "RUS", direction: str = "rift") -> dict[str, Any]:
    return {"a": "ARM", "b": b, "direction": direction, "date": low, "low": low, "high": high}


Watching = Callable[..., Post]


@pytest.fixture
def watching(tmp_path: Path) -> Watching:
    def make(**rule: Any) -> Post:
        at = post(tmp_path, {"feed": [FEED], "alert": [{"name": "rule", **rule}]})
        # The feed itself is not asked for.
        at.watched.keep(FeedState(FEED["url"], FEED["url"], next=1e12), [], START)
        return at

    return make


def _read(at: Post, *keys: str) -> None:
    """Entries are listed; the next round reads them."""
    listed = [Listed(k, k, f"https://example.org/{k}", None, None, False, b"words") for k in keys]
    at.watched.keep(FeedState(FEED["url"], FEED["url"], next=1e12), listed, START)


def _told(at: Post) -> list[Finding]:
    return [Finding.model_validate_json(alert.told) for alert in reversed(at.watched.last_alerts(99)[0])]


def test_a_record_of_a_new_text_is_told_with_its_sentence(watching: Watching) -> None:
    at = watching(dyad=["Armenia", "RUS"], type=["ACCUSE"], modality=["asserted"], least=0.4, within="30d")
    at.api.answers = {"/events": [_event(1)], "/stories": [_story("d1.e1")]}
    _read(at, "a")
    assert at.watch.round().alerts == 1
    (found,) = _told(at)
    assert (found.rule, found.kind, found.title) == ("rule", "record", "Armenia: accuse Russia, 2023-11-13")
    assert found.page == "/documents/d1#d1.e1"
    (evidence,) = found.evidence
    assert (evidence.sentence, evidence.document) == ("Armenia accused Russia.", "d1")
    assert evidence.link == "https://example.org/a"
    assert at.api.asked[0] == (
        "/events",
        {
            "document": ["d1"], "since": "2023-10-15", "dyad": ["Armenia", "RUS"], "actor": [],
            "type": ["ACCUSE"], "modality": ["asserted"], "least": 0.4,
        },
    )  # fmt: skip


def test_a_story_is_told_once_however_many_report_it(watching: Watching) -> None:
    at = watching(actor="Armenia")
    at.api.answers = {
        "/events": [_event(1), _event(2), _event(3), _event(1, "d2"), _event(2, "d2")],
        "/stories": [_story("d1.e1", "d1.e2", "d2.e1"), _story("d1.e3"), _story("d2.e2")],
    }
    _read(at, "a")
    assert at.watch.round().alerts == 2
    assert [len(found.evidence) for found in _told(at)] == [2, 1]
    _read(at, "b")
    assert at.watch.round().alerts == 1
    assert _told(at)[-1].evidence[0].document == "d2"


def test_two_texts_of_a_round_tell_a_story_once(watching: Watching) -> None:
    at = watching(actor="Armenia")
    at.api.answers = {"/events": [_event(1), _event(1, "d2")], "/stories": [_story("d1.e1", "d2.e1")]}
    _read(at, "a", "b")
    assert at.watch.round().alerts == 1


def test_stories_that_are_not_yet_worked_out_are_waited_for(watching: Watching) -> None:
    at = watching(actor="Armenia")
    at.api.answers, at.api.settled = {"/events": [_event(1), _event(2)]}, False
    _read(at, "a")
    assert at.watch.round().alerts == 2
    assert at.clock.slept == [1] * 30


def test_an_answer_of_before_is_asked_for_once_more(watching: Watching) -> None:
    at = watching(actor="Armenia")
    at.api.answers = {"/events": [_event(1)]}
    _read(at, "a")
    assert at.watch.round().alerts == 1
    assert at.clock.slept == [1]


@pytest.mark.parametrize(
    ("rule", "fires"),
    [
        ({"dyad": ["ARM", "RUS"], "directed": True}, True),
        ({"dyad": ["RUS", "ARM"], "directed": True}, False),
        ({"dyad": ["RUS", "ARM"]}, True),
        ({"intensity": -2}, True),
        ({"intensity": -3}, False),
        ({"intensity": 1}, False),
    ],
)
def test_direction_and_intensity(watching: Watching, rule: dict[str, Any], fires: bool) -> None:
    at = watching(**rule)
    at.api.answers = {"/events": [_event(1)], "/stories": [_story("d1.e1")]}
    _read(at, "a")
    assert at.watch.round().alerts == fires


def test_statements_of_a_text_are_told_together(watching: Watching) -> None:
    at = watching(of="statements", actor="Armenia")
    row = {
        "date": None,
        "published": "2023-11-14",
        "source": "ARM",
        "content": "We accuse them",
        "document": "d1",
    }
    at.api.answers = {"/statements": [{**row, "id": "d1.s1"}, {**row, "id": "d1.s2"}]}
    _read(at, "a")
    assert at.watch.round().alerts == 1
    (found,) = _told(at)
    assert found.title == "Armenia: We accuse them, 2023-11-14" and len(found.evidence) == 2


def test_a_threshold_is_told_again_only_after_it_fell_below(watching: Watching) -> None:
    at = watching(dyad=["ARM", "RUS"], threshold={"stories": 2, "within": "7d"})
    stories = [_story("d1.e1"), _story("d1.e2"), _story("d1.e3")]
    fired: list[int] = []
    for number in (1, 2, 3, 1, 2):
        at.api.answers = {"/stories": stories[:number]}
        _read(at, f"{len(fired)}")
        fired.append(at.watch.round().alerts)
    assert fired == [0, 1, 0, 0, 1]
    assert _told(at)[0].title == "2 stories since 2023-11-07, threshold 2: ARM and RUS"
    assert len(_told(at)[0].evidence) == 2


def test_a_threshold_is_looked_at_by_the_hour_where_nothing_is_new(watching: Watching) -> None:
    at = watching(threshold={"stories": 1, "within": "7d"})
    at.api.answers = {"/stories": []}
    assert at.watch.round().alerts == 0
    at.api.answers = {"/stories": [_story("d1.e1")]}
    assert at.watch.round().alerts == 0
    at.later(3600)
    assert at.watch.round().alerts == 1


def test_turns_that_were_there_are_known_and_new_ones_told_once(watching: Watching) -> None:
    at = watching(rift=True, dyad=["ARM", "RUS"])
    old, other = _turn("2020-01-01", "2020-03-01"), _turn("2023-01-01", "2023-03-01", b="TUR")
    fired: list[int] = []
    for turns in (
        [old, other],
        [_turn("2020-02-01", "2020-04-01")],
        [old, _turn("2023-09-01", "2023-10-01")],
        [_turn("2023-09-10", "2023-10-10")],
        [_turn("2023-09-10", "2023-10-10", direction="rapprochement")],
    ):
        at.api.answers = {"/rifts": turns, "/stories": [_story("d1.e1")]}
        _read(at, f"{len(fired)}")
        fired.append(at.watch.round().alerts)
    assert fired == [0, 0, 1, 0, 1]
    found = _told(at)[0]
    assert found.title == "rift of Armenia and Russia, 2023-09-01 (between 2023-09-01 and 2023-10-01)"
    assert (found.page, len(found.evidence)) == ("/dyads/ARM/RUS", 1)


def test_a_rule_that_cannot_be_asked_keeps_no_other_from_it(tmp_path: Path) -> None:
    class Half(NotingApi):
        def rows(self, path: str, **asked: object) -> list[dict[str, Any]]:
            if asked.get("region"):
                raise Refused("no region 'Atlantis'")
            return super().rows(path, **asked)

    api = Half()
    api.answers = {"/events": [_event(1)], "/stories": [_story("d1.e1")]}
    rules = [{"name": "bad", "rift": True, "region": "Atlantis"}, {"name": "good", "actor": "ARM"}]
    at = post(tmp_path, {"feed": [FEED], "alert": rules}, open_api=lambda db: nullcontext(api))
    at.watched.keep(FeedState(FEED["url"], FEED["url"], next=1e12), [], START)
    _read(at, "a")
    report = at.watch.round()
    assert (report.alerts, report.failed) == (1, ["error: alert 'bad': no region 'Atlantis'"])


def test_texts_of_before_a_rule_was_made_are_not_told(watching: Watching, tmp_path: Path) -> None:
    at = post(tmp_path, {"feed": [FEED]})
    at.watched.keep(FeedState(FEED["url"], FEED["url"], next=1e12), [], START)
    _read(at, "a")
    at.watch.round()
    ruled = watching(actor="ARM")
    ruled.api.answers = {"/events": [_event(1)], "/stories": [_story("d1.e1")]}
    assert ruled.watch.round().alerts == 0


def test_what_is_kept_of_an_alert_is_plain_json(watching: Watching) -> None:
    at = watching(actor="ARM")
    at.api.answers = {"/events": [_event(1)], "/stories": [_story("d1.e1")]}
    _read(at, "a")
    at.watch.round()
    told = json.loads(at.watched.last_alerts(1)[0][0].told)
    assert set(told) == {"rule", "kind", "title", "page", "evidence"}
