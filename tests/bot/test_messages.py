import runpy
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from bot.i18n import load
from bot.messages import catalogues, check, keys
from bot.messages.__main__ import main
from bot.messages.proofreading import Fault
from core.localised import LANGUAGES, Language

Text = str | tuple[str, ...]

CODE = """
from bot.i18n import Translator, key

LABELS = {True: key("tier.high")}

def screen(t: Translator, n: int, *, well: bool) -> None:
    t("start.greeting", name="A")
    t("start.well" if well else "start.ill")
    t(LABELS[well])
    t.plain("button.menu")
    t.plural("papers.count", n)
"""
TEXTS: dict[Language, dict[str, Text]] = {
    "kk": {
        "start.greeting": "Сәлеметсіз бе, <b>{name}</b>!\nҚош келдіңіз.",
        "start.well": 'Бәрі жақсы. Анығын <a href="https://example.kz/kaz">осыдан</a> қараңыз.',
        "start.ill": "Әлі дайын емес.",
        "tier.high": "жоғары",
        "button.menu": "Мәзір",
        "papers.count": ("{n} құжат", "{n} құжат"),
    },
    "ru": {
        "start.greeting": "Здравствуйте, <b>{name}</b>!\nДобро пожаловать.",
        "start.well": 'Всё хорошо. Подробности <a href="https://example.kz/rus">здесь</a>.',
        "start.ill": "Ещё не готово.",
        "tier.high": "высокий",
        "button.menu": "Меню",
        "papers.count": ("{n} документ", "{n} документа", "{n} документов"),
    },
    "en": {
        "start.greeting": "Hello, <b>{name}</b>!\nWelcome.",
        "start.well": 'All is well. See <a href="https://example.kz/eng">here</a>.',
        "start.ill": "Not ready yet.",
        "tier.high": "high",
        "button.menu": "Menu",
        "papers.count": ("{n} paper", "{n} papers"),
    },
}


@dataclass
class Project:
    """A small project with a bot/ and locales/ of its own."""

    home: Path
    code: str = CODE
    texts: dict[Language, dict[str, Text]] = field(
        default_factory=lambda: {language: dict(texts) for language, texts in TEXTS.items()}
    )
    notes: dict[str, str] = field(default_factory=dict)
    flags: dict[str, str] = field(default_factory=dict)

    def write(self) -> None:
        (self.home / "bot").mkdir(exist_ok=True)
        (self.home / "bot" / "views.py").write_text(self.code, encoding="utf-8")
        wanted = keys.find(self.home / "bot").wanted()
        catalogues.update(self.home / "locales", wanted)
        for language, texts in self.texts.items():
            catalogue = Catalog(locale=language)
            for key, text in texts.items():
                catalogue.add(
                    key if isinstance(text, str) else (key, key),
                    text,
                    user_comments=[self.notes[key]] if key in self.notes else [],
                    flags=[self.flags[key]] if key in self.flags else [],
                )
            own = {key: keys.Wanted(not isinstance(text, str), plain=False, values=None) for key, text in texts.items()}
            self.path(language).write_bytes(catalogues.renewed(catalogue, own))

    def path(self, language: Language) -> Path:
        return catalogues.path_of(self.home / "locales", language)

    def faults(self) -> list[Fault]:
        """As the check finds them, once the files have the shape of `make messages`."""
        found = keys.find(self.home / "bot")
        return [fault for fault in check.faults(found, self.home / "locales") if fault.rule != "shape"]

    def rules(self) -> set[str]:
        return {fault.rule for fault in self.faults()}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project(tmp_path)
    project.write()
    return project


def test_a_sound_project_has_no_faults(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert project.faults() == []
    assert main(["update"], project.home) == 0
    assert main(["check"], project.home) == 0
    assert capsys.readouterr().out == ""


def test_a_sound_project_speaks(project: Project) -> None:
    said = [t("start.greeting", name="<A>") for t in load(project.home / "locales").values()]
    assert [text.splitlines()[0] for text in said] == [
        "Сәлеметсіз бе, <b>&lt;A&gt;</b>!",
        "Здравствуйте, <b>&lt;A&gt;</b>!",
        "Hello, <b>&lt;A&gt;</b>!",
    ]


# Every kind of fault, planted alone

FAULTS: list[tuple[str, Language, str, Text]] = [
    ("missing", "kk", "start.ill", ""),
    ("missing", "ru", "papers.count", ("{n} документ", "{n} документа", "")),
    ("placeholders", "en", "start.greeting", "Hello, <b>you</b>!\nWelcome."),
    ("placeholders", "en", "start.greeting", "Hello, <b>{nmae}</b>!\nWelcome."),
    ("placeholders", "ru", "papers.count", ("один документ", "{n} документа", "{n} документов")),
    ("placeholders", "ru", "start.greeting", "Здравствуйте, <b>{name:dative}</b>!\nДобро пожаловать."),
    ("placeholders", "kk", "start.greeting", "Сәлеметсіз бе, <b>{name:vocative}</b>!\nҚош келдіңіз."),
    ("placeholders", "kk", "start.greeting", "Сәлеметсіз бе, <b>{name!r}</b>!\nҚош келдіңіз."),
    ("placeholders", "kk", "start.ill", "Әлі дайын емес {}."),
    ("placeholders", "kk", "start.ill", "Әлі дайын {емес."),
    ("tags", "en", "start.greeting", "Hello, {name}!\nWelcome."),
    ("tags", "en", "start.greeting", "Hello, <i>{name}</i>!\nWelcome."),
    ("tags", "en", "start.greeting", "Hello, <b>{name}!\nWelcome."),
    ("tags", "en", "start.greeting", "Hello, <b>{name}</i></b>!\nWelcome."),
    ("tags", "en", "start.greeting", "Hello, <b><b>{name}</b></b>!\nWelcome."),
    ("tags", "en", "start.greeting", "Hello, <b>{name}</b>!<br>\nWelcome."),
    ("tags", "en", "start.greeting", 'Hello, <b class="x">{name}</b>!\nWelcome.'),
    ("tags", "en", "start.well", "All is well. See <a>here</a>."),
    ("tags", "en", "start.ill", "Not ready & not done."),
    ("tags", "en", "start.ill", "Not ready: 2 < 3."),
    ("limits", "en", "start.ill", "Not ready. " + "Wait 🙂 " * 600 + "now."),
    ("limits", "kk", "button.menu", "Мәзір" * 9),
    ("plain", "kk", "button.menu", "Мәзір >"),
    ("plain", "en", "button.menu", "Menu &amp; more"),
    ("spaces", "kk", "start.ill", "Әлі  дайын емес."),
    ("spaces", "kk", "start.ill", "Әлі дайын емес. "),
    ("spaces", "kk", "start.ill", "Әлі дайын \nемес."),
    ("spaces", "kk", "start.ill", "Әлі дайын\n\n\nемес."),
    ("quotes", "kk", "start.ill", 'Әлі "дайын" емес.'),
    ("quotes", "ru", "start.ill", "Ещё не “готово”."),
    ("quotes", "ru", "start.ill", "Ещё не «готово."),
    ("quotes", "en", "start.ill", "It isn't ready."),
    ("quotes", "en", "start.ill", "Not «ready» yet."),
    ("quotes", "en", "start.ill", "Not ready - yet."),
    ("letters", "kk", "start.ill", "Әлi дайын емес."),  # a Latin i
    ("letters", "kk", "start.ill", "Əлі дайын емес."),  # a Latin schwa
    ("letters", "ru", "start.ill", "Ещё a не готово."),  # a Latin a
    ("letters", "ru", "start.ill", "Ещё не готово и\u0306."),
    ("letters", "en", "start.ill", "Not rеady yet."),  # a Cyrillic е
    ("letters", "en", "start.ill", "Not а thing."),  # a Cyrillic а
    ("same", "kk", "start.ill", "Ещё не готово."),
    ("same", "ru", "papers.count", ("{n} құжат", "{n} құжат", "{n} құжат")),
    ("foreign", "kk", "start.ill", "Not yet."),
    ("foreign", "en", "start.ill", "Пока нет."),
    ("punctuation", "kk", "start.ill", "Әлі дайын емес"),
    ("punctuation", "en", "start.ill", "Not ready yet!"),
    ("plural", "en", "papers.count", "{n} papers"),
]


@pytest.mark.parametrize(("rule", "language", "key", "text"), FAULTS)
def test_a_planted_fault_is_found(project: Project, rule: str, language: Language, key: str, text: Text) -> None:
    project.texts[language][key] = text
    project.write()
    assert project.rules() == {rule}
    assert any(key in str(fault) for fault in project.faults())


@pytest.mark.parametrize(
    ("key", "limit"),
    [
        ("commands.help", 256),
        ("bot.name", 64),
        ("bot.description", 512),
        ("bot.short_description", 120),
        ("toast.saved", 200),
        ("button.long", 40),
        ("page.long", 4096),
    ],
)
def test_each_kind_of_text_has_its_own_limit(project: Project, key: str, limit: int) -> None:
    project.code += f'\ndef more(t: Translator) -> None:\n    t("{key}")\n'
    letters: dict[Language, str] = {"kk": "ә", "ru": "ё", "en": "z"}
    for language, letter in letters.items():
        project.texts[language][key] = letter * limit
    project.write()
    assert project.rules() == set()
    project.texts["kk"][key] = "ә" * (limit + 1)
    project.write()
    assert project.rules() == {"limits"}


def test_letters_and_marks_that_only_look_wrong_are_left_alone(project: Project) -> None:
    project.texts["kk"]["start.ill"] = "«API-ге» Telegram-да I тоқсан, e-mail: /score – 5 %, {{}} &lt; 3."
    project.texts["ru"]["start.ill"] = "«API» в Telegram, I квартал: /score – 5 %."
    project.texts["en"]["start.ill"] = "“Anyqtama” (анықтама) is the bank’s paper – yes."
    project.write()
    assert project.rules() == set()


def test_a_text_without_words_may_be_the_same_everywhere(project: Project) -> None:
    for texts in project.texts.values():
        texts["tier.high"] = "✅ 5"
    project.write()
    assert project.rules() == set()


@pytest.mark.parametrize(
    ("note", "rules"), [("same: a name", set()), ("same:", {"same", "foreign"}), ("", {"same", "foreign"})]
)
def test_a_note_with_a_reason_allows_the_same_text(project: Project, note: str, rules: set[str]) -> None:
    for texts in project.texts.values():
        texts["tier.high"] = "Monoqala"
    project.notes["tier.high"] = note
    project.write()
    assert project.rules() == rules


def test_a_note_with_a_reason_allows_another_ending(project: Project) -> None:
    project.texts["ru"]["tier.high"] = "высокий и др."
    project.notes["tier.high"] = "punctuation: an abbreviation"
    project.write()
    assert project.rules() == set()


def test_closing_marks_do_not_hide_the_end_of_a_sentence(project: Project) -> None:
    project.texts["kk"]["start.ill"] = "Бұл – «дайын емес»."
    project.texts["en"]["start.ill"] = "This is “not ready.”"
    project.write()
    assert project.rules() == set()


def test_a_fuzzy_text_is_found(project: Project) -> None:
    project.flags["start.ill"] = "fuzzy"
    project.write()
    assert project.rules() == {"fuzzy"}


def test_a_text_nobody_asks_for_is_found(project: Project) -> None:
    project.texts["ru"]["start.forgotten"] = "Забыто."
    project.write()
    assert project.rules() == {"unused"}


def test_a_text_that_one_language_lacks_is_found(project: Project) -> None:
    del project.texts["ru"]["start.ill"]
    project.write()
    assert project.rules() == {"missing"}


def test_an_obsolete_text_is_found(project: Project) -> None:
    with project.path("ru").open("a", encoding="utf-8") as file:
        file.write('\n#~ msgid "start.old"\n#~ msgstr "Старое"\n')
    assert project.rules() == {"obsolete"}


@pytest.mark.parametrize("line", ["<<<<<<< HEAD", "msgstr oops", 'msgid "a.b', 'msgstr "a""'])
def test_a_broken_line_is_found(project: Project, line: str) -> None:
    with project.path("ru").open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    assert project.rules() == {"unreadable"}


def test_a_key_that_stands_there_twice_is_found(project: Project) -> None:
    with project.path("ru").open("a", encoding="utf-8") as file:
        file.write('\nmsgid "start.ill"\nmsgstr "Скоро."\n')
    assert "start.ill" in str(project.faults()[0])
    assert project.rules() == {"unreadable"}


def test_another_encoding_is_found(project: Project) -> None:
    project.path("ru").write_bytes(project.path("ru").read_text(encoding="utf-8").encode("cp1251"))
    assert project.rules() == {"unreadable"}


def test_a_catalogue_that_is_not_there_is_found(project: Project) -> None:
    project.path("en").unlink()
    assert project.rules() == {"unreadable"}


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ('t("start." + name)', "keys"),
        ('t(f"start.{name}")', "keys"),
        ('t("start.ill" if name else f"start.{name}")', "keys"),
        ('t("Hello")', "keys"),
        ('t("papers.count")', "keys"),
        ('t("start.greeting")', "placeholders"),
        ('t("start.greeting", name="A", town="B")', "placeholders"),
        ('t.plain("start.well")', "plain"),
        ('t("start.unwritten")', "missing"),
        ('house.translators["kk"]("start.unwritten")', "missing"),
        ('translators[language].plain("start.unwritten")', "missing"),
    ],
)
def test_a_fault_in_the_code_is_found(project: Project, line: str, rule: str) -> None:
    code = f"{CODE}    {line}\n"
    (project.home / "bot" / "views.py").write_text(code, encoding="utf-8")
    assert rule in project.rules()


@pytest.mark.parametrize("line", ["t(LABELS[well])", 't("start.greeting", **values)', "t()", "self.t[0](1)"])
def test_what_cannot_be_seen_in_the_code_is_no_fault(project: Project, line: str) -> None:
    (project.home / "bot" / "views.py").write_text(f"{CODE}    {line}\n", encoding="utf-8")
    assert project.rules() == set()


def test_a_file_in_another_shape_is_found(project: Project) -> None:
    main(["update"], project.home)
    project.path("kk").write_bytes(project.path("kk").read_bytes() + b"\n")
    (project.home / "locales" / "messages.pot").unlink()
    faults = check.faults(keys.find(project.home / "bot"), project.home / "locales")
    assert [str(fault) for fault in faults] == [
        "kk/LC_MESSAGES/messages.po: is out of date: run `make messages` [shape]",
        "messages.pot: is out of date: run `make messages` [shape]",
    ]


# Keys in the code


def test_where_the_keys_are_and_what_they_are_given(project: Project) -> None:
    wanted = keys.find(project.home / "bot").wanted()
    assert list(wanted) == ["button.menu", "papers.count", "start.greeting", "start.ill", "start.well", "tier.high"]
    assert wanted["start.greeting"].values == frozenset({"name"})
    assert wanted["papers.count"] == keys.Wanted(plural=True, plain=False, values=frozenset({"n"}))
    assert wanted["button.menu"].plain
    assert wanted["tier.high"].values is None


# Update


def files(project: Project) -> Mapping[str, bytes]:
    return {
        path.name + path.parent.parent.name: path.read_bytes() for path in (project.home / "locales").rglob("*.po*")
    }


def test_a_project_without_catalogues_gets_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bot").mkdir()
    (tmp_path / "bot" / "views.py").write_text(CODE, encoding="utf-8")
    assert main(["update"], tmp_path) == 0
    assert capsys.readouterr().out.splitlines()[:2] == ["kk: new button.menu", "kk: new papers.count"]
    russian = (tmp_path / "locales" / "ru" / "LC_MESSAGES" / "messages.po").read_text(encoding="utf-8")
    assert (
        '#. {n}\nmsgid "papers.count"\nmsgid_plural "papers.count"\nmsgstr[0] ""\nmsgstr[1] ""\nmsgstr[2] ""' in russian
    )
    assert main(["check"], tmp_path) == 1
    assert "kk button.menu: is not translated [missing]" in capsys.readouterr().out


def test_updating_twice_changes_nothing(project: Project) -> None:
    main(["update"], project.home)
    before = files(project)
    assert len(before) == 4
    main(["update"], project.home)
    assert files(project) == before


def test_no_dates_and_no_line_numbers_are_written(project: Project) -> None:
    main(["update"], project.home)
    before = files(project)
    (project.home / "bot" / "views.py").write_text("\n\n\n" + CODE, encoding="utf-8")
    main(["update"], project.home)
    assert files(project) == before
    assert b"Date" not in b"".join(before.values())


def test_update_brings_new_keys_in_takes_old_ones_out_and_keeps_the_rest(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    project.notes["start.greeting"] = "said once"
    project.flags["start.greeting"] = "fuzzy"
    project.write()
    with project.path("en").open("a", encoding="utf-8") as file:
        file.write('\n#~ msgid "start.old"\n#~ msgstr "Old"\n')
    code = CODE.replace('"start.ill"', '"start.new"').replace('t.plain("button.menu")', 't.plural("button.menu", n)')
    (project.home / "bot" / "views.py").write_text(code.replace('t.plural("papers.count", n)', 't("papers.count")'))
    assert main(["update"], project.home) == 0
    said = [line for line in capsys.readouterr().out.splitlines() if line.startswith("en")]
    assert said == [
        "en: removed start.ill",
        "en: removed start.old",
        "en: emptied, now with plural forms: button.menu",
        "en: emptied: papers.count",
        "en: new start.new",
    ]
    english = project.path("en").read_text(encoding="utf-8")
    assert (
        '# said once\n#. {name}\n#, fuzzy\nmsgid "start.greeting"\nmsgstr ""\n"Hello, <b>{name}</b>!\\n"\n' in english
    )
    assert 'msgid "start.new"\nmsgstr ""\n' in english
    assert "start.old" not in english


def test_the_module_is_a_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["bot.messages", "--help"])
    monkeypatch.delitem(sys.modules, "bot.messages.__main__")
    with pytest.raises(SystemExit, match="0"):
        runpy.run_module("bot.messages", run_name="__main__")


def test_every_language_has_a_catalogue_of_its_own(project: Project) -> None:
    assert {path.parent.parent.name for path in (project.home / "locales").rglob("*.po")} == set(LANGUAGES)
