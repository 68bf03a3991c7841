"""/desk/bulk/: many tickets at once."""

from django.urls import path

from tickets.desk import bulk

urlpatterns = [
    path("bulk/", bulk.change, name="bulk"),
    path("bulk/<int:pk>/", bulk.begun, name="bulk-begun"),
    path("bulk/<int:pk>/undo/", bulk.undo, name="bulk-undo"),
]
