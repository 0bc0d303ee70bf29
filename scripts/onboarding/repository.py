"""A git repository, asked through git itself: what a folder held at some revision."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_OF_HOOKS = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"})


class RepositoryError(Exception):
    """Git cannot answer; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository whose top folder is `root`."""

    root: Path

    def commit(self, revision: str) -> str:
        """The full name of the commit that `revision` means.

        Raises RepositoryError where there is no such commit.
        """
        done = _git(self.root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        if done.returncode:
            raise RepositoryError(
                f"Finner ikke «{revision}» i git. Skriv navnet på en gren eller et commit som finnes her, "
                f"eller hent det først: git fetch origin."
            )
        return done.stdout.decode().strip()

    def main(self) -> str:
        """The branch that changes begin from: the shared one where it is known, else the one here.

        Raises RepositoryError where there is none.
        """
        for name in ("origin/main", "main"):
            if not _git(self.root, "rev-parse", "--verify", "--quiet", name).returncode:
                return name
        raise RepositoryError("Finner ingen gren som heter main.")

    def fork(self, revision: str) -> str:
        """The commit where the work tree's branch left `revision`, or the commit itself where they share nothing.

        Raises RepositoryError where there is no such commit, and where too little of the history is here to tell.
        """
        commit = self.commit(revision)
        shared = _git(self.root, "merge-base", commit, "HEAD").stdout.decode().strip()
        if not shared and _git(self.root, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true":
            raise RepositoryError(
                f"Historikken er bare delvis hentet, så git vet ikke hvor grenen skilte lag med «{revision}». "
                "Hent resten: git fetch --unshallow."
            )
        return shared or commit

    def files(self, commit: str, folder: Path) -> dict[str, bytes]:
        """Every file below `folder` as it was at `commit`, by its path in the folder; {} where there was none.

        Raises RepositoryError.
        """
        inside = folder.resolve().relative_to(self.root).as_posix()
        prefix = "" if inside == "." else f"{inside}/"
        if prefix and not _git(self.root, "ls-tree", commit, "--", prefix.rstrip("/")).stdout:
            return {}
        listed = _git(self.root, "ls-tree", "-r", "-z", "--full-tree", commit, *([prefix] if prefix else []))
        found = dict(_listed(listed.stdout, prefix))
        wanted = "".join(f"{name}\n" for name in found.values()).encode()
        done = _git(self.root, "cat-file", "--batch", given=wanted)
        if listed.returncode or done.returncode:
            reason = (listed.stderr or done.stderr).decode().strip()
            raise RepositoryError(f"git kan ikke gi {inside} fra {commit[:12]}: {reason}")
        return dict(zip(found, _contents(done.stdout), strict=True))


def repository_of(folder: Path) -> Repository:
    """The repository that `folder` lies in.

    Raises RepositoryError where it lies in none.
    """
    nearest = next(parent for parent in (folder.absolute(), *folder.absolute().parents) if parent.is_dir())
    done = _git(nearest, "rev-parse", "--show-toplevel")
    if done.returncode:
        raise RepositoryError(f"{folder} ligger ikke i et git-arkiv, så det finnes ingen tidligere utgave å se på.")
    return Repository(Path(done.stdout.decode().strip()).resolve())


def _listed(listing: bytes, prefix: str) -> Iterator[tuple[str, str]]:
    """The ordinary files of a listing, by their path below `prefix`, with the name of what they hold."""
    for entry in listing.split(b"\0")[:-1]:
        about, _, path = entry.partition(b"\t")
        mode, _, name = about.split()
        if mode.startswith(b"100"):  # no links, and no other repositories
            yield path.decode("utf-8", "surrogateescape").removeprefix(prefix), name.decode()


def _contents(batch: bytes) -> Iterator[bytes]:
    """What `git cat-file --batch` gives: a line that ends with the size, the bytes, and a line end."""
    position = 0
    while position < len(batch):
        end = batch.index(b"\n", position)
        size = int(batch[position:end].split()[-1])
        yield batch[end + 1 : end + 1 + size]
        position = end + size + 2


def _git(folder: Path, *arguments: str, given: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    # Git tells its hooks in such variables which repository they run for, and from where.
    kept = {name: value for name, value in os.environ.items() if name not in _OF_HOOKS}
    try:
        return subprocess.run(["git", *arguments], cwd=folder, env=kept, input=given, capture_output=True, check=False)  # noqa: S603, S607
    except FileNotFoundError:
        raise RepositoryError("Finner ikke git. Installer git, og prøv igjen.") from None
