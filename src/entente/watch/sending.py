"""Where alerts go: standard output, mail, a webhook. What a channel does not take is tried again."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import smtplib
import ssl
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from typing import TextIO

import httpx

from entente.errors import EntenteError
from entente.store.watch.entries import Alert, Unsent
from entente.store.watch.watched import Watched
from entente.watch.clock import Clock
from entente.watch.feedsfile import Channel, Feeds, MailTable, WebhookTable
from entente.watch.politeness import Ways, rest_after, way
from entente.web.api.watched import Finding, moment

#: Seconds until a channel is tried again, the first time.
_REST = 60.0
_TIMEOUT = 20.0
SIGNATURE = "x-entente-signature-256"


class NotSent(EntenteError):
    """A channel has not taken what it was given."""


#: Sends alerts, all or none; raises NotSent.
Sender = Callable[[list[Alert]], None]


@dataclass(frozen=True, slots=True)
class Printed:
    """Alerts on standard output: a JSON object a line, or text; ``home`` is where readers find the page."""

    out: TextIO
    text: bool
    home: str

    def __call__(self, alerts: list[Alert]) -> None:
        """Writes them."""
        for alert in alerts:
            line = as_text(alert, self.home) if self.text else json.dumps(as_json(alert, self.home))
            self.out.write(line + "\n")
        self.out.flush()


@dataclass(frozen=True, slots=True)
class Mailed:
    """Alerts by mail: those of a round together."""

    table: MailTable
    home: str

    def __call__(self, alerts: list[Alert]) -> None:
        """Sends one mail."""
        try:
            with self._server() as server:
                if self.table.user:
                    server.login(self.table.user, os.environ.get(self.table.password_env or "", ""))
                server.send_message(self._mail(alerts))
        except (OSError, smtplib.SMTPException) as error:
            raise NotSent(f"{self.table.server}: {type(error).__name__}: {error}") from error

    def _server(self) -> smtplib.SMTP:
        host, port = self.table.server, self.table.port
        if self.table.security == "ssl":
            return smtplib.SMTP_SSL(host, port, timeout=_TIMEOUT, context=ssl.create_default_context())
        server = smtplib.SMTP(host, port, timeout=_TIMEOUT)
        if self.table.security == "starttls":
            try:
                server.starttls(context=ssl.create_default_context())
            except BaseException:
                server.close()
                raise
        return server

    def _mail(self, alerts: list[Alert]) -> EmailMessage:
        mail = EmailMessage()
        more = f" and {len(alerts) - 1} more" if len(alerts) > 1 else ""
        # A line break in a header would begin another one.
        mail["Subject"] = " ".join(f"Entente: {alerts[0].title:.120}{more}".split())
        mail["From"], mail["To"] = self.table.sender, ", ".join(self.table.to)
        mail["Date"], mail["Message-ID"] = formatdate(alerts[0].at), make_msgid("entente")
        mail.set_content("\n\n".join(as_text(alert, self.home) for alert in alerts) + "\n")
        return mail


@dataclass(frozen=True, slots=True)
class Posted:
    """Alerts to a webhook: one request each, signed with a key that both know."""

    table: WebhookTable
    home: str
    private: bool
    ways: Ways = way

    def __call__(self, alerts: list[Alert]) -> None:
        """Posts them."""
        for alert in alerts:
            self._post(json.dumps(as_json(alert, self.home), ensure_ascii=False).encode("utf-8", "replace"))

    def _post(self, body: bytes) -> None:
        headers = {"content-type": "application/json"}
        if self.table.secret_env:
            headers[SIGNATURE] = signature(os.environ.get(self.table.secret_env, ""), body)
        try:
            with httpx.Client(timeout=_TIMEOUT, transport=self.ways(self.private)) as client:
                answer = client.post(self.table.url, content=body, headers=headers)
        except (httpx.HTTPError, httpx.InvalidURL, EntenteError) as error:
            raise NotSent(f"{type(error).__name__}: {error}") from error
        if not answer.is_success:
            raise NotSent(f"{self.table.url} answers {answer.status_code}")


def senders(feeds: Feeds, out: TextIO, *, text: bool, private: bool) -> dict[Channel, Sender]:
    """The channels that a file names."""
    home = feeds.watch.page
    found: dict[Channel, Sender] = {"stdout": Printed(out, text, home)}
    if feeds.mail:
        found["mail"] = Mailed(feeds.mail, home)
    if feeds.webhook:
        found["webhook"] = Posted(feeds.webhook, home, private or feeds.webhook.allow_private)
    return found


def signature(key: str, body: bytes) -> str:
    """What proves that a body is ours, to one who has the key.

    >>> signature("key", b"{}")[:19]
    'sha256=a777724d943e'
    """
    return "sha256=" + hmac.new(key.encode(), body, hashlib.sha256).hexdigest()


def send_all(
    watched: Watched, senders: dict[Channel, Sender], clock: Clock, tell: Callable[[str], None]
) -> int:
    """Sends what is to be sent by now; a channel that fails keeps nobody else from it.

    Gives the number of alerts that were taken, each channel counted.
    """
    taken = 0
    unsent = watched.unsent(clock.now())
    for channel, send in senders.items():
        mine = [each for each in unsent if each.channel == channel]
        for batch in [mine] if channel == "mail" else [[each] for each in mine]:
            if batch and not _sent(watched, channel, send, batch, clock, tell):
                # The others would fare no better: their turn comes with the next round.
                break
            taken += len(batch)
    return taken


def _sent(
    watched: Watched,
    channel: Channel,
    send: Sender,
    batch: Iterable[Unsent],
    clock: Clock,
    tell: Callable[[str], None],
) -> bool:
    batch = list(batch)
    numbers = [each.alert.number for each in batch]
    try:
        send([each.alert for each in batch])
    except NotSent as error:
        rest = rest_after(max(each.tries for each in batch) + 1, _REST, clock.jitter())
        watched.not_sent(channel, numbers, clock.now() + rest, str(error))
        tell(f"error: {channel}: {error}; it is tried again")
        return False
    watched.sent(channel, numbers)
    return True


def as_json(alert: Alert, home: str) -> dict[str, object]:
    """An alert as programs get it."""
    found = _placed(Finding.model_validate_json(alert.told), home)
    return {"alert": alert.number, "at": moment(alert.at), **found.model_dump(mode="json")}


def as_text(alert: Alert, home: str) -> str:
    """An alert as people get it."""
    found = _placed(Finding.model_validate_json(alert.told), home)
    lines = [f"[{found.rule}] {found.title}", f"  {found.page}"]
    for each in found.evidence:
        source = ", ".join(part for part in (each.outlet, each.date) if part)
        lines += [f'  "{" ".join(each.sentence.split())}"' + (f" ({source})" if source else "")]
        lines += [f"    {place}" for place in (each.page, each.link) if place and place != found.page]
    return "\n".join(lines)


def _placed(found: Finding, home: str) -> Finding:
    """The finding with whole addresses in the place of paths."""
    base = home.rstrip("/")
    evidence = tuple(e.model_copy(update={"page": e.page and base + e.page}) for e in found.evidence)
    return found.model_copy(update={"page": base + found.page, "evidence": evidence})
