"""Whether the records of a short text are what a careful reader would expect (``eval/phenomena.jsonl``).

A case names events and statements that must be there, and such as must not. Parties are expected as a country
(ISO 3166-1 alpha-3) or an organisation's short name in capitals, else as words of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from entente.evaluation.data import place_of
from entente.evaluation.scores import overlap_f1, token_set
from entente.records import Event, Modality, Party, Statement
from entente.resolution.assemble import Coded

#: Characters between two words of one verb group ("expressed concern"): either may be taken for the trigger.
GROUP_REACH = 20
_CODE = re.compile(r"[A-Z]{2,7}")


def met(case: dict[str, Any], coded: Coded) -> bool:
    """Whether all that a case expects is there, and nothing that it rejects."""
    return all(_expected(case["text"], want, coded) for want in case["expect"]) and not any(
        _rejected(case["text"], bad, coded) for bad in case["reject"]
    )


def _expected(text: str, want: dict[str, Any], coded: Coded) -> bool:
    if "statement" in want:
        return any(_is_statement(text, want, s) for s in _about(text, want["statement"], coded.statements))
    start, _ = place_of(text, want["event"])
    near = [e for e in coded.events if e.trigger and abs(e.trigger.start - start) <= GROUP_REACH]
    return any(_is_event(want, e) for e in near)


def _is_event(want: dict[str, Any], event: Event) -> bool:
    types = want.get("type", event.event_type.value)
    return (
        event.event_type.value in ([types] if isinstance(types, str) else types)
        and want.get("modality", event.modality.value) == event.modality.value
        and all(
            _has(side, want.get(name))
            for name, side in (("actors", event.actor), ("recipients", event.recipient))
        )
        and ("date" not in want or (event.date is not None and event.date.value == want["date"]))
        and ("place" not in want or (event.place is not None and want["place"] in _names(event)))
    )


def _names(event: Event) -> tuple[str, ...]:
    place = event.place
    return (place.name, place.span.text if place.span else place.name) if place else ()


def _has(side: Sequence[Party], wanted: list[str] | None) -> bool:
    """Whether a side holds all who are wanted; nobody at all where the list is empty."""
    if wanted is None:
        return True
    if not wanted:
        return not side
    return all(any(_is_party(name, p) for p in side) for name in wanted)


def _is_party(name: str, party: Party) -> bool:
    who = party.identity
    if _CODE.fullmatch(name):
        return name in (who.country, who.actor)
    return any(_alike(name, known) for known in (party.span.text, who.actor) if known)


def _alike(a: str, b: str) -> bool:
    left, right = set(re.findall(r"\w+", a.lower())), set(re.findall(r"\w+", b.lower()))
    return bool(left) and (left <= right or right <= left)


def _about(text: str, words: str, statements: Iterable[Statement]) -> list[Statement]:
    """The statements whose content holds at least half of some words."""
    wanted = token_set(text, [place_of(text, words)])
    held = [(s, token_set(text, [(c.start, c.end) for c in s.content])) for s in statements]
    return [s for s, content in held if len(wanted & content) >= 0.5 * len(wanted)]


def _is_statement(text: str, want: dict[str, Any], statement: Statement) -> bool:
    if "source" not in want:
        return True
    if want["source"] is None:
        return statement.source is None
    return statement.source is not None and _is_party(want["source"], statement.source)


def _rejected(text: str, bad: dict[str, Any], coded: Coded) -> bool:
    if "statement" in bad:
        wanted = token_set(text, [place_of(text, bad["statement"])])
        contents = (token_set(text, [(c.start, c.end) for c in s.content]) for s in coded.statements)
        return any(overlap_f1(wanted, c) >= 0.5 for c in contents)
    if "actor" in bad:
        return any(_is_rejected(bad["actor"], p) for e in coded.events for p in (*e.actor, *e.recipient))
    start, end = place_of(text, bad["event"])
    return any(
        e.trigger is not None
        and e.trigger.start < end
        and start < e.trigger.end
        and (bad.get("any", False) or e.modality is Modality.ASSERTED)
        and bad.get("type", e.event_type.value) == e.event_type.value
        for e in coded.events
    )


def _is_rejected(name: str, party: Party) -> bool:
    """Whether a party is just whom it must not be: a citizen of a country is not the country."""
    if _CODE.fullmatch(name):
        return party.identity.actor == name
    return party.identity.actor is not None and _alike(name, party.identity.actor)
