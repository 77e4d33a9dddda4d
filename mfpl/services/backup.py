"""Makes a copy of everything while people vote, and puts a copy back only after it has proved itself."""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from secrets import token_hex

from mfpl.services import history
from mfpl.store import backup as store
from mfpl.store.engine import Sessions

FORMAT = "mfpl-backup/1"
BLOCK = 1 << 20
SQLITE_FILES = ("-wal", "-shm", "")


class Flaw(StrEnum):
    """Why a copy is not made, or not put back; ``detail`` names the place."""

    TARGET_EXISTS = "target_exists"
    MANIFEST_MISSING = "manifest_missing"
    MANIFEST_UNREADABLE = "manifest_unreadable"
    COPY_MISSING = "copy_missing"
    CHANGED = "changed"
    OTHER_ENGINE = "other_engine"
    SCHEMA_UNKNOWN = "schema_unknown"
    DAMAGED = "damaged"
    COUNTS_DIFFER = "counts_differ"
    HISTORY_BROKEN = "history_broken"
    IN_USE = "in_use"


class CopyRefused(Exception):  # noqa: N818 - an answer people expect, not a failure of the program
    """A copy cannot be trusted, or would overwrite another; nothing was changed."""

    def __init__(self, flaw: Flaw, detail: object = "") -> None:
        super().__init__(f"{flaw}: {detail}")
        self.flaw = flaw
        self.detail = str(detail)


@dataclass(frozen=True)
class Contents:
    """What is in a database: its schema, the rows of each table, and how much history it holds."""

    schema: str | None
    tables: dict[str, int]
    entries: int
    seals: int


@dataclass(frozen=True)
class Manifest:
    """What a copy claims to be, kept in a file beside it."""

    format: str
    engine: str
    made_at: str
    sha256: str
    contents: Contents


@dataclass(frozen=True)
class Restored:
    """What was put back, and where the database that was there before now is."""

    contents: Contents
    moved_aside: str | None


def manifest_file(copy: Path) -> Path:
    """Return where the manifest of a copy is kept."""
    return copy.with_name(f"{copy.name}.manifest.json")


def back_up(url: str, *, target: Path, now: datetime) -> Manifest:
    """Copy the database of an address into a file that must not exist yet, verify the copy, write its manifest.

    Others may write all the while: the copy holds whole transactions up to one moment. The manifest is written last:
    whatever has one is whole. Raises CopyRefused, leaving no file behind.
    """
    for file in (target, manifest_file(target)):
        if file.exists():
            raise CopyRefused(Flaw.TARGET_EXISTS, file)
    unfinished = target.with_name(f".{target.name}.{token_hex(8)}.unfinished")
    try:
        with _loaded_copy(url, unfinished) as sessions:
            contents = _verified(sessions)
        manifest = Manifest(FORMAT, store.engine_name(url), now.isoformat(), _sha256(unfinished), contents)
        unfinished.rename(target)
        store.sync(target)
        _write_manifest(manifest, target=target)
    finally:
        _remove(unfinished)
    return manifest


def _write_manifest(manifest: Manifest, *, target: Path) -> None:
    file = manifest_file(target)
    unfinished = file.with_name(f".{file.name}.{token_hex(8)}.unfinished")
    try:
        unfinished.write_text(json.dumps(asdict(manifest), indent=2) + "\n", encoding="utf-8")
        store.sync(unfinished)
        unfinished.rename(file)
        store.sync(file)
    finally:
        unfinished.unlink(missing_ok=True)


def restore(url: str, *, source: Path, now: datetime) -> Restored:
    """Put a verified copy in the place of the database of an address; the one that was there is moved aside.

    Raises CopyRefused before anything is touched when the copy is not what its manifest says, is damaged, was made
    on another engine, or holds a broken history.
    """
    manifest = _read_manifest(source)
    if manifest.engine != store.engine_name(url):
        raise CopyRefused(Flaw.OTHER_ENGINE, manifest.engine)
    if _sha256(source) != manifest.sha256:
        raise CopyRefused(Flaw.CHANGED, source)
    place = _restore_sqlite if manifest.engine == store.SQLITE else _restore_postgresql
    return place(url, source, manifest, f"{now:%Y%m%d-%H%M%S}")


def _restore_sqlite(url: str, source: Path, manifest: Manifest, moment: str) -> Restored:
    place = store.database_file(url)
    arriving = place.with_name(f"{place.name}.arriving")
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        shutil.copyfile(source, arriving)
        with store.opened(f"sqlite:///{arriving}") as sessions:
            contents = _as_claimed(sessions, manifest)
        store.sync(arriving)
        aside = _move_aside(place, moment) if place.exists() else None
        arriving.rename(place)
        store.sync(place)
    finally:
        _remove(arriving)
    return Restored(contents, str(aside) if aside else None)


def _remove(database: Path) -> None:
    for suffix in SQLITE_FILES:
        Path(f"{database}{suffix}").unlink(missing_ok=True)


def _move_aside(place: Path, moment: str) -> Path:
    try:
        store.close_sqlite(place)
    except store.InUse:
        raise CopyRefused(Flaw.IN_USE, place) from None
    aside = place.with_name(f"{place.name}.before-{moment}")
    for suffix in SQLITE_FILES:
        with suppress(FileNotFoundError):
            os.replace(f"{place}{suffix}", f"{aside}{suffix}")
    return aside


def _restore_postgresql(url: str, source: Path, manifest: Manifest, moment: str) -> Restored:
    name = store.database_name(url)
    arriving = store.beside(url, f"{name}_arriving")
    store.drop_database(arriving)
    store.create_database(arriving)
    try:
        store.load_postgresql(arriving, source)
        with store.opened(arriving) as sessions:
            contents = _as_claimed(sessions, manifest)
        aside = f"{name}_before_{moment.replace('-', '_')}" if store.has_database(url) else None
        _exchange(url, arriving, aside)
    finally:
        store.drop_database(arriving)
    return Restored(contents, aside)


def _exchange(url: str, arriving: str, aside: str | None) -> None:
    try:
        if aside:
            store.rename_database(url, aside)
        store.rename_database(arriving, store.database_name(url))
    except store.InUse:
        raise CopyRefused(Flaw.IN_USE, store.database_name(url)) from None


@contextmanager
def _loaded_copy(url: str, file: Path) -> Iterator[Sessions]:
    """Copy a database into a file and open what the file holds, not the database it came from."""
    if store.engine_name(url) == store.SQLITE:
        store.copy_sqlite(store.database_file(url), file)
        with store.opened(f"sqlite:///{file}") as sessions:
            yield sessions
        return
    store.dump_postgresql(url, file)
    scratch = store.beside(url, f"{store.database_name(url)}_verifying")
    store.drop_database(scratch)
    store.create_database(scratch)
    try:
        store.load_postgresql(scratch, file)
        with store.opened(scratch) as sessions:
            yield sessions
    finally:
        store.drop_database(scratch)


def _verified(sessions: Sessions) -> Contents:
    damage = store.damage(sessions)
    if damage:
        raise CopyRefused(Flaw.DAMAGED, damage[0])
    schema = store.revision(sessions)
    if not store.is_known(schema):
        raise CopyRefused(Flaw.SCHEMA_UNKNOWN, schema)
    with sessions.reading() as session:
        found = history.verify(session)
    if found.breaks:
        raise CopyRefused(Flaw.HISTORY_BROKEN, f"{found.breaks[0].stream} {found.breaks[0].sequence}")
    return Contents(schema, store.count_rows(sessions), found.entries, found.seals)


def _as_claimed(sessions: Sessions, manifest: Manifest) -> Contents:
    contents = _verified(sessions)
    if contents != manifest.contents:
        raise CopyRefused(Flaw.COUNTS_DIFFER)
    return contents


def _read_manifest(copy: Path) -> Manifest:
    if not copy.is_file():
        raise CopyRefused(Flaw.COPY_MISSING, copy)
    file = manifest_file(copy)
    if not file.is_file():
        raise CopyRefused(Flaw.MANIFEST_MISSING, file)
    try:
        read = json.loads(file.read_text(encoding="utf-8"))
        manifest = Manifest(**{**read, "contents": Contents(**read["contents"])})
    except (ValueError, TypeError, KeyError):
        raise CopyRefused(Flaw.MANIFEST_UNREADABLE, file) from None
    if manifest.format != FORMAT:
        raise CopyRefused(Flaw.MANIFEST_UNREADABLE, file)
    return manifest


def _sha256(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while block := stream.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()
