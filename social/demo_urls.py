"""Where the demo networks are; included below /demo/ when settings.DEMO."""

from django.urls import path

from social.demo import networks, views

urlpatterns = [
    path("social/", views.page, name="demo_social"),
    path("networks/x/<path:path>", networks.x, name="demo_x"),
    path("networks/graph/<str:version>/<str:target>/<str:edge>", networks.graph, name="demo_graph"),
]
