"""What is said of each kind of flaw of a file of data/, as reviewed. `make golden` writes the messages anew."""

from typing import Any

import pytest
import yaml

from bot.views.flaws import FLAWS, said
from core.flaws import Flaw, FlawKind
from core.localised import LANGUAGES
from tests.catalogues import CASES, cases
from tests.flaws import checked
from tests.house import translators

EXPECTED = CASES / "flaws.yaml"
HEAD = """\
# What may be wrong with a file of data/ and what the bot says of it, in three languages: what is wrong, how to mend it.
# `facts` are what a reader of the file has found. `make golden` writes the messages.
"""


def messages(kind: str, facts: dict[str, str]) -> dict[str, Any]:
    flaw = Flaw("2026.yaml", FlawKind(kind), facts, 7, ("holidays", 13, "day"))
    assert checked(flaw).startswith("2026.yaml:7: holidays.13.day: ")
    told: dict[str, Any] = {"facts": facts} if facts else {}
    return told | {language: said(translators()[language], flaw).striptags() for language in LANGUAGES}


def test_each_kind_of_flaw_has_its_message_in_three_languages(request: pytest.FixtureRequest) -> None:
    known = cases("flaws")
    now = {kind: messages(kind, case.get("facts", {})) for kind, case in known.items()}
    if request.config.getoption("--golden"):
        written = yaml.safe_dump(now, allow_unicode=True, sort_keys=False, width=1000)
        EXPECTED.write_text(HEAD + written, encoding="utf-8")
    else:
        assert known == now
    assert [FlawKind(kind) for kind in now] == list(FlawKind) == list(FLAWS)
    for language in LANGUAGES:
        texts = [said[language] for said in now.values()]
        assert len(set(texts)) == len(texts)
