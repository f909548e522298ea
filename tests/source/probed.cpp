// SPDX-License-Identifier: MIT
#include "probed.hpp"

#include <catch2/catch.hpp>

namespace scribe::conformance {

void check_orphans(source::Source &source, std::string const &schema) {
    source::ProbeRequest request;
    request.schema = schema;
    request.name = "visit";
    request.table_rows = 8000;
    for (auto const *const column : {"many", "one", "fits"})
        request.lookups.push_back({{column}, schema, "customer", {"id"}, false, "", ""});
    auto const report = source.probe(request);
    REQUIRE(report.notes.empty());
    REQUIRE(report.answers.size() == 3);
    for (auto const &answer : report.answers) REQUIRE(answer);

    auto const &many = *report.answers[0];
    CHECK(many.tested == 300);
    CHECK(many.missed == 155);
    CHECK(many.rows == 8000);
    CHECK(many.rows_missed == 160);
    CHECK_FALSE(many.complete);
    CHECK(many.fewest == 49); // what refers to nothing is no row's
    CHECK(many.most == 56);
    CHECK(many.average == Approx(7840.0 / 145));

    auto const &one = *report.answers[1];
    CHECK(one.tested == 146);
    CHECK(one.missed == 1);
    CHECK(one.rows_missed == 160);
    CHECK(one.complete);
    CHECK(one.most == 56);

    auto const &fits = *report.answers[2];
    CHECK(fits.tested == 5);
    CHECK(fits.missed == 0);
    CHECK(fits.rows == 4000);
    CHECK(fits.rows_missed == 0);
    CHECK(fits.complete);
    CHECK(fits.fewest == 800);
    CHECK(fits.most == 800);

    // Parents that have equally many rows: those that are not looked up as frequent ones are no orphans all the same.
    request.lookups = {{{"even"}, schema, "shop", {"id"}, false, "", ""}};
    auto const even = source.probe(request).answers.at(0);
    REQUIRE(even);
    CHECK(even->tested == 300);
    CHECK(even->rows_missed > 480);
    CHECK(even->rows_missed < 1120);
    CHECK(even->fewest == 36);
    CHECK(even->most == 36);
}

} // namespace scribe::conformance
