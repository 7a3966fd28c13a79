"""Kazakh case endings for proper names and a few nouns. The list is closed: a word whose ending cannot be
told from its letters alone is refused, because a wrong ending is worse than another phrasing.
"""

import re
from enum import StrEnum
from typing import Literal, get_args

Case = Literal["genitive", "dative", "accusative", "locative", "ablative", "instrumental"]
CASES: tuple[Case, ...] = get_args(Case)
_CASE_CALLED: dict[str, Case] = {case: case for case in CASES}


class _Sound(StrEnum):
    """What a word ends in; together with the vowels it decides the ending."""

    VOWEL = "vowel"
    GLIDE = "glide"
    NASAL = "nasal"
    VOICED = "voiced"
    VOICELESS = "voiceless"
    OWNED = "owned"  # a third-person ending: қаласы, облысы


_FINALS = {
    _Sound.VOWEL: "аәеоөұүыі",
    _Sound.GLIDE: "йурл",
    _Sound.NASAL: "мнң",
    _Sound.VOICED: "зж",
    _Sound.VOICELESS: "бвгғдкқпстфхцчшщһ",
}
_SOUNDS = {letter: sound for sound, letters in _FINALS.items() for letter in letters}

# Each ending twice: after back vowels and after front ones.
_ENDINGS: dict[_Sound, dict[Case, tuple[str, str]]] = {
    _Sound.VOWEL: {
        "genitive": ("ның", "нің"),
        "dative": ("ға", "ге"),
        "accusative": ("ны", "ні"),
        "locative": ("да", "де"),
        "ablative": ("дан", "ден"),
        "instrumental": ("мен", "мен"),
    },
    _Sound.GLIDE: {
        "genitive": ("дың", "дің"),
        "dative": ("ға", "ге"),
        "accusative": ("ды", "ді"),
        "locative": ("да", "де"),
        "ablative": ("дан", "ден"),
        "instrumental": ("мен", "мен"),
    },
    _Sound.NASAL: {
        "genitive": ("ның", "нің"),
        "dative": ("ға", "ге"),
        "accusative": ("ды", "ді"),
        "locative": ("да", "де"),
        "ablative": ("нан", "нен"),
        "instrumental": ("мен", "мен"),
    },
    _Sound.VOICED: {
        "genitive": ("дың", "дің"),
        "dative": ("ға", "ге"),
        "accusative": ("ды", "ді"),
        "locative": ("да", "де"),
        "ablative": ("дан", "ден"),
        "instrumental": ("бен", "бен"),
    },
    _Sound.VOICELESS: {
        "genitive": ("тың", "тің"),
        "dative": ("қа", "ке"),
        "accusative": ("ты", "ті"),
        "locative": ("та", "те"),
        "ablative": ("тан", "тен"),
        "instrumental": ("пен", "пен"),
    },
    _Sound.OWNED: {
        "genitive": ("ның", "нің"),
        "dative": ("на", "не"),
        "accusative": ("н", "н"),
        "locative": ("нда", "нде"),
        "ablative": ("нан", "нен"),
        "instrumental": ("мен", "мен"),
    },
}

_OWNED = frozenset({"қаласы", "облысы", "ауданы", "бағдарламасы"})
_WORD = re.compile(r"[а-яёәғқңөұүһі]+")
_BACK, _FRONT = "аоұы", "әөүіе"
_RUSSIAN_BACK = re.compile(r"[аоұы]ев$")  # Сәтбаевқа, but Медведевке


def with_case(name: str, case: Case) -> str:
    """`name` stands in the nominative; only its last word takes the ending."""
    last = name.rsplit(maxsplit=1)[-1].lower() if name.strip() else ""
    if not _WORD.fullmatch(last):
        raise ValueError(f"not a Kazakh name: {name!r}")
    if last.endswith("ск"):  # the spelling rules put an і after a foreign -ск: Курскіде
        return f"{name}і{_ENDINGS[_Sound.VOWEL][case][1]}"
    sound = _Sound.OWNED if last in _OWNED else _SOUNDS.get(last[-1])
    if sound is None:
        raise ValueError(f"no rule for the ending of {name!r}")
    return name + _ENDINGS[sound][case][_is_front(last)]


def _is_front(word: str) -> bool:
    if _RUSSIAN_BACK.search(word):
        return False
    for letter in reversed(word):
        if letter in _BACK:
            return False
        if letter in _FRONT:
            return True
        if letter in "эиёюя":  # in loans these stand with either kind of ending
            break
    raise ValueError(f"cannot tell the vowels of {word!r}")


class Name(str):
    """A name that a Kazakh text may put into a case: `{town:locative}` gives «Теміртауда»."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        if not spec:
            return str(self)
        case = _CASE_CALLED.get(spec)
        if case is None:
            raise ValueError(f"no such case: {spec!r}")
        return with_case(self, case)
