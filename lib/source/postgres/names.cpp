// SPDX-License-Identifier: MIT
#include "source/postgres/names.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

namespace scribe::source::postgres {

namespace {

std::string const k_unknown;

} // namespace

std::string Names::role(Oid oid) const {
    auto const found = roles.find(oid);
    // A role that was dropped or may not be read; the server prints its number too.
    return found == roles.end() ? fmt::format("unknown (OID={})", oid) : found->second;
}

std::string const &Names::schema(Oid oid) const {
    auto const found = schemas.find(oid);
    return found == schemas.end() ? k_unknown : found->second;
}

Relation const *Names::relation(Oid oid) const {
    auto const found = relations.find(oid);
    return found == relations.end() ? nullptr : &found->second;
}

std::string const &Names::column(Oid oid, int number) const {
    auto const *found = relation(oid);
    if (!found || number < 1 || static_cast<std::size_t>(number) > found->columns.size()) return k_unknown;
    return found->columns[static_cast<std::size_t>(number) - 1];
}

std::vector<std::string> Names::columns(Oid oid, std::vector<std::int16_t> const &numbers) const {
    std::vector<std::string> list;
    list.reserve(numbers.size());
    for (auto const number : numbers) list.push_back(column(oid, number));
    return list;
}

void append_name(std::string &out, std::string_view name, Capabilities const &capabilities) {
    if (base::is_plain_ident(name) && !capabilities.is_keyword(std::string{name})) out.append(name);
    else base::append_quoted_ident(out, name);
}

void append_qualified(std::string &out, model::Ref const &ref, Capabilities const &capabilities) {
    if (ref.schema != "pg_catalog") {
        append_name(out, ref.schema, capabilities);
        out.push_back('.');
    }
    append_name(out, ref.name, capabilities);
}

} // namespace scribe::source::postgres
