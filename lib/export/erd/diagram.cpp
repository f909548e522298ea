// SPDX-License-Identifier: MIT
#include "export/erd/diagram.hpp"

#include "base/text.hpp"
#include "model/filter.hpp"

#include <set>

namespace scribe::exporter::erd {

namespace {

/// Letters, digits and single underscores: two of them are markup in some languages.
std::string plain_name(std::string_view name) {
    std::string out;
    for (char const c : name) {
        bool const plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        if (plain) out.push_back(c);
        else if (!out.empty() && out.back() != '_') out.push_back('_');
    }
    while (out.ends_with('_')) out.pop_back();
    return out;
}

} // namespace

std::string_view cardinality_name(Cardinality cardinality) {
    switch (cardinality) {
    case Cardinality::one_to_one: return "1:1";
    case Cardinality::many_to_many: return "N:M";
    case Cardinality::many_to_one: break;
    }
    return "N:1";
}

std::vector<std::string> identifiers(Diagram const &diagram) {
    std::set<std::string> schemas, taken;
    for (auto const &table : diagram.tables) schemas.insert(table.ref.schema);
    std::vector<std::string> list;
    list.reserve(diagram.tables.size());
    for (auto const &table : diagram.tables) {
        // Begins with a word of its own, since many plain words mean something to some language.
        auto name = "t_" + plain_name(schemas.size() > 1 ? table.ref.schema + "_" + table.ref.name : table.ref.name);
        auto const first = name;
        for (int i = 2; !taken.insert(base::to_lower_ascii(name)).second; ++i) name = first + "_" + std::to_string(i);
        list.push_back(std::move(name));
    }
    return list;
}

std::string crows_foot(Edge const &edge) {
    bool const one = edge.cardinality == Cardinality::one_to_one, many = edge.cardinality == Cardinality::many_to_many;
    std::string const from = one ? (edge.mandatory ? "||" : "|o") : (edge.mandatory ? "}|" : "}o");
    std::string const to = many ? (edge.optional ? "o{" : "|{") : (edge.optional ? "o|" : "||");
    return from + (edge.status == Status::declared ? "--" : "..") + to;
}

std::string quoted(std::string_view raw, char quote, std::string_view special) {
    std::string out{quote};
    for (char const c : base::single_line(base::sanitize_utf8(raw))) {
        if (c == quote || c == '\\' || special.find(c) != std::string_view::npos) out.push_back('\\');
        out.push_back(c);
    }
    return out + quote;
}

std::string full_name(Table const &table) {
    if (table.ref.schema.empty()) return base::single_line(base::sanitize_utf8(table.ref.name));
    return base::single_line(base::sanitize_utf8(model::format_ref(table.ref.schema, table.ref.name)));
}

} // namespace scribe::exporter::erd
