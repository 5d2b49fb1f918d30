"""Copies: which documents are the text of another under another name, cut, edited or brought up to date.

Wire texts are printed by many outlets. Each text is reduced to a signature: a hash of all its words, and the
lowest hashes of its shingles (runs of words; a bottom-k sketch, Broder 1997). Texts whose words are the same
are copies; so are those of whose shingles the shorter shares enough with the longer, which stands a text that
is cut short. What texts of many days share is a form, not news, and is not counted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import pairwise
from typing import NamedTuple, TypeAlias
from zlib import crc32

import numpy as np
import numpy.typing as npt

Hashes: TypeAlias = npt.NDArray[np.uint32]
Numbers: TypeAlias = npt.NDArray[np.int64]
Days: TypeAlias = npt.NDArray[np.float64]

#: Words in a shingle, and hashes in a signature: 1 KB a text, exact up to so many shingles.
SHINGLE, KEPT = 5, 256
#: Share of the shorter text's shingles that a copy has, within a week and beyond it, and with its original
#: where another copy stands between the two.
NEAR, LATE, LOOSE = 0.52, 0.75, 0.3
WEEK = 7
#: Share of the longer text's shingles: one that quotes a line is no copy of the line.
LEAST_OF_LONGER = 0.12
#: Hashes that two texts must have in common at the least, and be compared by.
LEAST_SHARED, LEAST_COMPARED = 6, 12
#: Shingles found on so many days, over more than so many days, belong to a form.
FORM_DAYS, FORM_SPAN = 4, 14
#: Ranges of hashes that are looked through one after the other, so that memory stays flat.
PASSES = 16
_WORD = re.compile(r"\w+")
_TOP = np.uint64(2**32 - 1)


class Text(NamedTuple):
    """A document to be compared: ``published`` is an ISO day, month or year, or None."""

    id: str
    text: str
    published: str | None = None
    outlet: str | None = None


class Signature(NamedTuple):
    """What is kept of a text: day since 1970, number of words, hash of all, lowest hashes of shingles."""

    id: str
    day: float
    words: int
    exact: bytes
    sketch: Hashes


class Copy(NamedTuple):
    """A document that is a copy, and the document that it is a copy of."""

    document: str
    original: str


def copies(texts: Iterable[Text]) -> list[Copy]:
    """The documents that are copies of another, each with its original.

    The original is the earliest published (undated ones last), then the longest, then the one with the
    smallest id, wherever it stands in the input. An original is never a copy itself.

    >>> wire = "The two ministers met in Geneva on Monday and agreed to reopen the border within a month."
    >>> copies([Text("b", wire.upper(), "2024-05-02"), Text("a", wire, "2024-05-01"), Text("c", "Rain.")])
    [Copy(document='b', original='a')]
    """
    return matched(signature(text) for text in texts)


def signature(text: Text) -> Signature:
    """What is kept of a text: about 1.2 KB whatever its length."""
    words = _words(text.text)
    exact = blake2b(" ".join(words).encode(), digest_size=12).digest()
    return Signature(text.id, _day(text.published), len(words), exact, _sketch(words))


def matched(signatures: Iterable[Signature]) -> list[Copy]:
    """As :func:`copies`, from signatures, in order of the originals."""
    order = sorted(signatures, key=lambda s: (np.isnan(s.day), s.day, -s.words, s.id))
    first: dict[bytes, int] = {}
    texts: list[Signature] = []
    at = []
    for one in order:
        place = first.setdefault(one.exact, len(texts)) if one.words else len(texts)
        if place == len(texts):
            texts.append(one)
        at.append(place)
    original = _originals(texts)
    names = [texts[original[place]].id for place in at]
    return [Copy(s.id, name) for s, name in zip(order, names, strict=True) if s.id != name]


def _words(text: str) -> list[str]:
    plain = text.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    return _WORD.findall(plain)


def _day(published: str | None) -> float:
    if not published:
        return float("nan")
    try:
        return float(np.datetime64(published[:10], "D").astype(np.int64))
    except ValueError:
        return float("nan")


def _sketch(words: Sequence[str]) -> Hashes:
    """The lowest hashes of the shingles, in order."""
    single = np.fromiter((crc32(w.encode()) for w in words), np.uint64, len(words))
    length = len(single) - SHINGLE + 1
    if length < 1:
        return np.zeros(0, np.uint32)
    run = np.zeros(length, np.uint64)
    for i in range(SHINGLE):
        run = (run ^ single[i : i + length]) * np.uint64(0x9E3779B97F4A7C15)
        run ^= run >> np.uint64(29)
    return np.unique((run >> np.uint64(32)).astype(np.uint32))[:KEPT]


def _originals(texts: Sequence[Signature]) -> list[int]:
    """The place of each text's original, its own where it has none; texts in order of originality."""
    forms, candidates = _sought(texts)
    original = list(range(len(texts)))
    for later, earlier in _by_later(candidates):
        new = texts[later]
        alike = [(_alike(new, texts[e], forms, near=True), -e) for e in earlier]
        for share, place in sorted(alike, reverse=True):
            root = original[-place]
            if share and (root == -place or _alike(new, texts[root], forms, near=False)):
                original[later] = root
                break
    return original


def _by_later(candidates: Numbers) -> Iterator[tuple[int, list[int]]]:
    """Candidates as (text, earlier texts), in order of the text."""
    if not len(candidates):
        return
    later, earlier = candidates >> 32, candidates & 0xFFFFFFFF
    edges = [0, *(np.flatnonzero(np.diff(later)) + 1).tolist(), len(later)]
    for start, end in pairwise(edges):
        yield int(later[start]), earlier[start:end].tolist()


def _alike(a: Signature, b: Signature, forms: Hashes, *, near: bool) -> float:
    """The share of the shorter text's shingles that the other has; 0 where that is too little."""
    top = min(_reach(a.sketch), _reach(b.sketch))
    left, right = _below(a.sketch, top, forms), _below(b.sketch, top, forms)
    least, most = sorted((len(left), len(right)))
    if least < LEAST_COMPARED:
        return 0.0
    both = len(np.intersect1d(left, right, assume_unique=True))
    apart = abs(a.day - b.day) > WEEK
    asked = (LATE if apart else NEAR) if near else LOOSE
    enough = both >= LEAST_SHARED and both / most >= LEAST_OF_LONGER and both / least >= asked
    return both / least if enough else 0.0


def _reach(sketch: Hashes) -> int:
    """Up to which hash a sketch holds all there are."""
    return int(sketch[-1]) if len(sketch) == KEPT else int(_TOP)


def _below(sketch: Hashes, top: int, forms: Hashes) -> Hashes:
    part = sketch[: np.searchsorted(sketch, top, side="right")]
    if len(forms) and len(part):
        at = np.minimum(np.searchsorted(forms, part), len(forms) - 1)
        part = part[forms[at] != part]
    return part


def _sought(texts: Sequence[Signature]) -> tuple[Hashes, Numbers]:
    """Shingles of forms, and pairs (later << 32 | earlier) of texts with shingles in common.

    Each text is paired with the first and with the last before it that has a shingle of it, so that the
    number of pairs grows with that of texts.
    """
    days = np.array([s.day for s in texts])
    edges = np.linspace(0, 2**32, PASSES + 1).astype(np.uint64)
    found = [_pass(texts, days, int(low), int(high)) for low, high in pairwise(edges)]
    forms = np.concatenate([f for f, _ in found])
    pairs, shared = np.unique(np.concatenate([p for _, p in found]), return_counts=True)
    # A few shared by chance are not worth a closer look.
    return forms, pairs[shared >= LEAST_SHARED]


def _pass(texts: Sequence[Signature], days: Days, low: int, high: int) -> tuple[Hashes, Numbers]:
    bounds = [np.searchsorted(s.sketch, (low, high)) for s in texts]
    parts = [s.sketch[a:b] for s, (a, b) in zip(texts, bounds, strict=True)]
    if not parts:
        return np.zeros(0, np.uint32), np.zeros(0, np.int64)
    place = np.repeat(np.arange(len(texts), dtype=np.uint64), [len(p) for p in parts])
    keys = (np.concatenate(parts).astype(np.uint64) << np.uint64(32)) | place
    keys.sort()
    hashes, places = (keys >> np.uint64(32)).astype(np.uint32), (keys & _TOP).astype(np.int64)
    new = np.ones(len(keys), bool)
    new[1:] = hashes[1:] != hashes[:-1]
    bucket, starts = np.cumsum(new) - 1, np.flatnonzero(new)
    is_form = _forms(days[places], new, starts)
    # Texts stand in order of originality, and so they do in a bucket: the first is the earliest.
    follows = np.flatnonzero(~new & ~is_form[bucket]) if len(starts) else starts
    here = places[follows] << 32
    pairs = [here | places[starts[bucket[follows]]]]
    further = places[follows - 1] != places[starts[bucket[follows]]]
    pairs.append((here | places[follows - 1])[further])
    return hashes[starts[is_form]], np.concatenate(pairs)


def _forms(days: Days, new: npt.NDArray[np.bool_], starts: Numbers) -> npt.NDArray[np.bool_]:
    """Which buckets hold texts of many days; ``days`` ascend within a bucket, unknown ones last."""
    if not len(starts):
        return np.zeros(0, bool)
    changes = np.zeros(len(days), np.int64)
    changes[1:] = (days[1:] > days[:-1]) & ~new[1:]
    distinct = np.add.reduceat(changes, starts) + 1
    span = np.fmax.reduceat(days, starts) - np.fmin.reduceat(days, starts)
    many: npt.NDArray[np.bool_] = (distinct >= FORM_DAYS) & (span > FORM_SPAN)
    return many
