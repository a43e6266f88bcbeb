"""Plans with their truth (a key with "?" must be doubtful): every value right, nothing extra, every quote an exact slice."""

from __future__ import annotations

import json
import unicodedata

import plan_papers
import plan_truth
import pytest

from vinhdanh.engines.plan import KEYS, Reading, reading, text_of

TEXTS = ("phu-rieng-2020", "truong-suoi-mo-2023", "tinh-2026")
TABLES = ("may-dong-ha-2020", "nganh-y-te-2024", "tinh-long-ha-2015", "phu-nu-kim-dong-2022")
_text = plan_truth.text


def _check(read: Reading, name: str) -> None:
    truth = plan_truth.truth(name)
    assert plan_truth.said(read) == truth
    assert set(read.missing) == {k.key for k in KEYS} - {k.rstrip("?") for k in truth}
    _sound(read)


def _sound(read: Reading) -> None:
    for key in KEYS:
        assert key.many or len(read.all(key.key)) <= 1
    for v in read.values:
        assert read.text[v.start : v.end] == v.quote
        assert v.quote.strip()


@pytest.mark.parametrize("name", [n for n in plan_truth.PLANS if n not in plan_truth.LATE])
def test_every_value_is_right_and_nothing_is_added(name: str) -> None:
    _check(plan_truth.read(name), name)


@pytest.mark.parametrize("name", plan_truth.LATE)
def test_nothing_that_is_said_is_wrong(name: str) -> None:
    read = plan_truth.read(name)
    score = sum(plan_truth.scores(name, read).values(), plan_truth.Score())
    assert score.wrong == 0
    assert score.missed <= 4
    _sound(read)


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_tables_in_another_kind_of_file_give_equal_values(name: str, kind: str) -> None:
    _check(plan_truth.read(name, kind), name)


@pytest.mark.parametrize("name", TEXTS)
def test_the_same_words_as_a_word_file_give_equal_values(name: str) -> None:
    _check(reading(text_of(plan_papers.as_docx(_text(name)), "a.docx")), name)


@pytest.mark.parametrize("name", TEXTS)
def test_the_same_words_as_an_opendocument_file_give_equal_values(name: str) -> None:
    _check(reading(text_of(plan_papers.as_odt(_text(name)), "a.odt")), name)


@pytest.mark.parametrize("name", ["phu-rieng-2020", "tinh-2026"])
def test_the_same_words_as_a_pdf_give_equal_values(name: str) -> None:
    _check(reading(text_of(plan_papers.as_pdf(_text(name)), "a.pdf")), name)


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("form", ["NFD", "CRLF", "CR"])
def test_normalisation_and_line_ends_change_no_value(name: str, form: str) -> None:
    text = _text(name)
    ends = {"CRLF": "\r\n", "CR": "\r"}
    other = unicodedata.normalize("NFD", text) if form == "NFD" else text.replace("\n", ends[form])
    read = reading(other)
    assert read.text == other
    _check(read, name)


def test_the_seed_says_what_its_own_officials_would_say() -> None:
    read = reading(_text("phu-rieng-2020"))
    one = {v.key: v.value for v in read.values}
    assert one["ordinal"] == 1
    assert one["cap.delegates"] == 250
    assert (one["share.exemplars"], one["share.guests"]) == (70, 30)
    assert one["duration"] == {"value": 0.5, "unit": "day"}
    assert one["deadline.nominations"] == {"date": "2020-03-03", "sense": "before"}
    assert one["deadline.conference"] == {"date": "2020-05-19", "sense": "before"}
    assert one["deadline.dossier"] == {"date": "2020-05-26", "sense": "before"}
    assert one["conference.tentative"] == {"date": "2020-05", "sense": "in"}
    assert len(read.all("agenda")) == 9
    assert {"conference.date", "upward.seats", "number", "signer"} <= set(read.missing)
    assert "$\\frac{1}{2}$ ngày" in {v.quote for v in read.values}


def test_json_has_exactly_the_promised_shape() -> None:
    made = reading(_text("phu-rieng-2020")).json()
    assert list(made) == ["values", "missing"]
    values = made["values"]
    assert isinstance(values, list)
    for row in values:
        assert isinstance(row, dict)
        assert list(row) == ["key", "value", "quote", "start", "end", "confidence"]
    assert json.loads(json.dumps(made)) == made


def test_the_two_congresses_that_the_seed_mixes_are_told() -> None:
    value = reading(_text("phu-rieng-2020")).one("upward.congress")
    assert value is not None
    assert value.confidence < 0.8
    assert not value.doubtful
    assert "trong công nhân, viên chức, lao động tỉnh Bình Phước lần thứ V" in value.note
