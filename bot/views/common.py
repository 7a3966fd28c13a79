"""The screens every person may meet, whatever they came for."""

from collections.abc import Iterable, Mapping

from markupsafe import Markup

from bot.actions.applications import ShowStatus
from bot.actions.common import (
    AskForget,
    AskLanguage,
    Forget,
    Greet,
    SendMyData,
    SetLanguage,
    ShowHelp,
    ShowMenu,
    ShowPrivacy,
)
from bot.actions.loan import ShowLoan
from bot.actions.notices import ShowSubscriptions
from bot.actions.people import ShowWork
from bot.actions.pictures import ShowMap
from bot.actions.reading import ShowDisagreements, ShowPart, ShowSources
from bot.actions.scores import PickTowns, ShowRanking
from bot.actions.support import ShowDocuments
from bot.actions.talk import AskNext
from bot.actions.towns import AskTown, CheckMonotown
from bot.i18n import NATIVE_NAMES, Translator
from bot.screen import Button, Document, Row, Screen
from bot.views.commands import DESCRIPTIONS
from bot.views.honesty import honesty
from bot.wire import Action
from core.localised import LANGUAGES, Language
from core.programmes import Standing

PARAGRAPH = Markup("\n\n")


def greeting(t: Translator, towns: int, standing: Standing, *, work: bool = False) -> Screen:
    parts = (
        t("greeting.hello", towns=t.number(towns)),
        t("greeting.residents"),
        t("greeting.officials"),
        t("greeting.how"),
        honesty(t, standing, whole=True),
    )
    return Screen(PARAGRAPH.join(parts), menu_rows(t, work=work))


def menu(t: Translator, *, work: bool = False) -> Screen:
    return Screen(t("menu.title"), menu_rows(t, work=work))


def menu_rows(t: Translator, *, work: bool = False) -> tuple[Row, ...]:
    """First what a resident comes for, then the towns, then what can be read. `work` for those who have a role."""
    return (
        *(((Button(t.plain("button.work"), ShowWork()),),) if work else ()),
        (Button(t.plain("button.support"), AskNext()),),
        (Button(t.plain("button.all_papers"), ShowDocuments()), Button(t.plain("button.status"), ShowStatus())),
        (Button(t.plain("button.loan"), ShowLoan()), Button(t.plain("button.where_to_go"), AskTown("where"))),
        (Button(t.plain("button.town"), AskTown()), Button(t.plain("button.ranking"), ShowRanking())),
        *abreast(
            Button(t.plain("button.sheet"), AskTown("town")), Button(t.plain("button.targets"), AskTown("targets"))
        ),
        (
            Button(t.plain("button.compare"), PickTowns()),
            Button(t.plain("button.map"), ShowMap()),
            Button(t.plain("button.method"), ShowPart("method")),
        ),
        (
            Button(t.plain("button.state"), ShowPart("state")),
            Button(t.plain("button.programme"), ShowPart("programme")),
        ),
        (
            Button(t.plain("button.sources"), ShowSources()),
            Button(t.plain("button.disagreements"), ShowDisagreements()),
        ),
        (
            Button(t.plain("button.monotown"), CheckMonotown()),
            Button(t.plain("button.subscriptions"), ShowSubscriptions()),
        ),
        (
            Button(t.plain("button.language"), AskLanguage()),
            Button(t.plain("button.help"), ShowHelp()),
            Button(t.plain("button.privacy"), ShowPrivacy()),
        ),
    )


HALF = 22
"""Letters of a label that a small phone shows in half a row."""


def abreast(*buttons: Button) -> tuple[Row, ...]:
    """Side by side where each can be read whole, else one under the other."""
    if all(len(each.label) <= HALF for each in buttons):
        return (buttons,) if buttons else ()
    return tuple((each,) for each in buttons)


def to_menu(t: Translator) -> Row:
    return (Button(t.plain("button.menu"), ShowMenu()),)


def help_(t: Translator, bot_name: str, names: Iterable[str]) -> Screen:
    """`names` are the commands this person may use."""
    commands = (t("help.line", name=name, what=t.plain(DESCRIPTIONS[name])) for name in names)
    parts = (t("help.title"), Markup("\n").join(commands), t("help.ways", bot=bot_name))
    return Screen(PARAGRAPH.join(parts), (to_menu(t),))


def ask_language(translators: Mapping[Language, Translator], then: Action | None = None) -> Screen:
    """In all three languages at once: nobody should have to guess what is being asked."""
    questions = Markup("\n").join(translators[language]("language.ask") for language in LANGUAGES)
    return Screen(Markup("🌐\n") + questions, language_rows(then))


def language_rows(then: Action | None = None) -> tuple[Row, ...]:
    wanted = carried(then)
    return tuple((Button(NATIVE_NAMES[language], SetLanguage(language, wanted)),) for language in LANGUAGES)


def carried(then: Action | None) -> str:
    """What was asked travels along in the button; a question too long for that is asked again by the person."""
    if then is None:
        return ""
    try:
        SetLanguage("kk", packed := then.pack()).pack()
    except ValueError:
        return ""
    return packed


def language_chosen(t: Translator) -> Screen:
    """For a group; in private the person goes on with what they had asked, under a word of agreement."""
    return Screen(t("language.chosen_group"), toast=t.plain("language.chosen"))


def privacy(t: Translator) -> Screen:
    own = (Button(t.plain("button.my_data"), SendMyData()), Button(t.plain("button.forget"), AskForget()))
    return Screen(t("privacy.text"), (own, to_menu(t)))


def my_data(t: Translator, document: Document, applications: int, *, roles: int = 0, acts: int = 0) -> Screen:
    """`acts` stand on record, under a pseudonym that leads to the person until they are forgotten."""
    lines = [t("mydata.caption")]
    if roles:
        lines.insert(0, t("mydata.roles", roles=t.number(roles), acts=t.number(acts)))
    elif acts:
        lines.insert(0, t("mydata.acts", acts=t.number(acts)))
    if applications:
        lines.insert(0, t.plural("mydata.applications", applications))
    return Screen(PARAGRAPH.join(lines), document=document)


def ask_forget(t: Translator, *, roles: bool, acts: bool = False) -> Screen:
    more = (t("forget.roles") if roles else None, t("forget.acts") if acts else None)
    text = PARAGRAPH.join((t("forget.ask"), *filter(None, more)))
    return Screen(
        text, ((Button(t.plain("button.forget_yes"), Forget()),), (Button(t.plain("button.forget_no"), ShowPrivacy()),))
    )


def forgotten(t: Translator, *, roles: bool, acts: bool = False) -> Screen:
    again = (Button(t.plain("button.begin"), Greet()),)
    done = t("forget.done_roles") if roles else t("forget.done")
    return Screen(PARAGRAPH.join((done, t("forget.acts_stay"))) if acts else done, (again,))


def cancelled(t: Translator, *, stopped: bool, work: bool = False) -> Screen:
    text = t("cancel.done") if stopped else t("cancel.nothing")
    return Screen(PARAGRAPH.join((text, t("menu.title"))), menu_rows(t, work=work))


def apology(t: Translator, code: str) -> Screen:
    return Screen(t("trouble.apology", code=code), (to_menu(t),), fresh=True)


def outdated(t: Translator) -> Screen:
    return Screen(t("trouble.outdated"), menu_rows(t), toast=t.plain("trouble.outdated"), fresh=True)


def denied(t: Translator, *, work: bool = False) -> Screen:
    """What they may do instead is behind the first button of those who have a role."""
    return Screen(t("trouble.denied"), menu_rows(t, work=work), toast=t.plain("trouble.denied"), fresh=True)


def only_text(t: Translator) -> Screen:
    return Screen(t("trouble.only_text"), menu_rows(t))


def unknown_command(t: Translator) -> Screen:
    return Screen(t("trouble.unknown_command"), (to_menu(t),))


def not_understood(t: Translator) -> Screen:
    return Screen(t("trouble.not_understood"), menu_rows(t))


def go_private(t: Translator, bot_name: str, start: str = "menu") -> Screen:
    button = Button(t.plain("button.go_private"), url=f"https://t.me/{bot_name}?start={start}")
    return Screen(t("trouble.go_private"), ((button,),), fresh=True)


def power_in_private(t: Translator, bot_name: str) -> Screen:
    button = Button(t.plain("button.go_private"), url=f"https://t.me/{bot_name}?start=menu")
    return Screen(t("trouble.power_in_private"), ((button,),), fresh=True)


def group_greeting(translators: Mapping[Language, Translator], bot_name: str) -> Screen:
    """A group has not chosen yet, so it is greeted in all three."""
    texts = (translators[language]("greeting.group", bot=bot_name) for language in LANGUAGES)
    return Screen(PARAGRAPH.join(texts), language_rows())
