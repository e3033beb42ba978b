"""The one shape that all ordinary forms of this site share."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django.utils.functional import Promise


def helper(submit: str | Promise = "", *, method: str = "post", css_class: str = "btn-primary") -> FormHelper:
    """Return a crispy helper; without `submit` the template draws tag, token and buttons itself."""
    made = FormHelper()
    made.form_method = method
    # The server's words stand at the field, in the page's language; a browser's bubble fades away.
    made.attrs = {"novalidate": ""}
    if submit:
        made.add_input(Submit("", submit, css_class=css_class))
    else:
        made.form_tag = False
        made.disable_csrf = True
    return made
