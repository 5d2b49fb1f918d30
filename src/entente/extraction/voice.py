"""Who acts and who is acted on in a passive: grammar sets right what the encoder turned round.

"Gaza was bombed by Israel": who stands behind "by" acts, and the subject is acted on. "Three convoys were
attacked": the subject does not act.
"""

from __future__ import annotations

import numpy as np

from entente.extraction.spans import Words
from entente.language.encoder import Floats
from entente.language.lexicon import lexicon

#: How many words may stand between a verb and the form of "be" before it, and how many an agent has at most.
BE_REACH, AGENT_WORDS = 4, 7
#: Words that a phrase of place or time between a verb and its "by" has at most ("shelled near Kharkiv by").
ASIDE_WORDS = 3
#: Least probability of being a party, of either side, of some word behind "by".
AGENT_BAR = 0.3
#: From here on a word is a party; from there on it is one on both sides.
PARTY_BAR, MUTUAL_BAR = 0.5, 0.4


def voiced(words: Words, trigger: int, actor: Floats, recipient: Floats) -> tuple[Floats, Floats]:
    """Each word's chances of being in an actor and in a recipient, set right where the trigger is passive."""
    passive = _is_passive(words.word(trigger).lower())
    if not passive and not _is_noun(words, trigger):
        return actor, recipient
    either, changed = np.minimum(actor + recipient, 1.0), (actor.copy(), recipient.copy())
    agent = _agent(words, trigger, either, passive)
    if agent:
        before = slice(0, trigger)
        if passive:
            changed[1][before] = either[before]
        changed[0][before] = 0.0
        changed[0][agent] = either[agent]
        changed[1][agent] = np.where(np.minimum(actor, recipient)[agent] > MUTUAL_BAR, recipient[agent], 0.0)
        return changed
    be = _be(words, trigger) if passive else None
    subject = _subject(words, be, either) if be is not None else None
    if subject and not (np.minimum(actor, recipient)[subject] > MUTUAL_BAR).any():
        changed[1][subject], changed[0][subject] = either[subject], 0.0
        return changed
    return actor, recipient


def _is_passive(word: str) -> bool:
    """Whether a word may be a participle that makes its subject suffer the act."""
    if word in lexicon("adjectival") or word in lexicon("reflexive"):
        return False
    return (word.endswith("ed") and len(word) > 3) or word in lexicon("participle")


def _is_noun(words: Words, trigger: int) -> bool:
    return trigger > 0 and words.word(trigger - 1).lower() in lexicon("determiner")


def _be(words: Words, trigger: int) -> int | None:
    """The form of "be" that makes a participle passive."""
    for i in range(trigger - 1, max(-1, trigger - 2 - BE_REACH), -1):
        word = words.word(i).lower()
        if words.sentence[i] != words.sentence[trigger]:
            return None
        if word in lexicon("be"):
            return i
        if not word.endswith("ly") and word not in lexicon("adverb"):
            return None
    return None


def _subject(words: Words, be: int, either: Floats) -> slice | None:
    """The party that stands right before the verb, its auxiliaries and adverbs left out."""
    last = be - 1
    while last >= 0 and words.word(last).lower() in lexicon("auxiliary") | lexicon("adverb"):
        last -= 1
    first = last
    while first >= 0 and words.sentence[first] == words.sentence[be] and either[first] > PARTY_BAR:
        first -= 1
    return slice(first + 1, last + 1) if first < last else None


def _agent(words: Words, trigger: int, either: Floats, passive: bool) -> slice | None:
    """The words behind "by" where somebody stands there; a noun's agent ends at "of"."""
    by = _by(words, trigger)
    if by is None:
        return None
    last = by + 1
    while last < min(len(words), by + 1 + AGENT_WORDS) and words.sentence[last] == words.sentence[by]:
        word = words.word(last).lower()
        if word in lexicon("clause") or word in lexicon("preposition") or (word == "of" and not passive):
            break
        last += 1
    found = slice(by + 1, last)
    return found if last > by + 1 and float(either[found].max()) > AGENT_BAR else None


def _by(words: Words, trigger: int) -> int | None:
    """The "by" of a verb or noun: behind particles, adverbs and one short phrase of place or time at most."""
    at, aside = trigger + 1, 0
    while at < len(words) and words.sentence[at] == words.sentence[trigger]:
        word = words.word(at).lower()
        if word == "by":
            return at
        if aside or word in lexicon("locative"):
            aside += 1
            if (
                aside > ASIDE_WORDS + 1
                or word in lexicon("clause")
                or (aside > 2 and word in lexicon("determiner"))
            ):
                return None
        elif not word.endswith("ly") and word not in lexicon("adverb") and word not in lexicon("particle"):
            return None
        at += 1
    return None
