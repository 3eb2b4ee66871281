"""The book's own package: figures, live figures and exercises, one folder a chapter."""
