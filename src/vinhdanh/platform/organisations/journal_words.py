"""What the verbs of this app are called in the journal."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

WORDS = {
    "organisations.founded": _("Lập đơn vị đầu tiên"),
    "organisations.created": _("Thêm đơn vị"),
    "organisations.edited": _("Sửa thông tin đơn vị"),
    "organisations.contacts_edited": _("Sửa liên hệ của đơn vị"),
    "organisations.renamed": _("Đổi tên đơn vị"),
    "organisations.moved": _("Chuyển đơn vị"),
    "organisations.merged": _("Sáp nhập đơn vị"),
    "organisations.took_over": _("Nhận sáp nhập"),
    "organisations.split": _("Chia tách đơn vị"),
    "organisations.merger_taken_back": _("Hoàn lại việc sáp nhập"),
    "organisations.split_taken_back": _("Hoàn lại việc chia tách"),
    "organisations.closed": _("Kết thúc đơn vị"),
    "organisations.reopened": _("Mở lại đơn vị"),
    "organisations.level_edited": _("Sửa một cấp"),
    "organisations.person_added": _("Thêm người"),
    "organisations.person_edited": _("Sửa thông tin của người"),
    "organisations.person_contacts_edited": _("Sửa liên hệ của người"),
    "organisations.person_moved": _("Chuyển người sang đơn vị khác"),
    "organisations.persons_merged": _("Gộp hai hồ sơ của một người"),
    "organisations.post_given": _("Ghi chức vụ"),
    "organisations.post_edited": _("Sửa chức vụ"),
    "organisations.post_ended": _("Thôi giữ chức vụ"),
    "organisations.responsible_set": _("Ghi người chịu trách nhiệm"),
    "organisations.group_formed": _("Lập khối, cụm"),
    "organisations.group_edited": _("Sửa khối, cụm"),
    "organisations.groups_ordered": _("Xếp thứ tự khối, cụm"),
    "organisations.group_assigned": _("Xếp đơn vị vào khối, cụm"),
    "organisations.register_uploaded": _("Tải danh bạ lên"),
    "organisations.register_row_chosen": _("Chọn đơn vị cho một dòng danh bạ"),
    "organisations.register_applied": _("Ghi danh bạ"),
    "organisations.register_undone": _("Hoàn lại danh bạ"),
    "organisations.register_group_agreed": _("Đồng ý lập một khối, cụm theo danh bạ"),
    "organisations.register_cleared": _("Xóa nội dung danh bạ đã hết hạn lưu giữ"),
    "organisations.register_dropped": _("Bỏ danh bạ đang xem trước"),
}
