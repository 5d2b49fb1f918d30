"""What stands before every address: headers, host names, origin, limits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from serving import client

from entente.web.guard.headers import HEADERS
from entente.web.guard.limits import BODY

#: One of each kind of answer: a page, the API, errors of both, a file, what is up.
EACH = ("/statements", "/api/v1/statements", "/nothing", "/api/v1/nothing", "/static/entente.css", "/health")


@pytest.fixture(scope="module")
def writer(tmp_path_factory: pytest.TempPathFactory, sampled: Path) -> Iterator[TestClient]:
    """A client of a server that also writes, and has one endpoint that fails and one that reads a body."""
    place = tmp_path_factory.mktemp("guard") / "copy.duckdb"
    place.write_bytes(sampled.read_bytes())
    with client(place, names=("entente.example.org",), upload=2 * BODY) as found:
        yield found


@pytest.mark.parametrize("path", EACH)
def test_every_answer_has_the_headers(reader: TestClient, path: str) -> None:
    headers = reader.get(path).headers
    assert {name: headers[name] for name in HEADERS} == HEADERS
    assert headers["cache-control"] in ("private, no-cache", "no-store")
    assert "strict-transport-security" not in headers and "server" not in headers


def test_a_defect_has_the_headers_and_the_shape(sampled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("a secret")

    monkeypatch.setattr("entente.store.store.Store.count", fail)
    with client(sampled, read_only=True) as found:
        mild = TestClient(found.app, base_url="http://localhost", raise_server_exceptions=False)
        answer = mild.get("/api/v1/statements")
    assert (answer.status_code, answer.headers["content-type"]) == (500, "application/problem+json")
    assert "secret" not in answer.text
    assert answer.headers["content-security-policy"] == HEADERS["Content-Security-Policy"]


def test_by_https_the_browser_is_told_to_stay_there(reader: TestClient) -> None:
    secure = TestClient(reader.app, base_url="https://localhost")
    assert secure.get("/statements").headers["strict-transport-security"] == "max-age=15552000"


def test_large_answers_come_compressed(reader: TestClient) -> None:
    asked = {"Accept-Encoding": "gzip"}
    assert reader.get("/statements", headers=asked).headers["content-encoding"] == "gzip"
    assert "content-encoding" not in reader.get("/health", headers=asked).headers


@pytest.mark.parametrize(
    "host",
    ["localhost", "localhost:8750", "127.0.0.1:8750", "[::1]:8750", "192.0.2.7", "Entente.example.ORG"],
)
def test_known_names_are_answered(writer: TestClient, host: str) -> None:
    assert writer.get("/statements", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "entente.example.org.evil.example", "", "127.0.0.1.x"]
)
def test_other_names_are_refused(writer: TestClient, host: str) -> None:
    answer = writer.get("/api/v1/statements", headers={"Host": host})
    assert (answer.status_code, answer.json()["status"]) == (421, 421)
    assert "--name HOST" in answer.json()["detail"]
    page = writer.get("/statements", headers={"Host": host})
    assert (page.status_code, page.headers["content-type"]) == (421, "text/html; charset=utf-8")


#: What a browser says of a form or script: by whom it was sent, and whether that may change something.
SENT = [
    ({"Sec-Fetch-Site": "same-origin"}, True),
    ({"Sec-Fetch-Site": "none"}, True),
    ({"Sec-Fetch-Site": "cross-site"}, False),
    ({"Sec-Fetch-Site": "same-site"}, False),
    ({"Sec-Fetch-Site": "cross-site", "Origin": "http://127.0.0.1"}, False),
    ({"Origin": "http://127.0.0.1"}, True),
    ({"Origin": "http://127.0.0.1:9999"}, False),
    ({"Origin": "https://evil.example"}, False),
    ({"Origin": "null"}, False),
    ({}, True),
    ({"Cookie": "entente-8750=x"}, False),
]


@pytest.mark.parametrize(("headers", "taken"), SENT)
def test_changes_are_taken_from_our_own_pages_and_from_programs(
    writer: TestClient, headers: dict[str, str], taken: bool
) -> None:
    answer = writer.post("/login", headers=headers, data={"token": "x"}, follow_redirects=False)
    assert answer.status_code == (303 if taken else 403)


@pytest.mark.parametrize(
    ("site", "mode", "told"),
    [
        ("cross-site", "no-cors", False),
        ("same-site", "cors", False),
        ("cross-site", "navigate", True),
        ("same-origin", "cors", True),
    ],
)
def test_a_page_of_another_site_may_lead_here_but_not_ask(
    reader: TestClient, site: str, mode: str, told: bool
) -> None:
    headers = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode}
    answer = reader.get("/api/v1/statements", headers=headers)
    assert answer.status_code == (200 if told else 403)


def test_where_it_only_reads_nothing_is_changed(reader: TestClient) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        answer = reader.request(method, "/api/v1/statements")
        assert (answer.status_code, answer.json()["title"]) == (403, "Forbidden")
        assert "--read-only" in answer.json()["detail"]


def test_a_large_body_is_refused_by_what_it_announces(writer: TestClient) -> None:
    answer = writer.post("/login", data={"token": "x" * BODY})
    assert (answer.status_code, answer.headers["connection"]) == (413, "close")


def test_a_large_body_is_cut_off_where_it_announces_nothing(writer: TestClient) -> None:
    sent = []

    def pieces() -> Iterator[bytes]:
        for _ in range(100):
            sent.append(1)
            yield b"x" * 100_000

    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = writer.post("/login", content=pieces(), headers=headers)
    assert (answer.status_code, answer.headers["connection"]) == (413, "close")
    assert "1.0 MB" in answer.text
