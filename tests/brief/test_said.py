"""Claims in part four: what became of them, and how those who make them have fared."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from casting import Text, stored
from shelves import Shelf

from entente.brief import make_brief
from entente.brief.parts import Claims, Contents, Outlook, Part, Table
from entente.records import Modality
from entente.store import Store

FOCUS = ("ARM", "IRN")


def plan(published: str = "2023-06-01", horizon: str | None = "2023-06", kind: str = "plan") -> Text:
    """A text that claims a meeting."""
    text = Text("Armenia will meet Iran.", f"So it was told on {published}.", published=published)
    text.does(["Armenia"], "CONSULT", "meet", ["Iran"], modality=Modality.FUTURE)
    text.claims("Armenia will meet Iran.", kind, "Armenia", horizon=horizon)
    return text


def news(day: str, kind: str = "CONSULT", *, of: str | None = None) -> Text:
    text = Text("Iran met Armenia.", f"Told on {day}.", published=day)
    text.does(["Iran"], kind, "met", ["Armenia"], date=of)
    return text


def brief(store: Store, until: date) -> Contents:
    return make_brief(store, FOCUS, until=until).contents


def blocks(part: Part) -> list[Claims]:
    return [b for b in part.blocks if isinstance(b, Claims)]


def claim(contents: Contents) -> Outlook:
    (found,) = blocks(contents.parts[3])
    return found.claims[0]


def test_what_was_borne_out_is_told_with_its_evidence_and_base_rate() -> None:
    told = news("2023-06-20")
    found = brief(stored(plan(), told), date(2023, 7, 10))
    one = claim(found)
    assert one.outcome == ("Borne out: told on 20 Jun 2023. No base rate: the record before it is too short.")
    opened = {entry.number: entry for entry in found.evidence}
    assert [opened[n].records for n in one.told_by] == [(told.done[0].id,)]
    assert one.horizon == "Jun 2023 (passed)"
    old = [news(f"2022-{month:02}-{day:02}") for month in range(1, 13) for day in (3, 17)]
    usual = claim(brief(stored(*old, plan(), told), date(2023, 7, 10))).outcome
    assert usual and "Base rate: the same held in " in usual and "% of equally long stretches" in usual


def test_three_other_stories_speak_against_it() -> None:
    others = [news(f"2023-06-{day}", "AID") for day in (12, 18, 24)]
    one = claim(brief(stored(plan(), *others), date(2023, 7, 10)))
    assert one.outcome and one.outcome.startswith(
        "Not borne out: no such act in 3 stories from 2 Jun 2023 to "
    )
    assert len(one.told_by) == 3


def test_what_is_not_due_says_when_it_falls_due() -> None:
    found = brief(stored(plan(), news("2023-06-20")), date(2023, 6, 10))
    assert claim(found).outcome == "Open: falls due on 30 Jun 2023."
    assert claim(found).told_by == ()


def test_what_names_no_day_stays_open_and_is_counted() -> None:
    found = brief(stored(plan(horizon=None)), date(2023, 7, 10))
    assert claim(found).outcome is None
    assert blocks(found.parts[3])[0].note == "Of these, 1 names no day and stays open."
    later = claim(brief(stored(plan(horizon=None), news("2023-06-20")), date(2023, 7, 10)))
    assert later.outcome == "Open: it does not say by when; such an act is told on 20 Jun 2023."
    assert len(later.told_by) == 1


def test_what_a_later_text_tells_of_these_days_is_not_known_yet() -> None:
    early, until = stored(plan()), date(2023, 7, 10)
    late = stored(plan(), news("2023-07-20", of="2023-06-20"), news("2023-08-01"))
    first = brief(early, until)
    assert claim(first).outcome == (
        "Open, though due by 30 Jun 2023: too little was told of the two: 0 stories from 2 Jun 2023 to "
        "2 Jul 2023, of 3 needed."
    )
    assert claim(brief(late, until)) == claim(first)
    later = claim(brief(late, date(2023, 8, 2))).outcome
    assert later and later.startswith("Borne out: told on 20 Jun 2023.")


def test_stories_of_others_bear_a_claim_out_with_their_row(tmp_path: Path) -> None:
    store = stored(plan())
    Shelf(store, tmp_path).take("tkg", b"Iran\tConsult\tArmenia\t2023-06-20")
    contents = brief(store, date(2023, 7, 10))
    one = claim(contents)
    assert one.outcome and one.outcome.startswith("Borne out: told on 20 Jun 2023 (coded by others).")
    (row,) = [entry for entry in contents.evidence if entry.number in one.told_by]
    assert (row.zone, row.published) == ("row", "2023-06-20")
    assert row.paragraph.endswith("As it came: Iran | Consult | Armenia | 2023-06-20")


def test_a_claimant_with_five_claims_judged_has_a_record() -> None:
    texts = [
        t for m in range(1, 7) for t in (plan(f"2023-{m:02}-01", f"2023-{m:02}"), news(f"2023-{m:02}-20"))
    ]
    made = brief(stored(*texts), date(2023, 7, 10))
    (table,) = [b for b in made.parts[3].blocks if b.title == "How those who claim have fared"]
    assert isinstance(table, Table)
    (row,) = table.rows
    assert row.cells[:3] == ("Armenia", "6 claims, 6 judged", "6: 100% (61% to 100%)")
    assert len(row.evidence) == 4
    few = brief(stored(*texts[:8]), date(2023, 7, 10))
    assert not [b for b in few.parts[3].blocks if b.title.startswith("How those")]


def test_both_forms_tell_the_outcome_and_open_its_evidence() -> None:
    made = make_brief(stored(plan(), news("2023-06-20")), FOCUS, until=date(2023, 7, 10))
    number = claim(made.contents).told_by[0]
    assert "outcome: Borne out: told on 20 Jun 2023" in made.markdown()
    assert f"[{number}](#e-{number})" in made.markdown() or f"(#e{number})" in made.markdown()
    assert "<dt>Outcome</dt><dd>Borne out: told on 20 Jun 2023." in made.html()
    assert f'href="#e{number}"' in made.html() or f'href="#e-{number}"' in made.html()
