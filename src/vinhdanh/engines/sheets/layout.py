"""The columns of the blank forms (domain handbook §4.1, §4.2): what is printed over them, how wide, what may be chosen."""

from __future__ import annotations

from dataclasses import dataclass

FIRST_HEADING = 8
"""0-based row of the upper headings on both lists; the lower ones follow, then the example."""

PERSON_ROWS = 25
COLLECTIVE_ROWS = 12


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column of a blank form.

    Args:
        field: The field it is read as.
        upper, lower: Headings; columns with the same `upper` next to each other stand below one heading; `lower` "" when there is one level.
        width: In characters.
        choices: Key of the drop-down list, "" for free text.
        example: What the example row shows.
    """

    field: str
    upper: str
    lower: str
    width: float
    choices: str = ""
    example: str = ""


def person_columns(period: str) -> tuple[FormColumn, ...]:
    """The columns of the list of persons; `period` stands in the heading of honours, "2016–2020"."""
    return (
        FormColumn("stt", "STT", "", 4, example="VD"),
        FormColumn("name", "Họ và tên", "", 17, example="Ví dụ: Nguyễn Văn An"),
        FormColumn("birth_male", "Năm sinh", "Nam", 6, example="1985"),
        FormColumn("birth_female", "Năm sinh", "Nữ", 6),
        FormColumn("ethnicity", "Dân tộc", "", 7.5, "ethnicity", "Kinh"),
        FormColumn("religion", "Tôn giáo", "", 7, example="Không"),
        FormColumn("party", "Đảng viên (ngày vào)", "", 9.5, example="03/02/2010"),
        FormColumn("schooling", "Trình độ", "Văn hóa", 6, example="12/12"),
        FormColumn("education", "Trình độ", "Chuyên môn", 7.5, example="Trung cấp"),
        FormColumn("theory", "Trình độ", "LLCT", 6, example="Sơ cấp"),
        FormColumn("post", "Chức vụ/nghề nghiệp, nơi làm việc", "", 15, example="Công nhân, Đội sản xuất 2"),
        FormColumn("labour_group", "Đối tượng", "", 11, "labour_group", "Công nhân trực tiếp sản xuất"),
        FormColumn("manager", "Lãnh đạo, quản lý (Có/Không)", "", 7.5, "yes_no", "Không"),
        FormColumn(
            "achievements", f"Danh hiệu, hình thức khen đã đạt{period} (số QĐ, ngày)", "", 19, example="CSTĐCS 2018 (QĐ 12/QĐ-CT)"
        ),
        FormColumn("initiatives", "Sáng kiến", "", 13, example="Cải tiến quy trình, cấp cơ sở, 2018"),
        FormColumn("summary", "Tóm tắt thành tích", "", 17, example="Vượt kế hoạch sản lượng 5 năm liền"),
        FormColumn("movement", "Phong trào", "", 11, "movement", "Lao động giỏi, Lao động sáng tạo"),
        FormColumn("commend", "Hình thức đề nghị", "", 11, "commend", "Tuyên dương"),
        FormColumn("attend", "Tham dự HN (x)", "", 6, "tick", "x"),
        FormColumn("upward", "Đề nghị dự ĐH cấp trên (x)", "", 7, "tick"),
        FormColumn("note", "Ghi chú", "", 7.5),
    )


def collective_columns(years: str) -> tuple[FormColumn, ...]:
    """The columns of the list of collectives; `years` stands in the heading of honours."""
    return (
        FormColumn("stt", "STT", "", 4, example="VD"),
        FormColumn("collective", "Tên tập thể", "", 20, example="Ví dụ: Tổ công đoàn 2"),
        FormColumn("collective_type", "Loại (CĐCS, CĐBP, tổ, đội, phòng…)", "", 9, "collective_type", "Tổ"),
        FormColumn("members", "Số lao động, đoàn viên", "Tổng số", 6, example="25"),
        FormColumn("women_members", "Số lao động, đoàn viên", "Nữ", 5, example="12"),
        FormColumn("minority_members", "Số lao động, đoàn viên", "DTTS", 6, example="8"),
        FormColumn("achievements", f"Thành tích 5 năm{years} (danh hiệu, số QĐ)", "", 19, example="TTLĐTT 2018 (QĐ 15/QĐ-CT)"),
        FormColumn("initiatives", "Sáng kiến", "", 13),
        FormColumn("summary", "Tóm tắt thành tích", "", 17, example="Dẫn đầu phong trào thi đua của đơn vị"),
        FormColumn("movement", "Phong trào", "", 11, "movement"),
        FormColumn("commend", "Hình thức đề nghị", "", 11, "commend", "Tuyên dương"),
        FormColumn("attend", "Tham dự HN (x)", "", 6, "tick", "x"),
        FormColumn("upward", "Đề nghị dự ĐH cấp trên (x)", "", 7, "tick"),
        FormColumn("rep_name", "Người đại diện", "Họ và tên", 15, example="Trần Thị Bình"),
        FormColumn("rep_post", "Người đại diện", "Chức vụ", 10, example="Tổ trưởng"),
        FormColumn("rep_sex", "Người đại diện", "Nam/nữ", 6, "sex", "Nữ"),
        FormColumn("rep_birth", "Người đại diện", "Năm sinh", 8, example="1980"),
        FormColumn("rep_ethnicity", "Người đại diện", "Dân tộc", 8, "ethnicity", "Xtiêng"),
        FormColumn("rep_labour_group", "Người đại diện", "Đối tượng", 11, "labour_group", "Công nhân trực tiếp sản xuất"),
        FormColumn("note", "Ghi chú", "", 7.5),
    )
