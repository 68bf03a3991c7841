"""/desk/reports/: what supervisors look at."""

from django.urls import path

from support.reports import decisions, library, pages

app_name = "reports"
urlpatterns = [
    path("", pages.home, name="home"),
    path("fairness/", pages.fair, name="fairness"),
    path("fairness.csv", pages.fair_sheet, name="fairness_sheet"),
    path("decisions/", decisions.decisions, name="decisions"),
    path("decisions.csv", decisions.sheet, name="decisions_sheet"),
    path("help-center/", library.library, name="library"),
    path("help-center.csv", library.library_sheet, name="library_sheet"),
]
