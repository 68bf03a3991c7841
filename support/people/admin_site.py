"""The admin, for admins only, in our colours and under our Content-Security-Policy."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.admin.apps import AdminConfig
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.http import urlencode
from unfold.sites import UnfoldAdminSite


class DeskAdminSite(UnfoldAdminSite):
    """Opens for the role admin; strangers are sent to the sign-in, everybody else finds no such page."""

    def has_permission(self, request: HttpRequest) -> bool:
        """Whether this person may see the admin at all."""
        return request.user.is_authenticated and request.user.is_admin

    def admin_view(
        self, view: Callable[..., HttpResponse], cacheable: bool = False
    ) -> Callable[..., HttpResponse]:
        """Every page of the admin goes through this door."""
        guarded = super().admin_view(view, cacheable)

        @wraps(guarded)
        def door(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
            if request.user.is_authenticated and not self.has_permission(request):
                raise Http404
            return guarded(request, *args, **named)

        return door

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The house's own sign-in: its second step and its limits must hold here too."""
        if self.has_permission(request):
            return redirect("admin:index")
        if request.user.is_authenticated:
            raise Http404
        back = {"next": request.GET.get("next") or reverse("admin:index")}
        return redirect(f"{reverse(settings.LOGIN_URL)}?{urlencode(back)}")

    def extra_context(self, context: dict[str, Any], request: HttpRequest) -> dict[str, Any]:
        """Our colours from a file, for inside the page they are forbidden; and what Alpine needs to start."""
        paint = {"colors": {}, "styles": [static("css/admin.css")], "scripts": [static("js/admin.js")]}
        return context | paint


class DeskAdminConfig(AdminConfig):
    """django.contrib.admin with our site as the default."""

    default_site = "support.people.admin_site.DeskAdminSite"
