"""What people write over the columns of a list (domain handbook §4.1–4.4, §9.5), as rules from a heading to a field.

The rules see the heading as a key: lower case, single spaces, no punctuation. Order counts: the first rule that fits wins.
"""

from __future__ import annotations

import re
from functools import lru_cache

from vinhdanh.engines.vietnamese import accent_key, match_key, repair

LONGEST_HEADING = 160
"""No heading is longer; a longer text is a sentence."""

NAMING = frozenset({"name", "family", "collective", "mixed", "unit", "rep_name"})
"""Fields of which a heading row has at least one."""

OTHER = "other"
"""A known column that this campaign does not need (telephone, address)."""

_ACCENTED = (
    # Nam (male) and năm (year) have one key without accents.
    ("birth_male", r"(năm|ngày) sinh nam|nam (sinh )?năm sinh|nam sinh năm"),
    ("birth_female", r"(năm|ngày) sinh nữ|nữ (sinh )?năm sinh|nữ sinh năm"),
    ("male", r"nam"),
    ("female", r"nữ|nu"),
    ("phone", r"đt|sđt|sdt"),
    ("ethnicity", r"dt|d tộc"),
    ("name", r"ht|h và tên|h tên"),
    ("labour_group", r"đ tượng|đối tg"),
    ("commend", r"(htkt|ht kt|hình thức kt|kt|đ nghị)( đn| đề nghị| đ nghị| kt)*"),
    ("achievements", r"(dh|dhtđ)( htkt| ht kt| kt)?( .*)?|htkt đã .*"),
    ("party", r"(ngày |thời gian )?(tháng )?(năm )?(vào |kết nạp )?(đảng|đcsvn)( viên| csvn)?( .*)?"),
)
_PLAIN = (
    ("stt", r"s ?tt|tt|so tt|so thu tu|thu tu"),
    ("rep_post", r"(chuc (vu|danh)|don vi).*dai dien.*"),
    ("rep_sex", r"(gioi tinh|nam nu|phai).*dai dien.*"),
    ("rep_ethnicity", r"dan toc.*dai dien.*"),
    ("rep_labour_group", r"(doi tuong|thanh phan|loai lao dong).*dai dien.*"),
    ("rep_manager", r".*(lanh dao|quan li)\b.*dai dien.*"),
    ("rep_birth", r"(ngay|nam).*sinh.*dai dien.*"),
    ("rep_name", r".*(nguoi|ca nhan) dai dien.*|dai dien( tap the)?|.*ho.* ten .*dai dien.*"),
    ("upward", r".*(dai hoi|cap tren|du dh)\b.*"),
    ("attend", r".*(tham du|du hoi nghi|du hn|td hn)\b.*|(lam )?dai bieu"),
    ("family", r"ho|ho( va)?( ten| chu)? (dem|lot|chu lot|chu dem)"),
    ("given", r"ten"),
    ("sort_given", r"ten (de )?(xep|sap xep).*"),
    (
        "mixed",
        r"(ho )?(va )?(ten )?(ca nhan|tap the)( va| hoac)?( ho)?( va)?( ten)? (tap the|ca nhan)( .*)?|ho (va )?ten (hoac )?(ten )?tap the.*",
    ),
    (
        "collective",
        r"ten (cac )?tap the.*|(cac )?tap the( (duoc|de nghi|dien hinh|tieu bieu).*)?|ten (cdcs|cong doan|to|doi|phong|bo phan)\b.*",
    ),
    (
        "name",
        r"ho (va )?(chu )?ten.*|ten (ca nhan|nguoi|doan vien|cnvc|dai bieu)\b.*|(cac )?ca nhan( (duoc|de nghi|dien hinh|tieu bieu).*)?|ho ten.*",
    ),
    ("honorific", r"ong ba|ong|ba|danh xung"),
    ("sex", r"gioi( tinh)?|gt|phai|nam nu|nu nam"),
    ("home", r"que( quan)?|nguyen quan|noi sinh.*"),
    ("birth", r"(ngay|nam|thang).*\bsinh( .*)?|(n|ng) sinh|sinh (ngay|nam).*|ngay sinh|nam sinh|sn|ns|nam sn|tuoi sinh"),
    ("minority_members", r"(so |trong do )?(dtts|dan toc thieu so)|so (nguoi )?dan toc.*"),
    ("ethnicity", r"(thanh phan )?(dan|d) toc.*"),
    ("religion", r"ton giao.*"),
    ("party", r"(ngay |nam )?vao dang( .*)?|dang vien( .*)?|du bi|chinh thuc|dv dang"),
    ("theory", r"(trinh do )?(li luan|llct|chinh tri|ll chinh tri|ct)( .*)?"),
    ("schooling", r"(trinh do )?(van hoa|vh|gdpt|hoc van|pho thong|giao duc pho thong)( .*)?"),
    ("education", r"trinh do|(trinh do )?(chuyen mon|cm|cmnv|dao tao|hoc van chuyen mon)( .*)?|bang cap"),
    ("commend", r".*de nghi.*|.*dang ki.*|hinh thuc( khen( thuong)?)?|muc khen( thuong)?"),
    (
        "achievements",
        r".*(danh hieu|khen thuong|hinh thuc khen|da duoc khen|huan chuong)\b.*|thanh tich.*(\d nam|giai doan|khen|qd).*|cac hinh thuc.*",
    ),
    ("initiatives", r".*sang kien.*|skkn|sk|de tai.*|.*giai phap.*"),
    ("summary", r"tom tat.*|.*thanh tich.*|noi dung thanh tich"),
    ("movement", r".*phong trao.*"),
    ("manager", r".*(lanh dao|quan li)\b.*"),
    ("labour_group", r"(thuoc )?doi tuong.*|thanh phan.*|loai lao dong.*|nhom lao dong.*"),
    ("post", r"chuc (vu|danh).*|c vu|nghe( nghiep)?( .*)?|cong viec.*|nhiem vu.*|vi tri.*|cv"),
    ("collective_type", r"loai( hinh)?( tap the)?"),
    ("women_members", r"(so |trong do |tong so )?nu( doan vien)?|so (lao dong |doan vien )?nu.*"),
    (
        "members",
        r"(tong )?(so )?(luong )?(lao dong|doan vien|ld|dv|cnvcld|cnvc|nld|thanh vien|nguoi)( .*)?|si so|tong so|so luong|ts|tong",
    ),
    ("unit", r"(ten )?(don vi|co quan|cong ti|doanh nghiep|phong ban)( .*)?|noi (lam viec|cong tac).*"),
    ("note", r"ghi chu.*|gc"),
    ("phone", r"(so )?(dien thoai|dt|di dong)( .*)?|lien he"),
    (
        OTHER,
        r"(so )?(cccd|cmnd|can cuoc|dinh danh)( .*)?|email|noi (o|cu tru)( .*)?|dia chi.*|thuong tru|cho o.*|ngoai ngu|tin hoc|anh|ki (ten|nhan).*|linh vuc.*",
    ),
)
_RULES_ACCENTED = tuple((field, re.compile(pattern)) for field, pattern in _ACCENTED)
_RULES_PLAIN = tuple((field, re.compile(pattern)) for field, pattern in _PLAIN)
_PARENTHESIS = re.compile(r"[(\[][^)\]]*[)\]]?")
_YEAR = re.compile(r"(?:nam )?((?:19|20)\d\d)")

GROUPS = frozenset(
    {
        "birth",
        "sex",
        "rep_name",
        "members",
        "labour_group",
        "commend",
        "education",
        "achievements",
        "name",
        "party",
        "initiatives",
    }
)
"""Fields whose heading may stand over several columns, each with a heading of its own below."""

_REP = {
    "name": "rep_name",
    "given": "rep_name",
    "post": "rep_post",
    "unit": "rep_post",
    "sex": "rep_sex",
    "male": "rep_birth_male",
    "female": "rep_birth_female",
    "birth": "rep_birth",
    "birth_male": "rep_birth_male",
    "birth_female": "rep_birth_female",
    "ethnicity": "rep_ethnicity",
    "labour_group": "rep_labour_group",
    "manager": "rep_manager",
}


@lru_cache(maxsize=65_536)
def field_of(text: str) -> str:
    """The field that a single heading names, "" when it names none.

    Args:
        text: The heading as typed, with its remark in brackets, if any.
    """
    if len(text) > LONGEST_HEADING:
        return ""
    for field, rule in _RULES_ACCENTED:
        if rule.fullmatch(accent_key(text)):
            return field
    bare = _PARENTHESIS.sub(" ", text)
    if not repair(bare):
        return ""
    accented, plain = accent_key(bare), match_key(bare)
    if plain.startswith("danh sach"):
        return ""  # the title of the list
    for field, rule in _RULES_ACCENTED:
        if rule.fullmatch(accented):
            return field
    return next((field for field, rule in _RULES_PLAIN if rule.fullmatch(plain)), "")


def under(parent: str, text: str) -> tuple[str, str]:
    """Field and option of a heading that stands below another.

    An option is what the column itself says: one of many labour groups or honours to tick, or the year of the honours in it.

    Args:
        parent: Field of the heading above, "" when it names none.
        text: The heading below.

    Returns:
        Field ("" when unknown) and option ("" when there is none).
    """
    own = field_of(text)
    if parent == "rep_name":
        found = _REP.get(own, own if own.startswith("rep_") else "")
    elif parent in {"birth", "sex"} and own in {"male", "female"}:
        found = f"birth_{own}"
    elif parent == "members":
        counted = {"female": "women_members", "ethnicity": "minority_members", "male": OTHER}
        found = counted.get(own, own if own in {"women_members", "minority_members"} else "members")
    elif parent == "name" and own in {"", "given", "family"}:
        found = own
    elif parent in {"labour_group", "achievements", "commend"}:
        return _with_option(parent, own, text)
    else:
        found = own or parent
    return found, ""


def _with_option(parent: str, own: str, text: str) -> tuple[str, str]:
    if parent == "labour_group":
        return parent, repair(text)
    if parent == "achievements":
        if own in {"initiatives", "summary", "note"}:
            return own, ""
        year = _YEAR.fullmatch(match_key(text))
        return parent, year[1] if year else ""
    return _under_commend(own, text)


def _under_commend(own: str, text: str) -> tuple[str, str]:
    if own in {"attend", "upward", "note"}:
        return own, ""
    if own in {"commend", "achievements"}:
        return "commend", ""
    return "commend", repair(text)


def in_collective(field: str) -> str:
    """The field in a table of collectives: what speaks of a person speaks there of the representative."""
    if field in {"male", "female", "birth_male", "birth_female"}:
        return {"female": "women_members", "male": OTHER}.get(field, f"rep_{field}")
    if field in {"name", "sex", "birth", "ethnicity", "post", "labour_group", "manager"}:
        return f"rep_{field}"
    return field
