"""Every action → its handler, in one place; bot/commands.py says which action a command means."""

from collections.abc import Mapping
from dataclasses import replace

from bot import powers
from bot.actions import read
from bot.actions import then as of_then
from bot.actions.applications import (
    AnswerPapers,
    AskDay,
    DeleteApplication,
    NoAnswer,
    PickDay,
    PutTown,
    ResetTicks,
    SendDates,
    SendPapers,
    SetReminders,
    ShowAdvice,
    ShowApplications,
    ShowDates,
    ShowLeg,
    ShowOwnPaper,
    ShowPapers,
    ShowStatus,
    StartApplication,
    TakeBack,
    TellAnswer,
    TellDay,
    TickPaper,
    TypeDay,
)
from bot.actions.common import (
    AskForget,
    AskLanguage,
    Cancel,
    Forget,
    Greet,
    SendMyData,
    SetLanguage,
    ShowHelp,
    ShowMenu,
    ShowPrivacy,
)
from bot.actions.history import (
    AskPast,
    HistoryInWords,
    ListBatches,
    SendHistory,
    ShowHistory,
    ShowPast,
)
from bot.actions.loan import (
    AskLoan,
    PaintLoan,
    SendRepayments,
    ShowLoan,
    ShowLoanTerms,
    ShowRepayments,
    TellLoan,
)
from bot.actions.notices import (
    EndSubscriptions,
    HearNoMore,
    SetWish,
    ShowSubscriptions,
    WatchAll,
    WatchInWords,
    WatchOblast,
    WatchTown,
)
from bot.actions.pictures import PaintChange, PaintComparison, PaintRanking, PaintScore, ShowMap
from bot.actions.places_to_go import Comfort, ShowOffice, ShowPlaces
from bot.actions.reading import OpenChapter, OpenDocument, OpenRecord, ShowDisagreements, ShowPart, ShowSources
from bot.actions.scores import (
    Compare,
    CompareInWords,
    ListIndicators,
    OfferTables,
    PickChange,
    PickTowns,
    SendTable,
    ShowIndicator,
    ShowPath,
    ShowRanking,
    ShowScore,
    ShowWhy,
    SupposeInWords,
    SupposeTyped,
    WhatIf,
)
from bot.actions.support import ShowDocuments, ShowPaper
from bot.actions.talk import (
    AskNext,
    AskOfTown,
    ListAnswers,
    OpenCode,
    ShowMeasure,
    ShowProspects,
    ShowResult,
    TellWish,
)
from bot.actions.towns import (
    AskTown,
    CheckMonotown,
    FindNearest,
    FindTown,
    ListOblast,
    ShowCriteria,
    ShowCriterion,
    ShowPotential,
    ShowTargets,
    ShowTown,
    TellMonotown,
)
from bot.handlers import (
    application_days,
    application_progress,
    applications,
    asked,
    care,
    changes,
    codes,
    common,
    contents,
    exports,
    facts,
    history,
    loan,
    monotown,
    notices,
    past,
    pictures,
    places_to_go,
    reading,
    scores,
    support,
    talk,
    then,
    towns,
    words,
)
from bot.letters import Kind
from bot.powers import Handler
from bot.screen import Screen
from bot.turn import Turn
from bot.wire import Action, Unreadable

HANDLERS: Mapping[type[Action], Handler] = {
    Greet: common.greet,
    ShowMenu: common.menu,
    ShowHelp: common.help_,
    AskLanguage: common.ask_language,
    SetLanguage: common.set_language,
    ShowPrivacy: common.privacy,
    SendMyData: common.my_data,
    AskForget: common.ask_forget,
    Forget: common.forget,
    Cancel: common.cancel,
    AskTown: towns.ask,
    ListOblast: towns.list_oblast,
    FindTown: towns.find,
    FindNearest: towns.nearest,
    ShowTown: facts.town,
    ShowPotential: towns.potential,
    ShowCriteria: facts.criteria,
    ShowCriterion: facts.criterion,
    ShowTargets: facts.targets,
    CheckMonotown: monotown.check,
    TellMonotown: monotown.typed,
    ShowScore: scores.score,
    ShowWhy: scores.why,
    ShowIndicator: scores.indicator,
    ShowHistory: history.show,
    ListBatches: history.batches,
    HistoryInWords: history.typed,
    SendHistory: history.send,
    AskPast: past.ask,
    ShowPast: past.show,
    of_then.AskPastRanking: then.ask,
    of_then.RankThen: then.ranking,
    of_then.PaintRankingThen: then.painted_ranking,
    of_then.PaintScoreThen: then.painted_score,
    of_then.CompareThen: then.comparison,
    of_then.PaintComparisonThen: then.painted_comparison,
    of_then.MapThen: then.town_map,
    of_then.RankingInWords: then.ranking_in_words,
    of_then.MapInWords: then.map_in_words,
    ListIndicators: scores.list_indicators,
    ShowPath: scores.path,
    WhatIf: changes.what_if,
    PickChange: changes.pick,
    SupposeTyped: changes.typed,
    SupposeInWords: words.suppose,
    Compare: scores.compare,
    CompareInWords: words.compare,
    PickTowns: scores.pick_towns,
    ShowRanking: scores.ranking,
    OfferTables: exports.offer,
    SendTable: exports.send,
    ShowMap: pictures.town_map,
    PaintScore: pictures.score,
    PaintComparison: pictures.comparison,
    PaintRanking: pictures.ranking,
    PaintChange: pictures.change,
    ShowPart: reading.part,
    OpenChapter: reading.chapter,
    OpenRecord: reading.record,
    ShowDisagreements: reading.disagreements,
    ShowSources: reading.sources,
    OpenDocument: reading.document,
    ShowDocuments: support.documents,
    ShowPaper: support.paper,
    ShowPlaces: places_to_go.places,
    ShowOffice: places_to_go.office,
    Comfort: care.comfort,
    ShowStatus: application_progress.status,
    ShowApplications: application_progress.everything,
    StartApplication: applications.start,
    ShowPapers: applications.papers,
    TickPaper: applications.tick,
    ShowOwnPaper: applications.own_paper,
    AnswerPapers: applications.answer,
    ResetTicks: applications.reset,
    SendPapers: applications.send_papers,
    PutTown: applications.put_town,
    AskDay: application_days.ask,
    PickDay: application_days.pick,
    TellDay: application_days.tell,
    TypeDay: application_days.typed,
    ShowDates: application_progress.dates,
    ShowLeg: application_progress.leg,
    SendDates: application_progress.send_dates,
    TellAnswer: application_progress.answers,
    NoAnswer: application_progress.not_yet,
    TakeBack: application_progress.take_back,
    ShowAdvice: application_progress.advice,
    SetReminders: application_progress.remind,
    DeleteApplication: applications.delete,
    ShowLoan: loan.show,
    AskLoan: loan.ask,
    TellLoan: loan.typed,
    ShowRepayments: loan.schedule,
    ShowLoanTerms: loan.terms,
    PaintLoan: loan.picture,
    SendRepayments: loan.send,
    ShowSubscriptions: notices.subscriptions,
    WatchTown: notices.watch_town,
    WatchOblast: notices.watch_oblast,
    WatchAll: notices.watch_all,
    SetWish: notices.set_wish,
    HearNoMore: notices.hear_no_more,
    EndSubscriptions: notices.end,
    WatchInWords: words.watch,
    AskNext: talk.ask,
    AskOfTown: talk.of_town,
    ShowResult: talk.result,
    ShowMeasure: talk.measure,
    ListAnswers: talk.answers,
    ShowProspects: talk.prospects,
    OpenCode: codes.code,
    TellWish: talk.wish,
    **powers.HANDLERS,
}

LETTERS: Mapping[str, Kind] = {
    **application_progress.LETTERS, **notices.LETTERS, **contents.LETTERS, **asked.LETTERS,
}  # fmt: skip
"""What goes out by itself, kind by kind."""


async def answer(turn: Turn, action: Action) -> Screen:
    """Raises core.catalogue.Unknown when a button names something that is not in data/ (any more)."""
    screen = await HANDLERS[type(action)](turn, action)
    if isinstance(action, SetLanguage) and turn.private:
        spoken = replace(turn, t=turn.house.translators[action.language])
        return replace(await answer(spoken, asked_before(action)), toast=screen.toast)
    return screen


DEEDS: tuple[type[Action], ...] = (
    SetLanguage, Forget, StartApplication, TickPaper, AnswerPapers, ResetTicks, PutTown, TellDay, TypeDay, TakeBack,
    SetReminders, DeleteApplication, SetWish, HearNoMore, EndSubscriptions, *powers.DEEDS,
)  # fmt: skip


def asked_before(action: SetLanguage) -> Action:
    """What a choice of language carries is a stranger's word too: it may ask for a screen, never for a deed."""
    try:
        wanted = read(action.then)
    except Unreadable:
        return Greet()
    return Greet() if isinstance(wanted, DEEDS) else wanted
