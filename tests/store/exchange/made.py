"""Small made-up files of every format: rows with known content, and ways to write them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from entente.store.exchange.format import Format, Layout, formats

Cells = list[str]
#: Column that holds free text and the name of our column that it becomes; the day's and the id's columns.
FREE = {
    "gdelt1": "Actor1Name",
    "gdelt2": "Actor1Name",
    "icews": "Source Name",
    "polecat": "Actor Name",
    "phoenix": "source_full",
    "petrarch": "id",
    "acled": "notes",
    "ged": "source_headline",
    "tkg": "subject",
}
DAY = {
    "gdelt1": ("SQLDATE", "%Y%m%d"),
    "gdelt2": ("SQLDATE", "%Y%m%d"),
    "icews": ("Event Date", "%Y-%m-%d"),
    "polecat": ("Event Date", "%Y-%m-%d"),
    "phoenix": ("date", "%Y%m%d"),
    "petrarch": ("date", "%Y%m%d"),
    "acled": ("event_date", "%Y-%m-%d"),
    "ged": ("date_start", "%Y-%m-%d"),
    "tkg": ("day", "%Y-%m-%d"),
}
FLAT = tuple(FREE)


def _gdelt(n: int) -> dict[str, str]:
    return {
        "GLOBALEVENTID": str(410000 + n),
        "SQLDATE": f"201503{n + 1:02}",
        "Actor1Code": "RUSGOV",
        "Actor1Name": "RUSSIA",
        "Actor1CountryCode": "RUS",
        "Actor1Type1Code": "GOV",
        "Actor2Code": "IGOUNO",
        "Actor2Name": "UNITED NATIONS",
        "Actor2KnownGroupCode": "UNO",
        "EventCode": "042",
        "QuadClass": "1",
        "GoldsteinScale": "1.9",
        "NumMentions": "10",
        "NumSources": "2",
        "NumArticles": "7",
        "ActionGeo_FullName": "Geneva, Genève, Switzerland",
        "ActionGeo_CountryCode": "SZ",
        "ActionGeo_Lat": "46.2",
        "ActionGeo_Long": "6.1667",
        "SOURCEURL": "https://www.outlet.example/a?b=1",
    }


def _icews(n: int) -> dict[str, str]:
    return {
        "Event ID": str(33000000 + n),
        "Event Date": f"2018-06-{n + 1:02}",
        "Source Name": "Foreign Affairs (Bangladesh)",
        "Source Sectors": "Executive,Foreign Ministry",
        "Source Country": "Bangladesh",
        "Event Text": "Consult",
        "CAMEO Code": "040",
        "Intensity": "1",
        "Target Name": "NATO",
        "Target Sectors": "NA",
        "Target Country": "NA",
        "City": "Hanoi",
        "Country": "Vietnam",
        "Latitude": "21.0245",
        "Longitude": "105.841",
        "Publisher": "Daily",
    }


def _polecat(n: int) -> dict[str, str]:
    return {
        "Event ID": f"20230101-{n}_ACCUSE_allege",
        "Event Date": f"2023-01-{n + 1:02}",
        "Event Type": "DISAPPROVE",
        "Event Mode": "allege",
        "Intensity": "-3.5",
        "Quad Code": "VERBAL CONFLICT",
        "Contexts": "military; territory",
        "Actor Name": "Sergei Lavrov; Maria Zakharova",
        "Actor Country": "Russia",
        "Actor COW": "365",
        "Primary Actor Sector": "GOV",
        "Recipient Name": "Azerbaijan; Turkey",
        "Recipient Country": "AZE; TUR",
        "Recipient COW": "None",
        "City": "Baku",
        "Country": "Azerbaijan",
        "Latitude": "40.4",
        "Longitude": "49.9",
        "Source": "The Daily",
        "Story People": "None",
    }


def _phoenix(n: int) -> dict[str, str]:
    return {
        "id": f"5300{n}_1",
        "date": f"201406{n + 1:02}",
        "year": "2014",
        "month": "6",
        "day": str(n + 1),
        "source_full": "SYRMIL",
        "source_root": "SYR",
        "source_agent": "MIL",
        "target_full": "REBISI",
        "target_root": "REB",
        "code": "010",
        "root": "01",
        "quad": "0",
        "goldstein": "0.0",
        "lat": "36.2",
        "lon": "37.1",
        "place": "Aleppo",
        "country": "SYR",
        "ids": f"5300{n}",
        "urls": "http://one.example/x;http://two.example/y",
        "sources": "one;two",
    }


def _petrarch(n: int) -> dict[str, str]:
    return {
        "date": f"201501{n + 1:02}",
        "source": "USAGOV",
        "target": "---",
        "code": "0871",
        "id": "AFP0001_1",
        "url": "http://www.one.example/x",
    }


def _acled(n: int) -> dict[str, str]:
    return {
        "event_id_cnty": f"UKR{n}",
        "event_date": f"2023-03-{n + 1:02}",
        "year": "2023",
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Air/drone strike",
        "actor1": "Military Forces of Ukraine (2019-)",
        "inter1": "1",
        "actor2": "Civilians (Russia)",
        "inter2": "7",
        "iso": "804",
        "country": "Ukraine",
        "admin1": "Donetsk",
        "location": "Bakhmut",
        "latitude": "48.5956",
        "longitude": "37.9999",
        "source": "One; Two",
        "notes": 'On 1 March, it was said\nthat "drones", and others, struck.',
        "fatalities": "3",
    }


def _ged(n: int) -> dict[str, str]:
    return {
        "id": str(1000 + n),
        "year": "2016",
        "type_of_violence": "3" if n == 1 else "1",
        "side_a": "Government of Syria",
        "side_b": "Civilians" if n == 1 else "IS",
        "number_of_sources": "-1" if n == 1 else "4",
        "source_office": "Reuters; AFP",
        "source_headline": "Forces take village, 'dozens' dead",
        "where_coordinates": "Tadmur town",
        "latitude": "34.55",
        "longitude": "38.27",
        "country": "Syria",
        "country_id": "652",
        "date_start": f"2016-03-{n + 1:02} 00:00:00.000",
        "date_end": f"2016-03-{n + 1:02} 00:00:00.000",
        "best": "12",
        "gwnoa": "652",
    }


def _tkg(n: int) -> dict[str, str]:
    return {
        "subject": "Citizen_(Nigeria)",
        "relation": "Make_an_appeal_or_request",
        "object": "John_Kerry",
        "day": f"2014-05-{n + 1:02}",
    }


MAKERS: dict[str, Callable[[int], dict[str, str]]] = {
    "gdelt1": _gdelt,
    "gdelt2": _gdelt,
    "icews": _icews,
    "polecat": _polecat,
    "phoenix": _phoenix,
    "petrarch": _petrarch,
    "acled": _acled,
    "ged": _ged,
    "tkg": _tkg,
}


def rows(name: str, count: int = 5) -> list[Cells]:
    """Rows of a flat format, each a day later; what is not told is empty."""
    return [cells(name, MAKERS[name](n)) for n in range(count)]


def cells(name: str, told: dict[str, str]) -> Cells:
    columns = formats()[name].columns
    assert set(told) <= set(columns), set(told) - set(columns)
    return [told.get(column, "") for column in columns]


def at(name: str, column: str) -> int:
    return formats()[name].columns.index(column)


def with_cell(name: str, row: Sequence[str], column: str, text: str) -> Cells:
    """A row with another text in a column."""
    changed = list(row)
    changed[at(name, column)] = text
    return changed


def head(fmt: Format) -> list[Cells]:
    return [list(fmt.columns)] if fmt.layout is Layout.TABLE else []


def written(name: str, found: Iterable[Sequence[str]], end: str = "\n", header: bool = True) -> bytes:
    """A file of rows as the format has it, with its header where it has one."""
    fmt = formats()[name]
    lines = [*(head(fmt) if header else ()), *found]
    if not fmt.quote:
        return "".join("\t".join(line) + end for line in lines).encode()
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=fmt.delimiter or ",", lineterminator=end).writerows(lines)
    return out.getvalue().encode()


def ngec(n: int) -> dict[str, Any]:
    """An event of NGEC."""
    return {
        "id": f"2019-{n}_RETREAT_ceasefire",
        "event_type": "RETREAT",
        "event_mode": ["ceasefire"],
        "contexts": ["military", "territory"],
        "event_text": 'The two "agreed"\nto stop.',
        "date_resolved": f"2019-08-{n + 1:02}",
        "date_raw": "Thursday",
        "publisher": "one-es",
        "event_geolocation": {
            "reason": "overlap",
            "geo": {"resolved_placename": "Barbados", "country_code3": "BRB", "lat": 13.1, "lon": -59.5},
        },
        "geolocated_ents": [],
        "attributes": {
            "ACTOR": [
                {
                    "text": "Nicolas Maduro",
                    "wiki": "Nicolás Maduro",
                    "country": "VEN",
                    "code_1": "GOV",
                    "code_2": "",
                },
                {"text": "Cuba", "country": "CUB", "code_1": "", "code_2": ""},
            ],
            "RECIP": [{"text": "the opposition", "wiki": "", "country": "", "code_1": "OPP", "code_2": ""}],
            "LOC": [],
            "DATE": [],
        },
    }


def json_lines(found: Iterable[object]) -> bytes:
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in found).encode()


#: Our columns of the first row of each format; what is not told here must be null.
EXPECTED: dict[str, dict[str, Any]] = {
    "gdelt1": {
        **{"id": "410000", "day": "2015-03-01", "a": "RUS", "b": "UNO", "directed": True, "actor": "RUSSIA"},
        **{"actor_sector": "GOV", "recipient": "UNITED NATIONS", "code": "042", "event_type": "CONSULT"},
        **{"mode": "visit", "quad": 1, "intensity": 1.9, "articles": 7, "sources": 2},
        **{"place": "Geneva, Genève, Switzerland", "country": "CHE", "latitude": 46.2, "longitude": 6.1667},
        **{"outlet": "outlet.example", "url": "https://www.outlet.example/a?b=1"},
    },
    "icews": {
        **{"id": "33000000", "day": "2018-06-01", "a": "BGD", "b": "NATO", "directed": True},
        **{"actor": "Foreign Affairs (Bangladesh)", "actor_sector": "Executive,Foreign Ministry"},
        **{
            "recipient": "NATO",
            "code": "040",
            "event_type": "CONSULT",
            "quad": 1,
            "intensity": 1.0,
            "articles": 1,
        },
        **{"place": "Hanoi", "country": "VNM", "latitude": 21.0245, "longitude": 105.841},
        **{"outlet": "Daily", "text": "Consult"},
    },
    "polecat": {
        **{"id": "20230101-0_ACCUSE_allege", "day": "2023-01-01", "a": "RUS", "b": "AZE", "directed": True},
        **{
            "actor": "Sergei Lavrov; Maria Zakharova",
            "actor_sector": "GOV",
            "recipient": "Azerbaijan; Turkey",
        },
        **{
            "code": "DISAPPROVE allege",
            "event_type": "ACCUSE",
            "mode": "allege",
            "contexts": "military;territory",
        },
        **{"quad": 3, "intensity": -3.5, "articles": 1, "place": "Baku", "country": "AZE"},
        **{"latitude": 40.4, "longitude": 49.9, "outlet": "The Daily"},
    },
    "ngec": {
        **{"id": "2019-0_RETREAT_ceasefire", "day": "2019-08-01", "a": "VEN", "b": "the opposition"},
        **{"directed": True, "actor": "Nicolas Maduro", "actor_sector": "GOV", "recipient": "the opposition"},
        **{
            "recipient_sector": "OPP",
            "code": "RETREAT ceasefire",
            "event_type": "RETREAT",
            "mode": "ceasefire",
        },
        **{"contexts": "military;territory", "quad": 2, "intensity": 7.5, "articles": 1, "place": "Barbados"},
        **{"country": "BRB", "latitude": 13.1, "longitude": -59.5, "outlet": "one-es"},
        **{"text": 'The two "agreed"\nto stop.'},
    },
    "phoenix": {
        **{"id": "53000_1", "day": "2014-06-01", "a": "SYR", "b": "REB", "directed": True, "actor": "SYRMIL"},
        **{"actor_sector": "MIL", "recipient": "REBISI", "code": "010", "quad": 1, "intensity": 0.0},
        **{
            "articles": 2,
            "sources": 2,
            "place": "Aleppo",
            "country": "SYR",
            "latitude": 36.2,
            "longitude": 37.1,
        },
        **{"outlet": "one", "url": "http://one.example/x"},
    },
    "petrarch": {
        **{"day": "2015-01-01", "a": "USA", "directed": True, "actor": "USAGOV", "actor_sector": "GOV"},
        **{"code": "0871", "event_type": "RETREAT", "mode": "ceasefire", "contexts": "military", "quad": 2},
        **{"intensity": 9.0, "articles": 1, "outlet": "one.example", "url": "http://www.one.example/x"},
    },
    "acled": {
        **{"id": "UKR0", "day": "2023-03-01", "a": "UKR", "b": "RUS", "directed": False},
        **{
            "actor": "Military Forces of Ukraine (2019-)",
            "actor_sector": "1",
            "recipient": "Civilians (Russia)",
        },
        **{"recipient_sector": "7", "code": "Air/drone strike", "event_type": "ASSAULT", "mode": "aerial"},
        **{"quad": 4, "intensity": -9.5, "articles": 1, "sources": 2, "deaths": 3, "place": "Bakhmut"},
        **{"country": "UKR", "latitude": 48.5956, "longitude": 37.9999, "outlet": "One"},
        **{"text": 'On 1 March, it was said\nthat "drones", and others, struck.'},
    },
    "ged": {
        **{"id": "1000", "day": "2016-03-01", "a": "SYR", "b": "IS", "directed": False},
        **{
            "actor": "Government of Syria",
            "recipient": "IS",
            "code": "1",
            "event_type": "ASSAULT",
            "quad": 4,
        },
        **{"intensity": -9.0, "articles": 1, "sources": 4, "deaths": 12, "place": "Tadmur town"},
        **{"country": "SYR", "latitude": 34.55, "longitude": 38.27, "outlet": "Reuters"},
        **{"text": "Forces take village, 'dozens' dead"},
    },
    "tkg": {
        **{
            "day": "2014-05-01",
            "a": "NGA",
            "b": "USA",
            "directed": True,
            "actor": "Citizen (Nigeria)",
        },
        **{"recipient": "John Kerry", "code": "Make_an_appeal_or_request", "quad": 1, "intensity": 3.0},
        **{"articles": 1, "text": "Make an appeal or request"},
    },
}
EXPECTED["gdelt2"] = EXPECTED["gdelt1"]
