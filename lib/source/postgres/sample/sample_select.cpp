// SPDX-License-Identifier: MIT
#include "source/postgres/sample/sample_select.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::source::postgres {

namespace {

using model::ValueClass;

/// What compression (at best 273 bytes in 3) leaves in no more bytes is not longer than 4 kB.
constexpr int k_surely_short = 40;
/// Of longer documents the beginning is fetched, too, for what it tells of their members: the server has to write each
/// out for it.
constexpr std::int64_t k_most_document = 16 * 1024;

} // namespace

bool SampleSelect::may_be_long(model::SampleColumn const &column) {
    switch (column.value_class) {
    case ValueClass::text: break;
    case ValueClass::json:
    case ValueClass::array:
    case ValueClass::other: return true;
    default: return false;
    }
    // "character varying(200)" is short; a number in parentheses of four digits or more may be long.
    auto const modifier = column.type.find('(');
    return column.labels.empty() && (modifier == std::string::npos || column.type.find(')', modifier) > modifier + 4);
}

std::string SampleSelect::longest(model::SampleColumn const &column) {
    return fmt::format("max(octet_length({}{}))", base::quote_ident(column.name),
                       column.value_class == ValueClass::text ? "" : "::text");
}

SampleSelect::SampleSelect(SampleRequest const &request, std::vector<std::size_t> const &readable, bool wide)
    : m_most_bytes(request.value_bytes) {
    for (auto const place : readable) {
        if (!m_list.empty()) m_list += ", ";
        m_list += column(request.columns[place], wide);
    }
    if (m_list.empty()) m_list = "NULL";
}

std::string SampleSelect::column(model::SampleColumn const &column, bool wide) {
    auto name = base::quote_ident(column.name);
    if (column.value_class == ValueClass::binary) {
        m_forms.push_back(Form::length);
        return fmt::format("octet_length({})", name);
    }
    if (!wide || !may_be_long(column)) {
        m_forms.push_back(Form::plain);
        return name;
    }
    m_forms.push_back(Form::with_length);
    // The server tells the length of text from the pointer to where it lies outside of the row, and takes a head off
    // it without reading all. Of other types it knows the stored size, compressed as it may be: what is stored in few
    // bytes is written out as text to learn how long that is, what is stored in many is measured and not fetched.
    if (column.value_class == ValueClass::text)
        return fmt::format("CASE WHEN octet_length({0}) > {1} THEN substr({0}, 1, {1}) ELSE {0} END, "
                           "CASE WHEN octet_length({0}) > {1} THEN octet_length({0}) END",
                           name, m_most_bytes);
    auto const most = column.value_class == ValueClass::json ? std::max(m_most_bytes, k_most_document) : m_most_bytes;
    return fmt::format("CASE WHEN pg_column_size({0}) <= {3} THEN substr({0}::text, 1, {1}) END, "
                       "CASE WHEN pg_column_size({0}) > {1} THEN pg_column_size({0}) "
                       "WHEN pg_column_size({0}) > {2} AND octet_length({0}::text) > {1} "
                       "THEN octet_length({0}::text) END",
                       name, m_most_bytes, k_surely_short, most);
}

std::vector<model::SampleValue> const &SampleSelect::values(std::string_view line) {
    auto const &fields = m_row.split(line);
    m_values.clear();
    std::size_t at = 0;
    auto const next = [&]() -> std::optional<std::string_view> {
        if (at >= fields.size())
            throw base::Error(base::ExitCode::source_query, "the server sent a row that is malformed");
        return fields[at++];
    };
    for (auto const form : m_forms) {
        auto const field = next();
        model::SampleValue value;
        value.null = !field.has_value();
        if (form == Form::length) {
            value.bytes = base::parse_int(field.value_or("0")).value_or(0);
        } else if (field) {
            value.text = base::utf8_head(*field, static_cast<std::size_t>(m_most_bytes));
            value.bytes = static_cast<std::int64_t>(field->size());
        }
        if (form == Form::with_length) {
            if (auto const length = next()) {
                value.null = false;
                value.bytes = base::parse_int(*length).value_or(value.bytes);
            }
        }
        m_values.push_back(value);
    }
    return m_values;
}

} // namespace scribe::source::postgres
