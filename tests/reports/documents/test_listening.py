"""What WeasyPrint says is heard in its own thread, and everything is as before afterwards."""

import logging
import threading

from reports.documents.listening import listening

COMPLAINTS, PROGRESS = logging.getLogger("weasyprint"), logging.getLogger("weasyprint.progress")
GLYPH = '.notdef glyph rendered for Unicode string unsupported by fonts: "%s" (U+%04X)'


def _state():
    return [(logger.level, list(logger.filters)) for logger in (COMPLAINTS, PROGRESS)]


def test_letters_and_complaints_are_heard_once_and_go_no_further(caplog):
    before = _state()
    with listening() as heard:
        for _ in range(2):
            COMPLAINTS.warning(GLYPH, "𝟘", 0x1D7D8)
            COMPLAINTS.error("Failed to load image")
    assert list(heard.unknown) == ["𝟘"]
    assert heard.complaints == ["Failed to load image"]
    assert caplog.records == []
    assert _state() == before


def test_each_page_is_counted_once():
    pages = []
    with listening(pages.append):
        for number in (1, 2, 1, 2, 3):
            PROGRESS.info("Step 5 - Creating layout - Page %d", number)
        PROGRESS.info("Step 6 - Creating PDF")
    assert pages == [1, 2, 3]


def test_another_thread_is_not_heard(caplog):
    with listening() as heard:
        thread = threading.Thread(target=COMPLAINTS.error, args=["Elsewhere"])
        thread.start()
        thread.join()
    assert heard.complaints == []
    assert [record.getMessage() for record in caplog.records] == ["Elsewhere"]


def test_progress_that_nobody_asked_for_stays_off():
    with listening():
        assert not PROGRESS.isEnabledFor(logging.INFO)
