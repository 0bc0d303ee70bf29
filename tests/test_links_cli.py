"""`onboarding links` as people and workflows run it: real engines, real processes, a server of faults."""

from __future__ import annotations

import datetime as dt
import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import base_files, write_files
from faults.answers import Answer, Asked, Timings, hang
from faults.model import Host
from faults.server import FaultServer
from faults.table import ORDINARY, REDIRECTS, SECURE, STATUSES, TRUSTED, good
from onboarding.cli import main

PROGRAM = Path(sys.executable).with_name("onboarding")
PATIENCE = 30.0  # seconds after which a command counts as stuck
TASK = "docs/tjeneste/a-start/a-2-bestill.md"
SETTINGS = "limits: {timeout: 2, gap: 0.05, pause: 0.1, silence: 6}\n"
LINKCHECKER, PROBE = "LinkChecker", "onboarding"  # what tells the engines' User-Agents from one another

# What the environment of whoever runs the tests must not decide.
FOREIGN = ("PROXY", "CERT", "CA_BUNDLE", "GITHUB_", "REPO_URL", "SITE_URL", "COLUMNS")


def environment(**more: str) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not any(part in name.upper() for part in FOREIGN)}
    return {**own, **more}


def some(host: Host, *names: str) -> Host:
    """A host with some of its faults."""
    return replace(host, faults=tuple(fault for fault in host.faults if fault.name in names))


def holding_up(engine: str) -> Answer:
    """Silence to one of the engines, an ordinary page to all others."""

    def answer(asked: Asked) -> Any:
        return (hang if engine in asked.headers.get("user-agent", "") else good("Tålmodighet"))(asked)

    return answer


HOSTS = (
    some(ORDINARY, "a page"),
    some(STATUSES, "404", "403"),
    some(REDIRECTS, "301"),
    SECURE,
    Host("named", (replace(ORDINARY.faults[0], name="a page by name", path="/"),), published="prove.example"),
    TRUSTED,
    Host("slow-first", (), otherwise=holding_up(LINKCHECKER)),
    Host("slow-later", (), otherwise=holding_up(PROBE)),
)


@pytest.fixture(scope="module")
def server() -> Iterator[FaultServer]:
    with FaultServer(hosts=HOSTS, timings=Timings(hang=60)) as running:
        yield running


@dataclass(frozen=True, slots=True)
class Run:
    """What a run of the command left."""

    code: int
    out: str
    err: str
    folder: Path
    report: dict[str, Any] = field(default_factory=dict)

    @property
    def links(self) -> dict[str, dict[str, Any]]:
        return {link["url"]: link for link in self.report["links"]}

    @property
    def states(self) -> dict[str, str]:
        return {url: link["state"] for url, link in self.links.items()}


@dataclass(frozen=True, slots=True)
class Place:
    """A folder with the content, in which the command is run."""

    folder: Path

    def link(self, *addresses: str) -> Place:
        """Let the content have links to these addresses, each on a line of its own from line 7 on."""
        lines = "".join(f"[Lenke {number}](<{address}>)\n" for number, address in enumerate(addresses, 1))
        fields = "---\nid: A-2\ntitle: Bestill\nroles: [IT]\n---\n\n"
        write_files(self.folder, {TASK: fields + lines, "links.yml": SETTINGS})
        return self

    def command(self, *arguments: str | Path) -> list[str]:
        return [str(PROGRAM), "links", *map(str, arguments)]

    def run(self, *arguments: str | Path, out: str = ".links/report", **more: str) -> Run:
        """Run the real command."""
        done = subprocess.run(
            self.command(*arguments),
            cwd=self.folder,
            env=environment(**more),
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
        return Run(done.returncode, done.stdout, done.stderr, self.folder / out, self._report(out))

    def check(self, *arguments: str | Path, out: str = ".links/report", **more: str) -> Run:
        """Check, with small limits."""
        return self.run("check", "--settings", "links.yml", "--out", out, *arguments, out=out, **more)

    def invoke(self, *arguments: str | Path, out: str = ".links/report") -> Run:
        """Run the command in this process, whose folder is this one."""
        foreign = {name: None for name in os.environ if name not in environment()}
        result = CliRunner(env=foreign).invoke(main, ["links", *map(str, arguments)])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Run(result.exit_code, result.stdout, result.stderr, self.folder / out, self._report(out))

    def _report(self, out: str) -> dict[str, Any]:
        file = self.folder / out / "report.json"
        found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
        return found


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """The small service, without any link out."""
    write_files(tmp_path / "docs", base_files())
    monkeypatch.chdir(tmp_path)
    return Place(tmp_path)


def files_of(folder: Path) -> dict[str, bytes]:
    """Everything below a folder, byte for byte."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


# Nights

# The last one is today, since certificates are good for so many days from now.
DATES = [dt.datetime.now().astimezone().date() - dt.timedelta(days=days) for days in (2, 1, 0)]


@dataclass(frozen=True, slots=True)
class Nights:
    """The same content on three nights, the second one checked twice."""

    place: Place
    page: str
    secure: str
    door: str
    gone: str
    first: Run
    second: Run
    again: Run
    third: Run


@pytest.fixture(scope="module")
def nights(server: FaultServer, tmp_path_factory: pytest.TempPathFactory) -> Nights:
    folder = tmp_path_factory.mktemp("nights")
    write_files(folder / "docs", base_files())
    by_name = {case.name: case.address for case in server.cases}
    page, secure, door, gone = (by_name[name] for name in ("a page", "good certificate", "403", "404"))
    place = Place(folder).link(page, secure, door, gone)
    runs = [
        place.check("--today", str(date), out=f"rapporter/{number}/natt", REQUESTS_CA_BUNDLE=str(server.bundle))
        for number, date in enumerate((DATES[0], DATES[1], DATES[1], DATES[2]), 1)
    ]
    return Nights(place, page, secure, door, gone, *runs)


def test_nothing_needs_doing_after_one_bad_night(nights: Nights) -> None:
    assert (nights.first.code, nights.first.out) == (0, "")
    assert nights.first.states == {nights.page: "ok", nights.secure: "ok", nights.door: "door", nights.gone: "suspect"}
    assert nights.first.err.splitlines()[-1] == "Ingen lenker må rettes. Rapporten ligger i rapporter/1/natt."


def test_the_third_bad_night_makes_it_dead(nights: Nights) -> None:
    assert [run.code for run in (nights.first, nights.second, nights.third)] == [0, 0, 1]
    assert nights.third.states == {**nights.first.states, nights.gone: "dead"}
    dead = nights.third.links[nights.gone]
    assert (dead["bad_nights"], dead["since"], dead["last_ok"]) == (3, str(DATES[0]), None)
    assert nights.third.links[nights.page]["last_ok"] == str(DATES[2])
    assert nights.third.report["new"] == [nights.gone]


def test_a_second_check_on_the_same_date_does_not_count_twice(nights: Nights) -> None:
    for run in (nights.second, nights.again):
        assert run.code == 0
        assert run.links[nights.gone]["bad_nights"] == 2
        assert [night["date"] for night in run.links[nights.gone]["nights"]] == [str(DATES[0]), str(DATES[1])]
    assert nights.again.report["at"][:10] == str(DATES[1])


def test_the_report_is_written_in_every_format_and_makes_its_folder(nights: Nights) -> None:
    assert sorted(files_of(nights.first.folder)) == ["annotations.txt", "report.html", "report.json", "report.md"]


def test_every_address_is_in_the_report(nights: Nights) -> None:
    for run in (nights.first, nights.second, nights.again, nights.third):
        assert run.report["balance"] == {"inventory": 4, "reported": 4}
        assert set(run.links) == {nights.page, nights.secure, nights.door, nights.gone}
        assert {name: (engine["addresses"], engine["reported"]) for name, engine in run.report["engines"].items()} == {
            "linkchecker": (4, 4),
            "probe": (4, 4),
        }


# The keys of the issue, and behind them those that it does not name.
TOP = {"schema", "at", "engines", "balance", "links"} | {"result", "site", "new", "recovered", "faults", "remarks"}
LINK = {"url", "state", "reason", "since", "bad_nights", "last_ok", "suggestion", "used_on", "engine", "probe"} | {
    "owner",
    "first_seen",
    "flaps",
    "asked",
    "old_title",
    "title_since",
    "ignored",
    "nights",
}
PROBED = {"status", "hops", "final_url", "tries", "cert_days", "fragment", "title"} | {
    "failure",
    "tls",
    "anchor",
    "fingerprint",
    "farewell",
    "signs",
}


def test_the_report_has_the_shape_that_was_agreed(nights: Nights) -> None:
    report = nights.third.report
    assert report["schema"] == 1
    assert re.fullmatch(rf"{DATES[2]}T\d\d:\d\d:\d\d[+-]\d\d:\d\d", report["at"])
    assert set(report) == TOP
    for link in report["links"]:
        assert set(link) == LINK
        assert set(link["probe"]) == PROBED
        assert set(link["engine"]) == {"verdict", "result", "warnings", "real_url"}
    link = report["links"][[link["url"] for link in report["links"]].index(nights.gone)]
    assert link["state"] == "dead"
    assert link["reason"] == "Siden finnes ikke (404)"
    assert link["suggestion"] == {"kind": "none", "value": ""}
    assert link["used_on"] == [{"path": TASK, "line": 10, "service": "tjeneste", "task": "A-2", "text": "Lenke 4"}]
    assert (link["engine"]["verdict"], link["engine"]["result"]) == ("bad", "404 Not Found")
    probe = link["probe"]
    assert (probe["status"], probe["hops"], probe["final_url"]) == (404, [], nights.gone)
    assert [(attempt["outcome"], attempt["seconds"] >= 0) for attempt in probe["tries"]] == [("404", True)]
    assert (probe["cert_days"], probe["fragment"], probe["title"]) == (None, "none", "404")
    assert nights.third.links[nights.secure]["probe"]["cert_days"] in (299, 300)


@pytest.mark.parametrize(
    ("kind", "name"),
    [("md", "report.md"), ("html", "report.html"), ("json", "report.json"), ("github", "annotations.txt")],
)
def test_a_report_again_is_the_report_that_was_written(
    nights: Nights, kind: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(nights.place.folder)
    again = nights.place.invoke("report", "--format", kind)
    assert (again.code, again.err) == (1, "")
    assert again.out == (nights.third.folder / name).read_text(encoding="utf-8")


def test_a_report_is_markdown_where_nobody_says_otherwise(nights: Nights) -> None:
    again = nights.place.run("report", "--history", ".links/history.json")
    assert (again.code, again.err) == (1, "")
    assert again.out == (nights.third.folder / "report.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", ["md", "html", "json", "github"])
def test_a_report_of_nothing_is_the_same_again_too(place: Place, kind: str) -> None:
    run = place.invoke("check")
    again = place.invoke("report", "--format", kind)
    name = "annotations.txt" if kind == "github" else f"report.{kind}"
    assert (run.code, again.code) == (0, 0)
    assert again.out == (run.folder / name).read_text(encoding="utf-8")


def test_progress_is_plain_lines_without_a_terminal(nights: Nights) -> None:
    for run in (nights.first, nights.third):
        assert not re.search(r"[\r\x1b]", run.err)
        for engine in ("LinkChecker", "Egen prøve"):
            said = [line.partition(": ")[2] for line in run.err.splitlines() if line.startswith(f"{engine}: ")]
            assert (said[0], said[-1]) == ("4 adresser", "ferdig")
            counts = [int(re.sub(r"^(\d+) av 4$", r"\1", line)) for line in said[1:-1]]
            assert counts == sorted(set(counts) & {1, 2, 3, 4})


def test_without_a_built_site_the_check_goes_on_and_says_so(nights: Nights) -> None:
    said = "Nettstedet er ikke bygget, så bare adressene i innholdet blir sjekket. Kjør «make site»."
    assert nights.first.err.splitlines()[0] == said
    assert nights.first.report["site"] is False


# The site


def test_a_broken_link_inside_the_site_needs_doing(place: Place) -> None:
    write_files(place.folder, {"site/index.html": '<a href="borte/">x</a><a href="#borte">x</a>'})
    for run in (place.invoke("check"), place.invoke("check", "--site", "site")):
        assert run.code == 1
        assert run.report["site"] is True
        assert [(fault["page"], fault["missing"]) for fault in run.report["faults"]] == [
            ("index.html", "#borte"),
            ("index.html", "borte/index.html"),
        ]


def test_the_sites_own_address_comes_from_its_settings(place: Place) -> None:
    write_files(
        place.folder,
        {
            "mkdocs.yml": "site_name: Prøve\nsite_url: !ENV [SITE_URL, 'https://veiledning.example.no/']\n",
            "bygget/index.html": '<a href="https://veiledning.example.no/">Hjem</a>',
        },
    )
    run = place.invoke("check", "--site", "bygget")
    assert (run.code, run.report["balance"]) == (0, {"inventory": 0, "reported": 0})


# What cannot be checked


def test_a_site_that_was_asked_for_has_to_be_there(place: Place) -> None:
    run = place.invoke("check", "--site", "bygget")
    assert (run.code, run.out) == (2, "")
    assert run.err.count("\n") == 1
    assert "bygget" in run.err
    assert "make site" in run.err
    assert not (place.folder / ".links").exists()


def test_settings_that_were_asked_for_have_to_be_there(place: Place) -> None:
    run = place.invoke("check", "--settings", "borte.yml")
    assert run.code == 2
    assert run.err.startswith("Finner ikke borte.yml. ")


def test_all_problems_of_the_content_are_said(place: Place) -> None:
    write_files(place.folder / "docs", {"side.md": "---\ntitle: 1\nx: 2\n---\n", "om.md": "x"})
    run = place.invoke("check")
    assert run.code == 2
    told = [line.partition(": ")[0] for line in (run.out + run.err).splitlines()]
    assert [line for line in told if line.startswith("docs/")] == ["docs/om.md:1", "docs/side.md:2", "docs/side.md:3"]
    assert not (place.folder / ".links").exists()


@pytest.mark.parametrize("command", ["report", "publish"])
def test_without_a_history_there_is_nothing_to_report(place: Place, command: str) -> None:
    run = place.invoke(command)
    assert (run.code, run.out) == (2, "")
    assert run.err == ".links/history.json finnes ikke ennå. Kjør «onboarding links check» først.\n"


DAMAGED = {
    "nothing": b"",
    "half of it": b'{"schema": 1, "links": [{"url": "https://ute.example.no/", "sta',
    "another encoding": '{"schema": 1, "remarks": ["Å"]}'.encode("latin-1"),
    "no JSON": b"\x00\x01\x02",
    "a list": b"[]",
    "a text": b'"schema"',
    "null": b"null",
    "no schema": b"{}",
    "nothing but a schema": b'{"schema": 1}',
    "a schema in words": b'{"schema": "en", "links": []}',
    "links that are none": b'{"schema": 1, "links": 3, "at": "2026-11-20T03:00:00+01:00"}',
    "a link that is none": b'{"schema": 1, "links": [3], "at": "2026-11-20T03:00:00+01:00"}',
    "a link without anything": b'{"schema": 1, "links": [{}], "at": "2026-11-20T03:00:00+01:00"}',
    "no date": b'{"schema": 1, "links": [], "at": "i natt"}',
    "too many brackets": b"[" * 100_000,
    "merge conflict": b'<<<<<<< HEAD\n{"schema": 1}\n=======\n{"schema": 1}\n>>>>>>> natt\n',
}


@pytest.mark.parametrize("name", DAMAGED)
@pytest.mark.parametrize("command", ["check", "report", "publish"])
def test_a_damaged_history_stops_the_command_and_stays_as_it_is(place: Place, command: str, name: str) -> None:
    file = place.folder / "historikk.json"
    file.write_bytes(DAMAGED[name])
    before = files_of(place.folder)
    run = place.invoke(command, "--history", "historikk.json")
    assert (run.code, run.out) == (2, "")
    assert run.err == (
        "historikk.json er skadet og kan ikke leses. Hent den forrige utgaven fra grenen med historikken, "
        "eller flytt filen vekk for å begynne på nytt. Filen er ikke endret.\n"
    )
    assert files_of(place.folder) == before


@pytest.mark.parametrize("command", ["check", "report", "publish"])
def test_a_history_of_a_newer_program_stays_as_it_is(place: Place, command: str) -> None:
    file = place.folder / "historikk.json"
    file.write_bytes(b'{"schema": 2, "netter": {}}')
    before = files_of(place.folder)
    run = place.invoke(command, "--history", "historikk.json")
    assert (run.code, run.out) == (2, "")
    assert run.err == (
        "historikk.json er laget av en nyere utgave av programmet (skjema 2; denne kjenner 1). "
        "Oppdater programmet. Filen er ikke endret.\n"
    )
    assert files_of(place.folder) == before


def test_a_report_that_cannot_be_written_leaves_the_history_as_it_was(place: Place) -> None:
    place.invoke("check", "--history", "historikk.json")
    before = (place.folder / "historikk.json").read_bytes()
    write_files(place.folder, {"fil": ""})
    run = place.invoke("check", "--history", "historikk.json", "--out", "fil/rapport")
    assert run.code == 2
    assert run.err.splitlines()[-1].startswith("Kan ikke bruke fil/rapport: ")
    assert (place.folder / "historikk.json").read_bytes() == before


@pytest.mark.usefixtures("place")
def test_a_fault_of_our_own_is_never_taken_for_a_dead_link(monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 1 says that something needs doing, and Python's own for an error that nobody caught is 1 too."""

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("en feil i programmet")

    monkeypatch.setattr("onboarding.links.check.check", fail)
    result = CliRunner().invoke(main, ["links", "check"])
    assert result.exit_code == 2
    assert "en feil i programmet" in result.stderr


# Ctrl-C


@dataclass(slots=True)
class Interrupted:
    """A check that is told to stop while one of the engines waits for an answer."""

    place: Place
    server: FaultServer
    temporary: Path

    def at(self, host: str, engine: str, stderr: int = subprocess.PIPE) -> tuple[int, str]:
        self.place.link(f"{self.server.origin(host)}/vent")
        self.server.record.forget()
        # What a shell runs in the background has Ctrl-C turned off, and hands that on.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        process = subprocess.Popen(
            self.place.command("check", "--settings", "links.yml", "--history", "historikk.json"),
            cwd=self.place.folder,
            env=environment(TMPDIR=str(self.temporary)),
            stdout=subprocess.DEVNULL,
            stderr=stderr,
            text=True,
            start_new_session=True,  # a terminal tells all of the foreground, and not those who run the tests
        )
        try:
            self._wait(lambda: any(engine in seen.agent for seen in self.server.record.requests), process)
            os.killpg(process.pid, signal.SIGINT)
            return process.wait(PATIENCE), process.stderr.read() if process.stderr else ""
        finally:
            process.kill()
            process.communicate()

    def _wait(self, ready: Callable[[], bool], process: subprocess.Popen[str]) -> None:
        end = time.monotonic() + PATIENCE
        while not ready():
            assert process.poll() is None, "it ended by itself"
            assert time.monotonic() < end, "the engine asked for nothing"
            time.sleep(0.02)


@pytest.fixture
def interrupted(place: Place, server: FaultServer, tmp_path_factory: pytest.TempPathFactory) -> Interrupted:
    assert place.invoke("check", "--history", "historikk.json", "--out", "rapport").code == 0
    return Interrupted(place, server, tmp_path_factory.mktemp("temporary"))


@pytest.mark.parametrize(("host", "engine"), [("slow-first", LINKCHECKER), ("slow-later", PROBE)])
def test_ctrl_c_leaves_everything_as_it_was(interrupted: Interrupted, host: str, engine: str) -> None:
    history = (interrupted.place.folder / "historikk.json").read_bytes()
    code, said = interrupted.at(host, engine)
    assert code == 2
    assert said.splitlines()[-1] == "Avbrutt. Historikken er som den var."
    assert "Traceback" not in said
    assert (interrupted.place.folder / "historikk.json").read_bytes() == history
    assert not (interrupted.place.folder / ".links").exists()
    assert list(interrupted.temporary.iterdir()) == []
    running = subprocess.run(["ps", "-A", "-o", "args"], capture_output=True, text=True, check=True).stdout
    assert str(interrupted.temporary) not in running, "LinkChecker is still there"


def test_ctrl_c_gives_the_terminal_its_cursor_back(interrupted: Interrupted) -> None:
    with Terminal() as terminal:
        code, _ = interrupted.at("slow-first", LINKCHECKER, terminal.end)
    assert code == 2
    assert terminal.shown.rpartition("\x1b[?25l")[2].count("\x1b[?25h") == 1


# Terminals


class Terminal:
    """A pseudo-terminal: programs write to `end`, and `shown` is all that came when they are gone."""

    def __enter__(self) -> Terminal:
        self._ours, self.end = pty.openpty()
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self.end)
        blocks = []
        try:
            while block := os.read(self._ours, 2**16):
                blocks.append(block)
        except OSError:  # Linux says so where others say that nothing more comes
            pass
        os.close(self._ours)
        self.shown = b"".join(blocks).decode()


def test_progress_is_a_bar_on_a_terminal(server: FaultServer, place: Place) -> None:
    by_name = {case.name: case.address for case in server.cases}
    place.link(by_name["301"], by_name["good certificate"])
    with Terminal() as terminal:
        done = subprocess.run(
            place.command("check", "--settings", "links.yml"),
            cwd=place.folder,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=terminal.end,
            check=False,
            timeout=PATIENCE,
        )
    assert (done.returncode, done.stdout) == (1, b"")
    for engine in ("LinkChecker", "Egen prøve"):
        last = [line for line in re.split(r"[\r\n]+", terminal.shown) if engine in line][-1]
        assert "2/2" in last
        assert "####]" in last
    assert " av 2" not in terminal.shown
    # Nobody told the check which authority to trust.
    report = json.loads((place.folder / ".links/report/report.json").read_text(encoding="utf-8"))
    assert {link["url"]: link["state"] for link in report["links"]} == {
        by_name["301"]: "moved",
        by_name["good certificate"]: "tls",
    }


# Proxies and certificates


def test_both_engines_honour_the_proxy_and_the_certificates(server: FaultServer, place: Place) -> None:
    """The made-up names are known only to the proxy, and one of them shows a certificate of our own authority."""
    named, trusted, moved = (
        next(case.address for case in server.cases if case.host == host) for host in ("named", "trusted", "redirects")
    )
    server.record.forget()
    run = place.link(named, trusted, moved).check(
        HTTP_PROXY=server.proxy, HTTPS_PROXY=server.proxy, SSL_CERT_FILE=str(server.bundle)
    )
    assert run.states == {named: "ok", trusted: "ok", moved: "moved"}
    assert {link["engine"]["verdict"] for link in run.report["links"]} == {"good"}
    agents = {(seen.host, engine) for seen in server.record.requests for engine in ENGINES if engine in seen.agent}
    assert agents == {(host, engine) for host in ("named", "trusted", "redirects") for engine in ENGINES}
    assert {accepted.host for accepted in server.record.accepted} == {"proxy", "trusted"}  # through its tunnel
    assert set(server.record.tunnels) == {b"trygg.example:443"}
    assert run.links[moved]["suggestion"] == {"kind": "replace", "value": moved + "/1"}
    assert run.links[moved]["probe"]["hops"] == [{"status": 301, "url": moved, "location": moved + "/1", "delay": 0}]


ENGINES = (LINKCHECKER, PROBE)


# A LinkChecker that does not do its work

# What a fake one begins with: where the results go, and how one of them is written.
BEGIN = """#!/bin/sh
report=${5#xml/utf-8/}
result() {
  echo "<urldata><url>$1</url><realurl>$2</realurl><valid result='200 OK'>1</valid></urldata>"
}
"""
WHOLE = """\
{ echo '<linkchecker>'
  while read -r url || [ "$url" ]; do result "$url" "$url"; done
  echo '</linkchecker>'
} > "$report"
"""


@dataclass(frozen=True, slots=True)
class Fake:
    """A program in LinkChecker's place. `code` is the exit code of the check, `says` stands in the report about it."""

    name: str
    script: str
    says: str
    code: int = 2
    mode: int = 0o755


BROKEN = (
    Fake("crashes at once", "echo 'Internal error 7' >&2\nexit 1\n", "Internal error 7"),
    Fake("says nothing", "exit 0\n", "stanset med en feil"),
    Fake("leaves an empty report", 'touch "$report"\n', ""),
    Fake("hangs", "exec sleep 60\n", "svarte ikke for noen adresser"),
    Fake("cannot be stopped", "trap '' TERM\nwhile :; do sleep 0.1; done\n", "svarte ikke for noen adresser"),
    Fake("writes garbage", "printf '\\000\\377<<<&&&' > \"$report\"\n", ""),
    Fake("writes another kind of XML", "echo '<html><urldata/></html>' > \"$report\"\n", ""),
    Fake("finds nothing", "echo '<linkchecker></linkchecker>' > \"$report\"\n", "svarte ikke for noen adresser"),
    Fake(
        "answers for another address",
        "{ echo '<linkchecker>'; result http://127.0.0.1/ http://127.0.0.1/; echo '</linkchecker>'; } > \"$report\"\n",
        "svarte ikke for noen adresser",
    ),
    Fake(
        "asks for other addresses",
        WHOLE.replace('"$url" "$url"', '"$url" "$url/annet"'),
        "",
    ),
    Fake("cannot be run", "exit 0\n", "LinkChecker kunne ikke kjøre", mode=0o644),
)
HALF = Fake(
    "breaks off",
    "{ echo '<linkchecker>'; while read -r url || [ \"$url\" ]; do\n"
    'case $url in */maskinporten) result "$url" "$url";; esac; done; echo "<urldata><url>http"; } > "$report"\n'
    "echo 'Internal error 7' >&2\nexit 1\n",
    "",
    0,
)


@dataclass(frozen=True, slots=True)
class Stand:
    """A place where LinkChecker is another program, with a page, a door and an address that is gone."""

    place: Place
    page: str
    door: str
    gone: str
    program: Path

    def check(self, fake: Fake, day: str = "2026-11-24") -> Run:
        self.program.write_text(BEGIN + fake.script, encoding="utf-8")
        self.program.chmod(fake.mode)
        return self.place.invoke("check", "--settings", "links.yml", "--today", day)

    def check_for(self, seconds: float, *addresses: str) -> Run:
        """A check of these addresses that has so much time in all."""
        self.place.link(*addresses)
        write_files(self.place.folder, {"links.yml": f"limits: {{gap: 0.05, minutes: {seconds / 60}}}\n"})
        return self.check(Fake("quick", WHOLE, ""))


@pytest.fixture
def stand(server: FaultServer, place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stand:
    by_name = {case.name: case.address for case in server.cases}
    page, door, gone = by_name["a page"], by_name["403"], by_name["404"]
    place.link(page, door, gone)
    write_files(place.folder, {"links.yml": SETTINGS.replace("silence: 6", "silence: 0.6")})
    program = tmp_path / "linkchecker"
    monkeypatch.setattr("onboarding.links.linkchecker._program", lambda: program)
    monkeypatch.setattr("onboarding.links.linkchecker.GRACE", 0.3)
    monkeypatch.setattr("onboarding.links.linkchecker.POLL", 0.02)
    return Stand(place, page, door, gone, program)


def assert_all_reported(stand: Stand, run: Run) -> None:
    assert run.report["balance"] == {"inventory": 3, "reported": 3}
    assert run.states == {stand.page: "ok", stand.door: "door", stand.gone: "suspect"}


@pytest.mark.parametrize("fake", BROKEN, ids=lambda fake: fake.name)
def test_without_linkchecker_every_address_is_reported_and_the_check_has_failed(stand: Stand, fake: Fake) -> None:
    run = stand.check(fake)
    assert_all_reported(stand, run)
    for link in run.report["links"]:
        assert link["engine"]["verdict"] == "unchecked"
        assert link["engine"]["result"]
    engine = run.report["engines"]["linkchecker"]
    assert (engine["addresses"], engine["reported"]) == (3, 0)
    assert engine["failure"].startswith("LinkChecker ")
    assert fake.says in engine["failure"]
    assert run.code == fake.code
    assert "Lenkesjekken feilet" in run.err.splitlines()[-1]


def test_a_linkchecker_that_is_not_installed_is_said(
    server: FaultServer, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onboarding.links.linkchecker.COMMAND", "linkchecker-som-ikke-finnes")
    page = next(case.address for case in server.cases if case.name == "a page")
    run = place.link(page).invoke("check", "--settings", "links.yml")
    assert (run.code, run.states) == (2, {page: "ok"})
    failure = run.report["engines"]["linkchecker"]["failure"]
    assert failure == "LinkChecker kunne ikke kjøre: finner ikke programmet linkchecker-som-ikke-finnes"


def test_what_half_a_report_tells_is_kept(stand: Stand) -> None:
    run = stand.check(HALF)
    assert_all_reported(stand, run)
    assert {url: link["engine"]["verdict"] for url, link in run.links.items()} == {
        stand.page: "good",
        stand.door: "unchecked",
        stand.gone: "unchecked",
    }
    assert run.report["engines"]["linkchecker"]["reported"] == 1
    assert run.code == 0


@pytest.mark.parametrize("fake", [BROKEN[0], HALF], ids=lambda fake: fake.name)
def test_nothing_dies_while_linkchecker_says_nothing_of_it(stand: Stand, fake: Fake) -> None:
    for day in ("2026-11-20", "2026-11-21", "2026-11-22"):
        run = stand.check(fake, day)
        assert_all_reported(stand, run)
    assert run.links[stand.gone]["bad_nights"] == 3


def test_progress_tells_of_all_that_a_quick_engine_did(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onboarding.links.linkchecker.POLL", 0.5)  # it is done before anybody looks
    run = stand.check(Fake("quick", WHOLE, ""))
    assert run.report["engines"]["linkchecker"]["reported"] == 3
    said = [line for line in run.err.splitlines() if line.startswith("LinkChecker: ")]
    assert (said[0], *said[-2:]) == ("LinkChecker: 3 adresser", "LinkChecker: 3 av 3", "LinkChecker: ferdig")


def test_a_check_that_runs_out_of_time_says_what_it_did_not_reach(stand: Stand, server: FaultServer) -> None:
    slow = f"{server.origin('slow-later')}/vent"
    run = stand.check_for(2.5, slow, stand.page)
    assert run.states == {slow: "unchecked", stand.page: "ok"}
    assert run.links[slow]["reason"] == "Sjekken rakk ikke adressen i natt"
    assert run.report["balance"] == {"inventory": 2, "reported": 2}
    assert run.report["engines"]["probe"]["reported"] == 1
    assert "1 adresse ble ikke sjekket." in run.err


def test_a_check_that_reaches_nothing_has_failed(stand: Stand, server: FaultServer) -> None:
    slow = f"{server.origin('slow-later')}/vent"
    run = stand.check_for(1, slow)
    assert (run.code, run.states) == (2, {slow: "unchecked"})
    assert run.report["balance"] == {"inventory": 1, "reported": 1}
