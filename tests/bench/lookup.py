"""Lookup: which town is meant, among the names we have and among ten thousand."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from random import Random

from core.files import grammar
from core.files.library import Library
from core.files.marked import Problems, read_yaml
from core.files.names import of_oblasts, of_places, of_towns
from core.files.towns import Atlas
from core.localised import Localised
from core.towns import Name, Named, Town, TownIndex
from tests.bench.measure import Finding, seconds
from tests.catalogues import DATA, cases

MANY = 10_000
AT_MOST = 3
CONSONANTS, VOWELS, CODAS = "бғджзкқлмнпрстш", "аеоұүыі", ("", "", "л", "р", "н", "қ", "с", "т")


def findings() -> Iterator[Finding]:
    problems = Problems()
    library = Library(DATA, problems)
    atlas = Atlas(DATA, library, problems)
    pages = read_yaml(DATA / "names.yaml"), read_yaml(DATA / "places.yaml")
    entries = (*of_oblasts(atlas), *of_towns(pages[0], atlas, problems), *of_places(pages[1], atlas, library, problems))
    names = [entry.named for entry in entries]
    towns = list((atlas.towns or {}).values())
    context = grammar.read(DATA, problems)
    more = made_up(towns, MANY - len(towns))
    few = TownIndex(towns, names, *context)
    many = TownIndex([*towns, *more], [*names, *(Named(town, Name(town.name.kk)) for town in more)], *context)
    yield Finding(f"names of {len(few)} towns and of {len(many):,}, asked the same")
    for kind, asked in questions().items():
        times = [seconds(partial(ask, index, asked)) for index in (few, many)]
        small, large = (each / len(asked) * 1e6 for each in times)
        said = f"{kind}: {small:.0f} µs and {large:.0f} µs, {large / small:.2f} times"
        yield Finding(said, large / small, AT_MOST)


def ask(index: TownIndex, texts: list[str]) -> None:
    for text in texts:
        index.find(text)


def questions() -> dict[str, list[str]]:
    forms = [form.strip() for forms in cases("town_forms").values() for form in forms.split("|")]
    typed = [case["typed"] for case in cases("lookup")]
    return {
        "a name in any of its forms": Random(1).sample(forms, 500),
        "every case of tests/cases/lookup.yaml": typed,
        "a misspelt name": ["Степногорксе", "Жезказгын", "Тимиртау", "степнагорск", "екибастос", "лисаковс"],
        "no name at all": ["хабарласу", "кредит алу керек", "подскажите пожалуйста", "hello there", "анықтамалық"],
        "a page of text": ["қаладағы халықтың жағдайы және жұмыс орындары туралы ақпарат керек " * 6],
    }


def made_up(towns: list[Town], count: int) -> list[Town]:
    random = Random(2)
    syllables = [start + vowel + end for start in CONSONANTS for vowel in VOWELS for end in CODAS]
    names: set[str] = set()
    while len(names) < count:
        names.add("".join(random.choices(syllables, k=random.choice((2, 3, 3, 4)))).capitalize())
    return [
        replace(towns[at % len(towns)], id=f"made-up-{at}", number=100 + at, name=Localised(kk=name, ru=name, en=name))
        for at, name in enumerate(sorted(names))
    ]
