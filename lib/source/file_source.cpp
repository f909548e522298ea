// SPDX-License-Identifier: MIT
#include "source/file_source.hpp"

#include "base/text.hpp"

namespace scribe::source {

std::string name_of_file(std::filesystem::path const &path) { return base::sanitize_utf8(path.stem().string()); }

TestReport test_file(Source &source) {
    TestReport report;
    std::int64_t relations = 0;
    source.scan({}, [&relations](model::Record &&record) {
        if (record.kind == model::Kind::table || record.kind == model::Kind::view) ++relations;
    });
    report.tables = relations;
    report.info = source.info();
    report.readable_tables = 0;
    report.can = {"read the structure"};
    report.missing.push_back({"read table data", "", "all that needs rows: the file holds the structure"});
    return report;
}

} // namespace scribe::source
