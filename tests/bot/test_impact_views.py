"""Two people answer for all that content changes, so all of it is told."""

from dataclasses import replace

import pytest

from bot.gallery.contents import NOTHING
from bot.views.impacts import impact
from core.impact import EditionChange, MeasureChange
from core.localised import LANGUAGES, Language
from tests.house import catalogue, translators


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_measure_is_left_out_and_editions_of_one_title_are_told_apart(language: Language) -> None:
    known, t = catalogue(), translators()[language]
    [edition] = known.editions
    measures = tuple(MeasureChange(each.name, "changed", 7) for each in edition.rules.measures)
    change = EditionChange(edition, "changed", measures, papers=True, course=True, loan=True)
    found = replace(NOTHING, editions=(change,), counts=(edition, replace(edition, id="2012-2020-2")))
    told, counts = impact(t, found, known.towns)
    assert len(told.splitlines()) == 1 + 3 + len(measures)
    assert {"(2012-2020)", "(2012-2020-2)"} <= {part.rstrip(".") for part in counts.split()}
