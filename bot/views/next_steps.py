"""Where a measure leads to within the bot: the papers, the dates of what is handed in, the calculator, and where to go.
The one place where other subjects plug in.
"""

from collections.abc import Mapping

from bot.actions.applications import StartApplication
from bot.actions.loan import ShowLoan
from bot.actions.places_to_go import ShowPlaces
from bot.actions.support import ShowDocuments
from bot.actions.towns import AskTown
from bot.i18n import Translator
from bot.screen import Button, Row
from core.eligibility import Answers
from core.microcredit import Purpose, Work
from core.places import Town

WITH_PAPERS = frozenset({"microcredit", "certificate"})
"""The measures whose papers are listed. The list of a credit partnership is not stated."""
LENDING = frozenset({*WITH_PAPERS, "partnership_credit"})
"""The measures that are a loan, whose terms the edition has."""
WORK: Mapping[str, Work] = {"unemployed": "not_employed", "employee": "employed"}
PURPOSE: Mapping[str, Purpose] = {"start": "start", "expand": "expand", "capital": "expand"}


def next_steps(t: Translator, measures: frozenset[str], answers: Answers, town: Town | None) -> tuple[Row, ...]:
    """Of one measure, or of all that are open to the person."""
    papered = ((papers(t, answers, town),), (handed_in(t, answers, town),)) if measures & WITH_PAPERS else ()
    lent = (Button(t.plain("button.loan"), ShowLoan()),) if measures & LENDING else ()
    return (*papered, (*lent, where(t, town)))


def papers(t: Translator, answers: Answers, town: Town | None) -> Button:
    """What was told already need not be told again."""
    return Button(t.plain("button.documents"), ShowDocuments(*told(answers), town=town.id if town else ""))


def handed_in(t: Translator, answers: Answers, town: Town | None) -> Button:
    """The way to the dates, for whoever has all papers behind them."""
    work, purpose = told(answers)
    begin = StartApplication("day", "", work, purpose, town=town.id if town else "")
    return Button(t.plain("button.already_in"), begin)


def told(answers: Answers) -> tuple[Work, Purpose]:
    work = WORK.get(answers.get("category", ""), "unknown")
    return work, PURPOSE.get(answers.get("purpose", ""), "unknown")


def where(t: Translator, town: Town | None) -> Button:
    """Of a town that is known; else it is asked for."""
    return Button(t.plain("button.where_to_go"), ShowPlaces(town.id) if town else AskTown("where"))
