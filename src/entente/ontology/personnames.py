"""Persons by the names of event data: patronymics, middle names, titles, other transliterations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from functools import cache, lru_cache

from entente.ontology.naming import squashed
from entente.ontology.offices import vocabulary
from entente.ontology.people import Tenure, common_surnames, given_names, tenures
from entente.ontology.tables import rows, several
from entente.ontology.wordlists import wordset
from entente.ontology.words import keys

Name = tuple[str, ...]
Equal = Callable[[str, str], bool]
_PARTICLES = wordset("name_particles")
_SERVANT = ("abdul", "abdel", "abdal", "abdol", "abdoul", "abdur", "abder", "abd")
_VOWELS = "aeiouy"
_RUN = re.compile(f"[{_VOWELS}]+")
#: Vowels that transliterations take for each other.
_SAME = ({"a", "e"}, {"e", "i", "y"}, {"o", "u"})
#: Consonants and groups of them that do so.
_SIGNS: tuple[tuple[str, str], ...] = (
    ("sch", "1"),
    ("sh", "1"),
    ("ch", "2"),
    ("kh", "h"),
    ("ph", "f"),
    ("gh", "g"),
    ("dh", "d"),
    ("th", "t"),
    ("ck", "k"),
    ("q", "k"),
    ("c", "k"),
)
_SIGNS += (("dzh", "j"), ("dj", "j"), ("tz", "ts"), ("w", "v"), ("z", "s"), ("x", "ks"))
_ALIKE = 0.75
#: The office of a post that ``persons.tsv`` dates.
_POST = "Post"
#: Letters from which a word is long.
_LONG = 5
#: A family name that so many bear does not tell one from another by itself.
_MANY = 4


@cache
def lives() -> dict[str, tuple[Tenure, ...]]:
    """The offices of each person of ``holders.tsv``, and the posts of ``persons.tsv``, dated or not."""
    found = dict(tenures())
    for actor, names, start, end in rows("persons.tsv"):
        person = several(names)[0]
        post = Tenure(person, actor, _POST if start else "", "", False, start, end)
        if start:
            found[person] = (*found.get(person, ()), post)
        elif actor:
            found.setdefault(person, (post,))
    return found


@cache
def _own_actors() -> dict[str, str]:
    told = ((actor, several(names)[0]) for actor, names, start, _ in rows("persons.tsv") if not start)
    return {person: actor for actor, person in told if actor}


def own_actor(person: str) -> str | None:
    """Whom a person stands for by ``persons.tsv``: of the leader of an armed group, the group."""
    return _own_actors().get(person)


@lru_cache(maxsize=65536)
def persons_named(name: str) -> tuple[str, ...]:
    """The persons whom a name may mean, by the strictest rule that finds any.

    >>> persons_named("Dmitry Anatolyevich Medvedev"), persons_named("Nouri al Maliki")
    (('Dmitry Medvedev',), ('Nouri al-Maliki',))
    """
    for form in _forms(name):
        if exact := _exact().get(squashed(form).lower()):
            return exact
    # As many rules as there are, and each over all forms: a looser one must not come before a stricter one.
    for form in _forms(name):
        said = plain(form)
        if len(said) > 1 and (found := _loosely(said, _father(form))):
            return found
    return ()


def _forms(name: str) -> Iterator[str]:
    """A name as it stands, and without the titles before it."""
    yield name
    found = name.split()
    first = 0
    while first < len(found) - 2 and _is_title(found[first].strip(".").lower()):
        first += 1
    if first:
        yield " ".join(found[first:])


def _is_title(word: str) -> bool:
    return vocabulary().is_title(word) or word in wordset("name_titles")


@lru_cache(maxsize=65536)
def plain(name: str) -> Name:
    """The words of a name for comparing: lower case, without particles, 'Abdel Aziz' as one word.

    >>> plain("Nuri al-Maliki"), plain("Abdul Aziz bin Habtoor")
    (('nuri', 'maliki'), ('abdaziz', 'habtoor'))
    """
    found: list[str] = []
    servant = False
    for key in keys(name):
        word = key.lower().replace("'", "")
        if word in _SERVANT:
            servant = True
        elif servant and word in ("al", "el", "ul", "ur"):
            continue
        elif servant:
            found.append("abd" + word)
            servant = False
        else:
            found.append(_joined(word))
    kept = [word for word in found if word not in _PARTICLES]
    return tuple(kept if len(kept) > 1 else found)


def _joined(word: str) -> str:
    for start in _SERVANT[:-1] if word.startswith("ab") else ():
        if word.startswith(start) and len(word) > len(start) + 2:
            return "abd" + word[len(start) :]
    return word


def _father(name: str) -> str | None:
    """The word behind the first 'bin': of a family whose sons share few names it tells one from another."""
    found = [key.lower() for key in keys(name)]
    place = next((n for n, word in enumerate(found) if word in ("bin", "ibn", "bint")), len(found))
    after = plain(" ".join(found[place + 1 :])) if place + 1 < len(found) else ()
    return after[0] if after else None


def _loosely(said: Name, father: str | None) -> tuple[str, ...]:
    near = [(spelling, person) for spelling, person in _near(said) if father is None or father in spelling]
    for rule in (_same, _within, _longer):
        for equal in (_equal, alike):
            fitting = {person for spelling, person in near if rule(said, spelling, equal)}
            if fitting:
                return tuple(sorted(fitting))
    return ()


def _equal(one: str, other: str) -> bool:
    return one == other


def _same(said: Name, spelling: Name, equal: Equal) -> bool:
    """Word for word, or two words turned about ('Abe Shinzo')."""
    if len(said) != len(spelling):
        return False
    return _all(said, spelling, equal) or (len(said) == 2 and said == spelling[::-1])


def _within(said: Name, spelling: Name, equal: Equal) -> bool:
    """The spelling with patronymics or middle names put in, or with one word before or behind it."""
    if len(spelling) > len(said) or not _in_order(spelling, said, equal):
        return False
    first, last = equal(spelling[0], said[0]), equal(spelling[-1], said[-1])
    if first and last:
        # Of Spanish names the second last is the family's: 'Roberto Torres Gonzales' is no Gonzales.
        return _tells(spelling[-1:]) or all(
            _in_the_middle(word) for word in said[1:-1] if word not in spelling
        )
    # 'Ashraf Ghani Ahmadzai', 'Muhammad Nawaz Sharif': the two words that are left must be rare.
    return equal is _equal and (first or last) and _tells(spelling)


def _in_the_middle(word: str) -> bool:
    """Whether a word is an initial, a patronymic or a given name."""
    return len(word) < 2 or word.endswith(("vich", "vna", "yevich", "ich")) or word in given_names()


def _longer(said: Name, spelling: Name, equal: Equal) -> bool:
    """A part of the spelling: first and last word alike, and a family name that few bear."""
    return (
        equal(said[0], spelling[0])
        and (equal(said[-1], spelling[-1]) or len(said) > 2)
        and _in_order(said, spelling, equal)
        and _tells(said)
    )


def _tells(name: Name) -> bool:
    """Whether a name is not made of given names and very frequent ones alone."""
    return any(
        _bearers()[word] < _MANY
        and len(word) > 3
        and word not in given_names()
        and word not in common_surnames()
        for word in name
    )


def _in_order(few: Name, many: Name, equal: Equal) -> bool:
    left = iter(many)
    return all(any(equal(word, other) for other in left) for word in few)


def _all(one: Name, other: Name, equal: Equal) -> bool:
    return all(equal(a, b) for a, b in zip(one, other, strict=True))


@lru_cache(maxsize=65536)
def alike(one: str, other: str) -> bool:
    """Whether two words are one name in two transliterations.

    >>> alike("sergey", "sergei"), alike("muhammad", "mohammed"), alike("nuri", "nouri")
    (True, True, True)
    >>> alike("hassan", "hussein"), alike("hamid", "hamad"), alike("mahmoud", "muhammad"), alike("ali", "ala")
    (False, False, False, False)
    """
    if one == other:
        return True
    if min(len(one), len(other)) < 3 or skeleton(one) != skeleton(other):
        return False
    if SequenceMatcher(None, one, other).ratio() < _ALIKE - 0.1 * (len(one) < 6):
        return False
    ours, theirs = _RUN.findall(one), _RUN.findall(other)
    if len(ours) != len(theirs):
        # 'Dmitry', 'Dimitri': long words may have a vowel more.
        ends = all((one[n] in _VOWELS) == (other[n] in _VOWELS) for n in (0, -1))
        return ends and abs(len(ours) - len(theirs)) == 1 and min(len(one), len(other)) > _LONG
    return _RUN.sub("-", _bare(one)) == _RUN.sub("-", _bare(other)) and all(
        _same_vowel(a[0], b[0]) and _same_vowel(a[-1], b[-1]) for a, b in zip(ours, theirs, strict=True)
    )


def _same_vowel(one: str, other: str) -> bool:
    return one == other or any({one, other} <= same for same in _SAME)


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """A word without vowels and double consonants, signs that transliterations swap made one.

    >>> skeleton("shoygu") == skeleton("shoigu"), skeleton("khaddam") == skeleton("haddam")
    (True, True)
    """
    return ("-" if word[:1] in _VOWELS else "") + _RUN.sub("", _bare(word))


@lru_cache(maxsize=65536)
def _bare(word: str) -> str:
    """A word with one sign for those that transliterations swap, and nothing double."""
    for sign, usual in _SIGNS:
        word = word.replace(sign, usual)
    kept = word[:1] + word[1:].replace("h", "")
    return "".join(c for n, c in enumerate(kept) if n == 0 or kept[n - 1] != c)


def _spelled() -> Iterator[tuple[str, str]]:
    """Every spelling of every person."""
    for person, aliases, *_ in rows("holders.tsv"):
        yield from ((name, person) for name in (person, *several(aliases)))
    for _, names, *_ in rows("persons.tsv"):
        person = several(names)[0]
        yield from ((name, person) for name in several(names))


@cache
def _exact() -> dict[str, tuple[str, ...]]:
    """Persons by squashed spelling; a single short word is a name of nobody."""
    return _grouped(
        (squashed(name).lower(), person)
        for name, person in _spelled()
        if len(keys(name)) > 1 or (len(name) > 4 and name.lower() not in common_surnames())
    )


@cache
def _by_skeleton() -> dict[str, tuple[tuple[Name, str], ...]]:
    """Spellings of two words and more by the skeleton of each of their words."""
    found: dict[str, dict[tuple[Name, str], None]] = {}
    for name, person in _spelled():
        words = plain(name)
        while len(words) > 1 and _is_title(words[0]):
            words = words[1:]
        if len(words) > 1:
            for word in words:
                found.setdefault(skeleton(word), {})[words, person] = None
    return {key: tuple(near) for key, near in found.items()}


@cache
def _bearers() -> Counter[str]:
    """How many persons have a word in their names."""
    return Counter(word for word, _ in {(w, person) for name, person in _spelled() for w in plain(name)})


def _near(said: Name) -> list[tuple[Name, str]]:
    """Spellings that share two words with a name, by their skeletons."""
    shared = Counter(hit for key in {skeleton(w) for w in said} for hit in _by_skeleton().get(key, ()))
    return [hit for hit, number in shared.items() if number > 1 or len(set(map(skeleton, hit[0]))) == 1]


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for key, person in pairs:
        found.setdefault(key, {})[person] = None
    return {key: tuple(persons) for key, persons in found.items()}
