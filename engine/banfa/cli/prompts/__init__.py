"""A person at a terminal is asked for what a command lacks; a program never is."""
