"""The app `calendar` of the platform."""

from django.apps import AppConfig


class CalendarConfig(AppConfig):
    """Registers `calendar` under its short label."""

    name = "vinhdanh.platform.calendar"
    label = "calendar"
