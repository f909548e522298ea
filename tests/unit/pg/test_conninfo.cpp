// SPDX-License-Identifier: MIT
#include "base/error.hpp"
#include "pg/conninfo.hpp"

#include <catch2/catch.hpp>

using scribe::pg::password_of;
using scribe::pg::without_password;

TEST_CASE("a connection string is shown as a URL without its secrets") {
    for (auto const &[typed, shown] : std::vector<std::pair<std::string, std::string>>{
             {"postgresql://ann:geheim@db.example:5433/shop", "postgresql://ann@db.example:5433/shop"},
             {"postgres://db/shop?password=geheim&sslmode=require", "postgresql://db/shop?sslmode=require"},
             {"host=db dbname=shop user=ann password='ge heim' sslpassword=geheim", "postgresql://ann@db/shop"},
             {"host=/run/postgresql dbname=shop user=ann", "postgresql:///shop?host=/run/postgresql&user=ann"},
             {"postgresql://a:1,b:2/shop", "postgresql:///shop?host=a,b&port=1,2"},
             {"postgresql://ann:geheim@[::1]:5432/shop", "postgresql:///shop?host=::1&port=5432&user=ann"},
             {"postgresql://a%40b:p%2Fw@h/sh%20op%2F%3F", "postgresql://a%40b@h/sh%20op%2F%3F"},
             {"service=prod", "postgresql:///?service=prod"},
             {"postgresql://", "postgresql:///"},
             {"postgresql:///"
              "d?options=-c%20my.password%3Dgeheim%20-c%20work_mem%3D8MB%20--my.Token%3Da%5C%20b%20-cx.pwd%3Dc",
              "postgresql:///d?options=-c%20work_mem%3D8MB"},
             {"postgresql:///d?options=-c%20my.secret%3Dgeheim", "postgresql:///d"},
         }) {
        CHECK(without_password(typed) == shown);
        // Reading it back gives the same again: nothing was lost.
        CHECK(without_password(shown) == shown);
    }
    CHECK(password_of("postgresql://u:p%2Fw@h/d") == "p/w");
    CHECK(password_of("postgresql://u@h/d").empty());
}

TEST_CASE("a malformed connection string is not repeated") {
    try {
        without_password("postgresql://u:geheim@h:port:x/d?x=%zz");
        FAIL("it was taken");
    } catch (scribe::base::Error const &error) {
        CHECK(error.code() == scribe::base::ExitCode::usage);
        CHECK(std::string{error.what()}.find("geheim") == std::string::npos);
    }
}

TEST_CASE("a slip in a parameter of a URL is named by what it was meant for") {
    auto const hint = [](std::string const &text) {
        try {
            without_password(text);
        } catch (scribe::base::Error const &error) {
            return error.hint();
        }
        return std::string{"taken"};
    };
    CHECK(hint("postgresql://u@h/d?connect_timeout=3&sslmod=require") == "did you mean sslmode= in it?");
    CHECK_THAT(hint("postgresql://u:ge?heim@h/d"), !Catch::Contains("heim"));
}
