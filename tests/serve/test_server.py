"""The server of the page: who is answered, what is refused, and how."""

from __future__ import annotations

import json
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.serve.clients import ANSWERS, TOKEN, Connection, asked, request, sent, serving
from xhslint.base.time_limit import OutOfTime, check_time, is_called_off
from xhslint.page.files import page_files
from xhslint.serve import requests
from xhslint.serve.server import HOST, PageServer
from xhslint.serve.turns import Turns

NOTE = "想学的姐妹加薇❤：taoci_2046"


def test_the_files_of_the_page_are_sent(server: PageServer) -> None:
    for path, kind in (
        ("/", "text/html"),
        ("/app.js", "text/javascript"),
        ("/page.css", "text/css"),
        ("/icon.svg", "image/"),
    ):
        status, headers, body = sent(server, request(server, "GET", path))
        assert status == 200 and headers["content-type"].startswith(kind)
        assert body == page_files()[path[1:] or "index.html"][1]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "no-store"
        assert "Python" not in headers["server"]


def test_the_policy_allows_the_page_its_own_files_and_nothing_else(server: PageServer) -> None:
    _, headers, _ = sent(server, request(server, "GET", "/"))
    policy = dict(each.strip().split(" ", 1) for each in headers["content-security-policy"].split(";"))
    assert policy.pop("default-src") == "'none'"
    assert set(policy.values()) == {"'self'", "'none'"}
    assert {name for name, value in policy.items() if value == "'self'"} == {
        "script-src",
        "style-src",
        "connect-src",
        "img-src",
    }


def test_a_head_has_no_body(server: PageServer) -> None:
    with Connection(server) as connection:
        connection.send(request(server, "HEAD", "/"))
        status, headers, _ = connection.receive(has_body=False)
        assert status == 200 and int(headers["content-length"]) > 0
        connection.send(request(server, "GET", "/page.css"))
        assert connection.receive()[0] == 200  # on the same connection


def test_a_question_is_answered(server: PageServer) -> None:
    status, answer = asked(server, "check", {"text": NOTE})
    assert status == 200
    assert answer == ANSWERS.answer("check", {"text": NOTE})
    assert answer["findings"][0]["rule"] == "contact/wechat-id"
    assert asked(server, "check", {"text": NOTE}, Origin=None)[0] == 200  # a program that is no browser
    port = server.server_port
    assert asked(server, "check", {"text": NOTE}, Host=f"localhost:{port}", Origin=f"http://localhost:{port}")[0] == 200


def test_a_mistake_of_a_question_is_an_answer(server: PageServer) -> None:
    assert asked(server, "check", {"text": 5}) == (200, {"error": "看不懂这个请求：text"})
    assert asked(server, "nothing", {})[1] == {"error": "看不懂这个请求：nothing"}


@pytest.mark.parametrize(
    "token", [None, "", "a", TOKEN + "a", TOKEN[:-1], TOKEN.upper(), "é" * 20, f"{TOKEN}, {TOKEN}"]
)
def test_without_the_token_nothing_is_answered(server: PageServer, token: str | None) -> None:
    status, answer = asked(server, "check", {"text": NOTE}, X_Xhslint_Token=token)
    assert status == 403 and list(answer) == ["error"]


@pytest.mark.parametrize(
    "host",
    [None, "", "example.com", "127.0.0.1", "127.0.0.1:1", "127.0.0.1.example.com:{0}", "localhost.:{0}", "[::1]:{0}"],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_another_host_is_refused(server: PageServer, host: str | None, method: str) -> None:
    named = host and host.format(server.server_port)
    path, body = ("/", b"") if method == "GET" else ("/api/check", b'{"text": "a"}')
    assert sent(server, request(server, method, path, body, {"Host": named}))[0] == 403


@pytest.mark.parametrize(
    "origin",
    [
        "null",
        "http://example.com",
        "https://127.0.0.1:{0}",
        "http://127.0.0.1",
        "http://localhost:{0}",
        "http://127.0.0.1:{0}/",
    ],
)
def test_another_origin_is_refused(server: PageServer, origin: str) -> None:
    assert asked(server, "check", {"text": NOTE}, Origin=origin.format(server.server_port))[0] == 403


def test_what_a_browser_calls_of_another_site_is_refused(server: PageServer) -> None:
    for site in ("cross-site", "same-site"):
        assert asked(server, "check", {"text": NOTE}, Origin=None, Sec_Fetch_Site=site)[0] == 403
    assert asked(server, "check", {"text": NOTE}, Sec_Fetch_Site="same-origin")[0] == 200


def test_nobody_is_told_that_another_site_may_ask(server: PageServer) -> None:
    head = {"Origin": "http://example.com", "Access-Control-Request-Method": "POST"}
    status, headers, _ = sent(server, request(server, "OPTIONS", "/api/check", headers=head))
    assert status == 403
    assert not [name for name in headers if name.startswith("access-control")]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nothing.js", 404),
        ("GET", "/../server.py", 404),
        ("GET", "/%2e%2e/server.py", 404),
        ("GET", "//etc/passwd", 404),
        ("GET", "/assets/app.js", 404),
        ("GET", "/api/check", 405),
        ("POST", "/", 405),
        ("POST", "/app.js", 405),
        ("PUT", "/app.js", 405),
        ("DELETE", "/", 405),
        ("PATCH", "/api/check", 405),
        ("OPTIONS", "/", 405),
        ("TRACE", "/", 405),
        ("BREW", "/", 405),
    ],
)
def test_other_paths_and_methods(server: PageServer, method: str, path: str, status: int) -> None:
    got, headers, _ = sent(server, request(server, method, path))
    assert got == status
    assert (headers.get("allow") is not None) == (status == 405)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": None}, 415),
        ({"Content-Type": "application/x-www-form-urlencoded"}, 415),
        ({"Content-Length": None}, 411),
        ({"Content-Length": None, "Transfer-Encoding": "chunked"}, 411),
        ({"Content-Length": "-1"}, 400),
        ({"Content-Length": "1e3"}, 400),
        ({"Content-Length": "٣"}, 400),
        ({"Content-Length": "9" * 400}, 400),
        ({"Content-Length": str((1 << 20) + 1)}, 413),
    ],
)
def test_a_body_that_is_not_read(server: PageServer, headers: dict[str, str | None], status: int) -> None:
    with Connection(server) as connection:
        connection.send(request(server, "POST", "/api/check", b'{"text": "a"}', headers))
        assert connection.receive()[0] == status
        assert connection.is_closed  # what is left of the request is no other one


@pytest.mark.parametrize(
    "body", [b"", b"a", b"[]", b'"a"', b"null", b'{"text": "a"', b"\xff\xfe", b"[" * 100_000, b'{"a":' * 9999]
)
def test_a_body_that_is_no_question(server: PageServer, body: bytes) -> None:
    assert sent(server, request(server, "POST", "/api/check", body))[0] == 400


def test_a_file_may_be_larger_than_a_text(server: PageServer) -> None:
    question = {"name": "a.txt", "base64": "", "filling": "a" * (1 << 20)}
    assert asked(server, "document", question)[0] == 200
    assert asked(server, "check", {"text": "a", "filling": "a" * (1 << 20)})[0] == 413
    large = request(server, "POST", "/api/document", b"", {"Content-Length": str((24 << 20) + 1)})
    assert sent(server, large)[0] == 413


def test_the_longest_text_that_may_be_checked_fits(server: PageServer) -> None:
    from xhslint.page.requests import MOST_TEXT

    status, answer = asked(server, "check", {"text": "🍵" * MOST_TEXT})
    assert (status, "error" in answer) == (200, False)


def test_a_body_that_is_cut_short(server: PageServer) -> None:
    data = request(server, "POST", "/api/check", b'{"text": "a"}')
    assert sent(server, data[:-3], ends=True)[0] == 400


def test_a_body_that_does_not_come_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(requests, "SECONDS", 0.2)
    monkeypatch.setattr("xhslint.serve.server._Handler.timeout", 0.3)
    with serving() as server, Connection(server) as connection:
        connection.send(request(server, "POST", "/api/check", b'{"text": "a"}')[:-3])
        assert connection.receive()[0] == 408
        assert connection.is_closed


def test_a_body_that_drips_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(requests, "SECONDS", -1.0)
    with serving() as server, Connection(server) as connection:
        connection.send(request(server, "POST", "/api/check", b'{"text": "a"}')[:-3])
        assert connection.receive()[0] == 408


def test_a_silent_connection_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xhslint.serve.server._Handler.timeout", 0.2)
    with serving() as server, Connection(server) as connection:
        assert connection.is_closed


GARBAGE = st.one_of(
    st.binary(max_size=300),
    st.builds(
        lambda lines: "\r\n".join([*lines, "", ""]).encode(),
        st.lists(
            st.sampled_from(
                ["GET / HTTP/1.1", "POST /api/check HTTP/1.1", "GET / HTTP/9.9", "GET /", "Host: a", "a", ""]
            ),
            max_size=4,
        ),
    ),
)


@settings(max_examples=60, deadline=None)
@given(data=GARBAGE)
def test_garbage_ends_its_connection_and_nothing_else(data: bytes) -> None:
    server = _RUNNING[0]
    with Connection(server) as connection:
        connection.send(data)
        connection.end()
        status = connection.receive()[0] if not data.startswith(b"GET /\r") else 0
        assert status in (0, 400, 403, 404, 405, 414, 431, 505)
    assert asked(server, "count", {"texts": []}) == (200, {"counts": []})


_RUNNING: list[PageServer] = []


@pytest.fixture(autouse=True, scope="module")
def _running(server: PageServer) -> None:
    _RUNNING[:] = [server]


def test_nothing_is_printed(server: PageServer, capfd: pytest.CaptureFixture[str]) -> None:
    asked(server, "check", {"text": NOTE})
    sent(server, b"garbage\r\n\r\n")
    with Connection(server) as connection:
        connection.send(request(server, "GET", "/page.css"))  # and goes before the answer
    assert capfd.readouterr() == ("", "")


def test_two_clients_are_served_at_once() -> None:
    """Answers come one at a time, but a client that says nothing keeps nobody waiting."""
    with serving() as server, Connection(server) as slow:
        slow.send(request(server, "POST", "/api/check", b'{"text": "a"}')[:-3])
        texts = [f"{NOTE}{at}" for at in range(12)]
        with ThreadPoolExecutor(4) as pool:
            answers = list(pool.map(lambda text: asked(server, "check", {"text": text}), texts))
        for text, (status, answer) in zip(texts, answers, strict=True):
            assert status == 200
            assert answer["findings"][0]["written"] == text[text.index("加薇") :]
        slow.send(b'a"}'[-3:])
        assert slow.receive()[0] in (200, 400)


def test_one_question_is_answered_at_a_time() -> None:
    inside, free = Event(), Event()
    seen: list[int] = []

    class Slow:
        at_work = 0

        def answer(self, name: str, question: object) -> dict[str, Any]:
            self.at_work += 1
            seen.append(self.at_work)
            inside.set()
            free.wait(60)
            self.at_work -= 1
            return {}

    with serving(Slow()) as server, ThreadPoolExecutor(3) as pool:
        waiting = [pool.submit(asked, server, "check", {}) for _ in range(3)]
        assert inside.wait(60)
        assert sent(server, request(server, "GET", "/"))[0] == 200  # the page itself waits for nobody
        free.set()
        assert [each.result() for each in waiting] == [(200, {})] * 3
    assert seen == [1, 1, 1]


class Endless:
    """Looks for remedies until it is called off; answers anything else at once."""

    def __init__(self) -> None:
        self.at_work = Event()

    def answer(self, name: str, question: object) -> dict[str, Any]:
        while name == "remedies":
            self.at_work.set()
            try:
                check_time()
            except OutOfTime:
                return {"is_called_off": True}
            time.sleep(0.001)
        check_time()  # nothing else is called off
        return {"name": name}


def test_a_check_does_not_wait_for_remedies() -> None:
    answers = Endless()
    with serving(answers) as server, ThreadPoolExecutor(3) as pool:
        remedies = pool.submit(asked, server, "remedies", {})
        assert answers.at_work.wait(60)
        others = [pool.submit(asked, server, name, {}) for name in ("count", "check")]
        assert {each.result()[1]["name"] for each in others} == {"count", "check"}
        assert remedies.result() == (200, {"is_called_off": True})


def test_remedies_whose_turn_comes_before_a_check_that_waits_give_way() -> None:
    turns, begun, called_off = Turns(), Event(), []
    with ThreadPoolExecutor(2) as pool, turns.turn("count"):

        def remedy() -> None:
            begun.set()
            with turns.turn("remedies"):
                called_off.append(is_called_off())

        def check() -> None:
            with turns.turn("check"):
                called_off.append(is_called_off())

        turns._checks_waiting += 1  # another one, whose turn does not come while the remedies want theirs
        waiting = [pool.submit(remedy), pool.submit(check)]
        assert begun.wait(60)
    assert [each.result() for each in waiting] == [None, None]
    assert sorted(called_off) == [False, True]


def test_a_note_of_a_thousand_characters_over_one_connection(server: PageServer) -> None:
    text = ("今天捏了一只歪歪扭扭的小碗，釉色是自己调的。\n" * 60)[: 1000 - len(NOTE)] + NOTE
    with Connection(server) as connection:
        for at in range(20):
            body = json.dumps({"text": text + "好" * at}).encode()
            connection.send(request(server, "POST", "/api/check", body))
            status, _, answer = connection.receive()
            assert status == 200
            assert json.loads(answer)["findings"][0]["start"] == text.index("加薇")


def test_only_this_computer_is_listened_to(server: PageServer) -> None:
    assert server.server_address[0] == HOST == "127.0.0.1"
    assert server.address == f"http://127.0.0.1:{server.server_port}/#{TOKEN}"


def test_refusals_are_in_the_language_of_the_server() -> None:
    with serving(lang="en") as server:
        assert asked(server, "check", {}, X_Xhslint_Token="a")[1]["error"].startswith("The second half of this address")
