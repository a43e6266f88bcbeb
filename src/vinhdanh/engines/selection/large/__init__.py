"""The selection of more than 10,000: Lagrangian bound in integers, sifting, a small integer program, proof (docs/selection-large.md)."""
