"""Who is let in where. One row for each address; the words are told in tests/kit/matrix_objects.py.

Roles: O officer, L leader, C council, G grassroots, A auditor, D administrator. The object belongs to `district-a1`; own, above, below and other
are the unions of the reader. Whoever is not named finds nothing (404), as if the thing did not exist. A new address needs one line here.
"""

from __future__ import annotations

from matrix_objects import Row, everyone, nobody, public

ALL = "OLCGAD"
BELOW = "OLCAD"  # roles that also see the unions below theirs

ACCOUNTS = {
    "accounts:account": everyone(),
    "accounts:sessions": everyone(),
    "accounts:end_session": nobody("nothing", post=True),  # somebody else's, or none
    "accounts:end_sessions": everyone(post=True),
    "accounts:acting": everyone(),
    "accounts:act": Row("union", above="O", post=True),
    "accounts:stop_acting": everyone(post=True),
    "accounts:kept": everyone(ok=302),
    "accounts:drop_kept": everyone(post=True),
    "accounts:people": Row("union", own="OD", above="OD"),
    "accounts:invite": Row("union", own="OD", above="OD"),
    "accounts:invitation": Row("invitation", own="D", above="OD"),
    "accounts:withdraw": Row("invitation", own="D", above="OD", post=True),
    "accounts:reissue": Row("invitation", own="D", above="OD", post=True),
    "accounts:reset": Row("person", own="D", above="OD", post=True),
    "accounts:end_post": Row("post", own="D", above="OD"),
    "accounts:accept": nobody("secret", anonymous=404),
    "first_start": nobody(anonymous=404),
    "account_login": public(ok=302),
    "account_logout": everyone(),
    "account_inactive": public(),
    "account_reauthenticate": everyone(),
    "account_set_password": everyone(ok=302),  # each has a password already: led to changing it
    "account_change_password": everyone(),
    "account_reset_password": public(),
    "account_reset_password_done": public(),
    "account_reset_password_from_key_done": public(),
    "account_reset_password_from_key": public("mailed_key"),
    "mfa_index": everyone(),
    "mfa_authenticate": everyone(ok=302),
    "mfa_reauthenticate": everyone(ok=302),
    "mfa_activate_totp": everyone(ok=302),
    "mfa_deactivate_totp": nobody(),
    "mfa_view_recovery_codes": nobody(),
    "mfa_generate_recovery_codes": everyone(ok=302),
    "mfa_download_recovery_codes": nobody(),
    "mfa_list_webauthn": everyone(),
    "mfa_add_webauthn": public(),  # at this address passkeys do not work, and the page says so
    "mfa_login_webauthn": everyone(ok=302),
    "mfa_reauthenticate_webauthn": public(),  # as above
    "mfa_remove_webauthn": everyone("nothing", ok=302),
    "mfa_edit_webauthn": everyone("nothing", ok=302),
}

ORGANISATIONS = {
    "organisations:tree": everyone(),
    "organisations:levels": everyone(),
    "organisations:level": nobody("level"),  # the administrator of the topmost union alone
    "organisations:register_form": everyone(),
    "organisations:union": Row("union", own=ALL, above=BELOW),
    "organisations:export": Row("union", own=ALL, above=BELOW),
    "organisations:add": Row("union", own="OD", above="OD"),
    "organisations:edit": Row("union", own="OD", above="OD"),
    "organisations:contacts": Row("union", own="OGD", above="OD"),
    "organisations:rename": Row("union", own="OD", above="OD"),
    "organisations:move": Row("union", above="OD"),
    "organisations:merge": Row("union", own="OD", above="OD"),
    "organisations:split": Row("union", above="OD"),
    "organisations:close": Row("union", above="OD"),
    "organisations:reopen": Row("union", above="OD"),
    "organisations:take_back": Row("reorganisation", own="OD", above="OD"),
    "organisations:register_upload": Row("union", own="OD", above="OD"),
    "organisations:register": Row("register", own="OD", above="OD"),
    "organisations:register_apply": Row("register", own="OD", above="OD", post=True),
    "organisations:register_undo": Row("register", own="OD", above="OD", post=True),
    "organisations:register_drop": Row("register", own="OD", above="OD", post=True),
    "organisations:register_group": nobody("register", post=True),  # this file names no new group
    "organisations:register_again": Row("register", own="OD", above="OD", post=True),
    "organisations:register_choose": nobody("register_row", post=True),  # this row means no union that is there
    "organisations:groups": Row("union", own=ALL, above=BELOW),
    "organisations:group_add": Row("union", own="OD", above="OD"),
    "organisations:assign": Row("union", own="OD", above="OD"),
    "organisations:groups_order": Row("union", own="OD", above="OD", post=True),
    "organisations:group": Row("group", own=ALL, above=BELOW),
    "organisations:group_edit": Row("group", own="OD", above="OD"),
    "organisations:people": Row("union", own=ALL, above=BELOW),
    "organisations:person_add": Row("union", own="OD", above="OD"),
    "organisations:doubles": Row("union", own="OD", above="OD"),
    "organisations:person": Row("person", own=ALL, above=BELOW),
    "organisations:person_edit": Row("person", own="OD", above="OD"),
    "organisations:person_move": Row("person", own="OD", above="OD"),
    "organisations:person_merge": Row("two_people", own="OD", above="OD"),
    "organisations:post_give": Row("person", own="OD", above="OD"),
    "organisations:post_edit": Row("post", own="D", above="OD"),
    "organisations:post_end": Row("post", own="D", above="OD"),
    "organisations:responsible": Row("post", own="OD", above="OD", post=True),
}

PLATFORM = {
    "home": everyone(),
    "journal:journal": Row(own="AD", above="AD", below="AD", other="AD"),
    "personal:person": Row("person", own="OD", above="OD"),
    "personal:look": Row("person", own="OD", above="OD", post=True),
    "personal:write": Row("person", own="OD", above="OD", post=True),
    "personal:export": Row("person", own="OD", above="OD", post=True),
    "personal:erase": Row("person", own="OD", above="OD", post=True),
    "files:download": Row("file", own=ALL, above=BELOW),
    "jobs:jobs": everyone(),
    "jobs:job": Row("job", own="O"),  # whoever asked for it
    "jobs:again": Row("job", own="O", post=True),
    "notices:notices": everyone(),
    "notices:notice": Row("notice", own="OLAD", above="OLAD", below="OLG"),  # the object is a notice to base-a11
    "notices:telling": Row("notice", own="OLAD", above="OLAD"),
    "notices:note": Row("notice", own="OD", above="OD", post=True),
    "notices:evidence": Row("evidence", own="OLAD", above="OLAD"),
    "notices:export": Row("evidence", own="OLAD", above="OLAD"),
    "calendar:calendar": everyone(),
    "calendar:file": everyone(),
    "web:healthz": public(),
    "web:operations": Row(own="D", above="D", below="D", other="D"),
    "web:preferences": public(),
    "web:gallery": Row(own="D", above="D", below="D", other="D"),
    "web:manifest": public(),
    "web:search": everyone(),
    "web:tasks": everyone(),
    "web:tasks_export": everyone(),
    "web:help": public(),
    "web:help_chapter": public("chapter"),
}

CAMPAIGNS = {  # the object is a draft: the unions above and below see it once it is issued
    "campaigns:index": everyone(),
    "campaigns:export": everyone(),
    "campaigns:reminders": nobody("campaign"),  # a draft reminds nobody
    "campaigns:remind": nobody("campaign", post=True),
    "campaigns:new": Row(own="OG", above="OG", below="OG", other="OG"),
    "campaigns:library": everyone(posts="OG"),
    "campaigns:overview": Row("campaign", own=ALL),
    "campaigns:reckon": Row("campaign", own="OLG", post=True),
    "campaigns:plan": nobody("campaign"),  # it did not come from a paper
    "campaigns:settle_sure": nobody("campaign", post=True),  # as above
    "campaigns:settle": nobody("campaign_place", post=True),
    "campaigns:contents": Row("campaign", own=ALL),
    "campaigns:part": Row("campaign_part", own=ALL, posts="OG"),
    "campaigns:basis_file": nobody("campaign_place", post=True),  # it has no basis yet
    "campaigns:facts": Row("campaign", own=ALL, posts="OG"),
    "campaigns:confirm_fact": nobody("campaign", post=True),
    "campaigns:units": Row("campaign", own=ALL),
    "campaigns:allot": Row("campaign", own="OG", post=True),
    "campaigns:share": Row("campaign", own="OG", post=True),
    "campaigns:units_excel": Row("campaign", own="OG"),
    "campaigns:units_excel_back": Row("campaign", own="OG", post=True),
    "campaigns:choose_units": Row("campaign", own="OG", post=True),
    "campaigns:units_looked_at": Row("campaign", own="OG", post=True),
    "campaigns:unit": Row("campaign_unit", own=ALL),
    "campaigns:acknowledge": nobody("campaign_unit", post=True),  # not issued: there is nothing to acknowledge
    "campaigns:milestones": Row("campaign", own=ALL),
    "campaigns:milestone_done": Row("campaign_milestone", own="OLG", post=True),
    "campaigns:tasks": Row("campaign", own=ALL, posts="OLG"),
    "campaigns:task": Row("campaign_task", own=ALL, posts="OLG"),
    "campaigns:task_done": Row("campaign_task", own="OLG", post=True),
    "campaigns:issue": Row("campaign", own=ALL, posts=""),  # it names no step
    "campaigns:version": nobody("campaign_place"),
    "campaigns:papers": Row("campaign", own=ALL),
    "campaigns:paper": nobody("campaign_paper"),
    "campaigns:join": nobody("campaign", post=True),
    "campaigns:push": Row("campaign", own=ALL, posts="OG"),
    "campaigns:children": Row("campaign", own=ALL),
    "campaigns:above": nobody("campaign"),  # it follows none
    "campaigns:given": nobody("campaign_unit"),  # a draft gives nothing
}

MATRIX: dict[str, Row] = {**ACCOUNTS, **ORGANISATIONS, **PLATFORM, **CAMPAIGNS}
