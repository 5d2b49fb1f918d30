"""Claims of a store held against its own record: texts of hand, and imported events."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from casting import Text, stored
from shelves import Shelf

from entente.analysis.claims.dealings import Match
from entente.analysis.claims.verdict import Status
from entente.outcomes import claim_record, outcomes
from entente.records import Claim, Modality
from entente.store import Selection, Store
from entente.store.claims import claims_query

PLAN = "Armenia will meet Iran."


def plan(published: str = "2023-06-01", horizon: str | None = "2023-06") -> tuple[Text, Claim]:
    """A text that claims a meeting."""
    text = Text(PLAN, published=published)
    text.does(["Armenia"], "CONSULT", "meet", ["Iran"], modality=Modality.FUTURE)
    return text, text.claims(PLAN, "plan", "Armenia", horizon=horizon)


def news(day: str, words: str = "Iran met Armenia.", kind: str = "CONSULT", trigger: str = "met") -> Text:
    text = Text(words, f"Told on {day}.", published=day)
    text.does(["Iran"], kind, trigger, ["Armenia"])
    return text


def test_a_later_text_bears_it_out() -> None:
    text, claim = plan()
    told = news("2023-06-20")
    store = stored(text, told)
    found = outcomes(store, [claim], on=date(2023, 7, 10))
    outcome = found[claim.id]
    assert outcome.status is Status.BORNE_OUT and outcome.reason == "told on 2023-06-20"
    assert outcome.evidence == (told.done[0].id,)
    assert outcome.due == date(2023, 6, 30) and outcome.claimant == "ARM"
    assert outcomes(store, []) == {}


def test_the_last_day_of_the_record_is_the_day_as_of_which() -> None:
    text, claim = plan()
    assert outcomes(stored(text, news("2023-06-20")), [claim])[claim.id].status is Status.OPEN
    later = stored(text, news("2023-06-20"), news("2023-07-05", "Iran aided Armenia.", "AID", "aided"))
    assert outcomes(later, [claim])[claim.id].status is Status.BORNE_OUT


def test_three_other_stories_of_the_two_and_no_meeting() -> None:
    text, _ = plan()
    others = [news(f"2023-06-{d}", f"Iran aided Armenia {d} times.", "AID", "aided") for d in (12, 18, 24)]
    frame = claim_record(stored(text, *others), Selection(), on=date(2023, 7, 10))
    assert frame.status.tolist() == ["not borne out"]
    assert set(frame.evidence[0]) == {t.done[0].id for t in others}
    loose = claim_record(stored(text, *others), Selection(), on=date(2023, 7, 10), match=Match.QUAD)
    assert loose.status.tolist() == ["not borne out"], "aid is a deed, a meeting is words"


def test_the_text_of_the_claim_does_not_bear_it_out_itself() -> None:
    text, claim = plan()
    text.does(["Armenia"], "CONSULT", "meet", ["Iran"], date="2023-06-03")
    assert outcomes(stored(text), [claim], on=date(2023, 7, 10))[claim.id].status is Status.OPEN


def test_claims_published_after_the_day_are_not_of_it() -> None:
    store = stored(plan()[0], plan("2023-08-01", None)[0])
    assert len(claim_record(store, Selection(), on=date(2023, 7, 1))) == 1
    assert len(claim_record(store, Selection())) == 2
    assert claim_record(Store(), Selection()).empty


def test_the_condition_has_its_own_acts() -> None:
    words = "If Russia attacks Iran, Armenia will aid Iran."
    text = Text(words, published="2023-06-01")
    text.does(["Russia"], "ASSAULT", "attacks", ["Iran"], modality=Modality.HYPOTHETICAL)
    text.does(["Armenia"], "AID", "aid", ["Iran"], modality=Modality.FUTURE)
    claim = text.claims(words, "conditional", horizon="2023-06-30", condition="If Russia attacks Iran")
    day = date(2023, 7, 10)
    assert outcomes(stored(text), [claim], on=day)[claim.id].reason.startswith("its condition was not met")
    blow = Text("Russia attacked Iran.", published="2023-06-10")
    blow.does(["Russia"], "ASSAULT", "attacked", ["Iran"])
    aid = Text("Armenia aided Iran.", published="2023-06-15")
    aid.does(["Armenia"], "AID", "aided", ["Iran"])
    found = outcomes(stored(text, blow, aid), [claim], on=day)
    assert found[claim.id].status is Status.BORNE_OUT


def test_imported_events_bear_it_out_too(tmp_path: Path) -> None:
    text, claim = plan()
    with Store(str(tmp_path / "mixed.duckdb"), write=True) as store:
        Shelf(store, tmp_path).take(
            "tkg", b"Iran\tHost a visit\tArmenia\t2023-06-14\nIran\tAccuse\tArmenia\t2023-08-01\n"
        )
        store.add(text.coded(), "hand 1")
        outcome = outcomes(store, [claim])[claim.id]
        assert store.span() == (date(2023, 6, 1), date(2023, 8, 1))
        other = store.dealings(Selection(), [("ARM", "TUR")])
        days = store.days(Selection(dyad=("ARM", "IRN")))
        told = store.dealings(Selection(), [("IRN", "ARM")])
    assert outcome.status is Status.BORNE_OUT
    assert outcome.evidence[0].startswith("i:tkg ") and "2023-06-14" in outcome.evidence[0]
    assert other.empty
    assert set(told.story) == set(days.story), "stories are called as in the daily frame"


def test_the_columns_that_the_queries_promise() -> None:
    text, _ = plan()
    store = stored(text)
    for frame, query in ((store.claims_made(Selection()), claims_query),):
        promised = [word for word in (query.__doc__ or "").split("``") if word.isidentifier()]
        assert [c for c in frame.columns if c not in promised] == []
    events = store.claimed_events(Selection())
    assert events[["event_type", "modality", "at"]].values.tolist() == [
        ["CONSULT", "future", PLAN.index("meet")]
    ]
    assert [list(x) for x in (events.actors[0], events.recipients[0])] == [["ARM"], ["IRN"]]
