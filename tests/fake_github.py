"""A GitHub on loopback: the part of its API that publishing needs, with what it keeps, refuses and fails at."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

BOT = {"login": "github-actions[bot]", "id": 41898282, "type": "Bot"}
PERSON = {"login": "kari", "id": 7, "type": "User"}
TEXT_LIMIT = 65_536


@dataclass
class Comment:
    body: str
    user: dict[str, Any] = field(default_factory=lambda: BOT)


@dataclass
class Issue:
    number: int
    title: str
    body: str | None
    labels: list[str]
    state: str = "open"
    is_pull: bool = False
    user: dict[str, Any] = field(default_factory=lambda: BOT)
    comments: list[Comment] = field(default_factory=list)


@dataclass(frozen=True)
class Write:
    """A request that changed something, or would have."""

    method: str
    path: str
    data: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.method} {self.path.removeprefix('/repos/eier/veiledning')}"


@dataclass
class Fault:
    """What the next `times` requests that begin with `where` meet. `obeyed` faults come after the deed is done.

    A status of 0 drops the connection, and one of 200 answers with a page that is not GitHub's.
    """

    where: str
    status: int
    message: str = "Server Error"
    headers: dict[str, str] = field(default_factory=dict)
    times: int = 1
    obeyed: bool = False


class RefusedError(Exception):
    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


class FakeGitHub:
    """One repository, its labels, issues and comments. Use it as a context manager."""

    def __init__(self, prefix: str = "") -> None:
        self.prefix = prefix
        self.repository = "eier/veiledning"
        self.token = "hemmelig-token"  # noqa: S105 - opens nothing
        self.labels: dict[str, dict[str, str]] = {"bug": {"name": "bug", "color": "ff0000", "description": ""}}
        self.issues: dict[int, Issue] = {}
        self.writes: list[Write] = []
        self.reads: list[str] = []
        self.faults: list[Fault] = []
        self.has_issues = True
        self.may_write = True
        self._lock = threading.Lock()

    def __enter__(self) -> FakeGitHub:
        self._server = Server(self)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}{self.prefix}"

    @property
    def environment(self) -> dict[str, str]:
        """What the workflow's environment holds."""
        return {"GITHUB_TOKEN": self.token, "GITHUB_REPOSITORY": self.repository, "GITHUB_API_URL": self.address}

    def add(self, title: str = "Sak", labels: tuple[str, ...] = ("lenkesjekk",), **fields: Any) -> Issue:
        """An issue that is there before."""
        issue = Issue(len(self.issues) + 1, title, fields.pop("body", ""), list(labels), **fields)
        self.issues[issue.number] = issue
        return issue

    def written(self) -> list[str]:
        """What was written since this was last asked."""
        written, self.writes = [str(write) for write in self.writes], []
        return written

    def answer(self, method: str, target: str, token: str, data: dict[str, Any]) -> tuple[int, Any, dict[str, str]]:
        """The status, the body and the headers for a request. `FaultError` where it is to fail."""
        with self._lock:
            url = urlsplit(target)
            path = unquote(url.path).removeprefix(self.prefix)
            if method == "GET":
                self.reads.append(path)
            fault = self._fault(f"{method} {path}")
            if fault and not fault.obeyed:
                raise FaultError(fault)
            result = self._obey(method, path, {key: last[-1] for key, last in parse_qs(url.query).items()}, token, data)
            if fault:
                raise FaultError(fault)
            return result

    def _fault(self, request: str) -> Fault | None:
        for fault in self.faults:
            if fault.times and request.startswith(fault.where):
                fault.times -= 1
                return fault
        return None

    def _obey(
        self, method: str, path: str, query: dict[str, str], token: str, data: dict[str, Any]
    ) -> tuple[int, Any, dict[str, str]]:
        if token not in (f"token {self.token}", f"Bearer {self.token}"):
            raise RefusedError(401, "Bad credentials")
        root = f"/repos/{self.repository}"
        if path != root and not path.startswith(f"{root}/"):
            raise RefusedError(404, "Not Found")
        if method != "GET":
            if not self.may_write:
                raise RefusedError(403, "Resource not accessible by integration")
            self.writes.append(Write(method, path, data))
        routes: list[tuple[str, str, Callable[..., Any]]] = [
            ("GET", "", lambda: {"full_name": self.repository, "url": f"{self.address}{root}"}),
            ("GET", "/labels/(.+)", self._label),
            ("POST", "/labels", lambda: self._new_label(data)),
            ("POST", "/issues", lambda: self._new_issue(data)),
            ("GET", r"/issues/(\d+)", lambda number: self._shown(self._issue(number))),
            ("PATCH", r"/issues/(\d+)", lambda number: self._changed(self._issue(number), data)),
            ("POST", r"/issues/(\d+)/comments", lambda number: self._new_comment(self._issue(number), data)),
        ]
        if method == "GET" and path == f"{root}/issues":
            return self._page(path, query, [self._shown(issue) for issue in self._listed(query)])
        if method == "GET" and (match := re.fullmatch(rf"{root}/issues/(\d+)/comments", path)):
            issue = self._issue(match[1])
            return self._page(path, query, [self._shown_comment(issue, nr) for nr in range(len(issue.comments))])
        for verb, pattern, act in routes:
            if verb == method and (match := re.fullmatch(root + pattern, path)):
                return (201 if method == "POST" else 200), act(*match.groups()), {}
        raise RefusedError(404, "Not Found")

    def _page(self, path: str, query: dict[str, str], items: list[Any]) -> tuple[int, Any, dict[str, str]]:
        size, page = min(int(query.get("per_page", 30)), 100), int(query.get("page", 1))
        headers = {}
        if page * size < len(items):
            onward = urlencode({**query, "page": page + 1})
            headers["Link"] = f'<{self.address}{path}?{onward}>; rel="next"'
        return 200, items[(page - 1) * size : page * size], headers

    def _listed(self, query: dict[str, str]) -> Iterator[Issue]:
        state = query.get("state", "open")
        wanted = set(query["labels"].split(",")) if "labels" in query else set()
        issues = sorted(self.issues.values(), key=lambda issue: issue.number, reverse=query.get("direction") != "asc")
        return (i for i in issues if state in ("all", i.state) and wanted <= set(i.labels))

    def _label(self, name: str) -> dict[str, str]:
        if name not in self.labels:
            raise RefusedError(404, "Not Found")
        return {**self.labels[name], "url": f"{self.address}/repos/{self.repository}/labels/{name}"}

    def _new_label(self, data: dict[str, Any]) -> dict[str, str]:
        fits = re.fullmatch("[0-9a-f]{6}", data["color"]) and len(data.get("description", "")) <= 100
        if data["name"] in self.labels or not fits:
            raise RefusedError(422, "Validation Failed")
        self.labels[data["name"]] = data
        return self._label(data["name"])

    def _new_issue(self, data: dict[str, Any]) -> dict[str, Any]:
        if not self.has_issues:
            raise RefusedError(410, "Issues has been disabled in this repository.")
        _check_length(data["body"])
        return self._shown(self.add(data["title"], tuple(data["labels"]), body=data["body"]))

    def _changed(self, issue: Issue, data: dict[str, Any]) -> dict[str, Any]:
        _check_length(data.get("body", ""))
        for key, value in data.items():
            setattr(issue, key, value)
        return self._shown(issue)

    def _new_comment(self, issue: Issue, data: dict[str, Any]) -> dict[str, Any]:
        _check_length(data["body"])
        issue.comments.append(Comment(data["body"]))
        return self._shown_comment(issue, len(issue.comments) - 1)

    def _issue(self, number: str) -> Issue:
        if int(number) not in self.issues:
            raise RefusedError(404, "Not Found")
        return self.issues[int(number)]

    def _shown(self, issue: Issue) -> dict[str, Any]:
        url = f"{self.address}/repos/{self.repository}/issues/{issue.number}"
        shown = {
            "url": url,
            "number": issue.number,
            "title": issue.title,
            "body": issue.body,
            "state": issue.state,
            "user": issue.user,
            "comments": len(issue.comments),
            "labels": [{"name": name} for name in issue.labels],
        }
        return {**shown, "pull_request": {"url": url.replace("/issues/", "/pulls/")}} if issue.is_pull else shown

    def _shown_comment(self, issue: Issue, number: int) -> dict[str, Any]:
        comment = issue.comments[number]
        url = f"{self.address}/repos/{self.repository}/issues/comments/{issue.number}{number:04}"
        return {"url": url, "id": number, "body": comment.body, "user": comment.user}


class FaultError(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


def _check_length(text: str) -> None:
    if len(text) > TEXT_LIMIT:
        raise RefusedError(422, "Validation Failed: body is too long (maximum is 65536 characters)")


class Server(ThreadingHTTPServer):
    """Listens for the repository's callers."""

    def __init__(self, github: FakeGitHub) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.github = github


class Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    timeout = 10

    def do_GET(self) -> None:
        data = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))) or "{}")
        token = self.headers.get("Authorization", "")
        try:
            self._send(*self.server.github.answer(self.command, self.path, token, data))
        except RefusedError as refused:
            self._send(refused.status, {"message": refused.message}, {})
        except FaultError as error:
            self._fail(error.fault)

    def do_POST(self) -> None:
        self.do_GET()

    def do_PATCH(self) -> None:
        self.do_GET()

    def _fail(self, fault: Fault) -> None:
        if not fault.status:
            self.close_connection = True
            return
        page = "<html>Logg inn på nettet</html>"
        self._send(fault.status, page if fault.status == 200 else {"message": fault.message}, fault.headers)

    def _send(self, status: int, body: Any, headers: dict[str, str]) -> None:
        is_page = isinstance(body, str)
        content = (body if is_page else json.dumps(body)).encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html" if is_page else "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it
        pass
