"""One case of a shipped process played on a real database and told as it goes."""
