"""The peer of `papers.certificates`: the same sheets by WeasyPrint. Run by a Python of its own that has WeasyPrint and nothing of ours.

Reads from standard input what the writer of certificates hands to its own compiler (words, lines, sizes, motifs and QR codes as SVG), so that
no layout, break of lines or code is counted against the peer; writes seconds and peak MB. The peer makes a plain PDF, without the tags and
the archive level that ours has.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from base64 import b64encode
from html import escape
from pathlib import Path
from typing import Any

import weasyprint

FONTS = Path(__file__).resolve().parent.parent / "src" / "vinhdanh" / "engines" / "papers" / "fonts"
FACES = (
    ("Tinos", "400", "normal", "Tinos_400Regular"),
    ("Tinos", "400", "italic", "Tinos_400Regular_Italic"),
    ("Tinos", "700", "normal", "Tinos_700Bold"),
    ("Playfair Display", "700", "normal", "PlayfairDisplay_700Bold"),
)
STYLE = """
@page { size: 297mm 210mm; margin: 0; background: url(GROUND) no-repeat 0 0 / 297mm 210mm }
body { margin: 0; font: 12pt/1.107 Tinos; text-align: center }
.sheet { position: relative; width: 297mm; height: 210mm; page-break-after: always; box-sizing: border-box; padding: 22mm 26mm 21mm }
h1, h2 { margin: 0; font-family: 'Playfair Display' } h1 { color: #9B1C1F; letter-spacing: 4pt } b.creed { font-size: 14pt }
.rule { width: 60mm; border-top: .6pt solid; margin: .9mm auto 0 }
.left { position: absolute; left: 28mm; width: 110mm; bottom: 21mm; text-align: left; font-size: 11.5pt } .left img { width: 17mm; float: left; margin-right: 4mm }
.right { position: absolute; right: 28mm; bottom: 21mm; width: 96mm; font-size: 13.5pt } .right b { display: block }
"""


def uri(svg: str) -> str:
    return "data:image/svg+xml;base64," + b64encode(svg.encode()).decode()


def lines(of: dict[str, Any], style: str = "") -> str:
    return f'<div style="font-size:{of["size"]}pt;{style}">' + "<br>".join(map(escape, of["lines"])) + "</div>"


def sheet(data: dict[str, Any], item: dict[str, Any]) -> str:
    gaps = {key: f"<div style='height:{mm}mm'></div>" for key, mm in item["gaps"].items()}
    lotus = f'<img src="{uri(data["motifs"]["lotus"])}" style="height:{item["lotus"]}mm">'
    name = f'<h2 style="font-size:{item["name"]["size"]}pt"><small>{item["honorific"]}</small> {"<br>".join(map(escape, item["name"]["lines"]))}</h2>'
    signer = data["signer"]
    return f"""<div class="sheet"><b style="font-size:13pt">{data["lines"]["motto"]}</b><br><b class="creed">{data["lines"]["creed"]}</b>
<div class="rule"></div>{gaps["lotus"]}{lotus}{gaps["issuer"]}{lines(item["issuer"], "font-weight:bold")}{gaps["verb"]}
<div style="font-size:{item["verb"]}pt;letter-spacing:2pt">{data["verb"]}</div><div style="height:2.2mm"></div>
<h1 style="font-size:{item["word"]}pt">{data["word"]}</h1>{gaps["name"]}{name}{gaps["unit"]}{lines(item["unit"])}{gaps["citation"]}
{lines(item["citation"], "font-style:italic")}<div class="left"><img src="{uri(item["qr"])}">{data["decision"][0]}<br>{data["decision"][1]}<br>
Vào Sổ khen thưởng số: <b>{item["number"]}</b></div><div class="right"><i>{data["place_date"]}</i>
{"".join(f"<b>{post}</b>" for post in signer["posts"])}<div style="height:26mm"></div><b>{signer["name"]}</b></div></div>"""


def printed(data: dict[str, Any], style: str, items: list[dict[str, Any]]) -> tuple[int, bytes]:
    body = "".join(sheet(data, item) for item in items)
    document = weasyprint.HTML(string=f"<html lang=vi><style>{style}</style><body>{body}").render()
    return len(document.pages), document.write_pdf()


def main() -> None:
    data = json.load(sys.stdin)
    faces = "".join(
        f"@font-face {{ font-family: '{family}'; font-weight: {weight}; font-style: {style}; src: url({(FONTS / name).as_uri()}.ttf) }}\n"
        for family, weight, style, name in FACES
    )
    style = faces + STYLE.replace("GROUND", uri(data["motifs"]["ground"]))
    printed(data, style, data["items"][:1])  # fonts and motifs are read before the clock starts
    start = time.perf_counter()
    pages, pdf = printed(data, style, data["items"])
    seconds = time.perf_counter() - start
    if pages != len(data["items"]):
        raise RuntimeError(f"{pages} pages for {len(data['items'])} certificates")
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_bytes(pdf)
    cpu = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps({"s": seconds, "cpu": cpu.ru_utime + cpu.ru_stime, "MB": cpu.ru_maxrss / 1024}))


if __name__ == "__main__":
    main()
