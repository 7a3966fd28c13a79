"""locales/ on disk. A catalogue is written in one shape only (sorted, no dates, no line numbers, a line of the
file for a line of the text), so that a difference between two versions is a difference in the texts.
"""

import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po, write_po

from bot.messages.keys import Wanted
from core.localised import LANGUAGES, Language

_LINE = re.compile(r'|#.*|(msg(id|id_plural|str|str\[\d\]) )?"([^"\\]|\\.)*"')
_HEADER = """\
# {title}
# The keys come from the code: `make messages` brings new ones in and takes unused ones out.
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural_forms}\\n"

"""


@dataclass(frozen=True)
class Change:
    language: Language
    key: str
    what: str

    def __str__(self) -> str:
        return f"{self.language}: {self.what} {self.key}"


def path_of(locales: Path, language: Language) -> Path:
    return locales / language / "LC_MESSAGES" / "messages.po"


def read(path: Path, language: Language) -> Catalog:
    """Strictly: Babel's reader takes a line with a missing quotation mark and loses the letters at its ends,
    and of a key that stands there twice it keeps one text without a word.
    """
    lines = path.read_text(encoding="utf-8").split("\n")
    keys: set[str] = set()
    for number, line in enumerate(lines, start=1):
        if not _LINE.fullmatch(line) or line in keys:
            raise PoFileError(f"line {number}, broken or there twice: {line}", Catalog(locale=language), line, number)
        if line.startswith("msgid "):
            keys.add(line)
    return read_po(lines, locale=language, abort_invalid=True)


def template(wanted: dict[str, Wanted]) -> bytes:
    return _written(_fresh(Catalog(), wanted, Catalog()), "What is to be translated. Written by a program.")


def renewed(old: Catalog, wanted: dict[str, Wanted]) -> bytes:
    """`old` with exactly the wanted keys; texts, notes and flags of those that stay are kept."""
    language = str(old.locale)
    return _written(_fresh(old, wanted, Catalog(locale=language)), "The texts of the bot.", language)


def update(locales: Path, wanted: dict[str, Wanted]) -> list[Change]:
    """Brings the files in step with the code and tells what came and went."""
    locales.mkdir(parents=True, exist_ok=True)
    (locales / "messages.pot").write_bytes(template(wanted))
    changes: list[Change] = []
    for language in LANGUAGES:
        path = path_of(locales, language)
        old = read(path, language) if path.exists() else Catalog(locale=language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(renewed(old, wanted))
        changes += _changes(language, old, wanted)
    return changes


def key_of(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def forms_of(message: Message) -> tuple[str, ...]:
    return (message.string or "",) if isinstance(message.string, str | None) else tuple(message.string)


def _changes(language: Language, old: Catalog, wanted: dict[str, Wanted]) -> list[Change]:
    had = {key_of(message): message.pluralizable for message in old if message.id}
    gone = {*had, *(key_of(message) for message in old.obsolete.values())} - wanted.keys()
    changes = [Change(language, key, "removed") for key in sorted(gone)]
    for key, want in wanted.items():
        if key not in had:
            changes.append(Change(language, key, "new"))
        elif had[key] != want.plural:
            changes.append(Change(language, key, "emptied, now with plural forms:" if want.plural else "emptied:"))
    return changes


def _fresh(old: Catalog, wanted: dict[str, Wanted], fresh: Catalog) -> Catalog:
    for key, want in wanted.items():
        before = old.get(key)
        kept = before if before is not None and before.pluralizable == want.plural else None
        fresh.add(
            (key, key) if want.plural else key,
            kept.string if kept else None,
            flags=kept.flags if kept else (),
            user_comments=kept.user_comments if kept else (),
            auto_comments=[", ".join(f"{{{name}}}" for name in sorted(want.values))] if want.values else (),
        )
    return fresh


def _written(catalogue: Catalog, title: str, language: str = "") -> bytes:
    file = BytesIO()
    write_po(file, catalogue, width=0, no_location=True, omit_header=True, sort_output=True)
    header = _HEADER.format(title=title, language=language, plural_forms=catalogue.plural_forms)
    return header.encode() + file.getvalue().rstrip(b"\n") + b"\n"
