"""Corrections over the API and by the plain form."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from serving import client

API = "/api/v1/corrections"


@pytest.fixture
def desk(tmp_path: Path, sampled: Path) -> Iterator[TestClient]:
    """A client of a server of its own copy of the samples, which may write."""
    place = tmp_path / "copy.duckdb"
    place.write_bytes(sampled.read_bytes())
    with client(place) as found:
        found.headers["origin"] = "http://127.0.0.1"
        yield found


def event(desk: TestClient) -> dict[str, Any]:
    rows: list[dict[str, Any]] = desk.get("/api/v1/events", params={"type": "ACCUSE"}).json()["items"]
    return next(row for row in rows if len(row["actor"]) == 1)


def said(desk: TestClient, **words: Any) -> Any:
    answer = desk.post(API, json={"by": "Ann", **words})
    assert answer.status_code == 201, answer.text
    return answer.json()


def test_a_record_is_rejected_and_restored(desk: TestClient) -> None:
    row = event(desk)
    first = said(desk, record=row["id"], document=row["document"], action="reject", why="no")
    assert (first["action"], first["by"], first["last"], first["now"]) == ("reject", "Ann", True, None)
    rows = desk.get("/api/v1/events", params={"type": "ACCUSE", "limit": 500}).json()["items"]
    assert row["id"] not in {r["id"] for r in rows}
    second = said(desk, record=row["id"], action="restore", replaces=first["id"])
    assert second["now"] == second["original"] == first["original"]
    assert event(desk) == row
    told = desk.get(API).json()
    assert [item["action"] for item in told["items"]] == ["restore", "reject"] and told["total"] == 2
    assert desk.get(API, params={"by": "nobody"}).json()["items"] == []
    one = desk.get(f"{API}/{row['id']}").json()
    assert one["before"] + one["words"] + one["after"] != "" and row["sentence"] == one["words"]
    assert [item["action"] for item in one["corrections"]] == ["reject", "restore"]


def test_a_fix_is_told_in_the_tables(desk: TestClient) -> None:
    row = event(desk)
    said(desk, record=row["id"], action="fix", changes={"event_type": "THREATEN"})
    rows = desk.get("/api/v1/events", params={"type": "THREATEN", "limit": 500}).json()["items"]
    (found,) = [r for r in rows if r["id"] == row["id"]]
    assert found["corrected_by"] == "Ann" and found["quad"] == 3 and found["intensity"] != row["intensity"]
    fields = {f["name"]: f for f in desk.get(f"{API}/{row['id']}").json()["fields"]}
    assert (fields["event_type"]["given"], fields["event_type"]["now"]) == ("ACCUSE", "THREATEN")


def test_two_who_correct_one_record_are_told(desk: TestClient) -> None:
    row = event(desk)
    said(desk, record=row["id"], action="reject", replaces=None)
    late = desk.post(API, json={"by": "Ben", "record": row["id"], "action": "reject", "replaces": None})
    assert (late.status_code, late.headers["content-type"]) == (409, "application/problem+json")
    assert "Ann said reject" in late.json()["detail"]


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        ({"record": "x.e1", "action": "reject"}, 404, "no statement, event or claim x.e1"),
        ({"record": "x.e1", "document": "y", "action": "reject"}, 404, "in the document y"),
        ({"record": "x.e1", "action": "delete"}, 422, "action"),
        ({"record": "x.e1", "action": "reject", "by": "a" * 201}, 422, "by"),
        ({"record": "x.e1", "action": "reject", "more": 1}, 422, "more"),
    ],
)
def test_what_is_wrong_is_told(desk: TestClient, words: dict[str, Any], status: int, told: str) -> None:
    answer = desk.post(API, json={"by": "Ann", **words})
    assert answer.status_code == status and told in answer.json()["detail"]


def test_who_only_reads_cannot_correct(reader: TestClient) -> None:
    row = event(reader)
    answer = reader.post(API, json={"by": "Ann", "record": row["id"], "action": "reject"})
    assert answer.status_code == 403
    page = reader.get(f"/documents/{row['document']}/correct/{row['id']}")
    assert page.status_code == 200 and 'method="post"' not in page.text


def test_the_list_is_downloaded(desk: TestClient) -> None:
    row = event(desk)
    said(desk, record=row["id"], action="fix", changes={"event_type": "THREATEN"})
    rows = json.loads(desk.get(f"{API}.json").text)
    assert [r["record"] for r in rows] == [row["id"]]
    head, line = desk.get(f"{API}.csv").text.splitlines()
    assert head.startswith("id,record,kind,document") and row["id"] in line and "THREATEN" in line


def shown(text: str, name: str) -> str:
    found = re.search(rf'<input[^>]*name="{name}"[^>]*value="([^"]*)"', text)
    assert found, name
    return found[1]


def test_the_form_works_without_a_script(desk: TestClient) -> None:
    row = event(desk)
    path = f"/documents/{row['document']}/correct/{row['id']}"
    page = desk.get(path).text
    form = {"by": "Ann Ä", "why": "so", "action": "fix", "replaces": shown(page, "replaces"),
            "actor.1": "France", "recipient.add": ""}  # fmt: skip
    one = desk.get(f"{API}/{row['id']}").json()
    form |= {f["name"]: f["now"] or "" for f in one["fields"] if f["name"] not in form}
    answer = desk.post(path, data=form, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    page = desk.get(answer.headers["location"]).text
    assert "Fixed by Ann Ä" in page and shown(page, "by") == "Ann Ä"
    (told,) = desk.get(API).json()["items"]
    assert told["changes"] == {"actor.1": "FRA"}
    stale = desk.post(path, data=form | {"action": "reject", "replaces": ""})
    assert stale.status_code == 409 and "Ann Ä said fix" in stale.text
    wrong = desk.post(path, data=form | {"replaces": told["id"], "actor.1": "Nobody Known"})
    assert wrong.status_code == 422 and "no actor is known as" in wrong.text
    assert 'value="Nobody Known"' in wrong.text and shown(wrong.text, "why") == "so", "what was written stays"
    assert "Fixed by Ann Ä" in desk.get(f"/documents/{row['document']}").text
    gone = desk.post(path, data={"by": "Ann", "action": "reject", "replaces": told["id"]})
    assert gone.status_code == 200 and "Rejected by Ann" in gone.text
    text = desk.get(f"/documents/{row['document']}").text
    assert "<h2>Rejected</h2>" in text and f"/correct/{row['id']}" in text
    assert "Rejected" not in desk.get("/corrections", params={"by": "x"}).text
    assert "reject" in desk.get("/corrections").text
    assert desk.get(f"/documents/nothing/correct/{row['id']}").status_code == 404
