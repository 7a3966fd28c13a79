"""What tests know of data/: the real catalogue, read once; cases an official can read; and a copy to spoil."""

from functools import cache
from pathlib import Path
from shutil import copytree
from typing import Any

import yaml

from core.catalogue import Catalogue
from core.files.definitions import load
from core.files.library import Library
from core.files.marked import Problems
from core.files.programmes import read_editions
from core.programmes import Edition

ROOT = Path(__file__).parent.parent
DATA = ROOT / "data"
CASES = Path(__file__).parent / "cases"
EDITIONS = Path(__file__).parent / "editions"
"""Programmes made up for tests."""


@cache
def catalogue() -> Catalogue:
    return load(DATA)


@cache
def cases(name: str) -> Any:
    return yaml.load((CASES / f"{name}.yaml").read_bytes(), Loader=yaml.CSafeLoader)  # safe, and ten times faster


def copy_of_data(folder: Path) -> Path:
    return Path(copytree(DATA, folder / "data"))


def spoil(path: Path, old: str, new: str) -> int:
    """Replaces what stands once in a file; returns the line it stood on."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


@cache
def made_up() -> Edition:
    """The programme of the Moon, read with the sources and towns of the real catalogue."""
    problems = Problems()
    towns = {town.id: town for town in catalogue().towns}
    (edition,) = read_editions(EDITIONS, towns, Library(DATA, problems), problems)
    assert problems.found == []
    return edition
