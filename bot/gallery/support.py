"""What a resident could get."""

from bot.actions.support import ShowPaper
from bot.gallery.rooms import Make, Rooms
from bot.views import support


class OfSupport(Rooms):
    def of_support(self) -> dict[str, Make]:
        made: dict[str, Make] = {
            "documents": lambda t: support.documents(t, self.support.documents()),
            "documents/employed, expanding, several banks": lambda t: support.documents(
                t, self.support.documents("employed", "expand", "several")
            ),
        }
        for needed in self.support.documents().papers:
            made[f"documents/{needed.paper.id}"] = self.paper(needed.paper.id)
        return made

    def paper(self, paper_id: str) -> Make:
        return lambda t: support.paper(t, self.support.paper(paper_id), ShowPaper(paper_id))
