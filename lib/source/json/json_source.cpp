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

/// What is said of objects that the filter covers.
model::Known within(model::ObjectFilter const &filter, model::Known known) {
    model::Record record;
    auto const covers = [&](model::Kind kind, std::string const &schema, std::string const &table,
                            std::string const &name) {
        record.kind = kind;
        record.schema = schema;
        record.table = table;
        record.name = name;
        return filter.matches(record);
    };
    std::erase_if(known.relationships, [&](model::Relationship const &one) {
        return !covers(model::Kind::table, one.from.schema, "", one.from.table) ||
               !covers(model::Kind::table, one.to.schema, "", one.to.table);
    });
    auto const is_outside = [&](auto const &one) {
        auto const kind = model::kind_from_name(one.of.kind);
        return kind ? !covers(*kind, one.of.schema, one.of.table, one.of.name) : !filter.empty();
    };
    std::erase_if(known.descriptions, is_outside);
    std::erase_if(known.context, is_outside);
    std::erase_if(known.labels, [&](model::ColumnDecision const &one) {
        return !covers(model::Kind::column, one.schema, one.table, one.column);
    });
    return known;
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
        info.comment = m_head.comment;
        return info;
    }

    ScanReport scan(ScanRequest const &request, RecordSink const &sink) override {
        ScanReport report;
        report.limited_to = model::filter_of(m_head.scanned_for);
        DocumentReader reader{m_path, [&](model::Record &&record) {
                                  if (record.kind == model::Kind::schema) report.schemas.insert(record.name);
                                  if (request.filter.matches(record)) sink(std::move(record));
                              }};
        reader.run();
        report.unseen = reader.absent();
        if (!reader.unknown().empty()) report.notes.push_back(unknown_note(reader.unknown()));
        if (reader.strangers() > 0)
            report.notes.push_back(fmt::format(
                "{} of objects that the file does not have are left out",
                base::counted(reader.strangers(), "relationship, label or text", "relationships, labels and texts")));
        report.known = within(request.filter, reader.known());
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
