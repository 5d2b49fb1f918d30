"""What a claim would look like as an event: who would do what to whom, or would not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import pandas as pd

from entente.analysis.rows import rows
from entente.language.lexicon import lexicon
from entente.ontology.plover import MUTUAL
from entente.records import Modality

#: What is told as still to come. What is told as done inside a claim is not what it claims.
AHEAD = (Modality.FUTURE.value, Modality.HYPOTHETICAL.value, Modality.NEGATED.value)
#: A refusal has its "not" in its type.
REFUSAL = "REJECT"
#: So many words before an act a "not" still turns it.
REACH = 4
_WORD = re.compile(r"\w+(?=n['’]t\b)|n['’]t\b|\w+|[^\w\s]")
#: An act named by a noun is denied behind it.
_DENIED_LATER = re.compile(
    r"\bnot\s+(?:yet\s+)?(?:take\s+place|happen|go\s+ahead|be\s+held)\b", re.IGNORECASE
)
_UNLESS = re.compile(r"\W*(?:unless|without)\b", re.I)
_STOPS = frozenset('.,;:!?()"“”—–') | {"and", "but", "or", "that", "only"}


@dataclass(frozen=True, slots=True)
class Act:
    """An act that is claimed.

    Attributes:
        event_type, quad: what.
        pairs: who to whom; of what two do with each other in either direction.
        alone: the actors, where nobody is named to whom.
        negated: it is claimed that it will not be.
    """

    event_type: str
    quad: int
    pairs: tuple[tuple[str, str], ...]
    alone: tuple[str, ...] = ()
    negated: bool = False

    @property
    def mutual(self) -> bool:
        """Whether a to b is b to a."""
        return self.event_type in MUTUAL

    def told(self) -> Iterator[str]:
        """The act in words, one text for each pair."""
        no = "no " if self.negated else ""
        for a, b in self.pairs:
            yield f"{no}{a} {self.event_type} {b}"
        if not self.pairs:
            for a in self.alone:
                yield f"{no}{a} {self.event_type}"


@dataclass(frozen=True, slots=True)
class Expected:
    """The acts of a claim and those of its condition."""

    acts: tuple[Act, ...] = ()
    condition: tuple[Act, ...] = ()


class _Claim(NamedTuple):
    claim: str
    text: str
    start: int
    condition_start: float
    condition_end: float


class _Event(NamedTuple):
    claim: str
    event_type: str
    quad: int
    modality: str
    at: int
    actors: Any
    recipients: Any


def expected(claims: pd.DataFrame, events: pd.DataFrame) -> dict[str, Expected]:
    """The acts that claims speak of, by id of the claim.

    Args:
        claims: ``claim`` (id), ``text``, ``start`` (offset of its first character), ``condition_start``,
            ``condition_end`` (offsets, missing without a condition).
        events: those coded in the words of claims: ``claim``, ``event_type``, ``quad``, ``modality``, ``at``
            (offset of the act's word), ``actors``, ``recipients`` (lists of names).

    Returns:
        For each claim its acts. Only what is told as future, hypothetical or negated counts, and only what
        has an actor. "Not" within ``REACH`` words before the act turns it, and so does "will not take place"
        behind it. What several coded events tell of one word is one act. Where it is mutual, as a meeting,
        the pairs are those that were coded in both directions, if there are any: the others are often where
        it is to be.
    """
    by_claim: dict[str, list[_Event]] = {}
    for event in rows(events, _Event):
        if event.modality in AHEAD and len(event.actors):
            by_claim.setdefault(event.claim, []).append(event)
    found = {}
    for claim in rows(claims, _Claim):
        own = by_claim.get(claim.claim, [])
        inside = [e for e in own if _in_condition(claim, e)]
        acts = _acts(claim, [e for e in own if e not in inside])
        found[claim.claim] = Expected(tuple(acts), tuple(_of_condition(claim, inside)))
    return found


def _of_condition(claim: _Claim, events: list[_Event]) -> Iterator[Act]:
    """The acts of a condition; "unless" and "without" mean that they do not happen."""
    begin = 0 if pd.isna(claim.condition_start) else int(claim.condition_start) - claim.start
    without = bool(_UNLESS.match(claim.text[begin:]))
    for act in _acts(claim, events):
        yield replace(act, negated=True) if without else act


def _in_condition(claim: _Claim, event: _Event) -> bool:
    if pd.isna(claim.condition_start) or pd.isna(claim.condition_end):
        return False
    return claim.condition_start <= event.at < claim.condition_end


def _acts(claim: _Claim, events: list[_Event]) -> Iterator[Act]:
    """The acts of some events of a claim, each once."""
    told: dict[tuple[str, int], list[_Event]] = {}
    for event in events:
        told.setdefault((event.event_type, event.at), []).append(event)
    made: dict[Act, None] = {}
    for (event_type, at), same in told.items():
        negated = any(event.modality == Modality.NEGATED.value for event in same)
        if event_type == REFUSAL and negated:
            continue  # Whether "not" is the refusal, or turns it, cannot be told.
        negated = negated or (event_type != REFUSAL and _is_denied(claim.text, at - claim.start))
        pairs = {(str(a), str(b)) for event in same for a in event.actors for b in event.recipients if a != b}
        both = {(a, b) for a, b in pairs if (b, a) in pairs}
        if event_type in MUTUAL:
            pairs = {(min(pair), max(pair)) for pair in both or pairs}
        named = any(len(event.recipients) for event in same)
        alone = () if named else tuple(sorted({str(a) for event in same for a in event.actors}))
        if pairs or alone:
            made[Act(event_type, same[0].quad, tuple(sorted(pairs)), alone, negated)] = None
    yield from made


def _is_denied(text: str, at: int) -> bool:
    """Whether words deny the act that is named at an offset."""
    before = [word.lower() for word in _WORD.findall(text[:at])]
    near: list[str] = []
    for word in reversed(before):
        if word in _STOPS or len(near) == REACH:
            break
        near.append(word)
    return bool(lexicon("negation") & set(near)) or bool(_DENIED_LATER.search(text[at:]))
