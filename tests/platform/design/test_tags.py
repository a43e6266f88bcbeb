"""The tags of the components, as the page gets them."""

from __future__ import annotations

from datetime import date

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from lxml import html

from vinhdanh.platform.design.charts import Board, Group, State, Timeline, Unit
from vinhdanh.platform.design.fields import DayField, DropZone, read_day
from vinhdanh.platform.design.templatetags.design import shown


def render(source: str, address: str = "/", **context: object) -> html.HtmlElement:
    request = RequestFactory().get(address)
    libraries = "{% load design lists charts %}"
    return html.fragment_fromstring(
        Template(libraries + source).render(Context({"request": request, **context})), create_parent="main"
    )


class Form(forms.Form):
    name = forms.CharField(label="Họ và tên", help_text="Viết như trong giấy tờ", max_length=300)
    day = DayField(label="Ngày", required=False)
    kind = forms.ChoiceField(label="Loại", choices=[("a", "Một"), ("b", "Hai")], widget=forms.RadioSelect)
    many = forms.MultipleChoiceField(
        label="Nhiều", choices=[("a", "Một"), ("b", "Hai")], widget=forms.CheckboxSelectMultiple, required=False
    )
    agreed = forms.BooleanField(label="Đồng ý")
    file = forms.FileField(label="Tệp", widget=DropZone(".xlsx"), required=False)
    once = forms.CharField(widget=forms.HiddenInput, required=False)


def test_an_icon_is_silent_beside_a_word_and_named_alone() -> None:
    assert render('{% icon "check" %}').find("svg").get("aria-hidden") == "true"
    alone = render('{% icon "print" "In trang này" %}').find("svg")
    assert (alone.get("role"), alone.get("aria-label")) == ("img", "In trang này")
    assert alone.find("use").get("href").endswith("icons.svg#print")


def test_words_of_people_are_escaped_in_every_tag() -> None:
    evil = '<b onclick="x()">'
    page = render(
        '{% tag_state "late" %}{{ w }}{% endtag_state %}{% notice "note" w %}{{ w }}{% endnotice %}{% empty_state w %}{{ w }}{% endempty_state %}'
        '{% confirm "/x/" w w kept=w more=w %}{% icon "check" w %}{% sort_header "a" w %}',
        w=evil,
    )
    assert page.findall(".//b[@onclick]") == []
    assert page.text_content().count(evil) >= 8


def test_a_field_ties_label_hint_and_error_to_its_control() -> None:
    form = Form({"name": "", "kind": "a"})
    page = render("{% field form.name %}", form=form)
    box = page.find(".//input")
    described = box.get("aria-describedby").split()
    said = [page.get_element_by_id(key).text_content().strip() for key in described]
    assert said == ["Viết như trong giấy tờ", "Mục này cần có nội dung. Đề nghị đồng chí điền vào."]
    assert box.get("aria-invalid") == "true"
    assert box.get("required") is not None
    assert "input" in box.get("class").split()
    assert page.find(".//label").get("for") == box.get("id")
    assert page.find(".//div[@class='field']").get("data-state") == "error"


@pytest.mark.parametrize("name", ["kind", "many"])
def test_choices_stand_in_a_fieldset_with_a_legend(name: str) -> None:
    page = render("{% field form." + name + " %}", form=Form())
    assert page.find(".//fieldset/legend") is not None
    assert len(page.findall(".//label[@class='choice']")) == 2


def test_a_single_box_a_file_and_a_hidden_value() -> None:
    form = Form()
    assert render("{% field form.agreed %}", form=form).find(".//label[@class='choice']") is not None
    zone = render("{% field form.file %}", form=form).find(".//input")
    assert (zone.get("accept"), zone.get("class")) == (".xlsx", "input drop-zone")
    hidden = render("{% field form.once %}", form=form)
    assert [child.tag for child in hidden] == ["input"]


def test_a_day_says_its_weekday_and_an_unreadable_one_stays_as_typed() -> None:
    good = render("{% field form.day %}", form=Form({"day": "5.3.2020"}))
    assert good.get_element_by_id("id_day_said").text_content() == "thứ Năm, 05/3/2020"
    assert good.find(".//input").get("value") == "5.3.2020"
    bad = render("{% field form.day %}", form=Form({"day": "31/02/2020"}))
    assert bad.get_element_by_id("id_day_said").text_content() == ""
    assert bad.find(".//input").get("value") == "31/02/2020"
    assert (
        render("{% field form.day %}", form=Form(initial={"day": date(2020, 3, 5)})).find(".//input").get("value") == "05/3/2020"
    )


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("5/3/2020", date(2020, 3, 5)), ("05.03.2020", date(2020, 3, 5)), ("2020-03-05", date(2020, 3, 5)), ("", None), ("3/2020", None),
        ("31/02/2020", None), ("1/1/1899", None), ("1/1/2201", None), ("thứ Năm", None), ("9" * 300, None), ("\0", None), (None, None),
    ],
)  # fmt: skip
def test_days_are_read_as_people_type_them(typed: str | None, day: date | None) -> None:
    assert read_day(typed) == day


def test_the_field_of_a_day() -> None:
    field = DayField(required=False)
    assert field.clean(" 5/3/2020 ") == date(2020, 3, 5)
    assert field.clean("") is None
    assert field.clean(date(2020, 3, 5)) == date(2020, 3, 5)
    with pytest.raises(forms.ValidationError, match="Không đọc được ngày này"):
        field.clean("hôm qua")
    assert not field.has_changed(date(2020, 3, 5), "05.03.2020")
    assert field.has_changed(date(2020, 3, 5), "")


def test_theirs_stand_beside_mine_and_equal_ones_are_left_out() -> None:
    form = Form({"name": "Ánh", "kind": "b", "many": ["a", "b"]})
    page = render("{% conflict theirs form %}", form=form, theirs={"name": "Anh", "kind": "Hai", "gone": "x"})
    rows = [[cell.text_content() for cell in row] for row in page.findall(".//tbody/tr")]
    assert rows == [["Họ và tên", "Anh", "Ánh"], ["gone", "x", "—"]]
    assert shown(form["many"]) == "Một, Hai"
    assert shown(Form()["name"]) == ""


def test_a_confirmation_posts_its_reason_and_what_it_was_given() -> None:
    page = render('{% confirm "/rut/" "Rút" "Rút đề nghị?" revision=3 %}', csrf_token="t" * 64)
    form = page.find(".//form")
    assert (form.get("method"), form.get("action")) == ("post", "/rut/")
    assert {box.get("name") for box in form.findall(".//*[@name]")} == {"csrfmiddlewaretoken", "revision", "reason"}
    two = render('{% confirm "/a/" "Rút" "?" revision=3 %}{% confirm "/b/" "Rút" "?" reason=False %}')
    assert len(two.findall(".//textarea")) == 1


def test_pages_keep_what_else_the_address_says() -> None:
    page = Paginator(range(500), 50).get_page(3)
    nav = render("{% pagination page %}", "/?tim=hoa&trang=3", page=page)
    assert [link.get("href") for link in nav.findall(".//a")][:2] == ["?tim=hoa&trang=2", "?tim=hoa&trang=1"]
    assert nav.find(".//*[@aria-current]").text_content() == "Trang 3"
    assert render("{% pagination page %}", page=Paginator([], 50).get_page(1)).find(".//nav") is None
    ends = [render("{% pagination page %}", page=Paginator(range(100), 50).get_page(number)) for number in (1, 2)]
    assert [len(end.findall(".//a[@rel]")) for end in ends] == [1, 1]


@pytest.mark.parametrize(
    ("address", "state", "target"),
    [
        ("/", "ascending", "?xep=-ten"), ("/?xep=ten", "ascending", "?xep=-ten"), ("/?xep=-ten", "descending", "?xep=ten"),
        ("/?xep=diem&trang=4", None, "?xep=ten"),
    ],
)  # fmt: skip
def test_a_head_sorts_and_turns_the_order_round(address: str, state: str | None, target: str) -> None:
    head = render('<table><tr>{% sort_header "ten" "Tên" default=True %}</tr></table>', address).find(".//th")
    assert head.get("aria-sort") == state
    assert head.find("a").get("href") == target


def test_the_compact_view_is_asked_for_by_the_address() -> None:
    assert render('<p class="{% compact %}">', "/?gon=1").find(".//p").get("class") == "table-compact"
    assert render('<p class="{% compact %}">').find(".//p").get("class") == ""
    assert render("{% compact_toggle %}", "/?gon=1&a=b").find(".//a").get("href") == "?a=b"
    assert render('<a href="{% with_query khoi="3" trang="" %}">', "/?trang=2&a=b").find(".//a").get("href") == "?a=b&khoi=3"


def test_messages_of_the_framework_have_a_state() -> None:
    page = render('{% message_state "success" %} {% message_state "warning" %}{% message_icon "info" %} {% state_word "late" %}')
    assert page.text.split() == ["done", "warning"]
    assert page.find("svg/use").get("href").endswith("#info")


def test_a_board_narrows_by_its_chips() -> None:
    data = Board(
        (State("sent", "Đã gửi", settled=True), State("late", "Muộn")),
        (Group("K", (Unit("A", "late", "/a/", "Tên đủ"), Unit("B", "sent"))),),
    )
    page = render("{% board data %}", "/?tinh-trang=late&a=b", data=data)
    assert [chip.get("href") for chip in page.findall(".//a[@class='chip']")][:2] == ["?a=b", "?tinh-trang=sent&a=b"]
    assert [cell.tag for cell in page.findall(".//*[@data-state]/ul/li/*")] == ["a", "span"]
    assert "B: Đã gửi" in page.text_content()


def test_an_empty_timeline_draws_nothing() -> None:
    assert render("{% timeline data %}", data=Timeline((), date(2020, 1, 1))).find(".//figure") is None
