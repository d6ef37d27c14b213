"""Giving memory back to the system after much of it was needed for a moment.

To read ten megabytes takes several copies of them. The C library keeps what was freed
for later, in each thread that read something, and would count as ours for good.
"""

from contextlib import suppress


def give_back() -> None:
    """Give back what was freed, where the C library can; a few milliseconds, in a thread."""
    import ctypes

    with suppress(OSError, AttributeError):  # another C library than glibc has no such function
        ctypes.CDLL(None).malloc_trim(0)
