"""Names in event data and for whom they stand."""

from __future__ import annotations

import doctest
import time
from datetime import date

import pytest

from entente.ontology import nationalbodies, personnames, rollup
from entente.ontology.actors import names_of, state_names
from entente.ontology.people import tenures
from entente.ontology.personnames import lives, persons_named
from entente.ontology.rollup import in_brackets, rolled_up
from entente.ontology.tables import rows, several

DAY = "2014-05-01"


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("Citizen (Nigeria)", "NGA"),
        ("Citizen_(Nigeria)", "NGA"),
        ("Children (Palestinian Territory, Occupied)", "PSE"),
        ("Cabinet / Council of Ministers / Advisors (Holy See (Vatican City State))", "VAT"),
        ("Militant (Taliban)", "Taliban"),
        ("Military (European Union)", "EU"),
        ("Party Member (Bharatiya Janata)", "IND"),
        ("Central Intelligence Agency (CIA)", "USA"),
        ("Hezbollah (Lebanon)", "Hezbollah"),
        ("Citizen (International)", None),
        ("Media (Africa)", None),
        ("Communist Party of India (Maoist)", "Naxalites"),
    ],
)
def test_what_stands_in_brackets(name: str, actor: str | None) -> None:
    assert rolled_up(name, DAY) == actor


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("China", "CHN"),
        ("Korea, Republic of", "KOR"),
        ("UN Security Council", "UNSC"),
        ("Israeli Defense Forces", "ISR"),
        ("Kuomintang", "TWN"),
        ("Boko Haram", "Boko Haram"),
        ("Al-Shabaab", "al-Shabaab"),
        ("Islamic State of Iraq and the Levant", "Islamic State"),
        ("Rapid Action Battalion", "BGD"),
        ("Royal Thai Police", "THA"),
        ("Armed Forces of the Republic of Armenia", "ARM"),
        ("Taiwan Affairs Office", "CHN"),
        ("Korean People's Army", "PRK"),
        ("Provisional Irish Republican Army", "IRA"),
        ("UN Mission in Sudan", "UN"),
        ("Tatarstan", "RUS"),
        # Neither the name of a land nor a word that it shares makes a body its own.
        ("Latin American Parliament", None),
        ("National Patriotic Army of Liberia", None),
        ("Niger Delta Development Commission", None),
        ("European Council on Foreign Relations", None),
        ("Iraqi Kurds", None),
        ("Middle East", None),
        ("", None),
        ("()", None),
    ],
)
def test_bodies(name: str, actor: str | None) -> None:
    assert rolled_up(name, DAY) == actor


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("Barack Obama", "USA"),
        ("Dmitry Anatolyevich Medvedev", "RUS"),
        ("Joseph Robinette Biden", "USA"),
        ("Sergey Kuzhugetovich Shoygu", "RUS"),
        ("Ashraf Ghani Ahmadzai", "AFG"),
        ("Uhuru Muigai Kenyatta", "KEN"),
        ("Gen Prayut Chan-o-cha", "THA"),
        ("Emperor Akihito", "JPN"),
        ("Nuri al-Maliki", "IRQ"),
        ("Muhammad VI", "MAR"),
        ("Okada Katsuya", "JPN"),
        ("Abdullah bin Nasser bin Khalifa Al-Thani", "QAT"),
        ("Salman Bin-Abd-al-Aziz", "SAU"),
        ("Hassan Nasrallah", "Hezbollah"),
        ("Ayman al-Zawahri", "Al-Qaeda"),
        # One is not taken for another.
        ("Mario Das Neves", None),
        ("Roberto Torres Gonzales", None),
        ("Zahid Hamid", None),
        ("Sheikh Khalifa bin Ahmad Al-Khalifa", None),
        ("Abdallah Bin-Khalid Al-Thani", None),
        ("Alejandro Ferreiras", None),
        ("Smith", None),
    ],
)
def test_persons(name: str, actor: str | None) -> None:
    assert rolled_up(name, DAY) == actor


@pytest.mark.parametrize(
    ("name", "day", "actor"),
    [
        ("Ban Ki Moon", "2005-06-01", "KOR"),
        ("Ban Ki Moon", "2010-06-01", "UN"),
        # Before and after all offices it is the nearest that counts.
        ("Ban Ki-moon", "1999", "KOR"),
        ("Ban Ki-moon", "2020-01", "UN"),
        ("Federica Mogherini", "2014-05-01", "ITA"),
        ("Federica Mogherini", "2015-05-01", "EU"),
        ("Benita Ferrero-Waldner", "2003-05-01", "AUT"),
        ("Benita Ferrero-Waldner", "2007-05-01", "EU"),
        ("Martin Schulz", "2013-01-01", "EP"),
        # All his offices were of one state: so it is at all times.
        ("Hamid Karzai", "1996-01-01", "AFG"),
        # He was of a body of states for a year.
        ("Boris Berezovsky", "2005-01-01", "RUS"),
    ],
)
def test_the_day_counts(name: str, day: str, actor: str) -> None:
    assert rolled_up(name, day) == actor
    assert rolled_up(name, date.fromisoformat((day + "-01-01")[:10])) == actor


def test_brackets_nest() -> None:
    assert in_brackets("A (B (C))") == ("A", "B (C)")
    assert in_brackets("A (B) (C)") == ("A (B)", "C")
    assert in_brackets("A B)") == ("A B)", "")
    assert in_brackets("A (B) C") == ("A (B) C", "")


def test_names_of_the_tables_are_whom_they_stand_for() -> None:
    """Every person by his usual name, where nobody else bears it."""
    wrong = []
    for person, held in tenures().items():
        # One word may also be a land or a body.
        if persons_named(person) == (person,) and " " in person and held[-1].start:
            found = rolled_up(person, held[-1].start)
            if found is not None and found not in {t.country for t in lives()[person]}:
                wrong.append((person, found))
    assert len(wrong) < 25, wrong


def test_the_table_of_persons() -> None:
    told: dict[tuple[str, str], str] = {}
    for actor, names, start, end in rows("persons.tsv"):
        first, *_ = several(names)
        assert not actor or actor in state_names() or actor in names_of(), actor
        assert actor or first in tenures(), first
        assert not end or start < end, first
        assert "\t" not in names and all(name.strip() == name for name in names.split("|")), names
        if actor and not start:
            assert told.setdefault((first, ""), actor) == actor, first


def test_thousands_of_names_in_seconds() -> None:
    rolled_up("China", DAY)
    names = [f"{word} {person}" for person in list(tenures())[:2500] for word in ("Mr", "Abu")]
    began = time.process_time()
    for name in names:
        rolled_up(name, DAY)
    # Three seconds by the clock of a quiet machine, with room for a busy one.
    assert time.process_time() - began < 10


@pytest.mark.parametrize("module", [rollup, personnames, nationalbodies])
def test_examples(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]
