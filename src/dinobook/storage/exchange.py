"""A file put in the place of another without losing what somebody saves in that very moment.

Between a look at a file and a rename over it, a text editor may save. So the two change places
(renameat2(2) with RENAME_EXCHANGE; renamex_np with RENAME_SWAP on macOS), and what came out is
looked at: when it is not what was seen, they change places once more. Where a system or a disk
cannot do that, a rename is what is left.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import fcntl
import os
import signal
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

_HERE: Final = -100
"""AT_FDCWD: paths from the working folder."""
_EXCHANGE: Final = 2
_CANNOT: Final = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM)


def swap_names(left: Path, right: Path) -> bool:
    """Let two files have each other's names, in one stroke; False: it cannot be done here."""
    swap = _swapper()
    if swap is None:
        return False
    if swap(os.fsencode(left), os.fsencode(right)) == 0:
        return True
    number = ctypes.get_errno()
    if number in _CANNOT:
        return False
    raise OSError(number, os.strerror(number), str(right))


def is_being_written(path: Path) -> bool:
    """Whether a process has the file open to write into it; False also where none can tell.

    The system grants a lease for reading only on a file that nobody has open for writing
    (fcntl(2), F_SETLEASE).
    """
    if not hasattr(fcntl, "F_SETLEASE"):
        return False
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    try:
        with contextlib.suppress(OSError):  # a signal that is ignored, should somebody open it now
            fcntl.fcntl(handle, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError as error:
        return error.errno in (errno.EAGAIN, errno.EWOULDBLOCK)
    finally:
        os.close(handle)
    return False


@cache
def _swapper() -> Callable[[bytes, bytes], int] | None:
    library = ctypes.CDLL(None, use_errno=True)
    name = "renamex_np" if sys.platform == "darwin" else "renameat2"
    function = getattr(library, name, None)
    if function is None:
        return None
    if sys.platform == "darwin":
        return lambda left, right: int(function(left, right, ctypes.c_uint(_EXCHANGE)))
    return lambda left, right: int(function(_HERE, left, _HERE, right, ctypes.c_uint(_EXCHANGE)))
