"""What the documents say is there, is there; and the house keeps to its own measures."""

import ast
import re
from pathlib import Path

import pytest

from bot.at_work import ROOT

DOCUMENTS = sorted([*ROOT.glob("*.md"), ROOT / "data/README.md", ROOT / "locales/GLOSSARY.md"])
MODULES = sorted(
    path for folder in ("bot", "core") for path in (ROOT / folder).rglob("*.py") if "versions" not in path.parts
)
LINK = re.compile(r"\]\((?!https?://)([^)#]+)\)")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(document: Path) -> None:
    broken = [link for link in LINK.findall(document.read_text()) if not (document.parent / link).exists()]
    assert broken == []


def test_every_command_of_make_in_the_documents_exists() -> None:
    known = set(re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = {name for document in DOCUMENTS for name in re.findall(r"`make ([a-z]+)`", document.read_text())}
    assert named <= known


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_and_functions_stay_small(module: Path) -> None:
    text = module.read_text()
    assert text.count("\n") <= 300
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert [node.name for node in functions if (node.end_lineno or 0) - node.lineno >= 40] == []
