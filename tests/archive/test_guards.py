"""Odd requests: what no database can be asked never reaches one."""

import pytest

from tests.pages import conftest as pages_tested

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_client")]

Archive, archive = pages_tested.Archive, pages_tested.archive

ADDRESSES = (
    "/?lens=%00",
    "/van-kien/chi-thi-05-ct-tw-2016/?viet=%00&cung=a%00b",
    "/van-kien/?tim=%00&loai=%00",
    "/van-kien/chua-khop/?tim=%00",
    "/don-vi/?tim=a%00b&tinh=%00&tren=%00",
    "/don-vi/dang-bo-xa-kien-moc/?viet=%00",
    "/tinh/lang-son/?ten=%00&lens=%00",
    "/nam/2021/?ngay=%00",
    "/bao/?tim=%00",
    "/do-phu/?den=%00",
    "/tim-kiem/?q=%00&province=%00&year=%00&view=%00",
    "/tim-kiem/unit/?tim=%00",
    "/tim-kiem/atom.xml?q=%00",
    "/api/v1/suggest?q=%00",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_nul_in_an_address_is_passed_over(client, archive, address):
    assert client.get(address).status_code in {200, 301, 302}


def test_what_is_typed_around_a_nul_is_asked(client, archive):
    asked = client.get("/api/v1/search?q=chi%00+b%E1%BB%99").json()
    assert asked["count"] == client.get("/api/v1/search?q=chi+b%E1%BB%99").json()["count"] > 0


def test_the_desk_says_that_such_a_request_is_none(client, archive):
    assert client.get("/admin/articles/article/?q=%00").status_code == 400


@pytest.mark.parametrize("address", ["/", "/tim-kiem/?q=chi", "/admin/", "/admin/articles/article/"])
def test_a_session_with_a_nul_in_its_cookie_is_none(client, archive, address):
    answer = client.get(address, headers={"cookie": r'sessionid="abcdefgh\000"'}, REMOTE_ADDR="203.0.113.7")
    assert answer.status_code in {200, 302}
