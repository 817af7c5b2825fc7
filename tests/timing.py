"""How long something takes where other work runs on the same machine: the least disturbed of several attempts."""

from __future__ import annotations

import gc
import math
import time
from collections.abc import Callable


def least_seconds(run: Callable[[], object], *, enough: float, attempts: int = 3) -> float:
    """The fewest seconds of CPU time that `run` took in up to `attempts` runs; the first under `enough` is the last.

    A limit is judged on this: what else a machine does makes a run slower and none faster.
    """
    least = math.inf
    for _ in range(attempts):
        least = min(least, _measure(run))
        if least < enough:
            break
    return least


def least_growth(few: Callable[[], object], many: Callable[[], object], *, enough: float, attempts: int = 3) -> float:
    """How many times as long as `few` the run `many` took, from the least of up to `attempts` runs of each.

    The first attempt that brings the quotient under `enough` is the last.
    """
    least_few, least_many = math.inf, math.inf
    for _ in range(attempts):
        least_few, least_many = min(least_few, _measure(few)), min(least_many, _measure(many))
        if least_many < enough * least_few:
            break
    print(f"{least_few:.2f} s of CPU time, and {least_many:.2f} s for more of it")
    return least_many / least_few


def _measure(run: Callable[[], object]) -> float:
    # A process of tests holds millions of objects, and walking through them all is no part of what is measured.
    was_on = gc.isenabled()
    gc.collect()
    gc.disable()
    try:
        before = time.process_time()
        run()
        return time.process_time() - before
    finally:
        if was_on:
            gc.enable()
