"""Citations as people read them."""

from banfa.language.citations import cited

__all__ = ["cited"]
