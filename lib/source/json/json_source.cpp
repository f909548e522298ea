// SPDX-License-Identifier: MIT
#include "source/json/json_source.hpp"

#include "base/text.hpp"
#include "model/document.hpp"
#include "source/json/document_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace scribe::source::json {

namespace {

constexpr std::size_t k_shown_members = 10;

bool is_wanted(model::ObjectFilter const &filter, model::Record const &record) {
    if (model::is_database_wide(record.kind)) return true;
    if (record.kind == model::Kind::schema) return filter.matches_schema(record.name);
    return filter.matches(record.schema, record.table.empty() ? record.name : record.table);
}

std::string unknown_note(std::map<std::string, std::int64_t> const &unknown) {
    std::vector<std::string> shown;
    for (auto const &[name, count] : unknown) {
        if (shown.size() == k_shown_members) break;
        shown.push_back(fmt::format("{} ({})", name, base::group_digits(count)));
    }
    return fmt::format("members that this version of scribe does not know are left out: {}{}", base::join(shown, ", "),
                       unknown.size() > shown.size() ? ", ..." : "");
}

class JsonSource final : public Source {
public:
    explicit JsonSource(std::filesystem::path path) : m_path(std::move(path)), m_head(read_head(m_path)) {}

    SourceInfo info() override {
        SourceInfo info;
        info.name = m_head.name.empty() ? base::sanitize_utf8(m_path.stem().string()) : m_head.name;
        info.product = m_head.product.empty() ? "JSON" : m_head.product;
        info.version = m_head.version;
        info.database = m_head.database;
        // Not the path: a model of the same database may come in another file next time.
        info.identity = fmt::format("file of {} {}", m_head.product, m_head.database);
        info.encoding = m_head.encoding;
        info.collation = m_head.collation;
        return info;
    }

    ScanReport scan(ScanRequest const &request, RecordSink const &sink) override {
        DocumentReader reader{m_path, [&](model::Record &&record) {
                                  if (is_wanted(request.filter, record)) sink(std::move(record));
                              }};
        reader.run();
        ScanReport report;
        report.unseen = reader.absent();
        if (!reader.unknown().empty()) report.notes.push_back(unknown_note(reader.unknown()));
        return report;
    }

    TestReport test() override {
        std::int64_t relations = 0;
        DocumentReader reader{m_path, [&relations](model::Record &&record) {
                                  if (record.kind == model::Kind::table || record.kind == model::Kind::view)
                                      ++relations;
                              }};
        reader.run();
        TestReport report;
        report.info = info();
        report.tables = relations;
        report.readable_tables = 0;
        report.can = {"read the structure"};
        report.missing.push_back({"read table data", "", "all that needs rows: the file holds the structure"});
        return report;
    }

private:
    std::filesystem::path m_path;
    Head m_head;
};

} // namespace

std::unique_ptr<Source> open_json(std::string const &path, OpenOptions const &) {
    return std::make_unique<JsonSource>(path);
}

} // namespace scribe::source::json
