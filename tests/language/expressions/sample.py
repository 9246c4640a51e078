"""A scope with a field of every type, and a view that a test fills in."""

from collections.abc import Mapping
from typing import Any

from banfa.language.expressions import Condition, Scope, compile_condition, parse_expression
from banfa.language.expressions.counts import Tally
from banfa.language.values import FieldType

REASONS = ("breach", "damage", "defect")
REASON = FieldType("enum", of="reason", members=REASONS)
DEMAND = FieldType("enum", of="demand", members=("exchange", "refund"), open=True)
LINE = (("item", FieldType("text")), ("price", FieldType("money", currency="CNY")))
FIELDS = {
    "amount": FieldType("money", currency="CNY"),
    "booked": FieldType("bool"),
    "budget": FieldType("money", currency="CNY"),
    "demands": FieldType("set", of="demand", members=DEMAND.members, open=True),
    "dept": FieldType("unit"),
    "depts": FieldType("set", of="unit"),
    "due": FieldType("date"),
    "euros": FieldType("money", currency="EUR"),
    "lines": FieldType("list", record=LINE, key="item"),
    "note": FieldType("text"),
    "other_note": FieldType("text"),
    "quantity": FieldType("int"),
    "reason": REASON,
    "reasons": FieldType("set", of="reason", members=REASONS),
    "seen": FieldType("datetime"),
    "sold": FieldType("datetime"),
    "stock": FieldType("int"),
    "wish": DEMAND,
}
SCOPE = Scope(
    fields=FIELDS,
    enums={"reason": REASON, "demand": DEMAND},
    sets={
        "quality": ("reason", ("damage", "defect")),
        "under_way": ("state", ("looking", "waiting")),
        "workshops": ("unit", ("plant_1", "plant_2")),
    },
    states=frozenset({"looking", "waiting", "over"}),
    steps=frozenset({"accept", "reply"}),
    roles=frozenset({"qm", "sales"}),
    copies={"card": frozenset({"1", "2"}), "letter": frozenset({"1"})},
    duties=frozenset({"answer"}),
    counts={"looking": frozenset({"agree", "asked", "answered", "left", "answered_by:lay"})},
)


class Seen:
    """A view: fields as given, and the same answers to everything else unless said."""

    def __init__(
        self,
        case: Mapping[str, Any] | None = None,
        before: Mapping[str, Any] | None = None,
        *,
        holders: Mapping[tuple[str, str], str] | None = None,
        at: str = "looking",
        rounds: int = 0,
        done: tuple[str, ...] = (),
        ever: tuple[str, ...] = (),
        owed: tuple[str, ...] = (),
        tallies: Mapping[str, Tally] | None = None,
    ) -> None:
        self.case, self.before = case or {}, before or {}
        self._holders, self._at, self._rounds = holders or {}, at, rounds
        self._done, self._ever, self._owed = done, ever, owed
        self._tallies = tallies or {}

    def rounds(self, state: str) -> int:
        return self._rounds

    def at(self, state: str) -> bool:
        return state == self._at

    def done(self, step: str) -> bool:
        return step in self._done

    def ever(self, step: str) -> bool:
        return step in self._ever

    def holder(self, document: str, copy: str) -> str | None:
        return self._holders.get((document, copy))

    def passed(self, duty: str) -> bool:
        return duty not in self._owed

    def tally(self, of: str) -> Tally | None:
        return self._tallies.get(of)

    def calendar_for(self, duty: str) -> frozenset[str]:
        return frozenset({"calendar 2030"})

    def owed(self, duty: str) -> bool:
        return duty in self._owed


def condition(text: str) -> Condition:
    """The condition that an expression over the sample's scope says."""
    return compile_condition(parse_expression(text, SCOPE), SCOPE)


def sets(*names: str) -> frozenset[frozenset[str]]:
    """`sets("a b", "")`: a set for each text, of its words."""
    return frozenset(frozenset(each.split()) for each in names)
