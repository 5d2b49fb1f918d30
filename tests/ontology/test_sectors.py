"""The sectors of event data as PLOVER's."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from entente.ontology.plover import SECTORS
from entente.ontology.sectors import of_cameo_actor, of_icews, row_of_icews, sector_rows

_SAYS_NOTHING = {"NA", "Unspecified", ""}


@pytest.mark.parametrize(
    ("names", "sector"),
    [
        ("Executive,Foreign Ministry,Government", "GOV"),
        ("Military,Government", "MIL"),
        ("Government,Police", "COP"),
        ("Government", "GOV"),
        ("Rebel", "REB"),
        ("Dissident,Rebel", "REB"),
        ("Dissident", "OPP"),
        ("Elite", "ELI"),
        ("Elite,Government", "GOV"),
        ("Government,Legislative / Parliamentary,Lower House,(National) Minor Party,Parties", "LEG"),
        ("Legislative / Parliamentary,Government,Executive Office,(National) Major Party,Parties", "GOV"),
        ("Parties,Opposition Major Party (Out Of Government),(National) Major Party", "OPP"),
        ("Parties,Government Major Party (In Government),Government", "PTY"),
        ("Government,Military,Military Intelligence", "SPY"),
        ("Government,Marines,Executive,Defense / Security Ministry,Military", "GOV"),
        ("Executive,Government,State Media,Information / Communication / Transparency Ministry", "JRN"),
        ("Foreign Ministry,Executive,Judicial,Government", "GOV"),
        ("Judicial,Government", "JUD"),
        ("General Population / Civilian / Social,Social", "CVL"),
        ("Dissident,Protestors / Popular Opposition / Mobs", "CVL"),
        ("Criminals / Gangs,Dissident", "CRM"),
        ("Unidentified Forces", "UAF"),
        ("Medical / Health,Social", "MED"),
        ("Medical / Health NGOs,Nongovernmental Organizations / Activists", "SOC"),
        ("Labor NGOs,Nongovernmental Organizations / Activists", "LAB"),
        ("Durable Goods Business", "BUS"),
        ("A Ministry Not Seen Before,Made Up Ministry", "GOV"),  # by its last word
        ("Social,National Religious,Hindu", "REL"),
        ("International Government Organization,Regional,Regional Diplomatic IGOs", None),
        ("International Government Organization,Parties,Regional Diplomatic IGOs,Elite", None),
        ("International Government Organization,Government,Global,Executive,Foreign Ministry", "GOV"),
        ("International Ethnic,Tamil", None),
        ("Social", None),
        ("NA", None),
        ("Unspecified", None),
        ("", None),
        (",", None),
    ],
)
def test_of_icews(names: str, sector: str | None) -> None:
    assert of_icews(names) == sector
    assert of_icews(",".join(reversed(names.split(",")))) == sector
    assert of_icews(names.replace(",", " , ")) == sector


def test_a_body_of_states_is_known_but_has_no_sector() -> None:
    row = row_of_icews("Global,International Government Organization")
    assert row and row.sector is None
    assert row_of_icews("Tamil") is None


@pytest.mark.parametrize(
    ("code", "sector"),
    [
        ("GOV", "GOV"),
        ("MIL", "MIL"),
        ("REB", "REB"),
        ("SEP", "REB"),
        ("OPP", "OPP"),
        ("COP", "COP"),
        ("JUD", "JUD"),
        ("SPY", "SPY"),
        ("MED", "JRN"),
        ("HLH", "MED"),
        ("NGO", "SOC"),
        ("MNC", "BUS"),
        ("IGO", None),
        ("RUSGOVMIL", "GOV"),
        ("RUS", None),
        ("usamil", "MIL"),
        ("", None),
        ("---", None),
    ],
)
def test_of_cameo(code: str, sector: str | None) -> None:
    assert of_cameo_actor(code) == sector


def test_rows_are_in_plovers_codes_and_once_each() -> None:
    rows = sector_rows()
    assert len({(row.scheme, row.name) for row in rows}) == len(rows)
    assert {row.scheme for row in rows} == {"icews", "cameo"}
    assert all(row.sector is None or row.sector in SECTORS for row in rows)


def test_the_narrow_name_has_the_higher_rank() -> None:
    rank = {row.name: row.rank for row in sector_rows() if row.scheme == "icews"}
    assert len(set(rank.values())) == len(
        rank
    )  # no two are even, so the order of an actor's names is no matter
    assert rank["Government"] < rank["Executive"] < rank["Executive Office"]
    assert rank["Dissident"] < rank["Protestors / Popular Opposition / Mobs"] < rank["Rebel"]
    assert rank["Military"] < rank["Military Intelligence"]
    assert rank["Parties"] < rank["Opposition Major Party (Out Of Government)"]


def test_the_cameo_rows_are_as_codes_are_read() -> None:
    rows = [row for row in sector_rows() if row.scheme == "cameo"]
    assert rows
    for row in rows:
        assert of_cameo_actor(row.name) == row.sector, row.name


@pytest.mark.shared
def test_nearly_every_sector_of_the_sample_is_known(shared: Path) -> None:
    known = unknown = 0
    with (shared / "data/formats/icews_events.2018.sample.tab").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            for column in ("Source Sectors", "Target Sectors"):
                if row[column] not in _SAYS_NOTHING:
                    known, unknown = (
                        (known + 1, unknown) if row_of_icews(row[column]) else (known, unknown + 1)
                    )
    assert known > 5000
    assert unknown <= 2
