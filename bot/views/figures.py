"""Figures as somebody types them: how to, what is wrong, what is unclear, what is odd."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from markupsafe import Markup

from bot.actions.common import Cancel
from bot.actions.figures import AnswerFigures
from bot.i18n import Translator, key
from bot.screen import Button, Row, Screen
from bot.views import faults
from bot.views.common import PARAGRAPH, abreast
from bot.views.dry_runs import LINE, named, town_name, worth
from bot.wire import Action
from core.drafts import Question, What
from core.faults import Doubt, Fault
from core.methodology import Methodology
from core.towns import TownIndex

MOST_FAULTS = 15
MOST_DOUBTS = 10
PATIENCE_WITH_WORDS = 60
"""Letters of what was typed that are worth repeating."""
QUESTIONS: Mapping[What, str] = {
    "town": key("set.which_town"),
    "indicator": key("set.which_indicator"),
    "value": key("set.which_value"),
    "amount": key("set.which_amount"),
    "year": key("set.which_year"),
    "source": key("set.which_source"),
}


def how(t: Translator) -> Screen:
    return Screen(PARAGRAPH.join((t("set.how"), t("set.how_more"))), (to_cancel(t),))


def to_cancel(t: Translator) -> Row:
    return (Button(t.plain("button.cancel_figures"), Cancel()),)


def faulty(t: Translator, found: Sequence[Fault]) -> Screen:
    """All of them at once, so that it is mended once."""
    lines = [faults.fault(t, each) for each in found[:MOST_FAULTS]]
    more = [t("proposal.more", n=t.number(len(found) - MOST_FAULTS))] if len(found) > MOST_FAULTS else []
    return Screen(PARAGRAPH.join((t("set.faulty"), LINE.join((*lines, *more)), t("set.again"))), (to_cancel(t),))


def question(
    t: Translator,
    asked: Question,
    line: str,
    left: int,
    mark: str,
    towns: TownIndex,
    methodology: Methodology,
    remark: str = "",
) -> Screen:
    """One at a time. `mark` is of what has been said so far."""
    about = t("set.line", n=asked.where, line=line) if line else ""
    buttons = [Button(label, AnswerFigures(mark, at)) for at, label in enumerate(labels(t, asked, towns, methodology))]
    asks = t(QUESTIONS[asked.what], **worded(t, asked, towns, methodology))
    how_to = t("set.press_or_write") if buttons else ""
    more = t.plural("set.left", left - 1) if left > 1 else ""
    text = PARAGRAPH.join(filter(None, (remark, about, LINE.join(filter(None, (asks, how_to))), more)))
    return Screen(text, (*in_rows(buttons), to_cancel(t)))


def worded(t: Translator, asked: Question, towns: TownIndex, methodology: Methodology) -> dict[str, str]:
    """What is known already of a figure whose number is asked for."""
    if asked.what not in {"value", "amount"}:
        return {}
    indicator = methodology.indicators[asked.facts["indicator"]]
    if asked.what == "value":
        return {"indicator": named(t, indicator)}
    assert indicator.unit is not None
    return {
        "indicator": named(t, indicator),
        "town": town_name(t, towns, asked.facts["town"]),
        "year": asked.facts["year"],
        "unit": t.plain(faults.UNITS[indicator.unit]),
    }


def wrong(t: Translator, found: Sequence[Fault]) -> Markup:
    """With the answer just typed."""
    return LINE.join(faults.said(t, each) for each in found)


def in_rows(buttons: Sequence[Button]) -> Iterator[Row]:
    for at in range(0, len(buttons), 2):
        yield from abreast(*buttons[at : at + 2])


def labels(t: Translator, asked: Question, towns: TownIndex, methodology: Methodology) -> Iterator[str]:
    indicators = methodology.indicators
    for each in asked.candidates:
        match asked.what:
            case "town":
                yield town_name(t, towns, each)
            case "indicator":
                yield named(t, indicators[each])
            case "value":
                indicator = indicators[asked.facts["indicator"]]
                yield worth(t, indicator, each) if indicator.choices else t.number(Decimal(each))
            case _:
                yield each


def not_understood(t: Translator, what: What, text: str) -> Markup:
    if what == "source":
        return t("set.no_source")
    return t("set.not_understood", text=text[:PATIENCE_WITH_WORDS])


def doubtful(
    t: Translator, found: Sequence[Doubt], towns: TownIndex, methodology: Methodology, overrule: Action
) -> Screen:
    """They may be overruled, with a reason; also those of a file."""
    text = PARAGRAPH.join((t("set.doubtful"), listed(t, found, towns, methodology), t("set.doubtful_how")))
    return Screen(text, ((Button(t.plain("button.overrule"), overrule),), to_cancel(t)))


def ask_reason(
    t: Translator, found: Sequence[Doubt], towns: TownIndex, methodology: Methodology, remark: str = ""
) -> Screen:
    parts = (remark, listed(t, found, towns, methodology), t("set.reason_ask"))
    return Screen(PARAGRAPH.join(filter(None, parts)), (to_cancel(t),))


def listed(t: Translator, found: Sequence[Doubt], towns: TownIndex, methodology: Methodology) -> Markup:
    lines = [Markup("• {}").format(faults.doubt(t, each, towns, methodology)) for each in found[:MOST_DOUBTS]]
    more = [t("proposal.more", n=t.number(len(found) - MOST_DOUBTS))] if len(found) > MOST_DOUBTS else []
    return LINE.join((*lines, *more))
