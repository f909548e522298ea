// SPDX-License-Identifier: MIT
#include "model/sample.hpp"

#include <catch2/catch.hpp>

using namespace scribe::model;

TEST_CASE("types tell how their values are to be taken") {
    CHECK(value_class_of("integer") == ValueClass::integer);
    CHECK(value_class_of("numeric(12,2)") == ValueClass::decimal);
    CHECK(value_class_of("character varying(40)") == ValueClass::text);
    CHECK(value_class_of("public.citext") == ValueClass::text);
    CHECK(value_class_of("timestamp(3) with time zone") == ValueClass::timestamp);
    CHECK(value_class_of("interval day to second(2)") == ValueClass::interval);
    CHECK(value_class_of("integer[]") == ValueClass::array);
    CHECK(value_class_of("public.geometry(Point,4326)") == ValueClass::other);
    CHECK(value_class_of("int4range") == ValueClass::other);
    CHECK(value_class_of("\"char\"") == ValueClass::text);
    CHECK(sqlite_value_class_of("DATETIME", "NUMERIC") == ValueClass::timestamp);
    CHECK(sqlite_value_class_of("Boolean", "NUMERIC") == ValueClass::boolean);
    CHECK(sqlite_value_class_of("DECIMAL(10,2)", "NUMERIC") == ValueClass::decimal);
    CHECK(sqlite_value_class_of("", "BLOB") == ValueClass::text);
    CHECK(sqlite_value_class_of("BLOB", "BLOB") == ValueClass::binary);
    CHECK(sqlite_value_class_of("VARCHAR(3)", "TEXT") == ValueClass::text);
}
