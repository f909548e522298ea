// SPDX-License-Identifier: MIT
#include "base/log.hpp"
#include "base/text.hpp"
#include "context/readers.hpp"
#include "context/tables/layouts.hpp"

#include <fmt/format.h>

namespace scribe::context {

namespace {

/// The columns of DataHub's csv-enricher, https://docs.datahub.com/docs/generated/ingestion/sources/csv: resource,
/// subresource, glossary_terms, tags, owners, ownership_type, description, domain.
class DataHubRows : public RowReader {
public:
    DataHubRows(std::map<std::string, std::size_t> columns, TablePlace place,
                std::function<void(Statement &&)> const &use)
        : m_columns(std::move(columns)), m_place(std::move(place)), m_use(use) {}
    DataHubRows(DataHubRows const &) = delete;
    DataHubRows &operator=(DataHubRows const &) = delete;
    ~DataHubRows() override {
        if (m_skipped > 0)
            base::log::info("{}: no dataset; left out with all like it, {}", m_first_skipped,
                            base::counted(m_skipped, "row"));
    }

    bool may_be_short() const override { return true; }

    void row(std::vector<std::string> const &cells, std::size_t number) override {
        Statement statement;
        statement.place = m_place(number, std::nullopt);
        auto const resource = cell_at(cells, m_columns, "resource");
        if (resource.empty()) fail_at(statement.place, "expected a resource: urn:li:dataset:(...)");
        if (!resource.starts_with("urn:li:dataset:")) {
            if (m_skipped++ == 0) m_first_skipped = statement.place;
            return;
        }
        set_table(statement, resource);
        statement.name = field_path(cell_at(cells, m_columns, "subresource"));
        auto const add = [&](Field field, std::string text) {
            if (!text.empty()) statement.fields[field] = std::move(text);
        };
        add(Field::description, cell_at(cells, m_columns, "description"));
        add(Field::terms, names(cell_at(cells, m_columns, "glossary term")));
        add(Field::tags, names(cell_at(cells, m_columns, "tag")));
        add(Field::owner, names(cell_at(cells, m_columns, "owner")));
        if (!statement.fields.empty()) m_use(std::move(statement));
    }

private:
    /// urn:li:dataset:(urn:li:dataPlatform:postgres,shop.public.orders,PROD): what stands before schema.table are the
    /// database and the platform's instance, which catalogs know by other names.
    static void set_table(Statement &statement, std::string_view urn) {
        auto const from = urn.find(',');
        auto const to = urn.rfind(',');
        auto const name = from == std::string_view::npos || to <= from
                              ? std::string_view{}
                              : base::trim(urn.substr(from + 1, to - from - 1));
        if (name.empty())
            fail_at(statement.place,
                    fmt::format("\"{}\" names no dataset", base::single_line(base::utf8_head(urn, 100))),
                    "expected urn:li:dataset:(urn:li:dataPlatform:PLATFORM,NAME,ENVIRONMENT)");
        auto parts = base::split(name, '.');
        statement.table = parts.back();
        if (parts.size() > 1) statement.schema = parts[parts.size() - 2];
    }

    /// "email", or "[version=2.0].[type=struct].[type=string].email".
    static std::string field_path(std::string path) {
        if (!path.starts_with('[')) return path;
        auto const last = path.rfind("].");
        return last == std::string::npos ? path : path.substr(last + 2);
    }

    /// [urn:li:tag:Legacy|urn:li:tag:Pii] without what all of them have.
    static std::string names(std::string_view list) {
        if (list.starts_with('[') && list.ends_with(']') && list.size() > 1) list = list.substr(1, list.size() - 2);
        std::vector<std::string> found;
        for (auto const &part : base::split(list, '|')) {
            auto name = base::trim(part);
            if (name.starts_with("urn:li:")) {
                name.remove_prefix(7);
                name.remove_prefix(std::min(name.find(':') + 1, name.size()));
            }
            if (!name.empty()) found.emplace_back(name);
        }
        return base::join(found, "\n");
    }

    std::map<std::string, std::size_t> m_columns;
    TablePlace m_place;
    std::function<void(Statement &&)> const &m_use;
    std::int64_t m_skipped = 0;
    std::string m_first_skipped;
};

} // namespace

std::unique_ptr<RowReader> datahub_rows(std::vector<std::string> const &headings, TablePlace const &place,
                                        std::function<void(Statement &&)> const &use) {
    auto columns = heading_places(headings);
    if (!columns.contains("resource") || !columns.contains("subresource")) return nullptr;
    return std::make_unique<DataHubRows>(std::move(columns), place, use);
}

} // namespace scribe::context
