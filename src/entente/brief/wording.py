"""How names, dates and acts are written in a brief."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from math import isnan

from entente.analysis.words.parties import cue as cue
from entente.analysis.words.parties import cued as cued
from entente.analysis.words.parties import flat as flat
from entente.analysis.words.parties import home as home
from entente.analysis.words.parties import named as named
from entente.analysis.words.parties import side as side
from entente.analysis.words.parties import sides as sides
from entente.analysis.words.parties import speaker as speaker
from entente.analysis.words.parties import whole as whole
from entente.ontology.naming import actor_name
from entente.ontology.naming import is_known as is_known
from entente.records import Event, EventType, Party, Span

#: Words of an event's sentence that are shown, at most, around its trigger.
SHOWN = 180


def titled(party: Party, name: str) -> str:
    """A name with its office and state, where they add to it."""
    office, state = party.identity.office, home(party)
    parts = [name] + ([office] if office and office.lower() not in name.lower() else [])
    where = actor_name(state) if state and is_known(state) else ""
    adds = where and where.lower() not in name.lower() and state != party.identity.actor
    return ", ".join(parts) + (f" ({where})" if adds else "")


def parties(found: Iterable[Party]) -> str:
    """Several parties, each once; a state is left out where somebody of it is named."""
    given = list(found)
    whose = {p.identity.country for p in given if p.identity.actor != p.identity.country}
    kept = [p for p in given if p.identity.actor is None or p.identity.actor not in whose]
    known = [p for p in kept if p.identity.actor] or kept
    return ", ".join(dict.fromkeys(map(named, known))) or "—"


def recipients(event: Event) -> str:
    """To whom an act is done; of those who do it together, to each other."""
    doers = {home(p) for p in event.actor} - {None}
    others = [p for p in event.recipient if home(p) not in doers]
    if event.recipient and not others and len(doers) > 1:
        return "each other"
    return parties(others or event.recipient)


def day(value: str | None) -> str:
    """An ISO day, month, year or range as it is read: 6 September 2023, September 2023, 2023.

    >>> day("2023-09-06"), day("2023-09"), day("2023-08-21/2023-08-31")
    ('6 Sep 2023', 'Sep 2023', '21 Aug 2023 to 31 Aug 2023')
    """
    if value is None:
        return "undated"
    return " to ".join(dict.fromkeys(map(_stamp, value.split("/"))))


def when(value: str | None, published: str | None) -> str:
    """When something was: its own day, else that it was by the day of the report.

    >>> when(None, "2023-09-21")
    'by 21 Sep 2023'
    """
    return f"by {day(published)}" if value is None and published else day(value)


def _stamp(value: str) -> str:
    parts = value.split("-")
    if len(parts) == 1:
        return value
    month = date(2000, int(parts[1]), 1).strftime("%b")
    return f"{int(parts[2])} {month} {parts[0]}" if len(parts) == 3 else f"{month} {parts[0]}"


def act(kind: EventType | str, intensity: float) -> str:
    """A type with its intensity."""
    return f"{str(kind).capitalize()} ({signed(intensity)})"


def signed(value: float) -> str:
    """A number with its sign."""
    return f"{value:+.1f}".replace("-", "−")


def percent(share: float) -> str:
    """A share of 1 in whole hundredths."""
    return f"{share:.0%}"


def chance(share: float) -> str:
    """A probability, with as many digits as it needs; what is not 0 or 1 is not written so.

    >>> [chance(share) for share in (0.942, 0.071, 0.0042, 0.00001, 0.9996)]
    ['94%', '7%', '0.4%', '<0.1%', '>99%']
    """
    if isnan(share):
        return "not known"
    if share < 0.001:
        return "<0.1%"
    if share > 0.99:
        return ">99%"
    return f"{share:.1%}" if share < 0.0095 else f"{share:.0%}"


def points(share: float) -> str:
    """A gain or loss as signed hundredths: +26%."""
    return "not known" if isnan(share) else f"{share:+.0%}".replace("-", "−")


def excerpt(event: Event) -> str:
    """The sentence of an event, cut around its trigger where it is long."""
    return clipped(event.sentence, event.trigger or event.sentence)


def clipped(sentence: Span, around: Span) -> str:
    """A sentence of at most :data:`SHOWN` characters, cut at blanks."""
    text = flat(sentence.text)
    if len(text) <= SHOWN:
        return text
    at = max(0, min(around.start - sentence.start - SHOWN // 2, len(text) - SHOWN))
    start = 0 if at == 0 else text.find(" ", at) + 1
    end = len(text) if at + SHOWN >= len(text) else text.rfind(" ", start, at + SHOWN)
    return ("… " if start else "") + text[start:end] + (" …" if end < len(text) else "")


def status(event: Event) -> str:
    """Whether the text itself tells it as done: empty, or what it is instead."""
    parts = []
    if event.modality.value not in ("asserted", "historical"):
        parts.append(event.modality.value)
    if event.attributed_to:
        parts.append("on somebody's word")
    return ", ".join(parts)


def count(number: int, noun: str) -> str:
    """A number with its noun: 1 event, 2 events."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
