"""The words people name days with, each brought to the skeleton of core/spelling.py."""

from collections.abc import Iterable, Mapping

from core.spelling import latin

Forms = str
"""Words with spaces between them."""


def by_word(forms: Mapping[int, Forms]) -> dict[str, int]:
    return {latin(word): value for value, words in forms.items() for word in words.split()}


def every(words: Forms) -> frozenset[str]:
    return frozenset(latin(word) for word in words.split())


def kazakh(names: Forms, endings: Iterable[str]) -> dict[str, int]:
    """With the endings of “on”, “of” and “the twelfth of”."""
    return {latin(name + ending): number for number, name in enumerate(names.split(), 1) for ending in endings}


MONTHS = {
    **kazakh(
        "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
        ("", "да", "де", "та", "те", "дың", "дің", "ның", "нің", "тың", "тің", "ы", "ында", "ының", "і", "інде"),
    ),
    **by_word({
        1: "январь января январе янв january jan",
        2: "февраль февраля феврале фев февр february feb",
        3: "март марта марте мар march mar",
        4: "апрель апреля апреле апр april apr",
        5: "май мая мае may",
        6: "июнь июня июне июн june jun",
        7: "июль июля июле июл july jul",
        8: "август августа августе авг august aug",
        9: "сентябрь сентября сентябре сен сент september sep sept",
        10: "октябрь октября октябре окт october oct",
        11: "ноябрь ноября ноябре ноя нояб november nov",
        12: "декабрь декабря декабре дек december dec",
    }),
}  # fmt: skip
WEEKDAYS = by_word({
    0: "дүйсенбі дүйсенбіде понедельник пн monday mon",
    1: "сейсенбі сейсенбіде вторник вт tuesday tue",
    2: "сәрсенбі сәрсенбіде среда среду ср wednesday wed",
    3: "бейсенбі бейсенбіде четверг чт thursday thu",
    4: "жұма жұмада пятница пятницу пт friday fri",
    5: "сенбі сенбіде суббота субботу сб saturday sat",
    6: "жексенбі жексенбіде воскресенье вс sunday sun",
})  # fmt: skip
LAST = every("өткен прошлый прошлую прошлое прошлом last")
RELATIVE = {
    " ".join(latin(word) for word in phrase.split()): back
    for back, phrases in {
        0: ("бүгін", "сегодня", "today", "just now"),
        1: ("кеше", "вчера", "yesterday"),
        2: (
            "алдыңғы күні", "алдыңгүні", "арғы күні", "бұрнағы күні", "бұрнағұрлы күні",
            "позавчера", "day before yesterday",
        ),
        -1: ("ертең", "завтра", "tomorrow"),
        -2: ("бүрсігүні", "послезавтра", "day after tomorrow"),
    }.items()
    for phrase in phrases
}  # fmt: skip
NUMBERS = by_word({
    1: "бір один одну a an one",
    2: "екі два две two",
    3: "үш три three",
    4: "төрт четыре four",
    5: "бес пять five",
    6: "алты шесть six",
    7: "жеті семь seven",
    10: "он десять ten",
})  # fmt: skip
UNITS = by_word({
    1: "күн день дня дней day days",
    7: "апта неделя неделю недели недель week weeks",
})  # fmt: skip
AGO = every("бұрын назад тому ago")
SAID = (
    "я мен i сдал сдала сдали подал подала отдал отдала отнёс отнесла тапсырдым тапсырдық бердім өткіздім "
    "handed submitted gave it them in the документы құжаттарды құжаттар papers documents"
)
BARE = every(SAID)
"""What may stand beside a day and says nothing of it."""
FILLERS = BARE | every(
    "в во на on of at күні күнгі г год года году ж жыл жылы жылғы жылдың число числа "
    "го е ое ого st nd rd th сі сы ші шы інде сінде сында ында да де"
)
