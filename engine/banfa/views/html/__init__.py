"""One self-contained HTML page: no other file, no network; for a screen, a phone and paper."""

from __future__ import annotations

from banfa.views.html.page import page

__all__ = ["page"]
