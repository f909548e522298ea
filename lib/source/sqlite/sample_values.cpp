// SPDX-License-Identifier: MIT
#include "source/sqlite/sample_values.hpp"

#include "base/text.hpp"
#include "source/sqlite/names.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::source::sqlite {

namespace {

/// Rows up to this length are loaded.
constexpr int k_longest_row = 4 << 20;

struct CloseBlob {
    void operator()(sqlite3_blob *blob) const { sqlite3_blob_close(blob); }
};

} // namespace

SampleValues::Limit::Limit(Connection &connection)
    : m_handle(connection.db().handle()), m_before(sqlite3_limit(m_handle, SQLITE_LIMIT_LENGTH, k_longest_row)) {}

SampleValues::Limit::~Limit() { sqlite3_limit(m_handle, SQLITE_LIMIT_LENGTH, m_before); }

SampleValues::SampleValues(Connection &connection, SampleRequest const &request)
    : m_connection(connection), m_request(request) {
    for (auto const &column : request.columns) {
        if (!m_list.empty()) m_list += ", ";
        m_list += quote_name(column.name);
    }
    if (m_list.empty()) m_list = "NULL";
    m_kept.reserve(request.columns.size()); // the values look into them
}

std::vector<model::SampleValue> const &SampleValues::read(Stmt &row, int at) {
    m_values.clear();
    m_kept.clear();
    for (std::size_t i = 0; i < m_request.columns.size(); ++i) put(row, at + static_cast<int>(i));
    return m_values;
}

void SampleValues::put(Stmt &row, int column) {
    auto const type = row.type(column);
    if (type == SQLITE_BLOB) {
        auto const bytes = static_cast<std::int64_t>(row.get_blob(column).size());
        m_values.push_back({{}, bytes, false});
    } else if (type == SQLITE_NULL) {
        m_values.push_back({{}, 0, true});
    } else {
        auto const text = row.get_text(column);
        put_text(text, static_cast<std::int64_t>(text.size()));
    }
}

void SampleValues::put_text(std::string_view text, std::int64_t bytes) {
    m_bytes += bytes;
    auto shown = base::utf8_head(text, static_cast<std::size_t>(m_request.value_bytes));
    if (!base::is_valid_utf8(shown)) {
        ++m_repaired;
        shown = m_kept.emplace_back(base::sanitize_utf8(shown));
    }
    m_values.push_back({shown, std::max(bytes, static_cast<std::int64_t>(shown.size())), false});
}

std::vector<model::SampleValue> const &SampleValues::read_long(std::string const &rowid_name, std::int64_t rowid) {
    m_values.clear();
    m_kept.clear();
    for (auto const &column : m_request.columns) {
        auto const name = quote_name(column.name);
        // typeof() looks at the row's header only.
        auto type = m_connection.query(
            fmt::format("SELECT typeof({}) FROM {} WHERE {} = ?", name, quote_name(m_request.name), rowid_name));
        type.bind(1, rowid);
        bool const found = m_connection.step(type);
        auto const word = found ? std::string{type.get_text(0)} : std::string{"null"};
        if (word == "text" || word == "blob") {
            put_long(column.name, rowid);
            if (word == "blob") m_values.back().text = {};
            continue;
        }
        auto value = m_connection.query(
            fmt::format("SELECT {} FROM {} WHERE {} = ?", name, quote_name(m_request.name), rowid_name));
        value.bind(1, rowid);
        if (m_connection.step(value) && value.type(0) != SQLITE_NULL) {
            auto const &kept = m_kept.emplace_back(value.get_text(0));
            m_values.push_back({kept, static_cast<std::int64_t>(kept.size()), false});
        } else {
            m_values.push_back({{}, 0, true});
        }
    }
    return m_values;
}

void SampleValues::put_long(std::string const &column, std::int64_t rowid) {
    sqlite3_blob *handle = nullptr;
    auto const code = sqlite3_blob_open(m_connection.db().handle(), "main", m_request.name.c_str(), column.c_str(),
                                        rowid, 0, &handle);
    std::unique_ptr<sqlite3_blob, CloseBlob> const blob{handle};
    // Generated columns and views have no place to look at; what cannot be measured is left empty.
    if (code != SQLITE_OK) {
        m_values.push_back({{}, k_longest_row, false});
        return;
    }
    auto const bytes = sqlite3_blob_bytes(handle);
    std::string text(static_cast<std::size_t>(std::min<std::int64_t>(bytes, m_request.value_bytes + 4)), '\0');
    if (sqlite3_blob_read(handle, text.data(), static_cast<int>(text.size()), 0) != SQLITE_OK) text.clear();
    auto const &kept = m_kept.emplace_back(
        base::sanitize_utf8(base::utf8_head(text, static_cast<std::size_t>(m_request.value_bytes))));
    m_values.push_back({kept, std::max<std::int64_t>(bytes, static_cast<std::int64_t>(kept.size())), false});
}

} // namespace scribe::source::sqlite
