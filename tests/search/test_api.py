import pytest
from django.urls import reverse

from tests.search.making import article, directive, unit

pytestmark = pytest.mark.django_db


def test_the_answer_has_the_shape_that_was_promised(client):
    made = article(
        "Huyện uỷ họp",
        body="Đảng bộ xã họp.",
        units=[unit("Đảng bộ xã Châu Sơn")],
        directives=[directive("05")],
        published="2021-06-19",
    )
    response = client.get("/api/v1/search", {"q": "dang bo"})
    assert response.json() == {
        "count": 1,
        "count_is_exact": True,
        "query": {"understood": "“dang”, “bo” (dấu nào cũng được)", "relaxed": False},
        "results": [
            {
                "id": made.pk,
                "url": f"/bai-viet/{made.pk}/huyen-uy-hop/",
                "title": "Huyện uỷ họp",
                "published": "2021-06-19",
                "newspaper": "Báo Lạng Sơn",
                "province": "Lạng Sơn",
                "snippet": "<mark>Đảng bộ</mark> xã họp.",
            }
        ],
        "facets": {
            "province": [{"value": "lang-son", "label": "Lạng Sơn", "count": 1, "selected": False}],
            "unit": [
                {
                    "value": "dang-bo-xa-chau-son",
                    "label": "Đảng bộ xã Châu Sơn",
                    "count": 1,
                    "selected": False,
                }
            ],
            "year": [{"value": "2021", "label": "2021", "count": 1, "selected": False}],
            "directive": [
                {"value": "05-ct-tw-2016", "label": "Chỉ thị 05-CT/TW (2016)", "count": 1, "selected": False}
            ],
            "newspaper": [{"value": "bao-lang-son", "label": "Báo Lạng Sơn", "count": 1, "selected": False}],
        },
    }


def test_what_is_not_known_is_null(client):
    article("", published=None, paper=None, in_province=None)
    answer = client.get(reverse("api-search")).json()
    assert answer["results"][0]["published"] is None
    assert answer["results"][0]["newspaper"] is None
    assert answer["results"][0]["province"] is None
    assert [option["value"] for option in answer["facets"]["year"]] == ["khong-ro"]


STRANGE = {
    "nothing right": "q=%00%27%22%3B--&page=zz&page_size=-3&year=abcd&sort=1&lens=&mode=*&unit=../..",
    "broken bytes": "q=%ff%fe&province=%F0%9F%98%80",
    "quotes": "q=" + "%22" * 400,
    "minuses": "q=" + "-" * 300,
    "operators": "q=%27%3A*%7C!%26(%3C->",
    "backslashes": "q=" + "a%5C%27" * 60,
    "far page": "page=999999&page_size=100",
    "all unknown": "year=khong-ro&year=2019&unit=khong-ro&province=khong-ro&directive=khong-ro",
    "many values": "&".join(f"unit=u{number}" for number in range(500)),
    "only exclusion": "q=-x -y",
    "long number": "q=" + "1" * 300,
    "odd letters": "q=\u0130\u1e9e\ufdfa",
    "quoted quotes": "q='' \\ \\' :A | & !",
}


@pytest.mark.parametrize("address", STRANGE.values(), ids=STRANGE)
def test_strange_addresses_are_answered(client, address):
    article()
    response = client.get(f"/api/v1/search?{address}")
    assert response.status_code == 200
    assert set(response.json()["facets"]) == {"province", "unit", "year", "directive", "newspaper"}
    assert response["Facet-Totals"].startswith("province=")


def test_only_reading_is_allowed(client):
    assert client.post("/api/v1/search").status_code == 405
