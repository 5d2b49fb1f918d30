"""The token: programs show it, browsers log in with it, and who guesses is slowed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from serving import client

from entente.errors import UsageError
from entente.web.guard.token import SESSION, TRIES, WINDOW, Door
from entente.web.settings import Settings, new_token

TOKEN = "correct horse battery"


@pytest.fixture
def asking(sampled: Path) -> Iterator[TestClient]:
    with client(sampled, read_only=True, token=TOKEN) as found:
        found.follow_redirects = False
        yield found


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def test_without_it_the_api_tells_what_is_wanted(asking: TestClient) -> None:
    answer = asking.get("/api/v1/statements")
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert "Authorization: Bearer TOKEN" in answer.json()["detail"]
    assert asking.get("/api/v1/openapi.json").status_code == 401


def test_a_program_shows_it_with_each_request(asking: TestClient) -> None:
    assert asking.get("/api/v1/statements", headers=_bearer(TOKEN)).status_code == 200
    assert asking.get("/api/v1/statements", headers={"Authorization": f"Basic {TOKEN}"}).status_code == 401


@pytest.mark.parametrize("wrong", ["", "correct horse batter", TOKEN + "x", TOKEN.upper(), "ü"])
def test_another_is_none(asking: TestClient, wrong: str) -> None:
    headers = {"Authorization": f"Bearer {wrong}".encode()}
    assert asking.get("/api/v1/statements", headers=headers).status_code == 401  # type: ignore[arg-type]


def test_what_is_open_tells_nothing_of_the_record(asking: TestClient) -> None:
    assert asking.get("/health").text == "ok\n"
    assert asking.get("/static/entente.css").status_code == 200
    for path in ("/statements", "/healthy", "/loginx", "/nothing"):
        assert asking.get(path).status_code == 303
        assert "Moscow" not in asking.get(path).text


def test_a_browser_logs_in_and_out(asking: TestClient) -> None:
    sent = asking.get("/statements?search=peace")
    assert (sent.status_code, sent.headers["location"]) == (303, "/login?next=%2Fstatements%3Fsearch%3Dpeace")
    assert 'value="/statements?search=peace"' in asking.get(sent.headers["location"]).text
    answer = asking.post("/login", data={"token": TOKEN, "next": "/statements?search=peace"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/statements?search=peace")
    cookie = answer.headers["set-cookie"]
    assert {"HttpOnly", "SameSite=strict", f"Max-Age={SESSION}", "Path=/"} <= set(cookie.split("; "))
    assert TOKEN not in cookie and "Secure" not in cookie
    assert "Log out" in asking.get("/statements").text
    kept = dict(asking.cookies)
    out = asking.post("/logout", headers={"Origin": "http://127.0.0.1"})
    assert (out.status_code, out.headers["location"]) == (303, "/login")
    asking.cookies.update(kept)
    assert asking.get("/statements").status_code == 303, "the session is over, whoever kept its cookie"


def test_by_https_the_cookie_stays_there(asking: TestClient) -> None:
    secure = TestClient(asking.app, base_url="https://127.0.0.1", follow_redirects=False)
    assert "Secure" in secure.post("/login", data={"token": TOKEN}).headers["set-cookie"]


@pytest.mark.parametrize(
    "there", ["//evil.example", "https://evil.example", "/\\evil.example", "x", "/\nx", ""]
)
def test_login_leads_nowhere_else(asking: TestClient, there: str) -> None:
    answer = asking.post("/login", data={"token": TOKEN, "next": there})
    assert answer.headers["location"] == "/"


def test_a_wrong_token_is_told(asking: TestClient) -> None:
    answer = asking.post("/login", data={"token": "wrong"})
    assert answer.status_code == 401 and "not the token" in answer.text
    assert "set-cookie" not in answer.headers


def test_who_guesses_is_slowed(asking: TestClient) -> None:
    for _ in range(TRIES):
        assert asking.get("/api/v1/statements", headers=_bearer("guess")).status_code == 401
    slowed = asking.get("/api/v1/statements", headers=_bearer(TOKEN))
    assert slowed.status_code == 429 and 0 < int(slowed.headers["retry-after"]) <= WINDOW
    assert asking.post("/login", data={"token": TOKEN}).status_code == 429


def test_time_sets_who_guessed_free_and_ends_sessions() -> None:
    now = [1_000_000.0]
    door = Door(TOKEN, 8750, lambda: now[0])
    for number in range(TRIES):
        door.wrong(f"2001:db8::{number}")
    assert door.wait("2001:db8::ffff") == WINDOW and door.wait("192.0.2.7") == 0
    session = door.session()
    assert door.knows(session)
    now[0] += WINDOW
    assert door.wait("2001:db8::ffff") == 0
    now[0] += SESSION
    assert not door.knows(session)


@pytest.mark.parametrize(
    "change", [lambda s: s[:-1], lambda s: "9" + s, lambda _: "", lambda _: ".", lambda _: "ü.x"]
)
def test_a_session_that_is_tampered_with_is_none(change: object) -> None:
    door = Door(TOKEN, 8750)
    assert callable(change) and not door.knows(change(door.session()))
    assert not Door(TOKEN, 8750).knows(door.session()), "each start has a key of its own"


def test_the_token_is_told_nowhere(asking: TestClient) -> None:
    door = asking.app.state.door  # type: ignore[attr-defined]
    assert TOKEN not in repr(Settings("x", token=TOKEN)) and TOKEN not in repr(vars(door))
    assert TOKEN.encode() not in repr(vars(door)).encode()


@pytest.mark.parametrize(
    "how", [{"host": "0.0.0.0"}, {"host": "::"}, {"host": "host.example"}, {"behind": ("127.0.0.1",)}]
)
def test_others_must_have_a_token(how: dict[str, object]) -> None:
    with pytest.raises(UsageError, match="--token-file FILE or in the environment as ENTENTE_TOKEN"):
        Settings("x", **how)  # type: ignore[arg-type]
    assert Settings("x", token=new_token(), **how).token  # type: ignore[arg-type]


@pytest.mark.parametrize("token", ["short", "fifteen-letters", "a line and\na second one"])
def test_a_weak_token_is_refused(token: str) -> None:
    with pytest.raises(UsageError, match="16 or more"):
        Settings("x", token=token)


def test_the_document_of_the_api_says_how_it_is_shown(asking: TestClient, reader: TestClient) -> None:
    strict = asking.get("/api/v1/openapi.json", headers=_bearer(TOKEN)).json()
    free = reader.get("/api/v1/openapi.json").json()
    assert strict["components"]["securitySchemes"]["token"]["scheme"] == "bearer"
    assert strict["security"] == [{"token": []}]
    assert free["security"] == [{}, {"token": []}]
