"""The pages: a selector to a template, or a form to a service."""
