"""Expressions by the definition of SEMANTICS 5: exact pairs (T, F), brute force where it says "some set".

An expression is the nested list of the canonical JSON. A truth is a pair of families of sets of absent names;
a value is known, or a family of sets whose supply could give one (the empty family: a fault).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import combinations, product
from typing import Any, NamedTuple

from tests.oracle.oracle_counts import counts_in, early, ends, with_counts
from tests.oracle.oracle_rounds import Tally
from tests.oracle.oracle_values import LIMIT, Money, Type, member_type, typed

Family = frozenset[frozenset[str]]
Expr = list[Any]
EMPTY: frozenset[str] = frozenset()
SURE: Family = frozenset([EMPTY])
NEVER: Family = frozenset()
MANY = 256


class Truth(NamedTuple):
    """T and F of SEMANTICS 5."""

    T: Family
    F: Family


class Known(NamedTuple):
    """A value that is known."""

    value: Any


class Lacking(NamedTuple):
    """A value that is not: the minimal supplies that could give one; none at all is a fault."""

    D: Family


TRUE, FALSE, FAULT = Truth(SURE, NEVER), Truth(NEVER, SURE), Truth(NEVER, NEVER)


def minimal(sets: Iterable[frozenset[str]]) -> Family:
    kept: list[frozenset[str]] = []
    for one in sorted(set(sets), key=rank):
        if not any(other <= one for other in kept):
            kept.append(one)
    return frozenset(kept[:MANY])


def rank(names: frozenset[str]) -> tuple[int, list[str]]:
    return len(names), sorted(names)


def smallest(family: Family) -> frozenset[str]:
    return min(family, key=rank, default=EMPTY)


def times(one: Family, other: Family) -> Family:
    return minimal(a | b for a in one for b in other)


def plus(one: Family, other: Family) -> Family:
    return minimal([*one, *other])


def negate(a: Truth) -> Truth:
    return Truth(a.F, a.T)


def both(a: Truth, b: Truth) -> Truth:
    return Truth(times(a.T, b.T), plus(a.F, b.F))


def either(a: Truth, b: Truth) -> Truth:
    return negate(both(negate(a), negate(b)))


@dataclass(frozen=True)
class Facts:
    """What an expression may read: V, the standing case, and what the trail and the papers say."""

    types: Mapping[str, Type]
    V: Mapping[str, Any] = field(default_factory=dict)  # canonical values
    before: Mapping[str, Any] = field(default_factory=dict)
    rounds: Mapping[str, int] = field(default_factory=dict)
    at: frozenset[str] = frozenset()
    done: frozenset[str] = frozenset()
    ever: frozenset[str] = frozenset()
    holders: Mapping[tuple[str, str], str] = field(default_factory=dict)  # (document, copy) -> role
    tallies: Mapping[str, Tally] = field(default_factory=dict)  # state -> what is counted of its round
    owed: frozenset[str] = frozenset()
    passed: Mapping[str, Known | Lacking] = field(default_factory=dict)  # duty -> whether its time has passed
    variables: Mapping[str, Any] = field(default_factory=dict)

    def world(self, where: str) -> Mapping[str, Any]:
        return self.V if where == "case" else self.before

    def type_of(self, name: str) -> Type:
        return self.types.get(name, {"kind": "unit"})

    def with_values(self, new: Mapping[tuple[str, str], Any]) -> "Facts":
        V, before = dict(self.V), dict(self.before)
        for (where, name), value in new.items():
            (V if where == "case" else before)[name] = value
        return replace(self, V=V, before=before)

    def bind(self, variable: str, value: Any) -> "Facts":
        return replace(self, variables={**self.variables, variable: value})


VALUES = ("arith", "neg", "call", "list", "get", "in", "cmp")
SET_CELLS = ("some", "only", "none", "every", "not_only")


def truth(e: Expr, facts: Facts) -> Truth:
    """(T, F) of a boolean expression."""
    tag = e[0]
    if tag == "not":
        return negate(truth(e[1], facts))
    if tag == "and":
        return both(truth(e[1], facts), truth(e[2], facts))
    if tag == "or":
        return either(truth(e[1], facts), truth(e[2], facts))
    if tag == "if":
        c, a, b = (truth(part, facts) for part in e[1:])
        return Truth(
            plus(times(c.T, a.T), times(c.F, b.T)),
            plus(times(c.T, a.F), times(c.F, b.F)),
        )
    if tag in ("has", "given"):
        given = given_truth(e[1], facts)
        return negate(given) if tag == "given" and not e[2] else given
    if tag in ("exists", "all"):
        return fold(tag, e, facts)
    return atom(e, facts)


def given_truth(name: str, facts: Facts) -> Truth:
    is_set = facts.type_of(name)["kind"] == "set"
    if name in facts.V and not (is_set and not facts.V[name]):
        return TRUE
    if name in facts.V and is_set:
        return FALSE
    return Truth(frozenset([frozenset([name])]), SURE)


EXTREMES: dict[str, list[str]] = defaultdict(
    list,
    text=["\ufffe" * length for length in range(1, 5)],
    money=["-90000000000000.00 CNY", "90000000000000.00 CNY"],
    date=["0001-01-01", "9999-12-31"],
    datetime=["0001-01-02T00:00:00+00:00", "9999-12-30T00:00:00+00:00"],
)
"""Values that turn every comparison with one that is known."""


def fold(tag: str, e: Expr, facts: Facts) -> Truth:
    _, over, variable, body = e
    if tag == "all":
        return negate(fold("exists", ["exists", over, variable, ["not", body]], facts))
    name = absent_set(over, facts)
    if name is not None:
        supplied: Family = NEVER
        for member in member_candidates(member_type(facts.type_of(name)), [body], facts):
            supplied = plus(supplied, truth(body, facts.bind(variable, member)).T)
        return Truth(times(frozenset([frozenset([name])]), supplied), SURE)
    members = value(over, facts)
    if isinstance(members, Lacking):
        kind = facts.type_of(over[1]) if over[0] in ("case", "before") else {"kind": ""}
        return (
            absent_list(members.D, kind, variable, body, facts)
            if kind["kind"] == "list"
            else (Truth(members.D, members.D))
        )
    result = FALSE
    for member in ordered(members.value):
        result = either(result, truth(body, facts.bind(variable, member)))
    return result


def absent_list(needed: Family, kind: Type, variable: str, body: Expr, facts: Facts) -> Truth:
    """A list that is not there could be supplied empty, or with a record that makes the body true."""
    names = [name for name, _ in kind["record"]]
    columns = [[*member_candidates(of, [body], facts), *EXTREMES[of["kind"]]] for _, of in kind["record"]]
    supplied: Family = NEVER
    for row in product(*columns):
        record = {
            name: typed(of, cell) for name, (_, of), cell in zip(names, kind["record"], row, strict=True)
        }
        supplied = plus(supplied, truth(body, facts.bind(variable, record)).T)
    return Truth(times(needed, supplied), needed)


def ordered(members: Any) -> list[Any]:
    return sorted(members) if isinstance(members, frozenset) else list(members)


def absent_set(e: Expr, facts: Facts) -> str | None:
    if e[0] not in ("case", "before"):
        return None
    is_set = facts.type_of(e[1])["kind"] == "set"
    return e[1] if is_set and e[1] not in facts.world(e[0]) else None


def atom(e: Expr, facts: Facts) -> Truth:
    """An atom is strict, but for absent sets, which read as {} and might turn it, and for choices within."""
    if any(counts_in(e)):
        return counted(e, facts)
    lifted = lift(e)
    if lifted is not None:
        return truth(lifted, facts)
    absent = [(where, name) for where, name in sorted(set(reads(e))) if name not in facts.world(where)]
    sets = [key for key in absent if facts.type_of(key[1])["kind"] == "set"]
    if not sets:
        return strict(e, facts)
    return by_brute_force(e, facts, absent, sets)


def counted(e: Expr, facts: Facts) -> Truth:
    """A comparison with counts: what it lacks are fields, or the answers that are still out."""
    _, op, a, b = e
    names = set(counts_in(e))
    of = sorted({state for state, _ in names})

    def form(numbers: Mapping[tuple[str, str], int]) -> Known | Lacking:
        return value(with_counts(["arith", "-", a, b], dict(numbers)), facts)

    base = form(dict.fromkeys(names, 0))
    out = frozenset([frozenset(f"answers of {state}" for state in of)])
    if any(state not in facts.tallies for state in of):
        needed = times(need(base), out)
        return Truth(needed, needed)
    if isinstance(base, Lacking):
        return Truth(base.D, base.D)
    tallies = {state: facts.tallies[state] for state in of}
    verdict = early(op, *ends(lambda numbers: form(numbers).value, tallies, names))  # type: ignore[union-attr]
    return Truth(out, out) if verdict is None else TRUE if verdict else FALSE


def lift(e: Expr) -> Expr | None:
    """`(c ? a : b) < x` as `c ? a < x : b < x`: which operand is lacking depends on c alone."""
    for place, part in enumerate(e):
        if not isinstance(part, list) or not part:
            continue
        if part[0] == "if":
            _, c, a, b = part
            return ["if", c, [*e[:place], a, *e[place + 1 :]], [*e[:place], b, *e[place + 1 :]]]
        inner = lift(part) if part[0] in VALUES or isinstance(part[0], list) else None
        if inner is not None:
            _, c, a, b = inner
            return ["if", c, [*e[:place], a, *e[place + 1 :]], [*e[:place], b, *e[place + 1 :]]]
    return None


def strict(e: Expr, facts: Facts) -> Truth:
    result = cell(e, facts) if e[0] in SET_CELLS else value(e, facts)
    if isinstance(result, Lacking):
        return Truth(result.D, result.D)
    return TRUE if result.value else FALSE


def by_brute_force(
    e: Expr, facts: Facts, absent: list[tuple[str, str]], sets: list[tuple[str, str]]
) -> Truth:
    """Supply each subset of what is absent with every candidate, sets left out being {}."""
    T: list[frozenset[str]] = []
    F: list[frozenset[str]] = []
    for size in range(len(absent) + 1):
        for chosen in combinations(absent, size):
            names = frozenset(name for _, name in chosen)
            rest = {key: () for key in sets if key not in chosen}
            domains = [candidates(facts.type_of(name), e, facts) for _, name in chosen]
            for supply in product(*domains):
                world = facts.with_values({**rest, **dict(zip(chosen, supply, strict=True))})
                verdict = strict(e, world)
                T += [names] if EMPTY in verdict.T else []
                F += [names] if EMPTY in verdict.F else []
    return Truth(minimal(T), minimal(F))


def reads(e: Any) -> Iterator[tuple[str, str]]:
    """("case" or "before", name) of every name that an expression reads."""
    if not isinstance(e, list) or not e:
        return
    if e[0] in ("case", "before"):
        yield e[0], e[1]
    elif e[0] in (*SET_CELLS, "has", "given"):
        yield "case", e[1]
    elif e[0] != "lit":
        for part in e[1:]:
            yield from reads(part)
            if isinstance(part, list) and part and isinstance(part[0], list):
                for item in part:
                    yield from reads(item)


def names_read(e: Expr) -> frozenset[str]:
    return frozenset(name for _, name in reads(e))


def candidates(kind: Type, e: Expr, facts: Facts) -> list[Any]:
    """Canonical values of a type, enough to turn an atom that can be turned."""
    if kind["kind"] != "set":
        return member_candidates(kind, [e], facts)
    members = member_candidates(member_type(kind), [e], facts)
    if len(members) <= 6:
        sizes = range(1, len(members) + 1)
        return [tuple(sorted(s)) for size in sizes for s in combinations(members, size)]
    mentioned = [m for m in members if m in set(mentions([e]))]
    others = [m for m in members if m not in mentioned]
    chains = [members[:n] for n in range(1, len(members) + 1)]
    groups = [*([m] for m in members), *chains, mentioned, others, *([*mentioned, m] for m in others)]
    return sorted({tuple(sorted(group)) for group in groups if group})


def member_candidates(kind: Type, expressions: list[Expr], facts: Facts) -> list[Any]:
    if kind["kind"] == "bool":
        return [False, True]
    if kind["kind"] == "enum":
        return [*kind["members"], *(["fresh\ufffe"] if kind["open"] else [])]
    mentioned = list(mentions(expressions))
    values = [v for world in (facts.V, facts.before) for v in flat(world.values())]
    known = [*mentioned, *(v for v in values if not isinstance(v, dict))]
    if kind["kind"] == "int":
        numbers = {n for n in known if type(n) is int}
        return sorted({n + d for n in numbers | {0} for d in (-1, 0, 1)})
    if kind["kind"] in ("money", "date", "datetime"):
        return [v for v in dict.fromkeys(known) if isinstance(v, str) and fits(kind, v)]
    count = 2 + max((n for n in mentioned if type(n) is int and n < 9), default=0)
    texts = dict.fromkeys(v for v in known if isinstance(v, str))
    return [*texts, *(f"fresh\ufffe{n}" for n in range(max(count, 2)))]


def fits(kind: Type, text: str) -> bool:
    try:
        typed(kind, text)
    except (ValueError, ArithmeticError):
        return False
    return True


def flat(values: Iterable[Any]) -> Iterator[Any]:
    for v in values:
        yield from v if isinstance(v, tuple) else (v,)


def mentions(e: Any) -> Iterator[Any]:
    """Every value written in an expression."""
    if isinstance(e, list) and e and e[0] == "lit":
        yield e[2]
    elif isinstance(e, list) and e and isinstance(e[0], str) and e[0] in SET_CELLS:
        yield from e[2]
    elif isinstance(e, list):
        for part in e:
            yield from mentions(part)


def cell(e: Expr, facts: Facts) -> Known | Lacking:
    tag, name, members = e
    if name not in facts.V:
        return Lacking(frozenset([frozenset([name])]))
    have, named = set(facts.V[name]), set(members)
    answers = {
        "some": bool(have & named),
        "only": bool(have) and have <= named,
        "none": not have & named,
        "every": named <= have,
        "not_only": bool(have - named),
    }
    return Known(answers[tag])


LOGIC = ("not", "and", "or", "has", "given", "exists", "all", *SET_CELLS)


def value(e: Expr, facts: Facts) -> Known | Lacking:
    """The value of an expression."""
    tag = e[0]
    if tag in LOGIC:
        return of_truth(truth(e, facts))
    if tag == "lit":
        return Known(literal(e[1], e[2]))
    if tag in ("case", "before"):
        return field_value(tag, e[1], facts)
    if tag == "if":
        return choice(e, facts)
    if tag == "var":
        return Known(facts.variables[e[1]])
    if tag in ("rounds", "at", "done", "ever", "holder", "owed"):
        return Known(of_case(e, facts))
    if tag == "passed":
        return facts.passed[e[1]]
    if tag == "get":
        return of_operands([e[1]], facts, lambda record: record[e[2]])
    if tag == "list":
        return of_operands(e[1], facts, lambda *items: tuple(items))
    if tag == "neg":
        return of_operands([e[1]], facts, lambda a: arithmetic("-", zero_like(a), a))
    if tag == "call":
        return of_operands(e[2], facts, lambda *args: CALLS[e[1]](*args))
    if tag == "in":
        return of_operands(e[1:], facts, lambda a, b: a in b)
    if tag == "arith" and e[1] in "/%" and value(e[3], facts) == Known(0):
        return Lacking(NEVER)
    operation = {"cmp": compare, "arith": arithmetic}[tag]
    return of_operands(e[2:], facts, lambda a, b: operation(e[1], a, b))


def of_truth(verdict: Truth) -> Known | Lacking:
    if EMPTY in verdict.T or EMPTY in verdict.F:
        return Known(EMPTY in verdict.T)
    return Lacking(plus(verdict.T, verdict.F))


def literal(kind: str, raw: Any) -> Any:
    return typed({"kind": kind}, raw) if kind in ("money", "date", "datetime") else raw


def field_value(where: str, name: str, facts: Facts) -> Known | Lacking:
    kind, world = facts.type_of(name), facts.world(where)
    if name in world:
        many = isinstance(world[name], tuple) and kind["kind"] == "unit"
        return Known(frozenset(world[name]) if many else typed(kind, world[name]))
    return Known(frozenset()) if kind["kind"] == "set" else Lacking(frozenset([frozenset([name])]))


def choice(e: Expr, facts: Facts) -> Known | Lacking:
    _, c, a, b = e
    condition = truth(c, facts)
    if EMPTY in condition.T:
        return value(a, facts)
    if EMPTY in condition.F:
        return value(b, facts)
    return Lacking(plus(times(condition.T, need(value(a, facts))), times(condition.F, need(value(b, facts)))))


def need(result: Known | Lacking) -> Family:
    return SURE if isinstance(result, Known) else result.D


def of_operands(parts: list[Expr], facts: Facts, operation: Any) -> Known | Lacking:
    results = [value(part, facts) for part in parts]
    needed = SURE
    for result in results:
        needed = times(needed, need(result))
    if needed != SURE:
        return Lacking(needed)
    try:
        return Known(operation(*(result.value for result in results)))
    except (ArithmeticError, KeyError):
        return Lacking(NEVER)


def of_case(e: Expr, facts: Facts) -> Any:
    if e[0] == "rounds":
        return facts.rounds.get(e[1], 0)
    if e[0] == "holder":
        return facts.holders.get((e[1], e[2]))
    return e[1] in {"owed": facts.owed, "at": facts.at, "done": facts.done, "ever": facts.ever}[e[0]]


def compare(op: str, a: Any, b: Any) -> bool:
    if op in ("==", "!="):
        if isinstance(a, frozenset) or isinstance(b, frozenset):
            a, b = frozenset(a), frozenset(b)
        return (a == b) is (op == "==")
    return {"<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[op]  # type: ignore[no-any-return]


def arithmetic(op: str, a: Any, b: Any) -> Any:
    if isinstance(a, str):
        return a + b
    if isinstance(a, Money) or isinstance(b, Money):
        currency = a.currency if isinstance(a, Money) else b.currency
        first, second = (x.units if isinstance(x, Money) else x for x in (a, b))
        return Money(arithmetic(op, first, second), currency)
    if op in "/%" and b == 0:
        raise ZeroDivisionError
    quotient = 0 if op not in "/%" else abs(a) // abs(b) * (1 if (a < 0) == (b < 0) else -1)
    result = {"+": a + b, "-": a - b, "*": a * b, "/": quotient, "%": a - b * quotient}[op]
    if not -LIMIT <= result < LIMIT:
        raise OverflowError
    return result


def zero_like(a: Any) -> Any:
    return Money(0, a.currency) if isinstance(a, Money) else 0


def day_of(t: date | datetime) -> date:
    return t.date() if isinstance(t, datetime) else t


CALLS: dict[str, Any] = {
    "size": len,
    "startsWith": str.startswith,
    "endsWith": str.endswith,
    "contains": lambda text, part: part in text,
    "date": day_of,
}
