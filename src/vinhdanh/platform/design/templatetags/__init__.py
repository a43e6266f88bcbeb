"""Tags of the components (`{% load design %}`) and of the charts (`{% load charts %}`)."""
