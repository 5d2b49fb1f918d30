"""Imports over the API and by the plain form: what is taken in, what is refused, and what it may be named."""

from __future__ import annotations

import gzip
import io
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fakes import FakeEncoder
from fastapi.testclient import TestClient
from serving import client, served

from entente import api
from entente.store import Store
from entente.web.jobs import KEPT, TOLD, WAITING, Jobs
from entente.web.uploads import plain_name

API = "/api/v1/imports"
TEXT = "Note of the day\n\nGermany accused Russia of fraud in a letter.\n\nWar will come again soon.\n"
ROWS = "day,a,b,event_type\n2020-01-01,ARM,AZE,ACCUSE\nsoon,ARM,AZE,AID\n"


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of temporary files of its own; nothing may stay in it."""
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    yield place
    until = time.monotonic() + 5
    while list(place.iterdir()) and time.monotonic() < until:
        time.sleep(0.01)
    assert list(place.iterdir()) == []


@pytest.fixture
def db(tmp_path: Path) -> Path:
    place = tmp_path / "desk" / "s.duckdb"
    place.parent.mkdir()
    Store(str(place), write=True).close()
    return place


@pytest.fixture
def desk(db: Path, fake: FakeEncoder) -> Iterator[TestClient]:
    with client(db, upload=1_000_000) as found:
        yield found


def sent(desk: TestClient, name: str, data: bytes | str, **fields: str) -> Any:
    body = data.encode() if isinstance(data, str) else data
    answer = desk.post(API, params={"wait": 60}, files={"file": (name, body)}, data=fields)
    assert answer.status_code == 202, answer.text
    job = answer.json()
    assert answer.headers["location"] == f"{API}/{job['id']}"
    # Stories are worked out meanwhile.
    assert job | {"settled": True} == desk.get(f"{API}/{job['id']}").json() | {"settled": True}
    return job


def test_a_text_is_read_and_coded(desk: TestClient) -> None:
    job = sent(desk, "2023-05-01-note.txt", TEXT, outlet="The Note")
    assert (job["state"], job["name"], job["problems"]) == ("done", "2023-05-01-note.txt", [])
    (one,) = job["documents"]
    assert (one["added"], one["statements"], one["events"]) == (True, 1, 1)
    (row,) = desk.get("/api/v1/documents").json()["items"]
    assert (row["id"], row["path"], row["published"], row["outlet"]) == (
        one["id"], "2023-05-01-note.txt", "2023-05-01", "The Note",
    )  # fmt: skip
    again = sent(desk, "other.txt", TEXT, published="2023-05-01", outlet="The Note")
    assert [d["added"] for d in again["documents"]] == [False]
    assert [j["id"] for j in desk.get(API).json()] == [again["id"], job["id"]]


def test_a_pasted_text_is_read(desk: TestClient) -> None:
    answer = desk.post(
        API, params={"wait": 60}, data={"text": TEXT.replace("\n", "\r\n"), "published": "2023-05"}
    )
    (one,) = answer.json()["documents"]
    (row,) = desk.get("/api/v1/documents").json()["items"]
    assert (row["path"], row["published"], one["events"]) == ("pasted text", "2023-05", 1)


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz"])
def test_a_file_of_several_texts_tells_each(desk: TestClient, name: str) -> None:
    lines = f'{{"text": "{TEXT[17:60]}"}}\nno json\n{{"text": "Germany accused Russia of fraud."}}\n'.encode()
    job = sent(desk, name, gzip.compress(lines) if name.endswith("gz") else lines)
    assert len(job["documents"]) == 2 and job["state"] == "done"
    (problem,) = job["problems"]
    assert problem.startswith("a.jsonl#2: ") and "/" not in problem.split(":")[0]


@pytest.mark.parametrize("packed", ["", ".gz", ".zip"])
def test_event_data_are_taken_in_once(desk: TestClient, packed: str, db: Path) -> None:
    data = ROWS.encode()
    if packed == ".gz":
        data = gzip.compress(data)
    elif packed == ".zip":
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w") as archive:
            archive.writestr("../../rows.csv", data)
        data = held.getvalue()
    job = sent(desk, f"rows.csv{packed}", data, format="csv")
    assert (job["rows"], job["rejected"], job["state"]) == (1, 1, "done")
    assert "rows rejected" in job["problems"][0]
    again = sent(desk, f"rows.csv{packed}", data, format="csv")
    assert again["rows"] == 0 and "is here already" in again["problems"][0]
    assert desk.get("/api/v1/events").json()["items"][0]["event_type"] == "ACCUSE"
    assert not (db.parent.parent / "rows.csv").exists()


def bomb(size: int) -> bytes:
    """That many bytes, packed."""
    held = io.BytesIO()
    with gzip.GzipFile(fileobj=held, mode="wb") as out:
        for _ in range(size >> 20):
            out.write(bytes([10]) * (1 << 20))
    return held.getvalue()


@pytest.mark.parametrize("kind", ["gz", "zip"])
def test_a_bomb_is_refused_before_it_fills_anything(
    desk: TestClient, kind: str, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = 1 << 30
    if kind == "gz":
        name, data, fields = "a.jsonl.gz", bomb(size - (128 << 20)), {}
    else:
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w", zipfile.ZIP_BZIP2) as archive, archive.open("a.csv", "w") as out:
            for _ in range(size >> 20):
                out.write(bytes(1 << 20))
        name, data, fields = "a.csv.zip", held.getvalue(), {"format": "csv"}
        assert len(data) < 5_000
    most = 0

    def watch() -> None:
        nonlocal most
        while not done.is_set():
            most = max(most, sum(p.stat().st_size for p in temporary.rglob("*") if p.is_file()))
            time.sleep(0.002)

    done = threading.Event()
    thread = threading.Thread(target=watch)
    thread.start()
    try:
        job = sent(desk, name, data, **fields)
    finally:
        done.set()
        thread.join()
    assert job["state"] == "failed" and job["documents"] == [] and job["rows"] == 0
    assert "unpacked it is larger than 4,000,000 bytes" in job["problems"][0]
    assert most < 6_500_000


@pytest.mark.parametrize(
    ("name", "data", "fields", "status", "told"),
    [
        ("a.exe", b"MZ\0\0", {}, 422, "such files are not read; valid: .txt"),
        ("a", b"text", {}, 422, "such files are not read"),
        ("a.txt", b"\0\1\2\3", {}, 422, "it is no text"),
        ("a.txt", b"%PDF-1.7", {}, 422, "it is a PDF"),
        ("a.pdf", b"a text", {}, 422, "it is no PDF"),
        ("a.docx", b"PK\3\4", {}, 422, "it is a packed file, or one of an office program"),
        ("a.txt", gzip.compress(b"text", mtime=0), {}, 422, "it is a packed file"),
        ("a.txt.gz", b"text", {}, 422, "its name ends in .gz"),
        ("a.txt.gz", gzip.compress(b"\0\1\2", mtime=0), {}, 422, "it is no text"),
        ("a.txt.zip", b"PK\3\4", {}, 422, "such files are not read"),
        ("a.txt", b"", {}, 422, "the file is empty"),
        ("a.csv", b"day\n", {"format": "nothing"}, 422, "no format 'nothing'"),
        ("a.csv", b"day\n", {"format": "parquet"}, 422, "it is imported on the command line"),
        ("a.csv", b"\0\1", {"format": "csv"}, 422, "it is no text"),
        ("a.txt", b"text", {"published": "soon"}, 422, "'soon' is no date"),
        ("a.txt", b"text", {"published": "2023-02-30"}, 422, "not in the calendar"),
        ("a.txt", b"x" * 1_000_001, {}, 413, "larger than 1.0 MB"),
        ("a.txt", b"x" * 1_200_000, {}, 413, "MB"),
    ],
)  # fmt: skip
def test_what_is_not_taken_in_is_told(
    desk: TestClient, name: str, data: bytes, fields: dict[str, str], status: int, told: str
) -> None:
    answer = desk.post(API, files={"file": (name, data)}, data=fields)
    assert answer.status_code == status and told in answer.json()["detail"], answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert desk.get(API).json() == []


def test_nothing_sent_is_told(desk: TestClient) -> None:
    for body in ({}, {"text": " \n"}):
        answer = desk.post(API, data=body)
        assert (answer.status_code, "neither a file nor a text" in answer.json()["detail"]) == (422, True)
    assert desk.get(f"{API}/nothing").status_code == 404


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("/etc/passwd.txt", "passwd.txt"),
        ("C:\\news\\..\\a.txt", "a.txt"),
        ("a\0b.txt", "a b.txt"),
        ("Новость — 新闻.txt", "Новость — 新闻.txt"),
        ("a\u202etxt.txt", "a txt.txt"),
        ("x" * 1000 + ".txt", "x" * 60 + "…" + "x" * 56 + ".txt"),
        ("<script>.txt", "<script>.txt"),
    ],
)
def test_a_name_is_shown_and_never_a_path(desk: TestClient, given: str, shown: str, temporary: Path) -> None:
    assert plain_name(given) == shown
    body = (
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="'
        + given.encode().replace(b"\\", b"\\\\")
        + b'"\r\n\r\n' + TEXT.encode() + b"\r\n--x--\r\n"
    )  # fmt: skip
    answer = desk.post(
        f"{API}?wait=60", content=body, headers={"content-type": "multipart/form-data; boundary=x"}
    )
    assert answer.status_code == 202, answer.text
    assert (answer.json()["state"], answer.json()["name"]) == ("done", shown)
    (row,) = desk.get("/api/v1/documents").json()["items"]
    assert row["path"] == shown


def test_a_server_that_only_reads_takes_in_nothing(reader: TestClient) -> None:
    assert reader.post(API, files={"file": ("a.txt", b"text")}).status_code == 403
    assert 'type="file"' not in reader.get("/import").text


class Slow:
    """Holds the encoder back until it is let go."""

    def __init__(self, fake: FakeEncoder) -> None:
        self.go, self.fake = threading.Event(), fake

    def __call__(self) -> FakeEncoder:
        assert self.go.wait(30)
        return self.fake


@pytest.fixture
def slow(desk: TestClient, fake: FakeEncoder, monkeypatch: pytest.MonkeyPatch) -> Iterator[Slow]:
    held = Slow(fake)
    monkeypatch.setattr(api, "shipped_encoder", held)
    yield held
    held.go.set()
    desk.get(f"{API}/{desk.get(API).json()[0]['id']}", params={"wait": 30})


def test_so_many_wait_and_no_more(desk: TestClient, slow: Slow) -> None:
    def post(number: int) -> Any:
        return desk.post(API, files={"file": (f"{number}.txt", f"{TEXT} {number}.".encode())})

    first = post(0).json()
    while desk.get(f"{API}/{first['id']}").json()["state"] == "waiting":
        time.sleep(0.01)
    assert [post(n).status_code for n in range(1, WAITING + 1)] == [202] * WAITING
    late = post(99)
    assert (late.status_code, late.headers["retry-after"]) == (503, "10")
    # Meanwhile others read, and write.
    assert desk.get("/statements").status_code == 200
    assert desk.get("/api/v1/documents").json()["total"] == 0
    slow.go.set()
    jobs = desk.get(API).json()
    assert [desk.get(f"{API}/{j['id']}", params={"wait": 30}).json()["state"] for j in jobs] == ["done"] * (
        WAITING + 1
    )


def test_only_the_last_are_remembered(desk: TestClient) -> None:
    jobs = desk.app.state.jobs  # type: ignore[attr-defined]
    assert isinstance(jobs, Jobs)
    for number in range(KEPT + 3):
        desk.post(API, params={"wait": 5}, data={"text": f"Note {number}."})
    assert len(desk.get(API).json()) == KEPT


def test_of_very_many_problems_the_first_are_told(desk: TestClient) -> None:
    job = sent(desk, "a.jsonl", "no json\n" * (TOLD + 7))
    assert (job["state"], len(job["problems"]), job["untold"]) == ("failed", TOLD, 7)


def test_the_form_works_without_a_script(desk: TestClient) -> None:
    assert 'name="file"' in desk.get("/import").text
    files = [("file", ("a.txt", TEXT.encode())), ("file", ("b.txt", (TEXT + "More.").encode()))]
    page = desk.post("/import", files=files, data={"outlet": "The Note", "published": "", "text": ""})
    assert (page.status_code, page.text.count("Note of the day"), "Refresh" in page.headers) == (
        200,
        2,
        False,
    )
    assert "1 statement, 1 event" in page.text
    wrong = desk.post("/import", files=[("file", ("a.exe", b"MZ\0")), ("file", ("c.txt", b"Peace."))])
    assert wrong.status_code == 422 and "such files are not read" in wrong.text and "c.txt" in wrong.text
    none = desk.post("/import", files=[("file", ("", b""))], data={"text": ""})
    assert none.status_code == 422 and "neither a file nor a text" in none.text
    pasted = desk.post("/import", files=[("file", ("", b""))], data={"text": "A truce holds."})
    assert pasted.status_code == 200 and "pasted text" in pasted.text
    assert "not remembered any more" in desk.get("/import", params={"job": "nothing"}).text


def test_a_page_asks_again_while_one_is_at_work(desk: TestClient, slow: Slow) -> None:
    job = desk.post(API, files={"file": ("a.txt", TEXT.encode())}).json()
    assert desk.get("/import", params={"job": job["id"]}).headers["refresh"] == "3"


def test_over_a_socket(db: Path, fake: FakeEncoder, run: Callable[..., Any]) -> None:
    with served(db, upload=1_000_000) as address:
        answer = httpx.post(f"{address}{API}?wait=30", files={"file": ("a.txt", TEXT.encode())})
        assert answer.json()["state"] == "done"
        large = httpx.post(f"{address}{API}", files={"file": ("a.txt", b"x" * 5_000_000)})
        assert large.status_code == 413
    assert run("check", "--db", db).exit_code == 0
