"""The admin's name and rooms, those first that a KYC admin needs; its colours are in css/admin.css."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _


def _row(title: Any, icon: str, model: str) -> dict[str, Any]:
    return {"title": title, "icon": icon, "link": reverse_lazy(f"admin:{model}_changelist")}


def _at_the_promises(request: HttpRequest) -> bool:
    """The rota's address lies below theirs, yet it is a room of its own."""
    return request.path.startswith(str(_PROMISES["link"])) and request.path != str(_ROTA["link"])


_PROMISES = _row(_("Promises"), "timer", "tickets_policy") | {"active": _at_the_promises}
_ROTA = {"title": _("Agents needed"), "icon": "group_add", "link": reverse_lazy("admin:tickets_policy_rota")}

_UNFOUND = {
    "title": _("What is not found"),
    "icon": "search_off",
    "link": reverse_lazy("helpcenter:searches"),
}

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
    "SIDEBAR": {
        "show_search": True,
        "navigation": [
            {
                "title": _("Priority"),
                "items": [
                    _row(_("Customers"), "person", "people_customer"),
                    _row(_("Tiers"), "signal_cellular_alt", "people_tier"),
                    _PROMISES,
                    _ROTA,
                    _row(_("Calendars"), "calendar_month", "tickets_calendar"),
                    _row(_("Routing"), "alt_route", "tickets_routing"),
                    _row(_("Topics"), "label", "tickets_topic"),
                    _row(_("Error codes"), "error", "tickets_errorcode"),
                    _row(_("Synonyms"), "manage_search", "search_concept"),
                    _UNFOUND,
                    _row(_("Specialists"), "psychology", "tickets_specialists"),
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
                    _row(_("Skills"), "school", "people_skill"),
                    _row(_("Languages"), "translate", "people_fallback"),
                    _row(_("API keys"), "key", "people_apikey"),
                ],
            },
            {
                "title": _("Public"),
                "separator": True,
                "items": [
                    _row(_("Notices"), "campaign", "noticeboard_notice"),
                    _row(_("Official accounts"), "verified", "noticeboard_officialaccount"),
                    _row(_("Chat sites"), "chat", "livechat_site"),
                    _row(_("Site keys"), "vpn_key", "livechat_sitekey"),
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
