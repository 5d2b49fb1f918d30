"""Which of a sentence's places an event has.

A place is the event's where it stands behind a locative in the event's own clause, the nearest first; where
it is what was struck, seized or visited; where it opens the clause; where it tells which event is meant ("the
Istanbul talks"). The place of who tells of the event is none, nor that of another act.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from entente.records import EventType, Place, Span
from entente.resolution.dates.datewords import date_words
from entente.resolution.places.candidate import Kind
from entente.resolution.places.placewords import place_words
from entente.resolution.places.toponym import Role, Toponym
from entente.resolution.setting.actwords import act_words, take_up

_BREAK = re.compile(
    r"[;,:—–“”\"()]|\b(?:and|but|while|that|which|who|whom|where|after|before|when|as|because|although|until)\b"
)
_HARD = re.compile(r"[;]|\b(?:but|while|whereas)\b")
_RELATIVE = re.compile(r"\b(?:who|which|that|whose|where)\b[^,;]*$")
_COORDINATED = re.compile(r"^(?:\s+(?:on|last|this)\s\w+)?,?\s+(?:and|then)\s+(?:\w+\s+){0,2}$")
_ALSO = re.compile(r"(?:\band|,)\s+(?:then\s+|also\s+)?(?:\w+ly\s+)?(?:(?:had|has|have|was|were)\s+)?$")
_PURPOSE = re.compile(r"^(?:\s+(?:on|last|this)\s\w+)?\s+to\s+$")
_RESULT = re.compile(r"^,\s+(?:(?:\w+ly\s+)?\w+ing\b[^,;]*(?:,|\band)\s+)*(?:\w+ly\s+)?$")
_WHERE = re.compile(r"^[^,;:]{0,25},?\s+where\b[^;:]*$")
# "The meeting set to take place in Sofia": the verb is the noun's.
_TAKES_PLACE = re.compile(
    r"^(?:\s+(?:is|are|was|were|will|would|be|being|to|set|due|scheduled|expected|planned|has|have|had|been))*"
    r"\s+(?:take|taking|took|taken|held)\b(?:\s+place\b)?"
)
_FRONTED = re.compile(
    r"^\W*(?:(?:\w+ly|Late|Early|Later|Earlier|Also|And|But|Then|Meanwhile|Elsewhere|On \w+)\W+)?"
    r"(?:(?:In|At|Near|On|Outside|Around|Across|Inside|Over|Off)\s(?:[\w’'-]+\s){0,4})?$"
)
_OBJECT = re.compile(r"^\s*(?:(?:on|of|against|upon|over)\s+)?(?:the\s+)?(?:[a-z-]+\s+){0,2}$")
_MODIFIER = re.compile(r"^\s+(?:[a-z-]+\s+)?$")
_THERE = re.compile(r"^[^,;:]{0,40}?\bthere\b(?!\s+(?:is|are|was|were|has|have|had|would|will|could|be)\b)")
_IN_IT = re.compile(
    r"\b(?:in|during|at|amid)\s+(?:(?:an?|the|its|their|his|her)\s+)?(?:[\w’'-]+\s+){0,3}$", re.IGNORECASE
)
_ABOUT = re.compile(
    r"\b(?:over|about|on|after|before|for|against|of|to|following|since|despite|regarding|concerning|considering"
    r"|including|behind)\s+(?:(?:an?|the|its|their|his|her)\s+)?(?:[\w’'-]+\s+){0,3}$",
    re.IGNORECASE,
)
# "questioned its motives, considering"
_ASIDE = re.compile(r",\s+(?:[a-z]+ly\s+)?[a-z]{2,}ing\b")
# "attacked the post and then shelled", "killed two and wounded", "two were killed and ten others wounded"
_SAME_SUBJECT = re.compile(
    r"^\s*(?:and\s+)?(?:then|also)?\s*(?:(?:at least|more than|about|around|another|some|as many as)\s+)?"
    r"(?:(?:\d[\d,]*|one|two|dozens|scores|several|many|others|hundreds|[a-z-]+(?=\sothers|\smore|\speople))\b\s*"
    r"(?:(?:of\s+)?(?:others|people|civilians|soldiers|more|policemen|troops))?)?\s*$",
    re.IGNORECASE,
)
_AUXILIARIES = re.compile(
    r"(?:\b(?:has|have|had|was|were|is|are|been|being|be|will|would|also|not|not yet)\s+)+$"
)
_MATERIAL = frozenset(map(EventType, ("ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "AID")))
_VERBAL = frozenset(map(EventType, ("ACCUSE", "REJECT", "REQUEST", "THREATEN", "SUPPORT")))


@dataclass(frozen=True, slots=True)
class Act:
    """What is known of an event when its place is looked for.

    Attributes:
        trigger: its word.
        sentence: the sentence that the trigger is in.
        event_type: what it is.
        told: the words in which somebody tells of it; its place lies in them. Empty where nobody does.
        aside: words in which its place does not lie: who tells of it, and what it says if it is a statement.
    """

    trigger: Span
    sentence: Span
    event_type: EventType | None = None
    told: tuple[Span, ...] = ()
    aside: tuple[Span, ...] = ()


def where(places: Sequence[Toponym], act: Act) -> Place | None:
    """The place of an event, None where no place of the sentence is its own."""
    if not places:
        return None
    return _Whereabouts(places, act).place()


def taken_up(places: Sequence[Toponym], sentence: Span, event_type: EventType) -> Place | None:
    """The place of an act that a sentence takes up from the one before: "The session in Khartoum ended"."""
    pattern = take_up().get(event_type)
    first = next((p for p in places if p.role is Role.AT), None)
    if pattern is None or first is None:
        return None
    return first.place if pattern.fullmatch(sentence.text[: first.span.start - sentence.start]) else None


class _Whereabouts:
    """One event's search among the places of its sentence."""

    def __init__(self, places: Sequence[Toponym], act: Act) -> None:
        self.act, self.words = act, act_words()
        self.text, self.base = act.sentence.text, act.sentence.start
        # A trigger may be a whole quotation that began before this sentence.
        self.begin = max(act.trigger.start - self.base, 0)
        self.finish = max(act.trigger.end - self.base, 0)
        self.word = act.trigger.text
        self.places = [p for p in places if self._may_be(p)]

    def place(self) -> Place | None:
        """The best of the places."""
        if self._remote():
            return None
        ranked = [(*found, place) for place in self.places if (found := self._rank(place))]
        if there := self._there():
            ranked.append((1, 0, there))
        return min(ranked, key=lambda entry: entry[:2])[2].place if ranked else None

    def _may_be(self, place: Toponym) -> bool:
        span, sentence = place.span, self.act.sentence
        if not (sentence.start <= span.start and span.end <= sentence.end):
            return False
        if place.role is Role.DATELINE:
            return True
        if any(s.covers(span) for s in self.act.aside):
            return False
        return not self.act.told or any(s.covers(span) for s in self.act.told)

    def _remote(self) -> bool:
        """Whether those who act are apart: they telephone, write, meet by video."""
        return self.words.remote.search(self.text, max(0, self.begin - 30), self.finish + 60) is not None

    def _rank(self, place: Toponym) -> tuple[int, int] | None:
        """How well a place fits, smaller is better, and how far off it is; None where it does not."""
        if place.role is Role.DATELINE:
            return 5, 0
        first, last = place.span.start - self.base, place.span.end - self.base
        if first >= self.finish:
            rank = self._behind(place, self.text[self.finish : first], self.text[last:])
            return None if rank is None else (rank, first - self.finish)
        if last > self.begin:
            return None
        rank = self._in_front(place, first, self.text[last : self.begin])
        return None if rank is None else (rank, self.begin - last)

    # Behind the trigger

    def _behind(self, place: Toponym, between: str, after: str) -> int | None:
        if self._is_object(place, between):
            return 0
        if place.role is Role.NAMED or (self.words.speaker.match(after) and _BREAK.search(between)):
            return None
        between = _TAKES_PLACE.sub("", between)
        alike = self._own_clause(between)
        if alike is None or (alike and self._claimed(between)):
            return None
        if place.role is Role.TO and not self.words.going.search(self.word):
            return None
        if place.role is Role.FROM and not self.words.leaving.search(self.word):
            return None
        return 1 if alike else 3

    def _is_object(self, place: Toponym, between: str) -> bool:
        """Whether a place is what was struck, seized or visited: "shelled Goris", "the raid on Hebron"."""
        # "the market of Gamboru"
        part = place_words().kind_of.search(between) and not self.words.verb.search(between)
        if place.role is Role.NAMED:
            close = _OBJECT.match(between) is not None
        else:
            close = place.role is Role.AT and bool(part) and len(between.split()) <= _FAR_OBJECT
        if not close:
            return False
        if self.words.seizing.match(self.word):
            return True
        return place.kind not in (Kind.STATE, Kind.REGION) and self.act.event_type in _MATERIAL

    def _own_clause(self, between: str) -> bool | None:
        """Whether no other verb lies before a place behind the trigger; None where a new subject has one.

        False where those are acts of the same: "attacked the post and killed two in Goma".
        """
        if _HARD.search(between):
            return None
        same = True
        for mark in _BREAK.finditer(between):
            rest = between[mark.end() :]
            verb = self.words.verb.search(rest)
            if verb is None:
                continue
            if mark[0] not in ("and", ",") or not _SAME_SUBJECT.match(rest[: verb.start()]):
                return None
            same = False
        return same

    def _claimed(self, between: str) -> bool:
        """Whether what stands before a place is another act, which has it: "with killing ten in Foca"."""
        if self.words.participle.search(between) or self.words.other_act.search(between):
            return True
        if self._verbal and _ASIDE.search(between):
            return True
        found = self.words.behind_happening.match(between)
        if found is None:
            return False
        intro = found["intro"]
        if _ABOUT.search(intro):
            return True
        return self._verbal and not _IN_IT.search(intro)

    @property
    def _verbal(self) -> bool:
        """Whether the act is one of words, so that what it speaks of may be elsewhere."""
        if self.words.light.match(self.word):
            return False
        return self.act.event_type in _VERBAL or self.words.speaking.match(self.word) is not None

    def _there(self) -> Toponym | None:
        """The place that "there" behind the trigger means: the last one before it."""
        if not _THERE.match(self.text[self.finish :]):
            return None
        before = [
            p for p in self.places if p.span.end - self.base <= self.begin and p.role in (Role.AT, Role.TO)
        ]
        return before[-1] if before else None

    # In front of the trigger

    def _in_front(self, place: Toponym, first: int, between: str) -> int | None:
        if self._tells_which(place, between) or (place.role is Role.AT and _WHERE.match(between)):
            return 1
        if place.role not in (Role.AT, Role.TO):
            return None
        if _PURPOSE.match(between) or (_COORDINATED.match(between) and not self._verbal):
            return 2
        if place.role is Role.TO:
            return None
        if _RESULT.match(between) and self.word.endswith("ing"):
            return 2
        head = self.text[:first]
        if self.words.speaker.match(between) and not self.act.told:
            return None
        if self.words.verb.search(self._without_auxiliary(between)):
            return self._of_all(head, between)
        return None if self._taken(head, between) else 2

    def _tells_which(self, place: Toponym, between: str) -> bool:
        """Whether a place tells which event is meant: "the Istanbul negotiations"."""
        return (
            place.role is Role.NAMED
            and place.kind is not Kind.STATE
            and _MODIFIER.match(between) is not None
            and self.words.happening.match(self.word) is not None
        )

    @staticmethod
    def _without_auxiliary(between: str) -> str:
        """What stands before a trigger, without the auxiliaries that belong to it."""
        return _AUXILIARIES.sub("", between)

    def _of_all(self, head: str, between: str) -> int | None:
        """A place that opens the sentence counts for all that is done in it, not for what is said in it."""
        if not _FRONTED.match(head) or _HARD.search(between) or date_words().saying.search(between):
            return None
        return 3 if _ALSO.search(between) else None

    def _taken(self, head: str, between: str) -> bool:
        """Whether a place before the trigger is that of another act: "who lives in Erbil"."""
        if _HARD.search(between):
            return True
        clause = _BREAK.split(head)[-1]
        relative = _RELATIVE.search(head)
        if relative or self.words.verb.search(clause):
            return True
        found = self.words.behind_happening.match(head)
        if found is None or _IN_IT.search(found["intro"]):
            return False
        return bool(_ABOUT.search(found["intro"])) or self._verbal


#: Words between a trigger and the place whose city or market is its object.
_FAR_OBJECT = 8
