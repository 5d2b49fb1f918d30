"""PLOVER's event types: quad class, intensity, modes, contexts and sectors.

Source of the facts: PLOVER manual, draft of 2021. The one departure is told in ``data/plover.toml``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from entente.errors import UsageError
from entente.ontology.tables import toml
from entente.records import EventType


class _Type(NamedTuple):
    quad: int
    intensity: float
    modes: dict[str, float]


class _ModeCue(NamedTuple):
    mode: str
    trigger: re.Pattern[str] | None
    sentence: re.Pattern[str] | None


_TABLE = toml("plover.toml")
_TYPES = {
    EventType(name): _Type(entry["quad"], entry["intensity"], dict(entry["modes"]))
    for name, entry in _TABLE["types"].items()
}

_WORD = re.compile(r"[\w-]+")
_OPENING = 2
CONTEXTS: tuple[str, ...] = tuple(_TABLE["contexts"]["names"].split())
"""PLOVER's context names."""

SECTORS: dict[str, str] = dict(_TABLE["sectors"])
"""PLOVER's sector codes and what they mean."""

MUTUAL: frozenset[str] = frozenset(_TABLE["mutual"]["types"].split())
"""Types that are done with each other: a to b is b to a."""

UNOFFICIAL: frozenset[str] = frozenset(_TABLE["unofficial"]["sectors"].split())
"""Sectors whose members do not speak and act for their state."""


def quad(event_type: EventType) -> int:
    """The quad class: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict."""
    return _TYPES[event_type].quad


def modes(event_type: EventType) -> tuple[str, ...]:
    """The modes that an event type knows; empty for a type without modes."""
    return tuple(_TYPES[event_type].modes)


def intensity(event_type: EventType, mode: str | None = None) -> float:
    """The PLOVER score of a type, or of one of its modes.

    Args:
        event_type: one of the sixteen.
        mode: one of :func:`modes`, or None.

    Returns:
        A score from -10 (worst) to +10.

    Raises:
        UsageError: the type has no such mode.
    """
    entry = _TYPES[event_type]
    if mode is None:
        return entry.intensity
    try:
        return entry.modes[mode]
    except KeyError:
        valid = ", ".join(entry.modes) or "none"
        raise UsageError(
            f"mode {mode!r} of {event_type}: valid are {valid}; give one of them or None"
        ) from None


def mode_of(event_type: EventType, trigger_text: str, sentence_text: str) -> str | None:
    """The mode that the words tell, or None where they do not tell one.

    The trigger decides first; only where it fits no mode are the sentence's set phrases looked at.
    """
    cues = _mode_cues().get(event_type, ())
    for cue in cues:
        if cue.trigger and cue.trigger.search(trigger_text):
            return cue.mode
    for cue in cues:
        if cue.sentence and cue.sentence.search(sentence_text):
            return cue.mode
    return None


def contexts_of(sentence_text: str) -> tuple[str, ...]:
    """The contexts that a sentence's words tell, in PLOVER's order; often none."""
    cues, found = _context_cues(), set()
    for word in _WORD.finditer(sentence_text):
        at = word.start()
        for name, pattern in cues.get(sentence_text[at : at + _OPENING].lower(), ()):
            if name not in found and pattern.match(sentence_text, at):
                found.add(name)
    return tuple(name for name in CONTEXTS if name in found)


def _pattern(stems: list[str]) -> re.Pattern[str] | None:
    """One pattern for many stems: word starts, or whole words where the stem ends with a full stop."""
    if not stems:
        return None
    parts = []
    for stem in stems:
        body = re.escape(stem.rstrip(".")).replace(r"\ ", r"[\s-]+").replace(r"\-", r"[\s-]?")
        parts.append(body + r"(?!\w)" if stem.endswith(".") else body)
    return re.compile(r"(?<![\w-])(?:" + "|".join(parts) + ")", re.IGNORECASE)


@cache
def _mode_cues() -> dict[EventType, tuple[_ModeCue, ...]]:
    return {
        EventType(name): tuple(
            _ModeCue(mode, _pattern(cue["trigger"]), _pattern(cue["sentence"])) for mode, cue in entry.items()
        )
        for name, entry in toml("lexicon.toml")["modes"].items()
    }


@cache
def _context_cues() -> dict[str, list[tuple[str, re.Pattern[str]]]]:
    """By the first letters of a word the contexts that it may tell, with their patterns; most tell none."""
    stems: dict[str, dict[str, list[str]]] = {}
    for name, listed in toml("lexicon.toml")["contexts"].items():
        for stem in listed:
            stems.setdefault(stem[:_OPENING].lower(), {}).setdefault(name, []).append(stem)
    return {
        opening: [(name, pattern) for name, listed in by_name.items() if (pattern := _pattern(listed))]
        for opening, by_name in stems.items()
    }
