"""/audit typed: whose acts, which, of which days, in any order and in three languages."""

import re
from collections.abc import Mapping
from datetime import date

from bot.actions.audit import ShowRecord, in_button
from bot.handlers.role_words import PERSON
from core.dates import Read, read_day

ACTS: Mapping[str, re.Pattern[str]] = {
    "withdraw": re.compile(
        r"(?i:(отозв|қайтарып алын|withdr)\w* (предлож|ұсын|propos)\w*"
        r"|(предлож|ұсын|propos)\w* (отозв|қайтарып алын|withdr)\w*)"
    ),
    "withdraw_invitation": re.compile(r"(?i:отозв|отзыв|қайтарып алын|withdr)\w*"),
    "accept_invitation": re.compile(r"(?i:принят|приня|қабылда|accept)\w*"),
    "invite": re.compile(r"(?i:приглаш|приглас|шақыр|invit)\w*"),
    "revoke": re.compile(r"(?i:снят|сняли|алып таст|revok|taken away)\w*"),
    "grant": re.compile(r"(?i:выдан|дана |даны |дал |берілген|берілді|grant|given)\w*"),
    "denied": re.compile(r"(?i:отказ|отклон|құқықсыз|бас тарт|denied|refus)\w*"),
    "undo": re.compile(r"(?i:отмен|қайтарыл|болдырм|undo|undone)\w*"),
    "confirm": re.compile(r"(?i:подтвер|раста|confirm)\w*"),
    "publish": re.compile(r"(?i:публик|жариял|publish)\w*"),
    "propose": re.compile(r"(?i:предлож|ұсын|propos)\w*"),
}
OF_WHAT = re.compile(
    r"\b(рол\w*|рөл\w*|roles?|приглаш\w*|шақыр\w*|invitations?|действи\w*|әрекет\w*|acts?)\b", re.IGNORECASE
)
"""Beside an act these say no more."""
BETWEEN = re.compile(r"[,;\n]+|\s+[–—-]\s+")
LONGEST = 200


def read(text: str, today: date) -> tuple[ShowRecord, str]:
    """What is asked for, and what was not understood of it."""
    rest = text[:LONGEST]
    person = PERSON.search(rest)
    by = int(person[0]) if person and len(person[0]) > len("2026") else 0
    if person and by:
        rest = rest.replace(person[0], " ")
    act = next((name for name, words in ACTS.items() if words.search(rest)), "")
    if act:
        rest = OF_WHAT.sub(" ", ACTS[act].sub(" ", rest))
    days: list[date] = []
    strange: list[str] = []
    for part in filter(None, (each.strip(" .:") for each in BETWEEN.split(rest))):
        found = read_day(part, today)
        if isinstance(found, Read):
            days.append(found.day)
        else:
            strange.append(part)
    first, last = (in_button(min(days)), in_button(max(days))) if days else ("", "")
    return ShowRecord(by, act, first, last), ", ".join(strange)
