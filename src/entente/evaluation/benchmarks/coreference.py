"""Who is meant again within a text: the news and interviews of GUM (Zeldes, 2017)."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from pathlib import Path

from entente.evaluation.gum import GoldMention, coreferent, gum_mentions
from entente.evaluation.metric import Metric
from entente.evaluation.resolving import WhoIsWho
from entente.evaluation.scores import b_cubed
from entente.language.encoder import Encoder
from entente.pipeline import Pipeline

FILE = "coreference/gum_train_dev.conllu.gz"
GENRES = ("news", "interview")
KINDS = ("person", "organization", "place")
#: The third person, as far as it may be somebody.
PRONOUNS = frozenset(
    [
        "he",
        "him",
        "his",
        "himself",
        "she",
        "her",
        "hers",
        "herself",
        "they",
        "them",
        "their",
        "theirs",
        "themselves",
        "it",
        "its",
        "itself",
    ]
)
_ARTICLE = re.compile(r"^(?:the|an?) |['’]s$")


def same_string(mention: str) -> str:
    """What a mention is called, ignoring case, articles and a possessive: the naive baseline's answer."""
    return _ARTICLE.sub("", mention.lower())


def pronouns_right(
    text: str, gold: Sequence[GoldMention], answers: Sequence[Hashable]
) -> Iterator[tuple[GoldMention, bool]]:
    """Each pronoun that has a cluster-mate before it, and whether its answer is that of one.

    ``gold`` is in order of the text; each mention has one of ``answers``.
    """
    for i, mention in enumerate(gold):
        if mention.kind == "place" or text[mention.start : mention.end].lower() not in PRONOUNS:
            continue
        mates = [answers[j] for j, m in enumerate(gold[:i]) if m.cluster == mention.cluster]
        if mates:
            yield mention, answers[i] in mates


def coreference(encoder: Encoder, folder: Path) -> Iterator[Metric]:
    """B-cubed F1 of gold mentions put together by who they are, and the share of pronouns put right."""
    pipeline = Pipeline(encoder)
    clusters: list[Hashable] = []
    ours: list[Hashable] = []
    base: list[Hashable] = []
    told: list[bool] = []
    guessed: list[bool] = []
    for gold in gum_mentions(folder / FILE, GENRES):
        mentions = coreferent(gold, KINDS)
        who = WhoIsWho(pipeline, gold.text, gold.published)
        found = [who(m.start, m.end) for m in mentions]
        # Whom nobody knows is alone: the mention's own number is its answer.
        given = [(gold.name, x if x.actor else i) for i, x in enumerate(found)]
        simple = [(gold.name, same_string(gold.text[m.start : m.end])) for m in mentions]
        clusters += [(gold.name, m.cluster) for m in mentions]
        ours, base = [*ours, *given], [*base, *simple]
        told += [ok for _, ok in pronouns_right(gold.text, mentions, given)]
        guessed += [ok for _, ok in pronouns_right(gold.text, mentions, simple)]
    mine, theirs = b_cubed(clusters, ours), b_cubed(clusters, base)
    note = f"P {mine.precision:.2f} R {mine.recall:.2f} of {len(clusters)} mentions"
    yield Metric("coreference.b3", mine.f1, theirs.f1, "", FILE, note=note)
    right = sum(told) / len(told), sum(guessed) / len(guessed)
    yield Metric("coreference.pronouns", *right, "", FILE, note=f"{sum(told)} of {len(told)}")
