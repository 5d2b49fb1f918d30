"""Which mention may be meant by a pronoun or by a role word."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from entente.ontology.offices import vocabulary
from entente.ontology.words import Word
from entente.resolution.actors.mentions import Mention, Sort

_HE = frozenset(["he", "him", "his", "himself"])
SHE = frozenset(["she", "her", "hers", "herself"])
_IT = frozenset(["it", "its", "itself"])
THEY = frozenset(["they", "them", "their", "theirs", "themselves"])
_DIPLOMATS = frozenset({"diplomat", "envoy"})


def fits_of(low: str) -> Callable[[Mention], bool] | None:
    """The test that an antecedent of a pronoun must pass; None for a word that is no pronoun."""
    if low in _HE:
        return lambda m: m.sort is Sort.PERSON and m.feminine is not True
    if low in SHE:
        return lambda m: m.sort is Sort.PERSON and m.feminine is not False
    if low in _IT or low == "which":
        return is_thing
    if low in {"who", "whom", "whose"}:
        return lambda m: m.sort in {Sort.PERSON, Sort.PLURAL}
    if low == "that":
        return lambda m: m.identity.actor is not None and m.sort is not Sort.ADJECTIVE
    if low in THEY:
        return _many
    return None


def other_than(subject: Mention | None, fits: Callable[[Mention], bool]) -> Callable[[Mention], bool]:
    """The test, with the subject of the clause left out."""
    return lambda m: fits(m) and (subject is None or m.identity != subject.identity)


def is_person(mention: Mention) -> bool:
    """Whether a mention is one person."""
    return mention.sort is Sort.PERSON


def is_thing(mention: Mention) -> bool:
    """Whether a mention is a state or a body that is known."""
    return mention.sort in {Sort.STATE, Sort.BODY} and mention.identity.actor is not None


def _many(mention: Mention) -> bool:
    """Whether 'they' may be meant: several, a group, or somebody of whom the text hides name and sex."""
    if mention.sort is Sort.PLURAL:
        return True
    if mention.sort is Sort.PERSON:
        return not mention.named and mention.feminine is None
    return mention.sort is Sort.BODY and mention.identity.sector in {"REB", "PRM", "PTY", "OPP", "MIL", "CRM"}


def may_be(mention: Mention, role: str, found: Sequence[Word]) -> bool:
    """Whether a person may be called by a role again: 'the MP', 'the diplomat', 'the former FM'."""
    if mention.sort is not Sort.PERSON or _other_sex(mention, role):
        return False
    known = vocabulary()
    words = {w.low for w in found}
    if words & known.former and mention.identity.sector != "ELI":
        return False
    if role in _DIPLOMATS:
        return bool(mention.roles & known.diplomats) or role in mention.roles
    if role.startswith("spokes"):
        return any(r.startswith("spokes") for r in mention.roles)
    sectors = known.recall.get(role)
    if sectors is not None:
        return role in mention.roles or (mention.named and mention.identity.sector in sectors)
    wanted = words & known.modifiers - {"minister"}
    fits = not wanted or bool(wanted & mention.roles) or role in {"pm", "fm", "premier"}
    return role in mention.roles and fits


def _other_sex(mention: Mention, role: str) -> bool:
    known = vocabulary()
    return (role in known.feminine and mention.feminine is False) or (
        role in known.masculine and mention.feminine is True
    )
