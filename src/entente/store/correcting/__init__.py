"""Corrections: records changed or taken out by a person, and what the coder gave kept beside them.

``fields`` says what may be changed, ``fixing`` changes a record, ``corrections`` writes it down, ``carrying``
takes it over to another coder's records, ``listing`` gives all that was ever corrected.
"""
