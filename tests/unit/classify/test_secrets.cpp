// SPDX-License-Identifier: MIT
#include "classify/values/secrets.hpp"
#include "classify_tables.hpp"

#include <catch2/catch.hpp>

using namespace scribe;
using classify::find_secret;
using classify::Secret;

TEST_CASE("secrets are found within values, whatever else these say", "[classify]") {
    for (auto const *value :
         {"postgres://app:Pw03003CA2F6A7@db38:5432/t",
          "mongodb+srv://u:p4ss@cluster0.example.net/x",
          "amqp://:pa55word@10.0.0.7/",
          "jdbc:oracle:thin:scott/tiger9@//db1:1521/orcl",
          "Server=db1;User Id=sa;Password=PwF3D8;",
          "host=db user=app password='it is long'",
          "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MA==",
          "Bearer 0453AB99CF2B7E0153AB",
          "Basic YWxhZGRpbjpvcGVuc2VzYW1lMTIz",
          "Authorization: Token 9f86d081884c7d659a2f",
          R"({"user":"a","password":"hunter2"})",
          R"("{\"client_secret\": \"q1w2e3\"}")",
          R"("db_pass"=>"geheim9")",
          "retry with password=geheim9 failed",
          "Login: anna, Password: Tr0ub4dor",
          "https://hooks.slack.com/services/T0AB12/B0CD34/x9Y8z7",
          "https://discord.com/api/webhooks/1234/abcDEF",
          "https://a.example.org/reset?token=9F86D081884C7D65",
          "https://x.blob.example.net/c/f?sv=2020&sig=a8Xk2mQ9zLp3Rt7Vw1Yc",
          "https://a.org/u/confirm/9f86d081884c7d659a2f",
          "key AKIAIOSFODNN7EXAMPLE is in use",
          "-----BEGIN RSA PRIVATE KEY-----\nMIIE",
          "https://ghp_abcdefghijklmnopqrstuvwxyz0123456789@github.com/a/b.git"}) {
        INFO(value);
        CHECK(find_secret(value) == Secret::sure);
    }
    CHECK(find_secret("https://example.org/doc?key=0AkRzZ9f3k2Lm7Qx1Vb8") == Secret::maybe);
}

TEST_CASE("what stands for a secret, or only speaks of one, is none", "[classify]") {
    for (auto const *value : {"postgres://app:***@db38:5432/t",
                              "postgres://app:${DB_PASSWORD}@db38/t",
                              "postgres://app@db38:5432/t",
                              "https://example.org:8080/path/@anna",
                              "https://medium.example.org/@anna:x",
                              "password=<your password>",
                              "password=:pw",
                              "password=%s",
                              R"({"password": null})",
                              R"({"password": true})",
                              R"({"password": "must be at least 8 characters"})",
                              "password: required",
                              "Password reset by mail",
                              "force_password=yes",
                              "PWD=/home/anna",
                              "compass=north",
                              "Basic education for everybody",
                              "basic principles2024",
                              "Bearer of the flag",
                              "token: house",
                              R"({"nextPageToken":"CAUQAA9f3k2Lm7Qx1Vb8"})",
                              "https://docs.example.org/reset-password/how-to-do-it-in-2024",
                              "https://example.org/p?page=9&sort=name&key=color",
                              "https://example.org/doc?key=666B58FE-B0B6-473F-84E5-468A1E16E69B",
                              "git@github.com:acme/tool.git",
                              "the number of tokens = 12",
                              "2024-01-01T10:00:00Z",
                              "a:b:c"}) {
        INFO(value);
        CHECK(find_secret(value) == Secret::none);
    }
}

TEST_CASE("columns of values that hold secrets are credentials, few of them guard a column", "[classify]") {
    auto const number = [](std::size_t i) { return std::to_string(1000 + i * 7919); };
    auto const urls = made(60, [&](std::size_t i) { return "mysql://root:Pw" + number(i) + "@10.0.0.7/x"; });
    auto const found = labels("tenant", {{"c1", urls}}).front();
    CHECK(found.entity == "CREDENTIAL");
    CHECK(found.sensitivity == "credential");
    // As it is with a host that looks like that of a mail address.
    CHECK(entity("dsn", made(60, [&](std::size_t i) { return "x://app:Pw" + number(i) + "@db.example.com/t"; })) ==
          "CREDENTIAL");
    auto some = made(60, [&](std::size_t i) { return "postgres://db" + number(i) + "/t"; });
    CHECK(entity("database_url", some).empty());
    CHECK_FALSE(labels("t", {{"database_url", some}}).front().guarded);
    std::copy_n(urls.begin(), 10, some.begin());
    CHECK(entity("database_url", some) == "CREDENTIAL");
    auto const few = labels("t", {{"c1", some}}).front();
    CHECK(few.entity.empty());
    CHECK(few.guarded);
    REQUIRE(few.evidence.size() == 1);
    CHECK(few.evidence[0].starts_with("10 of 60 distinct values hold credentials: too few"));
}

TEST_CASE("names that hint at credentials say nothing without them", "[classify]") {
    auto const make = [](std::string const &text) {
        return made(40, [text](std::size_t i) { return text + std::to_string(i); });
    };
    CHECK(entity("webhook_url", make("https://example.org/hooks/")).empty());
    CHECK(entity("authorization", make("AUTH-")).empty());
    CHECK(entity("connection", make("line")).empty());
    CHECK(entity("auth_header", make("9f86d081884c7d65")) == "CREDENTIAL");
}

TEST_CASE("one-time codes, sessions and cookies are secrets, sessions of other kinds are none", "[classify]") {
    auto const digest = [](std::size_t i) {
        static constexpr char k_digits[] = "0123456789abcdef";
        std::string text;
        for (std::size_t state = i * 2654435761U + 12345; text.size() < 32; state = state * 6364136223846793005U + 1)
            text += k_digits[state >> 58 & 15U];
        return text;
    };
    CHECK(entity("otp", made(40, [](std::size_t i) { return std::to_string(100000 + i * 7919 % 900000); })) ==
          "CREDENTIAL");
    CHECK(entity("session", made(40, digest)) == "CREDENTIAL");
    CHECK(entity("sid", made(40, digest)) == "CREDENTIAL");
    CHECK(entity("session", made(40, [](std::size_t i) { return "session " + std::to_string(i); })).empty());
    CHECK(entity("session", made(40, [&](std::size_t i) { return digest(i % 4); })).empty()); // not one a row
    CHECK(entity("checksum", made(40, digest)).empty());
    CHECK(entity("cookie", made(40, [&](std::size_t i) { return "sid=" + digest(i) + "; Path=/; Secure"; })) ==
          "DEVICE_ID");
    CHECK(entity("cookie", made(40, [](std::size_t i) { return "oatmeal " + std::to_string(i); })).empty());
}

TEST_CASE("values of settings are hidden where some are named as secrets", "[classify]") {
    auto const hidden = [](std::string const &key, std::string const &value, std::vector<std::string> const &names) {
        return labels(
                   "settings",
                   {{key, names}, {value, made(names.size(), [](std::size_t i) { return "abc" + std::to_string(i); })}})
            .back()
            .guarded;
    };
    CHECK(hidden("key", "value", {"smtp_host", "smtp_password", "theme"}));
    CHECK(hidden("option_name", "option_value", {"siteurl", "stripe.secretKey"}));
    CHECK(hidden("name", "val", {"a", "mailserver_pass"}));
    CHECK_FALSE(hidden("key", "value", {"smtp_host", "password_length", "password_reset_count", "theme"}));
    CHECK_FALSE(hidden("key", "status", {"smtp_host", "smtp_password"}));
    // Behind the values that all tests are made with, too.
    auto many = made(400, [](std::size_t i) { return "setting_" + std::to_string(i); });
    CHECK_FALSE(hidden("key", "value", many));
    many[390] = "ldap_bind_password";
    CHECK(hidden("key", "value", many));
}
