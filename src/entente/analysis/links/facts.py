"""Facts: who did what to whom on which day, as numbers, each asked in both directions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Self

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from entente.ontology.rollup import in_brackets, rolled_up

Ints = NDArray[np.int64]
Name = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts in order of time, each twice: its object is asked for, then its subject.

    A relation asked backwards has a number of its own: that of the relation plus how many there are.

    Attributes:
        known: the actor that a question gives, one a row.
        relation: what passes; ``relations`` and more where the subject is asked for.
        answer: the actor that it asks for.
        step: its day, from 0.
        actors: how many actors there are; ``relations`` likewise, one direction only.
        home: the state or body that each actor belongs to, as a number.
        role: what each is there: the ministry, citizens, its army; 0 where it is named by itself.
    """

    known: Ints
    relation: Ints
    answer: Ints
    step: Ints
    actors: int
    relations: int
    home: Ints
    role: Ints

    @classmethod
    def of(
        cls,
        subject: ArrayLike,
        relation: ArrayLike,
        object: ArrayLike,
        step: ArrayLike,
        names: Sequence[str],
        relations: int,
        day: str,
    ) -> Self:
        """Facts told once, as columns of numbers.

        Args:
            subject, relation, object, step: shape (facts,); the first three from 0.
            names: what each actor is called; says who belongs to whom.
            relations: how many there are.
            day: for whom a person served on it, ``YYYY-MM-DD``.
        """
        s, r, o, t = (np.asarray(column, np.int64) for column in (subject, relation, object, step))
        both = np.stack([np.r_[t, t], np.r_[s, o], np.r_[r, r + relations], np.r_[o, s]], 1)
        both = np.unique(both, axis=0) if both.size else both.reshape(0, 4)
        home, role = belongings(names, day)
        return cls(both[:, 1], both[:, 2], both[:, 3], both[:, 0], len(names), relations, home, role)

    def rows(self, step: int) -> slice:
        """The rows of one day."""
        first, last = np.searchsorted(self.step, [step, step + 1])
        return slice(int(first), int(last))

    def until(self, step: int) -> Facts:
        """What is told before a day."""
        end = int(np.searchsorted(self.step, step))
        return replace(
            self,
            known=self.known[:end],
            relation=self.relation[:end],
            answer=self.answer[:end],
            step=self.step[:end],
        )

    def backwards(self, relation: ArrayLike) -> Ints:
        """The same relations, asked in the other direction."""
        return np.asarray((np.asarray(relation, np.int64) + self.relations) % (2 * self.relations), np.int64)


def belongings(names: Sequence[str], day: str) -> tuple[Ints, Ints]:
    """The home and the role of each name, as numbers.

    >>> home, role = belongings(["Nigeria", "Police (Nigeria)", "Police (Peru)"], "2014-06-01")
    >>> home.tolist(), role.tolist()
    ([0, 0, 1], [0, 1, 1])
    """
    plain = [" ".join(name.replace("_", " ").split()) for name in names]
    parts = [in_brackets(name) for name in plain]
    homes = [rolled_up(name, day) or inner or name for name, (_, inner) in zip(plain, parts, strict=True)]
    roles = [head if inner else "" for head, inner in parts]
    return _numbered(homes, ()), _numbered(roles, ("",))


def _numbered(words: Sequence[str], first: Sequence[str]) -> Ints:
    """Numbers for words, in the order of their first use."""
    codes = pd.factorize(np.array([*first, *words], object))[0]
    return np.asarray(codes[len(first) :], np.int64)
