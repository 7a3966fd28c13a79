"""What would change a town's tier: the way to it, and supposed values tried out."""

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from bot.actions.pictures import PaintChange
from bot.actions.scores import PickChange, ShowScore, WhatIf
from bot.changes import packed
from bot.i18n import Translator, key
from bot.screen import Button, Row, Screen
from bot.views.common import PARAGRAPH, to_menu
from bot.views.indicators import IN_A_ROW
from bot.views.scales import band, quantity
from bot.views.scores import LINE, heading, points, score_rows, sureness, to_score
from bot.views.tiers import dots, tier_name
from core.advance import Path
from core.methodology import Methodology
from core.scales import Choice, Value, Within
from core.scoring import Line
from core.services.scores import Supposed, TownScore

LARGEST_MOVERS = 5


def path(t: Translator, found: TownScore, paths: Sequence[Path]) -> Screen:
    card = found.card
    if card is None:
        return Screen(PARAGRAPH.join((heading(t, found), t("path.no_data"))), score_rows(t, found))
    parts = [LINE.join((heading(t, found), points(t, card))), sureness(t, card)]
    parts += [LINE.join(way(t, found.methodology, each)) for each in paths] or [t("path.at_top")]
    if paths:
        parts.append(LINE.join(movers(t, paths[0])))
    rows = ((Button(t.plain("button.what_if"), WhatIf(found.town.id)), to_score(t, found.town.id)), to_menu(t))
    return Screen(PARAGRAPH.join(filter(None, parts)), rows)


def movers(t: Translator, each: Path) -> Iterator[Markup]:
    yield t("path.movers")
    for move in each.movers[:LARGEST_MOVERS]:
        yield t("path.mover", **of_line(t, move.line), gain=t.number(move.gain))


def way(t: Translator, methodology: Methodology, each: Path) -> Iterator[Markup]:
    """The fewest indicators, each raised as far as it goes; or that there is no such way."""
    tier = tier_name(t, methodology, each.tier)
    first = t.number(methodology.range_of(each.tier).first)
    yield t("path.to", tier=tier, dots=dots(each.tier), first=first, missing=t.number(each.missing))
    if each.every_point:
        yield t("path.every_point", maximum=t.number(methodology.maximum), tier=tier)
        return
    match each.outlook:
        case "reachable":
            yield t.plural("path.fewest", len(each.moves))
            for move in each.moves:
                yield t("path.move", **of_line(t, move.line), gain=t.number(move.gain))
        case "out_of_reach":
            yield t("path.out_of_reach")
        case "unknown":
            yield t("path.unknown")


def of_line(t: Translator, line: Line) -> Mapping[str, str]:
    return {"id": line.indicator.id, "name": t.name(line.indicator.short)}


def what_if(t: Translator, found: Supposed) -> Screen:
    """Before and after, by the same rules; each supposed value is told."""
    town, changes = found.town, packed(found.changes, found.before.methodology.indicators)
    before = t("whatif.before", points=points(t, found.before))
    rows = (*grid(found, changes), *whatif_rows(t, found, changes))
    title = t("whatif.title", town=t.name(town.name))
    if not found.changes:
        return Screen(PARAGRAPH.join((title, before, t("whatif.pick"))), rows)
    lines = [supposed_line(t, found.before.lines[id_], found.after.lines[id_]) for id_ in found.changes]
    unsure = sureness(t, found.after) if found.after.low != found.after.high else ""
    after = (t("whatif.after", points=points(t, found.after)), unsure, *high_needs(t, found))
    parts = (title, before, LINE.join(lines), *after, t("whatif.supposed"))
    return Screen(PARAGRAPH.join(filter(None, parts)), rows)


def high_needs(t: Translator, found: Supposed) -> tuple[Markup, ...]:
    """Near the top it must be said: the printed scale leaves no room below it."""
    methodology = found.after.methodology
    top = methodology.tiers[-1]
    if found.after.total is None or found.after.tier == top.tier or top.first < methodology.maximum:
        return ()
    return (t("path.every_point", maximum=t.number(methodology.maximum), tier=tier_name(t, methodology, top.tier)),)


def supposed_line(t: Translator, before: Line, after: Line) -> Markup:
    was = t.number(before.score) if before.score is not None else f"{before.possible[0]}–{before.possible[-1]}"
    value = after.observation.value
    assert value is not None
    return t("whatif.line", **of_line(t, after), value=told(t, after, value), was=was, now=t.number(after.score or 0))


def told(t: Translator, line: Line, value: Value) -> str:
    assert line.step is not None
    if isinstance(value, Within) or isinstance(line.step, Choice) or isinstance(value, str):
        return band(t, line.step, line.indicator.unit)
    return quantity(t, value, line.indicator.unit)


def grid(found: Supposed, changes: str) -> tuple[Row, ...]:
    ids = [*found.before.lines]
    buttons = [
        Button(f"✎ {id_}" if id_ in found.changes else id_, PickChange(found.town.id, id_, changes)) for id_ in ids
    ]
    return tuple(tuple(buttons[at : at + IN_A_ROW]) for at in range(0, len(buttons), IN_A_ROW))


def whatif_rows(t: Translator, found: Supposed, changes: str) -> tuple[Row, ...]:
    town_id, indicators = found.town.id, found.before.methodology.indicators
    best = packed({id_: Within(each.top) for id_, each in indicators.items()}, indicators)
    first: Row = (Button(t.plain("button.all_best"), WhatIf(town_id, best)),)
    if changes:
        picture = Button(t.plain("button.picture"), PaintChange("light", town_id, changes))
        first = (Button(t.plain("button.reset"), WhatIf(town_id)), picture)
    return (first, (Button(t.plain("button.to_score"), ShowScore(town_id)), *to_menu(t)))


def pick(t: Translator, found: Supposed, indicator_id: str) -> Screen:
    """Its bands as buttons; a number can also be typed."""
    before = found.before.lines[indicator_id]
    indicators = found.before.methodology.indicators
    rows = []
    for step in before.indicator.scale.steps:
        changed = packed({**found.changes, indicator_id: Within(step.score)}, indicators)
        label = t.plain("button.band", score=t.number(step.score), band=band(t, step, before.indicator.unit))
        rows.append((Button(label, WhatIf(found.town.id, changed)),))
    rest = {id_: value for id_, value in found.changes.items() if id_ != indicator_id}
    as_is = Button(t.plain("button.as_is"), WhatIf(found.town.id, packed(rest, indicators)))
    now = t.number(before.score) if before.score is not None else t.plain("tier.unknown")
    parts = [t("whatif.pick_title", **of_line(t, before), town=t.name(found.town.name), score=now)]
    parts.append(t(how_to_answer(before)))
    return Screen(PARAGRAPH.join(parts), (*rows, (as_is, *to_menu(t))))


def how_to_answer(line: Line) -> str:
    """A number is asked for in the unit it will be read in."""
    if not line.indicator.bands:
        return key("whatif.pick_choose")
    match line.indicator.unit:
        case "thousand_tenge":
            return key("whatif.pick_type_thousands")
        case "count":
            return key("whatif.pick_type_whole")
    return key("whatif.pick_type")


def refused(t: Translator, asked: Screen, why: str) -> Screen:
    """What was typed is not a value this indicator can have; it is said why, and asked again."""
    return Screen(PARAGRAPH.join((t(why), asked.text)), asked.rows)
