"""The analyst's own words, from a small text file.

::

    author: A. Analyst
    date: 2023-10-25

    # summary

    A paragraph that goes below the findings.

    # words

    One that goes below the battle of words. A blank line begins another.

Author and day stand on top, or below a heading for what follows it. What is written is taken as it stands:
nothing in it turns into markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from entente.brief.parts import Own, Place
from entente.brief.wording import day
from entente.errors import UsageError

_HEADING = re.compile(r"#+\s*(.*?)\s*#*\s*$")
_SETTING = re.compile(r"(author|date)\s*:\s*(.*?)\s*$", re.IGNORECASE)
_FORM = "write `author: NAME` and `date: YYYY-MM-DD` on top, then `# PLACE` and paragraphs"


def read_notes(path: str | Path) -> tuple[Own, ...]:
    """The paragraphs of a file of notes, in order.

    Raises:
        UsageError: the file cannot be read, or a line of it is not as it must be; names the line.
    """
    try:
        text = Path(path).read_text("utf-8-sig")
    except OSError as error:
        raise UsageError(f"cannot read the notes {path} ({error.strerror}); name another file") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"the notes {path} are not in UTF-8 (byte {error.start}); save them so") from error
    found = tuple(_Reader(str(path)).paragraphs(text))
    if not found:
        raise UsageError(f"there is no paragraph in the notes {path}; {_FORM}")
    return found


@dataclass(slots=True)
class _Reader:
    """Where the reading of a file stands: of whom and of what day what follows is, and where it goes."""

    path: str
    place: Place | None = None
    general: dict[str, str] = field(default_factory=dict)
    local: dict[str, str] = field(default_factory=dict)
    paragraph: list[str] = field(default_factory=list)
    fresh: bool = True

    def paragraphs(self, text: str) -> Iterator[Own]:
        """Every paragraph, with its place, author and day."""
        for number, line in enumerate([*text.splitlines(), ""], start=1):
            heading, setting = _HEADING.match(line), _SETTING.match(line)
            if self.paragraph and (heading or not line.strip()):
                yield self._own()
            if heading:
                self._turn(heading[1], number)
            elif setting and self.fresh:
                self._set(setting[1].lower(), setting[2], number)
            elif line.strip():
                self._add(line.strip(), number)

    def _own(self) -> Own:
        text, self.paragraph = " ".join(self.paragraph), []
        said = self.general | self.local
        assert self.place is not None
        return Own(self.place, text, said["author"], day(said["date"]))

    def _turn(self, name: str, number: int) -> None:
        try:
            self.place = Place(name.lower())
        except ValueError:
            valid = ", ".join(Place)
            raise self._wrong(number, f"{name or 'an empty heading'!r} is no place; valid: {valid}") from None
        self.local, self.fresh = {}, True

    def _set(self, name: str, value: str, number: int) -> None:
        if not value:
            raise self._wrong(number, f"{name} is empty; {_FORM}")
        if name == "date":
            try:
                value = date.fromisoformat(value).isoformat()
            except ValueError:
                raise self._wrong(number, f"{value!r} is no day; give YYYY-MM-DD, as in 2023-10-25") from None
        (self.general if self.place is None else self.local)[name] = value

    def _add(self, line: str, number: int) -> None:
        if self.place is None:
            raise self._wrong(number, f"words stand before the first heading; {_FORM}")
        missing = [name for name in ("author", "date") if name not in self.general | self.local]
        if missing:
            raise self._wrong(number, f"nobody knows the {' and '.join(missing)} of this paragraph; {_FORM}")
        self.paragraph.append(line)
        self.fresh = False

    def _wrong(self, number: int, what: str) -> UsageError:
        return UsageError(f"{self.path}, line {number}: {what}")
