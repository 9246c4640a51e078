"""The one small hierarchy of errors that callers of banfa may catch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from banfa.texts import Text

if TYPE_CHECKING:
    from banfa.kernel.decision import Problem as InputProblem
    from banfa.kernel.decision import Refusal
    from banfa.language.problems import Problem

_MOST_TOLD = 20


class BanfaError(Exception):
    """Base of every error that banfa raises on purpose; `text` says it in both languages."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.zh)


class DefinitionError(BanfaError):
    """A process, organisation or scenario text cannot be loaded; `problems` lists all that is wrong."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__(_joined([_placed(p) for p in problems[:_MOST_TOLD]]))


class Refused(BanfaError):
    """The regulation does not allow it; `refusal` says why, and which articles say so."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        step, articles = refusal.transition or "", ", ".join(refusal.articles)
        zh = f"办法不许 {step}（{refusal.because}）" + (f"，依据 {articles}" if articles else "")
        en = f"not allowed: {step} ({refusal.because})" + (f", by {articles}" if articles else "")
        super().__init__(Text(zh, en))


class InvalidInput(BanfaError):
    """The command itself is malformed; `problems` lists what is wrong with it."""

    def __init__(self, problems: tuple[InputProblem, ...]) -> None:
        self.problems = problems
        super().__init__(_joined([p.message for p in problems]))


class Conflict(BanfaError):
    """Someone else wrote first, or an idempotency key was used again with other content."""


class UnknownCase(BanfaError):
    """No case has this id or number."""


class UnknownProcess(BanfaError):
    """No process has this id (and version)."""


def _placed(problem: Problem) -> Text:
    place = problem.place
    where = f"{place.file}:{place.line}:{place.column} " if place else ""
    return Text(where + problem.message.zh, where + problem.message.en)


def _joined(texts: list[Text]) -> Text:
    return Text("\n".join(text.zh for text in texts), "\n".join(text.en for text in texts))
