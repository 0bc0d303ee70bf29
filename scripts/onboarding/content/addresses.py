"""Where things are published: the paths of everything that is made, and which paths become the same address."""

from __future__ import annotations

from onboarding.content.model import Change, Content, Item, Phase, Service, Task

CHANGELOG_FOLDER = "endringslogg"
HOME = "index.md"
GUIDE_FOR_MACHINES = "llms.txt"
TASKS_SCHEMA = "skjema/oppgaver-2.json"  # the number is that of the shape, and an older shape keeps its own
DATA_ENDINGS = ("csv", "xlsx", "json")


def process_page(service: Service) -> str:
    """The page of the whole process. It is published as `<slug>.html`, the address that companies have."""
    return f"{service.slug}.md"


def process_address(service: Service) -> str:
    """Where that page is published, whatever the other pages' addresses look like."""
    return f"{service.slug}.html"


def changelog_page(service: Service) -> str:
    """The page of all changes."""
    return f"{service.folder}/{CHANGELOG_FOLDER}/index.md"


def feed_file(service: Service) -> str:
    """The Atom feed of the changes."""
    return f"{service.folder}/{CHANGELOG_FOLDER}.xml"


def phase_feed_file(service: Service, phase: Phase) -> str:
    """The Atom feed of the changes that concern a phase. A file cannot lead on, so its folder's name is not in it."""
    return f"{service.folder}/{CHANGELOG_FOLDER}/{phase.id.lower()}.xml"


def mine_page(service: Service) -> str:
    """The page where a reader works through the tasks."""
    return f"{service.folder}/mine-oppgaver.md"


def workbench_file(service: Service) -> str:
    """The tasks as the workbench's scripts have them."""
    return f"{service.folder}/arbeidsbenk.js"


def handover_file(service: Service) -> str:
    """What the workbench's scripts have of the tasks besides, where the work is taken along and taken in."""
    return f"{service.folder}/overlevering.js"


def paper_style_file(service: Service) -> str:
    """What the whole process needs on paper that is of its own: its title at the foot of each sheet."""
    return f"{service.folder}/utskrift.css"


def data_file(service: Service, ending: str) -> str:
    """All tasks as data, in the format that `ending` names."""
    return f"{service.folder}/oppgaver.{ending}"


def published_items(content: Content) -> tuple[Item, ...]:
    """The content items that have a page of their own; tasks and changes are shown on the pages of others."""
    return tuple(item for item in content.items() if not isinstance(item, (Task, Change)))


def destination(path: str) -> str:
    """What makes two paths the same address: `a/b.md`, `a/b/index.md` and an old `a/b/` are all `a/b`."""
    folder, _, name = path.removesuffix(".md").removesuffix(".html").strip("/").rpartition("/")
    return folder if name == "index" else f"{folder}/{name}".lstrip("/")


def generated(service: Service) -> dict[str, str]:
    """Everything that is made for a service besides the pages of its own files: destination -> path."""
    paths = [process_page(service), mine_page(service), changelog_page(service)]
    paths += [feed_file(service), workbench_file(service), handover_file(service)]
    paths += [paper_style_file(service)]
    paths += [phase_feed_file(service, phase) for phase in service.phases]
    paths += [data_file(service, ending) for ending in DATA_ENDINGS]
    return {destination(path): path for path in paths}


def expendable(service: Service) -> frozenset[str]:
    """What is made for a service and may go without a word: feeds of phases, and styles."""
    return frozenset({paper_style_file(service), *(phase_feed_file(service, phase) for phase in service.phases)})
