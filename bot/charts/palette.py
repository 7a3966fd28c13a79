"""The colours, after Okabe and Ito: three tiers that differ also to the colour-blind, each with a pale companion.
A tier is told by its mark and its name as well, never by colour alone. Contrasts are tested.
"""

from collections.abc import Mapping

from bot.drawing import Theme

Palette = Mapping[str, str]

LIGHT: Palette = {
    "backdrop": "#DDE6EE",
    "card": "#FFFFFF",
    "ink": "#16202B",
    "muted": "#566575",
    "rule": "#E1E8EE",
    "track": "#E9EEF3",
    "land": "#E8EEF3",
    "shore": "#B4C2CF",
    "high": "#007D63",
    "medium": "#1F6FBF",
    "low": "#BD5200",
    "none": "#5F6E7D",
    "high pale": "#D5EFE7",
    "medium pale": "#DCEAF8",
    "low pale": "#FBE5D3",
    "none pale": "#E6EBF0",
}
DARK: Palette = {
    "backdrop": "#0D141C",
    "card": "#18222D",
    "ink": "#F3F6F9",
    "muted": "#A3B2C0",
    "rule": "#2A3744",
    "track": "#293643",
    "land": "#263340",
    "shore": "#4B5D6E",
    "high": "#4CCFAE",
    "medium": "#6DB5F5",
    "low": "#F5A15C",
    "none": "#9AA9B7",
    "high pale": "#1B403C",
    "medium pale": "#203B55",
    "low pale": "#483527",
    "none pale": "#33404C",
}
PALETTES: Mapping[Theme, Palette] = {"light": LIGHT, "dark": DARK}
