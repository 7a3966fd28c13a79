"""A human way out, for whoever writes that it is very hard: people first, and nothing of the Programme."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.actions.towns import AskTown
from bot.i18n import Translator, key
from bot.screen import Button, Row, Screen
from bot.views.common import PARAGRAPH, to_menu
from bot.views.places_to_go import LINE, told, ways
from core.services.contacts import Contact, Need

WORDS: dict[Need, str] = {
    "life": key("care.life"),
    "threat": key("care.threat"),
    "hunger": key("care.hunger"),
    "debt": key("care.debt"),
}


def comfort(t: Translator, need: Need, known: Sequence[Contact], alone_with: str = "") -> Screen:
    """In a group `alone_with` is the name of the bot: of such things one may prefer to speak alone."""
    numbers = [LINE.join(ways(t, each)) for each in known]
    whom = [t("care.call"), *numbers] if known else [t("care.no_numbers")]
    parts = [t(WORDS[need]), *whom, t("care.bot")]
    if known:  # folded: whoever calls now need not read it
        said = LINE.join(told(t, each) for each in known)
        parts.append(Markup("<blockquote expandable>{}</blockquote>").format(said))
    rows: list[Row] = [(Button(t.plain("button.where_to_go"), AskTown("where")),), to_menu(t)]
    if alone_with:
        rows.insert(0, (Button(t.plain("button.go_private"), url=f"https://t.me/{alone_with}?start=menu"),))
    return Screen(PARAGRAPH.join(parts), tuple(rows), fresh=True)
