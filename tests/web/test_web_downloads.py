"""Downloads: nothing is held for a reader who leaves."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from anyio.from_thread import start_blocking_portal
from starlette.requests import ClientDisconnect

from entente.store import Kind, Store
from entente.web.api.downloads import Streamed
from entente.web.api.filters import Filters
from entente.web.api.tables import csv_of
from entente.web.desk import Desk

LINE = "x" * 1000


class Lines:
    """Lines without end; ``let_go`` once nobody wants more."""

    let_go = False

    def __iter__(self) -> Iterator[str]:
        try:
            while True:
                yield LINE
        finally:
            self.let_go = True


@pytest.mark.parametrize("version", ["2.3", "2.4"])
def test_a_reader_who_leaves_in_the_middle_lets_the_rows_go(version: str) -> None:
    lines = Lines()
    got: list[str] = []

    async def send(message: dict[str, Any]) -> None:
        got.append(message["type"])
        if version == "2.4" and got.count("http.response.body") == 3:
            raise OSError("gone")

    async def receive() -> dict[str, Any]:
        while got.count("http.response.body") < 3:
            await asyncio.sleep(0)
        return {"type": "http.disconnect"}

    async def ask() -> None:
        scope = {"type": "http", "method": "GET", "headers": [], "asgi": {"spec_version": version}}
        await Streamed(iter(lines), "rows.csv", "text/csv")(scope, receive, send)  # type: ignore[arg-type]

    # In a thread of its own: the browser of other tests has a loop in this one.
    with start_blocking_portal() as portal:
        try:
            portal.call(ask)
        except ClientDisconnect:
            assert version == "2.4"
    assert got.count("http.response.body") >= 3
    assert lines.let_go


def test_what_breaks_off_is_told_before_anything_is_sent() -> None:
    def broken() -> Iterator[str]:
        raise KeyError("a question that is wrong")
        yield

    with pytest.raises(KeyError):
        Streamed(broken(), "rows.csv", "text/csv")


def test_a_session_is_given_back_after_a_download_and_closed_where_it_breaks_off(
    sampled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Store] = []
    session = Store.session

    def counted(self: Store) -> Store:
        made.append(session(self))
        return made[-1]

    monkeypatch.setattr(Store, "session", counted)
    desk = Desk(str(sampled), read_only=True)
    try:
        for _ in range(3):
            assert len(list(csv_of(desk, Filters.model_validate({}), Kind.EVENTS))) > 50
        assert len(made) == 1
        lines = csv_of(desk, Filters.model_validate({}), Kind.EVENTS)
        next(lines), next(lines)
        lines.close()
        with pytest.raises(duckdb.ConnectionException):
            made[0].connection.execute("SELECT 1")
        list(csv_of(desk, Filters.model_validate({}), Kind.EVENTS))
        assert len(made) == 2
    finally:
        desk.close()
