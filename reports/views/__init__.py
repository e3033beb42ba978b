"""The pages: one module or folder per audience. Thin: access, queryset, form, action, answer."""
