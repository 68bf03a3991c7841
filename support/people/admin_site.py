"""The admin, for admins only."""

from collections.abc import Callable
from typing import Any

from csp.decorators import csp_update
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest
from unfold.sites import UnfoldAdminSite

# The admin's own scripts (Alpine) evaluate attributes and set styles; no customer's words are shown to them raw.
LOOSER = {"script-src": ["'unsafe-eval'"], "style-src": ["'unsafe-inline'"]}


class DeskAdminSite(UnfoldAdminSite):
    """Opens for the role admin; an agent's sign-in is not enough."""

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether this person may see the admin at all."""
        return request.user.is_authenticated and request.user.is_admin

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Callable[..., Any]:
        """Every page of the admin, under the policy its scripts need."""
        return csp_update(LOOSER)(super().admin_view(view, cacheable))


class DeskAdminConfig(AdminConfig):
    """django.contrib.admin with our site as the default."""

    default_site = "support.people.admin_site.DeskAdminSite"
