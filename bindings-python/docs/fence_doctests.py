"""Shows the examples of docstrings as code: a block of `>>>` lines is fenced before the page is made."""

import re
from typing import Any

import griffe

BLOCK = re.compile(r"(?:^[ \t]*>>> .*\n?(?:^[ \t]*\S.*\n?)*)+", re.MULTILINE)


class FenceDoctests(griffe.Extension):
    """Fences every block of examples up to the next empty line."""

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        if obj.docstring:
            text = obj.docstring.value
            obj.docstring.value = BLOCK.sub(lambda found: f"```pycon\n{found.group().rstrip()}\n```\n", text)
