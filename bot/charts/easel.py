"""A drawing becomes SVG by a template, and PNG with our own letters only: the same on every machine."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from resvg import render, usvg

from bot.charts import before_after, comparison, faces, ranking, repayment, scorecard, town_map
from bot.charts.palette import PALETTES
from bot.drawing import BeforeAfter, Comparison, Drawing, Ranking, Repayment, Scorecard, TownMap

TEMPLATES = Path(__file__).parent / "templates"
SHARP = 0.7
"""A picture is planned 1080 wide and painted 756: sharp enough for a phone, in three quarters of the time."""
LONGEST = 1280
"""Telegram makes a photo whose longer side is longer smaller anyway."""
UNMOVED = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
"""The rows of the matrix that leaves everything in its place."""
PLANS: Mapping[type, tuple[str, Callable[[Any], Any]]] = {
    Scorecard: ("scorecard.svg", scorecard.plan),
    Comparison: ("comparison.svg", comparison.plan),
    BeforeAfter: ("before_after.svg", before_after.plan),
    TownMap: ("town_map.svg", town_map.plan),
    Ranking: ("ranking.svg", ranking.plan),
    Repayment: ("repayment.svg", repayment.plan),
}


def number(value: float) -> str:
    """As SVG writes it, and no longer than a tenth of a point."""
    return f"{value:.1f}".rstrip("0").rstrip(".")


@cache
def templates() -> jinja2.Environment:
    loader = jinja2.FileSystemLoader(TEMPLATES)
    environment = jinja2.Environment(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined)
    environment.filters["n"] = number
    return environment


def zoom(height: float) -> float:
    return min(SHARP, LONGEST / height)


def svg(drawing: Drawing) -> str:
    name, plan = PLANS[type(drawing)]
    planned = plan(drawing)
    looks = {"plan": planned, "ink": PALETTES[drawing.theme], "zoom": zoom(planned.height)}
    return templates().get_template(name).render(drawing=drawing, **looks)


def png(drawing: Drawing) -> bytes:
    return render(usvg.Tree.from_str(svg(drawing), letters()), UNMOVED)


def letters() -> usvg.Options:
    """Our faces alone, from memory: a face given as a file would be opened anew for each letter. Not kept, because it
    may only be used in the thread that made it, and making it takes a tenth of a millisecond.
    """
    options = usvg.Options.default()
    for path in faces.FILES.values():
        options.load_font_data(path.read_bytes())
    return options


def warm() -> None:
    """What is read from files and kept."""
    for weight in faces.FILES:
        faces.advances(weight)
    for name, _ in PLANS.values():
        templates().get_template(name)
