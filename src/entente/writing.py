"""Files written whole or not at all: a reader never meets half of one, and what was there stays till then."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from pathlib import Path
from tempfile import NamedTemporaryFile

from entente.errors import UsageError


def write_whole(files: Mapping[Path, bytes], mend: str = "name another file") -> None:
    """Write some files that belong together; a file of that name is replaced, a missing folder is made.

    All are written beside their places first, and only then moved there, in the order given.

    Args:
        files: path -> content.
        mend: what the message of an error advises.

    Raises:
        UsageError: a place cannot be written to; what stood there stands there still.
    """
    drafts: dict[Path, Path] = {}
    place = Path()
    try:
        for place, content in files.items():
            drafts[place] = _draft(place, content)
        for place in files:
            drafts[place].replace(place)
            del drafts[place]
    except OSError as error:
        raise UsageError(f"cannot write to {place} ({error.strerror}); {mend}") from error
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)


def _draft(target: Path, content: bytes) -> Path:
    """The content in a file beside its place, with the rights that it is to have."""
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    target.parent.mkdir(parents=True, exist_ok=True)
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_mask()
    with NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}-", delete=False) as file:
        draft = Path(file.name)
        try:
            file.write(content)
            file.close()
            draft.chmod(mode)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
    return draft


def _mask() -> int:
    """The rights that new files do not get; the system tells them only to those who set them."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
