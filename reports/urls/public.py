"""What everybody may read."""

from django.urls import path, register_converter

from reports.urls.endings import EndingConverter
from reports.views.public import (
    benchmark,
    changes,
    citing,
    compare,
    compare_files,
    compare_pdf,
    crawlers,
    eligible,
    feeds,
    files,
    framework,
    organisations,
    probes,
    question_files,
    questionnaire,
    questions,
    register,
    reports,
    search_files,
    similar,
)

app_name = "public"
register_converter(EndingConverter, "ending")
REPORT = "reports/<slug:org>/<slug:cycle>/"
VERSION = REPORT + "v<int:number>/"

urlpatterns = [
    path("", register.home, name="home"),
    path("reports/", register.register, name="register"),
    path("reports/results.csv", search_files.results_csv, name="results-csv"),
    path("reports/search.atom", search_files.search_feed, name="search-feed"),
    path("reports/feed.atom", feeds.register_feed, name="feed"),
    path("reports/<slug:org>/", organisations.organisation, name="organisation"),
    path("reports/<slug:org>/feed.atom", feeds.organisation_feed, name="organisation-feed"),
    path(REPORT, reports.report, name="report"),
    path(REPORT + "report.json", files.report_json, name="report-json"),
    path(REPORT + "report<ending:ending>", files.report_file, name="report-file"),
    path(VERSION, reports.report, name="version"),
    path(VERSION + "report.json", files.report_json, name="version-json"),
    path(VERSION + "report<ending:ending>", files.report_file, name="version-file"),
    path(VERSION + "files/<str:digest>/report<ending:ending>", files.stored_file, name="version-stored-file"),
    path(VERSION + "logo", files.logo, name="version-logo"),
    path(VERSION + "picture.png", files.picture, name="version-picture"),
    path(VERSION + "changes/", changes.version_changes, name="version-changes"),
    path(VERSION + "similar/<str:code>/", similar.similar, name="version-similar"),
    path(VERSION + "cite/", citing.cite, name="version-cite"),
    path(VERSION + "cite.bib", citing.cite_bibtex, name="version-cite-bibtex"),
    path(VERSION + "cite.json", citing.cite_csl, name="version-cite-csl"),
    path("compare/", compare.compare, name="compare"),
    path("compare/compare.csv", compare_files.compare_csv, name="compare-csv"),
    path("compare/compare.json", compare_files.compare_json, name="compare-json"),
    path("compare/compare.pdf", compare_pdf.compare_pdf, name="compare-pdf"),
    path("questions/", questions.questions, name="questions"),
    path("questions/<slug:topic>/", questions.question, name="question"),
    path("questions/<slug:topic>/answers.csv", question_files.question_csv, name="question-csv"),
    path("questions/<slug:topic>/answers.json", question_files.question_json, name="question-json"),
    path("questions/<slug:topic>/feed.atom", feeds.question_feed, name="question-feed"),
    path("benchmark/", benchmark.benchmark, name="benchmark"),
    path("benchmark/benchmark.csv", benchmark.benchmark_csv, name="benchmark-csv"),
    path("benchmark/method/", benchmark.benchmark_method, name="benchmark-method"),
    path("eligibility/", eligible.eligible, name="eligibility"),
    path("framework/", framework.frameworks, name="frameworks"),
    path("framework/compare/", framework.framework_compare, name="framework-compare"),
    path("framework/code-of-conduct/", framework.code_of_conduct_page, name="code-of-conduct"),
    path("framework/glossary/", framework.glossary_page, name="glossary"),
    path("framework/<str:framework_id>/", framework.framework, name="framework"),
    path(
        "framework/<str:framework_id>/questionnaire.pdf",
        questionnaire.questionnaire_pdf,
        name="questionnaire-pdf",
    ),
    path(
        "framework/<str:framework_id>/questionnaire.docx",
        questionnaire.questionnaire_docx,
        name="questionnaire-docx",
    ),
]

crawler_patterns = [
    path("robots.txt", crawlers.robots, name="robots"),
    path("sitemap.xml", crawlers.sitemap, name="sitemap"),
]

probe_patterns = [
    path("livez", probes.livez, name="livez"),
    path("readyz", probes.readyz, name="readyz"),
]
