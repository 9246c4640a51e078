"""A shop's orders, and the complaints about them: the shop's own tables and banfa's in one database.

An order is marked as complained of in the transaction that opens the case: both are kept, or neither is.
When the case comes to its end, the shop is called and writes down how.
"""

from __future__ import annotations

from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from banfa import Engine
from banfa.engine import Happened

REGULATION = "customer-complaint"


class Base(DeclarativeBase):
    """The shop's tables."""


class Order(Base):
    """An order; `complaint` is the number of the case about it, `outcome` how that ended."""

    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)
    customer: Mapped[str]
    goods: Mapped[str]
    complaint: Mapped[str | None] = mapped_column(unique=True)
    outcome: Mapped[str | None]


class Shop:
    """The orders in the database at `url`. May be shared by threads."""

    def __init__(self, url: str, **options: object) -> None:
        self.cases = Engine.open(url, **options)  # type: ignore[arg-type]
        self.database = create_engine(url)
        Base.metadata.create_all(self.database)
        self.cases.subscribe(self._told)
        self.catch_up()

    def order(self, customer: str, goods: str) -> int:
        """Take an order; return its id."""
        with Session(self.database) as session, session.begin():
            session.add(order := Order(customer=customer, goods=goods))
            session.flush()
            return order.id

    def complain(self, order_id: int, clerk: str, reason: str, demand: str, story: str) -> str:
        """Open the case about an order; return its number. An order has one at most."""
        with Session(self.database) as session, session.begin():
            with self.cases.transaction(session.connection()) as tx:  # from here on nobody else writes,
                order = session.get_one(Order, order_id)  # so what is read now stays true
                if order.complaint is None:
                    data = {"customer": order.customer, "product": order.goods, "intake_form": story}
                    data |= {"reasons": [reason], "demands": [demand]}
                    order.complaint = tx.start(REGULATION, actor=clerk, data=data).number
            return order.complaint or ""

    def outcome(self, order_id: int) -> str | None:
        """How the complaint about an order ended; None while it is open, or if there is none."""
        with Session(self.database) as session:
            return session.get_one(Order, order_id).outcome

    def catch_up(self) -> None:
        """Write down what other programs brought to an end, or this one before it was killed."""
        with Session(self.database) as session:
            unended = select(Order.complaint).where(Order.complaint.is_not(None), Order.outcome.is_(None))
            numbers = session.scalars(unended).all()
        for number in numbers:
            self._write_back(number or "")

    def _told(self, happened: Happened) -> None:
        """After the case's step is kept: a case may also be opened again, and then it has no outcome."""
        self._write_back(happened.case.number or "")

    def _write_back(self, number: str) -> None:
        states = self.cases.process_of(number).states
        here = [states[state] for state in self.cases.show(number)["states"]]
        ended = "、".join(state.title for state in here) if all(state.end for state in here) else None
        with Session(self.database) as session, session.begin():
            order = session.scalars(select(Order).where(Order.complaint == number)).one_or_none()
            if order is not None:  # the database may hold cases that are about no order
                order.outcome = ended

    def close(self) -> None:
        """Let go of the database."""
        self.cases.close()
        self.database.dispose()


def main(url: str = "sqlite:///shop.db") -> None:
    """One order, one complaint about it, and how that ends."""
    shop = Shop(url)
    order = shop.order("某贸易公司", "乙型阀 200 件")
    number = shop.complain(order, "sales.a", "quality_defect", "exchange", "电话记录：开箱即见裂纹")
    print(f"订单 {order} 的投诉立案：{number}；结果：{shop.outcome(order)}")
    shop.cases.fire(number, "withdraw", actor="sales.a", data={"withdrawal_reason": "客户找到了备件"})
    print(f"案件到了头，订单 {order} 的结果：{shop.outcome(order)}")
    shop.close()


if __name__ == "__main__":
    main()
