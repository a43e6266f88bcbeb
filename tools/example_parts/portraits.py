"""Portraits of invented people: drawn figures, no faces, a few KB each."""

from __future__ import annotations

from vinhdanh.engines.papers.typst_run import compile_png

PPI = 150
"""354 x 472 dots for 6 x 8 cm: enough for 3 x 4 cm in print."""


def portraits() -> dict[str, bytes]:
    """Path under photos/ -> picture: by union and name, and by the id of a nominee."""
    return {
        "DN-06/Điểu Vênh.png": drawn("#2B2118", "#C68B5E", "#2F5D8C", long_hair=False),
        "CQ-06/Phan Kim Cúc.png": drawn("#1F1A17", "#E0AC82", "#9B1C1F", long_hair=True),
        "MN-03-C01.png": drawn("#3A2A1E", "#DDA67C", "#3E7D5A", long_hair=True),
    }


def drawn(hair: str, skin: str, coat: str, *, long_hair: bool) -> bytes:
    """Head and shoulders on light blue, as portraits for papers are."""
    back = f'<path d="M17 30V18a13 13 0 0 1 26 0v22H17z" fill="{hair}"/>' if long_hair else ""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 80"><rect width="60" height="80" fill="#CFE3F2"/>'
        f'{back}<path d="M6 80c0-18 10-26 24-26s24 8 24 26z" fill="{coat}"/>'
        f'<path d="M24 44h12v12l-6 6-6-6z" fill="{skin}"/><path d="M22 55l8 9 8-9-3-2-5 5-5-5z" fill="#FFFFFF"/>'
        f'<ellipse cx="30" cy="31" rx="11" ry="14.5" fill="{skin}"/>'
        f'<path d="M18 30c-1-13 5-17 12-17s13 4 12 17c-2-7-5-9-12-9s-10 2-12 9z" fill="{hair}"/></svg>'
    )
    return compile_png(svg, 60, 80, PPI)
