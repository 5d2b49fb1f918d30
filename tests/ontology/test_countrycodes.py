"""States in the codes of event data."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pycountry
import pytest

from entente.ontology.actors import state_names
from entente.ontology.countrycodes import CodeRow, Scheme, code_of, code_rows, country_rows, iso3
from entente.ontology.tables import toml

_GONE = {"SUN", "YUG", "SCG", "CSK", "DDR", "ANT"}

# States that follow each other under one code; the first is the one that the code is read as.
_SHARED = {
    (Scheme.ISO2, "CS"): ["SCG", "CSK"],
    (Scheme.NUMERIC, "891"): ["YUG", "SCG"],
    (Scheme.COW, "345"): ["SRB", "YUG", "SCG"],
    (Scheme.COW, "365"): ["RUS", "SUN"],
    (Scheme.COW_NAME, "YUG"): ["SRB", "YUG", "SCG"],
    (Scheme.COW_NAME, "RUS"): ["RUS", "SUN"],
    (Scheme.GW, "345"): ["YUG", "SCG"],
    (Scheme.GW, "365"): ["RUS", "SUN"],
}


_FIPS = """
AJ=AZE AM=ARM AS=AUS AU=AUT CH=CHN CI=CHL CN=COM GA=GMB GM=DEU GG=GEO IS=ISR RS=RUS SP=ESP SW=SWE
SZ=CHE UP=UKR UK=GBR VM=VNM NI=NGA NG=NER BG=BGD BK=BIH KN=PRK KS=KOR RP=PHL EI=IRL DA=DNK PO=PRT
TU=TUR TS=TUN AG=DZA BA=BHR BF=BHS BH=BLZ BL=BOL BO=BLR BU=BGR BM=MMR CE=LKA CF=COG CG=COD CT=CAF
CD=TCD DR=DOM EN=EST EZ=CZE LO=SVK ES=SLV GB=GAB GV=GIN IZ=IRQ IV=CIV JA=JPN LE=LBN LG=LVA LH=LTU
LI=LBR LS=LIE LT=LSO LY=LBY MA=MDG MG=MNG MI=MWI MJ=MNE MN=MCO MO=MAR MP=MUS MU=OMN MV=MDV NU=NIC
OD=SSD PA=PRY PM=PAN PS=PLW RI=SRB SA=SAU SC=KNA SE=SYC SF=ZAF SG=SEN SN=SGP ST=LCA SU=SDN TD=TTO
TI=TJK TN=TON TO=TGO TP=STP TX=TKM UV=BFA WA=NAM WE=PSE GZ=PSE WI=ESH WZ=SWZ YM=YEM ZA=ZMB ZI=ZWE
KV=XKX US=USA HA=HTI HO=HND NS=SUR
"""


@pytest.mark.parametrize("pair", _FIPS.split())
def test_fips_is_not_iso(pair: str) -> None:
    fips, iso = pair.split("=")
    assert iso3(fips, Scheme.FIPS) == iso
    if fips != "GZ":  # Gaza is read, the West Bank's WE is written
        assert code_of(iso, Scheme.FIPS) == fips


@pytest.mark.parametrize(
    ("number", "iso"),
    [
        ("2", "USA"),
        ("002", "USA"),
        ("200", "GBR"),
        ("255", "DEU"),
        ("260", "DEU"),
        ("265", "DDR"),
        ("305", "AUT"),
        ("315", "CSK"),
        ("316", "CZE"),
        ("345", "SRB"),
        ("365", "RUS"),
        ("640", "TUR"),
        ("645", "IRQ"),
        ("666", "ISR"),
        ("679", "YEM"),
        ("710", "CHN"),
        ("713", "TWN"),
        ("731", "PRK"),
        ("732", "KOR"),
        ("816", "VNM"),
        ("900", "AUS"),
        ("970", "NRU"),
    ],
)
def test_correlates_of_war(number: str, iso: str) -> None:
    assert iso3(number, Scheme.COW) == iso


def test_gleditsch_and_ward_is_not_correlates_of_war() -> None:
    other = {
        row.iso3 for row in country_rows() if row.cow and row.cow[:1] != row.gw[:1]
    }  # in these the two differ
    assert other == {"DEU", "YEM", "SRB", "KIR", "NRU", "TON", "TUV"}
    assert code_of("DEU", Scheme.GW) == "260"
    assert code_of("YEM", Scheme.GW) == "678"
    assert iso3("340", Scheme.GW) == "SRB"
    assert iso3("345", Scheme.GW) == "YUG"
    assert iso3("970", Scheme.GW) == "KIR"
    assert iso3("530", Scheme.GW) == "ETH"


def test_letters_of_correlates_of_war() -> None:
    read = {code: iso3(code, Scheme.COW_NAME) for code in ("AUS", "AUL", "SWA", "SWZ", "SLV", "MAC", "MNG")}
    assert read == {
        "AUS": "AUT",
        "AUL": "AUS",
        "SWA": "SWZ",
        "SWZ": "CHE",
        "SLV": "SVN",
        "MAC": "MKD",
        "MNG": "MNE",
    }


def test_cameo_is_nearly_iso() -> None:
    assert [
        iso3(code, Scheme.CAMEO)
        for code in ("ROM", "TMP", "ZAR", "KSV", "IMY", "MTN", "WSB", "GZS", "ROU", "usa", "SAF")
    ] == [
        "ROU",
        "TLS",
        "COD",
        "XKX",
        "IMN",
        "MNE",
        "PSE",
        "PSE",
        "ROU",
        "USA",
        None,  # Southern Africa, a region
    ]
    assert code_of("COD", Scheme.CAMEO) == "COD"
    odd = {row.iso3 for row in country_rows() if row.cameo and row.cameo[0] != row.iso3}
    assert odd == {"ROU", "TLS", "XKX", "IMN", "MNE"}


def test_cameo_agrees_with_the_dictionaries() -> None:
    for code, iso in toml("cameo.toml")["states"].items():
        assert iso3(code, Scheme.CAMEO) == iso


@pytest.mark.parametrize(
    ("name", "iso"),
    [
        ("Russian Federation", "RUS"),
        ("Occupied Palestinian Territory", "PSE"),
        ("Palestinian Territory, Occupied", "PSE"),
        ("the former Yugoslav Republic of Macedonia", "MKD"),
        ("Congo", "COG"),  # our own table has it as COD
        ("Democratic Republic of Congo", "COD"),
        ("DR Congo (Zaire)", "COD"),
        ("Yemen (North Yemen)", "YEM"),
        ("Korea, Republic of", "KOR"),
        ("Moldova, Republic of", "MDA"),
        ("cote d'ivoire", "CIV"),
        ("Côte d’Ivoire", "CIV"),
        ("Türkiye", "TUR"),
        ("Swaziland", "SWZ"),
        ("Soviet Union", "SUN"),
        ("NA", None),
        ("", None),
        (",", None),
        ("Atlantis", None),
    ],
)
def test_names(name: str, iso: str | None) -> None:
    assert iso3(name, Scheme.NAME) == iso


def test_iso_codes_are_those_of_iso() -> None:
    for country in pycountry.countries:
        for scheme, code in (
            (Scheme.ISO2, country.alpha_2),
            (Scheme.ISO3, country.alpha_3),
            (Scheme.NUMERIC, country.numeric),
        ):
            assert iso3(code, scheme) == country.alpha_3
            assert code_of(country.alpha_3, scheme) == code
    assert iso3("4", Scheme.NUMERIC) == iso3("004", Scheme.NUMERIC) == "AFG"
    assert iso3("NA", Scheme.ISO2) == "NAM"
    assert iso3("xk", Scheme.ISO2) == "XKX"
    assert iso3("SU", Scheme.ISO2) == "SUN"


@pytest.mark.parametrize("scheme", list(Scheme))
def test_what_no_scheme_has(scheme: Scheme) -> None:
    for code in ("", " ", "?", "---", "0", "QQQ", "-99"):
        assert iso3(code, scheme) is None
    assert code_of("QQQ", scheme) is None
    assert code_of("", scheme) is None


def test_no_two_states_share_a_code_unless_named() -> None:
    owners: dict[tuple[Scheme, str], list[str]] = defaultdict(list)
    for row in country_rows():
        for scheme in Scheme:
            for code in row.codes(scheme):
                owners[scheme, code].append(row.iso3)
    assert {key: states for key, states in owners.items() if len(states) > 1} == _SHARED
    for (scheme, code), states in _SHARED.items():
        assert iso3(code, scheme) == states[0]


def test_what_is_written_is_read_again() -> None:
    shared = {(scheme, iso) for (scheme, _), states in _SHARED.items() for iso in states[1:]}
    for row in country_rows():
        for scheme in Scheme:
            code = code_of(row.iso3, scheme)
            if code and (scheme, row.iso3) not in shared:
                assert iso3(code, scheme) == row.iso3


def test_codes_have_the_form_of_their_scheme() -> None:
    for row in country_rows():
        assert all(len(code) == 2 and code.isalpha() for code in (*row.iso2, *row.fips)), row
        assert all(len(code) == 3 and code.isalnum() for code in (*row.cameo, *row.cow_name, row.iso3)), row
        assert all(code.isdigit() and not code.startswith("0") for code in (*row.cow, *row.gw)), row
        assert len(row.cow) == len(row.cow_name), row


def test_the_table_has_all_states_of_ours_and_of_iso() -> None:
    states = {row.iso3 for row in country_rows()}
    assert len(states) == len(country_rows()) == 256
    assert set(state_names()) <= states
    assert {country.alpha_3 for country in pycountry.countries} | {"XKX"} | _GONE == states


def test_the_table_to_join_with_has_each_code_once() -> None:
    found = list(code_rows())
    assert len({(row.scheme, row.code) for row in found}) == len(found)
    assert CodeRow(Scheme.FIPS, "AU", "AUT") in found


@pytest.mark.shared
def test_the_sample_of_icews_is_all_known(shared: Path) -> None:
    with (shared / "data/formats/icews_events.2018.sample.tab").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            for column in ("Source Country", "Target Country", "Country"):
                assert row[column] == "NA" or iso3(row[column], Scheme.NAME), row[column]
