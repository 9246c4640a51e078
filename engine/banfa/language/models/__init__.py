"""The shape of every file of the language: pydantic models, one module a section family (LANGUAGE 1-13)."""
