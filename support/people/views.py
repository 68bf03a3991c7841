"""Where people go once they are signed in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe


@require_safe
@login_required
def after_sign_in(request: HttpRequest) -> HttpResponse:
    """Agents start at the desk, customers at their tickets."""
    return redirect("desk:home" if request.user.is_staff else "tickets:mine")
