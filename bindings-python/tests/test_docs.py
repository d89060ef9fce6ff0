"""The code of the documentation runs, page by page, and asserts what it says."""

import doctest
import re
from pathlib import Path

import matplotlib
import pytest

DOCS = Path(__file__).resolve().parents[1] / "docs"
PAGES = sorted(page for page in DOCS.rglob("*.md") if "```python" in page.read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(DOCS)) for page in PAGES])
def test_the_code_of_a_page_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = page.read_text(encoding="utf-8")
    names: dict[str, object] = {"__name__": "docs"}
    for block in re.finditer(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        line = text[: block.start(1)].count("\n")
        exec(compile("\n" * line + block.group(1), str(page), "exec"), names)


MODULES = ["cli", "columns", "division", "duckdb", "duty", "enums", "html", "ledger", "plot", "polars", "tables"]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_hold(name: str) -> None:
    import importlib

    matplotlib.use("Agg")
    found = doctest.testmod(importlib.import_module(f"wangge.{name}"))
    assert found.failed == 0
    assert found.attempted > 0


def test_there_are_pages() -> None:
    assert len(PAGES) >= 5
