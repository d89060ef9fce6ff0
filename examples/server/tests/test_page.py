"""The page in headless Chromium: a case from the hotline to its close, by the people who may.

`WANGGE_SERVER` is the program, `WANGGE_SHOTS` the folder that the pictures go to.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

SHOTS = Path(os.environ["WANGGE_SHOTS"])


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """The example, started on a port of its own."""
    command = [os.environ["WANGGE_SERVER"], "--example", "--listen", "127.0.0.1:0", "--log", "error"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as program:
        assert program.stdout is not None
        for line in program.stdout:
            if found := re.search(r"page: (http://\S+?)/$", line.strip()):
                break
        else:
            raise AssertionError("the program said no address")
        yield found.group(1)
        program.terminate()
        program.stdout.read()
        assert program.wait(15) == 0, "it stops when it is told to"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    chromium = shutil.which("chromium")
    assert chromium, "chromium is missing"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--lang=zh-CN"])
        yield browser
        browser.close()


class Desk:
    """The browser of somebody who is logged in."""

    def __init__(self, browser: Browser, address: str, who: str) -> None:
        self.context: BrowserContext = browser.new_context(
            viewport={"width": 1240, "height": 900}, locale="zh-CN", base_url=address
        )
        self.page: Page = self.context.new_page()
        self.page.goto("/login")
        self.page.get_by_label("令牌").fill(f"example-{who}-not-secret")
        self.page.get_by_role("button", name="登录").click()
        expect(self.page.get_by_role("heading", name="办件看板")).to_be_visible()

    def case(self, case: str) -> Desk:
        self.page.goto(f"/case/{case}")
        return self

    def step(self, name: str) -> Desk:
        """Opens the form of a step."""
        self.page.locator(".actions summary", has_text=re.compile(f"^{name}$")).click()
        return self

    def send(self) -> Desk:
        """Sends the form that is open."""
        self.page.locator("details[open] button").click()
        return self

    def last(self) -> str:
        """The step that the timeline ends with."""
        return self.page.locator(".timeline li b").first.inner_text()

    def shot(self, name: str, *, whole: bool = True) -> None:
        SHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SHOTS / f"{name}.png", full_page=whole)


def test_a_stranger_is_sent_to_the_login(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, locale="zh-CN", viewport={"width": 1240, "height": 900})
    page = context.new_page()
    page.goto("/")
    assert page.url.endswith("/login")
    page.screenshot(path=SHOTS / "1-login.png", full_page=True)
    page.get_by_label("令牌").fill("example-nobody-not-secret")
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("alert")).to_have_text("令牌无效")
    assert context.cookies() == []


def test_the_cookie_is_out_of_reach(browser: Browser, address: str) -> None:
    desk = Desk(browser, address, "office")
    (cookie,) = desk.context.cookies()
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Strict")
    desk.page.get_by_role("button", name="退出").click()
    desk.page.goto("/")
    assert desk.page.url.endswith("/login")


def test_a_form_from_elsewhere_is_refused(browser: Browser, address: str) -> None:
    desk = Desk(browser, address, "office").case("20261124-002")
    form = {"key": "0" * 64, "id": "forged", "expected": "1"}
    answer = desk.context.request.post("/case/20261124-002/file", form=form)
    assert answer.status == 403
    assert desk.case("20261124-002").last() == "信息采集"


def test_the_board(browser: Browser, address: str) -> None:
    desk = Desk(browser, address, "office")
    numbers = desk.page.locator(".numbers li").all_inner_texts()
    assert [text.split() for text in numbers][:4] == [["1", "逾期"], ["1", "临期"], ["7", "正常"], ["1", "挂账"]]
    rows = desk.page.locator("tbody tr")
    assert rows.count() == 10
    assert "20261103-001" in rows.first.inner_text()
    desk.shot("2-board")
    desk.case("20261103-001").shot("3-late")
    desk.case("20261112-001").shot("4-suspended")
    desk.page.set_viewport_size({"width": 420, "height": 800})
    desk.page.goto("/")
    desk.shot("5-board-narrow")
    assert desk.page.evaluate("document.documentElement.scrollWidth") <= 420


def test_a_case_from_the_hotline_to_its_close(browser: Browser, address: str) -> None:
    duty, office = Desk(browser, address, "duty"), Desk(browser, address, "office")
    grid = Desk(browser, address, "grid")

    duty.page.get_by_role("link", name="登记新件").click()
    page = duty.page
    page.get_by_label("编号").fill("C-浏览器-1")
    page.get_by_label("事项").fill("井盖松动，<b>车辆</b>经过有响声。")
    page.locator("select[name=channel]").select_option("hotline")
    page.locator("input[name=served][value=known]").check()
    page.locator("input[name=grid]").fill("东河村1格")
    page.locator("input[name='facts.scope'][value=grid]").check()
    page.locator("input[name='facts.major'][value=false]").check()
    page.locator("input[name='facts.sudden'][value=false]").check()
    duty.shot("6-new")
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.locator("h1")).to_contain_text("C-浏览器-1")
    expect(page.locator(".about")).to_have_text("井盖松动，<b>车辆</b>经过有响声。")

    duty.step("案卷建立").send()
    assert duty.last() == "案卷建立"

    office.case("C-浏览器-1").step("任务派遣")
    office.page.locator("details[open] input[name=to]").fill("p-201")
    office.shot("7-dispatch")
    office.send()
    assert office.last() == "任务派遣"
    expect(office.page.locator("dd", has_text="网格责任人 p-201")).to_be_visible()

    # The office sees why it may not take it.
    assert office.page.locator(".shut button:disabled", has_text="接收").is_visible()
    office.shot("8-shut")

    grid.case("C-浏览器-1").step("接收").send()
    # Two windows of one case: the first wins, the second is told who was first.
    second = Desk(browser, address, "grid").case("C-浏览器-1")
    grid.step("处理反馈")
    grid.page.locator("details[open] input[name=outcome][value=settled]").check()
    grid.page.locator("details[open] [name=note]").fill("已更换井盖")
    second.step("挂账")
    second.page.locator("details[open] input[name=ground]").first.check()
    grid.send()
    assert grid.last() == "处理反馈"
    second.send()
    expect(second.page.get_by_role("alert")).to_contain_text("网格责任人 p-201 先办了“处理反馈”")
    assert second.last() == "处理反馈"
    second.shot("9-conflict")

    office.case("C-浏览器-1").step("核查")
    office.page.locator("details[open] input[name=passed][value=true]").check()
    office.send()
    # Nobody closes a case whose result was not told.
    expect(office.page.locator(".shut")).to_contain_text("尚未告知服务对象")
    grid.case("C-浏览器-1").step("告知服务对象").send()
    office.case("C-浏览器-1").step("结案")
    assert office.page.locator("details[open] input[value=closed]").is_checked()
    office.send()
    assert office.last() == "结案"
    expect(office.page.locator("h1 .light")).to_have_text("按期办结")
    office.shot("10-closed")
    steps = office.page.locator(".timeline li b").all_inner_texts()
    assert steps == ["结案", "告知服务对象", "核查", "处理反馈", "接收", "任务派遣", "案卷建立", "信息采集"]
    office.page.goto("/")
    assert office.page.get_by_role("link", name="C-浏览器-1").count() == 0


def test_a_person_served_sees_their_own_case(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, locale="zh-CN", viewport={"width": 1240, "height": 900})
    page = context.new_page()
    page.goto("/login")
    page.get_by_label("令牌").fill("example-served-not-secret")
    page.get_by_role("button", name="登录").click()
    expect(page.locator("h1")).to_contain_text("20261124-003")
    assert page.get_by_role("link", name="看板").count() == 0
    for path in ("/", "/case/20261124-002", "/case/20261124-999"):
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 403
    page.goto("/case/20261124-003")
    page.locator(".actions summary", has_text="撤回").click()
    page.locator("details[open] button").click()
    expect(page.locator("h1 .tag")).to_have_text("已撤回")


def test_what_is_refused_keeps_what_was_typed(browser: Browser, address: str) -> None:
    desk = Desk(browser, address, "grid").case("20261113-001").step("申请延期")
    form = desk.page.locator("details[open]")
    form.locator("[name='by.count']").fill("9")
    form.locator("input[name=ground]").first.check()
    form.locator("[name=note]").fill("材料还没有到齐")
    desk.send()
    expect(desk.page.get_by_role("alert")).to_contain_text("9个工作日超过了可延长的时间；允许：3个工作日")
    assert desk.page.locator("details[open] [name=note]").input_value() == "材料还没有到齐"
    desk.shot("11-refused")
