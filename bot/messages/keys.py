"""Which texts the code asks for. A key stands in the code as a literal:

    t("start.greeting", name=…)    t.plain("button.help")    t.plural("documents.count", n)
    translators[language]("start.greeting", name=…)

and one that travels through a variable is marked where it is written: `key("tier.high")`. Babel's own
extractor sees tokens only; reading the syntax tree also tells which values a call gives to its text.
"""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_CALLS = frozenset({"t", "plain", "plural", "key"})


@dataclass(frozen=True)
class Use:
    """One call. `values` is None when the call does not show them; a plural's `n` is among them."""

    key: str
    place: str
    plural: bool = False
    plain: bool = False
    values: frozenset[str] | None = None


@dataclass(frozen=True)
class Wanted:
    """What all calls for one key come to."""

    plural: bool
    plain: bool
    values: frozenset[str] | None


@dataclass(frozen=True)
class Found:
    uses: tuple[Use, ...]
    put_together: tuple[str, ...]
    """Places where a key is made of parts: nobody could find it again."""

    def wanted(self) -> dict[str, Wanted]:
        grouped: dict[str, list[Use]] = {}
        for use in self.uses:
            grouped.setdefault(use.key, []).append(use)
        return {key: _sum(uses) for key, uses in sorted(grouped.items())}


def find(code: Path) -> Found:
    uses: list[Use] = []
    put_together: list[str] = []
    for path in sorted(code.rglob("*.py")):
        name = path.relative_to(code.parent).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), name)):
            if isinstance(node, ast.Call) and node.args and _name(node.func) in _CALLS:
                place = f"{name}:{node.lineno}"
                if _is_put_together(node.args[0]):
                    put_together.append(place)
                uses.extend(_uses(node, place))
    return Found(tuple(uses), tuple(put_together))


def _uses(call: ast.Call, place: str) -> Iterator[Use]:
    kind = _name(call.func)
    values: frozenset[str] | None = None
    names = [keyword.arg for keyword in call.keywords]
    if kind != "key" and None not in names:
        values = frozenset(name for name in names if name) | ({"n"} if kind == "plural" else set())
    for key in _literals(call.args[0]):
        yield Use(key, place, plural=kind == "plural", plain=kind == "plain", values=values)


def _name(function: ast.expr) -> str:
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case ast.Subscript(value=several) if _name(several) == "translators":
            return "t"
        case _:
            return ""


def _literals(argument: ast.expr) -> Iterator[str]:
    match argument:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=one, orelse=other):
            yield from _literals(one)
            yield from _literals(other)


def _is_put_together(argument: ast.expr) -> bool:
    match argument:
        case ast.JoinedStr() | ast.BinOp():
            return True
        case ast.IfExp(body=one, orelse=other):
            return _is_put_together(one) or _is_put_together(other)
        case _:
            return False


def _sum(uses: Iterable[Use]) -> Wanted:
    uses = list(uses)
    known = [use.values for use in uses if use.values is not None]
    return Wanted(
        plural=any(use.plural for use in uses),
        plain=any(use.plain for use in uses),
        values=frozenset().union(*known) if known else None,
    )
