// SPDX-License-Identifier: MIT
// Against a real server; tests/integration/models_test has what providers say.
#include "llm/client.hpp"

#include "../http/local_server.hpp"
#include "base/error.hpp"
#include "http/pool.hpp"

#include <catch2/catch.hpp>

#include <future>

using namespace scribe;
using namespace scribe::llm;
using scribe::test::LocalServer;
using std::chrono::milliseconds;

namespace {

constexpr char const *k_schema =
    R"({"type":"object","properties":{"text":{"type":"string"}},"required":["text"],"additionalProperties":false})";

Request question() { return {"shop/table", "Be brief.", "Say something.", k_schema}; }

std::string completion(std::string const &content) {
    return LocalServer::response(
        "200 OK", R"({"model":"m-1","choices":[{"message":{"content":")" + content +
                      R"("},"finish_reason":"stop"}],"usage":{"prompt_tokens":10,"completion_tokens":5}})");
}

Endpoint endpoint(LocalServer const &server) {
    Endpoint to;
    to.provider = "openai";
    to.base_url = "http://" + server.address() + "/v1/?api-version=1";
    to.model = "m";
    to.key = "geheim";
    to.timeout = milliseconds{2'000};
    return to;
}

ClientOptions quick() {
    ClientOptions options;
    options.pause = milliseconds{5};
    options.longest = milliseconds{10};
    options.tries = 3;
    return options;
}

} // namespace

TEST_CASE("what fails for a while is tried again, and what it took is counted", "[llm]") {
    LocalServer server{[](int number, std::string const &) {
        if (number == 1) return LocalServer::response("500 No");
        if (number == 2) return std::string{};
        return completion(R"({\"text\":\"well\"})");
    }};
    Client client{endpoint(server), quick()};
    auto const outcome = client.ask(question());
    REQUIRE(outcome.answer);
    CHECK(outcome.answer->text == R"({"text":"well"})");
    CHECK(outcome.answer->model == "m-1");
    CHECK(client.spent().tokens_in == 10);
    CHECK(client.spent().tokens_out == 5);
    CHECK(client.spent().requests == 3);
    CHECK(server.requests()[0].starts_with("POST /v1/chat/completions?api-version=1 HTTP/1.1\r\n"));
    CHECK(server.requests()[0].find("\r\nAuthorization: Bearer geheim\r\n") != std::string::npos);
}

TEST_CASE("an answer that does not fit is asked for once more, with what is wrong with it", "[llm]") {
    LocalServer server{[](int number, std::string const &) {
        return number == 1 ? completion(R"({\"txt\":1})") : completion(R"({\"text\":\"well\"})");
    }};
    Client client{endpoint(server), quick()};
    CHECK(client.ask(question()).answer);
    REQUIRE(server.requests().size() == 2);
    CHECK(server.requests()[1].find("Your last answer could not be used") != std::string::npos);

    LocalServer stubborn{[](int, std::string const &) { return completion("no"); }};
    Client again{endpoint(stubborn), quick()};
    auto const outcome = again.ask(question());
    CHECK_FALSE(outcome.answer);
    CHECK(outcome.failure == Failure::invalid);
    CHECK(stubborn.requests().size() == 2);
}

TEST_CASE("an answer that lacks something is asked for once more, and taken then", "[llm]") {
    auto asked = question();
    asked.lack = [](std::string const &answer) {
        return answer.find("whole") == std::string::npos ? std::string{"there is no whole"} : std::string{};
    };
    LocalServer server{[](int number, std::string const &) {
        return completion(number == 1 ? R"({\"text\":\"half\"})" : R"({\"text\":\"whole\"})");
    }};
    Client client{endpoint(server), quick()};
    CHECK(client.ask(asked).answer->text == R"({"text":"whole"})");
    REQUIRE(server.requests().size() == 2);
    CHECK(server.requests()[1].find("there is no whole") != std::string::npos);

    LocalServer stubborn{[](int, std::string const &) { return completion(R"({\"text\":\"half\"})"); }};
    Client again{endpoint(stubborn), quick()};
    CHECK(again.ask(asked).answer->text == R"({"text":"half"})");
    CHECK(stubborn.requests().size() == 2);
}

TEST_CASE("a key is in no answer, but words that serve as one for servers of one's own are", "[llm]") {
    LocalServer server{[](int, std::string const &) { return completion(R"({\"text\":\"a test of sk-geheim1\"})"); }};
    auto to = endpoint(server);
    to.key = "test";
    Client with_word{to, quick()};
    CHECK(with_word.ask(question()).answer);
    to.key = "sk-geheim1";
    Client with_key{to, quick()};
    CHECK_FALSE(with_key.ask(question()).answer);
}

TEST_CASE("a server that knows the key wrong is asked once, and the key is not repeated", "[llm]") {
    LocalServer server{[](int, std::string const &) {
        return LocalServer::response("401 Unauthorized", R"({"error":{"message":"wrong key: geheim"}})");
    }};
    Client client{endpoint(server), quick()};
    auto const outcome = client.ask(question());
    CHECK(outcome.failure == Failure::fatal);
    CHECK(outcome.why == "status 401: wrong key: ***");
    CHECK(client.ask(question()).failure == Failure::fatal);
    CHECK(server.requests().size() == 1);
    REQUIRE(client.over());
}

TEST_CASE("a server that is gone is left alone after a while", "[llm]") {
    LocalServer server{[](int, std::string const &) { return LocalServer::response("503 No"); }};
    Client client{endpoint(server), quick()};
    for (int i = 0; i < 20; ++i) CHECK(client.ask(question()).failure != Failure::budget);
    REQUIRE(client.over());
    CHECK(client.over()->failure == Failure::service);
    CHECK(server.requests().size() == 3 + 7); // the first three times, then once each
}

TEST_CASE("a budget is not overdrawn", "[llm]") {
    LocalServer server{[](int, std::string const &) { return completion(R"({\"text\":\"well\"})"); }};
    auto options = quick();
    // Room for the estimate of one request beside what one took.
    options.limits.tokens = estimate_tokens(question()) + question().expected_tokens + 20;
    Client client{endpoint(server), options};
    CHECK(client.ask(question()).answer);
    CHECK(client.ask(question()).answer);
    auto const third = client.ask(question());
    CHECK_FALSE(third.answer);
    CHECK(third.failure == Failure::budget);
    CHECK(server.requests().size() == 2);
}

TEST_CASE("many requests of many threads share a pool", "[http]") {
    LocalServer server{[](int, std::string const &request) {
        return LocalServer::response("200 OK", request.substr(request.find("\r\n\r\n") + 4));
    }};
    http::Pool pool;
    std::vector<std::future<std::string>> answers;
    for (int i = 0; i < 20; ++i)
        answers.push_back(std::async(std::launch::async, [&, i] {
            http::Request request;
            request.url = "http://" + server.address() + "/";
            request.body = "number " + std::to_string(i);
            return pool.send(request).body;
        }));
    for (int i = 0; i < 20; ++i) CHECK(answers[static_cast<std::size_t>(i)].get() == "number " + std::to_string(i));
    http::Request nobody;
    nobody.url = "http://127.0.0.1:1/";
    CHECK_THROWS_AS(pool.send(nobody), base::Error);
}
