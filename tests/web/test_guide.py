"""The user guide in the application: every chapter with its pictures, found by words, led to from each page; own files only."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import get_resolver
from lxml import html
from world import World

from vinhdanh.look import stylesheet
from vinhdanh.web.guide import chapters, files, places

ROOT = Path(__file__).resolve().parents[2]
EVERY = [(slug, language) for slug in files.FILES for language in ("vi", "en")]


def page(client: Client, address: str) -> html.HtmlElement:
    answer = client.get(address)
    assert answer.status_code == 200
    return html.fromstring(answer.content.decode())


def test_every_chapter_of_the_folder_is_shown() -> None:
    there = {path.name for path in (ROOT / "docs" / "huong-dan").glob("*.md")}
    assert set(files.FILES.values()) == there
    assert {path.name for path in (ROOT / "docs" / "huong-dan" / "en").glob("*.md")} == there, "each has its English form"


@pytest.mark.django_db
@pytest.mark.parametrize(("slug", "language"), EVERY)
def test_a_chapter_is_a_whole_page(client: Client, slug: str, language: str) -> None:
    shown = page(client, f"/tro-giup/{slug}/?tieng={language}")
    text = shown.xpath("//article[contains(@class, 'guide-text')]")[0]
    assert text.get("lang") == language
    ids = shown.xpath("//@id")
    assert len(set(ids)) == len(ids)
    inside = [link for link in shown.xpath("//main//a/@href") if link.startswith("#")]
    assert [link for link in inside if link[1:] not in ids] == []
    for source in text.xpath(".//img/@src"):
        assert finders.find(source.removeprefix("/static/")), source
    assert all(text.xpath(".//img/@alt"))
    for link in text.xpath(".//a/@href"):
        assert page(client, link.partition("#")[0]) is not None, link
    assert not text.xpath(".//script | .//*[@style] | .//*[@onclick]")


@pytest.mark.django_db
def test_open_to_a_visitor_in_contents_and_search(client: Client) -> None:
    titles = page(client, "/tro-giup/").xpath("//section//h2/a/text()")
    assert titles == [chapters.chapter(slug, "vi").title for slug in files.FILES]
    found = page(client, "/tro-giup/?tim=phan+bo").xpath("//ul[contains(@class, 'found')]//a")
    assert found[0].text == "4. Đơn vị, phân bổ"
    assert found[0].get("href") == "/tro-giup/trinh-duyet/#don-vi-phan-bo"
    assert client.get("/tro-giup/khong-co/").status_code == 404
    for words in ("\0", "x" * 300, "%", "'><script>alert(1)</script>", " "):
        answer = client.get("/tro-giup/", {"tim": words, "tieng": words})
        assert answer.status_code == 200
        assert b"<script>alert" not in answer.content
    assert client.get("/tro-giup/trinh-duyet/", {"tieng": "\0fr"}).status_code == 200


@pytest.mark.parametrize(
    ("words", "parts"),
    [("phân bổ", True), ("phan bo", True), ("phạn bổ", False), ("rinh duyet", False), ("", False), ("%", False)],
)
def test_words_begin_words(words: str, parts: bool) -> None:
    assert bool(chapters.find(words, "vi")) is parts


@pytest.mark.django_db
def test_the_english_reader_reads_english(client: Client) -> None:
    client.cookies["django_language"] = "en"
    shown = page(client, "/tro-giup/trinh-duyet/")
    assert shown.xpath("//h1//text()")[0].strip() == "The application in the browser"
    assert shown.xpath("//a[@hreflang='vi']/@href") == ["?tieng=vi"]
    assert page(client, "/tro-giup/").xpath("//section//h2/a/text()")[0] == "The application in the browser"
    shown = page(client, "/tro-giup/trinh-duyet/?tieng=vi")
    assert shown.xpath("//article/@lang") == ["vi"]
    assert shown.xpath("//a[@hreflang='en']/@href") == ["?tieng=en"]


def test_html_in_a_chapter_is_shown_as_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x.md").write_text(
        "# Tên\n\n## Phần <b>một</b>\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1)) [y](https://example.org) [z](khac.md)\n\n"
        "## Phần một\n\n```\n<i>\n```\n\n| <u> | b |\n|---|---|\n| 1 | 2 |\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(chapters, "FILES", {"x": "x.md"})
    monkeypatch.setattr(chapters, "folder", lambda: tmp_path)
    shown = chapters.chapter.__wrapped__("x", "en")
    assert (shown.language, shown.title) == ("vi", "Tên")
    assert not re.search(r"<(script|b|i|u|a)[ >]", shown.html), shown.html
    assert "javascript:alert(1)" not in re.sub(r"\[x\]\(javascript:alert\(1\)\)", "", shown.html)
    assert [section.anchor for section in shown.sections] == ["phan-b-mot-b", "phan-mot"]
    assert '<table class="table">' in shown.html
    assert '<th scope="col">' in shown.html


def test_every_place_has_its_part_in_both_languages() -> None:
    resolver = get_resolver()
    for place, part in places.PARTS.items():
        space, _, name = place.partition(":")
        known = resolver.namespace_dict[space][1].reverse_dict if space in resolver.namespace_dict else resolver.reverse_dict
        assert (name or space) in known or (not name and space in resolver.namespace_dict), place
        for language in ("vi", "en"):
            assert part in {section.anchor for section in chapters.chapter(places.CHAPTER, language).sections}, (place, language)
    assert places.help_for("campaigns:units") == "/tro-giup/trinh-duyet/#don-vi-phan-bo"
    assert places.help_for("campaigns:reminders") == "/tro-giup/trinh-duyet/#theo-doi"
    assert places.help_for("account_login") == places.help_for("") == "/tro-giup/"


def test_pages_lead_to_their_part(world: World) -> None:
    client = Client()
    client.force_login(world.user("officer", "district-a1"))
    for address, part in (
        ("/don-vi/", "#don-vi-va-con-nguoi"),
        ("/dot/moi/", "#lap-dot-tu-tep-ke-hoach"),
        ("/viec/", "#tim-viec-cua-toi-tro-giup"),
    ):
        assert page(client, address).xpath("//p[@class='page-help']/a/@href") == [f"/tro-giup/trinh-duyet/{part}"]
    assert page(client, "/tro-giup/").xpath("//p[@class='page-help']") == []


@pytest.mark.django_db
def test_the_key_of_the_search_can_be_turned_off(client: Client) -> None:
    assert "data-keys" not in client.get("/giao-dien/").content.decode()
    client.post("/giao-dien/", {"theme": "device", "text": "100", "keys": "0", "language": "vi"})
    shown = client.get("/giao-dien/").content.decode()
    assert '<html lang="vi" data-keys="off">' in shown
    assert re.findall(r'name="keys" value="(\d)"[^>]* checked', shown) == ["0"]
    client.post("/giao-dien/", {"theme": "device", "text": "100", "keys": "1", "language": "vi"})
    assert "data-keys" not in client.get("/giao-dien/").content.decode()


def test_a_chapter_prints_without_the_rest() -> None:
    paper = stylesheet()[stylesheet().index("@media print") :]
    assert ".guide-side" in paper
    assert ".page-help" in paper


def test_the_folder_of_an_installed_program_is_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert files.folder() == ROOT / "docs" / "huong-dan"
    (tmp_path / "huong-dan").mkdir()
    monkeypatch.setattr(files, "HERE", tmp_path)
    assert files.folder() == tmp_path / "huong-dan"
    assert '"docs/huong-dan" = "vinhdanh/web/guide/huong-dan"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
