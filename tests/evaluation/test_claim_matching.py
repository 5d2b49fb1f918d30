from __future__ import annotations

from fakes import span

from entente.evaluation.claims import ClaimTallies, GoldClaim, GoldText, Offsets, tally_claims
from entente.evaluation.naive import naive_claims
from entente.reading import read_text
from entente.records import Claim, ClaimKind, Party, ZoneKind

TEXT = "Oslo said that if grain runs out, the road will open by 2025. It may rain there."


def at(words: str) -> Offsets:
    found = span(TEXT, words)
    return found.start, found.end


def given(
    words: str, claimant: str | None = None, horizon: str | None = None, condition: str | None = None
) -> Claim:
    return Claim(
        id="c",
        document="d",
        zone=ZoneKind.BODY,
        coder="t",
        score=None,
        kind=ClaimKind.CONDITIONAL,
        span=span(TEXT, words),
        claimant=Party(span(TEXT, claimant)) if claimant else None,
        by_author=claimant is None,
        condition=span(TEXT, condition) if condition else None,
        horizon=horizon,
    )


def gold(*, optional_rain: bool = True) -> GoldText:
    first = GoldClaim(
        at("if grain runs out, the road will open by 2025"),
        ("conditional",),
        (at("Oslo"),),
        at("if grain runs out"),
        at("the road will open by 2025"),
        ("2025",),
        optional=False,
    )
    rain = GoldClaim(at("It may rain there"), ("forecast",), (None,), None, None, (None,), optional_rain)
    return GoldText("tuned", TEXT, "2023-05-26", (first, rain))


def counts(text: GoldText, *claims: Claim) -> dict[str, tuple[float, float, float]]:
    tallies = ClaimTallies()
    tally_claims(text, claims, tallies)
    return {a: (t.right, t.given, t.wanted) for a, t in tallies.by_aspect.items()}


def test_a_claim_found_with_all_its_parts() -> None:
    found = given(
        "if grain runs out, the road will open by 2025", "Oslo", "2025-01/2025-12", "if grain runs out"
    )
    assert counts(gold(), found) == {
        "found": (1, 1, 1),
        "kinds": (1, 1, 1),
        "claimants": (1, 1, 1),
        "conditions": (1, 1, 1),
        "consequences": (0, 0, 1),
        "horizons": (1, 1, 1),
    }


def test_parts_that_are_wrong() -> None:
    found = counts(
        gold(), given("if grain runs out, the road will open by 2025", None, "2023", "the road will open")
    )
    assert found["claimants"] == (0, 1, 1)
    assert found["conditions"] == (0, 1, 1)
    assert found["horizons"] == (0, 1, 1)


def test_half_a_claim_is_not_found() -> None:
    assert counts(gold(), given("grain runs out"))["found"] == (0, 1, 1)


def test_what_may_be_given_or_not_does_not_count() -> None:
    rain = given("It may rain there")
    assert counts(gold(), rain)["found"] == (0, 0, 1)
    assert counts(gold(optional_rain=False), rain)["found"] == (1, 1, 2)
    assert counts(gold(optional_rain=False), rain)["kinds"] == (0, 1, 1)


def test_the_naive_baseline_takes_sentences_with_a_word_of_the_future() -> None:
    found = list(naive_claims(read_text(TEXT + " Snow fell.")))
    assert [c.kind for c in found] == [ClaimKind.CONDITIONAL, ClaimKind.FORECAST]
    assert found[0].condition == span(TEXT, "if grain runs out")
    assert [c.horizon for c in found] == ["2025", None]
