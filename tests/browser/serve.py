"""Makes the test world in a new data folder and serves it: `python serve.py FOLDER`. Tells by FOLDER/site.json when it is about to listen."""

# ruff: noqa: E402 - models may be imported only when Django is ready
from __future__ import annotations

import json
import os
import socket
import sys
from importlib import import_module
from pathlib import Path

folder = Path(sys.argv[1])
os.environ["DJANGO_SETTINGS_MODULE"] = "vinhdanh.web.settings"
import django

django.setup()

from browser_pages import PAGES, SEEDS
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.management import call_command
from world import World, make_world


def session_of(world: World, account: str) -> str:
    """A session in which `account` ("officer.district-a1") has signed in."""
    role, code = account.split(".")
    user = world.user(role, code)
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    return str(store.session_key)


call_command("migrate", verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0)
world = make_world()
ids: dict[str, str] = {code.replace("-", "_"): str(union.pk) for code, union in world.unions.items()}
for seed in SEEDS:
    ids |= {name: str(value) for name, value in seed(world).items()}
accounts = sorted({page.account for page in PAGES if page.account})
sessions = {account: session_of(world, account) for account in accounts}
with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    port = free.getsockname()[1]
draft = folder / "site.part"
draft.write_text(json.dumps({"address": f"http://127.0.0.1:{port}", "sessions": sessions, "ids": ids}))
draft.rename(folder / "site.json")
os.execv(
    sys.executable,
    [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "1",
     "--log-level", "warning", "vinhdanh.web.wsgi:application"],
)  # fmt: skip
