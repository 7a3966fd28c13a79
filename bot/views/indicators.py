"""The indicators of innovation potential: one of a town, or its scale alone, or all of them."""

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from bot.actions.reading import ShowDisagreements
from bot.actions.scores import ListIndicators, ShowIndicator, ShowRanking, ShowWhy
from bot.i18n import Translator, key
from bot.screen import Button, Row, Screen
from bot.views.common import PARAGRAPH, to_menu
from bot.views.honesty import sources
from bot.views.scales import band, difference, quantity, scale
from core.advance import ahead
from core.methodology import Methodology
from core.scales import Within
from core.scoring import Line
from core.services.scores import TownLine
from core.sources import Note, Source

LINE = Markup("\n")
IN_A_ROW = 6
MORE, LESS = key("indicator.ahead_more"), key("indicator.ahead_less")


def indicator_rows(indicators: Iterable[str], town_id: str = "") -> tuple[Row, ...]:
    buttons = [Button(id_, ShowIndicator(id_, town_id)) for id_ in indicators]
    return tuple(tuple(buttons[at : at + IN_A_ROW]) for at in range(0, len(buttons), IN_A_ROW))


def indicator(t: Translator, found: TownLine, disagreements: int) -> Screen:
    """Of a town: value, as printed, year, score, what is next; always the whole scale and the source."""
    each = found.indicator
    title = t("indicator.title", id=each.id, name=t.name(each.name))
    own = [LINE.join(own_lines(t, found, found.line))] if found.line else []
    here = found.line.score if found.line else None
    notes = (*found.notes, *each.notes, *rule_of(found))
    parts = [title, *own, scale(t, each, here), sources(t, source_of(found), notes)]
    return Screen(PARAGRAPH.join(parts), indicator_buttons(t, found, disagreements))


def own_lines(t: Translator, found: TownLine, line: Line) -> Iterator[Markup]:
    assert found.town
    town, observation = t.name(found.town.name), line.observation
    if line.score is None:
        yield t("indicator.town_unknown", town=town)
    else:
        yield t("indicator.town", town=town, score=t.number(line.score), top=t.number(line.indicator.top))
    if line.basis == "value":
        yield t("indicator.value", value=worded_value(t, line))
    if observation.raw:
        yield t("indicator.raw", raw=observation.raw)
    yield basis(t, line)
    if observation.note:
        yield Markup("{}").format(t.name(observation.note.text))
    yield from next_step(t, line)


def worded_value(t: Translator, line: Line) -> str:
    value = line.observation.value
    assert value is not None
    if isinstance(value, str):
        assert line.step is not None
        return band(t, line.step, None)
    assert not isinstance(value, Within)
    return quantity(t, value, line.indicator.unit)


def possible(t: Translator, line: Line) -> str:
    """0–5 when it may be any of them, 0 or 5 when only these two."""
    first, *_, last = line.possible
    if len(line.possible) == 2:
        return t.listing(map(t.number, line.possible), "or")
    return f"{t.number(first)}–{t.number(last)}"


def basis(t: Translator, line: Line) -> Markup:
    if line.basis == "none":
        return t("indicator.nothing", possible=possible(t, line))
    if line.basis == "printed":
        return t("indicator.by_print", possible=possible(t, line))
    if line.printed is not None and line.printed != line.score:
        return t("indicator.print_differs", printed=t.number(line.printed), score=t.number(line.score or 0))
    return t("indicator.by_value")


def next_step(t: Translator, line: Line) -> Iterator[Markup]:
    further = ahead(line)
    if line.score is None:
        return
    if further is None:
        yield t("indicator.best")
        return
    score, unit = t.number(further.step.score), line.indicator.unit
    if further.change is None or unit is None:
        yield t("indicator.ahead", score=score, distance=band(t, further.step, unit))
    else:
        change = difference(t, abs(further.change), unit)
        if not further.enough:
            change = t.plain("scale.more_than", change=change)
        yield t(MORE if further.change > 0 else LESS, score=score, change=change)


def rule_of(found: TownLine) -> tuple[Note, ...]:
    """Our rule is said where it decided."""
    decided = any((step.low, step.high) != (step.stated.low, step.stated.high) for step in found.indicator.bands)
    return (Note(found.methodology.rule, found.methodology.source),) if decided else ()


def source_of(found: TownLine) -> Source:
    line = found.line
    return line.observation.source if line and line.observation.source else found.indicator.source


def indicator_buttons(t: Translator, found: TownLine, disagreements: int) -> tuple[Row, ...]:
    ids = list(found.methodology.indicators)
    at = ids.index(found.indicator.id)
    town_id = found.town.id if found.town else ""
    steps = [
        Button(f"{mark} {ids[to]}" if mark == "‹" else f"{ids[to]} {mark}", ShowIndicator(ids[to], town_id))
        for mark, to in (("‹", at - 1), ("›", at + 1))
        if 0 <= to < len(ids)
    ]
    by_this: Row = (Button(t.plain("button.rank_by_this"), ShowRanking(found.indicator.id)),)
    if disagreements:
        they = t.plain("button.disagreements_n", n=t.number(disagreements))
        by_this = (Button(they, ShowDisagreements(town_id, found.indicator.id)), *by_this)
    if found.town is None:
        return (tuple(steps), by_this, (Button(t.plain("button.indicators"), ListIndicators()), *to_menu(t)))
    back = (Button(t.plain("button.to_why"), ShowWhy(town_id)), *to_menu(t))
    return (tuple(steps), by_this, back)


def indicators(t: Translator, methodology: Methodology) -> Screen:
    """What the score is made of, for a town of which nothing is known."""
    parts = [t("indicator.list", n=t.number(len(methodology.indicators)))]
    for each in methodology.groups:
        lines = (t("indicator.list_line", id=one.id, name=t.name(one.short)) for one in methodology.of_group(each.id))
        parts.append(LINE.join((t("indicator.list_group", name=t.name(each.name)), *lines)))
    parts.append(sources(t, methodology.source, methodology.notes))
    return Screen(PARAGRAPH.join(parts), (*indicator_rows(methodology.indicators), to_menu(t)))
