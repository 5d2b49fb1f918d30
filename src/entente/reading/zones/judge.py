"""What a single paragraph looks like, whatever stands around it."""

from __future__ import annotations

import re
from functools import lru_cache

from entente.reading.zones.signs import full, one_line, signs

_CREDIT_TAIL = re.compile(r"[(\[]([^()\[\]]{2,160})[)\]]$")
_DATE_TAIL = re.compile(
    r"(?:\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.? (?:\d{1,2}, )?\d{4})$"
)
_DATE_ONLY = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? |(?:mon|tue|wed|thu|fri|sat|sun),? )?"
    r"(?:\d{1,2}(?:st|nd|rd|th)?(?: of)? [a-z]{3,9}\.?,? \d{4}|[a-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}"
    r"|\d{4}-\d\d-\d\d(?:t[\d:.z+-]+)?|\d{1,2}[./]\d{1,2}[./]\d{2,4})"
    r"(?:[\s,|·•–-]+(?:at )?\d{1,2}[:.]\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?(?: ?\(?[a-z]{2,5}\)?(?:[+-]\d+)?)?)?",
    re.IGNORECASE,
)
_STACKED_DATELINE = re.compile(
    r"[A-Z][\w.’'-]*(?:[ ,/]{1,2}[A-Z][\w.’'-]*){0,4}, "
    r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})(?:,? \d{4})?"
    r"(?: ?[(/][\w .-]{2,40}[)/])?[\s–—.:-]*"
)
# "The source: a diplomat" is no credit.
_DETERMINERS = ("the", " a", "an", "this", "his", "her", "their", "its", "one", "our")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+[“\"‘(]?[A-Z]")
_NAME_WORD = re.compile(r"[^\W\d_a-z](?:\.|[\w’'-]*\w|\w*\.)?,?")
_BY = re.compile(
    r"(?:(?:story|written|reported|report|text|analysis|opinion|commentary|words|posted|published|edited"
    r"|translated|compiled|produced|interview) )?by:? ",
    re.IGNORECASE,
)

# Paragraphs whose judgement is kept: those of one text are judged again and again.
_KEPT = 256
# The longest credit at the end of a caption, in characters.
_CREDIT = 250


@lru_cache(maxsize=_KEPT)
def is_boilerplate(text: str) -> bool:
    """Whether the paragraph is furniture of the page."""
    return len(text.split()) <= signs().boilerplate_words and full(signs().boilerplate, text)


def has_verb(text: str) -> bool:
    """Whether a finite verb of the common ones is in it (a rough sign of a sentence)."""
    bare = (word.strip("“”\"‘’'(),.;:") for word in text.split())
    return any(word.lower() in signs().verbs and word != "May" for word in bare)


def is_caps(text: str) -> bool:
    """Whether it is written in capitals throughout."""
    return text.isupper() and sum(c.isalpha() for c in text) > 2


def is_name(text: str) -> bool:
    """Whether it is a personal name and nothing else: two to four capitalised words."""
    words = text.split()
    if not 2 <= len(words) <= 5 or len(text) > 50:
        return False
    bare = [w for w in words if w.lower() not in signs().particles]
    return len(bare) >= 2 and all(_NAME_WORD.fullmatch(w) for w in bare) and not text.endswith(",")


def is_date_line(text: str) -> bool:
    """Whether it is a date, or a place and a date, and nothing else."""
    line = one_line(text)
    return bool(len(line) <= 120 and (_DATE_ONLY.fullmatch(line) or _STACKED_DATELINE.fullmatch(line)))


@lru_cache(maxsize=_KEPT)
def is_byline(text: str) -> bool:
    """Whether it names the writer, the desk or the day, and nothing else."""
    if len(text.split()) > signs().byline_words:
        return False
    return _is_by(text) or is_date_line(text) or full(signs().byline, text)


def _is_by(text: str) -> bool:
    opening = _BY.match(text)
    if opening is None:
        return False
    words = text[opening.end() :].split()
    allowed = signs().particles | signs().connectors

    def fits(word: str) -> bool:
        return (
            word[0].isupper() or word[0] in "@(" or word[0].isdigit() or word.strip(",.").lower() in allowed
        )

    named = bool(words) and words[0][0].isupper()
    return named and len(words) <= 25 and all(fits(word) for word in words)


@lru_cache(maxsize=_KEPT)
def is_author_note(text: str) -> bool:
    """Whether it says what a writer is by trade; prose on other persons may look so too."""
    line = " ".join(text[:400].split())
    if not signs().author_note.match(line) or not signs().strong_roles.search(text):
        return False
    words = [word.strip('.,;:“”"').lower() for word in text.split()]
    return len(words) <= 260 and signs().reporting.isdisjoint(words) and words[0] not in signs().pronouns


def note_name(text: str) -> str | None:
    """The name that an author's note opens with."""
    found = signs().author_note.match(" ".join(text[:400].split()))
    name = found.group("name") if found else None
    return None if name is None or name.lower().startswith("the ") else name


@lru_cache(maxsize=_KEPT)
def is_caption(text: str) -> bool:
    """Whether credit, form or lack of a sentence make it a picture's caption."""
    line = one_line(text)
    words = line.count(" ") + 1
    if words > 80 or len(line) > 600:
        return False
    if signs().caption_start.match(line) and (words <= 60):
        return True
    tail = max(0, len(line) - _CREDIT)
    ending = signs().caption_end.search(line, tail) or signs().agency_credit.search(line, tail)
    if ending is not None:
        before = line[: ending.start()]
        return not (_is_signed_prose(before, words) or before.lower().endswith(_DETERMINERS))
    return words <= 40 and (_has_credit(line) or _is_dated_label(line))


def _is_signed_prose(before: str, words: int) -> bool:
    """Whether what stands before the credit is a paragraph that a wire signed."""
    sentences = len(_SENTENCE_END.findall(before)) + 1
    closed = before.rstrip().endswith((".", "!", "?", "”", '"'))
    if not before.strip():
        return False
    return (closed and has_verb(before) and (words > 35 or sentences > 2)) or (words > 45 and sentences > 2)


def _has_credit(line: str) -> bool:
    found = _CREDIT_TAIL.search(line)
    if found is None or _SENTENCE_END.search(line):
        return False
    inside, before = found.group(1), line[: found.start()].strip()
    initials = "".join(w[0] for w in re.split(r"[\s-]+", before) if w[:1].isupper())
    abbreviates = inside.isupper() and len(inside) <= 7 and inside.replace(".", "") in initials
    labelled = inside[0].isupper() and not before.endswith((".", "!", "?", ",", ":"))
    return labelled and not abbreviates and len(before.split()) >= 3 and not has_verb(before)


def _is_dated_label(line: str) -> bool:
    return bool(_DATE_TAIL.search(line)) and len(line.split()) >= 5 and not has_verb(line)


def is_headline(text: str) -> bool:
    """Whether a lone line without a full stop has the form of a headline."""
    words = [w for w in re.findall(r"[\w’'-]+", text) if len(w) > 3]
    if not words:
        return False
    if sum(w[0].isupper() for w in words) / len(words) >= 0.7:
        return True
    return not any(w.lower() in signs().articles for w in text.split())
