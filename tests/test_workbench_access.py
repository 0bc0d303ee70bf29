"""The workbench for everybody: by keyboard and ear, enlarged, in any colours, on paper, without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import test_browser
from conftest import mkdocs, write_files
from desk import FRONT, MINE, PHASE, PROCESS, WITH_TASKS, Desk
from playwright.sync_api import Browser, Locator, Page, expect
from test_browser import AXE, SIDEWAYS, Watch, chromium, serve, violations

browser, page, url = test_browser.browser, test_browser.page, test_browser.url


@pytest.fixture
def desk(page: Page, url: str) -> Desk:
    return Desk(page, url)


# ---------- Every state that the workbench can be in ----------


def tick(desk: Desk) -> None:
    for task, status in {"A-1": "Ferdig", "A-2": "I gang", "A-3": "Ikke aktuelt"}.items():
        desk.choose(task, status)


def unfold(desk: Desk) -> None:
    tick(desk)
    desk.unfold("A-1")
    desk.field("A-1", "Ansvarlig person").fill("Kari Nordmann")
    desk.field("A-1", "Frist").fill("2001-02-03")
    desk.field("A-1", "Notat").fill("https://eksempel.no/" + "langt" * 40)
    desk.unfold("A-2")


def fold(desk: Desk) -> None:
    unfold(desk)
    desk.page.reload()
    expect(desk.task("A-1").locator(".workbench-brief")).to_be_visible()


def change(desk: Desk) -> None:
    tick(desk)
    text = re.sub(r'("seen":\{"value":")[0-9a-f]{8}', r"\g<1>00000000", desk.kept() or "")
    text = re.sub(r'"A-4":"[^"]*",', "", text)  # so that A-4 is new
    text = text.replace('"tasks":{', '"tasks":{"A-9":{"note":{"value":"x","at":"2026-01-01T00:00:00.000Z"}},')
    desk.keep(text)
    desk.page.reload()
    expect(desk.task("A-1").locator(".workbench-news")).to_be_visible()
    expect(desk.task("A-4").locator(".workbench-news")).to_be_visible()


def damage(desk: Desk) -> None:
    desk.keep("{")
    desk.page.reload()
    expect(desk.page.get_by_role("alert")).to_be_visible()


def delete(desk: Desk) -> None:
    tick(desk)
    desk.button("Slett alt").click()


def block(desk: Desk) -> None:
    desk.page.evaluate("() => { Storage.prototype.setItem = () => { throw new DOMException('', 'SecurityError'); }; }")
    tick(desk)
    expect(desk.page.get_by_role("alert")).to_be_visible()


STATES: dict[str, Callable[[Desk], None]] = {
    "untouched": lambda _: None,
    "ticked": tick,
    "unfolded": unfold,
    "folded": fold,
    "changed": change,
    "damaged": damage,
    "deleted": delete,
    "blocked": block,
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_and_nothing_is_too_wide_in_any_state(
    browser: Browser, url: str, state: str, scheme: Any
) -> None:
    script = AXE.read_text(encoding="utf-8")
    found = []
    for address in (PHASE, MINE):
        for width in (320, 1280):
            size = {"width": width, "height": 800}
            with browser.new_context(color_scheme=scheme, viewport=size, locale="nb-NO") as context:
                desk = Desk(context.new_page(), url)
                desk.open(address)
                STATES[state](desk)
                desk.page.wait_for_timeout(400)  # Material's tabs fade where the page scrolls
                found += violations(desk.page, script, f"{address} {width}")
                found += desk.page.evaluate(SIDEWAYS)
    assert found == []


@pytest.mark.parametrize("state", ["ticked", "damaged", "deleted"])
def test_axe_finds_no_violation_on_the_front_page_of_a_reader_who_has_begun(desk: Desk, state: str) -> None:
    desk.open(PHASE)
    tick(desk)
    desk.page.goto(desk.url + FRONT)
    expect(desk.summary).to_be_visible()
    if state == "damaged":
        damage(desk)
    if state == "deleted":
        desk.button("Slett alt").click()
    assert violations(desk.page, AXE.read_text(encoding="utf-8"), state) == []
    desk.page.set_viewport_size({"width": 320, "height": 800})
    assert desk.page.evaluate(SIDEWAYS) == []


@pytest.mark.parametrize("address", WITH_TASKS)
def test_nothing_is_cut_off_or_too_wide_where_text_is_twice_as_large(desk: Desk, address: str) -> None:
    desk.page.set_viewport_size({"width": 640, "height": 800})
    desk.open(address)
    unfold(desk)
    desk.page.evaluate("document.documentElement.style.fontSize = '250%'")  # Material's own is 125 %
    assert desk.page.evaluate(SIDEWAYS) == []
    cut = desk.page.locator(".workbench-choices label, .workbench button, .workbench summary").evaluate_all(
        "all => all.filter(one => one.offsetParent && one.scrollWidth > one.clientWidth + 1).map(one => one.outerHTML)"
    )
    assert cut == []


@pytest.fixture(scope="module", params=[24, 32])
def large_print(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Browser]:
    """A browser whose reader has chosen a larger font."""
    options = chromium(f"--blink-settings=defaultFontSize={request.param}")
    with browser.browser_type.launch(**options) as large:
        yield large


CUT_WORDS = """all => all.flatMap(one => {
  const text = document.createTreeWalker(one, NodeFilter.SHOW_TEXT).nextNode();
  return [...text.data.matchAll(/\\S+/g)].filter(({ index, 0: word }) => {
    const range = document.createRange();
    range.setStart(text, index);
    range.setEnd(text, index + word.length);
    return range.getClientRects().length > 1;
  }).map(([word]) => word);
})"""


@pytest.mark.parametrize("width", [320, 390])
def test_progress_is_read_word_by_word_on_a_phone_with_a_large_font(large_print: Browser, url: str, width: int) -> None:
    with large_print.new_context(viewport={"width": width, "height": 844}, locale="nb-NO") as context:
        desk = Desk(context.new_page(), url)
        desk.open(PHASE)
        tick(desk)
        for address in (FRONT, *WITH_TASKS):
            desk.open(address)
            assert desk.page.locator(".workbench-progress > li > :not(progress)").evaluate_all(CUT_WORDS) == []
            assert desk.page.evaluate(SIDEWAYS) == []


def test_on_a_desktop_progress_goes_to_the_edge_of_the_text(desk: Desk) -> None:
    desk.page.set_viewport_size({"width": 1280, "height": 900})
    desk.open(PROCESS)
    for ticked in (False, True):
        if ticked:
            tick(desk)
        room = desk.page.locator(".workbench-progress").evaluate(
            "list => list.getBoundingClientRect().right - Math.max(...[...list.querySelectorAll('li > :last-child')]"
            ".map(one => { const range = document.createRange(); range.selectNodeContents(one);"
            " return range.getBoundingClientRect().right; }))"
        )
        assert abs(room) < 2


def test_a_task_has_as_much_air_below_as_above(desk: Desk) -> None:
    desk.open(PHASE)
    above, below = desk.task("A-1").evaluate(
        "one => { const [box, first, last] = [one, one.querySelector('fieldset'), one.querySelector('summary')]"
        ".map(each => each.getBoundingClientRect()); return [first.top - box.top, box.bottom - last.bottom]; }"
    )
    assert abs(above - below) < 2


# ---------- By finger ----------

SIZES = """all => all.filter(one => one.checkVisibility()).map(one => {
  const { width, height } = one.getBoundingClientRect();
  return [one.textContent, Math.round(Math.min(width, height) * 10) / 10];
})"""
TARGETS = ".workbench :is(button, summary), .workbench-progress a, .workbench-choices label, a.task-id"


@pytest.mark.parametrize("address", WITH_TASKS)
def test_what_is_touched_is_large_enough_for_a_finger(browser: Browser, url: str, address: str) -> None:
    size = {"width": 390, "height": 844}
    with browser.new_context(viewport=size, has_touch=True, is_mobile=True, locale="nb-NO") as context:
        desk = Desk(context.new_page(), url)
        desk.open(address)
        change(desk)
        if address == MINE:
            desk.page.locator(".workbench-handover summary").first.click()
        sizes = desk.page.locator(TARGETS).evaluate_all(SIZES)
        assert [(text, size) for text, size in sizes if size < 24] == []
        buttons = desk.page.locator(".workbench button").evaluate_all(SIZES)
        assert {"Slett alt"} <= {text for text, _ in buttons}
        assert [(text, size) for text, size in buttons if size < 44] == []


# ---------- Keyboard ----------


def reach(page: Page, target: Locator, key: str = "Tab") -> None:
    """Press a key until the target has the focus, and see that the focus is seen."""
    for _ in range(150):
        if target.evaluate("one => one === document.activeElement"):
            assert is_outlined(target)
            return
        page.keyboard.press(key)
    pytest.fail("the keyboard does not get there")


def is_outlined(target: Locator) -> bool:
    """Whether the element with the focus, or what stands for it, has an outline."""
    found: bool = target.evaluate(
        "one => [one, one.nextElementSibling].some(each => each &&"
        " getComputedStyle(each).outlineStyle !== 'none' && parseFloat(getComputedStyle(each).outlineWidth) >= 1.5"
        " && !(each.matches('input') && getComputedStyle(each).opacity === '0'))"
    )
    return found


@pytest.mark.parametrize("address", WITH_TASKS)
def test_everything_is_done_by_keyboard_alone(desk: Desk, address: str) -> None:
    desk.open(address)
    reach(desk.page, desk.statuses("A-1").get_by_role("radio", name="Ikke startet"))
    desk.page.keyboard.press("ArrowRight")
    desk.shows("A-1", "I gang")
    desk.page.keyboard.press("ArrowRight")
    desk.shows("A-1", "Ferdig")
    assert is_outlined(desk.statuses("A-1").get_by_role("radio", name="Ferdig"))
    summary = desk.task("A-1").locator("summary")
    reach(desk.page, summary)
    desk.page.keyboard.press("Enter")
    for name, text in {"Ansvarlig person": "Kari", "Notat": "husk"}.items():
        reach(desk.page, desk.field("A-1", name))
        desk.page.keyboard.type(text)
    expect(desk.task("A-1").locator(".workbench-brief")).to_have_text("Kari · husk")
    reach(desk.page, desk.button("Slett alt"), "Shift+Tab")
    desk.page.keyboard.press("Enter")
    assert desk.kept() is None
    reach(desk.page, desk.button("Angre"))
    desk.page.keyboard.press("Enter")
    desk.shows("A-1", "Ferdig")
    # The focus is where the button was, so that the next step begins there.
    assert desk.page.evaluate("document.activeElement.closest('.workbench-notice') !== null")


# ---------- By ear ----------


def test_each_step_is_announced(desk: Desk) -> None:
    desk.open(PHASE)
    said = desk.page.locator(".workbench-announcer")
    expect(said).to_have_attribute("role", "status")
    desk.choose("A-1", "Ferdig")
    expect(said).to_have_text("A-1: Ferdig. 1 av 18 oppgaver er ferdige.")
    desk.choose("A-2", "I gang")
    expect(said).to_have_text("A-2: I gang. 1 av 18 oppgaver er ferdige.")
    desk.button("Slett alt").click()
    expect(said).to_have_text(
        "Alt du hadde notert om SSU, er slettet fra denne nettleseren. Du kan angre til du går til en annen side."
    )
    desk.button("Angre").click()
    expect(said).to_have_text("Det slettede er tilbake.")


def test_the_same_sentence_is_announced_again(desk: Desk) -> None:
    desk.open(PHASE)
    desk.choose("A-1", "Ferdig")
    said = desk.page.locator(".workbench-announcer > p")
    said.evaluate("one => (one.isFirst = true)")
    desk.statuses("A-1").get_by_role("radio", name="Ferdig").dispatch_event("change")
    assert said.evaluate("one => one.isFirst") is None


@pytest.mark.parametrize("address", WITH_TASKS)
def test_each_control_has_a_name_of_its_own(desk: Desk, address: str) -> None:
    desk.open(address)
    change(desk)
    groups = desk.page.get_by_role("group", name=re.compile("^Status for ")).count()
    assert groups == (7 if address == PHASE else 18)
    tree = desk.page.locator(".md-content").aria_snapshot()
    names = re.findall(r'- (?:button|group) "([^"]+)"', tree)
    names += desk.page.locator(".workbench-details summary").evaluate_all("all => all.map(one => one.textContent)")
    assert len(names) > 2 * groups - 1
    assert len(names) == len(set(names))


# ---------- Colours, movement, paper ----------


def look(choice: Locator) -> str:
    """How a choice is drawn."""
    look: str = choice.locator("xpath=following-sibling::span").evaluate(
        "one => { const style = getComputedStyle(one);"
        " return [style.backgroundColor, style.color, style.borderColor, style.fontWeight].join(' '); }"
    )
    return look


@pytest.mark.parametrize("forced", ["none", "active"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("status", ["Ikke startet", "I gang", "Ferdig", "Ikke aktuelt"])
def test_the_chosen_status_looks_otherwise_in_any_colours(
    browser: Browser, url: str, forced: Any, scheme: Any, status: str
) -> None:
    with browser.new_context(forced_colors=forced, color_scheme=scheme, locale="nb-NO") as context:
        desk = Desk(context.new_page(), url)
        desk.open(PHASE)
        desk.choose("A-1", status)
        choices = desk.statuses("A-1").get_by_role("radio")
        looks = [look(choice) for choice in choices.all()]
        chosen = look(desk.statuses("A-1").get_by_role("radio", name=status))
        assert looks.count(chosen) == 1
        assert len(set(looks)) == 2
        if forced == "active":
            probe = "() => { const one = document.createElement('p'); one.style.color = 'HighlightText';"
            probe += " document.body.append(one); return getComputedStyle(one).color; }"
            assert desk.page.evaluate(probe) in chosen


@pytest.mark.parametrize("item", [".md-nav--primary a.md-nav__link", ".md-tabs__item"])
def test_forced_colours_show_where_the_reader_is(browser: Browser, url: str, item: str) -> None:
    borders = """all => all.filter(one => one.checkVisibility()).map(one => {
      const { borderInlineStartWidth: side, borderBlockEndWidth: foot } = getComputedStyle(one);
      return [one.innerText, parseFloat(side) + parseFloat(foot) > 1];
    })"""
    size = {"width": 1280, "height": 900}
    with browser.new_context(forced_colors="active", viewport=size, locale="nb-NO") as context:
        desk = Desk(context.new_page(), url)
        desk.open(PHASE)
        found = desk.page.locator(item).evaluate_all(borders)
        assert len(found) > 2
        assert [text for text, is_marked in found if is_marked] == ["A Forberedelse" if "nav" in item else "SSU"]


def test_a_status_is_told_by_a_word_and_a_sign_beside_its_colour(desk: Desk) -> None:
    desk.open(PHASE)
    tick(desk)
    labels = desk.statuses("A-1").locator("label").all_inner_texts()
    assert labels == ["○ Ikke startet", "◐ I gang", "✓ Ferdig", "– Ikke aktuelt"]
    signs = desk.page.locator("article table .workbench-sign:visible").all_inner_texts()
    assert signs == ["✓ Ferdig", "◐ I gang", "– Ikke aktuelt"]


def test_nothing_of_the_workbench_moves(desk: Desk) -> None:
    desk.page.emulate_media(reduced_motion="reduce")
    desk.open(PHASE)
    unfold(desk)
    moving = desk.page.locator(".workbench, .workbench *").evaluate_all(
        "all => all.filter(one => { const style = getComputedStyle(one);"
        " return parseFloat(style.transitionDuration) > 0 || style.animationName !== 'none'; })"
        ".map(one => one.outerHTML)"
    )
    assert moving == []


@pytest.mark.parametrize("address", [PHASE, PROCESS])
def test_paper_shows_ticked_boxes_and_no_controls(desk: Desk, address: str) -> None:
    desk.open(address)
    tick(desk)
    desk.page.emulate_media(media="print")
    expect(desk.page.locator(".workbench :is(input, button, summary, progress):visible")).to_have_count(0)
    box = "one => getComputedStyle(one, '::before').content"
    boxes = [desk.page.locator(f"#{task}").evaluate(box) for task in ("a-1", "a-2", "a-4")]
    assert "✓" in boxes[0]
    assert "✓" not in boxes[1] + boxes[2]


# ---------- Without scripts ----------


@pytest.mark.parametrize("address", [FRONT, *WITH_TASKS])
def test_without_scripts_everything_is_there_and_nothing_pretends_to_be_a_control(
    browser: Browser, url: str, address: str
) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(url + address)
        places = page.locator(".workbench").all()
        assert places
        for place in places:
            assert (place.inner_text(), (place.bounding_box() or {"height": 0})["height"]) == ("", 0)
        controls = "button, input, select, textarea, progress, [role=button], [role=group], [role=status]"
        expect(page.locator(f"article :is({controls})")).to_have_count(0)
        for task in [] if address == FRONT else ["A-1", "A-7"]:
            expect(page.locator("article").get_by_role("link", name=task, exact=True).first).to_be_visible()


# ---------- 400 tasks ----------

PHASES = "ABCD"
EACH = 100


@pytest.fixture
def large(project: Path) -> Iterator[str]:
    """A site of one service with 400 tasks."""
    files: dict[str, str | None] = {"tjeneste/a-start/index.md": None, "tjeneste/b-slutt/index.md": None}
    files |= dict.fromkeys(("tjeneste/a-start/a-1-les.md", "tjeneste/a-start/a-2-bestill.md"))
    files |= dict.fromkeys(("tjeneste/b-slutt/b-1-ferdig.md", "tjeneste/endringslogg/2026-01-05-a-1.md"))
    for phase in PHASES:
        folder = f"tjeneste/{phase.lower()}-fase"
        files[f"{folder}/index.md"] = f"---\nid: {phase}\ntitle: Fase\nsummary: En fase.\n---\n"
        for number in range(1, EACH + 1):
            task = f"{phase}-{number}"
            text = f"---\nid: {task}\ntitle: Oppgave {number}\nroles: [IT]\n---\n\nGjør det.\n"
            files[f"{folder}/{task.lower()}-gjor.md"] = text
    write_files(project / "docs", files)
    done = mkdocs("build", "--strict", cwd=project)
    assert done.returncode == 0, done.stderr
    yield from serve(project / "site")


def test_four_hundred_tasks_can_be_ticked_and_found_again(page: Page, large: str) -> None:
    watch = Watch(page, large)
    desk = Desk(page, large)
    for address in ("tjeneste_prosess.html", "tjeneste/mine-oppgaver/"):
        desk.open(address)
        expect(page.locator(".workbench-task")).to_have_count(len(PHASES) * EACH)
    desk.choose("A-1", "Ferdig")
    desk.choose("D-100", "Ferdig")
    page.locator(".workbench-task input[value=done]").evaluate_all("all => all.forEach(one => one.click())")
    expect(desk.summary).to_contain_text("400 av 400 ferdig")
    desk.unfold("D-100")
    desk.field("D-100", "Notat").fill("sist")
    page.reload()
    desk.shows("C-50", "Ferdig")
    expect(desk.task("D-100").locator(".workbench-brief")).to_have_text("sist")
    assert (watch.complaints, watch.foreign) == ([], [])
