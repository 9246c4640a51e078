"""The page in a real browser: nothing missing, nothing from outside, readable on a phone and on paper."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from banfa.language.process import Process
from banfa.views.html import page
from banfa.views.words import Words
from tests.conftest import Need

pytestmark = pytest.mark.slow

BROKEN_ANCHORS = """() => [...document.querySelectorAll('a[href^="#"]')]
    .map(a => decodeURIComponent(a.getAttribute('href').slice(1)))
    .filter(id => !document.getElementById(id))"""
TWICE = """() => { const seen = {};
    for (const e of document.querySelectorAll('[id]')) seen[e.id] = (seen[e.id] || 0) + 1;
    return Object.keys(seen).filter(id => seen[id] > 1) }"""
TOO_WIDE = "() => document.documentElement.scrollWidth - window.innerWidth"
UNDRAWN = """() => {
    const canvas = document.createElement('canvas'); canvas.width = canvas.height = 24;
    const pen = canvas.getContext('2d', {willReadFrequently: true});
    pen.font = '20px ' + getComputedStyle(document.body).fontFamily; pen.textBaseline = 'top';
    const drawn = sign => { pen.clearRect(0, 0, 24, 24); pen.fillText(sign, 0, 0);
        return pen.getImageData(0, 0, 24, 24).data.join() };
    const nothing = new Set([drawn('\\u{10FFFE}'), drawn('\\u0378'), drawn(' ')]);
    const signs = [...new Set(document.body.innerText)].filter(sign => sign > '\\u2000' && sign.trim());
    return signs.filter(sign => nothing.has(drawn(sign))) }"""


@pytest.fixture(scope="module")
def browser(need: Need) -> Iterator[Any]:
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    why = "the page is looked at in Chromium: apt-get install chromium, pip install playwright"
    need(program is not None and find_spec("playwright") is not None, why)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="module", params=["zh", "en"])
def file(
    request: pytest.FixtureRequest, complaint: Process, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    found = tmp_path_factory.mktemp("page") / "page.html"
    found.write_text(page(Words(complaint, request.param)), encoding="utf-8")
    return found


def look(browser: Any, file: Path, width: int) -> tuple[Any, list[str]]:
    """The page open at a width, and what the browser complained of or asked for from outside."""
    shown = browser.new_page(viewport={"width": width, "height": 900})
    heard: list[str] = []
    shown.on("console", lambda message: heard.append(message.text))
    shown.on("pageerror", lambda error: heard.append(str(error)))
    shown.on("request", lambda request: heard.append(request.url) if request.url != file.as_uri() else None)
    shown.goto(file.as_uri())
    return shown, heard


def test_it_asks_for_nothing_and_complains_of_nothing(browser: Any, file: Path) -> None:
    _, heard = look(browser, file, 1300)
    assert heard == []


def test_every_link_leads_somewhere_and_no_place_is_there_twice(browser: Any, file: Path) -> None:
    shown, _ = look(browser, file, 1300)
    assert shown.evaluate("() => document.querySelectorAll('a[href^=\"#\"]').length") > 500
    assert shown.evaluate(BROKEN_ANCHORS) == []
    assert shown.evaluate(TWICE) == []


@pytest.mark.parametrize("width", [360, 400, 800, 1100, 1600])
def test_nothing_sticks_out(browser: Any, file: Path, width: int) -> None:
    shown, _ = look(browser, file, width)
    assert shown.evaluate(TOO_WIDE) <= 0


def test_every_sign_is_drawn(browser: Any, file: Path) -> None:
    shown, _ = look(browser, file, 1300)
    assert shown.evaluate(UNDRAWN) == []


def test_a_folded_step_opens_and_says_its_conditions(
    browser: Any, complaint: Process, tmp_path: Path
) -> None:
    file = tmp_path / "page.html"
    file.write_text(page(Words(complaint)), encoding="utf-8")
    shown, _ = look(browser, file, 1300)
    step = shown.locator(".sentences details", has_text="裁定受理：由上级主管办理").first
    assert not step.locator("li", has_text="客户没有提出要求").first.is_visible()
    step.locator("summary").first.press("Enter")
    assert step.locator("li", has_text="客户没有提出要求").first.is_visible()


def test_no_stars_are_left_over_from_markdown(browser: Any, file: Path) -> None:
    shown, _ = look(browser, file, 1300)
    lines = shown.evaluate("() => document.body.innerText").splitlines()
    assert [line for line in lines if "**" in line or "{#" in line or "{!" in line] == []


def test_it_prints(browser: Any, file: Path) -> None:
    shown, _ = look(browser, file, 1300)
    assert shown.pdf(format="A4").startswith(b"%PDF")
    shown.emulate_media(media="print")
    assert not shown.locator("nav").is_visible()
