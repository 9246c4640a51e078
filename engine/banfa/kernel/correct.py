"""`correct`: a fact that was entered wrongly is put right where it was entered (SEMANTICS 7.4)."""

from __future__ import annotations

from banfa.kernel.authority import claims_now
from banfa.kernel.case import Case, standing_done, standing_seals
from banfa.kernel.command import Command
from banfa.kernel.decision import Accepted, Decision, Invalid, Missing, Problem, Warned
from banfa.kernel.event import Effect
from banfa.kernel.facts import Facts, standing_names
from banfa.kernel.form import named, reason_problem, unknown, when_problems
from banfa.kernel.header import header
from banfa.kernel.messages import guard_text
from banfa.kernel.papers import Clash
from banfa.kernel.program import Program, standing_value
from banfa.kernel.refuse import opaque, refuse_command, refuse_custody, suppliers
from banfa.kernel.roles import acting, concerned
from banfa.language.process import Demand
from banfa.language.values import BadValue, Value, parser
from banfa.texts import Text


def decide_correct(program: Program, case: Case, command: Command) -> Decision:
    """Decide the correction of one field (R23)."""
    field = program.process.fields.get(command.field or "")
    if field is None:
        return unknown(Text("项目", "field"), command.field, program.process.fields, "field")
    value, problems = correct_form(program, command, field.id)
    if problems or value is None:
        return Invalid(tuple(problems))
    takers = (program.plans[step] for step in program.takers[field.id])
    claims = tuple(sorted({claim for plan in takers for claim in claims_now(program, plan, case)}))
    who = acting(program, case, command, claims) if case.n else None
    if who is None:
        if not concerned(program, case, command.grants, command.actor):
            return opaque(None)
        return refuse_command(program, case, command, "role")
    if standing_value(case, field.id) is None:
        missing = (Missing(field.id, *suppliers(program, field.id)),)
        return refuse_command(program, case, command, "missing", missing=missing)
    clashes = sealed_otherwise(case, program, field.id, value)
    if clashes:
        return refuse_custody(program, case, command, *clashes)
    warned = now_false(program, case, field.id, value)
    effects: tuple[Effect, ...] = (("correct", field.id, value), *(("warned", w.code, []) for w in warned))
    event = header(program, case, command, who, None, case.trail[-1].rounds, effects)
    return Accepted((event,), warned)


def correct_form(program: Program, command: Command, field: str) -> tuple[Value | None, list[Problem]]:
    """The new value in canonical form, and what is malformed."""
    problems = when_problems(command) + reason_problem(command.reason)
    if field in program.computed:
        text = Text("由系统得出，不能更正。", "is worked out by the process and cannot be corrected")
        problems.append(Problem("field", named(program, field, text)))
    elif field not in program.takers:
        text = Text("没有步骤填写它，无从更正。", "is given with no step, so there is nothing to correct")
        problems.append(Problem("field", named(program, field, text)))
    try:
        if command.value is not None:
            return parser(program.process.fields[field].type)(command.value), problems
        problems.append(Problem("value", Text("请写明改为什么。", "give the new value")))
    except BadValue as bad:
        problems.append(Problem("value", named(program, field, bad.text)))
    return None, problems


def sealed_otherwise(case: Case, program: Program, field: str, value: Value) -> tuple[Clash, ...]:
    """Standing seals that show the field with another value."""
    found = []
    for (document, k, part), revision in sorted(standing_seals(case).items()):
        if field in program.process.documents[document].parts[part].all:
            shown = case.papers[document][k - 1].parts[part][revision - 1]
            if shown.get(field) != value:
                found.append(Clash(f"banfa.sealed.{document}.{part}.{field}", document, field))
    return tuple(found)


def now_false(program: Program, case: Case, field: str, value: Value) -> tuple[Warned, ...]:
    """Guards of standing steps that passed and would now be false: a warning, nothing is judged again."""
    before = standing_names(case)
    after = {**before, field: value}
    warned: dict[str, Warned] = {}
    for step in sorted(standing_done(case)):
        for item in program.process.steps[step].when:
            if turned_false(program, case, item, field, before, after):
                guard = program.process.guards[item.name]
                warned[item.name] = Warned(
                    item.name, guard.origin.articles, guard_text(program.process, step, item)
                )
    return tuple(warned[name] for name in sorted(warned))


def turned_false(
    program: Program, case: Case, item: Demand, field: str, before: dict[str, Value], after: dict[str, Value]
) -> bool:
    """Whether a guard, without `only_if`, goes from true to false by the correction."""
    condition = program.process.guards[item.name].condition
    if field not in condition.reads and field not in condition.reads_before:
        return False
    was = condition.verdict(Facts(program, case, before, before))
    now = condition.weigh(Facts(program, case, after, after))
    return was is not item.negated and was is not None and (now.F if item.negated else now.T) == ()
