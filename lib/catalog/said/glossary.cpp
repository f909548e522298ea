// SPDX-License-Identifier: MIT
#include "catalog/said/glossary.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::catalog {

namespace {

constexpr std::string_view k_subject = "term";

constexpr std::string_view k_columns = "name, definition, synonyms, author, said_at, origin";

/// The columns k_columns from number 0 on.
model::Term read_term(sqlite::Stmt const &row) {
    auto term = model::term_from_json(fmt::format("{{\"synonyms\":{}}}", row.get_text(2)));
    term.name = row.get_text(0);
    term.definition = row.get_text(1);
    term.author = row.get_text(3);
    term.said_at = row.get_text(4);
    term.origin = row.get_text(5);
    return term;
}

/// The newest version of a term, also when it was taken back.
std::optional<TermVersion> newest(sqlite::Db &db, std::string_view key) {
    sqlite::Stmt select{db, fmt::format("SELECT {}, definition IS NOT NULL FROM glossary WHERE term_key = ? "
                                        "ORDER BY version DESC LIMIT 1",
                                        k_columns)};
    select.bind(1, key);
    if (!select.step()) return std::nullopt;
    return TermVersion{read_term(select), select.get_int(6) != 0};
}

/// Without a definition: the term is taken back.
void put(Store &store, std::string_view key, model::Term const &term, bool there) {
    sqlite::Stmt insert{store.db(),
                        "INSERT INTO glossary (term_key, version, name, definition, synonyms, author, said_at, origin) "
                        "SELECT ?1, coalesce(max(version), 0) + 1, ?2, ?3, ?4, ?5, ?6, ?7 FROM glossary WHERE "
                        "term_key = ?1"};
    base::JsonWriter synonyms;
    synonyms.value(term.synonyms);
    insert.bind(1, key);
    insert.bind(2, term.name);
    insert.bind(3, there ? std::optional{term.definition} : std::nullopt);
    insert.bind(4, synonyms.text());
    insert.bind(5, term.author);
    insert.bind(6, term.said_at);
    insert.bind(7, term.origin);
    insert.run();
}

} // namespace

std::vector<model::Term> all_terms(sqlite::Db &db) {
    sqlite::Stmt select{db, fmt::format("SELECT {} FROM glossary g WHERE definition IS NOT NULL AND version = "
                                        "(SELECT max(x.version) FROM glossary x WHERE x.term_key = "
                                        "g.term_key) ORDER BY term_key",
                                        k_columns)};
    std::vector<model::Term> terms;
    while (select.step()) terms.push_back(read_term(select));
    return terms;
}

std::optional<model::Term> term_of_key(sqlite::Db &db, std::string_view key) {
    auto known = newest(db, key);
    return known && known->counts ? std::optional{std::move(known->term)} : std::nullopt;
}

std::vector<model::Term> all_terms(Store &store, std::string_view search) {
    auto terms = all_terms(store.db());
    std::erase_if(terms, [&](model::Term const &term) {
        auto const text = fmt::format("{}\n{}\n{}", term.name, term.definition, base::join(term.synonyms, "\n"));
        return !search.empty() && !base::contains_any_case(text, search);
    });
    return terms;
}

std::optional<model::Term> find_term(Store &store, std::string_view name) {
    auto const key = model::term_key(name);
    if (auto term = term_of_key(store.db(), key)) return term;
    for (auto &term : all_terms(store)) {
        bool const meant = std::ranges::any_of(
            term.synonyms, [&](std::string const &synonym) { return model::term_key(synonym) == key; });
        if (meant) return std::move(term);
    }
    return std::nullopt;
}

std::vector<TermVersion> term_history(Store &store, std::string_view name) {
    sqlite::Stmt select{store.db(), fmt::format("SELECT {}, definition IS NOT NULL AND version = max(version) OVER () "
                                                "FROM glossary WHERE term_key = ? ORDER BY version DESC",
                                                k_columns)};
    select.bind(1, model::term_key(name));
    std::vector<TermVersion> versions;
    while (select.step()) versions.push_back({read_term(select), select.get_int(6) != 0});
    return versions;
}

GlossaryWriter::GlossaryWriter(Store &store, std::string author, std::string command)
    : m_store(store), m_author(author), m_changes(store.db(), std::move(author), std::move(command)) {}

bool GlossaryWriter::save(model::Term const &term) {
    auto const key = model::term_key(term.name);
    if (key.empty() || term.definition.empty())
        throw base::Error(base::ExitCode::usage, "a term needs a name and a definition");
    if (term.name.size() + term.definition.size() > model::k_most_context)
        throw base::Error(base::ExitCode::usage, fmt::format("the definition of {} is longer than {}",
                                                             base::single_line(base::utf8_head(term.name, 100)),
                                                             base::human_bytes(model::k_most_context)));
    auto const before = term_state(m_store, key);
    auto const after = model::term_to_json(term);
    if (before == after) return false;
    auto one = term;
    one.author = m_author;
    one.said_at = utc_now();
    put(m_store, key, one, true);
    m_changes.record(k_subject, key, term.name, before, after);
    return true;
}

bool GlossaryWriter::remove(std::string_view name, std::string const &origin) {
    auto const key = model::term_key(name);
    auto const known = newest(m_store.db(), key);
    if (!known || !known->counts) return false;
    auto one = known->term;
    one.author = m_author;
    one.said_at = utc_now();
    one.origin = origin;
    put(m_store, key, one, false);
    m_changes.record(k_subject, key, one.name, model::term_to_json(known->term), std::nullopt);
    return true;
}

std::optional<std::string> term_state(Store &store, std::string_view key) {
    auto const known = newest(store.db(), key);
    return known && known->counts ? std::optional{model::term_to_json(known->term)} : std::nullopt;
}

void restore_term(Store &store, std::string_view key, std::optional<std::string> const &state,
                  model::ContextEntry const &said_by) {
    model::Term term;
    if (state) term = model::term_from_json(*state);
    else if (auto known = newest(store.db(), key)) term = std::move(known->term);
    term.author = said_by.author;
    term.said_at = said_by.said_at;
    term.origin = said_by.origin;
    put(store, key, term, state.has_value());
}

} // namespace scribe::catalog
