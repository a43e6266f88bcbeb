"""The office's own templates: `templates/KIND.docx` in the campaign's folder, made in Word, with placeholders in double braces.

`fields` lists and explains the placeholders, `check` says what is wrong with a template, `starting_template` gives one to begin with, and
`render_with_template` fills it. Values are data: nothing in them is read as a placeholder or as markup, and programs are refused.
"""

from vinhdanh.engines.papers.template.check import Problem, check, findings
from vinhdanh.engines.papers.template.render import render_with_template
from vinhdanh.engines.papers.template.start import starting_template
from vinhdanh.engines.papers.template.vocabulary import Field, fields

__all__ = ["Field", "Problem", "check", "fields", "findings", "render_with_template", "starting_template"]
