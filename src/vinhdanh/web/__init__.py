"""Floor 4: settings, addresses, base templates, the design system, error pages."""
