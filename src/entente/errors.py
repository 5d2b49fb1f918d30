"""The errors of Entente.

::

    EntenteError
    ├── InputError            an input that cannot be read; the rest of the batch is done
    │   ├── MissingInput      no such file, folder or URL
    │   ├── UnreadableInput   not to be opened, fetched or decoded
    │   ├── EmptyInput        no text in it
    │   ├── UnknownFormat     no reader for it
    │   ├── BrokenRecord      one line or entry of a file is not what its format says
    │   ├── OversizedInput    above the size limit
    │   └── ForeignLanguage   a text in another language than English
    ├── StoreError            a store that cannot be used; what it holds stays as it is
    │   ├── MissingStore      there is no store in that place
    │   ├── ForeignStore      a file that is no store, or one of a newer version
    │   ├── LockedStore       another process has it open
    │   ├── FullDisk          no room to write
    │   └── DamagedStore      its file or its tables are not as they should be
    ├── UsageError            a wrong call: option, value or combination
    │   ├── NotFound          what is asked for by its id is not there
    │   ├── ReadOnly          a change to what is only read
    │   └── Conflict          somebody else has changed it meanwhile
    ├── MissingLibrary        a library of the system is not installed
    └── ModelError            the encoder's files are missing or do not fit the code

Each message says what was received, what is valid and how to mend it.
"""

from __future__ import annotations


class EntenteError(Exception):
    """Root of all errors that Entente raises on purpose."""


class InputError(EntenteError):
    """An input that cannot be read.

    Attributes:
        path: the input as the caller named it.
        reason: what is wrong and how to mend it.
    """

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class MissingInput(InputError):
    """There is no such file, folder or URL."""


class UnreadableInput(InputError):
    """The input exists but cannot be opened, fetched or decoded."""


class EmptyInput(InputError):
    """The input holds no text."""


class UnknownFormat(InputError):
    """No reader knows this kind of file."""


class BrokenRecord(InputError):
    """One line or entry of a file is not what its format says."""


class OversizedInput(InputError):
    """A single text above the size limit."""


class ForeignLanguage(InputError):
    """The text is in a language that the coder does not read."""


class StoreError(EntenteError):
    """A store that cannot be used."""


class MissingStore(StoreError):
    """There is no store in that place."""


class ForeignStore(StoreError):
    """A file that is no store of Entente, or a store of a newer version."""


class LockedStore(StoreError):
    """Another process has the store open."""


class FullDisk(StoreError):
    """There is no room to write; what was stored before is kept."""


class DamagedStore(StoreError):
    """The store's file or tables are not as they should be."""


class UsageError(EntenteError):
    """A wrong call: an option, a value or a combination that is not valid."""


class NotFound(UsageError):
    """What is asked for by its id is not there."""


class ReadOnly(UsageError):
    """A change to a record that is only read."""


class Conflict(UsageError):
    """A change to what somebody else has changed meanwhile."""


class MissingLibrary(EntenteError):
    """A library of the system that a Python package stands on is not installed."""


class ModelError(EntenteError):
    """The encoder's files are missing, damaged or of another version."""


class Busy(EntenteError):
    """A server has too much to do just now."""
