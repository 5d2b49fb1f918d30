"""CAMEO to PLOVER and back."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from entente.errors import UsageError
from entente.ontology.crosswalk import Act, cameo_rows, code_of_cameo, of_cameo, to_cameo
from entente.ontology.plover import CONTEXTS, modes, quad
from entente.records import EventType

_CAMEO_QUAD = {1: range(1, 6), 2: range(6, 9), 3: range(9, 14), 4: range(14, 21)}

# PLOVER says more than CAMEO here, so the way back ends at another mode, or at another type.
_OTHER_MODE = {
    ("CONSULT", "multilateral"): ("040", None),
    ("ACCUSE", None): ("110", "disapprove"),
    ("THREATEN", "arrest"): ("130", None),
    ("PROTEST", "strike"): ("143", "boycott"),
    ("MOBILIZE", "weapons"): ("150", None),
    ("MOBILIZE", "militia"): ("150", None),
    ("COERCE", "censor"): ("1721", "restrict"),
    ("COERCE", "withhold"): ("170", None),
    ("COERCE", "misinformation"): ("170", None),
    ("COERCE", "cyber"): ("170", None),
    ("ASSAULT", "primitive"): ("180", None),
    ("ASSAULT", "drone"): ("195", "aerial"),
}
_OTHER_TYPE = {
    ("RETREAT", "resign"): ("0831", EventType.CONCEDE),
    ("SANCTION", "convict"): ("116", EventType.ACCUSE),
}


def test_every_row_is_in_plovers_words() -> None:
    for row in cameo_rows():
        act = row.act
        assert row.name
        assert -10 <= act.goldstein <= 10
        assert set(act.contexts) <= set(CONTEXTS)
        assert list(act.contexts) == sorted(act.contexts, key=CONTEXTS.index)
        if act.event_type:
            assert act.mode is None or act.mode in modes(act.event_type), row.code
            assert act.quad == quad(act.event_type), row.code
        else:
            assert (act.mode, act.contexts) == (None, ())
            assert int(row.code[:2]) in _CAMEO_QUAD[act.quad]


def test_codes_are_whole_and_in_order() -> None:
    codes = [row.code for row in cameo_rows()]
    assert len(codes) == 313
    assert codes == sorted(set(codes))
    assert all(len(code) == 2 or code[:-1] in codes for code in codes)


def test_only_statements_and_appeals_have_no_type() -> None:
    assert {row.code[:2] for row in cameo_rows() if row.act.event_type is None} == {"01", "02"}
    assert all((row.act.event_type is None) == (row.code[:2] in ("01", "02")) for row in cameo_rows())


def test_a_root_is_its_general_code() -> None:
    for number in range(1, 21):
        root = f"{number:02}"
        general, act = of_cameo(f"{root}0"), of_cameo(root)
        assert general and act
        assert (act.event_type, act.mode, act.contexts, act.quad) == (
            general.event_type,
            general.mode,
            general.contexts,
            general.quad,
        )


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("042", "042"),
        ("42", "042"),
        ("0042", "042"),
        (" 042 ", "042"),
        ("1", "01"),
        ("231", "0231"),
        ("10", "10"),  # well formed, so it is the root, not 010
        ("010", "010"),
        ("0010", None),  # 10 or 010
        ("0419", "041"),  # the fourth digit is unknown
        ("1739", "173"),
        ("0110", None),  # 110, or a kind of 011
        ("049", None),
        ("21", "021"),
        ("210", None),
        ("30", "030"),
        ("99", None),
        ("", None),
        ("0", None),
        ("---", None),
        ("4.2", None),
        ("04²", None),
        ("04211", None),
    ],
)
def test_written_codes(written: str, meant: str | None) -> None:
    assert code_of_cameo(written) == meant
    assert of_cameo(written) == (of_cameo(meant) if meant else None)


def test_acts() -> None:
    assert of_cameo("1124") == Act(EventType.ACCUSE, "allege", ("military", "legal"), 3, -2.0)
    assert of_cameo("016") == Act(None, None, (), 1, -5.0)
    assert of_cameo("087") == Act(EventType.RETREAT, "disarm", ("military",), 2, 9.0)
    assert of_cameo("191") == Act(EventType.COERCE, "restrict", ("military",), 4, -9.5)
    assert of_cameo("195") == Act(EventType.ASSAULT, "aerial", ("military",), 4, -10.0)


def test_every_code_comes_back_to_its_type_and_mode() -> None:
    for row in cameo_rows():
        act = row.act
        if act.event_type is None:
            continue
        for contexts in ((), act.contexts):
            back = of_cameo(to_cameo(act.event_type, act.mode, contexts))
            assert back and (back.event_type, back.mode) == (act.event_type, act.mode), row.code


def test_contexts_come_back_unless_the_code_says_more() -> None:
    lost = set()
    for row in cameo_rows():
        act = row.act
        if act.event_type and len(row.code) > 2:
            back = of_cameo(to_cameo(act.event_type, act.mode, act.contexts))
            assert back
            if not set(act.contexts) <= set(back.contexts):
                assert not row.leads_back, row.code
                lost.add(row.code)
    assert " ".join(sorted(lost)) == "045 046 0813 0814 1322 1323 1324 1661 1722 196 201 202 203"


@pytest.mark.parametrize("event_type", list(EventType))
def test_every_type_and_mode_comes_back_or_is_listed(event_type: EventType) -> None:
    for mode in (None, *modes(event_type)):
        code = to_cameo(event_type, mode)
        assert len(code) >= 3
        back = of_cameo(code)
        assert back
        pair = (event_type.value, mode)
        if pair in _OTHER_TYPE:
            assert (code, back.event_type) == _OTHER_TYPE[pair]
        elif pair in _OTHER_MODE:
            assert (code, back.mode) == _OTHER_MODE[pair]
            assert back.event_type == event_type
        else:
            assert (back.event_type, back.mode) == (event_type, mode), (pair, code)


@pytest.mark.parametrize(
    ("event_type", "mode", "contexts", "code"),
    [
        (EventType.CONSULT, None, (), "040"),
        (EventType.CONSULT, "visit", ("economic",), "042"),  # no visit has a context
        (EventType.CONSULT, None, ("diplomatic",), "040"),  # not 045, a mediation
        (EventType.AGREE, None, (), "030"),
        (EventType.AGREE, None, ("economic",), "0311"),
        (EventType.AID, None, ("military",), "072"),
        (EventType.AID, None, ("human_security", "disasters"), "073"),
        (EventType.REQUEST, "change", ("executive",), "1042"),
        (EventType.REQUEST, "yield", ("military",), "1056"),
        (EventType.PROTEST, "demo", ("rights_freedoms", "gender"), "1413"),
        (EventType.PROTEST, "strike", ("executive",), "1432"),
        (EventType.COERCE, "censor", ("diplomatic",), "1721"),  # not 163, an embargo
        (EventType.COERCE, "seize", ("military",), "192"),
        (EventType.ASSAULT, None, (), "180"),
        (EventType.ASSAULT, None, ("military",), "190"),
        (EventType.ASSAULT, None, ("religion_ethnicity",), "180"),  # not 203, ethnic cleansing
        (EventType.ACCUSE, "allege", ("legal", "military"), "1124"),
        (EventType.RETREAT, None, ("economic",), "085"),
    ],
)
def test_to_cameo(event_type: EventType, mode: str | None, contexts: tuple[str, ...], code: str) -> None:
    assert to_cameo(event_type, mode, contexts) == code
    assert to_cameo(event_type, mode, tuple(reversed(contexts))) == code


def test_a_wrong_mode_is_told() -> None:
    with pytest.raises(UsageError, match=r"'drone' of CONSULT: valid are visit, .*; give one of them"):
        to_cameo(EventType.CONSULT, "drone")
    with pytest.raises(UsageError, match="valid are none"):
        to_cameo(EventType.AID, "drone")


@pytest.mark.shared
def test_scores_are_those_of_the_shared_list(shared: Path) -> None:
    with (shared / "data/ontology/cameo_codes.tsv").open(encoding="utf-8") as lines:
        listed = {row["code"]: row for row in csv.DictReader(lines, delimiter="\t")}
    ours = {row.code: row for row in cameo_rows()}
    assert set(ours) - set(listed) == {"1214"}
    assert set(listed) <= set(ours)
    for code, row in listed.items():
        assert ours[code].act.goldstein == float(row["goldstein"]), code


@pytest.mark.shared
def test_the_sample_of_icews_is_all_known(shared: Path) -> None:
    with (shared / "data/formats/icews_events.2018.sample.tab").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            act = of_cameo(row["CAMEO Code"])
            assert act, row["CAMEO Code"]
            assert act.goldstein == pytest.approx(float(row["Intensity"])), row["CAMEO Code"]
