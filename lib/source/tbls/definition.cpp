// SPDX-License-Identifier: MIT
#include "source/tbls/definition.hpp"

#include "base/text.hpp"
#include "source/sqlite/tokens.hpp"

#include <algorithm>

namespace scribe::source::tbls {

namespace {

// Names, strings and brackets are in all databases' definitions as SQLite has them.
using sqlite::TokenReader;
using Names = std::vector<std::string>;

bool at_name(TokenReader const &reader) { return !reader.at_end() && reader.peek().is_name(); }

/// `a, "b c"` as names; nothing when something else is there.
std::optional<Names> names_of(std::string_view list) {
    TokenReader reader{list};
    Names names;
    do {
        if (!at_name(reader)) return std::nullopt;
        names.push_back(reader.take().name());
    } while (reader.take_char(','));
    return reader.at_end() ? std::optional{names} : std::nullopt;
}

/// What stands in brackets; empty when there are none or they do not end.
std::string_view take_group(TokenReader &reader) {
    auto const group = reader.take_group();
    return reader.last().is_char(')') ? group : std::string_view{};
}

std::optional<Names> take_names(TokenReader &reader) { return names_of(take_group(reader)); }

std::optional<model::Ref> take_ref(TokenReader &reader) {
    if (!at_name(reader)) return std::nullopt;
    model::Ref ref{"", reader.take().name()};
    if (!reader.take_char('.')) return ref;
    if (!at_name(reader)) return std::nullopt;
    return model::Ref{std::move(ref.name), reader.take().name()};
}

/// CASCADE, SET NULL [(columns)] ..., also as NO_ACTION; nothing for another word.
std::optional<std::string> take_action(TokenReader &reader, Names *columns) {
    auto word = base::to_lower_ascii(reader.take().text);
    if (word == "set" || word == "no") word += " " + base::to_lower_ascii(reader.take().text);
    std::replace(word.begin(), word.end(), '_', ' ');
    if (word == "no action") return std::string{};
    if (word != "cascade" && word != "restrict" && word != "set null" && word != "set default") return std::nullopt;
    if (reader.peek().is_char('(')) {
        auto const names = take_names(reader);
        if (!names || !columns) return std::nullopt;
        *columns = *names;
    }
    return word;
}

/// One clause behind a constraint; false for an unknown one.
bool take_clause(TokenReader &reader, model::Constraint &key) {
    if (reader.take_words("NOT", "DEFERRABLE") || reader.take_words("INITIALLY", "IMMEDIATE")) return true;
    if (reader.take_words("INITIALLY", "DEFERRED")) return key.initially_deferred = true;
    if (reader.take_word("DEFERRABLE")) return key.deferrable = true;
    if (reader.take_words("NOT", "VALID")) return key.not_valid = true;
    if (reader.take_words("NOT", "ENFORCED")) return key.not_enforced = true;
    if (reader.take_words("NO", "INHERIT")) return key.no_inherit = true;
    if (reader.take_word("INCLUDE")) {
        auto names = take_names(reader);
        if (names) key.include = std::move(*names);
        return names.has_value();
    }
    if (reader.take_word("MATCH")) {
        key.match = base::to_lower_ascii(reader.take().text);
        if (key.match == "simple" || key.match == "none") key.match.clear();
        return key.match.empty() || key.match == "full" || key.match == "partial";
    }
    bool const remove = reader.take_words("ON", "DELETE");
    if (!remove && !reader.take_words("ON", "UPDATE")) return false;
    auto action = take_action(reader, remove ? &key.on_delete_columns : nullptr);
    if (action) (remove ? key.on_delete : key.on_update) = std::move(*action);
    return action.has_value();
}

bool take_clauses(TokenReader &reader, model::Constraint &key) {
    while (!reader.at_end()) {
        if (!take_clause(reader, key)) return false;
    }
    return true;
}

bool take_foreign_key(TokenReader &reader, model::Constraint &key) {
    auto columns = take_names(reader);
    if (!columns || !reader.take_word("REFERENCES")) return false;
    auto parent = take_ref(reader);
    auto parent_columns = parent ? take_names(reader) : std::nullopt;
    if (!parent_columns) return false;
    key.columns = std::move(*columns);
    key.references = std::move(*parent);
    key.referenced_columns = std::move(*parent_columns);
    return true;
}

bool take_unique(TokenReader &reader, model::Constraint &key) {
    if (reader.take_words("NULLS", "NOT")) key.nulls_not_distinct = reader.take_word("DISTINCT");
    auto columns = take_names(reader);
    if (columns) key.columns = std::move(*columns);
    return columns.has_value();
}

// ---- indexes

/// ASC, DESC, NULLS FIRST, NULLS LAST at the end of a key.
bool take_order(TokenReader &reader, model::IndexKey &key) {
    if (reader.take_word("DESC")) key.descending = key.nulls_first = true;
    else reader.take_word("ASC");
    if (reader.take_words("NULLS", "FIRST")) key.nulls_first = true;
    else if (reader.take_words("NULLS", "LAST")) key.nulls_first = false;
    return reader.peek().is_char(',') || reader.at_end();
}

/// A column, a call or an expression in brackets.
bool take_key_head(TokenReader &reader, model::IndexKey &key) {
    if (reader.peek().is_char('(')) {
        key.expression = take_group(reader);
        return !key.expression.empty();
    }
    auto const begin = reader.peek().begin;
    auto ref = take_ref(reader);
    if (!ref) return false;
    if (reader.peek().is_char('(')) {
        reader.take_group();
        key.expression = reader.slice(begin, reader.last().end());
    } else key.column = std::move(ref->name);
    return true;
}

bool at_order(TokenReader const &reader) {
    auto const &token = reader.peek();
    return token.is("ASC") || token.is("DESC") || token.is("NULLS");
}

bool take_key(TokenReader &reader, model::IndexKey &key) {
    if (!take_key_head(reader, key)) return false;
    if (reader.take_word("COLLATE")) {
        auto ref = take_ref(reader);
        if (!ref) return false;
        key.collation = std::move(ref->name);
    }
    if (at_name(reader) && !at_order(reader)) {
        auto ref = take_ref(reader);
        if (!ref) return false;
        key.opclass = std::move(ref->name);
        if (reader.peek().is_char('(')) key.opclass += " (" + std::string{reader.take_group()} + ")";
    }
    return take_order(reader, key);
}

bool take_keys(std::string_view list, std::vector<model::IndexKey> &keys) {
    TokenReader reader{list};
    do {
        if (!take_key(reader, keys.emplace_back())) return false;
    } while (reader.take_char(','));
    return reader.at_end();
}

bool take_index_clauses(TokenReader &reader, model::Index &index, std::string_view definition) {
    if (reader.take_word("INCLUDE")) {
        auto names = take_names(reader);
        if (!names) return false;
        index.include = std::move(*names);
    }
    if (reader.take_words("NULLS", "NOT")) index.nulls_not_distinct = reader.take_word("DISTINCT");
    if (reader.take_word("WITH")) reader.take_group();
    if (reader.take_word("TABLESPACE")) index.tablespace = reader.take().name();
    if (!reader.take_word("WHERE")) return reader.at_end();
    index.predicate = base::trim(definition.substr(reader.last().end()));
    return !index.predicate.empty();
}

// ---- triggers

bool take_events(TokenReader &reader, model::Trigger &trigger) {
    do {
        trigger.events.push_back(base::to_lower_ascii(reader.take().text));
        auto const &event = trigger.events.back();
        if (event != "insert" && event != "update" && event != "delete" && event != "truncate") return false;
        if (event == "update" && reader.take_word("OF")) {
            do {
                if (!at_name(reader)) return false;
                trigger.update_columns.push_back(reader.take().name());
            } while (reader.take_char(','));
        }
    } while (reader.take_word("OR"));
    return true;
}

void take_timing(TokenReader &reader, model::Trigger &trigger) {
    if (reader.take_words("INSTEAD", "OF")) trigger.timing = "instead of";
    else if (reader.take_word("AFTER")) trigger.timing = "after";
    else {
        reader.take_word("BEFORE"); // which SQLite takes for said
        trigger.timing = "before";
    }
}

/// Everything from ON TABLE to what the trigger does.
void take_rest(TokenReader &reader, model::Trigger &trigger) {
    while (!reader.at_end()) {
        if (reader.take_words("NOT", "DEFERRABLE")) continue;
        if (reader.take_word("DEFERRABLE")) trigger.deferrable = true;
        else if (reader.take_words("INITIALLY", "DEFERRED")) trigger.initially_deferred = true;
        else if (reader.take_words("OLD", "TABLE")) {
            reader.take_word("AS");
            trigger.old_table = reader.take().name();
        } else if (reader.take_words("NEW", "TABLE")) {
            reader.take_word("AS");
            trigger.new_table = reader.take().name();
        } else if (reader.take_words("FOR", "EACH")) trigger.level = base::to_lower_ascii(reader.take().text);
        else if (reader.peek().is("WHEN") && reader.peek(1).is_char('(')) {
            reader.take();
            trigger.condition = take_group(reader);
        } else if (reader.take_words("EXECUTE", "FUNCTION") || reader.take_words("EXECUTE", "PROCEDURE")) {
            if (auto ref = take_ref(reader)) trigger.function = std::move(*ref);
            trigger.arguments = take_group(reader);
            return;
        } else if (reader.peek().is("BEGIN")) return;
        else reader.take();
    }
}

} // namespace

std::optional<model::Constraint> parse_constraint(std::string_view definition) {
    TokenReader reader{definition};
    model::Constraint key;
    bool known = false;
    if (reader.take_words("FOREIGN", "KEY")) known = take_foreign_key(reader, key);
    else if (reader.take_words("PRIMARY", "KEY") || reader.take_word("UNIQUE")) known = take_unique(reader, key);
    else if (reader.take_word("CHECK")) {
        key.expression = take_group(reader);
        known = !key.expression.empty();
    }
    return known && take_clauses(reader, key) ? std::optional{key} : std::nullopt;
}

std::optional<model::Index> parse_index(std::string_view definition) {
    TokenReader reader{definition};
    model::Index index;
    if (!reader.take_word("CREATE")) return std::nullopt;
    index.unique = reader.take_word("UNIQUE");
    if (!reader.take_word("INDEX") || !take_ref(reader) || !reader.take_word("ON")) return std::nullopt;
    index.partitioned = reader.take_word("ONLY");
    if (!take_ref(reader)) return std::nullopt;
    if (reader.take_word("USING")) index.method = reader.take().name();
    if (!take_keys(take_group(reader), index.keys)) return std::nullopt;
    return take_index_clauses(reader, index, definition) ? std::optional{index} : std::nullopt;
}

std::optional<model::Trigger> parse_trigger(std::string_view definition) {
    TokenReader reader{definition};
    model::Trigger trigger;
    if (!reader.take_word("CREATE")) return std::nullopt;
    trigger.constraint_trigger = reader.take_word("CONSTRAINT");
    if (!reader.take_word("TRIGGER") || !take_ref(reader)) return std::nullopt;
    take_timing(reader, trigger);
    if (!take_events(reader, trigger) || !reader.take_word("ON") || !take_ref(reader)) return std::nullopt;
    take_rest(reader, trigger);
    return trigger;
}

} // namespace scribe::source::tbls
