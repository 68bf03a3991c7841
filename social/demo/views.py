"""/demo/social/: both sides of the demo networks on one page."""

from django.contrib import messages
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from social.demo.customer import write
from social.demo.forms import WriteForm
from social.models import Network
from tickets.models import Ticket

MOST = 20


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Write as a customer, and see what arrived of our answers."""
    form = WriteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        write(said["door"], handle=said["handle"], text=said["text"])
        messages.success(request, _("Said. The desk hears it in a moment."))
        return redirect("demo_social")
    tickets = Ticket.objects.filter(channel__in=Network.values).select_related("customer")
    tickets = tickets.annotate(last=Max("messages__created_at")).order_by("-last")
    talks = tickets.prefetch_related("messages__pieces")[:MOST]
    status = 422 if form.errors else 200
    return render(request, "social/demo.html", {"form": form, "talks": talks}, status=status)
