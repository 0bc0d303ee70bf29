"""The content model: services with phases, tasks, roles and changes, and ordinary pages."""

from onboarding.content.build import build
from onboarding.content.model import Alias, Change, Changelog, Content, Item, Page, Phase, Role, Service, Task

__all__ = ["Alias", "Change", "Changelog", "Content", "Item", "Page", "Phase", "Role", "Service", "Task", "build"]
