"""Who makes a claim: the source of its statement, who is said to see it so, or the writer."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from entente.extraction.drafts import ClaimDraft, NameDraft
from entente.language.lexicon import lexicon
from entente.records import ClaimKind, Event, Party, Span, Statement
from entente.resolution.nesting import covered, length

#: Least share of a claim that a statement's content holds.
SHARE = 0.5
#: Characters between "agreed" and "to", or a source's cue and a claim.
NEAR = 3
#: Sectors of those who comment and do not act.
_BYSTANDERS = frozenset(("EDU", "JRN", "CVL", "SOC"))
_VIEW = re.compile(
    r"(?:\b(?:from|in|to|for)\s(?P<whose>[^,;:“”]{2,60}?)[’']s?\s"
    r"(?:perspective|view|viewpoint|standpoint|point of view|eyes|opinion)\b)"
    r"|(?:\b(?:seen|viewed) from\s(?P<where>[^,;:“”]{2,60}?),)"
    r"|(?:\bin the (?:eyes|view|opinion) of\s(?P<of>[^,;:“”]{2,60}?),)",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"(?:by|in) doing so\b|in that case\b|otherwise\b|in this way\b", re.IGNORECASE)
_SUCH = re.compile(r"(?:this|that|it|such)\b", re.IGNORECASE)
_QUOTES = frozenset('“"«')
_UNSURE = frozenset(("could", "may", "might"))
_UNSAID = frozenset(("could", "should", "might", "must"))
_THREATS, _PROMISES = (
    re.compile(r"\bthreat", re.IGNORECASE),
    re.compile(r"\b(?:promis|pledg|vow|guarant|assur)", re.I),
)
_PLANS = re.compile(
    r"\b(?:(?:intend|plan|aim)s?|(?:is|are|am|[’'](?:s|re|m))\s(?:intend|plann|aim)ing)\s(?:to|on|at)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?P<what>threat|promise|pledge|vow|plan)s?\sto\b", re.IGNORECASE)
_OWNER = re.compile(r"(?:[’']s?|\b(?P<pronoun>his|her|its|their|my|our))\s(?:[a-z]+\s)?$", re.IGNORECASE)
_SPOKEN = re.compile(r"(?:^|[‘“\"'])\s*(\w+)")
_HELPS = re.compile(r"(?:\b(?:will|shall)|[’']ll)\s(?:(?:always|also|then|gladly)\s)?(\w+)", re.IGNORECASE)
_OWN = re.compile(
    r"(?:he|she|we|i)\s(?:will|would|shall)\b|(?:we|i)[’']ll\b"
    r"|(?:we|i)(?:\s(?:am|are)|[’'](?:m|re))\s(?:not\s)?going\sto\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Claimant:
    """Who claims; ``party`` is None for the writer (``by_author``), and where nobody is named."""

    party: Party | None
    by_author: bool
    said: Statement | None = None


class Claimants:
    """Finds who makes each claim of a document; asked for the claims in order.

    Args:
        text: the document's text.
        sentences: its sentences, in order.
        names: the names in it, in order.
        statements: its statements, in order.
        events: its events.
        party: who a span names.
    """

    def __init__(
        self,
        text: str,
        sentences: Sequence[Span],
        names: Sequence[NameDraft],
        statements: Sequence[Statement],
        events: Sequence[Event],
        party: Callable[[Span], Party | None],
    ) -> None:
        self.text, self.sentences, self.names = text, sentences, names
        self.statements, self.events, self.party = statements, events, party

    def of(self, draft: ClaimDraft) -> Claimant:
        """Who makes a claim."""
        owner = self._owner(draft)
        if owner:
            return Claimant(owner, by_author=False)
        said = self._said(draft)
        if said and said.source:
            if self._writer(said):
                return Claimant(None, by_author=True)
            return Claimant(said.source, by_author=False, said=said)
        sentence = self._sentence(draft.span)
        found = (
            self._viewer(sentence, draft) or self._pledger(sentence, draft) or self._going_on(sentence, draft)
        )
        if found:
            return Claimant(found, by_author=False)
        # "It was said that": nobody is named. Without a cue or quotation marks nobody else need speak.
        told = said is not None and (said.cue is not None or said.content[0].text[:1] in _QUOTES)
        return Claimant(None, by_author=not told, said=said)

    def _owner(self, draft: ClaimDraft) -> Party | None:
        """Whose threats, promises or plans a claim names: "Oslo's threats to close the port"."""
        start = draft.span.start
        if not _NAMED.match(draft.span.text):
            return None
        own = _OWNER.search(self.text, max(0, start - 40), start)
        if own is None:
            return None
        if own["pronoun"]:
            return self.party(Span(*own.span("pronoun"), own["pronoun"]))
        named = [n.span for n in self.names if n.span.start < own.start() + 1 and n.span.end >= own.start()]
        return self.party(named[-1]) if named else None

    def _said(self, draft: ClaimDraft) -> Statement | None:
        """The innermost statement that holds the claim and what would follow; one with a source first."""
        whole = draft.span
        holding = [
            s
            for s in self.statements
            if (covered(s, whole) >= SHARE and covered(s, draft.consequence or whole) >= SHARE)
            and not (s.cue and draft.condition and draft.condition.covers(s.cue))
            and not self._unsaid(s)
        ]
        return min(holding, key=lambda s: (s.source is None, length(s)), default=None)

    def _unsaid(self, statement: Statement) -> bool:
        """ "It could tell Baku that ...": nobody has said so."""
        cue = statement.cue
        if cue is None:
            return False
        before = self.text[max(0, cue.start - 12) : cue.start].lower().split()
        return bool(_UNSAID & {cue.text.lower().split()[0], *before[-1:]})

    def _writer(self, statement: Statement) -> bool:
        """ "I expect that", outside of anybody's words."""
        source = statement.source
        return (
            source is not None
            and source.span.text in ("I", "i")
            and statement.nested_in is None
            and source.identity.actor is None
        )

    def _sentence(self, span: Span) -> Span:
        return next((s for s in self.sentences if s.start <= span.start < s.end), span)

    def _viewer(self, sentence: Span, draft: ClaimDraft) -> Party | None:
        """ "From Russia's perspective, ..."."""
        found = _VIEW.search(self.text, sentence.start, draft.span.start)
        if found is None:
            return None
        start, end = next(found.span(g) for g in ("whose", "where", "of") if found[g])
        named = [n.span for n in self.names if n.span.start < end and n.span.end > start]
        whose = Span(start, end, self.text[start:end])
        # "In my view" is the writer's; a name that the encoder missed is one still.
        return self.party(named[-1] if named else whose) if named or whose.text[0].isupper() else None

    def _pledger(self, sentence: Span, draft: ClaimDraft) -> Party | None:
        """Whose "agreed" or "promises" stands before a claim of what is agreed or promised."""
        start = draft.span.start

        def near(span: Span | None) -> bool:
            between = self.text[span.end : start] if span else ""
            return span is not None and 0 <= start - span.end <= NEAR and not between.strip(' “"«')

        for statement in self.statements:
            if near(statement.cue) and statement.source:
                return statement.source
        if not draft.span.text.lower().startswith("to "):
            return None
        for event in self.events:
            if near(event.trigger) and event.actor:
                return event.actor[0]
        named = [n.span for n in self.names if sentence.start <= n.span.start and n.span.end < start]
        return self.party(named[0]) if named else None

    def _going_on(self, sentence: Span, draft: ClaimDraft) -> Party | None:
        """Who spoke in the sentence before, where this one goes on with it."""
        before = next((a for a, b in pairwise(self.sentences) if b == sentence), None)
        if before is None or "\n" in self.text[before.end : sentence.start]:
            return None
        opens = _GOES_ON.match(sentence.text)
        quotes = _SUCH.match(sentence.text) and any(q in sentence.text for q in '“"')
        if not (opens or quotes):
            return None
        spoken = [s for s in self.statements if s.source and s.content[-1].end > before.start]
        spoken = [s for s in spoken if s.content[0].start < before.end]
        return max(spoken, key=length).source if spoken else None


def kind_told(draft: ClaimDraft, who: Claimant) -> ClaimKind:
    """The kind of a claim as those who make it and their verb have it.

    Writers and analysts foresee; threats and promises are made by those who can keep them.
    """
    able = who.party is not None and who.party.identity.sector not in _BYSTANDERS
    kind = _worded(draft, who, able)
    if kind in (ClaimKind.THREAT, ClaimKind.PROMISE):
        kind = kind if able else ClaimKind.FORECAST
    if kind is ClaimKind.THREAT and draft.condition and draft.consequence and _only_may(draft.consequence):
        return ClaimKind.CONDITIONAL
    if draft.condition and draft.consequence and kind not in (ClaimKind.THREAT, ClaimKind.PROMISE):
        return ClaimKind.CONDITIONAL
    return kind


def _worded(draft: ClaimDraft, who: Claimant, able: bool) -> ClaimKind:
    """The kind that a claim's words and its cue tell, whoever makes it."""
    cue = who.said.cue.text if who.said and who.said.cue else ""
    kind, text = draft.kind, draft.span.text
    named = _NAMED.match(text)
    if named and not (named["what"].lower() == "plan" and _named_plan(text)):
        what = named["what"].lower()
        return (
            ClaimKind.THREAT if what == "threat" else ClaimKind.PLAN if what == "plan" else ClaimKind.PROMISE
        )
    planned = _PLANS.search(text[:60])
    if planned and _named_plan(text[planned.start() :]):
        # "Her plans to raise taxes would hurt": what comes of them is foreseen.
        return ClaimKind.FORECAST if kind is ClaimKind.PLAN else kind
    if planned and kind is not ClaimKind.CONDITIONAL:
        return ClaimKind.PROMISE if kind is ClaimKind.PROMISE else ClaimKind.PLAN
    if kind is ClaimKind.THREAT and draft.condition is None and _bids(text):
        return ClaimKind.PROMISE
    if able and kind in (ClaimKind.FORECAST, ClaimKind.PLAN):
        return _committed(draft, cue, kind)
    return kind


def _only_may(consequence: Span) -> bool:
    """ "It could fall apart": who threatens says what will come, or what he himself may do."""
    held = set(re.findall(r"\w+", consequence.text.lower()))
    return bool(held & _UNSURE) and not held & (lexicon("first-person") | {"will", "shall", "would"})


def _named_plan(text: str) -> bool:
    """Whether the "plans to" that a text begins with is a noun whose verb is a modal behind it."""
    held = re.findall(r"[\w’']+|[^\w\s]", text.lower())
    ends = frozenset(",;:.—–") | lexicon("relative") | lexicon("conditional") | {"that"}
    modal = next((i for i, w in enumerate(held) if w in lexicon("foretelling")), None)
    stop = next((i for i, w in enumerate(held) if w in ends), len(held))
    return held[0] in ("plan", "plans", "aim", "aims") and modal is not None and modal < stop


def _bids(text: str) -> bool:
    """ "Come to us, we will protect you": help is held out to those who do what they are bidden."""
    spoken = [m for m in _SPOKEN.finditer(text) if m[1].lower() in lexicon("bidding")]
    helps = _HELPS.search(text, spoken[0].end()) if spoken else None
    return helps is not None and helps[1].lower() in lexicon("helping")


def _committed(draft: ClaimDraft, cue: str, kind: ClaimKind) -> ClaimKind:
    if _THREATS.search(cue) or _refuses(draft.span.text):
        return ClaimKind.THREAT
    if _PROMISES.search(cue):
        return ClaimKind.PROMISE
    return ClaimKind.PLAN if _OWN.match(draft.span.text) else kind


def _refuses(text: str) -> bool:
    """ "Will not accept any change"."""
    words = re.findall(r"[\w’']+", text.lower())[:8]
    turned = lexicon("negation") | {"won't", "won’t"}
    return any(a in turned and b in lexicon("refusing") for a, b in pairwise(words))
