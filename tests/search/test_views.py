import pytest

from search.answering.matching import SearchTimeoutError
from tests.search.making import article

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address", ["", "?q=chi+bo", "?q=%22&page=77&year=khong-ro", "?q=kh%C3%B4ng+%C4%91%C3%A2u+c%C3%B3"]
)
def test_the_results_page_is_shown_whatever_is_asked(client, address):
    article()
    response = client.get(f"/tim-kiem/{address}")
    assert response.status_code == 200
    assert response.context["answer"].request == response.context["search"]


def test_a_search_that_took_too_long_is_said_to_have(client, monkeypatch):
    def slow(_request):
        raise SearchTimeoutError

    monkeypatch.setattr("search.views.answer", slow)
    assert client.get("/tim-kiem/?q=a").status_code == 503
