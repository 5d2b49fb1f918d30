"""Passives, acts towards each other, and acts left undone."""

from __future__ import annotations

import pytest
from fakes import Done, FakeEncoder

from entente.extraction.drafts import EventDraft
from entente.extraction.events import events
from entente.records import Modality


def drafts(text: str, *done: Done) -> list[EventDraft]:
    fake = FakeEncoder(done=done)
    return list(events(fake, fake.words(text)))


def sides(draft: EventDraft) -> tuple[list[str], list[str]]:
    return [s.text for s in draft.actor], [s.text for s in draft.recipient]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Togo was bombed by Ghana.", "bombed"),
        ("Togo has repeatedly been shelled near the river by Ghana.", "shelled"),
        ("Togo, criticised by Ghana, left the room.", "criticised"),
        ("The seizure by Ghana of Togo stunned them.", "seizure"),
    ],
)
def test_who_stands_behind_by_acts(text: str, trigger: str) -> None:
    # The encoder has it the wrong way round.
    wrong = Done(trigger, "ASSAULT", ["Togo"], ["Ghana"])
    (draft,) = drafts(text, wrong)
    assert draft.actor[0].text == "Ghana"
    assert "Ghana" not in [s.text for s in draft.recipient]


@pytest.mark.parametrize(
    "text",
    [
        "Togo was rejected by Friday.",
        "Ghana condemned the expulsion by Togo.",
        "Ghana condemned Togo.",
        "Ghana is concerned about Togo.",
        "Ghana stood by Togo.",
    ],
)
def test_what_is_no_passive_stays(text: str) -> None:
    trigger = text.split()[1] if text.split()[1] not in ("was", "is") else text.split()[2]
    done = Done(trigger, "ACCUSE", ["Ghana"], ["Togo"])
    (draft,) = drafts(text, done)
    if "Ghana" in text:
        assert sides(draft) == (["Ghana"], ["Togo"])


def test_the_subject_of_a_passive_without_agent_does_not_act() -> None:
    assert sides(
        drafts("Three convoys were attacked.", Done("attacked", "ASSAULT", ["Three convoys"]))[0]
    ) == (
        [],
        ["Three convoys"],
    )
    assert sides(drafts("Our troops were deployed.", Done("deployed", "MOBILIZE", ["Our troops"]))[0]) == (
        ["Our troops"],
        [],
    )


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("Ghana and Togo accused each other.", Done("accused", "ACCUSE", ["Ghana", "Togo"], ["each other"])),
        ("Ghana and Togo traded heavy fire.", Done("fire", "ASSAULT", ["Ghana", "Togo"])),
        ("Ghana and Togo signed a pact.", Done("signed", "SUPPORT", ["Ghana", "Togo"])),
        ("Ghana and Togo held talks.", Done("talks", "CONSULT", ["Ghana", "Togo"])),
        (
            "Both Ghana and Togo blamed the other side.",
            Done("blamed", "ACCUSE", ["Both Ghana and Togo"], ["the other side"]),
        ),
    ],
)
def test_what_is_done_to_each_other_is_an_event_each_way(text: str, done: Done) -> None:
    assert [sides(d) for d in drafts(text, done)] == [(["Ghana"], ["Togo"]), (["Togo"], ["Ghana"])]


def test_one_phrase_for_all_leaves_nobody_to_suffer_the_act() -> None:
    done = Done("accused", "ACCUSE", ["They"], ["each other"])
    assert sides(drafts("They accused each other.", done)[0]) == (["They"], [])


def test_two_accusers_of_a_third_are_not_mutual() -> None:
    done = Done("accused", "ACCUSE", ["Ghana", "Togo"], ["Benin"])
    assert [sides(d) for d in drafts("Ghana and Togo accused Benin.", done)] == [
        (["Ghana", "Togo"], ["Benin"])
    ]


@pytest.mark.parametrize(
    ("text", "phrase", "parts"),
    [
        (
            "The ministers of Ghana and Togo met.",
            "The ministers of Ghana and Togo",
            ["The ministers of Ghana", "Togo"],
        ),
        (
            "Ghanaian and Togolese troops met.",
            "Ghanaian and Togolese troops",
            ["Ghanaian", "Togolese troops"],
        ),
        ("Ghana, Togo and Benin met.", "Ghana, Togo and Benin", ["Ghana", "Togo", "Benin"]),
        ("Trade and Industry met.", "Trade and Industry", ["Trade and Industry"]),
    ],
)
def test_several_in_one_phrase_are_several_parties(text: str, phrase: str, parts: list[str]) -> None:
    found = drafts(text, Done("met", "CONSULT", [phrase]))
    assert [s.text for d in found for s in d.actor] == parts


@pytest.mark.parametrize("text", ["Ghana failed to condemn Togo.", "Ghana stopped short of condemn Togo."])
def test_what_was_not_done_is_negated(text: str) -> None:
    assert drafts(text, Done("condemn", "ACCUSE", ["Ghana"], ["Togo"]))[0].modality is Modality.NEGATED
