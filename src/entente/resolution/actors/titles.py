"""Title phrases: where one stands beside a name, and what it says (office, sector, country)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from entente.ontology.actors import Entry, Found, Kind
from entente.ontology.offices import vocabulary
from entente.ontology.register import Register
from entente.ontology.wordlists import wordset
from entente.ontology.words import POSSESSIVE, Word
from entente.resolution.actors.officename import DETERMINERS, OWNERS, PREPOSITIONS, complement, expanded, tidy

# After these a country's name says whose side somebody is on, not whom he serves.
SIDES = wordset("titles_sides")
_WITH_PORTFOLIO = wordset("with_portfolio")
_NO_PORTFOLIO = frozenset({"and", "or", "but", "whose", "told"})
AGAINST = frozenset(["pro", "anti", "non"])
_SENT_TO = frozenset(["ambassador", "envoy", "representative", "consul", "nuncio"])
_FLEXIBLE = wordset("flexible")


@dataclass(frozen=True, slots=True)
class Title:
    """What a title phrase says.

    Attributes:
        role: its head word in lower case ('minister', 'spokeswoman', 'troops').
        office: the office as it is written, without the country; None for a mere kind of people.
        sector: PLOVER sector.
        country: ISO3, where the phrase tells it.
        state: the actor that the country's name stands for; the country, but where the user has it otherwise.
        body: the organisation, group or outlet served, where the phrase tells it.
    """

    role: str
    office: str | None = None
    sector: str | None = None
    country: str | None = None
    state: str | None = None
    body: Entry | None = None
    former: bool = False
    plural: bool = False

    @property
    def feminine(self) -> bool | None:
        """Whether the role word is a woman's, or a man's; None for either."""
        known = vocabulary()
        if self.role in known.feminine:
            return True
        return False if self.role in known.masculine else None


def marks_in(words: Sequence[Word], register: Register) -> list[Found]:
    """The names in a run of words that say whom somebody serves ('Turkish', never 'pro-Turkish')."""
    return [hit for hit in register.scan(words) if not _only_a_side(words, hit)]


#: What stands before the organisation that somebody serves.
_OF = frozenset({"of", "the"})


def _only_a_side(words: Sequence[Word], hit: Found) -> bool:
    after = words[hit.last].low if hit.last < len(words) else ""
    before = words[hit.first - 1].low if hit.first else ""
    if hit.entry.kind is Kind.OUTLET and hit.last < len(words):
        # A newspaper's name within a longer one: 'Dawn Party'.
        return words[hit.last].capital and after in vocabulary().organisations
    return after in SIDES or before in AGAINST


def cut_at(words: Sequence[Word], marks: Sequence[Found]) -> int:
    """The index of the first preposition outside a name: what stands before it holds the head."""
    inside = {i for hit in marks for i in range(hit.first, hit.last)}
    return next(
        (i for i, w in enumerate(words) if i not in inside and w.low in PREPOSITIONS and i), len(words)
    )


def read_title(words: Sequence[Word], register: Register) -> Title | None:
    """What a title phrase says; None where there is no role word in it."""
    marks = marks_in(words, register)
    cut = cut_at(words, marks)
    head = _head(words, marks, cut)
    if head is None:
        return None
    role = words[head].low
    before = [w.low for w in words[:head]]
    after = [w.low for w in words[head + 1 :]]
    plural = _is_plural(role)
    title = Title(
        role,
        office=None if plural else _office(words, marks, head),
        sector=_sector(role, before, after),
        former=bool(vocabulary().former & set(before)),
        plural=plural,
    )
    return _serving(title, words, marks, head)


def _head(words: Sequence[Word], marks: Sequence[Found], cut: int) -> int | None:
    known = vocabulary()
    inside = {i for hit in marks for i in range(hit.first, hit.last)}
    for index in range(cut - 1, -1, -1):
        low = words[index].low
        if index in inside or known.sector_of(low) is None:
            continue
        if low == "general" and index and words[index - 1].low in known.generals:
            return index - 1
        return index
    return None


def _is_plural(role: str) -> bool:
    known = vocabulary()
    if role in {"people", "police", "spokespeople", "children", "women", "men"}:
        return True
    return (
        role.endswith(("s", "men"))
        and not role.endswith("ss")
        and known.sector_of(role) is not None
        and role != "boss"
    )


def _sector(role: str, before: list[str], after: list[str]) -> str | None:
    known = vocabulary()
    single = role[:-1] if role.endswith("s") else role
    around: set[str] | None = None
    if single in known.open or role in _FLEXIBLE:
        around = {*before, *after}
    elif single in {"president", "vice-president", "secretary", "governor"}:
        around = set(after)
    if known.sector_of(role) == "MIL" and {"rebel", "militant", "insurgent", "guerrilla", "separatist"} & set(
        before
    ):
        return "REB"
    if around is not None:
        if role == "chief" and "staff" in around:
            civil = {"president", "presidential", "house", "minister", "cabinet"}
            return "GOV" if around & civil else "MIL"
        for sector, signs in known.surroundings:
            if around & signs:
                return sector
    if single == "general" and role != "general" and before and before[-1] in known.generals:
        return "GOV"
    return known.sector_of(role)


def _serving(title: Title, words: Sequence[Word], marks: Sequence[Found], head: int) -> Title:
    """The title with the country and the body that the phrase names."""
    left = [hit for hit in marks if hit.last <= head]
    right = [hit for hit in marks if hit.first > head and _governed(title, words, hit, head)]
    for hit in [*reversed(left), *right]:
        entry = hit.entry
        if _part_of_name(words, hit):
            continue
        if entry.of_state or entry.kind is Kind.INSTITUTION:
            if title.country is None:
                title = replace(title, country=entry.country, state=entry.actor)
        elif title.body is None:
            title = replace(title, body=entry)
        if entry.kind is Kind.INSTITUTION and title.sector == "GOV" and title.role in vocabulary().open:
            title = replace(title, sector=entry.sector)
    # 'The Norwegian head of NATO': whoever serves an organisation speaks for it, wherever he is from.
    of_body = any(hit.entry is title.body and words[hit.first - 1].low in _OF for hit in right)
    if of_body and title.body and title.body.kind is Kind.ORGANISATION:
        title = replace(title, country=None, state=None)
    return title


def _part_of_name(words: Sequence[Word], hit: Found) -> bool:
    """Whether an organisation's name is only a part of a longer one: 'Committee for NATO Enlargement'."""
    if hit.entry.of_state or hit.last >= len(words) or not hit.first or words[hit.first - 1].low != "for":
        return False
    return words[hit.last].capital and not vocabulary().is_title(words[hit.last].low)


def _governed(title: Title, words: Sequence[Word], hit: Found, head: int) -> bool:
    """Whether a name behind the head says whom the person serves, not where he is sent."""
    for index in range(hit.first - 1, head, -1):
        low = words[index].low
        if low in PREPOSITIONS:
            if low in {"to", "for", "in"} and title.role in _SENT_TO:
                return False
            if low in {"to", "for"}:
                return title.role not in _SENT_TO
            return low in {"of", "in", "from", "at", "within", "with", "by"} and (
                low not in {"with", "by"} or hit.entry.kind is not Kind.STATE
            )
    return True


def _office(words: Sequence[Word], marks: Sequence[Found], head: int) -> str | None:
    known = vocabulary()
    if words[head].low not in known.office and words[head].low not in known.open:
        return None
    dropped = {i for hit in marks if not _kept(words, hit, head) for i in range(hit.first, hit.last)}
    first = head
    while first and _part_of_office(words, first - 1, dropped):
        first -= 1
    parts = [
        w.text
        for i, w in enumerate(words[first : head + 1], first)
        if i not in dropped and w.low not in known.former | known.passing | DETERMINERS | {POSSESSIVE}
    ]
    parts = tidy([*parts, *complement(words, head, dropped)])
    return expanded(tuple(parts))


def _kept(words: Sequence[Word], hit: Found, head: int) -> bool:
    if _part_of_name(words, hit):
        return True
    if tuple(w.key for w in words[hit.first : hit.last]) in vocabulary().houses:
        return True
    return (
        words[head].low in _SENT_TO and hit.first > head and words[hit.first - 1].low in {"to", "the", "for"}
    )


def _part_of_office(words: Sequence[Word], index: int, dropped: set[int]) -> bool:
    word = words[index]
    if index in dropped or word.low == POSSESSIVE or word.low in {"and", "the"}:
        return True
    return vocabulary().is_title(word.low) or word.capital or portfolio(words, index)


def portfolio(words: Sequence[Word], index: int) -> bool:
    """Whether an unknown word names an office's field: 'reintegration' in 'reintegration minister'."""
    if index + 1 >= len(words):
        return False
    word, role = words[index], words[index + 1]
    if role.text not in _WITH_PORTFOLIO or not (word.text.islower() and word.text.isalpha()):
        return False
    return not word.low.endswith("ed") and word.low not in PREPOSITIONS | DETERMINERS | OWNERS | _NO_PORTFOLIO
