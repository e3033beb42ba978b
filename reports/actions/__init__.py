"""Every write but a change of status: keyword-only, atomic, logged, returning the object.

One module per subject. Status changes go through `workflow.apply`.
"""
