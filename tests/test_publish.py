"""The one GitHub issue, held against a real server that keeps what is written to it."""

from __future__ import annotations

import datetime as dt
import socket
import time
from collections.abc import Iterator, Mapping

import pytest
from fake_github import BOT, PERSON, Comment, FakeGitHub, Fault
from onboarding.links.issue.marker import Marker, read_marker
from onboarding.links.issue.plan import LIMIT, KnownIssue, Step, plan
from onboarding.links.model import EngineRun, History, InternalFault, Link, Place, State, Waiver
from onboarding.links.publish import Pace, PublishError, publish
from onboarding.links.report.model import Report, report_of

FIRST = dt.datetime(2026, 3, 2, 4, 17, tzinfo=dt.UTC)
A, B, C = (f"https://{name}.example/side" for name in ("altinn", "digdir", "nav"))
DEAD, OK, SUSPECT = State.DEAD, State.OK, State.SUSPECT
UNCHECKED, DOOR, MOVED = State.UNCHECKED, State.DOOR, State.MOVED
QUICK = Pace(between_writes=0, patience=3)


def link(url: str, state: State, **fields: object) -> Link:
    place = Place("docs/tjeneste/a.md", 12, "tjeneste", "A-4", "teksten")
    values = {"reason": f"Siden er {state.value}", "since": FIRST.date(), "first_seen": FIRST.date(), **fields}
    return Link(url, state, used_on=(place,), **values)


def report(states: Mapping[str, State], night: int = 1, **fields: object) -> Report:
    """The report of a night on which the addresses were in these states, and a fourth one was fine."""
    links = tuple(link(url, state) for url, state in {"https://bits.example/": OK, **states}.items())
    return report_of(History(**{"at": FIRST + dt.timedelta(days=night), "links": links, **fields}))


def body(tonight: Report) -> str:
    return "\n".join(["# Lenkestatus", f"{tonight.history.at:%d.%m.%Y}", *(f"- {link.url}" for link in tonight.todo)])


@pytest.fixture
def github() -> Iterator[FakeGitHub]:
    with FakeGitHub() as server:
        yield server


def night(github: FakeGitHub, states: Mapping[str, State], number: int = 1, **fields: object) -> tuple[str, ...]:
    tonight = report(states, number, **fields)
    return publish(tonight, body(tonight), github.environment, QUICK)


COMMENT, EDIT = "POST /issues/1/comments", "PATCH /issues/1"

# What each night finds, what is written then, and what the issue is afterwards.
Night = tuple[dict[str, State], list[str], str]
STORIES: dict[str, list[Night]] = {
    "nothing needs doing, and there is no issue": [
        ({A: OK}, [], "none"),
        ({A: SUSPECT, B: UNCHECKED, C: DOOR}, [], "none"),
    ],
    "the same thing needs doing every night": [
        ({A: DEAD}, ["POST /labels", "POST /issues"], "open"),
        ({A: DEAD}, [EDIT], "open"),
        ({A: DEAD}, [EDIT], "open"),
    ],
    "something new needs doing": [
        ({A: DEAD}, ["POST /labels", "POST /issues"], "open"),
        ({A: DEAD, B: MOVED}, [COMMENT, EDIT], "open"),
        ({A: DEAD, B: MOVED}, [EDIT], "open"),
    ],
    "the same address is wrong in another way": [
        ({A: MOVED}, ["POST /labels", "POST /issues"], "open"),
        ({A: DEAD}, [EDIT], "open"),
    ],
    "one of two recovers, then the other": [
        ({A: DEAD, B: DEAD}, ["POST /labels", "POST /issues"], "open"),
        ({A: OK, B: DEAD}, [COMMENT, EDIT], "open"),
        ({A: OK, B: OK}, [COMMENT, EDIT], "closed"),
        ({A: OK, B: OK}, [], "closed"),
    ],
    "an address is taken out of the content": [
        ({A: DEAD}, ["POST /labels", "POST /issues"], "open"),
        ({}, [COMMENT, EDIT], "closed"),
    ],
    "an address dies, recovers and dies again": [
        ({A: DEAD}, ["POST /labels", "POST /issues"], "open"),
        ({A: OK}, [COMMENT, EDIT], "closed"),
        ({A: DEAD}, [COMMENT, EDIT], "open"),
        ({A: DEAD}, [EDIT], "open"),
        ({A: OK}, [COMMENT, EDIT], "closed"),
        ({A: DEAD}, [COMMENT, EDIT], "open"),
    ],
    "a dead address was not reached one night, which is no recovery": [
        ({A: DEAD}, ["POST /labels", "POST /issues"], "open"),
        ({A: UNCHECKED}, [EDIT], "open"),
        ({A: SUSPECT}, [EDIT], "open"),
        ({A: DEAD}, [EDIT], "open"),
        ({A: OK}, [COMMENT, EDIT], "closed"),
    ],
    "a dead address now shuts machines out": [
        ({A: DEAD}, ["POST /labels", "POST /issues"], "open"),
        ({A: DOOR}, [COMMENT, EDIT], "closed"),
    ],
}


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_the_issue_says_what_needs_doing_and_speaks_up_only_when_that_changes(
    github: FakeGitHub, story: list[Night]
) -> None:
    for number, (states, writes, state) in enumerate(story):
        night(github, states, number)
        assert github.written() == writes, f"night {number}"
        assert (github.issues[1].state if github.issues else "none") == state, f"night {number}"
        night(github, states, number)
        assert github.written() == [], f"night {number}, once more"
    assert len(github.issues) <= 1


def test_a_new_issue_has_a_title_the_report_and_our_label(github: FakeGitHub) -> None:
    lines = night(github, {A: DEAD})
    issue = github.issues[1]
    assert lines == ("Etiketten «lenkesjekk» er laget.", "Saken #1 er opprettet.")
    assert issue.title == "Lenkesjekk: lenker som må rettes"
    assert issue.labels == ["lenkesjekk"]
    assert github.labels["lenkesjekk"]["description"] == "Lenkesjekken skriver saken med denne etiketten selv"
    visible, _, hidden = (issue.body or "").partition("<!--")
    assert visible.strip() == body(report({A: DEAD}))
    assert read_marker(f"<!--{hidden}") == Marker(0, (A,))


def test_a_label_that_is_there_is_used_as_it_is(github: FakeGitHub) -> None:
    github.labels["lenkesjekk"] = {"name": "lenkesjekk", "color": "000000", "description": "vår egen"}
    assert night(github, {A: DEAD}) == ("Saken #1 er opprettet.",)
    assert github.labels["lenkesjekk"]["description"] == "vår egen"


def test_every_night_rewrites_the_text_and_leaves_the_title_to_people(github: FakeGitHub) -> None:
    night(github, {A: DEAD}, 1)
    github.issues[1].title = "Døde lenker, Kari ser på det"
    assert night(github, {A: DEAD}, 2) == ("Saken #1 er oppdatert.",)
    assert "04.03.2026" in (github.issues[1].body or "")
    assert github.issues[1].title == "Døde lenker, Kari ser på det"


def test_comments_name_what_is_new_and_what_needs_doing_no_more(github: FakeGitHub) -> None:
    fault = InternalFault("b/index.html", "../c/#d", "ankeret «d» finnes ikke")
    night(github, {A: DEAD, B: DEAD}, 1)
    lines = night(github, {A: OK, C: MOVED}, 2, faults=(fault,))
    assert lines == ("Saken #1 er oppdatert, med en kommentar.",)
    night(github, {A: OK, C: OK}, 3)
    first, second = (comment.body.partition("\n\n<!--")[0] for comment in github.issues[1].comments)
    assert first == (
        "Nytt siden sist:\n\n"
        f"- **A-4** `{C}`: Siden er moved.\n"
        "- `b/index.html → ../c/#d`: ankeret «d» finnes ikke.\n\n"
        "Ikke lenger på lista:\n\n"
        f"- `{A}` er i orden igjen\n"
        f"- `{B}` brukes ikke lenger"
    )
    assert second == (
        "Det er ikke mer å rette, så saken lukkes.\n\n"
        "Ikke lenger på lista:\n\n"
        f"- `{C}` er i orden igjen\n"
        "- `b/index.html → ../c/#d` er i orden igjen"
    )


def test_what_an_ignore_covers_is_said_to_wait(github: FakeGitHub) -> None:
    night(github, {A: DEAD}, 1)
    waived = link(A, DEAD, waiver=Waiver("byttes i mai", "Kari", dt.date(2026, 6, 1)))
    night(github, {}, 2, links=(waived, link(B, OK)))
    assert f"- `{A}` er satt på vent til 01.06.2026" in github.issues[1].comments[0].body
    assert github.issues[1].state == "closed"


def test_an_issue_that_waits_for_a_verdict_says_so(github: FakeGitHub) -> None:
    night(github, {A: DEAD}, 1)
    night(github, {A: SUSPECT}, 2)
    assert (github.issues[1].body or "").startswith(f"Saken står åpen til vi vet om dette er i orden:\n\n- `{A}`\n\n# ")


def test_faults_inside_the_site_stay_on_the_list_while_the_site_is_not_read(github: FakeGitHub) -> None:
    fault = InternalFault("b/index.html", "../c/", "siden finnes ikke")
    night(github, {}, 1, faults=(fault,))
    night(github, {}, 2, site=False)
    assert (github.issues[1].state, github.issues[1].comments) == ("open", [])
    night(github, {}, 3)
    assert github.issues[1].state == "closed"


def test_an_issue_that_somebody_closed_too_early_is_opened_again(github: FakeGitHub) -> None:
    night(github, {A: DEAD}, 1)
    github.issues[1].state = "closed"
    assert night(github, {A: DEAD}, 2) == ("Saken #1 er åpnet igjen, med en kommentar.",)
    assert github.issues[1].comments[0].body.startswith("Saken åpnes igjen.\n\nNytt siden sist:")


def test_a_text_from_a_strange_page_neither_formats_nor_notifies(github: FakeGitHub) -> None:
    night(github, {B: DEAD}, 1)
    strange = link(A + "?@kari`--><b>", State.AGING, reason="Siden sier: «@kari <img src=x> [her](y) #1»")
    night(github, {}, 2, links=(strange, link(B, DEAD)))
    said = github.issues[1].comments[0].body
    assert f"``{A}?@kari`--><b>``: Siden sier: «@&#8203;kari &lt;img src=x&gt; \\[her\\](y) #&#8203;1»." in said
    assert said.count("-->") == 2  # the address, and the end of our own marker
    assert read_marker(said) == Marker(1, (B, strange.url))


# --- which issue


def test_other_open_issues_with_the_label_are_closed_and_point_to_the_one(github: FakeGitHub) -> None:
    for state in ("open", "closed", "open"):
        github.add(state=state)
    lines = night(github, {A: DEAD})
    assert lines == (
        "Saken #1 er oppdatert, med en kommentar.",
        "Saken #3 er lukket, for det er #1 som gjelder.",
    )
    assert [issue.state for issue in github.issues.values()] == ["open", "closed", "closed"]
    assert [comment.body for comment in github.issues[3].comments] == [
        "Lenkesjekken skriver bare i én sak, og det er #1."
    ]
    assert github.issues[2].comments == []
    github.written()
    night(github, {A: DEAD})
    assert github.written() == []


def test_an_issue_that_we_wrote_goes_before_a_lower_number(github: FakeGitHub) -> None:
    github.add(user=PERSON, body="Kan noen se på lenkene?")
    github.add(body=f"# Lenkestatus\n\n{Marker(3, (A,))}")
    night(github, {A: DEAD})
    assert github.written() == ["PATCH /issues/2", COMMENT, EDIT]
    assert [issue.state for issue in github.issues.values()] == ["closed", "open"]


def test_pull_requests_and_issues_without_the_label_are_let_alone(github: FakeGitHub) -> None:
    github.add(is_pull=True)
    github.add(labels=("bug",))
    assert night(github, {A: OK}) == ("Ingenting å rette, og ingen sak å lukke.",)
    assert night(github, {A: DEAD})[-1] == "Saken #3 er opprettet."
    assert github.written() == ["POST /labels", "POST /issues"]


def test_the_issue_is_found_behind_more_than_a_hundred_others(github: FakeGitHub) -> None:
    for _ in range(130):
        github.add(is_pull=True)
    ours = github.add(body=str(Marker(0, (A,))))
    ours.comments = [Comment("Takk!", PERSON) for _ in range(130)]
    ours.comments.append(Comment(str(Marker(1, (A, B))), BOT))
    night(github, {A: DEAD, B: DEAD})
    assert github.written() == ["PATCH /issues/131"]
    assert github.reads.count("/repos/eier/veiledning/issues") == 2


# --- nights that fail


def test_a_night_that_failed_after_the_comment_is_not_told_twice(github: FakeGitHub) -> None:
    night(github, {A: DEAD}, 1)
    github.faults = [Fault("PATCH", 500, times=3)]
    with pytest.raises(PublishError):
        night(github, {A: DEAD, B: DEAD}, 2)
    night(github, {A: DEAD, B: DEAD}, 3)
    assert len(github.issues[1].comments) == 1
    assert B in (github.issues[1].body or "")


@pytest.mark.parametrize("status", [0, 500])
def test_a_comment_that_arrived_though_its_answer_did_not_is_not_written_again(github: FakeGitHub, status: int) -> None:
    night(github, {A: DEAD}, 1)
    github.faults = [Fault("POST", status, obeyed=True)]
    with pytest.raises(PublishError):
        night(github, {A: OK}, 2)
    night(github, {A: OK}, 2)
    assert len(github.issues[1].comments) == 1
    assert github.issues[1].state == "closed"


def test_a_night_that_failed_before_the_comment_loses_nothing(github: FakeGitHub) -> None:
    night(github, {A: DEAD}, 1)
    github.faults = [Fault("GET", 503, times=3)]
    with pytest.raises(PublishError):
        night(github, {A: DEAD, B: DEAD}, 2)
    night(github, {A: DEAD, B: DEAD, C: DEAD}, 3)
    assert [B in comment.body and C in comment.body for comment in github.issues[1].comments] == [True]


@pytest.mark.parametrize("where", ["GET", "PATCH"])
@pytest.mark.parametrize("status", [0, 502])
def test_what_fails_once_is_tried_again_where_that_does_no_harm(github: FakeGitHub, where: str, status: int) -> None:
    night(github, {A: DEAD}, 1)
    github.faults = [Fault(where, status)]
    assert night(github, {A: DEAD}, 2) == ("Saken #1 er oppdatert.",)


def test_a_strangers_comment_does_not_decide_what_is_told(github: FakeGitHub) -> None:
    night(github, {A: DEAD}, 1)
    github.issues[1].comments.append(Comment(str(Marker(99, (A, B))), PERSON))
    night(github, {A: DEAD, B: DEAD}, 2)
    assert B in github.issues[1].comments[-1].body
    assert read_marker(github.issues[1].body or "") == Marker(1, (A, B))


@pytest.mark.parametrize("marker", ["", "<!-- lenkesjekk {rot} -->", '<!-- lenkesjekk {"serial": null} -->'])
def test_an_issue_without_a_marker_that_can_be_read_is_told_everything_once(github: FakeGitHub, marker: str) -> None:
    github.add(body=f"Tekst\n{marker}")
    night(github, {A: DEAD}, 1)
    night(github, {A: DEAD}, 2)
    assert github.written() == [COMMENT, EDIT, EDIT]


STOPPED = {"probe": EngineRun("1", 4, 0, 1.0, "Sonden stoppet.")}


@pytest.mark.parametrize("state", ["open", "closed"])
@pytest.mark.parametrize(
    "fields", [{"engines": STOPPED}, {"inventory": 3}], ids=["an engine stopped", "one is missing"]
)
@pytest.mark.parametrize("found", [{A: DEAD}, {A: OK}])
def test_a_check_that_failed_leaves_the_issue_as_it_is(
    github: FakeGitHub, state: str, found: dict[str, State], fields: dict[str, object]
) -> None:
    github.add(state=state, body=str(Marker(0, (A,))))
    github.add()
    lines = night(github, found, 2, **fields)
    assert lines[0].startswith("Lenkesjekken fikk ikke gjort jobben sin, så saken på GitHub blir stående som den er. ")
    assert lines[0].endswith(("Sonden stoppet.", "Adressene ble ikke sjekket som de skulle."))
    assert github.written() == []


def test_a_check_that_failed_plans_nothing_whatever_there_is() -> None:
    failed = report({A: DEAD}, engines=STOPPED)
    for found in [(), (KnownIssue(1, "", "", is_open=True), KnownIssue(2, "", "", is_open=True))]:
        todo = plan(failed, "", found)
        assert (todo.step, todo.state, todo.comment, todo.duplicates) == (Step.NOTHING, "none", "", ())


# --- what GitHub refuses


def refused(github: FakeGitHub, **environment: str) -> str:
    tonight = report({A: DEAD})
    with pytest.raises(PublishError) as caught:
        publish(tonight, body(tonight), {**github.environment, **environment}, QUICK)
    assert github.token not in str(caught.value)
    return str(caught.value)


def test_a_wrong_token_is_said_without_being_shown(github: FakeGitHub) -> None:
    said = refused(github, **dict.fromkeys(["GITHUB_TOKEN"], "feil-token"))
    assert said == "GitHub godtar ikke GITHUB_TOKEN. Er det skrevet feil, eller utløpt?"


def test_a_token_without_rights_is_said(github: FakeGitHub) -> None:
    github.may_write = False
    assert refused(github) == "GITHUB_TOKEN mangler rett til å skrive saker i eier/veiledning."


def test_a_repository_that_is_not_there_is_said(github: FakeGitHub) -> None:
    said = refused(github, GITHUB_REPOSITORY="eier/annet")
    assert said == "Finner ikke eier/annet på GitHub, eller GITHUB_TOKEN har ikke tilgang."


def test_a_repository_without_issues_is_said(github: FakeGitHub) -> None:
    github.has_issues = False
    assert refused(github) == "Saker er slått av i eier/veiledning."


def test_an_address_that_is_not_githubs_is_said(github: FakeGitHub) -> None:
    github.faults = [Fault("GET", 200)]
    assert refused(github) == "127.0.0.1 svarer ikke slik GitHub gjør. Er GITHUB_API_URL riktig?"


def test_a_network_that_is_down_is_said(github: FakeGitHub) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    said = refused(github, GITHUB_API_URL=f"http://127.0.0.1:{port}")
    assert said == "Får ikke kontakt med GitHub på 127.0.0.1. Er nettet nede?"


def test_an_answer_that_nobody_foresaw_is_said(github: FakeGitHub) -> None:
    github.faults = [Fault("POST /repos/eier/veiledning/issues", 422, "Validation Failed")]
    assert refused(github) == "GitHub svarte 422 og gjorde ikke det vi ba om."


HALF_SET = {
    "no repository": ({"GITHUB_REPOSITORY": ""}, "GITHUB_REPOSITORY er ikke på formen «eier/navn»"),
    "not a repository": ({"GITHUB_REPOSITORY": "veiledning"}, "GITHUB_REPOSITORY er ikke på formen «eier/navn»"),
    "a path for a repository": ({"GITHUB_REPOSITORY": "a/b/../c"}, "GITHUB_REPOSITORY er ikke på formen «eier/navn»"),
    "a broken token": ({"GITHUB_TOKEN": "hemmelig-token\nlinje"}, "GITHUB_TOKEN inneholder tegn"),
    "not an address": ({"GITHUB_API_URL": "api.github.example"}, "GITHUB_API_URL er ikke en nettadresse"),
}


@pytest.mark.parametrize(("environment", "said"), HALF_SET.values(), ids=HALF_SET)
def test_a_half_set_environment_is_said_before_anything_is_asked(
    github: FakeGitHub, environment: dict[str, str], said: str
) -> None:
    assert said in refused(github, **environment)
    assert github.reads == []


def soon(seconds: float) -> dict[str, str]:
    return {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": str(int(time.time() + seconds))}


SECONDARY = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."
PRIMARY = "API rate limit exceeded for installation ID 1."
BRIEF = {
    "a secondary limit with 403": lambda: Fault("GET", 403, SECONDARY, {"Retry-After": "1"}),
    "a secondary limit with 429": lambda: Fault("POST", 429, SECONDARY, {"Retry-After": "1"}),
    "the primary limit": lambda: Fault("PATCH", 403, PRIMARY, soon(0)),
}
LONG = {
    "a secondary limit with 403": lambda: Fault("", 403, SECONDARY, {"Retry-After": "7200"}),
    "a secondary limit with 429": lambda: Fault("", 429, SECONDARY, {"Retry-After": "7200"}),
    "a limit that does not say how long": lambda: Fault("", 403, SECONDARY),
    "the primary limit": lambda: Fault("", 403, PRIMARY, soon(7200)),
}


@pytest.mark.parametrize("fault", BRIEF.values(), ids=BRIEF)
def test_a_limit_that_soon_ends_is_waited_for(github: FakeGitHub, fault) -> None:
    night(github, {A: DEAD}, 1)
    github.faults = [fault()]
    assert night(github, {A: DEAD, B: DEAD}, 2) == ("Saken #1 er oppdatert, med en kommentar.",)
    assert len(github.issues[1].comments) == 1


@pytest.mark.parametrize("fault", LONG.values(), ids=LONG)
def test_a_limit_that_does_not_soon_end_is_said_with_its_end(github: FakeGitHub, fault) -> None:
    github.faults = [fault()]
    began = time.monotonic()
    said = refused(github)
    assert time.monotonic() - began < 2
    sentence = "GitHub tar ikke imot mer fra oss før %d.%m.%Y kl. %H.%M UTC. Kjør på nytt etter det."
    assert dt.datetime.strptime(said, sentence).replace(tzinfo=dt.UTC) > dt.datetime.now(dt.UTC) - dt.timedelta(
        minutes=1
    )


# --- sizes


def test_a_report_that_is_too_long_is_cut_at_a_section_and_says_so(github: FakeGitHub) -> None:
    sections = [f"## Del {number}\n\n{'lenke ' * 300}\n" for number in range(60)]
    publish(report({A: DEAD}), "\n".join(sections), github.environment, QUICK)
    text = github.issues[1].body or ""
    visible, _, hidden = text.partition("\n\n<!--")
    assert LIMIT - 4000 < len(text) <= LIMIT
    assert visible.endswith(
        "lenke\n\n*Her er teksten kuttet, fordi GitHub ikke tar imot lengre. Resten står på siden «Lenkestatus».*"
    )
    assert read_marker(f"<!--{hidden}") == Marker(0, (A,))


def test_a_report_that_is_one_long_section_is_cut_at_a_line(github: FakeGitHub) -> None:
    publish(report({A: DEAD}), "## Må rettes\n\n" + "- en lenke\n" * 9000, github.environment, QUICK)
    text = github.issues[1].body or ""
    assert len(text) > LIMIT - 1000
    assert "- en lenke\n\n*Her er teksten kuttet" in text


def test_more_than_can_be_written_out_is_still_told_once(github: FakeGitHub) -> None:
    many = {f"https://altinn.example/{'lang-' * 30}{number}": DEAD for number in range(400)}
    night(github, many, 1)
    night(github, {**many, A: DEAD}, 2)
    night(github, {**many, A: DEAD}, 3)
    assert github.written() == ["POST /labels", "POST /issues", COMMENT, EDIT, EDIT]
    first = github.issues[1].comments[0].body
    assert first.count("\n- ") == 1
    night(github, {**dict.fromkeys(list(many)[:50], OK), **dict.fromkeys(list(many)[50:60], DEAD), A: DEAD}, 4)
    second = github.issues[1].comments[1].body
    assert second.count("er i orden igjen") == 30
    assert "- … og 21 til" in second
    assert all(len(issue.body or "") <= LIMIT for issue in github.issues.values())


# --- where, and whether


def test_the_api_address_may_have_a_path_of_its_own() -> None:
    with FakeGitHub("/api/v3") as github:
        assert night(github, {A: DEAD}, 1)[-1] == "Saken #1 er opprettet."
        assert night(github, {A: OK}, 2) == ("Saken #1 er lukket, for det er ikke mer å rette, med en kommentar.",)


WITHOUT_TOKEN = {
    "something needs doing": (
        report({A: DEAD}),
        (
            "Saken med etiketten «lenkesjekk» ville blitt opprettet, eller oppdatert om den finnes:",
            "",
            "Lenkesjekk: lenker som må rettes",
            "",
            *body(report({A: DEAD})).splitlines(),
        ),
    ),
    "nothing needs doing": (report({A: OK}), ("Det er ingenting å rette, så en åpen sak ville blitt lukket.",)),
    "the check failed": (
        report({A: DEAD}, engines=STOPPED),
        ("Lenkesjekken fikk ikke gjort jobben sin, så saken på GitHub blir stående som den er. Sonden stoppet.",),
    ),
}


@pytest.mark.parametrize(("tonight", "said"), WITHOUT_TOKEN.values(), ids=WITHOUT_TOKEN)
def test_without_a_token_it_says_what_it_would_do(github: FakeGitHub, tonight: Report, said: tuple[str, ...]) -> None:
    lines = publish(tonight, body(tonight), {**github.environment, "GITHUB_TOKEN": ""}, QUICK)
    assert lines == ("GITHUB_TOKEN er ikke satt, så ingenting blir gjort på GitHub.", *said)
    assert (github.reads, github.writes) == ([], [])


def test_writes_keep_the_distance_that_github_asks_for(github: FakeGitHub) -> None:
    night(github, {A: DEAD}, 1)
    tonight = report({A: DEAD, B: DEAD}, 2)
    began = time.monotonic()
    publish(tonight, body(tonight), github.environment, Pace(between_writes=0.4))
    assert time.monotonic() - began > 0.4
