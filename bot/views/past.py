"""A town's innovation potential as it was: of a year and those before it, or as it stood published on a day."""

from collections.abc import Iterable, Sequence
from datetime import date

from markupsafe import Markup

from bot.actions import then
from bot.actions.history import AskPast, ShowHistory, ShowPast
from bot.actions.scores import ShowRanking, ShowScore
from bot.i18n import Translator, key
from bot.screen import Button, Row, Screen
from bot.views import when
from bot.views.common import PARAGRAPH, to_menu
from bot.views.honesty import force
from bot.views.scores import details, differences, group, heading, points, sureness, why_title
from bot.views.tiers import dots, tier_name
from bot.views.towns import WHY, other_town, two_a_row
from bot.wire import Action
from core.dates import Why
from core.past import When
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
    town = found.then
    known = [points(t, town.card), sureness(t, town.card)] if town.card else [t("past.no_data")]
    parts = [when.told(t, found.when), LINE.join((heading(t, town), known[0])), *known[1:], differences(t, town.card)]
    parts += [now(t, found), details(t, town), force(t, standing)]
    return Screen(PARAGRAPH.join(filter(None, parts)), rows(t, found))


def why(t: Translator, found: Then, standing: Standing) -> Screen:
    card = found.then.card
    if card is None:
        return score(t, found, standing)
    parts = [
        when.told(t, found.when),
        why_title(t, found.then, card),
        *(group(t, each) for each in card.groups),
        now(t, found),
    ]
    return Screen(PARAGRAPH.join(parts), rows(t, found, why=True))


def now(t: Translator, found: Then) -> Markup:
    """What it is today, to be told apart."""
    card, earlier = found.now.card, found.then.card
    if card is None or card.total is None:
        return t("past.now_unknown")
    if earlier and same(earlier, card):
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
    now: Row = (Button(t.plain("button.now"), ShowScore(town.id)),)
    more = (
        Button(t.plain("button.picture"), then.painted_score(town.id, "light", found.when)),
        Button(t.plain("button.ranking"), then.ranking("score", found.when)),
    )
    own = (Button(t.plain("button.history"), ShowHistory(town.id)), Button(t.plain("button.past"), AskPast(town.id)))
    first: tuple[Row, ...] = ((to, *now), more) if found.then.card else (now,)
    return (*first, own, (other_town(t, "past"), *to_menu(t)))


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


def ask_all(t: Translator, years: Sequence[int], days: Sequence[date]) -> Screen:
    """The same of all towns in their order."""
    text = [t("past.ask_all"), t("past.how_all")]
    if not days:
        text.append(t("past.no_days_at_all"))
    of_years = four_a_row(Button(str(each), then.ranking("score", When(each))) for each in years[:YEARS_SHOWN])
    of_days = two_a_row(Button(t.date(each), then.ranking("score", When(day=each))) for each in days[:DAYS_SHOWN])
    back = Button(t.plain("button.ranking"), ShowRanking())
    return Screen(PARAGRAPH.join(text), (*of_years, *of_days, (back, *to_menu(t))))


def only_of_today(t: Translator, town: Town, when: When, today: Action) -> Screen:
    """What was asked of another time is not known of it: what is, and what it is today, are buttons."""
    score = Button(t.plain("button.past_score"), then.score(town.id, when))
    ranking = Button(t.plain("button.past_ranking"), then.ranking("score", when))
    now_ = Button(t.plain("button.now"), today)
    return Screen(t("past.only_of_today", town=t.name(town.name)), ((score,), (ranking,), (now_, *to_menu(t))))


def too_many(t: Translator, most: int) -> Screen:
    return Screen(t("past.too_many", most=t.number(most)), (to_menu(t),))


def no_day(t: Translator, why: Why, days: Sequence[tuple[date, Action]], else_: Action) -> Screen:
    """Why the day is not taken; those that may have been meant are buttons."""
    text = t(NO_DAY[why], day=t.date(days[0][0])) if why == "future" and days else t(NO_DAY[why])
    offered = () if why == "future" else two_a_row(Button(t.date(day), action) for day, action in days)
    return Screen(text, (*offered, (Button(t.plain("button.past"), else_), *to_menu(t))))


def year_to_come(t: Translator, year: int, else_: Action) -> Screen:
    text = t("past.future_year", year=str(year))
    return Screen(text, ((Button(t.plain("button.past"), else_), *to_menu(t)),))


def of_which(t: Translator, asked: When, towns: Iterable[Town]) -> Screen:
    each = two_a_row(Button(t.name(town.name), ShowPast.of(town.id, asked.year, asked.day)) for town in towns)
    text = PARAGRAPH.join((when.told(t, asked), t("set.which_town")))
    return Screen(text, (*each, (other_town(t, "past"), *to_menu(t))))


def which_town(t: Translator, found: Candidates, year: int | None, day: date | None) -> Screen:
    """The year and the day that were typed are not asked again."""
    lines = [t(WHY[found.reason], oblast=t.name(found.oblast.name) if found.oblast else "")]
    if found.aside:
        lines.append(Markup("{}").format(t.name(found.aside)))
    each = two_a_row(Button(t.name(town.name), ShowPast.of(town.id, year, day)) for town in found.towns)
    return Screen(PARAGRAPH.join(lines), (*each, (other_town(t, "past"), *to_menu(t))))
