"""Commands that name towns, or towns and values, in words: /compare Теміртау Балқаш, /whatif Теміртау 2.6 4,6; and
words that say what is wanted of a town without a command.
"""

import re

from bot.actions import then as of_then
from bot.actions.applications import ShowStatus
from bot.actions.common import ShowMenu
from bot.actions.notices import ShowSubscriptions, WatchAll, WatchInWords
from bot.actions.scores import Compare, CompareInWords, PickChange, PickTowns, SupposeInWords, WhatIf
from bot.actions.support import ShowDocuments
from bot.actions.talk import OpenCode, TellWish
from bot.actions.then import CompareThen
from bot.actions.towns import AskTown, CheckMonotown, FindTown, Goal
from bot.handlers import changes, notices, past, scores, then, towns
from bot.i18n import key
from bot.screen import Screen
from bot.turn import Turn
from bot.views import past as then_view
from bot.views import paths
from bot.views.towns import numbers
from bot.wire import Action
from core.past import Past, When
from core.services.scores import MOST_COMPARED
from core.services.support import Damaged
from core.services.towns import Candidates, Found, NotFound

TARGETS = re.compile(
    r"\b(цел(ь|и|ей|ям|ями|ях)|целев\w+( показател\w+| индикатор\w+)?|нысанал\w+( индикатор\w*| көрсеткіш\w*)?"
    r"|мақсат\w*|targets?( indicators?)?)\b",
    re.IGNORECASE,
)
IS_MONOTOWN = re.compile(
    r"\b(моногород\w* ли( это)?|это моногород|что такое моногород\w*|моноқала (ма|ме)|моноқала деген не"
    r"|(is|are) .*\bmonotowns?|what is a monotown)\b",
    re.IGNORECASE,
)
WHERE = re.compile(
    r"\b(куда (мне |нам )?(идти|обратиться|обращаться|пойти|сходить)|где (мне |нам )?(помогут|центр занятости|акимат)"
    r"|қайда бар(у|амын|айын|ам)\w*( керек)?|кімге бар(у|амын|айын)\w*|жұмыспен қамту орталығы қайда"
    r"|where (to|do i|should i|can i) (go|turn|apply|get help)|where is the (employment cent\w+|akimat))\b",
    re.IGNORECASE,
)
WATCH = re.compile(r"\b(подпи[сш]\w+( меня)?( на)?|жазыл\w+( келеді)?|subscrib\w+( me)?( to)?)\b", re.IGNORECASE)
ALL = re.compile(
    r"вс[её]|все (моно)?города|вся страна|барлығы(на)?|бәрі(не)?|барлық (моно)?қала\w*|бүкіл ел(ге)?"
    r"|(to )?all( (mono)?towns)?|the whole country",
    re.IGNORECASE,
)
OF_WHAT = re.compile(
    r"\b(на |о |об )?(сме\w+ уровня|уровень|люб\w+ изменени\w+|сводк\w+( за неделю)?|еженедельн\w+|раз в неделю)\b"
    r"|\b(деңгей\w*( өзгер\w+)?|кез келген өзгеріс\w*|апта сайын\w*|апталық( шолу\w*)?)\b"
    r"|\b(tiers?( changes?)?|changes? of tier|any changes?|weekly( digest)?|digest)\b",
    re.IGNORECASE,
)
"""Which news is chosen by button all the same, beside what each of them means."""
ROOMS: tuple[tuple[re.Pattern[str], Action], ...] = (
    (re.compile(r"документы?|құжат(тар)?|papers|documents", re.IGNORECASE), ShowDocuments()),
    (
        re.compile(
            r"статус|мо[её] заявление|мои заявления|менің өтінішім|өтінішім|status|my applications?", re.IGNORECASE
        ),
        ShowStatus(),
    ),
    (
        re.compile(r"(мои )?подписки|(менің )?жазылымдар(ым)?|(my )?subscriptions", re.IGNORECASE),
        ShowSubscriptions(),
    ),
    (re.compile(r"меню|мәзір|menu", re.IGNORECASE), ShowMenu()),
)
"""What is called for by its bare name."""
ALONE = re.compile(r"(?<=\s)[1-9]\.[0-9]$")
"""An indicator at the end, without a value."""
FEW_WORDS = 2
"""Beside the word itself; a longer sentence without a town speaks of something else."""


async def suppose(turn: Turn, action: SupposeInWords) -> Screen:
    """What is left when the values are taken out is the town."""
    name, values = changes.NAMED.sub(" ", action.text), changes.NAMED.findall(action.text)
    if asked := past.meant(turn, name):
        return await past.find(turn, asked, WhatIf)
    found = turn.house.towns.find(name)
    if not isinstance(found, Found) or turn.house.scores.of(found.town.id).card is None:
        return await towns.find(turn, FindTown("whatif", name))
    start, known = WhatIf(found.town.id), turn.house.scores.methodology.indicators
    without_value = [] if values else ALONE.findall(action.text)
    if any(id_ not in known for id_ in (*dict(values), *without_value)):
        return paths.refused(turn.t, await changes.what_if(turn, start), key("whatif.no_such_indicator"))
    if without_value:
        return await changes.pick(turn, PickChange(start.town, without_value[0]))
    return await changes.suppose(turn, start, values)


async def compare(turn: Turn, action: CompareInWords) -> Screen:
    asked = past.meant(turn, action.text)
    if asked is not None:
        return await compare_then(turn, asked)
    found = turn.house.towns.find(action.text)
    match found:
        case Candidates(reason="several", towns=named) if len(named) > MOST_COMPARED:
            return await scores.pick_towns(turn, PickTowns(numbers(named[:MOST_COMPARED])))
        case Candidates(reason="several", towns=named):
            return await scores.compare(turn, Compare(numbers(named)))
        case Found(town=town):
            return await scores.pick_towns(turn, PickTowns(str(town.number)))
    return await towns.find(turn, FindTown("score", action.text))


async def compare_then(turn: Turn, asked: Past) -> Screen:
    """As they were; one town alone is shown as it was."""
    found = turn.house.towns.find(asked.rest)
    if not isinstance(found, Candidates) or found.reason != "several":
        return await past.find(turn, asked)
    if len(found.towns) > MOST_COMPARED:
        return then_view.too_many(turn.t, MOST_COMPARED)
    picked = numbers(found.towns)
    when = past.settled(turn, asked, lambda when: of_then.comparison(picked, when))
    return await then.comparison(turn, CompareThen(picked, of_then.packed(when))) if isinstance(when, When) else when


def room(text: str) -> Action | None:
    return next((action for called, action in ROOMS if called.fullmatch(text.strip(" .!?/"))), None)


async def watch(turn: Turn, action: WatchInWords) -> Screen:
    """What is left when the word itself is taken out is a town, a region, or all of them."""
    where = " ".join(OF_WHAT.sub(" ", action.text).split()).strip(" .,:!")
    if ALL.fullmatch(where):
        return await notices.watch_all(turn, WatchAll())
    return await towns.find(turn, FindTown("subscribe", where or action.text))


def meant(turn: Turn, text: str) -> Action | None:
    """What is left when the words of the wish are taken out is the town; without one, it is asked for."""
    if called := room(text):
        return called
    wishes: tuple[tuple[re.Pattern[str], Goal], ...] = ((WHERE, "where"), (TARGETS, "targets"), (WATCH, "subscribe"))
    for pattern, goal in wishes:
        if pattern.search(text):
            rest = pattern.sub(" ", text)
            if not isinstance(turn.house.towns.find(rest), NotFound):
                return FindTown(goal, rest)
            return AskTown(goal) if len(rest.split()) <= FEW_WORDS else None
    if IS_MONOTOWN.search(text):
        named = not isinstance(turn.house.towns.find(text), NotFound)
        return FindTown("town", text) if named else CheckMonotown()
    return of_support(turn, text)


def of_support(turn: Turn, text: str) -> Action | None:
    """A code, or what somebody wishes for."""
    support = turn.house.support
    try:
        support.code(text)
    except Damaged:
        return TellWish(text) if support.wish(text) else None
    return OpenCode(text)
