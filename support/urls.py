"""Every address of the house, by room."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path
from django.views.decorators.cache import never_cache
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView

from helpcenter.sitemap import robots
from helpcenter.views import short
from support.health import healthz
from support.look.switch import switch_language
from support.noticeboard.views import home
from support.people.views import after_sign_in
from support.people.webhooks import ExchangeHook
from tickets.desk import devices
from tickets.mail_in import hook as mail_hook

urlpatterns = [
    # Customers
    path("", home, name="home"),
    path("", include("support.noticeboard.urls")),  # /status/
    path("help/", include("helpcenter.urls")),
    path("h/<int:pk>", short, name="short"),
    path("robots.txt", robots, name="robots"),
    path("tickets/", include("tickets.urls")),
    path("chat/", include("livechat.urls")),
    path("embed/", include("livechat.embed.urls")),
    path("account/after/", after_sign_in, name="after_sign_in"),
    path("account/", include("allauth.urls")),
    path("language/setlang/", switch_language, name="set_language"),
    # Agents and admins
    path("desk/reports/", include("support.reports.urls")),
    path("desk/help/files/", include("helpcenter.exchange.urls")),
    path("desk/help/", include("helpcenter.writing.urls")),
    path("desk/chats/", include("livechat.board.urls")),
    path("desk/", include("tickets.desk_urls")),
    path("sw-desk.js", devices.script, name="sw-desk"),
    path("admin/", admin.site.urls),
    # Machines
    path("api/v1/", include("support.api_urls")),
    path("api/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/docs/", SpectacularSwaggerView.as_view(url_name="schema"), name="api-docs"),
    path("hooks/exchange/", never_cache(ExchangeHook.as_view()), name="exchange-hook"),
    path("hooks/mail/", mail_hook.mail, name="mail-hook"),
    path("hooks/", include("social.urls")),
    path("healthz", healthz, name="healthz"),
]

handler400 = "support.look.views.unreadable"
handler404 = "support.look.views.missing"
handler500 = "support.look.views.broken"

if settings.DEMO:
    urlpatterns += [path("demo/", include("support.demo_urls"))]
