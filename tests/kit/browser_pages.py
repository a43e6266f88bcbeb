"""The pages that every browser test walks through. Whoever builds a page adds it here, with what it needs in the world.

In a path stand names of `ids`: each union of the world by its code with "_" for "-" ({district_a1}), and what the SEEDS return.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from world import World

OFFICER, LEADER, BASE, ADMIN = "officer.district-a1", "leader.district-a1", "grassroots.base-a11", "admin.province-a"
BARE = "auditor.district-a2"
"""An account that has no password yet."""
PLAN = Path(__file__).resolve().parents[2] / "examples" / "phu-rieng-2020" / "plan.txt"


@dataclass(frozen=True)
class PageRow:
    """A page: its path, who looks at it ("role.union" of the test world; empty: a visitor), the status it answers with."""

    path: str
    account: str = ""
    status: int = 200


PAGES: list[PageRow] = [
    # pages of no step
    PageRow("/giao-dien/"),
    PageRow("/giao-dien/", OFFICER),
    PageRow("/kho-mau/", ADMIN),
    PageRow("/kho-mau/?gon=1&xep=-ten&trang=12", ADMIN),
    PageRow("/khong-co-trang-nay/", OFFICER, status=404),
    PageRow("/kho-mau/", OFFICER, status=404),
    PageRow("/", OFFICER),
    PageRow("/", BASE),
    PageRow("/tim-kiem/", OFFICER),
    PageRow("/tim-kiem/?tim=hoa+sen", OFFICER),
    PageRow("/tim-kiem/?tim=zzqq", BASE),
    PageRow("/tim-kiem/?tim=cdcs&nhom=don-vi", ADMIN),
    PageRow("/viec/", OFFICER),
    PageRow("/viec/?muc=khong-han&loai=notice", BASE),
    PageRow("/tro-giup/"),
    PageRow("/tro-giup/?tim=phan+bo", OFFICER),
    PageRow("/tro-giup/trinh-duyet/"),
    PageRow("/tro-giup/thu-muc/", OFFICER),
    PageRow("/tro-giup/trinh-duyet/?tieng=en", OFFICER),
    # accounts
    PageRow("/tai-khoan/dang-nhap/"),
    PageRow("/tai-khoan/", OFFICER),
    PageRow("/tai-khoan/mat-khau/dat/", BARE),
    # organisations
    PageRow("/don-vi/", OFFICER),
    PageRow("/don-vi/{district_a1}/", OFFICER),
    PageRow("/don-vi/{base_a11}/", BASE),
    PageRow("/don-vi/{district_a1}/sua/", ADMIN),
    PageRow("/don-vi/{district_a1}/danh-ba/", ADMIN),
    PageRow("/don-vi/?q=hoa", OFFICER),
    PageRow("/don-vi/cap/", ADMIN),
    PageRow("/don-vi/?ngay=2020-05-01", OFFICER),
    PageRow("/don-vi/{district_a1}/?ngay=2020-05-01", OFFICER),
    *(
        PageRow(f"/don-vi/{{district_a1}}/{page}/", ADMIN)
        for page in (
            "them", "lien-he", "doi-ten", "chuyen", "sap-nhap", "chia-tach", "ket-thuc", "khoi", "khoi/lap", "khoi/xep", "nguoi",
            "nguoi/them", "nguoi/trung",
        )
    ),
    PageRow("/don-vi/{ended}/", ADMIN),
    PageRow("/don-vi/sap-xep/{merger}/hoan-lai/", ADMIN),
    PageRow("/don-vi/danh-ba/{register}/", ADMIN),
    PageRow("/don-vi/khoi/{group}/", OFFICER),
    PageRow("/don-vi/nguoi/{person}/", OFFICER),
    PageRow("/don-vi/nguoi/{person}/chuc-vu/", ADMIN),
    PageRow("/don-vi/nguoi/{person}/gop/{double}/", ADMIN),
    PageRow("/lich/", OFFICER),
    PageRow("/lich/?thang=2020-03", OFFICER),
    # jobs, journal
    PageRow("/dang-xu-ly/", OFFICER),
    PageRow("/nhat-ky/", ADMIN),
    # campaigns: {draft} is made from the example's plan paper, {issued} is issued and told
    PageRow("/dot/", OFFICER),
    PageRow("/dot/moi/", OFFICER),
    PageRow("/dot/van-ban-huong-dan/", OFFICER),
    *(
        PageRow(f"/dot/{{draft}}/{page}", OFFICER)
        for page in (
            "", "ke-hoach/", "noi-dung/", "noi-dung/ten-goi/", "noi-dung/so-luong/", "noi-dung/thoi-gian/", "noi-dung/to-chuc/",
            "noi-dung/can-cu/", "noi-dung/diem/", "noi-dung/khen-thuong/", "noi-dung/chuong-trinh/", "noi-dung/noi-nhan/", "bo-quy-dinh/",
            "don-vi/", "moc/", "viec/", "viec/{task}/", "ban-hanh/", "van-ban/",
        )
    ),
    PageRow("/dot/{issued}/", OFFICER),
    PageRow("/dot/{issued}/don-vi/", LEADER),
    *(PageRow(f"/dot/{{issued}}/{page}", OFFICER) for page in ("giao-xuong/", "cap-duoi/", "don-vi/{unit}/giao/")),
    PageRow("/dot/{issued}/don-vi/{unit}/giao/", BASE),
    PageRow("/dot/{child}/tu-cap-tren/", OFFICER),
    PageRow("/dot/?tim=khong-co", OFFICER),
    *(PageRow(f"/dot/{{issued}}/{page}", OFFICER) for page in ("don-doc/", "don-vi/{unit}/", "ban-hanh/", "ban-hanh/1/")),
    *(
        PageRow(f"/dot/{{issued}}/{page}", BASE)
        for page in ("", "don-vi/", "don-vi/{unit}/", "noi-dung/", "noi-dung/so-luong/", "moc/", "van-ban/", "ban-hanh/")
    ),
]  # fmt: skip


def campaigns(world: World) -> dict[str, object]:
    """A draft as the plan paper gives it, and an issued campaign."""
    from vinhdanh.steps.campaigns import services  # noqa: PLC0415 - models may be imported only when Django is ready
    from vinhdanh.steps.campaigns.services.tasks import add_task  # noqa: PLC0415 - as above

    officer, leader = (world.reader(*account.split(".")) for account in (OFFICER, LEADER))
    draft, issued = (services.from_plan(officer, world.unions["district-a1"], "plan.txt", PLAN.read_bytes()) for _ in range(2))
    approved = services.approve(leader, issued, issued.revision)
    services.issue(officer, approved, approved.revision, number="05/KH-LĐLĐ", day=date(2020, 1, 6), signer="Đặng Thị Ngọc")
    task = add_task(officer, draft, {"title": "Gọi điện cho các đơn vị chưa gửi danh sách", "due": date(2020, 3, 2)})
    child = child_campaign(world)
    return {"draft": draft.pk, "issued": issued.pk, "unit": issued.units.get(code="base-a11").pk, "task": task.pk, "child": child}


def child_campaign(world: World) -> int:
    """A campaign that follows one of the level above, which has pushed values, a target and a task down to it."""
    from vinhdanh.steps.campaigns import services  # noqa: PLC0415 - models may be imported only when Django is ready
    from vinhdanh.steps.campaigns.pushing import Marks, TaskMark  # noqa: PLC0415 - as above

    above, host = world.reader("officer", "province-a"), world.unions["province-a"]
    parent = services.from_plan(above, host, "plan.txt", PLAN.read_bytes())
    marks = Marks({"dossier_deadline": "trước 26/5/2020", "cap_delegates": "200"}, tasks=(TaskMark("t", "Cử người dự tập huấn"),))
    parent = services.mark(above, parent, parent.revision, marks)
    parent = services.approve(world.reader("leader", "province-a"), parent, parent.revision)
    services.issue(above, parent, parent.revision, number="01/KH-LĐLĐ", day=date(2019, 11, 5), signer="Lê Văn Ba")
    own = services.from_template(world.reader(*OFFICER.split(".")), world.unions["district-a1"], "Hội nghị biểu dương", 2020)
    return services.join(world.reader(*OFFICER.split(".")), own, parent.__class__.objects.get(pk=parent.pk)).pk


def organisations(world: World) -> dict[str, object]:
    """A previewed register with each kind of row, a group, two records of one person, a union that has ended."""
    from uuid import uuid4  # noqa: PLC0415 - as below

    from vinhdanh.platform.organisations import services  # noqa: PLC0415 - models may be imported only when Django is ready
    from vinhdanh.platform.organisations.services import register  # noqa: PLC0415 - as above

    admin, top, base = world.reader(*ADMIN.split(".")), world.unions["district-a1"], world.unions["base-a12"]
    rows = [
        "Mã đơn vị\tTên đơn vị\tMã đơn vị cấp trên\tSố đoàn viên\tNữ",
        "base-a11\tCĐCS Trường Tiểu học Hoa Sen\t\t55\t30",
        "\tCĐCS Trường Mầm non Ánh Dương\t\t18\t17",
        "\tCĐCS Nông trường Cao su Phú Thinh\t\t40\t",
        "X1\tCĐCS Trạm bơm\tKHÔNG-CÓ\tnhiều\t",
        f"{base.code}\t{base.name}\tbase-a11\t\t",
    ]
    preview = register.upload(admin, top, "\n".join(rows).encode(), "danh-ba.csv", once=uuid4())
    group = services.form_group(admin, top, "Khối trường học")
    services.assign(admin, top, group, [world.unions["base-a11"].pk], day=date(2020, 1, 1))
    people = [
        services.add_person(admin, base, services.PersonData(name=name, birth_year=1984, sex="nữ"))
        for name in ("Lê Thị Ngọc Ánh", "Lê Thị Ngọc Anh")
    ]
    data = services.UnionData(name="CĐCS Xí nghiệp Gạch cũ", code="cu", level=base.level)
    ended = services.close(admin, services.create(admin, top, data), day=date(2025, 7, 1), reason="Quyết định số 12/QĐ-LĐLĐ")
    merged = services.create(admin, top, services.UnionData(name="CĐCS Trạm bơm cũ", code="cu-2", level=base.level))
    services.merge(admin, base, [merged], day=date(2025, 7, 1), decision="Quyết định số 13/QĐ-LĐLĐ")
    return {
        "register": preview.pk,
        "group": group.pk,
        "person": people[0].pk,
        "double": people[1].pk,
        "ended": ended.pk,
        "merger": base.reorganisations.get().pk,
    }


def accounts(world: World) -> dict[str, object]:
    """An account that has no password yet."""
    user = world.user(*BARE.split("."))
    user.set_unusable_password()
    user.save()
    return {}


SEEDS: list[Callable[[World], dict[str, object]]] = [campaigns, organisations, accounts]
"""Each makes what its pages show in the world and returns names for the paths."""
