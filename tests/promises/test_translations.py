"""locales/ says all that the code asks for, in three languages, without a fault that a program can see."""

from pathlib import Path

from bot.messages import check, keys, proofreading
from core.localised import LANGUAGES

HOME = Path(__file__).parents[2]


def test_the_catalogues_are_whole_and_clean() -> None:
    faults = check.faults(keys.find(HOME / "bot"), HOME / "locales")
    assert not faults, "\n".join(map(str, faults))


def test_the_glossary_has_every_word_in_three_languages() -> None:
    lines = (HOME / "locales" / "GLOSSARY.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    words = [row for row in rows if len(row) == 4 and row[0] != "---"]
    domain = words[1 : next(at for at, row in enumerate(words) if row[0] == "")]
    assert len(domain) >= 45
    for kk, ru, en, _ in domain:
        assert kk
        assert ru
        assert en
        for language, word in zip(LANGUAGES, (kk, ru, en), strict=True):
            assert not proofreading.foreign(language, word), word
            assert not [what for rule, what in proofreading.of_text("word.word", language, word) if rule == "letters"]
    for column in range(3):
        said = [row[column] for row in domain]
        assert len(said) == len(set(said)), "a word for two things"
