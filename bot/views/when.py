"""Of which time an answer is: first in its words, and in the picture, so that nobody takes what was for what is."""

from markupsafe import Markup

from bot.i18n import Translator
from core.past import When

LINE = Markup("\n")


def told(t: Translator, when: When) -> Markup:
    """Nothing of now."""
    lines = []
    if when.day:
        lines += [t("past.on_day", day=t.date(when.day)), t("past.base")]
    if when.year:
        lines.append(t("past.of_year", year=str(when.year)))
    if when.other_rules:
        lines.append(t("past.other_methodology"))
    return LINE.join(lines)


def briefly(t: Translator, when: When) -> tuple[Markup, ...]:
    """Beside a picture there is little room."""
    return (Markup("🕰 <b>{}</b>").format(drawn(t, when)),) if when else ()


def drawn(t: Translator, when: When, other: str = "") -> str:
    """For the line under the title of a picture; `other` is what else stands there."""
    parts = [other] if other else []
    if when.day:
        parts.append(t.plain("picture.on_day", day=t.date(when.day)))
    if when.year:
        parts.append(t.plain("picture.of_year", year=str(when.year)))
    return " · ".join(parts)
