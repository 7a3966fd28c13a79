"""A town's innovation potential as it was: of a year and those before it, or as it stood published on a day."""

from collections.abc import Iterable, Sequence
from datetime import date

from markupsafe import Markup

from bot.actions.history import AskPast, ShowHistory, ShowPast
from bot.actions.scores import ShowScore
from bot.i18n import Translator, key
from bot.screen import Button, Row, Screen
from bot.views.common import PARAGRAPH, to_menu
from bot.views.honesty import force
from bot.views.scores import details, differences, group, heading, points, sureness, why_title
from bot.views.tiers import dots, tier_name
from bot.views.towns import WHY, other_town, two_a_row
from core.dates import Why
from core.programmes import Standing
from core.scoring import Scorecard
from core.services.scores import Then
from core.services.towns import Candidates
from core.towns import Town

LINE = Markup("\n")
YEARS_SHOWN, DAYS_SHOWN = 6, 6
NO_DAY: dict[Why, str] = {
    "not_a_date": key("past.not_a_day"),
    "impossible": key("past.impossible"),
    "future": key("past.future"),
    "which_day": key("past.which_day"),
    "which_year": key("past.which_day"),
}


def score(t: Translator, found: Then, standing: Standing) -> Screen:
    """The date first: nobody takes what was for what is."""
    then = found.then
    known = [points(t, then.card), sureness(t, then.card)] if then.card else [t("past.no_data")]
    parts = [when(t, found), LINE.join((heading(t, then), known[0])), *known[1:], differences(t, then.card)]
    parts += [now(t, found), details(t, then), force(t, standing)]
    return Screen(PARAGRAPH.join(filter(None, parts)), rows(t, found))


def why(t: Translator, found: Then, standing: Standing) -> Screen:
    card = found.then.card
    if card is None:
        return score(t, found, standing)
    parts = [when(t, found), why_title(t, found.then, card), *(group(t, each) for each in card.groups), now(t, found)]
    return Screen(PARAGRAPH.join(parts), rows(t, found, why=True))


def when(t: Translator, found: Then) -> Markup:
    lines = []
    if found.day:
        lines += [t("past.on_day", day=t.date(found.day)), t("past.base")]
    if found.year:
        lines.append(t("past.of_year", year=str(found.year)))
    if found.then.methodology != found.now.methodology:
        lines.append(t("past.other_methodology"))
    return LINE.join(lines)


def now(t: Translator, found: Then) -> Markup:
    """What it is today, to be told apart."""
    card, then = found.now.card, found.then.card
    if card is None or card.total is None:
        return t("past.now_unknown")
    if then and same(then, card):
        return t("past.same")
    tier = tier_name(t, card.methodology, card.tier)
    return t("past.now", total=t.number(card.total), dots=dots(card.tier) if card.tier else "", tier=tier)


def same(one: Scorecard, other: Scorecard) -> bool:
    return (one.total, one.low, one.high, one.tier) == (other.total, other.low, other.high, other.tier)


def rows(t: Translator, found: Then, *, why: bool = False) -> tuple[Row, ...]:
    town = found.then.town
    to = Button(t.plain("button.to_score"), ShowPast.of(town.id, found.year, found.day))
    if not why:
        to = Button(t.plain("button.why"), ShowPast.of(town.id, found.year, found.day, "why"))
    first: Row = (Button(t.plain("button.now"), ShowScore(town.id)),)
    own = (Button(t.plain("button.history"), ShowHistory(town.id)), Button(t.plain("button.past"), AskPast(town.id)))
    return ((to, *first) if found.then.card else first, own, (other_town(t, "past"), *to_menu(t)))


def ask(t: Translator, found: Then) -> Screen:
    """Years of which something is known, days on which something was published."""
    town = found.now.town
    text = [t("past.ask", town=t.name(town.name)), t("past.how", town=t.name(town.name))]
    if not found.days:
        text.append(t("past.no_days"))
    years = four_a_row(Button(str(each), ShowPast.of(town.id, each, None)) for each in found.years[:YEARS_SHOWN])
    back = Button(t.plain("button.to_score"), ShowScore(town.id))
    return Screen(PARAGRAPH.join(text), (*years, *on_days(t, town, found.days[:DAYS_SHOWN], None), (back, *to_menu(t))))


def four_a_row(buttons: Iterable[Button]) -> tuple[Row, ...]:
    given = tuple(buttons)
    return tuple(given[at : at + 4] for at in range(0, len(given), 4))


def on_days(t: Translator, town: Town, days: Sequence[date], year: int | None) -> tuple[Row, ...]:
    return two_a_row(Button(t.date(day), ShowPast.of(town.id, year, day)) for day in days)


def no_day(t: Translator, town: Town, why: Why, days: Sequence[date], year: int | None) -> Screen:
    """Why the day is not taken; those that may have been meant are buttons."""
    text = t(NO_DAY[why], day=t.date(days[0])) if why == "future" and days else t(NO_DAY[why])
    offered = () if why == "future" else on_days(t, town, days, year)
    return Screen(text, (*offered, (Button(t.plain("button.past"), AskPast(town.id)), *to_menu(t))))


def year_to_come(t: Translator, town: Town, year: int) -> Screen:
    text = t("past.future_year", year=str(year))
    return Screen(text, ((Button(t.plain("button.past"), AskPast(town.id)), *to_menu(t)),))


def which_town(t: Translator, found: Candidates, year: int | None, day: date | None) -> Screen:
    """The year and the day that were typed are not asked again."""
    lines = [t(WHY[found.reason], oblast=t.name(found.oblast.name) if found.oblast else "")]
    if found.aside:
        lines.append(Markup("{}").format(t.name(found.aside)))
    each = two_a_row(Button(t.name(town.name), ShowPast.of(town.id, year, day)) for town in found.towns)
    return Screen(PARAGRAPH.join(lines), (*each, (other_town(t, "past"), *to_menu(t))))
