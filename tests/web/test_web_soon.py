"""Answers that take longer than a reader waits."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from entente.errors import Busy
from entente.region import Region
from entente.web.answers import REST, WAITING, WORKERS, Answer
from entente.web.desk import Desk


@pytest.fixture
def desk(sampled: Path) -> Iterator[Desk]:
    found = Desk(str(sampled), read_only=True)
    yield found
    found.close()


def test_it_is_worked_out_once_behind(desk: Desk) -> None:
    go, times = threading.Event(), []

    def make(region: Region) -> int:
        times.append(1)
        assert go.wait(20)
        return region.store.counts()["documents"]

    assert desk.soon("slow", make, 0.01) is None
    assert desk.soon("slow", make, 0.01) is None
    go.set()
    assert desk.soon("slow", make) == desk.kept("slow", make) == 4
    assert times == [1]


def test_what_goes_wrong_is_told_and_tried_again(desk: Desk) -> None:
    def wrong(region: Region) -> int:
        raise ValueError("wrong")

    with pytest.raises(ValueError, match="wrong"):
        desk.soon("wrong", wrong)
    assert desk.soon("wrong", lambda region: 1) == 1


def test_too_much_is_refused(desk: Desk) -> None:
    go, begun = threading.Event(), threading.Semaphore(0)

    def make(region: Region) -> bool:
        begun.release()
        return go.wait(20)

    for number in range(WORKERS):
        assert desk.soon(number, make, 0) is None
        assert begun.acquire(timeout=20)
    for number in range(WORKERS, WORKERS + WAITING):
        assert desk.soon(number, make, 0) is None
    assert desk.soon("one more", make, 0) is None, "it is not begun"
    with pytest.raises(Busy):
        desk.soon("one more", make)
    assert desk.soon("a long one", lambda region: 3, long=True) == 3, "it has a thread of its own"
    go.set()
    assert desk.soon(WORKERS + WAITING - 1, make) is True
    assert desk.soon("one more", make) is True


def test_many_threads_may_begin_to_read_at_once(desk: Desk) -> None:
    together, found = threading.Barrier(12), []

    def read() -> None:
        together.wait(20)
        with desk.reading() as region:
            found.append(region.store.counts()["documents"])

    threads = [threading.Thread(target=read) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert found == [4] * 12


def test_what_took_long_is_not_made_anew_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr("entente.web.answers.time.monotonic", lambda: now)
    answer: Answer[int] = Answer(version=1, made=now, took=3.0)
    assert not answer.is_old(2), "it is still being made"
    answer.future.set_result(7)
    assert not answer.is_old(2), "the last took three seconds and is just there"
    now += 3.0 * REST
    assert answer.is_old(2)
    assert not answer.is_old(1), "the record is the same"
    answer.renewing = True
    assert not answer.is_old(2), "another is being made"
    assert not answer.is_gone(2, awaited=True), "it takes longer than a moment"


def test_who_waits_has_the_record_as_it_is(sampled: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.duckdb"
    copy.write_bytes(sampled.read_bytes())
    desk, numbers = Desk(str(copy)), iter(range(10))
    try:
        assert desk.soon("n", lambda region: next(numbers)) == 0
        assert desk.soon("n", lambda region: next(numbers)) == 0, "nothing has changed"
        with desk.writing():
            pass
        assert desk.soon("n", lambda region: next(numbers)) == 1
    finally:
        desk.close()
