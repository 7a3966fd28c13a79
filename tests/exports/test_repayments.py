"""The workbook of a repayment schedule, read back as a person's program reads it."""

from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from bot.exports.workbook import workbook
from bot.views.tables import loan
from core.loan import Told
from core.localised import LANGUAGES, Language
from tests.house import gallery

TOLD = Told(Decimal(3000000), 60, Decimal("8.5"), 20)
SAYS: dict[Language, tuple[str, ...]] = {
    "kk": ("күші жоқ", "біздің есебіміз", "жалдау ақысын төлеу", "мерзімнің 1/3 бөлігі", "№ 279", "тұрғын төлейтін"),
    "ru": ("не действует", "наш расчёт", "оплата аренды", "1/3 срока", "№ 279", "ставка для жителя не указана"),
    "en": ("lost force", "our own arithmetic", "paying rent", "1/3 of the term", "No. 279", "rate is not stated"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_payment_to_the_tiyn_and_what_it_rests_on(language: Language) -> None:
    found = gallery().loans.of(TOLD)
    assert found.schedule
    book = loan.book(gallery().translators[language], found, found.schedule, "monoqala_bot")
    months, about = load_workbook(BytesIO(workbook(book)), read_only=True).worksheets
    rows = list(months.iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in rows] == list(range(1, 61))
    for row, line in zip(rows, found.schedule.instalments, strict=True):
        sums = [Decimal(str(cell)).quantize(Decimal("0.01")) for cell in row[1:]]
        assert sums == [line.payment, line.principal, line.interest, line.left]
    said = list(about.iter_rows(min_row=2, values_only=True))
    words = "\n".join(str(row[1]) for row in said).replace("\u00a0", " ").lower()
    assert [text for text in SAYS[language] if text.lower() not in words] == []
    assert [row[1] for row in said[3:7]] == [3000000, 60, 8.5, 20]
    assert Decimal(str(said[10][1])) == found.schedule.total
    sourced = [row for row in said if row[2]]
    assert len(sourced) == 3 + 3 + 5 + len(found.terms.readings)
    assert all(str(row[3]).startswith("https://t.me/monoqala_bot?start=doc-") for row in sourced)
