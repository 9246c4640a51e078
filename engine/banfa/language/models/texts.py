"""LANGUAGE 1: translations, one flat key a text."""

from __future__ import annotations

from pydantic import RootModel

from banfa.language.models.element import StrictModel, Words, needed


class Translation(StrictModel):
    """A translation and what it translates, so that a stale one is found."""

    of: Words = needed("译自", "the text it translates")
    en: Words = needed("英文", "the English")


class TextsModel(RootModel[dict[str, Translation]]):
    """A file of translations: dotted key to translation."""
