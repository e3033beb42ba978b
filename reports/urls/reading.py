"""What somebody reads by a link, without an account. The token in the address is the key."""

from django.urls import path

from reports.views import reading

app_name = "reading"

urlpatterns = [
    path("<str:token>/", reading.report, name="report"),
    path("<str:token>/report.pdf", reading.report_pdf, name="report-pdf"),
    path("<str:token>/report.json", reading.report_json, name="report-json"),
]
