"""Values with their units, and the scale of an indicator, band by band."""

from collections.abc import Callable
from decimal import Decimal

from markupsafe import Markup

from bot.i18n import Translator, key
from core.methodology import Indicator
from core.scales import Band, Choice, Unit

LINE = Markup("\n")
WORDED: dict[Unit, Callable[[Translator, Decimal], str]] = {
    "percent": lambda t, value: t.percent(value),
    "tenge": lambda t, value: t.plain("unit.tenge", n=t.number(value)),
    "thousand_tenge": lambda t, value: t.plain("unit.thousand_tenge", n=t.number(value)),
    "square_metre": lambda t, value: t.plain("unit.square_metre", n=t.number(value)),
    "count": lambda t, value: t.number(value),
}


def quantity(t: Translator, value: Decimal, unit: Unit | None) -> str:
    return t.number(value) if unit is None else WORDED[unit](t, value)


def difference(t: Translator, value: Decimal, unit: Unit) -> str:
    """Between two values: per cents differ by percentage points."""
    if unit != "percent":
        return quantity(t, value, unit)
    return t.plain(key("unit.point") if value == 1 else key("unit.points"), n=t.number(value))


def band(t: Translator, step: Band | Choice, unit: Unit | None) -> str:
    """As printed, in words: its printed ends, not those our rule gave it."""
    if isinstance(step, Choice):
        return t.name(step.name)
    low, high = step.stated.low, step.stated.high
    if low is None and high is not None:
        return t.plain("scale.below", bound=quantity(t, high, unit))
    if high is None and low is not None:
        return t.plain("scale.above", bound=quantity(t, low, unit))
    assert low is not None
    assert high is not None
    if low == high:
        return quantity(t, low, unit)
    return t.plain("scale.from_to", low=t.number(low), high=quantity(t, high, unit))


def scale(t: Translator, indicator: Indicator, here: int | None) -> Markup:
    lines = [t("scale.title")]
    for step in indicator.scale.steps:
        words = band(t, step, indicator.unit)
        if isinstance(step, Choice) and step.inferred:
            words = t.plain("scale.inferred", band=words)
        text = key("scale.here") if step.score == here else key("scale.step")
        lines.append(t(text, score=t.number(step.score), band=words))
    return LINE.join(lines)
