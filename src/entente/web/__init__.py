"""The record served: an API (:mod:`entente.web.api`), and a page that asks nothing else.

``settings`` is how a server is to be; ``desk`` holds its store; ``app`` puts the rest together.
"""
