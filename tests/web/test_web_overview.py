"""The overview: what is held, and what is told most."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from serving import client

from entente.store import Store


def test_counts_are_those_of_the_tables(reader: TestClient) -> None:
    found = reader.get("/api/v1/overview", params={"days": 3660}).json()
    for kind in ("documents", "statements", "claims"):
        assert reader.get(f"/api/v1/{kind}").json()["total"] == found["held"][kind]


def test_a_dyads_stories_are_as_many_as_the_list_has(reader: TestClient) -> None:
    found = reader.get("/api/v1/overview", params={"days": 400}).json()
    assert found["dyads"]
    for row in found["dyads"]:
        asked = {
            "dyad": [row["a"], row["b"]],
            "from": found["since"],
            "to": found["until"],
            "counted": True,
            "limit": 500,
        }
        listed = reader.get("/api/v1/stories", params=asked).json()
        assert len(listed["items"]) == row["stories"] == row["cooperation"] + row["conflict"]
        against = reader.get("/api/v1/stories", params={**asked, "side": "conflict"}).json()
        assert len(against["items"]) == row["conflict"]


def test_the_days_before_are_as_many(reader: TestClient) -> None:
    now = reader.get("/api/v1/overview", params={"days": 30}).json()
    since, until, before = (date.fromisoformat(now[name]) for name in ("since", "until", "before"))
    assert until - since == timedelta(29) and since - before == timedelta(30)
    both = reader.get("/api/v1/overview", params={"days": 60}).json()
    sums = {(row["a"], row["b"]): row["stories"] for row in both["dyads"]}
    for row in now["dyads"]:
        if (pair := (row["a"], row["b"])) in sums:
            assert sums[pair] == row["stories"] + row["before"]["stories"]


def test_weeks_without_an_article_are_told(reader: TestClient) -> None:
    found = reader.get("/api/v1/overview", params={"days": 365}).json()
    days = [date.fromisoformat(week["period"]) for week in found["exposure"]]
    assert all(b - a == timedelta(7) for a, b in pairwise(days))
    assert 0 in {week["articles"] for week in found["exposure"]}


def test_a_region_has_dyads_of_its_members_alone(reader: TestClient) -> None:
    found = reader.get("/api/v1/overview", params={"region": "South Caucasus", "days": 3660}).json()
    assert found["region"] == "South Caucasus"
    assert {code for row in found["dyads"] for code in (row["a"], row["b"])} <= set(found["members"])
    listed = reader.get("/api/v1/overview", params={"region": "Armenia, AZE", "days": 3660}).json()
    assert listed["members"] == ["ARM", "AZE"]


def test_an_unknown_region_is_told(reader: TestClient) -> None:
    answer = reader.get("/api/v1/overview", params={"region": "Atlantis"})
    assert answer.status_code == 422 and "Atlantis" in answer.json()["detail"]
    assert reader.get("/regions/Atlantis").status_code == 422


@pytest.mark.parametrize(
    ("a", "b", "place"),
    [
        ("Armenia", "Russia", "/dyads/ARM/RUS"),
        ("nato", "", "/actors/NATO"),
        ("Nikol Pashinyan", "", "/actors/Nikol%20Pashinyan"),
        ("south caucasus", "", "/regions/South%20Caucasus"),
        ("ARM, Georgia", "", "/regions/Armenia%2C%20Georgia"),
    ],
)
def test_a_name_leads_to_its_page(reader: TestClient, a: str, b: str, place: str) -> None:
    answer = reader.get("/go", params={"a": a, "b": b}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, place)
    assert reader.get(place).status_code in (200, 202)


def test_a_name_that_nobody_has(reader: TestClient) -> None:
    assert reader.get("/go", params={"a": "Nobody At All"}).status_code == 404


def test_an_empty_store_says_what_to_do(tmp_path: Path) -> None:
    file = tmp_path / "empty.duckdb"
    Store(str(file), write=True).close()
    with client(file, read_only=True) as empty:
        assert "Nothing is held yet" in empty.get("/").text
        for path in ("/stories", "/dyads/ARM/RUS", "/actors/ARM", "/rifts", "/forecasts", "/claims/record"):
            answer = empty.get(path)
            while answer.status_code == 202:
                answer = empty.get(path)
            assert answer.status_code == 200, path
            assert "<p>" in answer.text
