"""The secretariat's desk."""

from django.urls import path

from reports.views.secretariat import cycles, desk

app_name = "secretariat"

urlpatterns = [
    path("", desk.queue, name="queue"),
    path("reports/<int:pk>/", desk.report, name="report"),
    path("reports/<int:pk>/trail.json", desk.trail_json, name="trail-json"),
    path("reports/<int:pk>/publish/", desk.publish, name="publish"),
    path("reports/<int:pk>/return/", desk.send_back, name="send-back"),
    path("reports/<int:pk>/withdraw/", desk.withdraw, name="withdraw"),
    path("cycles/", cycles.cycles, name="cycles"),
    path("cycles/new/", cycles.cycle, name="cycle-new"),
    path("cycles/<slug:slug>/", cycles.cycle, name="cycle"),
]
