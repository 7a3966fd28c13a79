"""One town: its total on the scale, and each point it is made of. All points are of one size, so that what is
filled is the total, and what is empty is what is missing to the highest.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.charts.lettering import Label, fitted, width, wrapped
from bot.charts.parts import (
    FOOT,
    LEFT,
    MARGIN,
    PIP_HEIGHT,
    PIP_STEP,
    RIGHT,
    ROOM,
    Bar,
    Chip,
    Mark,
    Pip,
    Point,
    Whisker,
    chip,
    footnote,
    heading,
    pips,
    ruler,
    whisker,
)
from bot.drawing import Group, Legend, Line, Scorecard

PIPS = 752
NAMES = PIPS - LEFT - 56
"""What is left for the name of an indicator, with room for the sign of a printed score."""


@dataclass(frozen=True, slots=True)
class Plan:
    height: float
    labels: tuple[Label, ...]
    chip: Chip
    bars: tuple[Bar, ...]
    whisker: Whisker | None
    rules: tuple[float, ...]
    pips: tuple[Pip, ...]
    printed: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the picture between two heights."""

    bottom: float
    labels: tuple[Label, ...] = ()
    pips: tuple[Pip, ...] = ()
    printed: tuple[Mark, ...] = ()
    rules: tuple[float, ...] = ()


def plan(card: Scorecard) -> Plan:
    ink = card.tier.level or "none"
    total = total_of(card)
    head = heading(card, min(label.box.left for label in total) - LEFT - 24, ink)
    badge = chip(LEFT, head.bottom + 26, card.tier, ROOM)
    certainty = wrapped(Label(LEFT, badge.y + badge.height + 42, card.certainty, 28, 500), ROOM, 2, leading=1.22)
    scale = ruler(card.bands, LEFT, ROOM)
    y = certainty[-1].y + 36
    pieces = list(body(card, y + 92))
    foot = pieces[-1].bottom
    labels = (*head.labels, *total, badge.label, *certainty, *scale.words(card.bands, y + 66))
    last = footnote(card, foot)
    return Plan(
        last[-1].y + FOOT + MARGIN,
        (*labels, *(label for piece in pieces for label in piece.labels), *last),
        badge,
        scale.bars(card.bands, y, 30),
        whisker(scale, y + 15, card.total.number, card.interval, card.tier.level),
        tuple(rule for piece in pieces for rule in piece.rules),
        tuple(pip for piece in pieces for pip in piece.pips),
        tuple(mark for piece in pieces for mark in piece.printed),
    )


def total_of(card: Scorecard) -> tuple[Label, ...]:
    top = Label(RIGHT, 160, f"/ {card.top}", 44, 600, "muted", "end")
    total = Label(top.box.left - 16, 160, card.total.words, 112, 700, "ink", "end")
    interval = [Label(RIGHT, 206, card.interval.words, 30, 600, "muted", "end")] if card.interval else []
    return (total, top, *interval)


def body(card: Scorecard, y: float) -> Iterator[Piece]:
    for group in card.groups:
        yield (title := title_of(group, y))
        y = title.bottom
        for line in group.lines:
            yield (piece := line_of(line, y))
            y = piece.bottom
        y += 10
    shown = legend(card.legend, [line for group in card.groups for line in group.lines], y)
    yield replace(shown, rules=(y,), bottom=shown.bottom + 16)


def title_of(group: Group, y: float) -> Piece:
    total = Label(RIGHT, y + 38, f"{group.total.words} / {group.top}", 30, 600, "ink", "end")
    name = wrapped(Label(LEFT, y + 38, group.name, 30, 600), ROOM - total.width - 40, 2, leading=1.2)
    return Piece(name[-1].y + 12, (*name, total), rules=(y,))


def line_of(line: Line, y: float) -> Piece:
    """A name on two lines has its points beside the middle of both."""
    name = wrapped(Label(LEFT, y + 28, line.label, 26), NAMES, 2, leading=1.16)
    bottom = name[-1].y + 10
    middle = (y + bottom) / 2
    score = Label(RIGHT, middle + 10, line.score.words, 28, 700, "ink", "end")
    points = pips(PIPS, middle, int(line.score.number or 0), line.top, line.low, line.high)
    printed = (Mark(PIPS - 26, middle, 24, None),) if line.printed else ()
    return Piece(bottom, (*name, score), tuple(points), printed)


def legend(words: Legend, lines: Sequence[Line], y: float) -> Piece:
    """Only what occurs, and nothing where all points are sure."""
    kinds = {pip.kind for line in lines for pip in line_of(line, 0).pips}
    entries: list[tuple[Point | None, str]] = []
    if kinds & {"counted", "possible"}:
        every: tuple[tuple[Point, str], ...] = (
            ("sure", words.sure),
            ("counted", words.counted),
            ("possible", words.possible),
        )
        entries += [(kind, text) for kind, text in every if kind in kinds or kind == "sure"]
    if any(line.printed for line in lines):
        entries.append((None, words.printed))
    labels: list[Label] = []
    x, foot = float(LEFT), y + 46
    for _, text in entries:
        if x > LEFT and x + PIP_STEP + 10 + width(text, 26, 500) > RIGHT:
            x, foot = float(LEFT), foot + 40
        labels.append(fitted(Label(x + PIP_STEP + 10, foot, text, 26, 500, "muted"), RIGHT - x - PIP_STEP - 10))
        x = labels[-1].box.right + 36
    signs = [(kind, label.x - PIP_STEP - 10, label.y - 9) for (kind, _), label in zip(entries, labels, strict=True)]
    return Piece(
        foot + 10 if labels else y + 10,
        tuple(labels),
        tuple(Pip(x, middle - PIP_HEIGHT / 2, kind) for kind, x, middle in signs if kind),
        tuple(Mark(x + 16, middle, 24, None) for kind, x, middle in signs if not kind),
    )
