"""Sessions that time has ended are cleared; those that live, and what is signed in there, stay."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from world import PASSWORD, World

from vinhdanh.platform.jobs import tasks
from vinhdanh.platform.jobs.models import Job


@pytest.mark.django_db
def test_expired_sessions_go_and_living_ones_stay(world: World) -> None:
    user = world.user("officer", "district-a1")
    clients = [Client(), Client()]
    for client in clients:
        client.post(reverse("account_login"), {"login": user.username, "password": PASSWORD})
    old, living = (client.session.session_key for client in clients)
    Session.objects.filter(session_key=old).update(expire_date=timezone.now() - timedelta(minutes=1))
    task = tasks.find("accounts.clear_sessions")
    assert task is not None
    assert task.every == timedelta(hours=6)
    assert task.work(Job()) == {"cleared": 1}
    assert list(Session.objects.values_list("session_key", flat=True)) == [living]
    assert list(UserSession.objects.values_list("session_key", flat=True)) == [living]
    assert [client.get("/").status_code for client in clients] == [302, 200]
    assert task.work(Job()) == {"cleared": 0}
