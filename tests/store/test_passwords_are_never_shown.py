"""The address of a database may hold a password: no error repeats it."""

import pytest

from banfa import BanfaError, Engine

NOBODY_THERE = "127.0.0.1:1/cases"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://me:Geheim9@" + NOBODY_THERE, "postgresql://me:***@" + NOBODY_THERE),
        (f"postgresql://me@{NOBODY_THERE}?password=Geheim9", f"postgresql://me@{NOBODY_THERE}?password=***"),
        (
            f"postgresql://me@{NOBODY_THERE}?sslpassword=Geheim9&connect_timeout=1",
            f"postgresql://me@{NOBODY_THERE}?connect_timeout=1&sslpassword=***",
        ),
        ("postgresql://me:Geheim9@127.0.0.1:port/cases", "postgresql://***@127.0.0.1:port/cases"),
        (
            "postgresql://me:Gehe@im9@127.0.0.1:port/cases?password=Geheim9",
            "postgresql://***@127.0.0.1:port/cases?***",
        ),
        ("oracle://me:Geheim9@" + NOBODY_THERE, "oracle://me:***@" + NOBODY_THERE),
    ],
)
def test_an_address_that_cannot_be_used_is_named_without_its_password(address: str, shown: str) -> None:
    with pytest.raises(BanfaError) as error, Engine.open(address) as engine:
        engine.cases()
    assert shown in error.value.text.zh and shown in error.value.text.en
    assert "Geheim9" not in str(error.value) and "im9" not in str(error.value)
