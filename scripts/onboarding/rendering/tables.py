"""Tables that can be shown as cards on a narrow screen.

Each cell gets the name of its column (`data-label`). The roles say again what the elements say, because browsers
forget the meaning of a table whose `display` a stylesheet changes (https://adrianroselli.com/2018/02/tables-css-display-properties-and-aria.html).
A column that is aligned says so in the attribute that Material's stylesheet knows, since the policy of the site
forbids styles in a page.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor

ROLES = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "th": "columnheader", "td": "cell"}
_ALIGNED = re.compile(r"text-align: (left|right|center);")


class Labels(Treeprocessor):
    """Names the cells of every table."""

    def run(self, root: Element) -> None:
        """Name the cells of every table in the document."""
        for table in root.iter("table"):
            names = ["".join(cell.itertext()).strip() for cell in table.iter("th")]
            for element in table.iter():
                if element.tag in ROLES:
                    element.set("role", ROLES[element.tag])
                if aligned := _ALIGNED.fullmatch(element.get("style", "")):
                    del element.attrib["style"]
                    element.set("align", aligned.group(1))
            for row in table.iterfind("tbody/tr"):
                for name, cell in zip(names, row, strict=False):
                    cell.set("data-label", name)


class Tables(Extension):
    """Registers `Labels` after the inline patterns, when the header's words are known."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  Python-Markdown's name
        """Register the tree processor."""
        md.treeprocessors.register(Labels(md), "table-labels", 6)


def makeExtension(**settings: object) -> Tables:  # noqa: N802  Python-Markdown's name
    """What Python-Markdown calls to get the extension."""
    return Tables(**settings)
