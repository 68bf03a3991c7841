"""The admin, for admins only."""

from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest
from unfold.sites import UnfoldAdminSite


class DeskAdminSite(UnfoldAdminSite):
    """Opens for the role admin; an agent's sign-in is not enough."""

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether this person may see the admin at all."""
        return request.user.is_authenticated and request.user.is_admin


class DeskAdminConfig(AdminConfig):
    """django.contrib.admin with our site as the default."""

    default_site = "support.people.admin_site.DeskAdminSite"
