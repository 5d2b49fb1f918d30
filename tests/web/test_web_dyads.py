"""Dyads, actors and stories: API and pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from serving import client


def test_a_course_sums_to_its_stories(reader: TestClient) -> None:
    found = reader.get("/api/v1/dyads/Armenia/AZE").json()
    assert (found["a"], found["b"]) == ("ARM", "AZE")
    assert found["count"] == sum(row["count"] for row in found["series"]) > 0
    assert found["count"] == sum(row["count"] for row in found["phases"])
    by_week = reader.get("/api/v1/dyads/ARM/AZE", params={"by": "week"}).json()
    assert by_week["count"] == found["count"]
    days = [row["day"] for row in found["stories"] if row["day"]]
    assert days == sorted(days, reverse=True)
    assert all(
        {row["source"], row["target"], row["addressee"]} >= {"ARM", "AZE"} for row in found["statements"]
    )


def test_dyads_come_busiest_first_in_parts(reader: TestClient) -> None:
    whole = reader.get("/api/v1/dyads", params={"from": "2022", "limit": 500}).json()
    assert whole["total"] == len(whole["items"])
    numbers = [row["stories"] for row in whole["items"]]
    assert numbers == sorted(numbers, reverse=True)
    second = reader.get("/api/v1/dyads", params={"from": "2022", "limit": 1, "offset": 1}).json()
    assert second["items"] == whole["items"][1:2]


def test_two_that_are_one_or_unknown(reader: TestClient) -> None:
    assert reader.get("/api/v1/dyads/ARM/Armenia").status_code == 422
    answer = reader.get("/api/v1/dyads/ARM/Nobody")
    assert answer.status_code == 404 and "Nobody" in answer.json()["detail"]
    assert reader.get("/dyads/ARM/Nobody").status_code == 404


def test_nothing_between_two_is_said(reader: TestClient) -> None:
    page = reader.get("/dyads/BRA/FJI")
    assert page.status_code == 200
    assert "nothing done between Brazil and Fiji" in page.text


def test_an_actor(reader: TestClient) -> None:
    found = reader.get("/api/v1/actors/ARM").json()
    assert (found["name"], found["kind"]) == ("Armenia", "state")
    assert "CSTO" in {row["organisation"] for row in found["memberships"]}
    assert found["partners"] and found["statements"] and found["stories"]
    assert all("ARM" in (row["a"], row["b"]) for row in found["partners"])


def test_a_person_speaks_for_itself(reader: TestClient) -> None:
    actors = reader.get("/api/v1/actors", params={"level": "actor", "limit": 500}).json()["items"]
    person = next(row for row in actors if " " in row["actor"] and row["said"] > 1)
    found = reader.get(f"/api/v1/actors/{person['actor']}").json()
    assert (found["kind"], found["doings"]["said"]) == ("person or other", person["said"])


def test_an_unknown_actor(reader: TestClient) -> None:
    answer = reader.get("/api/v1/actors/Nobody At All")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


def test_stories_in_parts_the_newest_first(reader: TestClient) -> None:
    asked: dict[str, Any] = {"from": "2022", "limit": 3}
    first = reader.get("/api/v1/stories", params=asked).json()
    then = reader.get("/api/v1/stories", params={**asked, "offset": first["next"]}).json()
    both = [*first["items"], *then["items"]]
    assert len({row["story"] for row in both}) == 6
    days = [row["day"] for row in both]
    assert days == sorted(days, reverse=True)
    most = reader.get("/api/v1/stories", params={"from": "2022", "sort": "reports", "limit": 500}).json()
    assert most["total"] == len(most["items"])
    numbers = [row["reports"] for row in most["items"]]
    assert numbers == sorted(numbers, reverse=True)


def test_a_story_has_its_reports(reader: TestClient) -> None:
    most = reader.get("/api/v1/stories", params={"from": "2022", "sort": "reports", "limit": 1}).json()
    row = most["items"][0]
    found = reader.get(f"/api/v1/stories/{row['story']}").json()
    assert found["story"]["reports"] == row["reports"]
    assert {report["id"] for report in found["reports"]} == set(row["events"])
    page = reader.get(f"/stories/{row['story']}").text
    assert all(f"#{report['id']}" in page for report in found["reports"])


def test_copies_are_told_apart(filled: Callable[[list[dict[str, Any]]], Path]) -> None:
    text = "Russia accused Armenia of breaking the agreement on gas. " * 4
    rows = [
        {"text": text, "date": "2023-09-01", "outlet": "Kura Press"},
        {"text": "Reprint. " + text, "date": "2023-09-02", "outlet": "Bosphorus Review"},
    ]
    with client(filled(rows), read_only=True) as copied:
        names = [row["story"] for row in copied.get("/api/v1/stories").json()["items"]]
        copies = copied.get("/api/v1/duplicates").json()["items"]
        told = [copied.get(f"/api/v1/stories/{name}").json() for name in names]
    originals = {row["document"]: row["original"] for row in copies}
    for story in told:
        for report in story["reports"]:
            assert report["original"] == originals.get(report["document"])
        assert story["copies"] == sum(report["original"] is not None for report in story["reports"])


def test_an_unknown_story(reader: TestClient) -> None:
    for name in ("s:none", "i:gdelt1 RUS USA 2019-11-21 061", "i: x", "x"):
        assert reader.get(f"/api/v1/stories/{name}").status_code == 404
        assert reader.get(f"/stories/{name}").status_code == 404


@pytest.mark.parametrize("address", ["/api/v1/dyads/ARM/RUS", "/api/v1/figures/dyad"])
def test_more_periods_than_can_be_counted_are_refused(reader: TestClient, address: str) -> None:
    asked = {"by": "day", "from": "0001", "to": "9999"}
    answer = reader.get(address, params={**asked, "name": ["ARM", "RUS"]} if "figures" in address else asked)
    assert answer.status_code == 422
    assert "periods" in answer.json()["detail"]
