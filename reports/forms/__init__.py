"""Forms: built with django-crispy-forms, from the framework where they ask its questions.

They read and validate; they never write.
"""
