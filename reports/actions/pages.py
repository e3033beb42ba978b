"""Keeping public pages as they were rendered. The worker clears outdated ones away (`jobs.upkeep`)."""

from reports.models import StoredPage


def store_page(*, page: StoredPage) -> None:
    """Store the page in place of an older one at its address. One statement."""
    columns = [field.name for field in StoredPage._meta.local_fields if not field.primary_key]
    StoredPage.objects.bulk_create(
        [page], update_conflicts=True, unique_fields=["address"], update_fields=columns
    )
