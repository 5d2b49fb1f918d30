"""Where the papers on the challenge model leave freedom: which reading is taken.

Bueno de Mesquita never printed his program. Scholz, Calbert and Smith (2011, "Unravelling Bueno de Mesquita's
group decision model", *Journal of Theoretical Politics* 23) put its formulas together from his papers. What
is still open is a field of :class:`Reading`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Whole(StrEnum):
    """By what the votes for a challenger are divided, to give its chance."""

    CONTEST = "contest"
    ALL = "all"


class Choice(StrEnum):
    """Which of the offers made to it an actor takes."""

    LEAST = "least"
    ENFORCED = "enforced"
    LOWEST = "lowest"


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of the model.

    Attributes:
        whole: ``contest``, the votes of both sides between the two positions, as printed (Scholz, Calbert and
            Smith 2011, eq. 30): the chances of two who face each other add up to 1. ``all``: the votes in all
            contests together, which makes every chance small.
        choice: ``least``: a lost conflict before a compromise before giving in, and of equals the offer that
            moves the actor least (section 6.2). ``enforced``: the offer of whoever expects most of enforcing
            it, of equals the one that moves the actor least (Bueno de Mesquita 1994). ``lowest``: as
            ``least``, but of compromises the one whose midpoint, weighted by what is expected, is the lowest
            number.
        perceived: both sides of a contest are seen through the challenged actor's attitude to risk; else each
            side through its own.
        bent: attitudes to risk bend the votes as well as the utilities.
        quo: the probability that nothing changes where nobody is challenged (Q of the papers).
    """

    whole: Whole = Whole.CONTEST
    choice: Choice = Choice.LEAST
    perceived: bool = False
    bent: bool = False
    quo: float = 1.0


#: The formulas as they are printed.
PRINTED = Reading()
#: What comes nearest to the figures that Scholz, Calbert and Smith print for the emission standards; it is
#: not what their formulas say.
REPLICATION = Reading(Whole.ALL, Choice.LOWEST, perceived=True, bent=True)
READINGS = {"printed": PRINTED, "enforced": Reading(choice=Choice.ENFORCED), "replication": REPLICATION}
