"""Asking a feed: what is new in it, and when it is to be asked again."""

from __future__ import annotations

from dataclasses import dataclass, replace

from entente.errors import InputError
from entente.reading.fetch import Answer
from entente.store.watch.entries import FeedState, Listed
from entente.watch.clock import Clock
from entente.watch.feedsfile import FeedTable
from entente.watch.listing import listing
from entente.watch.politeness import Politeness, Resting, is_for_now, rest_after, rest_asked

_GONE, _UNCHANGED = 410, 304


@dataclass(frozen=True, slots=True)
class Poll:
    """What asking a feed gave: its state from now on, the entries that it lists."""

    state: FeedState
    listed: tuple[Listed, ...] = ()


@dataclass(frozen=True, slots=True)
class Poller:
    """Asks feeds.

    Attributes:
        every: how often this feed is asked, in seconds.
        private: whether it may be at a private address.
    """

    politeness: Politeness
    clock: Clock
    private: bool
    every: float

    def __call__(self, table: FeedTable, state: FeedState) -> Poll:
        """One feed asked; raises nothing for what is wrong with it, which its state then says."""
        known = {"if-none-match": state.etag, "if-modified-since": state.modified}
        try:
            answer = self.politeness.ask(
                state.place, private=self.private, headers={k: v for k, v in known.items() if v}
            )
            return self._heard(table, state, answer)
        except Resting as error:
            return Poll(replace(state, next=self._then(self.every), error=error.reason))
        except InputError as error:
            return self._failed(state, error.reason, None)

    def _then(self, span: float) -> float:
        return self.clock.now() + span * self.clock.jitter()

    def _heard(self, table: FeedTable, state: FeedState, answer: Answer) -> Poll:
        if answer.status == _GONE:
            told = "the server answers 410: the feed is no more; take it out, or give its new address"
            return Poll(replace(state, gone=True, error=told, failures=state.failures + 1))
        if answer.page is None and answer.status != _UNCHANGED:
            return self._failed(state, f"the server answers {answer.status}", answer)
        well = replace(
            state,
            place=answer.moved or state.place,
            next=self._then(self.every),
            failures=0,
            error=None,
            success=self.clock.now(),
        )
        if answer.page is None:
            return Poll(well)
        found = listing(answer.page.data, well.place, table)
        return Poll(
            replace(
                well,
                outlet=found.outlet,
                etag=answer.headers.get("etag"),
                modified=answer.headers.get("last-modified"),
                next=self._then(max(self.every, found.rest)),
            ),
            found.entries,
        )

    def _failed(self, state: FeedState, told: str, answer: Answer | None) -> Poll:
        failures = state.failures + 1
        rest = rest_after(failures, self.every, self.clock.jitter())
        if answer is not None and is_for_now(answer):
            rest = max(rest, rest_asked(answer, self.clock.now()) or 0.0)
        return Poll(replace(state, next=self.clock.now() + rest, failures=failures, error=told))
