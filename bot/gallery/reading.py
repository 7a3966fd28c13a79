"""Everything there is to read."""

from bot.gallery.rooms import Make, Rooms
from bot.views import reading
from core.chapters import PARTS, Part

READ = frozenset({
    "read/programme", "read/state", "read/method", "read/sources", "read/swot 0", "read/contradictions_score 1",
    "read/contradictions_score/balkhash_39", "read/contradictions_names/renamed", "read/document article_classes",
    "disagreements", "disagreements/balkhash", "disagreements/lisakovsk",
})  # fmt: skip
"""Of what is to be read, these stand for their kind where screens are reviewed one by one: the others differ from
them only in what data/chapters/ says, which is reviewed there.
"""


class OfReading(Rooms):
    def of_reading(self) -> dict[str, Make]:
        made: dict[str, Make] = {f"read/{part}": self.part(part) for part in PARTS if part != "sources"}
        for each in (each for part in PARTS for each in self.reading.part(part)):
            pages = self.reading.chapter(each.id).pages
            made |= {f"read/{each.id} {page}": self.chapter(each.id, page) for page in range(pages)}
            made |= {f"read/{each.id}/{record.id}": self.record(each.id, record.id) for record in each.records}
        made |= {f"read/document {each.id}": self.document(each.id) for each in self.reading.documents()}
        standing, documents = self.support.standing(), self.reading.documents()
        return made | {
            "read/sources": lambda t: reading.sources(t, documents, self.reading.part("sources"), standing),
            "disagreements": self.disagreements(""),
            **{f"disagreements/{each.town.id}": self.disagreements(each.town.id) for each in self.scores.all()},
        }

    def part(self, part: Part) -> Make:
        return lambda t: reading.part(t, part, self.reading.part(part), self.support.standing())

    def chapter(self, chapter: str, page: int) -> Make:
        return lambda t: reading.chapter(t, self.reading.chapter(chapter, page), self.support.standing())

    def record(self, chapter: str, record: str) -> Make:
        found = self.reading.record(chapter, record)
        return lambda t: reading.record(
            t, found, self.reading.page_of(found.chapter, found.record), self.support.standing()
        )

    def disagreements(self, town: str) -> Make:
        return lambda t: reading.disagreements(t, self.reading.disagreements(town), self.support.standing())

    def document(self, document: str) -> Make:
        return lambda t: reading.one_document(t, self.reading.document(document), self.support.standing())
