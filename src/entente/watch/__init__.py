"""Feeds watched: asked politely, what is new read into the store by its API, alerts told by rules.

``feedsfile`` is what is watched, ``watching`` a round of it; what is remembered lies in ``FILE.watch``
(:mod:`entente.store.watch.watched`).
"""
