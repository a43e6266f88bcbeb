"""What the verbs of this step are called in the journal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

WORDS = {
    "campaigns.made": _("Lập đợt"),
    "campaigns.made-from-plan": _("Lập đợt từ tệp kế hoạch"),
    "campaigns.made-from-last": _("Lập đợt theo đợt trước"),
    "campaigns.loaded": _("Nạp đợt từ thư mục"),
    "campaigns.changed": _("Sửa nội dung đợt"),
    "campaigns.value-settled": _("Đối chiếu giá trị của kế hoạch"),
    "campaigns.fact-confirmed": _("Xác nhận dữ kiện của bộ quy định"),
    "campaigns.fact-doubted": _("Bỏ xác nhận dữ kiện của bộ quy định"),
    "campaigns.basis-attached": _("Lưu tệp của căn cứ"),
    "campaigns.joined": _("Nối với đợt của cấp trên"),
    "campaigns.made-from-above": _("Lập đợt từ đợt của cấp trên"),
    "campaigns.push-marked": _("Chọn nội dung giao xuống cấp dưới"),
    "campaigns.answered-above": _("Trả lời nội dung cấp trên giao xuống"),
    "campaigns.units-chosen": _("Chọn đơn vị nhận kế hoạch"),
    "campaigns.units-looked-at": _("Xem lại đơn vị sáp nhập, chia tách"),
    "campaigns.units-returned": _("Trả đơn vị của đợt về đơn vị cũ"),
    "campaigns.units-followed": _("Chuyển đơn vị của đợt sang đơn vị kế tục"),
    "campaigns.allotted": _("Phân bổ chỉ tiêu"),
    "campaigns.approved": _("Duyệt kế hoạch"),
    "campaigns.approval-withdrawn": _("Trả kế hoạch về dự thảo"),
    "campaigns.issued": _("Ban hành kế hoạch"),
    "campaigns.closed": _("Kết thúc đợt"),
    "campaigns.acknowledged": _("Xác nhận đã nhận kế hoạch"),
    "campaigns.reminded": _("Đôn đốc đơn vị"),
    "campaigns.milestone-done": _("Ghi mốc đã xong"),
    "campaigns.task-added": _("Giao việc"),
    "campaigns.task-changed": _("Sửa việc"),
    "campaigns.task-done": _("Ghi việc đã xong"),
    "campaigns.task-reopened": _("Mở lại việc"),
    "campaigns.guidance-added": _("Thêm văn bản hướng dẫn"),
}
