"""/audit typed: whose acts, which, about which town, of which days, in any order and in three languages."""

import re
from collections.abc import Mapping
from datetime import date

from bot.actions.audit import ShowRecord, in_button
from bot.handlers.role_words import PERSON
from bot.views.deeds import ACTS as KNOWN
from core.services.towns import Found, Towns
from core.spans import span

ACTS: Mapping[str, re.Pattern[str]] = {
    "withdraw": re.compile(
        r"(?i:(отозв|қайтарып алын|withdr)\w* (предлож|ұсын|propos)\w*"
        r"|(предлож|ұсын|propos)\w* (отозв|қайтарып алын|withdr)\w*)"
    ),
    "withdraw_invitation": re.compile(r"(?i:\b(отозв|отзыв|қайтарып алын|withdr)\w*)"),
    "accept_invitation": re.compile(r"(?i:\b(принят|приня|қабылда|accept)\w*)"),
    "invite": re.compile(r"(?i:\b(приглаш|приглас|шақыр|invit)\w*)"),
    "revoke": re.compile(r"(?i:\b(снят|сняли|алып таст|revok|taken away)\w*)"),
    "grant": re.compile(r"(?i:\b(выдан|дана\b|даны\b|дал\b|дали\b|берілген|берілді|grant|given)\w*)"),
    "denied": re.compile(r"(?i:\b(отказ|отклон|құқықсыз|бас тарт|denied|refus)\w*)"),
    "undo": re.compile(r"(?i:\b(отмен|қайтарыл|кері қайтар|болдырм|undo|undone)\w*)"),
    "confirm": re.compile(r"(?i:\b(подтвер|раста|confirm)\w*)"),
    "publish": re.compile(r"(?i:\b(о?публик|жариял|publish|publication)\w*)"),
    "propose": re.compile(r"(?i:\b(предлож|ұсын|propos)\w*)"),
}
ROLES = re.compile(r"(?i:\b(рол[иьея]\w*|рөл\w*|roles?)\b|\bправ[ао]\b|\bқұқық\w*)")
CONTENT = re.compile(r"(?i:\b(материал\w*|контент\w*|выпуск\w*|шығарылым\w*|content|issues?)\b)")
OF_WHAT = re.compile(
    r"\b(рол\w*|рөл\w*|roles?|приглаш\w*|шақыр\w*|invitations?|публикаци\w*|жарияланым\w*|publications?"
    r"|действи\w*|әрекет\w*|acts?)\b",
    re.IGNORECASE,
)
"""Beside an act these say no more."""
EMPTY = re.compile(
    r"\b(за|в|во|на|по|о|об|про|от|и|все|всё|город\w*|протокол\w*|запис\w*|кто|что"
    r"|туралы|бойынша|қала\w*|және|мен|хаттама\w*|жазба\w*|барлық|кім|не"
    r"|of|by|about|in|on|the|and|all|town|record|entries|who|what)\b",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\s,;.:!?]+")
LONGEST = 200
NAME_OF_WORDS = 3
ENDING = 3
"""Letters that a name may have more than it is: Болатом, Болаттың."""


def read(text: str, today: date, towns: Towns) -> tuple[ShowRecord, str]:
    """What is asked for, and what was not understood of it: a name perhaps."""
    rest = " ".join(text[:LONGEST].split())
    by = 0
    if (person := PERSON.search(rest)) and len(person[0]) > len("2026"):
        by, rest = int(person[0]), rest.replace(person[0], " ")
    found = span(rest, today)
    rest = found.rest if found else rest
    act, rest = act_in(rest)
    town, rest = town_in(towns, " ".join(WORD.findall(EMPTY.sub(" ", rest))))
    since, until = (in_button(day) if day else "" for day in ((found.first, found.last) if found else (None, None)))
    return ShowRecord(by, act, since, until, town), rest


def act_in(text: str) -> tuple[str, str]:
    """An act, or all that has to do with roles or with content."""
    act = next((name for name, words in ACTS.items() if words.search(text)), "")
    rest = OF_WHAT.sub(" ", ACTS[act].sub(" ", text)) if act else text
    if CONTENT.search(rest):
        rest, of_content = CONTENT.sub(" ", rest), f"{act} content"
        act = of_content.replace(" ", "_") if of_content in KNOWN else "content"
    elif not act and ROLES.search(rest):
        act, rest = "roles", ROLES.sub(" ", rest)
    return act, rest


def town_in(towns: Towns, text: str) -> tuple[int, str]:
    """Its number, and the other words. No spelling is guessed."""
    words = text.split()
    for size in range(1, NAME_OF_WORDS + 1):
        for start in range(len(words) - size + 1):
            found = towns.find(" ".join(words[start : start + size]))
            if isinstance(found, Found) and found.how != "near":
                return found.town.number, " ".join((*words[:start], *words[start + size :]))
    return 0, text


def called(text: str, names: Mapping[int, str]) -> list[int]:
    """Who has all these words in their name."""
    words = text.lower().split()
    return [person for person, name in names.items() if all(in_name(word, name.lower().split()) for word in words)]


def in_name(word: str, name: list[str]) -> bool:
    return any(word.startswith(part) and len(word) <= len(part) + ENDING for part in name)
