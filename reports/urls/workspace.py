"""What members see of their own organisations."""

from django.urls import path

from reports.views.workspace import (
    answers,
    check,
    members,
    notes,
    organisations,
    presence,
    preview,
    reading_links,
    reports,
    sections,
    since,
    unplaced,
)

app_name = "workspace"
REPORT = "<slug:org>/<slug:cycle>/"

urlpatterns = [
    path("", organisations.home, name="home"),
    path("markdown/", answers.markdown, name="markdown"),
    path("footnotes/", answers.footnotes, name="footnotes"),
    path("organisations/new/", organisations.organisation_new, name="organisation-new"),
    path("invitations/<str:token>/", members.invitation, name="invitation"),
    path("<slug:org>/", organisations.organisation, name="organisation"),
    path("<slug:org>/profile/", organisations.profile, name="profile"),
    path("<slug:org>/profile/logo/", organisations.logo_upload, name="logo-upload"),
    path("<slug:org>/logo/", organisations.logo, name="logo"),
    path("<slug:org>/members/", members.members, name="members"),
    path("<slug:org>/members/invite/", members.invite, name="invite"),
    path("<slug:org>/members/<int:pk>/", members.member_change, name="member-change"),
    path("<slug:org>/invitations/<int:pk>/", members.invitation_revoke, name="invitation-revoke"),
    path("<slug:org>/new/", reports.report_new, name="report-new"),
    path(REPORT, reports.report, name="report"),
    path(REPORT + "section/<str:code>/", sections.section, name="section"),
    path(REPORT + "section/<str:code>/presence/", presence.presence, name="presence"),
    path(REPORT + "answers/<str:code>/", answers.answer, name="answer"),
    path(REPORT + "answers/<str:code>/keep/", answers.answer_keep, name="answer-keep"),
    path(REPORT + "answers/<str:code>/history/", answers.history, name="history"),
    path(REPORT + "answers/<str:code>/since/", since.since, name="since"),
    path(REPORT + "answers/<str:code>/notes/", notes.notes, name="notes"),
    path(REPORT + "notes/<int:pk>/take-down/", notes.note_take_down, name="note-take-down"),
    path(REPORT + "unplaced/", unplaced.unplaced, name="unplaced"),
    path(REPORT + "unplaced/<int:pk>/", unplaced.unplaced_settle, name="unplaced-settle"),
    path(REPORT + "check/", check.check, name="check"),
    path(REPORT + "check/links/", check.check_links, name="check-links"),
    path(REPORT + "preview/", preview.preview, name="preview"),
    path(REPORT + "preview/pdf/", preview.preview_pdf, name="preview-pdf"),
    path(REPORT + "preview/pdf/<int:pk>/", preview.preview_pdf_file, name="preview-pdf-file"),
    path(REPORT + "preview/report.json", preview.preview_json, name="preview-json"),
    path(REPORT + "reading-links/", reading_links.reading_links, name="reading-links"),
    path(REPORT + "reading-links/<int:pk>/", reading_links.reading_link_revoke, name="reading-link-revoke"),
    path(REPORT + "submit/", reports.submit, name="submit"),
    path(REPORT + "discard/", reports.discard, name="discard"),
]
