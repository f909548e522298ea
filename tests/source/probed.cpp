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
    CHECK(many.fewest == 1);
    CHECK(many.most == 56);
    CHECK(many.average == Approx(8000.0 / 305));

    auto const &one = *report.answers[1];
    CHECK(one.tested == 146);
    CHECK(one.missed == 1);
    CHECK(one.rows_missed == 160);
    CHECK(one.complete);
    CHECK(one.most == 160);

    auto const &fits = *report.answers[2];
    CHECK(fits.tested == 5);
    CHECK(fits.missed == 0);
    CHECK(fits.rows == 4000);
    CHECK(fits.rows_missed == 0);
    CHECK(fits.complete);
    CHECK(fits.fewest == 800);
    CHECK(fits.most == 800);
}

} // namespace scribe::conformance
