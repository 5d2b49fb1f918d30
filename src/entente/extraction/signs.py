"""Words that tell of what is to come: "will", "may", "is to", "plans to"; and those that only seem to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from entente.extraction.spans import Words
from entente.language.lexicon import lexicon

#: Words before a modal among which one that opens a describing or an asking clause makes it weak.
RELATIVE_REACH = 4
#: Words between a modal or a form of "be" and its verb.
VERB_REACH = 3
#: Words before a modal among which "best" makes it advice; among which "what" or "how" may ask.
ADVICE_REACH, ASKED_REACH = 8, 10
#: Words between "expects" and the "to" of what is expected.
EXPECT_REACH = 4


@dataclass(frozen=True, slots=True)
class Sign:
    """A word that tells of what is to come.

    ``strong`` signs make a claim alone; others where the encoder reads one as well; ``past`` ones none: they
    tell what did not come or may have been, what may be so now, what is best done, or what is only asked.
    ``named`` is a noun that opens what is threatened, promised or planned.
    """

    at: int
    strong: bool
    past: bool = False
    named: bool = False


def signs(words: Words) -> Iterator[Sign]:
    """The signs of a window, in order."""
    for i in range(len(words)):
        word = words.word(i).lower()
        if word in lexicon("foretelling"):
            yield from _modal(words, i, word)
        elif word == "to" and _infinitive(words, i):
            yield from _before_to(words, i)
        elif word in ("risk", "risks") and _risked(words, i):
            yield Sign(i, strong=True)


def _modal(words: Words, at: int, word: str) -> Iterator[Sign]:
    if words.word(at) == "May" and at > 0 and words.sentence[at - 1] == words.sentence[at]:
        return
    if word in ("wo", "won", "ll") and not _short(words, at, word):
        return
    verb = _verb(words, at)
    if verb is None or not words.word(verb)[0].islower() or words.word(at + 1).lower() in lexicon("subject"):
        # "Would you vote": asked.
        return
    if word in ("would", "could", "might", "may") and (
        _perfect(words, verb)
        or _now(words, at, verb)
        or _advice(words, at, verb)
        or _unanswered(words, at, verb)
    ):
        yield Sign(at, strong=False, past=True)
        return
    next_word = words.word(verb).lower()
    taste = word == "would" and (next_word in lexicon("wishful") or _judged(words, at, verb))
    unable = word == "could" and words.word(at + 1).lower() in lexicon("unable")
    talk = (
        word != "shall"
        and words.word(at - 1).lower() in lexicon("first-person")
        and next_word in lexicon("talk")
    )
    yield Sign(at, strong=not (taste or unable or talk or _described(words, at)))


def _short(words: Words, at: int, word: str) -> bool:
    """Whether a piece is that of "won't" or "he'll"."""
    if word == "ll":
        return at > 0 and words.word(at - 1) in "'’"
    return at + 1 < len(words) and words.word(at + 1).lower() in ("'", "’", "n't", "n’t")


def _verb(words: Words, at: int) -> int | None:
    """The word behind a modal, adverbs and "not" left out."""
    for i in range(at + 1, min(at + 2 + VERB_REACH, len(words))):
        word = words.word(i).lower()
        if words.sentence[i] != words.sentence[at]:
            return None
        if word in "'’t“\"‘" or word in lexicon("adverb") or word in lexicon("negation"):
            continue
        if word.endswith("ly") and word not in lexicon("thing-in-ly"):
            continue
        return i if word[0].isalpha() else None
    return None


def _perfect(words: Words, verb: int) -> bool:
    """ "Have forced", "have been": of the past."""
    if words.word(verb).lower() != "have":
        return False
    done = _verb(words, verb)
    word = words.word(done).lower() if done is not None else ""
    return (
        word in lexicon("participle") or word in lexicon("perfect") or (word.endswith("ed") and len(word) > 3)
    )


def _next(words: Words, at: int) -> str:
    """The word behind one, in the same sentence, in lower case; empty where there is none."""
    same = at + 1 < len(words) and words.sentence[at + 1] == words.sentence[at]
    return words.word(at + 1).lower() if same else ""


def _now(words: Words, at: int, verb: int) -> bool:
    """ "May be feeding it": so already, perhaps; "may be heading for war" is not, nor "may be tiring"."""
    doing = _verb(words, verb) if words.word(verb) == "be" else None
    if doing is None or words.word(at).lower() not in ("may", "might"):
        return False
    word, behind = words.word(doing).lower(), _next(words, doing)
    return (
        word.endswith("ing")
        and word not in lexicon("heading")
        and behind[:1].isalnum()
        and behind not in ("and", "or", "but")
    )


def _advice(words: Words, at: int, verb: int) -> bool:
    """ "You would be a fool not to", "the best answer may be to wait"."""
    if words.word(verb) != "be":
        return False
    to = _next(words, verb) == "to"
    home = words.sentence[at]
    before = {
        words.word(i).lower() for i in range(max(0, at - ADVICE_REACH), at) if words.sentence[i] == home
    }
    behind = {words.word(i).lower() for i in range(verb + 1, min(verb + 4, len(words)))}
    told = words.word(at - 1).lower() in ("you", "one") if at else False
    return bool(to and before & lexicon("best")) or bool(told and behind & lexicon("advice"))


def _unanswered(words: Words, at: int, verb: int) -> bool:
    """ "What his plan would do", "how experts say it would work": asked of, and not told."""
    held: list[str] = []
    for i in range(at - 1, max(at - 1 - ASKED_REACH, -1), -1):
        word = words.word(i).lower()
        if words.sentence[i] != words.sentence[at] or word in ",;:.":
            return False
        if word in ("what", "how"):
            return bool(set(held[1:]) & lexicon("saying")) or (word == "what" and _stranded(words, verb))
        held.append(word)
    return False


def _stranded(words: Words, verb: int) -> bool:
    """Whether "do" has nothing of its own behind it: "would do and what it did"; "would happen if" asks."""
    behind = _next(words, verb)
    if words.word(verb) == "happen":
        return behind in lexicon("conditional")
    return words.word(verb) == "do" and (
        not behind.isalpha() or behind in ("and", "or", "but", "is", "was", "has", "had")
    )


def _judged(words: Words, at: int, verb: int) -> bool:
    """ "It would be simplistic to": a judgement of the writer's."""
    before = words.word(at - 1).lower() if at else ""
    behind = [words.word(i).lower() for i in range(verb + 1, min(verb + 4, len(words)))]
    return before == "it" and words.word(verb).lower() == "be" and "to" in behind[1:]


def _described(words: Words, at: int) -> bool:
    """Whether a modal's clause only describes something, or is one that is asked."""
    for i in range(at - 1, max(at - 1 - RELATIVE_REACH, -1), -1):
        word = words.word(i).lower()
        if words.sentence[i] != words.sentence[at] or word in ",;:.":
            return False
        if word == "whether" or (word in ("before", "so") and words.word(at).lower() in ("could", "would")):
            return True
        if word in ("who", "that"):
            # "Those who adopt would": the modal is not theirs; "who they will vote for" asks.
            asks = word == "who" and words.word(i + 1).lower() in lexicon("subject")
            return asks or i == at - 1
        if word == "which":
            return i == at - 1 or words.word(i - 1).lower() in lexicon("preposition") | {"by"}
        if word in lexicon("relative") or word in lexicon("asking"):
            return True
    return False


def _infinitive(words: Words, at: int) -> bool:
    """Whether a verb stands behind "to"."""
    if at + 1 >= len(words) or at == 0 or words.sentence[at - 1] != words.sentence[at]:
        return False
    word = words.word(at + 1)
    return word[0].islower() and word not in lexicon("determiner") and not word.endswith("ing")


def _before_to(words: Words, to: int) -> Iterator[Sign]:
    before = words.word(to - 1).lower()
    if before in lexicon("menace") and _owned(words, to - 1) and _does(words, to, before):
        yield Sign(to - 1, strong=True, named=True)
    elif _expected(words, to):
        yield Sign(to, strong=True)
    elif before in lexicon("committing"):
        yield Sign(to - 1, strong=False)
    elif before in lexicon("awaiting"):
        # "Was expected to" is told of the past.
        if before == "going" and _somewhere(words, to):
            return
        be = any(words.word(i).lower() in lexicon("be-now") for i in range(max(0, to - 4), to - 1))
        yield Sign(to - 1, strong=be and not _described(words, to - 1))
    elif before in ("is", "are") and words.word(to + 1).lower() not in ("blame", "date"):
        # "Talks are to open"; "the aim is to open" is none.
        yield Sign(to - 1, strong=_subject_acts(words, to - 1))


def _owned(words: Words, at: int) -> bool:
    """ "His threats", "Oslo's repeated threats"."""
    for i in (at - 1, at - 2):
        word = words.word(i).lower() if i > 0 and words.sentence[i] == words.sentence[at] else ""
        if word in ("his", "her", "its", "their", "my", "our") or (word == "s" and words.word(i - 1) in "'’"):
            # "He's heralded plans to" has none.
            return words.word(max(i - 2, 0)).lower() not in lexicon("subject") | lexicon("relative") | {
                "that"
            }
        if not word.isalpha():
            return False
    return False


def _does(words: Words, to: int, noun: str) -> bool:
    """Whether a verb stands behind the "to" of a noun: "threats to close the port", not "to peace"."""
    behind = _next(words, to + 1)
    objects = lexicon("determiner") | lexicon("particle") | lexicon("pronoun") | lexicon("owner")
    named = behind != "" and words.word(to + 2)[0].isupper()
    return not noun.startswith("threat") or behind in objects or named


def _expected(words: Words, to: int) -> bool:
    """ "Expects Oslo to sign": who is to do it stands between."""
    for i in range(to - 1, max(to - 2 - EXPECT_REACH, -1), -1):
        word = words.word(i).lower()
        if words.sentence[i] != words.sentence[to] or not (word[0].isalnum() or word in "'’-"):
            return False
        if word in ("expect", "expects"):
            # "Did they expect him to", "would you expect it to" are none.
            return i < to - 1 and (word == "expects" or words.word(i - 1).lower() in ("i", "we", "they"))
        if word in lexicon("foretelling") or word in lexicon("be") or word in lexicon("awaiting"):
            return False
    return False


def _risked(words: Words, at: int) -> bool:
    """ "Without a treaty, Oslo risks a war"."""
    home, i = words.sentence[at], at - 1
    if _next(words, at)[:1].isalpha() and words.word(i).lower() not in lexicon("determiner") | {"the", "s"}:
        while i > 0 and words.sentence[i] == home and words.word(i) != ",":
            i -= 1
        opens = [
            words.word(j).lower() for j in range(max(0, i - ADVICE_REACH), i) if words.sentence[j] == home
        ]
        return words.word(i) == "," and "without" in opens and not set(opens) & lexicon("foretelling")
    return False


def _somewhere(words: Words, to: int) -> bool:
    """ "Is going to great lengths", "talks are going to plan": no verb stands behind."""
    word, behind = words.word(to + 1).lower(), _next(words, to + 1)
    if word in lexicon("destination-or-act"):
        return not behind.isalnum() or behind in lexicon("preposition") | lexicon("joining")
    return word in lexicon("destination")


def _subject_acts(words: Words, be: int) -> bool:
    before = {words.word(i).lower() for i in range(max(0, be - RELATIVE_REACH), be)}
    direct = words.word(be - 1).lower() if be else ""
    return not (before & lexicon("aim") or direct in lexicon("pointing") or _described(words, be))
