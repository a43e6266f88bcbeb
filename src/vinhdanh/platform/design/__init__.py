"""The design system: stylesheet, icons, components and charts. Holds no data; every step and the pages use it."""
