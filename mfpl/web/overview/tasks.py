"""What waits for me: every section offers a provider of tasks, and the home page lists them by urgency."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from mfpl.domain.actors import Actor
from mfpl.store.engine import Session

LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Task:
    """One thing that waits for somebody: said in the reader's language, with where to go and until when."""

    title: str
    detail: str
    button: str
    url: str
    until: datetime | None = None


Provider = Callable[[Session, Actor, datetime], Iterator[Task]]

PROVIDERS: list[Provider] = []


def provides_tasks(provider: Provider) -> Provider:
    """Register a provider; used as a decorator beside the views of a section."""
    PROVIDERS.append(provider)
    return provider


def tasks_for(session: Session, actor: Actor, *, now: datetime) -> list[Task]:
    """Return everything that waits for an actor, the most urgent first."""
    found = [task for provider in PROVIDERS for task in provider(session, actor, now)]
    return sorted(found, key=lambda task: task.until or LAST)
