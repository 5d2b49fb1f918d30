"""Writes the coverage table into ``docs/reference/offices.md``, below its mark; ``make docs`` runs it."""

from __future__ import annotations

from pathlib import Path

from entente.ontology.actors import state_names
from entente.ontology.people import tenures

PAGE = Path(__file__).parent / "reference/offices.md"
#: All below this line is written anew; all above it is written by hand.
MARK = "<!-- Coverage, written by `make docs` from src/entente/ontology/data/holders.tsv -->\n\n"
FIRST, LAST = (1995, 1), (2026, 10)
FOREIGN = {"Foreign Minister", "Foreign Secretary", "External Affairs Minister", "Secretary of State"}
FOREIGN |= {"Foreign Adviser"}
DEFENCE = {"Defence Minister", "Defence Secretary", "Secretary of Defense", "Minister Delegate for Defence"}
DEFENCE |= {"Director General of the Defence Agency"}
HEADS = {
    "President",
    "Acting President",
    "King",
    "Queen",
    "Emir",
    "Sultan",
    "Emperor",
    "Grand Duke",
    "Prince",
}
HEADS |= {"Co-Prince", "Pope", "Governor General", "Head of the junta", "Supreme Leader", "Prime Minister"}
HEADS |= {"Acting Prime Minister", "Premier", "Chancellor", "Taoiseach", "Chief Executive", "Head of State"}
HEADS |= {"Chairman of the Presidency", "Minister of State", "Chief Adviser"}
HEADS |= {"Head of the Presidential Council", "President of the Presidium"}
GROUPS = {"head of state or government": HEADS, "foreign minister": FOREIGN, "defence minister": DEFENCE}


def _month(date: str, missing: tuple[int, int]) -> int:
    year, month = (int(date[:4]), int(date[5:7] or missing[1])) if date else missing
    return 12 * year + month


def shares() -> dict[str, list[float]]:
    """For each state, the share of months since 1995 in which the table has a holder of each office."""
    begin, end = 12 * FIRST[0] + FIRST[1], 12 * LAST[0] + LAST[1]
    months: dict[tuple[str, str], set[int]] = {}
    for held in tenures().values():
        for t in held:
            for group, offices in GROUPS.items():
                if t.office in offices:
                    run = range(max(begin, _month(t.start, FIRST)), min(end, _month(t.end, LAST)) + 1)
                    months.setdefault((t.country, group), set()).update(run)
    whole = end - begin + 1
    return {code: [len(months.get((code, group), ())) / whole for group in GROUPS] for code in state_names()}


def written(page: str) -> str:
    """The page with the coverage of today."""
    head, mark, _ = page.partition(MARK)
    if not mark:
        raise SystemExit(f"{PAGE} has lost its mark; put this line where the table begins: {MARK.strip()}")
    found, names = shares(), state_names()
    means = [sum(row[n] for row in found.values()) / len(found) for n in range(len(GROUPS))]
    lines = ["| state | " + " | ".join(GROUPS) + " |", "|---|" + "---|" * len(GROUPS)]
    lines.append(f"| **mean of {len(found)}** | " + " | ".join(f"**{m:.2f}**" for m in means) + " |")
    for code in sorted(found, key=lambda c: names[c]):
        figures = " | ".join(f"{share:.2f}" for share in found[code])
        lines.append(f"| {names[code]} ({code}) | {figures} |")
    return head + mark + "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text("utf-8")), "utf-8")
