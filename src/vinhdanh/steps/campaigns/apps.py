"""The step `campaigns`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CampaignsConfig(AppConfig):
    """Registers `campaigns` under its short label, and what it offers to those who look downstream."""

    name = "vinhdanh.steps.campaigns"
    label = "campaigns"
    verbose_name = _("Kế hoạch")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Offers panels, the rail, deadlines, what is found, what waits, merging and personal data; sets the triggers of the stamps."""
        from django.db.models.signals import post_migrate, pre_migrate  # noqa: PLC0415 - as below

        from vinhdanh.platform.files.rules import grant  # noqa: PLC0415 - models are ready only now
        from vinhdanh.platform.journal import words  # noqa: PLC0415 - as above
        from vinhdanh.platform.registry import Offer, register  # noqa: PLC0415 - as above
        from vinhdanh.steps.campaigns import journal_words, personal, river, stamps  # noqa: PLC0415 - as above
        from vinhdanh.steps.campaigns.selectors.files import opens  # noqa: PLC0415 - as above
        from vinhdanh.steps.campaigns.selectors.search import FINDERS  # noqa: PLC0415 - as above
        from vinhdanh.steps.campaigns.selectors.waiting import waiting  # noqa: PLC0415 - as above
        from vinhdanh.steps.campaigns.services import restoring, succession  # noqa: PLC0415 - as above

        pre_migrate.connect(stamps.remove, sender=self)
        post_migrate.connect(stamps.install, sender=self)
        grant(opens)
        words.register(journal_words.WORDS)
        register(
            Offer(
                "campaigns",
                order=10,
                union_panels=river.panels,
                rail_state=river.plan_state,
                deadlines=river.deadlines,
                finders=FINDERS,
                waiting=waiting,
                on_merge_person=personal.ON_MERGE,
                on_merge_union={
                    "campaigns.Unit": succession.units_follow,
                    "campaigns.Campaign": succession.stay,
                    "campaigns.Task": succession.stay,
                    "campaigns.Guidance": succession.stay,
                },
                personal_data=personal.export,
                erase=personal.erase,
                on_union_parted=succession.units_parted,
                taking_back=restoring.TAKING_BACK,
            )
        )
