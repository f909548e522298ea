// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/said/human_texts.hpp"
#include "model/said/context_entry.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

// What people know of objects: rules, sources, owners ... Each text is a version; none is overwritten. The field
// "description" is the approved text of a person (catalog/said/descriptions.hpp).
namespace scribe::catalog {

/// What is said of one object in one field.
struct ContextRow {
    std::int64_t object_id = 0;
    std::string source;
    std::optional<model::Kind> kind; ///< nothing: the database itself
    std::string schema, table, name;
    bool removed = false; ///< the last scan did not find the object
    model::ContextEntry entry;
};

struct ContextQuery {
    std::string source{};
    std::vector<model::RefPattern> patterns{}; ///< of a table its columns too; empty: all
    std::vector<std::string> databases{};      ///< with patterns: what is said of these sources themselves
    model::ObjectFilter filter{};
    std::vector<std::string> fields{}; ///< empty: all
    bool removed = false;              ///< also of objects that the last scan did not find
    std::int64_t limit = 50;           ///< 0 = all
    std::int64_t offset = 0;
};

/// Gives what counts by source, the database first, then its schemas, tables and columns in their order, fields in
/// theirs. Returns how many there are in all.
std::int64_t list_context(Store &store, ContextQuery const &query, std::function<void(ContextRow &&)> const &row);

/// What counts for objects, one by one.
class ContextReader {
public:
    explicit ContextReader(Store &store);
    /// In the order of the fields.
    std::vector<model::ContextEntry> entries(std::int64_t object_id);
    /// The text that a person wrote or approved; empty: there is none.
    std::string approved_text(std::int64_t object_id);

private:
    sqlite::Stmt m_entries, m_text;
};

/// What counts for one object, in the order of the fields.
std::vector<model::ContextEntry> context_of(Store &store, std::int64_t object_id);

/// One version of what was said.
struct ContextVersion {
    model::ContextEntry entry;
    bool counts = false; ///< nothing newer was said
};

/// All that people ever said of one object, the newest first.
std::vector<ContextVersion> context_history(Store &store, std::int64_t object_id);

/// Stores what people say, as one change set, in transactions that the caller has open.
class ContextWriter {
public:
    ContextWriter(Store &store, std::string author, std::string command);

    /// What counts now; empty: nothing was said.
    std::string present(std::int64_t object_id, std::string const &field);
    /// A new version; an empty text takes back what was said. False when that is what counts already. Throws
    /// base::Error(usage) for texts beyond model::k_most_context.
    bool save(SaidOf const &target, std::string const &field, std::string const &text, std::string const &origin);

    ChangeSet &changes() { return m_changes; }

private:
    Store &m_store;
    std::string m_author;
    ChangeSet m_changes;
    sqlite::Stmt m_present;
};

/// What counts for a field as events keep it; nothing when nothing is said.
std::optional<std::string> context_state(Store &store, std::int64_t object_id, std::string_view field);
/// The same of a text.
std::string context_state(std::string_view text);
/// Makes such a state what counts, as a new version, in the transaction that the caller has open; events are the
/// caller's. False when the object is not in the catalog any more.
bool restore_context(Store &store, std::int64_t object_id, std::string_view field,
                     std::optional<std::string> const &state, model::ContextEntry const &said_by);
/// The text of such a state.
std::string context_text(Store &store, std::optional<std::string> const &state);

/// The subject_id of events of a field, "ID/FIELD", and the reverse.
std::string context_key(std::int64_t object_id, std::string_view field);
std::optional<std::pair<std::int64_t, std::string>> parse_context_key(std::string_view key);

} // namespace scribe::catalog
