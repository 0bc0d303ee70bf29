"""A task waits for whoever performs it, where that is somebody else than the company that is taking the service."""

from __future__ import annotations

import pytest
from conftest import Write
from onboarding.content.performers import outsider
from onboarding.load import load_content

ROLES = ("Alle", "IT", "Forretning")


@pytest.mark.parametrize(
    "performer",
    ["Bits", "NAV", "Altinn og Digdir", "Bits og virksomheten", "Norges Bank", "Den som har utfylt skjemaet", "ITX"],
)
def test_it_waits_for_others(performer: str) -> None:
    assert outsider(performer, ROLES) == performer


@pytest.mark.parametrize(
    "performer",
    [
        None,
        "IT",
        "forretning",
        "Forretning og IT",
        "IT/Forretning",
        "Virksomheten",
        "virksomheten selv",
        "Den enkelte virksomhet",
        "Foretaket",
        "Føretaket",
        "Verksemda sjølv",
        "Banken",
        "The bank",
        "the company itself",
        "Virksomheten, IT",
    ],
)
def test_it_waits_for_nobody_where_the_company_does_it(performer: str | None) -> None:
    assert outsider(performer, ROLES) is None


def test_a_role_with_a_mark_in_its_name_is_the_company(docs: Write) -> None:
    service = (docs({}) / "tjeneste/index.md").read_text(encoding="utf-8").replace("name: IT", "name: IT & drift")
    task = "---\nid: A-2\ntitle: Bestill\nroles: [IT & drift]\nperformed_by: {0}\n---\n\nBestill.\n"
    for performer, waits_for in (("IT & drift", None), ("Bits", "Bits")):
        files = {"tjeneste/index.md": service, "tjeneste/a-start/a-2-bestill.md": task.format(performer)}
        found = load_content(docs(files)).services[0].task_by_id["A-2"]
        assert (found.performed_by, found.waits_for) == (performer, waits_for)
