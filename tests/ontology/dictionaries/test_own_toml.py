"""Our own format of actors, table by table."""

from __future__ import annotations

import pytest

from entente.ontology.dictionaries.entries import AgentWords, BadLine, Named
from entente.ontology.dictionaries.own_toml import is_own_toml, read_own_toml
from entente.records import Identity

FULL = """# ours
[[actor]]
name = "Free Syrian Army"
names = ["FSA"]
code = "FSA1"
country = "SYR"
sector = "REB"

[[actor]]
name = "Elrond"   # a person
[[actor.period]]
until = 1999
sector = "OPP"
[[actor.period]]
from = 2000-01-01
until = "2004-06"
code = "RVN"
sector = "GOV"
office = "Lord"

[agents]
wizard = "EDU"
"border guard" = "MIL"
"""


def named(text: str) -> list[Named]:
    items = list(read_own_toml(text))
    assert all(isinstance(item, Named) for item in items), items
    return [item for item in items if isinstance(item, Named)]


def bad(text: str) -> list[tuple[int, str]]:
    return [(item.line, item.reason) for item in read_own_toml(text) if isinstance(item, BadLine)]


def test_a_whole_file() -> None:
    army, elrond, *words = read_own_toml(FULL)
    assert isinstance(army, Named) and isinstance(elrond, Named)
    assert (army.names, army.exact) == (("Free Syrian Army", "FSA"), True)
    assert army.actor.codings[0].identity == Identity("FSA1", "SYR", "REB")
    assert [(c.since, c.until, c.identity) for c in elrond.actor.codings] == [
        ("", "1999", Identity("Elrond", None, "OPP")),
        ("2000-01-01", "2004-06", Identity("RVN", None, "GOV", "Lord")),
        ("", "", Identity("Elrond")),
    ]
    told = {p: w.agent.sector for w in words if isinstance(w, AgentWords) for p in w.phrases}
    assert told == {"wizard": "EDU", "wizards": "EDU", "border guard": "MIL", "border guards": "MIL"}


@pytest.mark.parametrize(
    ("day", "sector"),
    [
        ("1998-05-01", "OPP"),
        ("1999-12-31", "OPP"),
        ("2000", "GOV"),
        ("2004-06-30", "GOV"),
        ("2004-07-01", None),
    ],
)
def test_a_period_ends_with_its_last_day(day: str, sector: str | None) -> None:
    coding = named(FULL.partition("[agents]")[0])[1].actor.on(day)
    assert coding is not None and coding.identity.sector == sector


def test_a_code_that_is_a_state_and_a_role_is_split() -> None:
    text = '[[actor]]\nname = "X"\ncode = "RUSMIL"\n[[actor]]\nname = "Y"\ncode = "RUSMIL"\nsector = "PRM"\n'
    assert [n.actor.codings[0].identity for n in named(text)] == [
        Identity("RUSMIL", "RUS", "MIL"),
        Identity("RUSMIL", None, "PRM"),
    ]


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ('[[actor]]\nnames = ["A"]', 1, 'an actor without a name; add name = "..."'),
        ('[[actor]]\nname = "A"\nnmes = ["B"]', 3, "key 'nmes' is unknown; valid: name, names, code, "),
        ('[[actor]]\nname = "A"\nsecter = "GOV"', 3, "did you mean sector?"),
        (
            '[[actor]]\nname = "A"\n\ncountry = "Syria"',
            4,
            "country 'Syria' is unknown; give ISO 3166-1 alpha-3",
        ),
        ('[[actor]]\nname = "A"\nsector = "Army"', 3, "sector 'Army' is unknown; valid: COP, GOV, "),
        ("[[actor]]\nname = 7", 2, 'name = 7 is no text; write name = "..."'),
        ('[[actor]]\nname = "A"\nnames = "B"', 3, "names = 'B' is no list of texts; write names = ["),
        ('[[actor]]\nname = "A"\n[actor.period]\nfrom = 2001', 3, "write [[actor.period]] before each"),
        (
            '[[actor]]\nname = "A"\n[[actor.period]]\ncode = "B"',
            3,
            "a period without a day; give from, until",
        ),
        (
            '[[actor]]\nname = "A"\n[[actor.period]]\nfrom = "soon"',
            4,
            "from = 'soon' is no day; give YYYY-MM-DD",
        ),
        ('[[actor]]\nname = "A"\n[[actor.period]]\nfrom = "2001-02-30"', 4, "is not in the calendar"),
        ('[[actor]]\nname = "A"\n[[actor.period]]\nfrom = 2002\nuntil = 2001', 5, "ends before it begins"),
        ('[[actor]]\nname = "A', 2, "not TOML (Unterminated string)"),
        ("[[actor]]\nname = A", 2, "not TOML (Invalid value"),
        ('[agents]\nwizard = "Sage"', 2, "sector 'Sage' is unknown; valid: COP, "),
        (
            '[actors]\nname = "A"\n[agents]\nx = "GOV"',
            1,
            "'actors' is no table of this format; valid: [[actor]]",
        ),
        ('name = "A"\n[agents]\nx = "GOV"', 1, "'name' is no table of this format"),
    ],
)
def test_a_bad_table_says_what_is_wrong(text: str, line: int, told: str) -> None:
    ((where, reason),) = bad(text)
    assert told in reason
    assert where == line


def test_a_bad_table_costs_itself_only() -> None:
    wrong = '[[actor]]\nname = B\n\n[[actor]]\nname = "C"\nsector = "X"\n\n'
    text = f'[[actor]]\nname = "A"\n\n{wrong}[[actor]]\nname = "D"\n'
    assert [i.names for i in read_own_toml(text) if isinstance(i, Named)] == [("A",), ("D",)]
    assert [line for line, _ in bad(text)] == [5, 9]


@pytest.mark.parametrize(
    ("text", "ours"),
    [
        (FULL, True),
        ("[agents]\n", True),
        ("  [[ actor ]]  # x\n", True),
        ("ACTOR [RUS]\n", False),
        ("[AGENTS]", False),
    ],
)
def test_the_format_is_told_from_its_tables(text: str, ours: bool) -> None:
    assert is_own_toml(text) is ours
