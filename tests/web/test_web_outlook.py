"""Rifts, forecasts, what became of claims, and figures: API and pages."""

from __future__ import annotations

import csv
import io

import pytest
from fastapi.testclient import TestClient
from lxml import etree  # type: ignore[import-untyped]

from entente.figures import KINDS


def test_forecasts_and_how_far_they_held(reader: TestClient) -> None:
    found = reader.get("/api/v1/forecasts", params={"limit": 8}).json()
    assert "1,000" in found["lacking"]
    rows = found["chances"]["items"]
    assert len(rows) == 8 and {row["quad"] for row in rows} == {1, 2, 3, 4}
    a, b = rows[0]["a"], rows[0]["b"]
    two = reader.get(f"/api/v1/forecasts/{b}/{a}").json()
    assert (two["a"], two["b"]) == (a, b)
    assert two["chances"] == rows[:4]
    assert two["held"] == reader.get("/api/v1/forecasts/held").json()


def test_forecasts_of_a_region(reader: TestClient) -> None:
    asked: dict[str, str | int] = {"region": "ARM, AZE", "limit": 500}
    rows = reader.get("/api/v1/forecasts", params=asked).json()["chances"]["items"]
    assert {(row["a"], row["b"]) for row in rows} == {("ARM", "AZE")}
    assert reader.get("/api/v1/forecasts", params={"region": "Atlantis"}).status_code == 422
    assert reader.get("/api/v1/forecasts", params={"by": "year"}).status_code == 422


def test_claims_are_judged(reader: TestClient) -> None:
    every = reader.get("/api/v1/claims/record", params={"limit": 500}).json()
    assert every["total"] == reader.get("/api/v1/claims").json()["total"]
    states = [row["status"] == "open" for row in every["items"]]
    assert states == sorted(states)
    who = reader.get("/api/v1/claimants", params={"limit": 500}).json()["items"]
    assert sum(row["claims"] for row in who) == every["total"]
    one = next(row["claimant"] for row in who if row["claimant"] not in (None, "author"))
    of = reader.get("/api/v1/claims/record", params={"claimant": one}).json()
    assert of["total"] == sum(row["claims"] for row in who if row["claimant"] == one)


def test_rifts_of_a_record_without_any(reader: TestClient) -> None:
    assert reader.get("/api/v1/rifts").json() == {
        "items": [],
        "total": 0,
        "limit": 25,
        "offset": 0,
        "next": None,
    }
    assert "told from chance" in reader.get("/rifts").text


def test_a_figure_in_words_numbers_and_lines(reader: TestClient) -> None:
    asked = {"name": ["ARM", "AZE"]}
    found = reader.get("/api/v1/figures/dyad", params=asked).json()
    assert found["told"] and found["caption"]["counted"].startswith("Counted: ")
    assert found["rows"] and set(found["rows"][0]) == set(found["columns"])
    drawings = {
        (theme, width): reader.get(
            "/api/v1/figures/dyad.svg", params={**asked, "theme": theme, "width": width}
        )
        for theme in ("light", "dark")
        for width in ("page", "phone")
    }
    texts = {key: answer.text for key, answer in drawings.items()}
    assert len(set(texts.values())) == 4
    wide = {key: float(etree.fromstring(text.encode()).get("width")) for key, text in texts.items()}
    assert wide["light", "phone"] == wide["dark", "phone"] < wide["light", "page"]
    first = drawings["light", "page"]
    assert first.headers["content-type"] == "image/svg+xml"
    tag = first.headers["etag"]
    again = reader.get("/api/v1/figures/dyad.svg", params=asked, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"gains"}))
def test_every_kind_of_figure(reader: TestClient, kind: str) -> None:
    names = ["ARM", "AZE"] if KINDS[kind].least else []
    found = reader.get(f"/api/v1/figures/{kind}", params={"name": names})
    assert found.status_code == 200 or "forecasts are made from 1,000 on" in found.text


def test_a_figure_that_cannot_be(reader: TestClient) -> None:
    assert reader.get("/api/v1/figures/pie").status_code == 404
    assert reader.get("/api/v1/figures/dyad", params={"name": "ARM"}).status_code == 422
    assert reader.get("/api/v1/figures/dyad.svg", params={"name": ["ARM", "Nobody"]}).status_code == 422
    assert reader.get("/api/v1/figures/gains", params={"name": ["ARM", "AZE"]}).status_code == 422


def test_what_a_form_leaves_empty_is_not_asked(reader: TestClient) -> None:
    for path in (
        "/rifts?region=&by=week&direction=&from=&to=",
        "/forecasts?region=&by=week",
        "/claims/record?claimant=&status=&within=",
        "/stories?actor=&type=&side=&from=&to=",
        "/dyads/ARM/AZE?by=month&from=&to=",
    ):
        assert reader.get(path).status_code in (200, 202), path


@pytest.mark.parametrize("name", ["stories", "dyads", "rifts", "forecasts", "claims/record"])
def test_lists_are_files_too(reader: TestClient, name: str) -> None:
    asked = {} if name == "dyads" else {"limit": 3}
    answer = reader.get(f"/api/v1/{name}", params=asked).json()
    part = answer["chances"] if name == "forecasts" else answer
    rows = reader.get(f"/api/v1/{name}.json", params=asked).json()
    assert rows == part["items"]
    table = reader.get(f"/api/v1/{name}.csv", params=asked)
    assert table.headers["content-type"].startswith("text/csv")
    assert "attachment" in table.headers["content-disposition"]
    assert len(list(csv.reader(io.StringIO(table.text)))) == 1 + len(rows)
    assert reader.get(f"/api/v1/{name}.xml").status_code in (404, 422)
