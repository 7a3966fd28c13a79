"""Painting: each kind of picture once, in a painter who is warm; afterwards Telegram is sent the file's id alone."""

from collections.abc import Iterator
from functools import partial

from bot.charts import easel
from tests.bench.measure import Finding, seconds
from tests.charts.drawn import KINDS, drawing, screens

LIMIT = 80
"""Milliseconds of a processor."""


def findings() -> Iterator[Finding]:
    easel.warm()
    for name in KINDS:
        drawn = drawing(screens("kk")[name])
        taken = seconds(partial(easel.png, drawn), 10) * 1000
        laid_out = seconds(partial(easel.svg, drawn)) * 1000
        yield Finding(f"a picture, {name}: {taken:.0f} ms, of them {laid_out:.0f} to lay it out", taken, LIMIT)
