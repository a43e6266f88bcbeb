from __future__ import annotations

from nominees import campaign, collective, person

from vinhdanh.engines.campaign.types import Commendation, Finding, Override, Severity
from vinhdanh.engines.honours import proposals

GK, OWN = Commendation("GK_H", "Chủ tịch UBND huyện Phú Lâm"), Commendation("GK_CTT")
NOMINEES = (
    person("A-P01", commend="GK_H"),
    person("A-P02", "Lê Thị Bé", commend="GK_CTT"),
    person("A-P03", "Điểu Minh"),
    collective("A-C01", typed_commend="Giấy khen LĐLĐ huyện"),
    person("B-P01", "Trần Văn Bình", commend="KNC"),
)
FREE = dict.fromkeys((n.id for n in NOMINEES), None)
HELD = Finding("appraisal.commend-kind", Severity.WARNING, "Không đúng đối tượng.", "Sửa.", nominee="A-P01")


def test_each_request_stands_under_its_line() -> None:
    first, second = proposals(campaign(commendations=(GK, OWN)), NOMINEES, FREE, ())
    assert (first.number, first.candidates, dict(first.refused)) == (1, ("A-P01",), {})
    assert first.title == "Giấy khen của Chủ tịch UBND huyện Phú Lâm"
    assert (second.number, second.candidates) == (2, ("A-P02", "A-C01"))
    assert second.title == "Giấy khen của Liên đoàn Lao động huyện Phú Lâm"


def test_appraisal_and_findings_refuse_with_their_reasons() -> None:
    eligible = {**FREE, "A-P01": "Chưa đủ 15 tuổi.", "A-P03": "Trùng."}
    note = Finding("appraisal.no-story", Severity.NOTE, "Thiếu.", "Bổ sung.", nominee="A-P02")
    first, second = proposals(campaign(commendations=(GK, OWN)), NOMINEES, eligible, (HELD, HELD, note))
    assert (first.candidates, dict(first.refused)) == ((), {"A-P01": "Chưa đủ 15 tuổi. Không đúng đối tượng."})
    assert second.candidates == ("A-P02", "A-C01")


def test_a_person_may_accept_what_holds_back() -> None:
    accept = Override("A-P01", "commend", "accept", "Đã hỏi cấp trên", finding=HELD.code)
    c = campaign(commendations=(GK, OWN), overrides=(accept,))
    assert proposals(c, NOMINEES, FREE, (HELD,))[0].candidates == ("A-P01",)


def test_one_honour_of_two_authorities_goes_by_the_words_else_to_the_first() -> None:
    lines = (Commendation("BK_T", "UBND tỉnh"), Commendation("BK_T", "Bộ Giáo dục và Đào tạo"))
    nominees = (
        person("A-P01", commend="BK_T", typed_commend="BK Bộ Giáo dục và Đào tạo"),
        person("A-P02", "Lê Thị Bé", commend="BK_T", typed_commend="Bằng khen"),
    )
    first, second = proposals(campaign(commendations=lines), nominees, {}, ())
    assert (first.candidates, second.candidates) == (("A-P02",), ("A-P01",))


def test_an_honour_that_the_rule_set_lacks_keeps_its_code_as_title() -> None:
    (only,) = proposals(campaign(commendations=(Commendation("XYZ"),)), (person(commend="XYZ"),), {}, ())
    assert only.title == "XYZ (Liên đoàn Lao động huyện Phú Lâm)"
