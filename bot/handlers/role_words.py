"""/grant and /revoke typed: whom, which role, where, in any order and in three languages."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.actions.people import EVERYWHERE, packed
from core.access import Role
from core.services.towns import Candidates, Found, Towns

PERSON = re.compile(r"(?<![\w-])[1-9][0-9]{3,15}(?![\w-])")
ROLES: Mapping[Role, re.Pattern[str]] = {
    Role.OFFICIAL: re.compile(r"\b(official|(әкімдік )?қызметкер\w*|сотрудник\w*( акимата)?)\b", re.IGNORECASE),
    Role.EDITOR: re.compile(r"\b(editor|редактор\w*)\b", re.IGNORECASE),
    Role.PUBLISHER: re.compile(r"\b(publisher|публикатор\w*|жариялаушы\w*)\b", re.IGNORECASE),
    Role.OWNER: re.compile(r"\b(owner|владел\w+( бота)?|(бот )?иесі\w*)\b", re.IGNORECASE),
}
WHOLE = re.compile(
    r"\b(everywhere|whole country|бүкіл ел\w*|барлық жер\w*|везде|вся страна|всей стране|по всей стране)\b",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"[,;\n]+| және | и | and ", re.IGNORECASE)
LONGEST = 400


@dataclass(frozen=True, slots=True)
class Said:
    """`picked` are the places named one by one; `unclear` is what named no place we know for sure."""

    person: int | None
    role: Role | None
    picked: str
    everywhere: bool
    unclear: str

    @property
    def places(self) -> str:
        return EVERYWHERE if self.everywhere else self.picked


def read(towns: Towns, text: str) -> Said:
    text = text[:LONGEST]
    person = PERSON.search(text)
    roles = [role for role, words in ROLES.items() if words.search(text)]
    everywhere = bool(WHOLE.search(text))
    rest = WHOLE.sub(" ", PERSON.sub(" ", text))
    for words in ROLES.values():
        rest = words.sub(" ", rest)
    picked, unclear = places(towns, rest)
    role = roles[0] if len(roles) == 1 else None
    return Said(int(person[0]) if person else None, role, picked, everywhere and not picked, unclear)


def places(towns: Towns, text: str) -> tuple[str, str]:
    oblasts: set[int] = set()
    named: set[int] = set()
    unclear: list[str] = []
    for part in filter(None, (each.strip(" .:–-") for each in BETWEEN.split(text))):
        found = towns.find(part)
        if isinstance(found, Found) and found.how != "near":
            named.add(found.town.number)
        elif isinstance(found, Candidates) and found.reason == "oblast" and found.towns:
            oblasts.add(found.towns[0].number)
        else:
            unclear.append(" ".join(part.split()))
    return packed(oblasts, named), ", ".join(unclear)
