"""Everything that was ever published, by the command line: `export`."""

import argparse
from pathlib import Path
from typing import Any

from bot.console.room import ME, Code, Refusal, Room, room, tell
from bot.exports.separated import separated
from bot.exports.tables import Book
from bot.exports.workbook import workbook
from bot.settings import Settings
from bot.views.history import Names
from bot.views.tables import chronicle
from core.localised import LANGUAGES
from core.services.history import History

KINDS = (".csv", ".xlsx")


def words(subparsers: Any) -> None:
    export = subparsers.add_parser("export", help="write all that was published, with its history, into FILE")
    export.add_argument("file", type=Path, metavar="FILE", help="its ending says how: .csv or .xlsx")
    export.add_argument("--town", help="of this town alone")
    export.add_argument("--language", choices=LANGUAGES, default="en", help="of headings and names")
    export.set_defaults(work=export_file)


async def export_file(settings: Settings, chosen: argparse.Namespace) -> int:
    if chosen.file.suffix not in KINDS:
        raise Refusal(f"{chosen.file}: the ending says how it is written: {' or '.join(KINDS)}")
    async with room(settings) as at:
        content, lines = await made(at, chosen)
    try:
        with chosen.file.open("xb") as file:  # nothing is written over
            file.write(content)
    except OSError as error:
        raise Refusal(f"{chosen.file} cannot be written: {error.strerror}") from None
    tell(f"{lines} entries in {chosen.file}.")
    return Code.DONE


async def made(at: Room, chosen: argparse.Namespace) -> tuple[bytes, int]:
    town = None if chosen.town is None else at.town_meant(chosen.town)
    found = await History(at.store, at.catalogue, at.published).everything(ME, None, town)
    t = at.translators[chosen.language]
    table = chronicle.history(t, found, Names(at.catalogue.towns, at.catalogue.innovation))
    if chosen.file.suffix == ".csv":
        return separated(table, decimal_comma=chosen.language != "en"), len(found.lines)
    return workbook(Book(table.name, (table,))), len(found.lines)
