"""The secretariat's desk."""

from django.urls import path

from reports.views.secretariat import (
    comments,
    cycles,
    decisions,
    desk,
    in_trust,
    jurisdictions,
    links,
    outbox,
    redactions,
    supporting,
)

app_name = "secretariat"

urlpatterns = [
    path("", desk.queue, name="queue"),
    path("reports/<int:pk>/", desk.report, name="report"),
    path("reports/<int:pk>/trail.json", desk.trail_json, name="trail-json"),
    path("reports/<int:pk>/start-review/", decisions.start_review, name="start-review"),
    path("reports/<int:pk>/reviewer/", decisions.review_give, name="review-give"),
    path("reports/<int:pk>/links/", links.links, name="links"),
    path("reports/<int:pk>/links/check/", links.check_links, name="check-links"),
    path("reports/<int:pk>/publish/", decisions.publish, name="publish"),
    path("reports/<int:pk>/return/", decisions.send_back, name="send-back"),
    path("reports/<int:pk>/withdraw/", decisions.withdraw, name="withdraw"),
    path("reports/<int:pk>/delist/", decisions.delist, name="delist"),
    path("reports/<int:pk>/relist/", decisions.relist, name="relist"),
    path("reports/<int:pk>/redact/", redactions.redact, name="redact"),
    path("reports/<int:pk>/comments/", comments.comments, name="comments"),
    path("comments/<int:pk>/", comments.comment, name="comment"),
    path("comments/<int:pk>/take-down/", comments.comment_take_down, name="comment-take-down"),
    path("reports/<int:pk>/supporting/", supporting.supporting, name="supporting"),
    path("supporting/<int:pk>/close/", supporting.supporting_close, name="supporting-close"),
    path("supporting/files/<int:pk>/", supporting.supporting_file, name="supporting-file"),
    path("outbox/", outbox.outbox, name="outbox"),
    path("outbox/<int:pk>/again/", outbox.again, name="outbox-again"),
    path("in-trust/", in_trust.in_trust, name="in-trust"),
    path("in-trust/new/", in_trust.in_trust_new, name="in-trust-new"),
    path("cycles/", cycles.cycles, name="cycles"),
    path("cycles/new/", cycles.cycle, name="cycle-new"),
    path("cycles/<slug:slug>/", cycles.cycle, name="cycle"),
    path("jurisdictions/", jurisdictions.jurisdictions, name="jurisdictions"),
    path("jurisdictions/new/", jurisdictions.jurisdiction, name="jurisdiction-new"),
    path("jurisdictions/<int:pk>/", jurisdictions.jurisdiction, name="jurisdiction"),
    path("jurisdictions/<int:pk>/end/", jurisdictions.jurisdiction_end, name="jurisdiction-end"),
]
