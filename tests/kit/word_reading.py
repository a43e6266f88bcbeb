"""Reads paragraphs out of a .docx and judges the order of children against the schema (ECMA-376, part 1, wml)."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens "
    "kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing "
    "mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color "
    "spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd "
    "tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tblBorders": "top left start bottom right end insideH insideV",
    "tblCellMar": "top left start bottom right end",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "trPr": "cnfStyle divId gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader tblCellSpacing jc hidden",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt "
    "vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
    "tbl": "tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
    "p": "pPr r hyperlink",
}


def part(data: bytes, name: str = "word/document.xml") -> etree._Element:
    """One part of the package, parsed."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read(name))


def misplaced(root: etree._Element) -> Iterator[str]:
    """Children that stand before one that the schema wants earlier, and elements whose order is unknown."""
    for element in root.iter():
        tag = etree.QName(element).localname
        if tag == "tc" and (etree.QName(element[0]).localname != "tcPr" or etree.QName(element[-1]).localname != "p"):
            yield "a cell must begin with its properties and end with a paragraph"
        if tag not in ORDER or element.getparent() is None:
            continue
        order = ORDER[tag].split()
        places = [order.index(etree.QName(child).localname) for child in element]
        if places != sorted(places):
            yield f"{tag}: {[etree.QName(child).localname for child in element]}"


def paragraphs(root: etree._Element) -> list[str]:
    """The text of each line that was set; tabs as a space, hyphens that do not break as hyphens."""
    out = []
    for paragraph in root.iter(f"{W}p"):
        words = []
        for node in paragraph.iter(f"{W}t", f"{W}noBreakHyphen", f"{W}tab", f"{W}br"):
            tag = etree.QName(node).localname
            words.append((node.text or "") if tag == "t" else "-" if tag == "noBreakHyphen" else "\n" if tag == "br" else " ")
        out += "".join(words).replace("\u00a0", " ").split("\n")
    return [words.strip() for words in out if words.strip()]
