from __future__ import annotations

import asyncio
import hashlib
import hmac
import io
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_string
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from feedhouse import START, Turned

from entente.store.watch.entries import Alert, Fired
from entente.store.watch.watched import Watched
from entente.watch.feedsfile import Channel, MailTable, WebhookTable
from entente.watch.sending import Mailed, NotSent, Posted, Printed, Sender, as_text, send_all
from entente.web.api.watched import Evidence, Finding

HOME = "https://record.example.org/"


def _finding(title: str = "Armenia: accuse Russia") -> Finding:
    evidence = Evidence(
        sentence="Armenia  accused\nRussia.", date="2023-11-13", outlet="The Daily", document="d1",
        page="/documents/d1#d1.e1", link="https://example.org/a",
    )  # fmt: skip
    return Finding(rule="r", kind="record", title=title, page="/documents/d1#d1.e1", evidence=(evidence,))


def _alert(number: int = 1, title: str = "Armenia: accuse Russia") -> Alert:
    return Alert(number, "r", START, title, _finding(title).model_dump_json())


@dataclass
class Post:
    """A mail server: what it was given; ``refuses`` answers what follows a mail."""

    port: int = 0
    mails: list[tuple[list[str], Message]] = field(default_factory=list)
    refuses: str | None = None
    said: list[str] = field(default_factory=list)


@contextmanager
def mail_server() -> Iterator[Post]:
    """A real SMTP server on the loopback, as small as one can be."""
    made = Post()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async def say(line: str) -> None:
            writer.write(f"{line}\r\n".encode())
            await writer.drain()

        to: list[str] = []
        await say("220 here")
        while line := (await reader.readline()).decode().strip():
            made.said.append(line)
            verb = line.split()[0].upper()
            if verb == "RCPT":
                to.append(line.partition("<")[2].partition(">")[0])
            if verb == "DATA":
                await say("354 go on")
                text = (await reader.readuntil(b"\r\n.\r\n")).decode()
                if made.refuses is None:
                    made.mails.append((to, message_from_string(text)))
                await say(made.refuses or "250 taken")
            elif verb == "EHLO":
                await say("250-here\r\n250 AUTH PLAIN")
            else:
                await say({"QUIT": "221 bye", "AUTH": "235 known"}.get(verb, "250 well"))
        writer.close()

    async def serve() -> None:
        server = await asyncio.start_server(talk, "127.0.0.1", 0)
        made.port = server.sockets[0].getsockname()[1]
        started.set()
        async with server:
            await ended.wait()

    started, ended, loop = threading.Event(), asyncio.Event(), asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),), daemon=True)
    thread.start()
    started.wait(5)
    try:
        yield made
    finally:
        loop.call_soon_threadsafe(ended.set)
        thread.join(5)
        loop.close()


def _mail(server: Post, **more: str) -> MailTable:
    table = {"server": "127.0.0.1", "port": server.port, "security": "none", "from": "entente@example.org"}
    return MailTable.model_validate({**table, "to": ["a@example.org", "b@example.org"], **more})


@dataclass
class Hook:
    """A webhook: what it was given, and what it answers."""

    address: str = ""
    got: list[tuple[bytes, Message]] = field(default_factory=list)
    status: int = 204


@contextmanager
def hook_server() -> Iterator[Hook]:
    made = Hook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            made.got.append((self.rfile.read(int(self.headers["content-length"])), self.headers))
            self.send_response(made.status)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.address = f"http://127.0.0.1:{server.server_address[1]}/hook"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_lines_for_programs_and_for_people() -> None:
    out = io.StringIO()
    Printed(out, False, HOME)([_alert()])
    told = json.loads(out.getvalue())
    assert (told["rule"], told["at"]) == ("r", "2023-11-14T22:13:20Z")
    assert told["page"] == "https://record.example.org/documents/d1#d1.e1"
    assert told["evidence"][0]["page"] == told["page"]
    assert as_text(_alert(), HOME).splitlines() == [
        "[r] Armenia: accuse Russia",
        "  https://record.example.org/documents/d1#d1.e1",
        '  "Armenia accused Russia." (The Daily, 2023-11-13)',
        "    https://example.org/a",
    ]


def test_alerts_of_a_round_go_in_one_mail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAIL_PASSWORD", "hush")
    with mail_server() as server:
        Mailed(_mail(server, user="me", password_env="MAIL_PASSWORD"), HOME)([_alert(), _alert(2, "Another")])
        ((to, mail),) = server.mails
        assert to == ["a@example.org", "b@example.org"]
        assert mail["subject"] == "Entente: Armenia: accuse Russia and 1 more"
        text = mail.get_payload(decode=True)
        assert isinstance(text, bytes) and b"[r] Another" in text and b"accused Russia." in text
        assert any(line.startswith("AUTH PLAIN") for line in server.said)


def test_a_title_cannot_add_headers_to_a_mail() -> None:
    with mail_server() as server:
        Mailed(_mail(server), HOME)([_alert(1, "Words\r\nBcc: everyone@example.org\r\n\r\nbody")])
        ((to, mail),) = server.mails
        assert mail["bcc"] is None and len(to) == 2


def test_a_mail_that_is_not_taken_is_told() -> None:
    with mail_server() as server:
        server.refuses = "451 later"
        with pytest.raises(NotSent, match="451"):
            Mailed(_mail(server), HOME)([_alert()])
        with pytest.raises(NotSent, match="STARTTLS"):
            Mailed(_mail(server, security="starttls"), HOME)([_alert()])
    with pytest.raises(NotSent, match="refused"):
        Mailed(_mail(server), HOME)([_alert()])


def test_a_webhook_is_signed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOOK_KEY", "key")
    with hook_server() as hook:
        table = WebhookTable(url=hook.address, secret_env="HOOK_KEY", allow_private=True)
        Posted(table, HOME, private=True)([_alert()])
        ((body, headers),) = hook.got
    assert (
        headers["x-entente-signature-256"] == "sha256=" + hmac.new(b"key", body, hashlib.sha256).hexdigest()
    )
    assert json.loads(body)["title"] == "Armenia: accuse Russia"


def test_a_webhook_inside_is_refused_unless_allowed() -> None:
    with hook_server() as hook:
        with pytest.raises(NotSent, match="no public address"):
            Posted(WebhookTable(url=hook.address, secret_env=None, allow_private=False), HOME, private=False)(
                [_alert()]
            )
        assert hook.got == []


def test_a_channel_that_fails_keeps_nobody_else_from_it(tmp_path: Path) -> None:
    watched, clock, told = Watched(str(tmp_path / "s")), Turned(), list[str]()
    fired = [Fired("r", t, _finding(t).model_dump_json(), (t,), ("stdout", "webhook")) for t in ("A", "B")]
    watched.judged(fired, {}, [], START)
    out = io.StringIO()
    with hook_server() as hook:
        table = WebhookTable(url=hook.address, secret_env=None, allow_private=True)
        senders: dict[Channel, Sender] = {
            "webhook": Posted(table, HOME, private=True),
            "stdout": Printed(out, True, HOME),
        }
        hook.status = 500
        assert send_all(watched, senders, clock, told.append) == 2
        assert out.getvalue().count("[r]") == 2 and "answers 500" in told[0]
        hook.status = 204
        send_all(watched, senders, clock, told.append)
        # The second was not tried: it is due at once; the first rests a minute.
        assert [json.loads(body)["title"] for body, _ in hook.got] == ["A", "B"]
        clock.time += 61
        assert send_all(watched, senders, clock, told.append) == 1
        assert [json.loads(body)["title"] for body, _ in hook.got] == ["A", "B", "A"]
        clock.time += 1e6
        assert send_all(watched, senders, clock, told.append) == 0
    assert out.getvalue().count("[r]") == 2
