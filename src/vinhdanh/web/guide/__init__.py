"""The user guide inside the application: the chapters of docs/huong-dan, one source for the repository and the pages."""
