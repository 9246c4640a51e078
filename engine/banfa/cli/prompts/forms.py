"""A whole step asked for: what it needs, what it may have, a summary, and a last word before it is taken."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from banfa.cli import output, telling
from banfa.cli.exits import GivenUp
from banfa.cli.names import Names
from banfa.cli.prompts.answers import Check, Question, ask, choices_of
from banfa.cli.prompts.terminal import Choice, line, pick, plain
from banfa.cli.session import both
from banfa.engine import Form
from banfa.errors import Refused
from banfa.kernel.program import program_of
from banfa.language.values import BadValue, FieldType
from banfa.people import check_appointments

Look = Callable[[dict[str, Any]], Form]
"""The form of the step, given the data so far."""


@dataclass(slots=True)
class Filling:
    """One step being filled in at the terminal."""

    names: Names
    step: str
    actor: str
    look: Look
    data: dict[str, Any] = field(default_factory=dict)

    def fill(self) -> dict[str, Any]:
        """Ask for everything, and return the data once they are confirmed.

        Raises Refused at once if no data could cure what stands against the step, and GivenUp.
        """
        form = self.look({})
        if form.refusal is not None and form.barred:
            raise Refused(form.refusal)
        if form.required or form.optional:
            self._begin(form)
            form = self._ask_required(form)
            self._ask([name for name in form.optional if name not in self.data], required=False)
            self._confirm()
        return self.data

    def _ask_required(self, form: Form) -> Form:
        """Ask for what is needed, and for what is needed given that."""
        while form.required:
            self._ask(form.required, required=True)
            form = self.look(self.data)
        return form

    def _begin(self, form: Form) -> None:
        title = self.names.in_brackets(self.names.step(self.step), self.step)
        output.lines(both(f"{title}，由 {self.actor} 办。", f"{title}, by {self.actor}."))
        if form.optional:
            output.lines(
                both("带 * 的必填，其余按 Enter 跳过。", "Those with * are needed; Enter skips the others.")
            )
        output.lines(both("按 Ctrl-C 放弃，什么都不会写入。", "Ctrl-C gives up; nothing is written then."))

    def _ask(self, wanted: Iterable[str], *, required: bool) -> None:
        for name in wanted:
            value = ask(self.names, question_of(self.names, self.step, name, required=required))
            if value is None:
                self.data.pop(name, None)
            else:
                self.data[name] = value

    def _confirm(self) -> None:
        """Show what was given until it is confirmed; ask for what it makes necessary, and for changes."""
        while True:
            form = self.look(self.data)
            if form.required:
                output.lines("", both("这样填，还需要：", "Given that, this is needed too:"))
                form = self._ask_required(form)
            self._summary(form)
            said = line(
                both("Enter 办理，编号改一项，q 放弃 > ", "Enter: do it; a number: change it; q: give up > ")
            )
            if not said:
                return
            if plain(said) in ("q", "放弃"):
                raise GivenUp
            self._change(said, form)

    def _summary(self, form: Form) -> None:
        title = self.names.step(self.step)
        output.lines("", both(f"将要办“{title}”：", f"About to do: {title}"))
        for n, (name, value) in enumerate(self.data.items(), 1):
            shown, field = self.names.value(name, value), self.names.field(name)
            output.lines(both(f"  {n:>2}  {field}：{shown}", f"  {n:>2}  {field}: {shown}"))
        if form.refusal is not None:
            output.lines(*telling.refused(self.names, form.refusal._replace(allowed=())))

    def _change(self, said: str, form: Form) -> None:
        """Ask anew for what was given, by its number, or for anything the step takes, by its name."""
        names = [*self.data, *(name for name in form.optional if name not in self.data)]
        found = pick(said, [Choice(name, self.names.field(name)) for name in names])
        if found is None or (said.isdecimal() and int(said) > len(self.data)):
            output.lines(both("  请写上面的编号", "  give one of the numbers above"))
            return
        self._ask([found], required=False)


def question_of(names: Names, step: str, name: str, *, required: bool) -> Question:
    """The question about a field, or about the unit of a role that the step appoints."""
    found = names.process.fields.get(name)
    parse = program_of(names.process).plans[step].takes[name]
    if found is not None:
        return Question(name, names.field(name), found.type, choices_of(names, found.type), parse, required)
    kind = FieldType("set", of="unit") if names.process.roles[name].many else FieldType("unit")
    fits = _appointed(names, step, name, parse)
    return Question(name, names.role(name), kind, units_for(names, name), fits, required)


def units_for(names: Names, role: str) -> tuple[Choice, ...]:
    """The units that may be appointed to a role."""
    org = names.org
    return tuple(Choice(u, names.unit(u)) for u in org.units if org.can_be(u, role)) if org else ()


def _appointed(names: Names, step: str, role: str, parse: Check) -> Check:
    """The check of a unit that is appointed: its form, and whether it may have the role."""
    process, org = names.process, names.org

    def check(raw: Any) -> object:
        bad = check_appointments(org, process, process.steps[step], {role: raw}) if org else ()
        if bad:
            raise BadValue(bad[0].message)
        return parse(raw)

    return check
