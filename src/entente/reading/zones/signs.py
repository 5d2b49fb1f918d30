"""The signs by which zones are told apart, from the data file ``ontology/data/reading/signs.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

_LONGEST = 900
# Over whatever stands below them, these lines themselves are furniture.
_HEADS = ("related", "notes", "comments", "about_author")
_AUTHOR_LEAD = (
    r"(?P<name>(?:Dr\.? |Prof\.? |Professor )?[^\W\d_a-z][\w.’'-]+(?: [\w.’'-]+){0,4}?),?(?: \(@\w+\),?)?"
)


@dataclass(frozen=True, slots=True)
class Signs:
    """Compiled patterns and word lists; one field for each group of the data file."""

    boilerplate: re.Pattern[str]
    boilerplate_words: int
    related: re.Pattern[str]
    notes: re.Pattern[str]
    comments: re.Pattern[str]
    reply_form: re.Pattern[str]
    comment_speech: re.Pattern[str]
    comment_stamp: re.Pattern[str]
    reply: re.Pattern[str]
    caption_start: re.Pattern[str]
    caption_end: re.Pattern[str]
    agency_credit: re.Pattern[str]
    byline: re.Pattern[str]
    byline_words: int
    about_author: re.Pattern[str]
    heads: re.Pattern[str]
    author_note: re.Pattern[str]
    strong_roles: re.Pattern[str]
    section_labels: re.Pattern[str]
    reporting: frozenset[str]
    pronouns: frozenset[str]
    verbs: frozenset[str]
    articles: frozenset[str]
    particles: frozenset[str]
    connectors: frozenset[str]


def _any(patterns: list[str], *, case: bool = False) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns), 0 if case else re.IGNORECASE)


def _words(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@lru_cache(maxsize=1)
def signs() -> Signs:
    """The signs, read once."""
    source = files("entente").joinpath("ontology/data/reading/signs.toml")
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    names = _words(data["agencies"]["names"])
    roles = _words(data["author_note"]["roles"])
    return Signs(
        boilerplate=_any(data["boilerplate"]["patterns"]),
        boilerplate_words=data["boilerplate"]["words"],
        related=_any(data["related"]["patterns"]),
        notes=_any(data["notes"]["patterns"]),
        comments=_any(data["comments"]["patterns"]),
        reply_form=_any(data["reply_form"]["patterns"]),
        comment_speech=_any(data["comment_head"]["patterns"][:1]),
        comment_stamp=_any(data["comment_head"]["patterns"][1:]),
        reply=_any(data["reply"]["patterns"]),
        caption_start=_any(data["caption_start"]["patterns"]),
        caption_end=_any([f"(?:{p})$" for p in data["caption_end"]["patterns"]]),
        agency_credit=re.compile(
            rf"(?:[(\[](?:[\w.’' ]{{2,40}}[/,|–-] ?)?(?:{names})(?: ?[/,|–-] ?[\w.’' ]{{2,60}}"
            rf"| [A-Z][\w.’' ]{{2,40}})?[)\]]"
            rf"|(?:[/|–—©] ?)(?:{names})|(?<=[.\s])(?:{names}) ?[/|] ?[A-Z][\w.’' -]{{2,60}}"
            rf"|(?<=[.] )(?:{names})|(?:via )?Getty Images)\.?$"
        ),
        byline=_any(data["byline"]["patterns"]),
        byline_words=data["byline"]["words"],
        about_author=_any(data["about_author"]["patterns"]),
        heads=_any([p for name in _HEADS for p in data[name]["patterns"]]),
        author_note=re.compile(
            rf"(?:{_AUTHOR_LEAD}(?:, [^.?!]{{2,80}},)?|(?i:the (?:author|writer)))"
            rf" (?:(?:is|was)(?: also| currently| now)?(?: an?| the| our)?"
            rf"(?: [\w’',-]+){{0,8}}? ?\b(?i:{roles})\b"
            r"|(?:covers|writes|reports|teaches|works|tweets|holds)\b|has (?:covered|reported|written)\b)"
        ),
        strong_roles=re.compile(rf"\b(?:{_words(data['author_note']['strong'])})\b", re.IGNORECASE),
        section_labels=_any(data["section_labels"]["patterns"]),
        reporting=frozenset(data["author_note"]["reporting"]),
        pronouns=frozenset(data["author_note"]["pronouns"]),
        verbs=frozenset(data["verbs"]["words"]),
        articles=frozenset(data["headline"]["articles"]),
        particles=frozenset(data["names"]["particles"]),
        connectors=frozenset(data["names"]["connectors"]),
    )


def full(pattern: re.Pattern[str], text: str) -> bool:
    """Whether a sign is the whole of a paragraph (paragraphs too long for any sign are not tried)."""
    return len(text) <= _LONGEST and pattern.fullmatch(one_line(text)) is not None


# A paragraph is asked for many signs in turn, and a text's paragraphs again and again.
@lru_cache(maxsize=256)
def one_line(text: str) -> str:
    """A paragraph with one blank between its words."""
    return " ".join(text.split())
