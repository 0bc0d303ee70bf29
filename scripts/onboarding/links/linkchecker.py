"""LinkChecker as the first engine: a program of its own that gets a list of addresses and leaves a file of results.

It is licensed under the GPL, so nothing here imports it. What it does was measured on LinkChecker 10.6.0.
"""

from __future__ import annotations

import logging
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from itertools import chain, zip_longest
from pathlib import Path
from urllib.parse import quote

from lxml import etree

from onboarding.links.certificates import trusted_certificates
from onboarding.links.model import EngineResult, EngineRun, Verdict, host_of
from onboarding.links.probe.target import target_of
from onboarding.links.settings import Limits

COMMAND = "linkchecker"
REQUESTS_PER_GAP = 2  # at most, to one host; it draws how long it waits, and takes far longer on the average
POLL = 0.25  # seconds between two looks at the file of results
MOST_RUNS = 40  # enough to find two addresses among a thousand that end a run
GRACE = 5  # seconds that it gets to end by itself when it is told to stop

# Every address is asked for itself alone. `maxrunseconds` would lose addresses, so the clock is ours.
_SETTINGS = """\
[checking]
threads=10
timeout={timeout}
recursionlevel=0
maxrequestspersecond={rate}
robotstxt=0
sslverify={trusted}
[output]
verbose=1
status=0
warnings=1
[AnchorCheck]
[SslCertificateCheck]
sslcertwarndays=21
[HttpHeaderInfo]
prefixes=Server,Retry-After
"""

# As root it becomes «nobody», who can neither read Python's own files nor write the report, and says nothing of it.
# Python runs a module of this name before all else; this one leaves the program who it is.
_AS_IT_IS = "import os\n\nos.geteuid = lambda: 65534\n"

_REDIRECTED = "http-redirected"
_ESCAPE = re.compile("%[0-9a-fA-F]{2}")

Heard = Callable[[int], None]

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Outcome:
    """What one run of the program left: results by the address as it was given, and whether it came to its end."""

    results: dict[str, EngineResult] = field(default_factory=dict)
    ended: bool = False
    stopped: bool = False
    words: str = ""


def check_all(
    urls: Iterable[str], limits: Limits, seconds: float, heard: Heard = lambda _: None
) -> tuple[dict[str, EngineResult], EngineRun]:
    """What LinkChecker says of each address after `seconds` at most, and how it fared.

    An address that it crashed on, passed over or changed is unchecked, with the reason.
    """
    wanted = tuple(dict.fromkeys(urls))
    start = time.monotonic()
    results: dict[str, EngineResult] = {}
    failure = ""
    try:
        program = _program()
        sent = {url for url in wanted if not re.search(r"\s", url)}
        results, failure = _run_all(program, in_turns(sorted(sent)), limits, start + seconds, heard)
    except (OSError, PackageNotFoundError) as error:
        failure = f"LinkChecker kunne ikke kjøre: {error}"
    found = {url: _shared(url, results) for url in wanted}
    reported = sum(result.verdict is not Verdict.UNCHECKED for result in found.values())
    if wanted and not reported and not failure:
        failure = "LinkChecker svarte ikke for noen adresser"
    run = EngineRun(_version(), len(wanted), reported, round(time.monotonic() - start, 1), failure)
    return found, run


def in_turns(urls: Iterable[str]) -> tuple[str, ...]:
    """The addresses, one of each host at a time: its threads wait for each other where one host stands in a row."""
    hosts: dict[str, list[str]] = {}
    for url in urls:
        hosts.setdefault(host_of(url), []).append(url)
    rounds = zip_longest(*hosts.values())
    return tuple(url for url in chain.from_iterable(rounds) if url is not None)


def _program() -> Path:
    """The command beside the Python that runs us: the one that was installed with us."""
    program = Path(sys.executable).with_name(COMMAND)
    if not program.exists():
        raise FileNotFoundError(f"finner ikke programmet {COMMAND}")
    return program


def _version() -> str:
    try:
        return version("linkchecker")
    except PackageNotFoundError:
        return ""


def _run_all(
    program: Path, urls: tuple[str, ...], limits: Limits, deadline: float, heard: Heard
) -> tuple[dict[str, EngineResult], str]:
    """The results of all runs. One address can end a run, so the rest is given again in halves, down to that one."""
    results: dict[str, EngineResult] = {}
    waiting = [urls] if urls else []
    words = ""
    runs = 0
    while waiting and runs < MOST_RUNS and time.monotonic() < deadline:
        runs += 1
        some = waiting.pop()
        outcome = _run(program, some, limits, deadline, heard)
        results |= outcome.results
        left = tuple(url for url in some if url not in results)
        if outcome.ended or outcome.stopped or not left:
            continue
        words = outcome.words
        log.warning("LinkChecker ended early: %s", words)
        if len(left) == 1:
            results[left[0]] = EngineResult(Verdict.UNCHECKED, "LinkChecker stanset på denne adressen")
        else:
            waiting += [left[: len(left) // 2], left[len(left) // 2 :]]
    checked = any(result.verdict is not Verdict.UNCHECKED for result in results.values())
    return results, f"LinkChecker stanset med en feil: {words}" if words and not checked else ""


def _run(program: Path, urls: tuple[str, ...], limits: Limits, deadline: float, heard: Heard) -> _Outcome:
    """Run it once. It is stopped when it has said nothing new for a while, or when the time is up."""
    with tempfile.TemporaryDirectory(prefix="linkchecker-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "sitecustomize.py").write_text(_AS_IT_IS, encoding="utf-8")
        trusted = trusted_certificates(os.environ)
        rate = max(1, round(REQUESTS_PER_GAP / limits.gap))
        settings = _SETTINGS.format(timeout=max(1, round(limits.timeout)), rate=rate, trusted=trusted)
        (folder / "settings.ini").write_text(settings, encoding="utf-8")
        report, errors = folder / "report.xml", folder / "errors.txt"
        (folder / "addresses.txt").write_text("\n".join(urls), encoding="utf-8")
        with errors.open("wb") as said, (folder / "addresses.txt").open("rb") as addresses:
            process = subprocess.Popen(  # noqa: S603  our own program, without a shell
                [program, "--config", folder / "settings.ini", "--stdin", "-F", f"xml/utf-8/{report}", "-o", "none"],
                stdin=addresses,
                stdout=subprocess.DEVNULL,
                stderr=said,
                cwd=folder,
                env=_environment(folder, trusted),
                start_new_session=True,  # Ctrl-C is ours to handle
            )
            try:
                stopped = _follow(process, report, heard, silence=limits.silence, deadline=deadline)
            finally:
                _stop(process)
        results, ended = _results(report)
        return _Outcome(results, ended, stopped, _last_line(errors))


def _environment(folder: Path, trusted: str) -> dict[str, str]:
    paths = os.pathsep.join(filter(None, (str(folder), os.environ.get("PYTHONPATH", ""))))
    own = {"LC_ALL": "C", "PYTHONPATH": paths, "REQUESTS_CA_BUNDLE": trusted, "PYTHONUTF8": "1"}
    # Its own settings and cookies of whoever runs it are no part of this.
    return {**os.environ, **own, "XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder)}


def _follow(process: subprocess.Popen[bytes], report: Path, heard: Heard, *, silence: float, deadline: float) -> bool:
    """Wait for it, telling of each new result; whether it had to be stopped."""
    size, told, changed = 0, 0, time.monotonic()
    while True:
        has_ended = process.poll() is not None
        now = time.monotonic()
        if report.exists() and (grown := report.stat().st_size) != size:
            size, changed = grown, now
            count = report.read_bytes().count(b"</urldata>")
            heard(count - told)
            told = count
        if has_ended:
            return False
        if now > deadline or now - changed > silence:
            return True
        time.sleep(POLL)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End it. It writes each result as it gets it, so nothing of what it has found is lost."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(GRACE)
        except subprocess.TimeoutExpired:
            process.kill()
    process.wait()


def _results(report: Path) -> tuple[dict[str, EngineResult], bool]:
    """What the report says of each address, and whether it was written to its end."""
    if not report.exists():
        return {}, False
    text = report.read_bytes()
    # A report that was cut short is read as far as it goes.
    try:
        root = etree.fromstring(text, etree.XMLParser(recover=True, huge_tree=True))
    except etree.XMLSyntaxError:  # not even the beginning of a report
        return {}, False
    found: dict[str, EngineResult] = {}
    for entry in root.iter("urldata") if root is not None else ():
        if entry.find("valid") is not None:
            found[entry.findtext("url") or ""] = _result(entry)
    return found, b"</linkchecker>" in text


def _result(entry: etree._Element) -> EngineResult:
    written, real = entry.findtext("url") or "", entry.findtext("realurl") or ""
    valid = entry.find("valid")
    warnings = [(warning.get("tag", ""), warning.text or "") for warning in entry.iterfind("warnings/warning")]
    is_redirected = any(tag == _REDIRECTED for tag, _ in warnings)
    texts = tuple(text for _, text in warnings)
    said = valid.get("result", "")
    if not is_redirected and _sent(written) != _sent(real):
        return EngineResult(Verdict.UNCHECKED, f"LinkChecker spurte etter {real} i stedet", texts, real)
    verdict = Verdict.GOOD if valid.text == "1" else Verdict.BAD
    return EngineResult(verdict, said, texts, real)


def _sent(url: str) -> str:
    """What two spellings of an address have in common where servers take them for the same.

    RFC 3986, 6.2.2: the case of the host and of escapes, and characters that need no escape; an empty query too.
    """
    try:
        target = target_of(url.partition("#")[0])
    except ValueError:
        return url
    path = _ESCAPE.sub(_unescaped, target.target.decode("ascii"))
    return target.origin + quote(path, safe="%/?&=;+").removesuffix("?")


def _unescaped(escape: re.Match[str]) -> str:
    """A character that may stand for itself (RFC 3986, 2.4), but not one that would divide the address elsewhere."""
    character = chr(int(escape[0][1:], 16))
    return (
        character
        if character.isascii() and character.isprintable() and character not in "/?#%&=;+ "
        else escape[0].upper()
    )


def _shared(url: str, results: dict[str, EngineResult]) -> EngineResult:
    """The result for an address, or for the same page under another fragment, which it asks for only once."""
    if url in results:
        return results[url]
    same = next((result for other, result in results.items() if _sent(other) == _sent(url)), None)
    return same or EngineResult(Verdict.UNCHECKED, "LinkChecker svarte ikke for denne adressen")


def _last_line(errors: Path) -> str:
    lines: Iterator[str] = reversed(errors.read_text(encoding="utf-8", errors="replace").strip().splitlines())
    return next(lines, "uten et ord")[:300]
