"""How a tier is drawn and named. The shape of the dots tells it where colour cannot."""

from bot.i18n import Translator
from core.methodology import Methodology
from core.towns import Tier

DOTS: dict[Tier, str] = {"high": "●●●", "medium": "●●○", "low": "●○○"}


def dots(tier: Tier) -> str:
    return DOTS[tier]


def tier_name(t: Translator, methodology: Methodology, tier: Tier | None) -> str:
    """Of innovation potential; a total may have none."""
    return t.plain("tier.not_printed") if tier is None else t.name(methodology.range_of(tier).name)
