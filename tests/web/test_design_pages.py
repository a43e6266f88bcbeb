"""The pages that belong to no step: preferences, gallery, manifest, errors; the links of the head."""

from __future__ import annotations

import json
import re

import pytest
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.test import Client, RequestFactory
from world import World

from vinhdanh.look import stylesheet
from vinhdanh.web import errors, navigation
from vinhdanh.web.preferences import TEXTS, back, text, theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def client_of(world: World, client: Client) -> Client:
    client.force_login(world.user("officer", "district-a1"))
    return client


def test_the_choice_is_kept_on_the_device_and_leads_back(client: Client) -> None:
    answer = client.post("/giao-dien/", {"theme": "dark", "text": "100", "language": "en", "tiep": "/don-vi/?trang=2"})
    assert (answer.status_code, answer["Location"]) == (302, "/don-vi/?trang=2")
    assert answer.cookies["giao-dien"].value == "dark"
    page = client.get("/giao-dien/").content.decode()
    assert '<html lang="en" data-theme="dark">' in page
    answer = client.post("/giao-dien/", {"theme": "device", "text": "100", "language": "vi"})
    assert answer.cookies["giao-dien"].value == ""
    assert '<html lang="vi">' in client.get("/giao-dien/").content.decode()


@pytest.mark.parametrize(
    ("size", "kept", "opening"), [("100", "", ""), ("125", "125", ' data-text="125"'), ("150", "150", ' data-text="150"')]
)
def test_the_size_of_text_is_kept_on_the_device(client: Client, size: str, kept: str, opening: str) -> None:
    answer = client.post("/giao-dien/", {"theme": "device", "text": size, "language": "vi"})
    assert answer.cookies["co-chu"].value == kept
    page = client.get("/giao-dien/").content.decode()
    assert f'<html lang="vi"{opening}>' in page
    assert re.findall(r'name="text" value="(\d+)"[^>]* checked', page) == [size]


def test_sizes_are_said_in_percent_of_the_browsers_own() -> None:
    for size in TEXTS:
        assert f':root[data-text="{size}"] {{ font-size: {size}%; }}' in stylesheet()


def test_a_choice_that_is_none_is_refused(client: Client) -> None:
    answer = client.post("/giao-dien/", {"theme": "pink", "text": "90", "language": "fr"})
    assert answer.status_code == 200
    assert not {"giao-dien", "co-chu", "django_language"} & set(answer.cookies)
    assert answer.content.decode().count('class="field-error"') == 3


@pytest.mark.parametrize(
    "wanted", ["https://example.org/", "//example.org/", "javascript:alert(1)", "/\\example.org", "", "don-vi/"]
)
def test_only_pages_of_ours_are_led_back_to(wanted: str) -> None:
    assert back(RequestFactory().get("/", {"tiep": wanted})) == "/"


def test_a_forged_choice_is_none() -> None:
    request = RequestFactory().get("/")
    request.COOKIES |= {"giao-dien": '"><script>', "co-chu": '150"><script>'}
    assert (theme(request), text(request)) == ("", "")


def test_the_gallery_is_the_administrators_alone(world: World, client: Client) -> None:
    assert client.get("/kho-mau/").status_code == 302
    client.force_login(world.user("officer", "district-a1"))
    assert client.get("/kho-mau/").status_code == 404
    client.force_login(world.user("admin", "province-a"))
    assert client.get("/kho-mau/?trang=khong-phai-so").status_code == 200


def test_missing_and_forbidden_look_alike(client_of: Client) -> None:
    missing, forbidden = (client_of.get(path).content.decode() for path in ("/khong-co/", "/kho-mau/"))
    assert missing.replace("%2Fkhong-co%2F", "%2Fkho-mau%2F") == forbidden
    assert errors.forbidden(RequestFactory().get("/"), PermissionError()).status_code == 404


def test_the_manifest_names_an_icon_that_is_served(client: Client) -> None:
    answer = client.get("/vinhdanh.webmanifest")
    assert answer["Content-Type"] == "application/manifest+json"
    assert json.loads(answer.content)["icons"][0]["src"].endswith(".svg")


def test_errors_before_a_view_are_pages_that_say_what_to_do() -> None:
    request = RequestFactory().post("/")
    too_much, unreadable, old = (
        errors.bad_request(request, RequestDataTooBig()),
        errors.bad_request(request, SuspiciousOperation()),
        errors.page_too_old(request),
    )
    assert [answer.status_code for answer in (too_much, unreadable, old)] == [413, 400, 403]
    for answer in (too_much, unreadable, old):
        page = answer.content.decode()
        assert "<h1>" in page
        assert "Đồng chí" in page


def test_a_form_without_its_token_is_explained(world: World) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(world.user("officer", "district-a1"))
    answer = strict.post("/giao-dien/", {"theme": "dark", "language": "vi"})
    assert answer.status_code == 403
    assert "Chưa có gì bị thay đổi" in answer.content.decode()


def test_too_many_fields_are_a_page_not_a_crash(client_of: Client) -> None:
    answer = client_of.post("/giao-dien/", {f"x{number}": "1" for number in range(5001)})
    assert answer.status_code == 400


def test_links_of_the_head_lead_to_pages_that_exist(client_of: Client) -> None:
    page = client_of.get("/giao-dien/").context
    for link in [*page["mast_links"], *page["foot_links"]]:
        assert client_of.get(link.address).status_code == 200, link.address
    assert navigation.address("no:where") == ""


def test_numbers_of_operation_are_linked_for_administrators_alone(world: World, client: Client) -> None:
    found = {}
    for role, code in (("admin", "district-a1"), ("officer", "district-a1"), ("leader", "province-a"), ("auditor", "nation")):
        client.force_login(world.user(role, code))
        found[role] = [link.address for link in client.get("/giao-dien/").context["foot_links"]].count("/so-lieu-van-hanh/")
    assert found == {"admin": 1, "officer": 0, "leader": 0, "auditor": 0}


def test_the_head_costs_few_queries(client_of: Client, django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(6):
        answer = client_of.get("/giao-dien/")
    assert answer.status_code == 200
