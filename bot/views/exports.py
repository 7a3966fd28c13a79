"""Tables to take away: what there is, and the file itself."""

from bot.actions.history import SendHistory
from bot.actions.scores import OfferTables, SendTable, ShowRanking, ShowScore
from bot.actions.towns import AskTown
from bot.i18n import Translator
from bot.screen import Button, Document, Row, Screen
from bot.views.common import PARAGRAPH, to_menu
from bot.views.honesty import force
from core.programmes import Standing
from core.towns import Town


def offer(t: Translator, town: Town | None, towns: int, standing: Standing, *, with_history: bool = False) -> Screen:
    """A town's table says that there is one of all, and the other way round."""
    what = t("export.of_town", town=t.name(town.name)) if town else t("export.of_all", n=t.number(towns))
    other = (
        Button(t.plain("button.export_all"), OfferTables())
        if town
        else Button(t.plain("button.export_town"), AskTown("export"))
    )
    text = PARAGRAPH.join((what, t("export.files"), force(t, standing)))
    more = (history_files(t, town),) if with_history else ()
    return Screen(text, (files(t, town), *more, (other,), back(t, town)))


def files(t: Translator, town: Town | None) -> Row:
    id_ = town.id if town else ""
    return (
        Button(t.plain("button.export_xlsx"), SendTable("xlsx", id_)),
        Button(t.plain("button.export_csv"), SendTable("csv", id_)),
    )


def history_files(t: Translator, town: Town | None) -> Row:
    id_ = town.id if town else ""
    return (
        Button(t.plain("button.history_xlsx"), SendHistory("xlsx", id_)),
        Button(t.plain("button.history_csv"), SendHistory("csv", id_)),
    )


def back(t: Translator, town: Town | None) -> Row:
    to = Button(t.plain("button.to_score"), ShowScore(town.id)) if town else None
    return (to or Button(t.plain("button.ranking"), ShowRanking()), *to_menu(t))


def sent(t: Translator, town: Town | None, file: Document, standing: Standing) -> Screen:
    """The caption says what the numbers are worth: a file goes further than its chat."""
    what = t("export.sent_town", town=t.name(town.name)) if town else t("export.sent_all")
    return Screen(PARAGRAPH.join((what, force(t, standing))), (back(t, town),), document=file)
