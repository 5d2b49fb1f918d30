"""Charts of the record: Altair specifications, and one theme that turns them into SVG, offline.

One module a chart. None is imported here: Altair takes a second to load, and who draws nothing does without.
"""
