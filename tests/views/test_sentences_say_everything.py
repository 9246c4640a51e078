"""The sentences are complete: whatever is changed in a definition changes what is read out."""

from itertools import islice

import pytest

from banfa.language.process import Process
from banfa.views.markdown import markdown_of
from banfa.views.registry import views
from banfa.views.words import Words
from tests.views.mutants import mutants


def read_out(process: Process, lang: str = "zh") -> str:
    return markdown_of(Words(process, lang), views()["sentences"])


def unheard(process: Process, lang: str, every: int) -> list[str]:
    """Where a change is not heard; of the changes, each so-manyeth is tried."""
    whole = read_out(process, lang)
    tried = list(islice(mutants(process), 0, None, every))
    assert len(tried) > 50
    return [where for where, mutant in tried if read_out(mutant, lang) == whole]


@pytest.mark.slow
def test_every_change_of_a_process_that_uses_every_key_is_heard(everything: Process) -> None:
    assert unheard(everything, "zh", 1) == []


def test_in_english_too(everything: Process) -> None:
    assert unheard(everything, "en", 9) == []


def test_and_every_change_of_the_regulation(complaint: Process) -> None:
    assert unheard(complaint, "zh", 37) == []
