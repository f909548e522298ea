// SPDX-License-Identifier: MIT
#include "base/parse/passwords.hpp"

#include <catch2/catch.hpp>

using scribe::base::hide_passwords;

TEST_CASE("passwords of URLs and connection strings are hidden in messages") {
    CHECK(hide_passwords("\"postgresql://ann:geheim@db/shop\" is no reference") ==
          "\"postgresql://ann:***@db/shop\" is no reference");
    CHECK(hide_passwords("postgresql://ann:pa/s@s@db/shop and https://u:p@h/x") ==
          "postgresql://ann:***@db/shop and https://u:***@h/x");
    CHECK(hide_passwords("host=db password=geheim dbname=x") == "host=db password=*** dbname=x");
    CHECK(hide_passwords("PASSWORD = 'a \\' b' x") == "PASSWORD = *** x");
    CHECK(hide_passwords("postgresql://db/x?sslpassword=geheim&user=ann") ==
          "postgresql://db/x?sslpassword=***&user=ann");
    CHECK(hide_passwords("password='open") == "password=***");
}

TEST_CASE("what holds no password stays as it is") {
    for (char const *const text :
         {"", "postgresql://ann@db:5432/shop", "sqlite:/data/a@b.db", "https://host:80/a", "mail a@b.example",
          "no password stored", "password", "password =", "the password is in PGPASSWORD or ~/.pgpass"})
        CHECK(hide_passwords(text) == text);
}
