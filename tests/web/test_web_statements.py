"""The ledger of statements: API and page."""

from __future__ import annotations

from fastapi.testclient import TestClient


def test_statements_come_in_parts(reader: TestClient) -> None:
    first = reader.get("/api/v1/statements", params={"limit": 2}).json()
    assert (len(first["items"]), first["offset"], first["next"]) == (2, 0, 2)
    then = reader.get("/api/v1/statements", params={"limit": 2, "offset": first["next"]}).json()
    assert {row["id"] for row in first["items"]}.isdisjoint(row["id"] for row in then["items"])


def test_an_unknown_filter_is_told(reader: TestClient) -> None:
    answer = reader.get("/api/v1/statements", params={"acter": "ARM"})
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert "acter" in answer.json()["detail"]
