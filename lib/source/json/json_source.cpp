// SPDX-License-Identifier: MIT
#include "source/json/json_source.hpp"

#include "base/text.hpp"
#include "model/document.hpp"
#include "source/file_source.hpp"
#include "source/json/document_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace scribe::source::json {

namespace {

constexpr std::size_t k_shown_members = 10;

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
        info.name = m_head.name.empty() ? name_of_file(m_path) : m_head.name;
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
                                  if (request.filter.matches(record)) sink(std::move(record));
                              }};
        reader.run();
        ScanReport report;
        report.unseen = reader.absent();
        if (!reader.unknown().empty()) report.notes.push_back(unknown_note(reader.unknown()));
        return report;
    }

    TestReport test() override { return test_file(*this); }

private:
    std::filesystem::path m_path;
    Head m_head;
};

} // namespace

std::unique_ptr<Source> open_json(std::string const &path, OpenOptions const &) {
    return std::make_unique<JsonSource>(path);
}

} // namespace scribe::source::json
