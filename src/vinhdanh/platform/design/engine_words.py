"""Sentences of the engines and of tables that were read, in the language of the request.

Engines speak Vietnamese, as folders and papers do, and what a preview found is kept as it was said. Here stands each of these sentences that a page
may show, with a slot where a value stands; `retold` finds the sentence and says it in English. Papers and folders never come this way.
"""

from __future__ import annotations

import re
from functools import lru_cache

from django.utils.translation import get_language, gettext, override
from django.utils.translation import gettext_noop as _

from vinhdanh.platform.design.language import VIETNAMESE

DAYS = (
    _("Ban hành Kế hoạch số %(number)s"),
    _("Ban hành Kế hoạch"),
    _("Cơ sở gửi danh sách"),
    _("Khóa sổ nhận danh sách"),
    _("Hội nghị"),
    _("Hội nghị (chậm nhất)"),
    _("Gửi hồ sơ"),
    _("Gửi hồ sơ về %(to)s"),
    _("Gửi hồ sơ về %(to)s, qua %(via)s"),
    _("Gửi hồ sơ, qua %(via)s"),
    _("hạn phải hoàn thành theo Kế hoạch"),
    _("chính quyền"),
    _("Có quyết định; in giấy khen, gửi giấy mời"),
    _("%(n)s ngày làm việc trước Hội nghị"),
    _("Trình %(who)s"),
    _("chờ quyết định %(n)s ngày làm việc"),
    _("Niêm yết danh sách"),
    _("%(n)s ngày làm việc"),
    _("Hội đồng họp, bỏ phiếu"),
    _("trước khi niêm yết"),
    _("Thẩm định xong"),
    _("%(n)s ngày làm việc trước khi Hội đồng họp"),
)
"""The days of a campaign."""
WARNINGS = (
    _("Thẩm định phải xong ngày %(day)s mới kịp Hội nghị, nhưng hạn gửi danh sách là ngày %(due)s."),
    _("Lùi ngày Hội nghị, hoặc rút ngắn hạn gửi danh sách."),
    _("Từ hạn gửi danh sách đến ngày phải thẩm định xong chỉ còn %(n)s ngày làm việc."),
    _("Chuẩn bị người thẩm định, hoặc dời ngày Hội nghị."),
    _("%(label)s: ngày %(day)s là ngày nghỉ (%(holiday)s)."),
    _("Xem lại ngày này; giữ nguyên nếu đã định như vậy."),
    _("Ngày phải trình khen thưởng (%(day)s) đã qua; cần %(n)s ngày làm việc để có quyết định."),
    _("Trình ngay, hoặc dời ngày Hội nghị."),
    _("Còn %(left)s ngày làm việc đến Hội nghị; các bước từ thẩm định đến in giấy khen thường cần %(need)s ngày."),
    _("Xem lại các mốc, hoặc dời ngày Hội nghị."),
    _("thứ Bảy"),
    _("Chủ nhật"),
    _("%(day)s (nghỉ bù)"),
    _("Ngày nghỉ (thay cho ngày %(other)s)"),
    _("29 Tết"),
    _("Giao thừa Tết Nguyên Đán"),
    _("Tết Nguyên Đán"),
    _("Mùng hai Tết Nguyên Đán"),
    _("Mùng ba Tết Nguyên Đán"),
    _("Mùng bốn Tết Nguyên Đán"),
    _("Mùng năm Tết Nguyên Đán"),
    _("Ngày Chiến thắng"),
    _("Ngày Giỗ Tổ Hùng Vương"),
    _("Ngày Quốc tế Lao động"),
    _("Ngày Văn hóa Việt Nam"),
    _("Quốc khánh"),
    _("Tết Dương lịch"),
)
"""What the days warn about."""
CHECKS = (
    _("%(file)s chưa có giá trị của khóa bắt buộc %(key)s."),
    _("Điền khóa %(key)s."),
    _("Mã của đợt (id) “%(id)s” không dùng được làm tên tệp."),
    _("Chỉ dùng chữ thường không dấu, số và dấu gạch nối."),
    _("%(file)s chưa có số lượng đại biểu: cap_delegates (tổng số tối đa) hoặc exemplars (số đại biểu điển hình)."),
    _("Điền khóa %(key)s theo kế hoạch."),
    _("%(file)s chưa có %(what)s (%(key)s)."),
    _("Điền khóa %(key)s khi đã biết."),
    _("giai đoạn tính thành tích"),
    _("hạn gửi danh sách"),
    _("ngày tổ chức Hội nghị"),
    _("địa điểm tổ chức Hội nghị"),
    _("địa danh ghi trên văn bản"),
    _("ký hiệu trong số văn bản"),
    _("họ tên người ký văn bản"),
    _("chương trình Hội nghị"),
    _("bảng điểm"),
    _("Bộ quy định “%(code)s” không có trong danh mục."),
    _("Ghi một trong các mã: %(codes)s."),
    _("Khóa %(key)s: bộ quy định %(set)s không có danh hiệu, hình thức khen thưởng mang mã “%(code)s”."),
    _("Sửa mã ở khóa %(key)s theo danh mục của bộ quy định %(set)s."),
    _("Ngày khóa sổ nhận danh sách (reception.closes) đến trước hạn gửi danh sách (reception.deadline)."),
    _("Hạn gửi danh sách (reception.deadline) không đến trước ngày tổ chức Hội nghị (conference.day)."),
    _("Ngày khóa sổ (reception.closes) không đến trước ngày tổ chức Hội nghị (conference.day)."),
    _("Ngày tổ chức Hội nghị %(day)s sau hạn phải hoàn thành %(last)s (conference.not_after)."),
    _("Ngày tổ chức (conference.day) khác thời gian dự kiến (conference.tentative)."),
    _("Hạn gửi hồ sơ (dossier_deadline) đến trước ngày tổ chức Hội nghị."),
    _("Khóa %(key)s: năm đầu sau năm cuối."),
    _("Sửa khóa %(key)s thành [năm đầu, năm cuối]."),
    _("Xem lại khóa %(key)s và các mốc liên quan."),
    _("Tỷ lệ điển hình %(exemplars)s %% và khách mời %(guests)s %% cộng lại không bằng 100 %%."),
    _("Sửa share_exemplars hoặc share_guests."),
    _("Khóa %(key)s lớn hơn 100 %%."),
    _("Ghi khóa %(key)s từ 0 đến 100."),
    _("Số đại biểu điển hình %(n)s lớn hơn tổng số tối đa %(most)s."),
    _("Sửa exemplars hoặc cap_delegates."),
    _("%(low)s lớn hơn %(high)s."),
    _("Sửa %(low)s hoặc %(high)s."),
    _("Bảng %(table)s có nhiều dòng mang mã “%(code)s”."),
    _("Đặt cho mỗi dòng một mã riêng."),
    _("%(key)s đếm theo “%(code)s”, chương trình không biết cách đếm này."),
    _("Ghi attribute là một trong: %(codes)s."),
    _("%(key)s lớn hơn 100 %%."),
    _("Ghi tỷ lệ từ 0 đến 100."),
    _("%(key)s trống nên không đếm được ai."),
    _('Ghi các giá trị được tính, ví dụ ["yes"].'),
    _("%(key)s có quá hai chữ số thập phân."),
    _("Ghi điểm với nhiều nhất hai chữ số thập phân."),
    _("%(key)s: phạm vi sáng kiến “%(code)s” không có."),
    _('Ghi base, province, nation hoặc "".'),
    _("ties.order có “%(code)s”, chương trình không biết."),
    _("Ghi các mã: %(codes)s."),
    _("Chương trình: nội dung thứ %(n)s (“%(item)s”) bắt đầu lúc %(start)s, trước khi nội dung trước kết thúc (%(end)s)."),
    _("Sửa giờ bắt đầu (start) hoặc số phút (minutes)."),
    _("Chương trình dài %(n)s phút, quá thời gian của Hội nghị (%(limit)s phút)."),
    _("Rút bớt số phút của các nội dung, hoặc xem lại conference.duration_days."),
    _("%(congress)s: số lượng đại biểu chưa được phân bổ nên chưa chọn đại biểu."),
    _("Điền seats trong bảng [[upward]] khi cấp trên phân bổ."),
    _("Thư mục chưa có tệp kế hoạch (plan.docx, plan.pdf, plan.txt…)."),
    _("Chép tệp kế hoạch vào thư mục với tên plan."),
    _("Thư mục nominations chưa có danh sách nào của các đơn vị."),
    _("Chép danh sách của các đơn vị vào thư mục nominations."),
)
"""What a campaign lacks or contradicts."""
UNITS = (
    _("Danh bạ đơn vị còn trống."),
    _("Ghi các đơn vị vào unions.xlsx."),
    _("Mã đơn vị “%(code)s” được ghi cho cả “%(one)s” và “%(other)s”."),
    _("Đặt cho mỗi đơn vị một mã riêng."),
    _("Hai mã %(one)s và %(other)s cùng tên “%(name)s”."),
    _("Xem lại, bỏ dòng thừa nếu là một đơn vị."),
    _("reception.extensions ghi mã đơn vị “%(code)s” không có trong unions.xlsx."),
    _("Sửa mã đơn vị."),
    _("%(name)s: số %(what)s %(n)s nhiều hơn tổng số đoàn viên %(all)s."),
    _("nữ"),
    _("dân tộc thiểu số"),
    _("công nhân trực tiếp"),
    _("Sửa số liệu của đơn vị."),
    _("%(name)s: số đại biểu tối thiểu %(low)s lớn hơn tối đa %(high)s."),
    _("Sửa một trong hai số."),
)
"""What does not fit in the rows of units."""
CELLS = (
    _("Tệp %(file)s không có trang tính “%(sheet)s”."),
    _("%(place)s: dòng này thiếu “%(heading)s” nên chưa được dùng."),
    _("dòng này thiếu “%(heading)s” nên chưa được dùng."),
    _("Điền “%(heading)s” vào ô %(cell)s, hoặc xóa cả dòng."),
    _("%(place)s: giá trị %(value)s không phù hợp, cần %(wanted)s."),
    _("%(place)s: giá trị %(value)s không phù hợp, cần %(wanted)s. Cả dòng chưa được dùng."),
    _("Sửa lại ô %(cell)s."),
    _("một số nguyên không âm"),
    _("một ngày đủ ngày, tháng, năm, ví dụ 28/02/2020"),
    _("ngày và giờ, ví dụ 28/02/2020 09:15"),
    _("một trong các giá trị %(values)s"),
    _("Trang “%(sheet)s” của %(file)s không có cột %(columns)s."),
    _("Ghi tiêu đề các cột này trong một dòng, trước dòng dữ liệu đầu tiên."),
)
"""What does not fit in a table file."""
REGISTER = (
    _("Mã “%(code)s” đã có ở dòng %(row)s."),
    _("Sửa lại mã ở một trong hai dòng."),
    _("Mã “%(code)s” đã được dùng cho đơn vị khác ngoài phạm vi này."),
    _("Chọn mã khác."),
    _("Có %(n)s đơn vị cùng tên này (mã %(codes)s)."),
    _("Ghi mã đơn vị để phân biệt."),
    _("“%(name)s” đã kết thúc hoạt động."),
    _("Mở lại đơn vị trước, hoặc xóa dòng này."),
    _("Dòng %(row)s đã ghi đơn vị này."),
    _("Xóa một trong hai dòng, hoặc ghi mã khác."),
    _("Đơn vị không thể là cấp trên của chính mình."),
    _("Ghi lại đơn vị cấp trên."),
    _("Không có đơn vị cấp trên mang mã “%(code)s” trong phạm vi này và trong tệp."),
    _("Kiểm tra lại mã."),
    _("Có %(n)s đơn vị tên “%(name)s” để làm cấp trên."),
    _("Không có đơn vị nào tên “%(name)s” để làm cấp trên."),
    _("Ghi mã đơn vị cấp trên."),
    _("Không có cấp nào tên “%(name)s”."),
    _("Chọn một cấp trong danh sách của mẫu."),
    _("Chưa biết cấp của đơn vị mới này."),
    _("Ghi cấp, ví dụ “Công đoàn cơ sở”."),
    _("Dòng này đặt “%(name)s” dưới chính đơn vị đó hoặc dưới một đơn vị trực thuộc của nó."),
    _("Đơn vị cấp trên ở dòng %(row)s có lỗi."),
    _("Sửa dòng %(row)s trước."),
    _("“%(heading)s” dài quá %(n)s ký tự."),
    _("Viết ngắn lại."),
    _("Sửa lại mã."),
    _("“%(heading)s” quá lớn."),
    _("Kiểm tra lại con số."),
    _("“%(heading)s” lớn hơn tổng số đoàn viên."),
    _("Kiểm tra lại hai con số."),
    _("Mã “%(code)s” không phải là đơn vị của đợt này."),
    _("Sửa mã theo danh sách đã tải về."),
    _("Địa chỉ thư điện tử chưa đúng."),
    _("Ghi lại, ví dụ vidu@example.vn."),
    _("Ngày ngoài khoảng từ năm 1900 đến năm 2200."),
    _("Kiểm tra lại ngày."),
)
"""What does not fit in a register."""
HEADINGS = (
    _("Mã đơn vị"),
    _("Tên đơn vị"),
    _("Mã đơn vị cấp trên"),
    _("Đơn vị cấp trên"),
    _("Cấp"),
    _("Tên viết tắt"),
    _("Ký hiệu văn bản"),
    _("Địa bàn"),
    _("Tổng số đoàn viên"),
    _("Nữ"),
    _("Dân tộc thiểu số"),
    _("Công nhân trực tiếp"),
    _("Số điện thoại"),
    _("Thư điện tử"),
    _("Ngày thành lập"),
    _("Người chịu trách nhiệm"),
    _("Chức vụ"),
    _("Số đại biểu tối thiểu"),
    _("Số đại biểu tối đa"),
    _("Thời điểm nhận danh sách"),
    _("Các ngày đã nhắc"),
    _("Tên công đoàn cơ sở"),
)
"""Headings of the register."""
PLAN = (
    _("Loại văn bản"),
    _("Số, ký hiệu"),
    _("Ngày ban hành"),
    _("Nơi ban hành"),
    _("Tên gọi"),
    _("Hình thức"),
    _("Đối tượng của hội nghị"),
    _("Lần thứ"),
    _("Năm"),
    _("Đơn vị tổ chức"),
    _("Ban đứng tên kế hoạch"),
    _("Tên viết tắt của đơn vị"),
    _("Cấp trên trực tiếp"),
    _("Căn cứ"),
    _("Trích yếu của căn cứ"),
    _("Giai đoạn tổng kết"),
    _("Giai đoạn tiếp theo"),
    _("Tổng kết từ mốc"),
    _("Mục đích, yêu cầu"),
    _("Dịp chào mừng"),
    _("Phong trào thi đua"),
    _("Cơ sở biểu dương"),
    _("Đối tượng lựa chọn"),
    _("Đối tượng ưu tiên"),
    _("Cơ cấu cần bảo đảm"),
    _("Tỷ lệ phấn đấu (%)"),
    _("Đề nghị cho người được chọn"),
    _("Tỷ lệ điển hình tiên tiến (%)"),
    _("Tỷ lệ khách mời (%)"),
    _("Khách mời"),
    _("Thời lượng"),
    _("Thời gian dự kiến"),
    _("Ngày tổ chức"),
    _("Ngày họp trù bị"),
    _("Giờ bắt đầu"),
    _("Địa điểm"),
    _("Hạn tổ chức xong"),
    _("Hạn tổ chức ở cơ sở"),
    _("Hạn nộp danh sách"),
    _("Nơi nhận danh sách"),
    _("Hồ sơ của cơ sở gồm"),
    _("Biểu mẫu"),
    _("Trách nhiệm khi không thực hiện"),
    _("Chương trình"),
    _("Đại hội cấp trên"),
    _("Số đại biểu được phân bổ"),
    _("Cấp phân bổ đại biểu"),
    _("Cấp khen thưởng"),
    _("Đề nghị kinh phí"),
    _("Kênh tuyên truyền"),
    _("Nội dung tuyên truyền"),
    _("Hạn gửi hồ sơ lên cấp trên"),
    _("Nơi gửi hồ sơ"),
    _("Bộ phận nhận hồ sơ"),
    _("Hồ sơ gồm"),
    _("Nơi nhận"),
    _("Người ký"),
    _("Tên gọi nêu nhiều lần thứ khác nhau."),
    _("Tên gọi nêu nhiều năm khác nhau."),
    _("Phần đầu văn bản chỉ nêu địa danh; đề nghị ghi đủ tên cơ quan."),
    _("Kế hoạch còn nêu: “%(quote)s”."),
    _("Hồ sơ lại nêu “%(quote)s”; đề nghị xác định đúng đại hội."),
    _("Kế hoạch nêu nhiều ngày, đề nghị chọn ngày tổ chức."),
    _("Năm không ghi trong kế hoạch, suy từ ngày ban hành."),
    _("Thứ trong tuần không khớp với ngày, đề nghị kiểm tra lại."),
    _("Kế hoạch nêu số lượng, không ghi rõ là tối đa."),
)
"""What is found in a plan paper."""
MATCHING = (
    _("cùng họ tên"),
    _("họ và tên đảo thứ tự"),
    _("họ tên chỉ khác chỗ cách chữ"),
    _("họ tên chỉ khác dấu"),
    _("họ tên khác dấu (%(words)s)"),
    _("họ tên còn phím gõ Telex hoặc VNI (%(words)s)"),
    _("họ tên khác một chữ cái (%(words)s)"),
    _("họ tên hai chữ cái đảo chỗ (%(words)s)"),
    _("họ tên khác hai chữ cái (%(words)s)"),
    _("họ tên viết tắt (%(words)s)"),
    _("một bên thiếu chữ đệm (%(words)s)"),
    _("tên phổ biến: %(n)s người trong danh sách"),
    _("không đủ ngày sinh để đối chiếu"),
    _("cùng ngày sinh"),
    _("ngày và tháng sinh đảo chỗ"),
    _("ngày sinh khác một chữ số"),
    _("cùng tháng, năm sinh"),
    _("cùng năm sinh"),
    _("cùng năm sinh, một bên chỉ ghi năm"),
    _("khác đơn vị"),
    _("cùng đơn vị"),
    _("tên đơn vị gần giống"),
)
"""Why two records may be of one person."""
WORK = (
    _("Đọc %(n)s danh sách của cơ sở"),
    _("Thẩm định %(n)s đề nghị"),
    _("Lựa chọn: dự Hội nghị, khen thưởng, đi dự cấp trên"),
    _("Tính số liệu thống kê"),
)
"""What a worker reckons just now."""

SENTENCES = (*DAYS, *WARNINGS, *CHECKS, *UNITS, *CELLS, *REGISTER, *HEADINGS, *PLAN, *MATCHING, *WORK)
_SLOT = re.compile(r"%\\\((\w+)\\\)s")


def retold(text: str) -> str:
    """A text of an engine in the language of the request; one that is not known stays as it is."""
    language = (get_language() or VIETNAMESE)[:2]
    return text if language == VIETNAMESE or not text else _retold(text, language)


def in_english(text: str) -> str:
    """A text of an engine for the English half of an error."""
    with override("en"):
        return retold(text)


@lru_cache(maxsize=4096)
def _retold(text: str, _language: str) -> str:
    for sentence, pattern in _patterns():
        found = pattern.fullmatch(text)
        if found is not None:
            slots = {name: _slot(name, value) for name, value in found.groupdict().items()}
            return gettext(sentence) % slots if slots else gettext(sentence)
    return text


def _slot(name: str, value: str) -> str:
    """A value within a sentence: what the engine wants may be a sentence itself, other words are known or a value."""
    return retold(value) if name in {"wanted", "label", "holiday"} else gettext(value) if value in _words() else value


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each sentence with the pattern that knows it, the one that says most first."""
    ordered = sorted(SENTENCES, key=lambda sentence: -len(re.sub(r"%\(\w+\)s", "", sentence)))
    return tuple((sentence, re.compile(_pattern(sentence), re.DOTALL)) for sentence in ordered)


def _pattern(sentence: str) -> str:
    if "%(" not in sentence:
        return re.escape(sentence)
    return _SLOT.sub(r"(?P<\1>.+?)", re.escape(sentence.replace("%%", "%")))


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    return frozenset(sentence for sentence in SENTENCES if "%(" not in sentence)
