"""The admin in our own colours, with the rooms a KYC admin needs first."""

from typing import Any

from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

ACCENT = {
    "50": "240 249 249",
    "100": "223 241 240",
    "200": "196 229 227",
    "300": "138 223 217",
    "400": "99 206 200",
    "500": "15 132 136",
    "600": "10 106 113",
    "700": "7 83 90",
    "800": "16 54 59",
    "900": "10 44 48",
    "950": "4 33 31",
}


def _row(title: Any, icon: str, model: str) -> dict[str, Any]:
    return {"title": title, "icon": icon, "link": reverse_lazy(f"admin:{model}_changelist")}


LOOK: dict[str, Any] = {
    "SITE_TITLE": "Fairlead",
    "SITE_HEADER": "Fairlead",
    "SITE_SUBHEADER": _("Tiers, targets and people"),
    "SITE_FAVICONS": [
        {"rel": "icon", "type": "image/svg+xml", "href": lambda request: static("img/favicon.svg")}
    ],
    "SITE_SYMBOL": "anchor",
    "SHOW_HISTORY": False,
    "SHOW_VIEW_ON_SITE": False,
    "BORDER_RADIUS": "8px",
    "COLORS": {"primary": ACCENT},
    "SIDEBAR": {
        "show_search": True,
        "navigation": [
            {
                "title": _("Priority"),
                "items": [
                    _row(_("Customers"), "person", "people_customer"),
                    _row(_("Tiers"), "signal_cellular_alt", "people_tier"),
                    _row(_("Targets"), "timer", "tickets_target"),
                    _row(_("Topics"), "label", "tickets_topic"),
                    _row(_("Audit book"), "menu_book", "audit_entry"),
                ],
            },
            {
                "title": _("People who answer"),
                "separator": True,
                "items": [
                    _row(_("Users"), "badge", "people_user"),
                    _row(_("Agents"), "support_agent", "people_agent"),
                    _row(_("Teams"), "groups", "people_team"),
                    _row(_("API keys"), "key", "people_apikey"),
                ],
            },
            {
                "title": _("Public"),
                "separator": True,
                "items": [
                    _row(_("Notices"), "campaign", "noticeboard_notice"),
                    _row(_("Official accounts"), "verified", "noticeboard_officialaccount"),
                    _row(_("Articles"), "article", "helpcenter_article"),
                    _row(_("Deliveries of networks"), "webhook", "social_delivery"),
                ],
            },
            {
                "title": _("Elsewhere"),
                "separator": True,
                "items": [{"title": _("The desk"), "icon": "inbox", "link": reverse_lazy("desk:home")}],
            },
        ],
    },
}
