"""PETRARCH dictionaries, line by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from entente.ontology.dictionaries.entries import AgentWords, BadLine, Coding, Named
from entente.ontology.dictionaries.petrarch import read_petrarch
from entente.records import Identity


def actors(text: str) -> list[tuple[tuple[str, ...], list[tuple[str | None, str, str]]]]:
    """Names and codes with their days; nothing else may be in the text."""
    found = []
    for item in read_petrarch(text):
        assert isinstance(item, Named), item
        found.append((item.names, [(c.identity.actor, c.since, c.until) for c in item.actor.codings]))
    return found


def bad(text: str) -> list[tuple[int, str]]:
    return [(item.line, item.reason) for item in read_petrarch(text) if isinstance(item, BadLine)]


def agents(text: str) -> dict[str, AgentWords]:
    found = [item for item in read_petrarch(text) if isinstance(item, AgentWords)]
    return {phrase: item for item in found for phrase in item.phrases}


def test_a_name_and_its_code() -> None:
    assert actors("FREE_SYRIAN_ARMY_ [SYRREB] # ab 12 May 2013") == [
        (("FREE SYRIAN ARMY",), [("SYRREB", "", "")])
    ]


def test_synonyms_before_and_behind_the_code() -> None:
    text = "ARNOR\n+ARNORIAN\n\t[ARN]\n+FORNOST # a town\n\nBREE [BRE]\n"
    assert actors(text) == [
        (("ARNOR", "ARNORIAN", "FORNOST"), [("ARN", "", "")]),
        (("BREE",), [("BRE", "", "")]),
    ]


def test_dated_codes() -> None:
    text = "SMEAGOL\n\t[HOB < 950601]\n\t[HOBGOV 19950601 - 19990815]\n\t[HOBREB >990816]\n\t[RVN]"
    assert actors(text)[0][1] == [
        ("HOB", "", "1995-06-01"),
        ("HOBGOV", "1995-06-01", "1999-08-15"),
        ("HOBREB", "1999-08-16", ""),
        ("RVN", "", ""),
    ]


@pytest.mark.parametrize(
    ("digits", "day"),
    [
        ("300101", "2030-01-01"),
        ("310101", "1931-01-01"),
        ("000229", "2000-02-29"),
        ("19450508", "1945-05-08"),
    ],
)
def test_the_century_of_two_digits(digits: str, day: str) -> None:
    assert actors(f"ENT [ENT >{digits}]")[0][1] == [("ENT", day, "")]


def test_several_codes_on_one_line() -> None:
    assert actors("A_B_ [IGOUNO 970101-061231] [ELI]# rulers")[0][1] == [
        ("IGOUNO", "1997-01-01", "2006-12-31"),
        ("ELI", "", ""),
    ]


def test_comments_of_both_kinds() -> None:
    text = "<!-- A [RUS]\n# B [RUS] -->\n#C [RUS]\n<! -- D [RUS] -->\nE [RUS] # F [USA]\n"
    assert actors(text) == [(("E",), [("RUS", "", "")])]


def test_a_filler_is_nobody() -> None:
    (item,) = read_petrarch("BOROMIR [---]")
    assert isinstance(item, Named)
    assert item.actor.codings == (Coding(Identity()),)


def test_possessives_and_brackets() -> None:
    assert actors("PEOPLE'S_FRONT_(PF)_ [SYRREB]")[0][0] == ("PEOPLE's FRONT (PF)", "PEOPLE's FRONT")


def test_agents_and_their_plurals() -> None:
    text = "RIDER [~MIL]\nGUARD_POST {} [~COP]\nGOLDEN_GOOSE {GOLDEN_GEESE} [~BUS]\n"
    found = agents(text + "ENVOY [ ~GOV]\nMSF {} [NGO~]\n")
    assert set(found) == {
        *("RIDER", "RIDERS", "GUARD POST", "GOLDEN GOOSE", "GOLDEN GEESE", "ENVOY", "ENVOYS", "MSF"),
    }
    assert found["RIDERS"].agent.sector == "MIL"
    assert found["RIDER"].agent.joined("GON") == "GONMIL"
    assert found["MSF"].agent.joined("GON") == "NGOGON"
    assert found["ENVOY"].agent.joined("GONGOV") == "GONGOV"


def test_sets_of_words() -> None:
    text = "!PERSON! = MAN, MEN\n!MINIST! = MINISTER, MINISTRY\nCONGRESS!PERSON! {} [~LEG]\n"
    text += "!MINIST!_OF_WAR {} [~GOVMIL]\n"
    assert set(agents(text)) == {"CONGRESSMAN", "CONGRESSMEN", "MINISTER OF WAR", "MINISTRY OF WAR"}


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("A [RUS]\nB\nC [USA]", 2, "'B' has no code; valid: [CODE], "),
        ("A [RUS\nC [USA]", 1, "'A [RUS' has a bracket too many or too few; write NAME [CODE]"),
        ("A [RUS] Inc.\nC [USA]", 1, "'A [RUS] Inc.' has words behind its code; write NAME [CODE] # comment"),
        ("A [RUS >9008223]\nC [USA]", 1, "[RUS >9008223]: '9008223' is no day; valid: YYYYMMDD, or YYMMDD"),
        ("A [RUS 19900230-19910101]", 1, "19900230 is not in the calendar (day is out of range for month)"),
        ("A [RUS 910101-900101]", 1, "[RUS 910101-900101] ends before it begins; give the earlier day first"),
        ("A [RUS 910101]", 1, "[RUS 910101] is no code; valid: "),
        ("A [910101-920101]", 1, "[910101-920101] is no code; valid: "),
        ("A [042]", 1, "[042] is no code; valid: "),
        ("A []", 1, "[] is no code; valid: "),
        ("+B [RUS]\nC [USA]", 1, "'+B [RUS]' belongs to no name; begin an actor with"),
        ("[RUS]\nC [USA]", 1, "'[RUS]' belongs to no name"),
        ("- * OF + [RUS]\nC [USA]", 1, "'- * OF +' is no name; give words joined by _"),
        ("!NONE!_OF_WAR [~GOV]", 1, "'!NONE!_OF_WAR': no set !NONE! above; define it: !NONE! = A, B"),
        ("A [RUS] [~GOV]", 1, "codes with and without ~ on one name"),
    ],
)
def test_a_bad_line_says_what_is_wrong(text: str, line: int, told: str) -> None:
    ((where, reason),) = bad(text)
    assert where == line and told in reason


def test_a_bad_line_costs_itself_only() -> None:
    text = "A [RUS >1] [RUSGOV]\n+B]\n+C\nD\nE [USA]\n"
    good = [item for item in read_petrarch(text) if isinstance(item, Named)]
    assert [(g.names, [c.identity.actor for c in g.actor.codings]) for g in good] == [
        (("A", "C"), ["RUSGOV"]),
        (("E",), ["USA"]),
    ]
    assert [line for line, _ in bad(text)] == [1, 2, 4]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "known", "wrong"),
    [
        ("PETR.Validate.actors.txt", 128, 0),
        ("PETR.Validate.agents.txt", 88, 0),
        ("Phoenix.Countries.actors.txt", 18_000, 46),
        ("Phoenix.International.actors.txt", 7_800, 7),
        ("Phoenix.MilNonState.actors.txt", 1_000, 0),
        ("Phoenix.agents.txt", 2_200, 2),
    ],
)
def test_dictionaries_of_the_trade(shared: Path, name: str, known: int, wrong: int) -> None:
    text = (shared / "data/dictionaries" / name).read_text("cp1252", errors="replace")
    items = list(read_petrarch(text))
    assert len([i for i in items if not isinstance(i, BadLine)]) >= known
    assert len(bad(text)) == wrong


@pytest.mark.shared
def test_the_small_world(shared: Path) -> None:
    text = (shared / "data/dictionaries/PETR.Validate.actors.txt").read_text("utf-8")
    by_name = {
        name: item.actor for item in read_petrarch(text) if isinstance(item, Named) for name in item.names
    }

    def on(name: str, day: str | None) -> str | None:
        coding = by_name[name].on(day)
        return coding.identity.actor if coding else None

    sam = {"2007-12-01": "HOBCIV", "2010-01-10": "HOBMIL", "2012-12-24": "HOBGOV", "2014-01-01": "HOBELI"}
    assert {day: on("SAM GAMGEE", day) for day in sam} == sam | {"2010-01-10": "ORCHOB"}
    assert on("SAM GAMGEE", None) == on("HAMFAST GAMGEE", "1999") == "HOB"
    assert on("USSR", "1990-05") == "USR" and on("USSR", "1991-12-27") is None
    assert on("SLINKER", "1997-01-01") == "HOBGOV"
    assert on("U.N.", "2020-01-01") == "UNO"
