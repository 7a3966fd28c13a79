"""Letters to those whose turn it is: proposals to confirm, what became of them, roles given and taken away."""

from dataclasses import replace

from bot.gallery import contents, proposals
from bot.gallery.people import SOME
from bot.gallery.rooms import Make, Rooms
from bot.views import asked as view
from core import access
from core.access import Role
from core.publishing import Proposal
from core.services.confirmations import Fate


class OfTheAsked(Rooms):
    def of_the_asked(self) -> dict[str, Make]:
        return {**self.of_waiting(), **self.of_fates(), **self.of_roles()}

    def of_waiting(self) -> dict[str, Make]:
        content = contents.proposal()

        def figures(proposal: Proposal) -> Make:
            return lambda t: view.figures(t, proposal, self.towns.index)

        return {
            "asked/figures": figures(proposals.proposal(proposals.A_FEW)),
            "asked/figures, the second": figures(proposals.proposal(proposals.OF_TIERS, confirmed_by=3)),
            "asked/figures, an undo": figures(proposals.proposal(proposals.A_FEW, undoes=12)),
            "asked/content": lambda t: view.content(t, content),
            "asked/content, the second": lambda t: view.content(t, replace(content, confirmed_by=3)),
            "asked/content, an undo": lambda t: view.content(t, replace(content, undoes=4)),
        }

    def of_fates(self) -> dict[str, Make]:
        of_figures, of_content = Fate("figures", 7), Fate("content", 7)

        def told(fate: Fate) -> Make:
            return lambda t: view.fate(t, fate)

        return {
            "fate/figures": told(replace(of_figures, published=12)),
            "fate/figures, undone since": told(replace(of_figures, published=12, undone_by=13)),
            "fate/figures withdrawn": told(of_figures),
            "fate/figures run again": told(replace(of_figures, instead=8, waits=True)),
            "fate/figures run again and published": told(replace(of_figures, instead=8, published=12)),
            "fate/content": told(replace(of_content, published=4)),
            "fate/content, undone since": told(replace(of_content, published=4, undone_by=5)),
            "fate/content withdrawn": told(of_content),
            "fate/content run again": told(replace(of_content, instead=8, waits=True)),
            "fate/content run again and published": told(replace(of_content, instead=8, published=4)),
        }

    def of_roles(self) -> dict[str, Make]:
        some, everywhere = self.towns.whereabouts(SOME), self.towns.whereabouts(access.EVERYWHERE)
        return {
            "role/editor": lambda t: view.given(t, Role.EDITOR, some),
            "role/owner": lambda t: view.given(t, Role.OWNER, everywhere),
            "role/taken": lambda t: view.taken(t, Role.EDITOR, {}),
            "role/one taken": lambda t: view.taken(t, Role.PUBLISHER, {Role.EDITOR: some}),
        }
