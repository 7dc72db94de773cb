import asyncio

import pytest

from tonebridge.application.open_tenant import OpenTenant
from tonebridge.application.secrets import hashed
from tonebridge.domain.errors import Conflict, InvalidField
from tonebridge.domain.identity import ALL_SCOPES, Member, Role, Tenant
from tonebridge.testing.accounts import FakeAccounts
from tonebridge.testing.clock import FakeClock, FakeIds


@pytest.fixture
def accounts():
    return FakeAccounts()


@pytest.fixture
def open_tenant(accounts):
    use_case = OpenTenant(accounts=accounts, clock=FakeClock(), ids=FakeIds())
    return lambda **wish: asyncio.run(use_case(**wish))


def test_a_tenant_is_opened_with_an_owner_and_a_key_that_is_good_for_everything(
    open_tenant, accounts
):
    made = open_tenant(email=" Ann@Example.com ")

    owner = made.owner
    assert owner == Member(
        id=owner.id, tenant_id=owner.tenant_id, email="ann@example.com", role=Role.OWNER
    )
    tenant = asyncio.run(accounts.tenant(owner.tenant_id))
    assert tenant == Tenant(id=owner.tenant_id, name="ann")
    (key,) = asyncio.run(accounts.keys(owner.tenant_id, owner.id))
    assert (key.name, key.scopes) == ("first key", ALL_SCOPES)
    assert made.api_key.startswith(key.prefix)
    assert asyncio.run(accounts.find_key(hashed(made.api_key)))[1] == owner


def test_a_tenant_has_the_name_that_it_is_given(open_tenant, accounts):
    owner = open_tenant(email="ann@example.com", name="Sales").owner

    assert asyncio.run(accounts.tenant(owner.tenant_id)).name == "Sales"


def test_an_address_that_has_an_account_opens_nothing(open_tenant):
    open_tenant(email="ann@example.com")

    with pytest.raises(Conflict, match="name another one"):
        open_tenant(email="ANN@example.com")


def test_what_is_no_address_opens_nothing(open_tenant):
    with pytest.raises(InvalidField):
        open_tenant(email="ann")
