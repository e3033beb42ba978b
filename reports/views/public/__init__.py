"""What everybody may read. Nothing here touches user, messages, session or CSRF token."""
