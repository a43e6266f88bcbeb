"""The demo's data: the example campaign of Phú Riềng as it stood on 5 March 2020, with one account for each role. All people are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "phu-rieng-2020"
TODAY = date(2020, 3, 5)
PASSWORD = "thi-dua-yeu-nuoc-2020"  # noqa: S105 - the demo's own, printed on the console, only on this machine
ACCOUNTS = (
    ("canbo", "Trần Văn Lộc", "officer", "Ủy viên Ban Thường vụ, cán bộ phụ trách", "host"),
    ("lanhdao", "Đặng Thị Minh Ngọc", "leader", "Chủ tịch", "host"),
    ("hoidong", "Lê Quốc Hưng", "council", "Thành viên Hội đồng thi đua, khen thưởng", "host"),
    ("kiemtra", "Vũ Thị Thanh Mai", "auditor", "Chủ nhiệm Ủy ban Kiểm tra", "host"),
    ("quantri", "Phạm Hữu Tín", "admin", "Quản trị hệ thống", "host"),
    ("captren", "Hoàng Thị Bích Vân", "officer", "Phó Trưởng ban Chính sách - Pháp luật", "above"),
    ("coso", "", "grassroots", "Chủ tịch Công đoàn cơ sở", "unit"),
)
"""User name, name, role, post, where. The chair is the person whom the unit's row names."""


def fill() -> None:
    """Fills an empty database; does nothing when there are accounts already."""
    from django.db import transaction  # noqa: PLC0415 - Django is set up by the caller

    from vinhdanh.platform.accounts.models import User  # noqa: PLC0415 - as above

    if User.objects.exists():
        return
    with transaction.atomic():
        _fill()


def _fill() -> None:
    from vinhdanh.engines import campaign as engine  # noqa: PLC0415 - Django is set up by the caller
    from vinhdanh.platform.accounts.models import User  # noqa: PLC0415 - as above
    from vinhdanh.platform.organisations.models import Level, Person, Post  # noqa: PLC0415 - as above
    from vinhdanh.platform.organisations.services import UnionData, found  # noqa: PLC0415 - as above
    from vinhdanh.steps.campaigns import selectors  # noqa: PLC0415 - as above
    from vinhdanh.steps.campaigns.services import content, folder  # noqa: PLC0415 - as above

    settings = engine.load(EXAMPLE)[0].settings
    above = settings.parent
    top = Level.objects.get(code="tinh_cd")
    parent = found(UnionData(name=above.name if above else "", code="CAP-TREN", level=top, short=above.short if above else ""))
    campaign = folder.load(EXAMPLE)
    content.write(campaign, replace(selectors.content(campaign), today=TODAY))
    campaign.save()
    places = {"host": campaign.union, "above": parent}
    _as_of_today(campaign)
    chairs = {}
    for unit in campaign.units.select_related("union"):
        person = Person.objects.create(union=unit.union, name=unit.responsible or "Nguyễn Văn An", phone=unit.phone)
        post = unit.responsible_post or "Chủ tịch Công đoàn cơ sở"
        Post.objects.create(person=person, union=unit.union, title=post, role="grassroots", responsible=True)
        chairs[unit.pk] = person
    first = campaign.units.filter(received=None).order_by("position").first() or campaign.units.order_by("position")[0]
    for username, name, role, title, where in ACCOUNTS:
        if where == "unit":
            person = chairs[first.pk]
        else:
            person = Person.objects.create(union=places[where], name=name)
            Post.objects.create(person=person, union=places[where], title=title, role=role, responsible=role == "officer")
        User.objects.create_user(username=username, password=PASSWORD, person=person)
    _work(campaign)


def _as_of_today(campaign: object) -> None:
    """What came after the day of the demo has not come yet; most units have acknowledged the plan."""
    from django.utils import timezone  # noqa: PLC0415 - as above

    from vinhdanh.steps.campaigns.models import Acknowledgement, Unit  # noqa: PLC0415 - as above

    zone = ZoneInfo("Asia/Ho_Chi_Minh")
    now = datetime.combine(TODAY, time(8), zone)
    Unit.objects.filter(campaign=campaign, received__gt=now).update(received=None)
    for number, unit in enumerate(Unit.objects.filter(campaign=campaign).order_by("position")):
        if unit.received or number % 3:
            at = datetime.combine(date(2020, 1, 8 + number % 10), time(9), zone)
            Acknowledgement.objects.create(unit=unit, name=unit.responsible or "Chủ tịch", way="zalo", at=timezone.localtime(at))


def _work(campaign: object) -> None:
    from django.utils import timezone  # noqa: PLC0415 - as above

    from vinhdanh.platform.organisations.models import Person  # noqa: PLC0415 - as above
    from vinhdanh.steps.campaigns.models import Campaign, Guidance, Task, Version  # noqa: PLC0415 - as above

    if not isinstance(campaign, Campaign):
        raise TypeError
    officer = Person.objects.get(name="Trần Văn Lộc")
    leader = Person.objects.get(name="Đặng Thị Minh Ngọc")
    for title, owner, due, done in (
        ("Gửi kế hoạch đến các công đoàn cơ sở", officer, date(2020, 1, 8), True),
        ("Gọi điện cho các đơn vị chưa gửi danh sách", officer, date(2020, 3, 6), False),
        ("Ký văn bản xin hội trường Trung tâm Văn hóa - Thể thao", leader, date(2020, 3, 4), False),
        ("Mời Ban Giám khảo, chuẩn bị phiếu bình chọn", officer, date(2020, 3, 20), False),
    ):
        Task.objects.create(
            campaign=campaign, union=campaign.union, title=title, owner=owner, due=due, done_at=timezone.now() if done else None,
            proof_words="Đã gửi qua Zalo và văn bản giấy, 60/60 đơn vị." if done else "",
        )  # fmt: skip
    Version.objects.create(
        campaign=campaign, number=1, content=campaign.content, paper_number=campaign.number, issued_on=campaign.issued_on or TODAY,
        signer=campaign.signer, told=campaign.units.count(),
    )  # fmt: skip
    Guidance.objects.create(
        union=campaign.union.parent, title="Hướng dẫn lập danh sách đề nghị theo mẫu", number="12/HD-LĐLĐ", step="nominations",
        body="Ghi đủ họ tên, ngày sinh, dân tộc, chức vụ; thành tích ghi năm và số quyết định.", search_key="huong dan lap danh sach de nghi theo mau",
        valid_from=date(2019, 11, 5),
    )  # fmt: skip
