"""FEEDS.toml: what is watched, by what rules alerts are told, and where they go."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from entente.errors import UsageError
from entente.ontology.naming import actor_code
from entente.records import Modality
from entente.store.selection import SHAPES, Kind
from entente.watch.durations import Duration, written

Channel = Literal["stdout", "mail", "webhook"]
CHANNELS: tuple[Channel, ...] = ("stdout", "mail", "webhook")


def _web(address: str) -> str:
    try:
        parts = urlsplit(address)
        fits = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        fits = False
    if not fits:
        raise ValueError(
            f"{address!r} is no address of the web; give one that begins with https:// or http://"
        )
    return address


def _known(name: str) -> str:
    try:
        actor_code(name)
    except UsageError as error:
        raise ValueError(str(error)) from error
    return name


def _variable(name: str) -> str:
    if not os.environ.get(name):
        raise ValueError(f"the environment has no {name}; set it, as in: export {name}=...")
    return name


Address = Annotated[str, AfterValidator(_web)]
Actor = Annotated[str, AfterValidator(_known)]
#: The name of a variable of the environment; a secret never stands in the file.
Variable = Annotated[str, AfterValidator(_variable)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class WatchTable(_Table):
    """How it is watched."""

    every: Duration = Field(900.0, description="How often a feed is asked.", examples=["15m"])
    interval: Duration = Field(2.0, description="Least time between two requests to a host.")
    allow_private: bool = Field(False, description="Whether private addresses may be asked.")
    page: Address = Field("http://127.0.0.1:8750", description="Where readers find the page, for alerts.")


class FeedTable(_Table):
    """A feed."""

    url: Address = Field(description="Its address; RSS or Atom.")
    outlet: str | None = Field(None, description="Who publishes it; else the feed's own title.")
    every: Duration | None = Field(None, description="How often it is asked; else as in [watch].")
    full_text: bool | None = Field(
        None, description="Whether the linked pages are read; else where an entry has under 150 words."
    )
    allow_private: bool | None = Field(None, description="Whether private addresses may be asked.")


class ThresholdTable(_Table):
    """Many stories in a short time."""

    stories: int = Field(ge=1, description="So many stories, or more.")
    within: Duration = Field(description="In the last so many days.", examples=["7d"])


class AlertTable(_Table):
    """A rule: what is to be told."""

    name: str = Field(min_length=1, max_length=100, description="What it is called; each once.")
    of: Literal["events", "statements", "claims"] = Field("events", description="The records it looks at.")
    dyad: tuple[Actor, Actor] | None = Field(None, description="Two actors that face each other.")
    directed: bool = Field(False, description="Whether the first must act or speak.")
    actor: Actor | None = Field(None, description="Who takes part.")
    type: tuple[str, ...] = Field((), description="Types of events; kinds of statements or claims.")
    modality: tuple[Modality, ...] = Field((), description="asserted, negated, hypothetical ...")
    least: float = Field(0.0, ge=0, le=1, description="Least score.")
    intensity: float | None = Field(
        None, ge=-10, le=10, description="Events as hostile as this (below 0), or as friendly, or more so."
    )
    within: Duration | None = Field(None, description="Only what happened in the last so many days.")
    threshold: ThresholdTable | None = Field(None, description="Many stories in a short time, not each.")
    rift: bool = Field(False, description="New rifts and rapprochements of the dyad or region.")
    region: str | None = Field(None, description="The region whose rifts are looked at.")
    send: tuple[Channel, ...] | None = Field(None, description="Where it is told; else everywhere.")

    def wants(self) -> str:
        """What it looks for, in words."""
        whom = " and ".join(self.dyad or ()) or self.actor or self.region or "all"
        if self.rift:
            return f"new rifts and rapprochements of {whom}"
        what = ", ".join((*self.type, *(m.value for m in self.modality))) or "any"
        within, kind = self.threshold, f"{self.of} of {whom}, {what}"
        return f"{within.stories} stories within {written(within.within)}: {kind}" if within else kind

    @model_validator(mode="after")
    def _fits(self) -> AlertTable:
        for complaint in _misfits(self):
            raise ValueError(complaint)
        return self


def _misfits(rule: AlertTable) -> Iterator[str]:
    valid = SHAPES[Kind(rule.of)].types
    for word in rule.type:
        if word not in valid:
            near = get_close_matches(word.upper() if rule.of == "events" else word.lower(), valid, 1)
            hint = f"; did you mean {near[0]}?" if near else ""
            yield f"type: {word!r} is unknown; valid: {', '.join(valid)}{hint}"
    if rule.rift and (rule.threshold or rule.type or rule.modality or rule.intensity is not None):
        yield "rift goes with dyad, actor or region only; make another [[alert]] for the rest"
    if rule.region and not rule.rift:
        yield "region goes with rift = true; choose records with dyad or actor"
    if rule.threshold and rule.of != "events":
        yield "threshold counts stories, which are of events; leave out of, or threshold"
    if rule.of == "claims" and (rule.dyad or rule.modality):
        yield "claims have one party and no modality; choose them with actor"
    if rule.directed and not rule.dyad:
        yield "directed goes with dyad"
    if rule.intensity is not None and rule.of != "events":
        yield "intensity is of events; leave out of, or intensity"


class MailTable(_Table):
    """Where mail goes, and by which server."""

    server: str = Field(description="The SMTP server's name.")
    port: int = Field(587, ge=1, le=65535, description="Its port.")
    security: Literal["starttls", "ssl", "none"] = Field("starttls", description="How the way is kept safe.")
    user: str | None = Field(None, description="Who signs in there.")
    password_env: Variable | None = Field(None, description="The variable that holds the password.")
    sender: str = Field(alias="from", description="From whom it is.")
    to: tuple[str, ...] = Field(min_length=1, description="To whom it goes.")


class WebhookTable(_Table):
    """A server that is told."""

    url: Address = Field(description="The address that is posted to.")
    secret_env: Variable | None = Field(None, description="The variable that holds the key of the signature.")
    allow_private: bool = Field(False, description="Whether it may be a private address.")


class Feeds(_Table):
    """The whole file."""

    watch: WatchTable = WatchTable.model_validate({})
    feed: tuple[FeedTable, ...] = Field(min_length=1)
    alert: tuple[AlertTable, ...] = ()
    mail: MailTable | None = None
    webhook: WebhookTable | None = None

    @model_validator(mode="after")
    def _once(self) -> Feeds:
        for key, values in (
            ("url", [f.url for f in self.feed]),
            ("name", [a.name for a in self.alert]),
        ):
            twice = sorted({v for v in values if values.count(v) > 1})
            if twice:
                raise ValueError(f"{key} {twice[0]!r} stands twice; name each once")
        for rule in self.alert:
            for channel in rule.send or ():
                if channel not in self.channels:
                    raise ValueError(f"alert {rule.name!r} is sent to {channel}, but there is no [{channel}]")
        return self

    @property
    def channels(self) -> tuple[Channel, ...]:
        """Where alerts can go."""
        there = {"stdout": True, "mail": self.mail, "webhook": self.webhook}
        return tuple(c for c in CHANNELS if there[c])

    def every(self, feed: FeedTable) -> float:
        """How often a feed is asked, in seconds."""
        return feed.every or self.watch.every

    def allows_private(self, feed: FeedTable) -> bool:
        """Whether a feed may be at a private address, and what it links to."""
        return self.watch.allow_private if feed.allow_private is None else feed.allow_private


#: The tables of the file by the name that they have in it.
TABLES: Mapping[str, type[_Table]] = {
    "watch": WatchTable,
    "feed": FeedTable,
    "alert": AlertTable,
    "threshold": ThresholdTable,
    "mail": MailTable,
    "webhook": WebhookTable,
}


def load_feeds(path: str) -> Feeds:
    """The file, looked at as a whole; raises UsageError that names what is wrong in it and what is valid."""
    try:
        table = tomllib.loads(Path(path).read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read ({error}); name a TOML file of feeds") from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path} is not TOML ({error}); mend that line") from error
    try:
        return Feeds.model_validate(table)
    except ValidationError as error:
        told = "; ".join(dict.fromkeys(_complaint(table, each) for each in error.errors()))
        raise UsageError(f"{path}: {told}") from error


def _complaint(table: Mapping[str, Any], error: Any) -> str:
    *above, last = error["loc"] or ("file",)
    where = _place(table, (*above, last) if error["type"] != "extra_forbidden" else tuple(above))
    if error["type"] == "extra_forbidden":
        return f"{where}: {last!r} is unknown; {_valid(str(last), above)}"
    if error["type"] == "missing":
        return f"{where} is missing; give one"
    told = error["msg"].removeprefix("Value error, ")
    received = "" if error["type"] == "value_error" else f" (received {error['input']!r:.60})"
    return f"{where}: {told}{received}"


def _place(table: Mapping[str, Any], loc: tuple[int | str, ...]) -> str:
    """Where something stands, in words: which feed or rule by its name, which key."""
    words: list[str] = []
    here: Any = table
    for step in loc:
        here = here[step] if _holds(here, step) else None
        if isinstance(step, int) and isinstance(here, dict):
            called = here.get("name") or here.get("url")
            words.append(f"{step + 1}" + (f" ({called})" if called else ""))
        elif isinstance(step, str):
            words.append(step)
    return " ".join(words) or "the file"


def _holds(here: Any, step: int | str) -> bool:
    if isinstance(here, dict):
        return step in here
    return isinstance(here, list) and isinstance(step, int) and step < len(here)


def _valid(key: str, above: list[int | str]) -> str:
    name = next((str(step) for step in reversed(above) if isinstance(step, str)), None)
    model: type[BaseModel] = TABLES[name] if name else Feeds
    valid = [field.alias or each for each, field in model.model_fields.items()]
    near = get_close_matches(key, valid, 1)
    hint = f"; did you mean {near[0]}?" if near else ""
    return f"valid: {', '.join(valid)}{hint}"
