"""Counted things in text: the dead, wounded, detained, displaced, troops, hostages, money, vehicles ...

A number is read with the noun behind it. The noun may say what is counted ("3,000 troops"), or a verb next
to it does ("killed 14 people", "14 people were killed"). Vague numbers ("hundreds") are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from entente.ontology.tables import longest_first, toml
from entente.records import Quantity
from entente.resolution.numbers import NUMBER, may_hold_number, value_of


@dataclass(frozen=True, slots=True)
class _Patterns:
    counted: re.Pattern[str]
    things: dict[str, re.Pattern[str]]
    before: dict[str, re.Pattern[str]]
    after: dict[str, re.Pattern[str]]
    person: re.Pattern[str]
    toll: re.Pattern[str]
    money: tuple[re.Pattern[str], re.Pattern[str]]
    signs: dict[str, str]
    currencies: tuple[tuple[re.Pattern[str], str], ...]


@cache
def _patterns() -> _Patterns:
    table = toml("quantities.toml")
    words, money, flags = table["words"], table["money"], re.IGNORECASE
    things = {kind: longest_first(nouns) for kind, nouns in table["things"].items()}
    person = longest_first(table["persons"]["nouns"])
    noun = "|".join([*things.values(), person])
    about, auxiliary = longest_first(words["about"]), longest_first(words["auxiliary"])
    modifier = rf"(?!(?:{longest_first(words['stop'])})\b)[^\W\d][\w-]*"
    counted = (
        rf"(?P<number>{NUMBER})(?![-–]|\s?%)(?:\s+(?:of\s+(?:its|their|his|the)\s+)?"
        rf"(?:{modifier}\s+){{0,3}}?(?P<noun>{noun})\b)?"
    )
    verbs = {kind: longest_first(forms) for kind, forms in table["verbs"].items()}
    signs = "|".join(re.escape(sign) for sign in sorted(money["signs"], key=len, reverse=True))
    scale = r"(?:[\s-]?(?:thousand|million|billion|trillion|mn|bn|tn|m|b|k)\b)?"
    return _Patterns(
        counted=re.compile(counted, flags),
        things={kind: re.compile(rf"(?:{nouns})", flags) for kind, nouns in things.items()},
        before={
            kind: re.compile(rf"\b(?:{forms})(?:\s+(?:{about}))*\s+$", flags) for kind, forms in verbs.items()
        },
        after={
            kind: re.compile(rf"\s*(?:\s(?:{auxiliary}))*\s+(?P<verb>{forms})\b(?!\s+(?:at|by)?\s*\d)", flags)
            for kind, forms in verbs.items()
        },
        person=re.compile(rf"(?:{person})", flags),
        toll=re.compile(rf"\b{words['toll']}(?:\s+(?:{about}))*\s+$", flags),
        money=(
            re.compile(rf"(?<!\w)(?P<sign>{signs})\s?(?P<number>\d[\d,]*(?:\.\d+)?{scale})", flags),
            re.compile(
                rf"(?P<number>{NUMBER}(?:(?<=\d){scale})?)\s(?P<word>{'|'.join(money['words'])})\b", flags
            ),
        ),
        signs=money["signs"],
        currencies=tuple((re.compile(form, flags), code) for form, code in money["words"].items()),
    )


def _money(text: str) -> Iterator[Quantity]:
    patterns = _patterns()
    by_sign, by_word = patterns.money
    for match in by_sign.finditer(text):
        value = value_of(re.sub(r"(?<=\d)(?=[a-z])", " ", match["number"].lower()))
        if value is not None:
            yield Quantity("money", value, patterns.signs[match["sign"].upper()], match.start(), match.end())
    for match in by_word.finditer(text):
        value = value_of(re.sub(r"(?<=\d)(?=[a-z])", " ", match["number"].lower()))
        unit = next((code for form, code in patterns.currencies if form.fullmatch(match["word"])), None)
        if value is not None:
            yield Quantity("money", value, unit, match.start(), match.end())


# Kinds whose nouns name people, who may be killed or captured as well.
_PERSONS = frozenset({"troops", "detained", "displaced", "hostages"})
# What may follow a bare number behind a verb: "wounded 30." but not "captured 5 villages".
_BARE = re.compile(
    r"\s*(?:$|[.,;:)—–]|(?:and|or|in|on|at|near|after|when|as|while|during|since|across|outside|overnight|by|before"
    r"|including|from|over|inside|around|this|last)\b)"
)
# How far in front of a number its verb is looked for, in characters.
_LOOK_BACK = 120
_AND_MORE = re.compile(r"^\s*(?:,|and|, and)\s+(?:[a-z]+\s+){0,2}?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Counted:
    """A number with its noun; ``kind`` is what is known of it."""

    start: int
    end: int
    value: float
    noun: str | None
    kind: str | None
    by_verb_before: bool = False


def _kind_by_verb(text: str, start: int, end: int, *, noun: bool) -> tuple[str, int, bool] | None:
    """Kind, end of the span and whether the verb stood before, for a count between two offsets."""
    patterns = _patterns()
    before = text[max(0, start - _LOOK_BACK) : start]
    for kind, pattern in patterns.before.items():
        if pattern.search(before) and (noun or _BARE.match(text, end)):
            return kind, end, True
    if patterns.toll.search(before):
        return "dead", end, True
    for kind, pattern in patterns.after.items():
        match = pattern.match(text, end)
        if match is not None:
            return kind, end if noun else match.end(), False
    return None


def _is_singular(noun: str) -> bool:
    """Whether a noun has a plural in the table: behind "two" it is part of a compound ("two bomb blasts")."""
    patterns = _patterns()
    plurals = {f"{noun}s", re.sub(r"man$", "men", noun, flags=re.IGNORECASE)} - {noun}
    forms = (patterns.person, *patterns.things.values())
    return any(form.fullmatch(plural) for form in forms for plural in plurals)


def _counts(text: str) -> Iterator[_Counted]:
    patterns = _patterns()
    for match in patterns.counted.finditer(text):
        value, noun = value_of(match["number"]), match["noun"]
        if value is None or (noun and value > 1 and _is_singular(noun)):
            continue
        start, end = match.span()
        thing = next((kind for kind, form in patterns.things.items() if noun and form.fullmatch(noun)), None)
        if thing is None or thing in _PERSONS:
            by_verb = _kind_by_verb(text, start, end, noun=noun is not None)
            if by_verb is not None:
                yield _Counted(start, by_verb[1], value, noun, by_verb[0], by_verb[2])
                continue
        yield _Counted(start, end, value, noun, thing)


def _joined(text: str, counts: list[_Counted]) -> Iterator[_Counted]:
    """Counts that share a verb: "killed two soldiers and five civilians", "two men and a woman died"."""
    for index, count in enumerate(counts):
        if count.noun is None or count.kind not in _PERSONS | {None}:
            yield count
            continue
        kind = count.kind
        previous = counts[index - 1] if index else None
        if previous and previous.by_verb_before and _AND_MORE.match(text[previous.end : count.start]):
            kind = previous.kind
        following = counts[index + 1] if index + 1 < len(counts) else None
        if (
            following
            and following.noun
            and following.kind in _patterns().after
            and not following.by_verb_before
            and _AND_MORE.match(text[count.end : following.start])
        ):
            kind = following.kind
        yield _Counted(count.start, count.end, count.value, count.noun, kind, kind != count.kind)


def find_quantities(text: str, start: int, end: int) -> Iterator[Quantity]:
    """The counted things of a sentence, in order.

    Args:
        text: the document's text.
        start: where the sentence begins.
        end: where it ends.

    Yields:
        Quantities in offsets of ``text``, over the number with its noun or currency. Kinds: dead, wounded,
        detained, displaced, troops, hostages, missing, aircraft, vehicles, ships, missiles, money. Only money
        has a unit, an ISO 4217 code.

    >>> [(q.kind, q.value) for q in find_quantities("It killed at least 14 people and wounded 30.", 0, 44)]
    [('dead', 14.0), ('wounded', 30.0)]
    """
    sentence = text[start:end]
    if not may_hold_number(sentence):
        return
    money = list(_money(sentence))
    counts = [
        count
        for count in _counts(sentence)
        if all(count.end <= sum_.start or sum_.end <= count.start for sum_ in money)
    ]
    found = money + [
        Quantity(count.kind, count.value, None, count.start, count.end)
        for count in _joined(sentence, counts)
        if count.kind is not None
    ]
    for quantity in sorted(found, key=lambda q: q.start):
        yield Quantity(
            quantity.kind, quantity.value, quantity.unit, start + quantity.start, start + quantity.end
        )
