// SPDX-License-Identifier: MIT
#include "base/error.hpp"
#include "base/text.hpp"
#include "context/readers.hpp"
#include "context/tables/statements.hpp"
#include "model/code/signature.hpp"
#include "model/filter.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace scribe::context {

namespace {

using model::Kind;

/// What is said of an object's kind. A database has none.
struct KindWord {
    std::optional<Kind> kind;
    bool database = false;
};

std::string shown(std::string_view text) { return base::single_line(base::utf8_head(text, 100)); }

std::optional<KindWord> kind_word(std::string_view text) {
    constexpr auto k_others = std::to_array<std::pair<std::string_view, Kind>>({{"base table", Kind::table},
                                                                                {"foreign table", Kind::table},
                                                                                {"materialized view", Kind::view},
                                                                                {"field", Kind::column},
                                                                                {"function", Kind::routine},
                                                                                {"procedure", Kind::routine},
                                                                                {"aggregate", Kind::routine},
                                                                                {"enum", Kind::type},
                                                                                {"domain", Kind::type}});
    auto word = base::to_lower_ascii(base::trim(text));
    for (auto &c : word)
        if (c == '_' || c == '-') c = ' ';
    if (word == "database" || word == "source") return KindWord{std::nullopt, true};
    for (auto const &[name, kind] : k_others)
        if (word == name) return KindWord{kind};
    for (auto const kind : model::k_all_kinds)
        if (word == model::kind_text(kind)) return KindWord{kind};
    return std::nullopt;
}

KindWord kind_of(PlaceWords const &words, std::string const &place) {
    if (words.kind.empty()) return {};
    auto const found = kind_word(words.kind);
    if (!words.kind_may_be_type) {
        if (!found)
            fail_at(place, fmt::format("\"{}\" is no kind of object", shown(words.kind)),
                    "expected database, schema, table, view, column, routine, type ...");
        return *found;
    }
    // A column's data type may be called like a kind, most of all an enum.
    bool const of_column = !words.column.empty() && words.ref.empty();
    bool const data_type = found && found->kind == Kind::type && base::to_lower_ascii(words.kind) != "type";
    return found && !data_type && (!of_column || found->kind == Kind::column) ? *found : KindWord{};
}

void take_source(Statement &statement, std::string source, std::string const &place) {
    if (!statement.source.empty() && !source.empty() && statement.source != source)
        fail_at(place, fmt::format("two sources for one object: {} and {}", shown(statement.source), shown(source)));
    if (!source.empty()) statement.source = std::move(source);
}

/// How many names of its path an object of this kind has at most, from the last one: schema.table.name.
void set_path(Statement &statement, std::vector<std::string> parts, KindWord const &word, std::string const &place) {
    auto const take = [&](std::string &to) {
        if (parts.empty()) return;
        to = std::move(parts.back());
        parts.pop_back();
    };
    auto const kind = word.kind;
    if (word.database) take(statement.source);
    else if (kind == Kind::schema) take(statement.schema);
    else if (kind ? model::is_table_part(*kind) : parts.size() == 3) {
        take(statement.name);
        take(statement.table);
        take(statement.schema);
    } else {
        bool const table = !kind || *kind == Kind::table || *kind == Kind::view;
        take(table ? statement.table : statement.name);
        if (!kind || !model::is_database_wide(*kind)) take(statement.schema);
    }
    if (!parts.empty())
        fail_at(place, "the reference has more parts than an object of its kind",
                "write schema.table.column, odd names in double quotes");
}

void set_by_ref(Statement &statement, std::string const &ref, KindWord const &word, std::string const &place) {
    // "shop:" is the database itself.
    bool const database = ref.ends_with(':') && (word.database || !word.kind);
    try {
        auto pattern = model::parse_ref(database ? ref + "x" : ref);
        if (database) return take_source(statement, std::move(pattern.source), place);
        if (pattern.exclude) fail_at(place, "a reference that begins with ! names no object");
        set_path(statement, std::move(pattern.parts), word, place);
        take_source(statement, std::move(pattern.source), place);
    } catch (base::Error const &error) {
        if (error.code() == base::ExitCode::config) throw;
        throw base::Error(base::ExitCode::config, fmt::format("{}: {}", place, error.what()), error.hint());
    }
}

/// The "name" of a row is that of the object itself, whatever it is.
void set_by_name(Statement &statement, std::string const &name, KindWord const &word, std::string const &place) {
    auto const kind = word.kind;
    bool const of_table = kind ? *kind == Kind::table || *kind == Kind::view : statement.table.empty();
    auto &to = word.database          ? statement.source
               : kind == Kind::schema ? statement.schema
               : of_table             ? statement.table
                                      : statement.name;
    if (!to.empty() && to != name)
        fail_at(place, fmt::format("two names for one object: {} and {}", shown(to), shown(name)));
    to = name;
}

void check_object(Statement const &statement, KindWord const &word, std::string const &place) {
    auto const &[kind, database] = word;
    bool const needs_table = kind ? model::is_table_part(*kind) : !statement.name.empty();
    if (needs_table && statement.table.empty())
        fail_at(place, fmt::format("{} without its table", statement.name.empty() ? "a part" : shown(statement.name)),
                "fill in the table in every row, or write schema.table.column");
    bool const nameless =
        statement.name.empty() && kind && *kind != Kind::schema && *kind != Kind::table && *kind != Kind::view;
    bool const no_table = kind && (*kind == Kind::table || *kind == Kind::view) && statement.table.empty();
    if (nameless || no_table || (kind == Kind::schema && statement.schema.empty()))
        fail_at(place, fmt::format("the name of the {} is missing", model::kind_text(*kind)));
    bool const more = database ? !statement.schema.empty() || !statement.table.empty() || !statement.name.empty()
                      : kind == Kind::schema                      ? !statement.table.empty() || !statement.name.empty()
                      : kind == Kind::table || kind == Kind::view ? !statement.name.empty()
                                                                  : false;
    if (more)
        fail_at(place, fmt::format("the kind is {}, but the row names a part of one",
                                   database ? "database" : model::kind_text(*kind)));
}

} // namespace

void set_object(Statement &statement, PlaceWords const &words, std::string const &place) {
    auto const word = kind_of(words, place);
    statement.kind = word.kind;
    statement.schema = words.schema;
    statement.table = words.table;
    statement.name = words.column;
    if (!words.ref.empty()) {
        if (!words.schema.empty() || !words.table.empty() || !words.column.empty() || !words.name.empty()) {
            // As scribe's own outputs have both: the reference is the whole.
            statement.schema.clear();
            statement.table.clear();
            statement.name.clear();
        }
        set_by_ref(statement, words.ref, word, place);
    } else if (!words.name.empty()) set_by_name(statement, words.name, word, place);
    if (word.kind == Kind::routine) statement.name = model::plain_signature(statement.name);
    take_source(statement, words.source, place);
    check_object(statement, word, place);
}

} // namespace scribe::context
