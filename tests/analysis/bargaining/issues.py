"""Issues that several tests look at."""

from __future__ import annotations

from entente.analysis.bargaining.issue import Estimate, Issue, Stake


def issue(*rows: tuple[str, float, float, float], bottom: float = 0, top: float = 100) -> Issue:
    """An issue of actors with position, salience and capability, all of them the analyst's."""
    stakes = tuple(
        Stake(name, Estimate(float(x)), Estimate(float(s)), Estimate(float(c))) for name, x, s, c in rows
    )
    return Issue("the question", "low", "high", stakes, bottom, top)


#: The case that is solved by hand on the page.
THREE = issue(("A", 0, 50, 1), ("B", 25, 25, 1), ("C", 100, 50, 2))
#: When emission standards are introduced: years of delay, salience, votes in the Council of ten (Bueno de
#: Mesquita and Stokman 1994, European Community decision making).
EMISSION = issue(
    ("Netherlands", 4, 80, 0.08),
    ("Belgium", 7, 40, 0.08),
    ("Luxembourg", 4, 20, 0.03),
    ("Germany", 4, 80, 0.16),
    ("France", 10, 60, 0.16),
    ("Italy", 10, 60, 0.16),
    ("United Kingdom", 10, 90, 0.16),
    ("Ireland", 7, 10, 0.05),
    ("Denmark", 4, 100, 0.05),
    ("Greece", 7, 70, 0.08),
    bottom=4,
    top=10,
)
