from __future__ import annotations

from collections.abc import Sequence

import pytest
from fakes import Done, FakeEncoder, span

from entente.extraction.drafts import EventDraft
from entente.extraction.events import events
from entente.language.encoder import Floats, WindowScores
from entente.records import EventType, Modality, ZoneKind


def drafts(text: str, *done: Done) -> list[EventDraft]:
    fake = FakeEncoder(done=done)
    return list(events(fake, fake.words(text)))


def only(text: str, *done: Done) -> EventDraft:
    (draft,) = drafts(text, *done)
    return draft


def sides(draft: EventDraft) -> tuple[list[str], list[str]]:
    return [s.text for s in draft.actor], [s.text for s in draft.recipient]


def test_trigger_type_modality_and_parties() -> None:
    text = "Germany may accuse Russia of fraud."
    draft = only(text, Done("accuse", "ACCUSE", ["Germany"], ["Russia"], modality="hypothetical"))
    assert draft.trigger == span(text, "accuse")
    assert (draft.event_type, draft.modality) == (EventType.ACCUSE, Modality.HYPOTHETICAL)
    assert draft.actor == (span(text, "Germany"),)
    assert draft.recipient == (span(text, "Russia"),)
    assert draft.sentence.text == text
    assert draft.zone is ZoneKind.BODY
    # How sure the trigger is, times how sure the two parties are.
    assert draft.score == pytest.approx(0.9 * 0.9, abs=1e-4)


def test_the_sentence_is_that_of_the_trigger() -> None:
    text = "Rain fell. Germany accused Russia."
    fake = FakeEncoder(done=[Done("accused", "ACCUSE", ["Germany"], ["Russia"])])
    (draft,) = events(fake, fake.words(text, 11))
    assert draft.sentence == span(text, "Germany accused Russia.")


def test_a_party_may_be_several() -> None:
    text = "France, Germany and the EU urged Serbia and Kosovo to talk."
    urged = Done("urged", "REQUEST", ["France", "Germany", "the EU"], ["Serbia", "Kosovo"])
    assert sides(only(text, urged)) == (["France", "Germany", "the EU"], ["Serbia", "Kosovo"])


def test_a_reciprocal_act_is_one_event_for_each_side() -> None:
    text = "Armenia and Azerbaijan held talks."
    found = drafts(text, Done("talks", "CONSULT", both=["Armenia", "Azerbaijan"]))
    assert [sides(d) for d in found] == [(["Armenia"], ["Azerbaijan"]), (["Azerbaijan"], ["Armenia"])]
    assert len({(d.trigger, d.event_type, d.score) for d in found}) == 1


def test_a_reciprocal_act_with_a_third_party() -> None:
    text = "Armenia and Azerbaijan held talks in Brussels with the EU."
    found = drafts(text, Done("talks", "CONSULT", both=["Armenia", "Azerbaijan"], recipient=["the EU"]))
    assert [sides(d) for d in found] == [
        (["Armenia"], ["Azerbaijan", "the EU"]),
        (["Azerbaijan"], ["Armenia", "the EU"]),
    ]


def test_nobody_acts_on_itself_alone() -> None:
    assert sides(only("Both sides held talks.", Done("talks", "CONSULT", both=["Both sides"]))) == (
        ["Both sides"],
        [],
    )


def test_a_name_is_not_cut() -> None:
    text = "The Council of Europe warned Baku."
    fake = FakeEncoder(done=[Done("warned", "THREATEN", ["Council"], ["Baku"])])
    (draft,) = events(fake, fake.words(text), [span(text, "Council of Europe")])
    assert sides(draft) == (["Council of Europe"], ["Baku"])


def test_no_part_of_an_actor_is_a_recipient() -> None:
    text = "Iran’s foreign minister warned Baku."
    done = Done("warned", "THREATEN", ["foreign minister"], ["Iran", "Baku"])
    assert sides(only(text, done)) == (["foreign minister"], ["Iran", "Baku"])

    class Overlapping(FakeEncoder):
        def links(self, kind: int, reading: WindowScores, anchors: Sequence[int]) -> Floats:
            roles = super().links(kind, reading, anchors)
            # "Iran’s" is as likely a part of the actor as it is the recipient.
            roles[0, 0] = [0, 0.3, 0, 0.7]
            roles[0, 1:3] = [0.1, 0.8, 0, 0.1]
            return roles

    fake = Overlapping(done=[Done("warned", "THREATEN", ["foreign minister"], ["Baku"])])
    (draft,) = events(fake, fake.words(text))
    assert sides(draft) == (["Iran’s foreign minister"], ["Baku"])


def test_an_act_without_any_party_is_none() -> None:
    assert drafts("The shelling went on.", Done("shelling", "ASSAULT")) == []


def test_one_side_is_enough() -> None:
    text = "The shelling of Goris went on."
    assert sides(only(text, Done("shelling", "ASSAULT", recipient=["Goris"]))) == ([], ["Goris"])


@pytest.mark.parametrize(
    "done", [Done("urged", "REQUEST", ["Baku"], chance=0.4), Done(",", "REQUEST", ["Baku"])]
)
def test_weak_words_and_marks_are_no_triggers(done: Done) -> None:
    assert drafts("Baku, the capital, urged calm.", done) == []


def test_no_trigger_asks_for_no_links() -> None:
    class Silent(FakeEncoder):
        def links(self, *_: object) -> object:  # type: ignore[override]
            raise AssertionError("links were asked for")

    fake = Silent()
    assert list(events(fake, fake.words("Rain fell."))) == []


@pytest.mark.parametrize("word", ["the", "of", "their", "“", "—"])
def test_a_lone_function_word_or_mark_is_no_party(word: str) -> None:
    text = f"Baku urged {word} calm."
    assert sides(only(text, Done("urged", "REQUEST", ["Baku"], [word]))) == (["Baku"], [])


@pytest.mark.parametrize(
    ("text", "phrase", "wanted"),
    [
        ("Baku urged “Moscow” to act.", "“Moscow”", "Moscow"),
        ("Baku urged Moscow’s to act.", "Moscow’", "Moscow"),
        ("Baku urged (Moscow, to act.", "(Moscow,", "Moscow"),
        ("Baku urged the U.N. to act.", "the U.N.", "the U.N."),
    ],
)
def test_marks_at_the_edges_of_a_party_go(text: str, phrase: str, wanted: str) -> None:
    assert sides(only(text, Done("urged", "REQUEST", ["Baku"], [phrase])))[1] == [wanted]


def test_each_trigger_has_its_own_parties_in_order() -> None:
    text = "Baku urged Moscow to act and thanked Ankara."
    urged = Done("urged", "REQUEST", ["Baku"], ["Moscow"])
    found = drafts(text, Done("thanked", "SUPPORT", ["Baku"], ["Ankara"]), urged)
    assert [(d.event_type, *sides(d)) for d in found] == [
        (EventType.REQUEST, ["Baku"], ["Moscow"]),
        (EventType.SUPPORT, ["Baku"], ["Ankara"]),
    ]
