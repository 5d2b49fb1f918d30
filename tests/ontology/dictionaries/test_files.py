"""Files of actors: which are read, which win, what is refused."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from entente.errors import UsageError
from entente.ontology.dictionaries import NO_TABLES, ActorTables, load_actors
from entente.ontology.words import words

TOML = '[[actor]]\nname = "Gondor"\ncode = "GDR"\n'


def put(file: Path, text: str) -> Path:
    file.write_text(text, "utf-8")
    return file


def who(tables: ActorTables, name: str, day: str | None = None) -> str | None:
    coding = tables.whole(words(name), day)
    return coding.identity.actor if coding else None


def test_the_content_tells_the_format(tmp_path: Path) -> None:
    files = [put(tmp_path / "a.txt", TOML), put(tmp_path / "b.toml", "MORDOR [MOR]\n")]
    tables = load_actors(files)
    assert (who(tables, "Gondor"), who(tables, "Mordor")) == ("GDR", "MOR")
    assert tables.codes == {"GDR", "MOR"}


def test_case_counts_in_ours_and_not_in_theirs(tmp_path: Path) -> None:
    tables = load_actors([put(tmp_path / "a", TOML), put(tmp_path / "b", "MINAS_TIRITH [MTR]\n")])
    assert [who(tables, name) for name in ("gondor", "GONDOR", "Gondor")] == [None, "GDR", "GDR"]
    names = ("minas tirith", "MINAS TIRITH", "Minas Tirith", "Minas")
    assert [who(tables, name) for name in names] == [None, "MTR", "MTR", None]


def test_of_two_files_the_later_is_asked_first(tmp_path: Path) -> None:
    first = put(tmp_path / "a", "GONDOR [GON]\nROHAN [ROH]\n")
    second = put(tmp_path / "b", "GONDOR [GONGOV 19900101-19991231]\n")
    tables = load_actors([first, second])
    assert [who(tables, "Gondor", day) for day in ("1995-05-05", "2005-05-05")] == ["GONGOV", "GON"]
    assert who(load_actors([second, first]), "Gondor", "1995-05-05") == "GON"
    assert who(tables, "Rohan") == "ROH"


def test_a_name_given_twice_has_the_codes_of_both_places(tmp_path: Path) -> None:
    text = "GONDOR [GON]\nROHAN [ROH]\nGONDOR [GONREB 19900101-19991231] [XXX]\n"
    tables = load_actors([put(tmp_path / "a", text)])
    assert [who(tables, "Gondor", day) for day in ("1995-05-05", "2005-05-05")] == ["GONREB", "GON"]


def test_the_stamp_is_of_the_content_in_its_order(tmp_path: Path) -> None:
    a, b = put(tmp_path / "a", TOML), put(tmp_path / "b", "MORDOR [MOR]\n")
    copy = put(tmp_path / "copy", TOML)
    one, other, both, turned = (load_actors(f).stamp for f in ([a], [copy], [a, b], [b, a]))
    assert one == other
    assert len({one, both, turned}) == 3
    assert load_actors([a]).coder("model 1") == f"model 1+actors.{one}"
    put(a, TOML + "# a word\n")
    assert load_actors([a]).stamp != one


def test_no_file_is_no_tables() -> None:
    assert load_actors([]) is NO_TABLES
    assert not NO_TABLES
    assert NO_TABLES.coder("model 1") == "model 1"
    assert load_actors(NO_TABLES) is NO_TABLES


def test_bad_lines_are_told_and_the_rest_is_used(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    file = put(tmp_path / "a.txt", "GONDOR [GON]\nMORDOR\nROHAN [ROH <9]\nSHIRE [SHR]\n")
    with caplog.at_level(logging.WARNING):
        tables = load_actors([file])
    assert [(r.levelname, r.getMessage()[:60]) for r in caplog.records] == [
        ("WARNING", f"{file}, line 2: 'MORDOR' has no code; "[:60]),
        ("WARNING", f"{file}, line 3: [ROH <9]: '9' is no day; "[:60]),
    ]
    assert tables.codes == {"GON", "SHR"}


def test_old_encodings_and_byte_order_marks(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes("MÉXICO_CITY [MEX]\n".encode("latin-1"))
    other = tmp_path / "b"
    other.write_bytes(b"\xef\xbb\xbf" + TOML.encode())
    tables = load_actors([file, other])
    assert who(tables, "Mexico City") == "MEX" and who(tables, "Gondor") == "GDR"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "has no actors or agents that can be used; give TOML with [[actor]] or [agents], or a PETRARCH"),
        ("# nothing\n", "has no actors or agents that can be used; "),
        ("Dear sirs,\nthis is a letter.\n", "(line 1: 'Dear sirs,' has no code; valid: [CODE]"),
        ('[[actor]]\nnam = "A"\n', "(line 2: key 'nam' is unknown; valid: "),
        ("--- ABANDON [345] ---\nABANDON\n- * IT [042]\nX [---]\n", "(line 1: '--- ABANDON [345] ---' has"),
    ],
)
def test_a_file_of_no_use_is_refused(tmp_path: Path, text: str, told: str) -> None:
    file = put(tmp_path / "a.txt", text)
    with pytest.raises(UsageError) as raised:
        load_actors([file])
    assert str(raised.value).startswith(f"{file} has no actors") and told in str(raised.value)


def test_missing_and_unreadable_files(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no file of actors .*gone\.toml; name one, in TOML or PETRARCH"):
        load_actors([tmp_path / "gone.toml"])
    with pytest.raises(UsageError, match="cannot read the file of actors"):
        load_actors([tmp_path])
    with pytest.raises(UsageError, match=r"is one file; give a list of files: actors=\['mine.toml'\]"):
        load_actors("mine.toml")


@pytest.mark.shared
def test_a_dictionary_of_verbs_is_refused(shared: Path) -> None:
    with pytest.raises(UsageError, match="has no actors or agents that can be used"):
        load_actors([shared / "data/dictionaries/PETR.Validate.verbs.txt"])


@pytest.mark.shared
def test_three_large_files(shared: Path) -> None:
    folder = shared / "data/dictionaries"
    names = (
        "Phoenix.Countries.actors.txt",
        "Phoenix.International.actors.txt",
        "Phoenix.MilNonState.actors.txt",
    )
    tables = load_actors([folder / name for name in names])
    assert len(tables.names) > 33_000
    annan = {"2001-06-01": "IGOUNO", "2015-06-01": "ELI"}
    assert {day: who(tables, "Kofi Annan", day) for day in annan} == annan
    assert who(tables, "Afghan National Army") == "AFGMIL"
    assert who(tables, "Abu Nidal Organization") == "IMGMUSALQ"
