"""Who a person of a document is: what his titles say together, and what the dated table knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from entente.ontology.actors import Kind
from entente.ontology.offices import vocabulary
from entente.ontology.people import at_work, given_names, last_before, tenures
from entente.ontology.words import fold
from entente.records import Identity
from entente.resolution.actors.sightings import Sighting
from entente.resolution.actors.titles import Title


@dataclass(frozen=True, slots=True)
class Person:
    """A member of the cast; ``feminine`` is None where nothing tells.

    ``abroad``: he serves a body that is of no country.
    """

    name: str
    identity: Identity
    feminine: bool | None
    roles: frozenset[str]
    abroad: bool = False


def from_titles(titles: Sequence[Title]) -> Identity:
    """What the titles in the text say together; an office counts more than a kind of people."""
    if not titles:
        return Identity()
    chosen = next((t for t in titles if t.former and t.office), None)
    chosen = chosen or next((t for t in titles if t.office and t.office not in vocabulary().bare), None)
    chosen = chosen or next((t for t in titles if t.office), titles[0])
    country = next((t.country for t in titles if t.country), None)
    sector = chosen.sector
    for title in titles:
        body = title.body
        if body and country is None and title is chosen:
            country = body.country
            if body.kind in {Kind.GROUP, Kind.OUTLET} and body.sector:
                sector = body.sector
    office = chosen.office
    if chosen.former and sector not in {"EDU", "JRN"}:
        return Identity(None, country, "ELI", f"former {office}" if office else None)
    return Identity(None, country, sector, office)


def with_table(identity: Identity, person: str, day: str | None) -> Identity:
    """The identity with what the dated table knows where the text is silent or vague."""
    first = tenures()[person][0]
    held = at_work(person, day, identity.office)
    country = (held or first).state
    if identity.sector == "ELI":
        return replace(identity, country=identity.country or country)
    vague = identity.office is None or identity.office in vocabulary().bare
    if held and vague and (identity.sector in {None, "GOV"} or held.sector == identity.sector):
        return Identity(None, identity.country or country, held.sector, held.office)
    if identity.sector or identity.office:
        return replace(identity, country=identity.country or country)
    gone = last_before(person, day)
    if gone:
        return Identity(
            None, gone.state, "ELI" if gone.sector == "GOV" else gone.sector, f"former {gone.office}"
        )
    return Identity(None, country, None if first.office else first.sector or None)


def gender_of(group: Sequence[Sighting], listed: str | None) -> bool | None:
    """Whether a person is a woman, or a man; None where nothing tells."""
    if listed:
        return tenures()[listed][0].feminine
    for sighting in group:
        if sighting.title and sighting.title.feminine is not None:
            return sighting.title.feminine
    for sighting in group:
        told = given_names().get(fold(sighting.name[0]).lower())
        if len(sighting.name) > 1 and told is not None:
            return told
    return None


def roles_of(titles: Sequence[Title], identity: Identity) -> frozenset[str]:
    """The words that a later mention may call the person by, in lower case."""
    roles = {t.role for t in titles}
    if identity.office:
        roles |= set(identity.office.lower().split())
    if {"prime", "pm", "premier"} & roles:
        roles |= {"prime", "pm", "premier"}
        roles.discard("minister")
    if "fm" in roles:
        roles |= {"foreign", "minister"}
    return frozenset(roles)
