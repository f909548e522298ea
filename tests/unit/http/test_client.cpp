// SPDX-License-Identifier: MIT
#include "http/client.hpp"

#include "base/error.hpp"
#include "local_server.hpp"

#include <catch2/catch.hpp>

using namespace scribe;
using namespace scribe::http;
using scribe::test::LocalServer;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

Request to(std::string url) {
    Request request;
    request.url = std::move(url);
    request.body = "{}";
    request.timeout = milliseconds{2'000};
    return request;
}

Retry const k_quick{.tries = 3, .pause = milliseconds{10}, .longest = milliseconds{1'200}};

/// The message of the Error(service) that the action ends with.
std::string complaint(std::function<void()> const &action) {
    try {
        action();
    } catch (base::Error const &error) {
        CHECK(error.code() == base::ExitCode::service);
        return error.what();
    }
    return "none";
}

} // namespace

TEST_CASE("a request arrives as it was made, and its answer comes back", "[http]") {
    LocalServer server{[](int, std::string const &) { return LocalServer::response("201 Created", "thanks\n"); }};
    auto request = to("http://ann:ge%20heim@" + server.address() + "/hook/abc?x=1");
    request.headers = {"Content-Type: application/json", "X-Other: 1"};
    request.body = std::string(100'000, 'x') + "end";
    auto const response = send(request);
    CHECK(response.status == 201);
    CHECK(response.ok());
    CHECK(response.body == "thanks\n");
    REQUIRE(server.requests().size() == 1);
    auto const got = server.requests()[0];
    CHECK(got.starts_with("POST /hook/abc?x=1 HTTP/1.1\r\n"));
    CHECK(got.find("\r\nAuthorization: Basic YW5uOmdlIGhlaW0=\r\n") != std::string::npos); // ann:ge heim
    CHECK(got.find("\r\nContent-Type: application/json\r\n") != std::string::npos);
    CHECK(got.find("\r\nX-Other: 1\r\n") != std::string::npos);
    CHECK(got.ends_with("\r\n\r\n" + request.body));
}

TEST_CASE("any status is an answer, and redirects are not followed", "[http]") {
    LocalServer server{[](int, std::string const &) {
        return LocalServer::response("302 Found", "", "Location: http://127.0.0.1:1/\r\n");
    }};
    CHECK(send(to("http://" + server.address())).status == 302);
    CHECK(server.requests().size() == 1);
}

TEST_CASE("what may work later is tried again, what may not is not", "[http]") {
    LocalServer server{[](int number, std::string const &) {
        if (number == 1) return std::string{}; // closes without a word
        if (number == 2) return LocalServer::response("503 Service Unavailable");
        return LocalServer::response("200 OK", "at last");
    }};
    CHECK(send(to("http://" + server.address()), k_quick).body == "at last");
    CHECK(server.requests().size() == 3);

    LocalServer refusing{[](int, std::string const &) { return LocalServer::response("403 Forbidden"); }};
    CHECK(complaint([&] { send(to("http://a:b@" + refusing.address() + "/secret"), k_quick); }) ==
          "http://" + refusing.address() + ": answered with status 403");
    CHECK(refusing.requests().size() == 1);

    LocalServer down{[](int, std::string const &) { return LocalServer::response("500 No"); }};
    CHECK(complaint([&] { send(to("http://" + down.address()), k_quick); }) ==
          "http://" + down.address() + ": answered with status 500");
    CHECK(down.requests().size() == 3);
}

TEST_CASE("a server that asks for patience gets it", "[http]") {
    LocalServer server{[](int number, std::string const &) {
        return number == 1 ? LocalServer::response("429 Too Many Requests", "", "Retry-After: 1\r\n")
                           : LocalServer::response("200 OK");
    }};
    auto const start = steady_clock::now();
    CHECK(send(to("http://" + server.address()), k_quick).ok());
    CHECK(steady_clock::now() - start >= milliseconds{1'000});
}

TEST_CASE("a server that does not answer costs the time limit, no more", "[http]") {
    LocalServer const *self = nullptr;
    LocalServer server{[&self](int, std::string const &) {
        while (self && !self->stopping()) std::this_thread::sleep_for(milliseconds{5});
        return std::string{};
    }};
    self = &server;
    auto request = to("http://" + server.address() + "/secret");
    request.timeout = milliseconds{200};
    auto const start = steady_clock::now();
    CHECK(complaint([&] { send(request); }) == "http://" + server.address() + ": no answer within 0.2 s");
    CHECK(steady_clock::now() - start < milliseconds{1'500});
}

TEST_CASE("an answer without end is an error", "[http]") {
    LocalServer server{
        [](int, std::string const &) { return LocalServer::response("200 OK", std::string(5'000, 'x')); }};
    auto request = to("http://" + server.address());
    request.most_bytes = 4'999;
    CHECK(complaint([&] { send(request); }).find("longer than 4999 bytes") != std::string::npos);
    request.most_bytes = 5'000;
    CHECK(send(request).body.size() == 5'000);
}

TEST_CASE("messages show of a URL only its server", "[http]") {
    CHECK(server_of("https://ann:geheim@hooks.example:8443/services/T0/B0/XYZ?key=1#f") ==
          "https://hooks.example:8443");
    CHECK(server_of("http://[::1]/x") == "http://[::1]");
    auto const message = complaint([] { send(to("http://ann:geheim@127.0.0.1:1/services/XYZ?key=1")); });
    CHECK(message.find("http://127.0.0.1:1: ") == 0);
    for (auto const *secret : {"geheim", "XYZ", "key"}) CHECK(message.find(secret) == std::string::npos);
    auto const bad = GENERATE(as<std::string>{}, "", "hooks.example", "ftp://geheim@a", "file:///etc/passwd",
                              "https://", "http://a b/", "javascript:alert(1)");
    INFO(bad);
    try {
        send(to(bad));
        FAIL("it was sent");
    } catch (base::Error const &error) {
        CHECK(error.code() == base::ExitCode::usage);
        CHECK(std::string{error.what()}.find("geheim") == std::string::npos);
    }
}
