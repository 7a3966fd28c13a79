"""Content that changes without a release: every kind of impact, and what comes of it."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from bot.gallery.rooms import Make, Rooms
from bot.views import contents
from bot.views.roles import Known
from core.access import CONSOLE, At, Extent
from core.cases import Case
from core.content import ContentProposal, Issue, Part
from core.directory import Contact
from core.dry_run import TownChange
from core.flaws import Flaw, FlawKind
from core.impact import ContactChange, DayChange, EditionChange, Impact, MeasureChange, Turned, YearChange
from core.issuing import Concerned, Issued, Proposed, Stale
from core.localised import Localised
from core.programmes import Edition
from core.services.guide import Guide
from core.services.history import IssueLine, Issues
from core.services.scores import Scores
from core.sources import Document, Source
from core.towns import TownIndex

WHEN = datetime(2026, 11, 21, 5, tzinfo=UTC)
FILES = (Part("directory.yaml", b""),)
A_PROGRAMME = tuple(
    Part(f"programmes/2026-2030/{name}.yaml", b"") for name in ("codes", "conditions", "measures", "phrases", "wishes")
)
NOTHING = Impact(
    contacts=(), offices=False, years=(), towns=(), methodology=False, editions=(), counts=None, sources=False
)
CENTRE = Contact(
    id="temirtau-centre",
    kind="centre",
    name=Localised(kk="Еңбек мобильділігі орталығы", ru="Центр трудовой мобильности", en="Labour mobility centre"),
    told_by=Localised(kk="орталық", ru="центр", en="the centre"),
    as_of=date(2026, 11, 1),
    source=Source(Document("letter", "general_knowledge", Localised(kk="хат", ru="письмо", en="a letter"))),
    town="temirtau",
    phone="8 7213 12-34-56",
)
KURBAN_AIT = Localised(kk="Құрбан айт", ru="Курбан-айт", en="Kurban Ait")
REPUBLIC = Localised(kk="Республика күнінің орнына", ru="за День Республики", en="for Republic Day")
YEARS = (
    YearChange(
        2026,
        "changed",
        (
            DayChange(date(2026, 5, 26), before=True, after=True, settled=True, name=None),
            DayChange(date(2026, 5, 27), before=False, after=False, settled=True, name=KURBAN_AIT),
            DayChange(date(2026, 10, 26), before=False, after=True, settled=False, name=REPUBLIC),
            DayChange(date(2026, 10, 27), before=True, after=False, settled=False, name=REPUBLIC),
            DayChange(date(2026, 12, 16), before=False, after=False, settled=False, name=REPUBLIC),
        ),
        settled=True,
    ),
    YearChange(
        2028,
        "new",
        (
            DayChange(date(2028, 5, 5), before=False, after=False, settled=False, name=KURBAN_AIT),
            DayChange(date(2028, 5, 6), before=True, after=True, settled=False, name=None),
        ),
    ),
    YearChange(2029, "gone"),
)
FLAWS = (
    Flaw("2028.yaml", FlawKind.OTHER_YEAR, {"value": "2029-01-01", "year": "2028"}, 12, ("holidays", 3, "day")),
    Flaw("2028.yaml", FlawKind.MISCOUNTED, {"found": "247", "value": "248"}, 2, ("working_days",)),
    Flaw("directory.yaml", FlawKind.NOT_A_PHONE, {"value": "call me"}, 118, ("contacts", 1, "phone")),
    Flaw("directory.yaml", FlawKind.INDENT, {}, 120),
    Flaw("programmes", FlawKind.EDITION_GONE, {"value": "2012-2020"}),
    Flaw("programmes/2012-2020", FlawKind.OTHER_RULES, {"value": "measures › microcredit", "edition": "2012-2020"}),
)


class OfContents(Rooms):
    def of_contents(self) -> dict[str, Make]:
        return Publishing(self.scores, self.towns.index, self.guide, self.support.standing().edition).screens()


@dataclass(frozen=True, slots=True)
class Publishing:
    scores: Scores
    towns: TownIndex
    guide: Guide
    edition: Edition

    def screens(self) -> dict[str, Make]:
        return {**self.impacts(), **self.outcomes(), **self.refusals(), **self.letters()}

    def impacts(self) -> dict[str, Make]:
        gone, changed = ContactChange(CENTRE, None), ContactChange(CENTRE, replace(CENTRE, phone="8 7213 65-43-21"))
        everybody = ContactChange(None, replace(CENTRE, town=None, kind="help"))
        later = ContactChange(CENTRE, replace(CENTRE, as_of=date(2026, 11, 20)))
        contacts = (ContactChange(None, CENTRE), changed, later, gone, everybody)
        card = self.scores.card("balkhash")
        towns = (TownChange("balkhash", card, card, 3, 2),)
        return {
            "content": self.proposed(replace(NOTHING, contacts=contacts, offices=True, sources=True)),
            "content/for an editor": self.proposed(replace(NOTHING, contacts=contacts[:1]), may_publish=False),
            "content/confirmed once": self.proposed(replace(NOTHING, contacts=contacts[:1]), confirmed_by=3),
            "content/calendar": self.proposed(replace(NOTHING, years=YEARS), concerned=Concerned(3, 1)),
            "content/methodology": self.proposed(replace(NOTHING, methodology=True, towns=towns)),
            "content/methodology, with readers": self.proposed(
                replace(NOTHING, methodology=True, towns=towns), concerned=Concerned(0, 0, 25)
            ),
            "content/methodology, nobody reads": self.proposed(replace(NOTHING, methodology=True, towns=self.moved())),
            "content/methodology, no town": self.proposed(replace(NOTHING, methodology=True)),
            "content/programme": self.programme(),
            "content/words": self.proposed(NOTHING),
            "content/undo": self.proposed(
                replace(NOTHING, contacts=(gone,)), undoes=4, overtaken=("calendar/2026.yaml",), reason="№ 12"
            ),
        }

    def moved(self) -> tuple[TownChange, ...]:
        """Its score is of another town: it is told before → after."""
        return (TownChange("balkhash", self.scores.card("balkhash"), self.scores.card("temirtau"), 3, 2),)

    def programme(self) -> Make:
        microcredit, grants, *others = (each.name for each in self.edition.rules.measures)
        turned = (Turned(before=False, after=True, applicants=1204), Turned(before=None, after=False, applicants=1))
        measures = (
            MeasureChange(microcredit, "changed", 7560, turned),
            MeasureChange(grants, "changed", 420),
            MeasureChange(others[0], "new", 0),
            MeasureChange(others[1], "gone", 0),
        )
        changed = EditionChange(self.edition, "changed", measures, papers=True, course=True, loan=True)
        words = EditionChange(self.edition, "changed", (), papers=False, course=False, loan=False, words=True)
        new = EditionChange(self.edition, "new", measures[2:], papers=True, course=True, loan=True)
        found = replace(
            NOTHING, editions=(changed, words, new), counts=(self.edition, replace(self.edition, id="2012-2020-2"))
        )
        return self.proposed(found, parts=A_PROGRAMME, concerned=Concerned(12, 7))

    def outcomes(self) -> dict[str, Make]:
        told, other = proposal(), replace(proposal(parts=A_PROGRAMME), number=8)
        issue = Issue(4, WHEN, 1, 2, FILES, "")
        undone = replace(issue, number=5, undoes=4)
        known = Known({1007: "Dana <D>"}, 1005)
        alone = IssueLine(replace(undone, by=1, seconded_by=1), CONSOLE.id, CONSOLE.id, None)
        taken_back = IssueLine(replace(issue, reason="№ 12"), 1007, 1005, 5)
        return {
            "content/list": lambda t: contents.everything(t, (told, other), (undone, issue)),
            "content/all published": lambda t: contents.issues(t, Issues((alone, taken_back), 2, 3), known),
            "content/nothing published": lambda t: contents.issues(t, Issues((), 1, 1), known),
            "content/list of none": lambda t: contents.everything(t, (), ()),
            "content/files": lambda t: contents.all_files(t, ("sources.yaml", "directory.yaml", "calendar/2027.yaml")),
            "content/file": lambda t: contents.file(t, "directory.yaml", b"offices: []"),
            "content/seconding": lambda t: contents.seconding(t, Proposed(told, NOTHING, Concerned(0, 0))),
            "content/published": lambda t: contents.published(t, Issued(issue, Concerned(1, 0))),
            "content/published, with readers": lambda t: contents.published(t, Issued(issue, Concerned(0, 0, 2))),
            "content/undone": lambda t: contents.published(t, Issued(undone)),
            "content/stale": lambda t: contents.stale(t, Stale(told)),
            "content/withdrawn": lambda t: contents.withdrawn(t, 7),
            "content/same": contents.same,
        }

    def refusals(self) -> dict[str, Make]:
        def unfit(trouble: str) -> Make:
            return lambda t: contents.unfit(t, trouble, {"file": "directory.yaml", "line": "12"})

        return {
            "content/faulty": lambda t: contents.faulty(t, FLAWS),
            "content/one fault": lambda t: contents.faulty(t, FLAWS[1:2]),
            "content/many faults": lambda t: contents.faulty(t, FLAWS * 5),
            "content/proposal that is spoilt": lambda t: contents.spoilt(t, 7, FLAWS[1:2]),
            "content/issue that is relied on": lambda t: contents.relied_on(t, 4, FLAWS[1:2]),
            "content/contact of another town": lambda t: contents.not_yours(t, At("temirtau", "karaganda"), self.towns),
            "content/for the whole country": lambda t: contents.not_yours(t, Extent.EVERYWHERE, self.towns),
            "content/not fetched": lambda t: contents.not_fetched(t, "directory.yaml"),
            **{f"content/{trouble.replace('_', ' ')}": unfit(trouble) for trouble in contents.UNFIT},
        }

    def letters(self) -> dict[str, Make]:
        case = Case(1, 1, self.edition.id, "kk", WHEN, WHEN, town="temirtau", handed_in=date(2026, 11, 2))
        held = self.guide.held(case)
        amended = replace(held, standing=replace(held.standing, newer=self.edition, amended=True))
        return {
            "content/news": lambda t: contents.news(t, held, {"dates": True, "papers": False, "newer": False}),
            "content/news, all": lambda t: contents.news(t, held, {"dates": True, "papers": True, "newer": True}),
            "content/news, rules": lambda t: contents.news(t, amended, {"newer": True}),
        }

    def proposed(
        self,
        found: Impact,
        *,
        parts: tuple[Part, ...] = FILES,
        concerned: Concerned = Concerned(0, 0),  # noqa: B008  # it is immutable
        may_publish: bool = True,
        confirmed_by: int | None = None,
        undoes: int | None = None,
        overtaken: tuple[str, ...] = (),
        reason: str = "",
    ) -> Make:
        told = replace(proposal(parts=parts), confirmed_by=confirmed_by, undoes=undoes, reason=reason)
        shown = Proposed(told, found, concerned, overtaken)
        return lambda t: contents.proposal(t, shown, self.towns, may_publish=may_publish)


def proposal(parts: tuple[Part, ...] = FILES) -> ContentProposal:
    return ContentProposal(
        number=7, at=WHEN, proposed_by=1, base=3, data_version="", digest="0" * 64, parts=parts, reason=""
    )
