"""What is malformed whatever the case: SEMANTICS 6 step 0, R6."""

from datetime import datetime
from typing import Any

from tests.oracle.oracle_values import BadValueError, read

Json = dict[str, Any]


class Form:
    """The form of commands for one definition."""

    def __init__(self, definition: Json) -> None:
        self.p = definition

    def data(self, m: Any) -> Json | None:
        """The canonical data of a command, or None if it is Invalid."""
        try:
            if moment(m.happened) > moment(m.entered):
                return None
            check = {"fire": self.fire, "receive": self.receive, "waive": self.waive, "correct": self.correct}
            check["due"] = self.due
            return check[m.kind](m) if m.kind in check else None
        except BadValueError:
            return None

    def fire(self, m: Any) -> Json | None:
        step = self.p["transitions"].get(m.step)
        if step is None or step.get("auto") or not self.target_fits(m, step):
            return None
        inputs, takes = {item["field"] for item in step["input"]}, self.takes(step)
        data = {}
        for name, raw in m.data.items():
            if name not in takes and name not in step["appoint"]:
                return None
            if raw is None:
                continue
            value = self.read_unit(name, raw) if name in step["appoint"] else read(self.type(name), raw)
            if value != () or name not in inputs:
                data[name] = value
        return data

    def target_fits(self, m: Any, step: Json) -> bool:
        if m.target is None:
            return len(step["back_to"]) < 2
        return m.target in step["back_to"]

    def type(self, name: str) -> Json:
        return self.p["fields"][name]["type"]  # type: ignore[no-any-return]

    def read_unit(self, role: str, raw: Any) -> Any:
        if not self.p["roles"][role]["many"]:
            return read({"kind": "unit"}, raw)
        units = read({"kind": "set", "of": "unit"}, raw)
        if not units:
            raise BadValueError(role)
        return units

    def takes(self, step: Json) -> set[str]:
        """The fields that may come with a step."""
        inputs = {item["field"] for item in step["input"]}
        return inputs | (set(step["optional"]) - set(step["appoint"])) | self.part_fields(step)

    def part_fields(self, step: Json) -> set[str]:
        """Fields of the parts it completes, neither computed by it nor with a `from`."""
        fields: set[str] = set()
        for document, parts in step["complete"].items():
            for part in parts:
                definition = self.p["documents"][document]["parts"][part]
                fields |= {*definition["fields"], *definition["optional"]}
        computed = {*step["set"], *step["decide"]}
        return {name for name in fields - computed if self.p["fields"][name]["source"] is None}

    def taken_afresh(self, step: Json) -> set[str]:
        """Names whose standing value V does not show: demanded anew, or computed (R8)."""
        inputs = {item["field"] for item in step["input"]}
        appointed = set(step["appoint"]) - set(step["optional"])
        return inputs | appointed | set(step["set"]) | set(step["decide"])

    def receive(self, m: Any) -> Json | None:
        definition = self.p["documents"].get(m.document)
        if definition is None or type(m.set) is not int or m.set < 1 or not isinstance(m.copy, str):
            return None
        return {} if definition["each"] is not None or m.copy in definition["copies"] else None

    def due(self, m: Any) -> Json | None:
        known = m.duty in self.p.get("duties", {})
        return {} if known and m.actor == "banfa.clock" else None

    def waive(self, m: Any) -> Json | None:
        if m.rule not in self.p["separation"]:
            return None
        read({"kind": "text"}, m.reason)
        read({"kind": "person"}, m.person)
        return {}

    def correct(self, m: Any) -> Json | None:
        steps = self.p["transitions"].values()
        definition = self.p["fields"].get(m.field)
        if definition is None or definition["source"] is not None:
            return None
        if any(m.field in step["set"] or m.field in step["decide"] for step in steps):
            return None
        if not any(m.field in self.takes(step) for step in steps):
            return None
        read({"kind": "text"}, m.reason)
        return {m.field: read(definition["type"], m.value)}


def moment(text: Any) -> datetime:
    try:
        result = datetime.fromisoformat(text)
    except (ValueError, TypeError):
        raise BadValueError(text) from None
    if result.tzinfo is None:
        raise BadValueError(text)
    return result
