"""The tables of records: API, pages, downloads."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from fastapi.testclient import TestClient
from serving import client

from entente.web.api.tables import TABLES

NAMES = [str(table) for table in TABLES]


@pytest.mark.parametrize("name", NAMES)
def test_parts_of_a_table_joined_are_the_table(reader: TestClient, name: str) -> None:
    whole = reader.get(f"/api/v1/{name}.json").json()
    found: list[object] = []
    offset: int | None = 0
    while offset is not None:
        part = reader.get(f"/api/v1/{name}", params={"limit": 30, "offset": offset}).json()
        assert part["total"] == len(whole)
        found += part["items"]
        offset = part["next"]
    assert found == whole


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", ["csv", "json"])
def test_a_download_has_the_bytes_of_the_command(
    reader: TestClient, run: Callable[..., Result], sampled: Path, name: str, form: str
) -> None:
    told = run(name, "--db", sampled, "--format", form)
    assert (told.exit_code, told.stderr) == (0, "")
    answer = reader.get(f"/api/v1/{name}.{form}", params={"order": "oldest"})
    assert answer.content == told.stdout_bytes
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}.{form}"'


def test_a_download_takes_the_filters_of_its_table(reader: TestClient) -> None:
    asked = {"actor": "Armenia", "search": "peace OR border"}
    part = reader.get("/api/v1/statements", params=asked).json()
    whole = reader.get("/api/v1/statements.json", params=asked).json()
    assert 0 < part["total"] == len(whole)
    assert len(reader.get("/api/v1/statements.json", params={**asked, "limit": 1}).json()) == 1


@pytest.mark.parametrize("name", ["statements", "events", "claims", "documents"])
def test_the_newest_come_first_unless_the_oldest_are_asked_for(reader: TestClient, name: str) -> None:
    def days(order: str | None) -> list[str]:
        rows = reader.get(f"/api/v1/{name}.json", params={"order": order} if order else {}).json()
        return [row.get("date") or row["published"] for row in rows]

    # Of a month or a range the first day counts.
    first = [day.split("/")[0].ljust(10, "-") for day in days(None) if len(day.split("/")[0]) == 10]
    assert first == sorted(first, reverse=True)
    assert days("newest") == days(None)
    assert days("oldest") != days(None)
    assert sorted(days("oldest")) == sorted(days(None))


def test_records_without_a_day_come_last(
    filled: Callable[[list[dict[str, object]]], Path],
) -> None:
    texts: list[dict[str, object]] = [
        {"text": "Armenia accused Russia.", "published": day} if day else {"text": "Russia left Armenia."}
        for day in ("2023-01-02", None, "2023-02-03")
    ]
    with client(filled(texts), read_only=True) as reader:
        for order, days in (
            ("newest", ["2023-02-03", "2023-01-02", None]),
            ("oldest", ["2023-01-02", "2023-02-03", None]),
        ):
            rows = reader.get("/api/v1/documents", params={"order": order}).json()["items"]
            assert [row["published"] for row in rows] == days


@pytest.mark.parametrize(
    ("name", "filters"),
    [
        ("documents", {"type": "AID"}),
        ("claims", {"modality": "future"}),
        ("statements", {"dataset": "coded"}),
        ("actors", {"search": "peace"}),
        ("duplicates", {"from": "2023"}),
        ("events", {"dyad": "ARM"}),
        ("events", {"coder": "nobody 1.0"}),
        ("statements", {"search": '"'}),
    ],
)
def test_what_a_table_cannot_be_asked_is_told_not_left_out(
    reader: TestClient, name: str, filters: dict[str, str]
) -> None:
    for address in (f"/api/v1/{name}", f"/api/v1/{name}.csv"):
        answer = reader.get(address, params=filters)
        assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
        assert next(iter(filters)) in answer.json()["detail"]
    page = reader.get(f"/{name}", params=filters)
    assert page.status_code == 422
    assert 'role="alert"' in page.text


def test_fields_that_a_form_leaves_empty_ask_nothing(reader: TestClient) -> None:
    every = reader.get("/api/v1/events").json()["total"]
    empty = "search=&actor=&dyad=&dyad=&from=&to=&type=&modality=&outlet=%20&level="
    assert reader.get(f"/api/v1/events?{empty}").json()["total"] == every


@pytest.mark.parametrize("name", NAMES)
def test_each_page_has_its_rows_and_its_files(reader: TestClient, name: str) -> None:
    answer = reader.get(f"/{name}?limit=3")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    total = reader.get(f"/api/v1/{name}").json()["total"]
    assert answer.text.count("<tr>") == (1 + min(total, 3) if total else 0)
    assert (f'href="/api/v1/{name}.csv"' in answer.text) == bool(total)


def test_a_filter_that_is_chosen_can_be_left_out(reader: TestClient) -> None:
    answer = reader.get("/statements?search=the&actor=Armenia&actor=Russia&limit=5&offset=1")
    assert 'href="/statements?search=the&amp;actor=Armenia&amp;limit=5"' in answer.text
    assert 'href="/statements?actor=Armenia&amp;actor=Russia&amp;limit=5"' in answer.text
    assert 'href="/api/v1/statements.csv?search=the&amp;actor=Armenia&amp;actor=Russia"' in answer.text


def test_of_a_store_that_is_empty_the_pages_say_how_it_is_filled(tmp_path: Path) -> None:
    with client(tmp_path / "new.duckdb") as reader:
        for name in NAMES:
            answer = reader.get(f"/{name}")
            assert answer.status_code == 200
            assert "<table" not in answer.text
            assert ("entente read" in answer.text) == (name != "duplicates")
            assert json.loads(reader.get(f"/api/v1/{name}.json").text) == []


def test_copies_stand_beside_their_originals(filled: Callable[[list[dict[str, object]]], Path]) -> None:
    text = "Armenia and Azerbaijan agreed on Monday to open the road through the mountains. " * 6
    texts: list[dict[str, object]] = [
        {"text": text, "outlet": "First Paper", "published": "2023-01-01"},
        {"text": text + "\n", "outlet": "Second Paper", "published": "2023-01-02"},
    ]
    with client(filled(texts), read_only=True) as reader:
        (row,) = reader.get("/api/v1/duplicates").json()["items"]
        assert (row["outlet"], row["original_outlet"]) == ("Second Paper", "First Paper")
        assert "Second Paper" in reader.get("/duplicates?outlet=second paper").text
        assert reader.get("/api/v1/duplicates?outlet=First Paper").json()["total"] == 0


def test_who_speaks_is_told_apart_from_who_is_spoken_of(reader: TestClient) -> None:
    asked: dict[str, str | int] = {"actor": "ARM", "limit": 500}
    every = reader.get("/api/v1/statements", params=asked).json()["items"]
    own = reader.get("/api/v1/statements", params={**asked, "role": "active"}).json()["items"]
    assert [row["id"] for row in own] == [row["id"] for row in every if row["source"] == "ARM"]
    assert 0 < len(own) < len(every)
    acts = reader.get("/api/v1/events", params={**asked, "role": "active"}).json()["items"]
    assert acts and all("ARM" in row["actor"] for row in acts)


def test_the_figures_of_an_actor_open_as_many_rows(reader: TestClient) -> None:
    did = reader.get("/api/v1/actors/ARM").json()["doings"]
    asked: dict[str, str | int] = {"actor": "ARM", "role": "active", "limit": 1}
    assert reader.get("/api/v1/statements", params=asked).json()["total"] == did["said"]
    assert reader.get("/api/v1/events", params=asked).json()["total"] == did["acted"]
