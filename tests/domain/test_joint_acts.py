"""An act that touches two centers takes two people and two centers, and a key to that kind of act."""

from uuid import UUID

import pytest

from mfpl.domain.actors import Actor, MandateHeld, MandateKind
from mfpl.domain.joint_acts import KEYS, JointKind, key_of, require_second_key, require_touched
from mfpl.domain.refusals import Conflict, Forbidden

MX, US, GT = UUID(int=1), UUID(int=2), UUID(int=3)
ANA, ADA = UUID(int=11), UUID(int=12)


def admin(person: UUID, *centers: UUID) -> Actor:
    return Actor(person, mandates=tuple(MandateHeld(MandateKind.CENTER_ADMIN, center_id=one) for one in centers))


def second(actor: Actor, *, touched: frozenset[UUID] = frozenset()) -> UUID:
    return require_second_key(actor, JointKind.TRANSFER, asked_by=ANA, asked_center_id=MX, touched=touched)


def test_every_kind_of_act_has_keys_and_lapses() -> None:
    assert set(KEYS) == set(JointKind)
    assert all(keys.waits.days > 0 for keys in KEYS.values())


def test_a_person_of_another_center_turns_the_second_key() -> None:
    assert second(admin(ADA, US)) == US
    assert second(admin(ADA, US), touched=frozenset({MX, US})) == US


def test_the_same_person_or_the_same_center_does_not() -> None:
    for actor in (admin(ANA, US), admin(ADA, MX)):
        with pytest.raises(Conflict, match="needs_second_center"):
            second(actor)


def test_who_holds_no_key_or_several_turns_none() -> None:
    for actor in (admin(ADA), admin(ADA, MX, US)):
        with pytest.raises(Forbidden, match="key_of_one_center"):
            key_of(actor, JointKind.TRANSFER)


def test_a_center_that_the_act_does_not_touch_has_no_say() -> None:
    with pytest.raises(Forbidden, match="act_of_other_centers"):
        second(admin(ADA, GT), touched=frozenset({MX, US}))
    require_touched(GT, touched=frozenset())
