"""The label sets of the encoder's heads, in the order of its outputs."""

from __future__ import annotations

from entente.records import ClaimKind, EventType, Modality

#: Yes-or-no questions asked of every word; ``anchor`` is the first word of a statement's cue,
#: or of its content where it has no cue; ``condition`` lies in a claim's condition.
WORD_FLAGS = ("source", "cue", "content", "anchor", "condition")
NAME_KINDS = ("PER", "ORG", "LOC", "NAT")
NAME_TAGS = ("O", *(f"{p}-{k}" for k in NAME_KINDS for p in "BI"))
TRIGGERS = ("O", *(t.value for t in EventType))
MODALITIES = tuple(m.value for m in Modality)
CLAIM_TAGS = ("O", *(f"{p}-{k.value}" for k in ClaimKind for p in "BI"))
#: What a word is to a statement's anchor, and to an event's trigger.
STATEMENT_ROLES = ("O", "source", "cue", "content", "addressee")
PARTY_ROLES = ("O", "actor", "recipient", "both")
#: Types of a marked pair; the last is "no event", kept for training and left out of answers.
PAIR_TYPES = (*(t.value for t in EventType), "NONE")
