// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/changes.hpp"
#include "catalog/store.hpp"
#include "model/said/context_entry.hpp"
#include "model/said/term.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

// The glossary: words of the trade, what they mean, and where they occur. Each definition is a version; none is
// overwritten.
namespace scribe::catalog {

/// The terms that count, by their names. `search`: only those that have it in a name or definition.
std::vector<model::Term> all_terms(Store &store, std::string_view search = {});
std::vector<model::Term> all_terms(sqlite::Db &db);
/// The term of that key (model::term_key) as it counts; nothing when it was taken back.
std::optional<model::Term> term_of_key(sqlite::Db &db, std::string_view key);
/// The term of that name, else the one that has it as a synonym.
std::optional<model::Term> find_term(Store &store, std::string_view name);

/// One version of a term.
struct TermVersion {
    model::Term term;    ///< the definition is empty where it was taken back
    bool counts = false; ///< nothing newer was said
};

/// All that was ever said of a term, the newest first.
std::vector<TermVersion> term_history(Store &store, std::string_view name);

/// Stores what people say, as one change set, in transactions that the caller has open.
class GlossaryWriter {
public:
    GlossaryWriter(Store &store, std::string author, std::string command);

    /// A new version of the term; author and time are the writer's. False when that is what counts already. Throws
    /// base::Error(usage) for texts beyond model::k_most_context.
    bool save(model::Term const &term);
    /// False when there is no such term.
    bool remove(std::string_view name, std::string const &origin);

    ChangeSet &changes() { return m_changes; }

private:
    Store &m_store;
    std::string m_author;
    ChangeSet m_changes;
};

/// What counts for a term as events keep it; nothing when it is not there.
std::optional<std::string> term_state(Store &store, std::string_view key);
/// Makes such a state what counts, as a new version, in the transaction that the caller has open; events are the
/// caller's.
void restore_term(Store &store, std::string_view key, std::optional<std::string> const &state,
                  model::ContextEntry const &said_by);

/// Where a term occurs.
struct TermUse {
    std::size_t term = 0; ///< its place in the list that was looked for
    std::string source;
    model::Record record; ///< without its body
    std::string where;    ///< name | comment | description | said: somebody named it as a term of the object
};

/// Calls `use` with each object that has a term in its name, comment or description, or of which somebody said so: by
/// source, schema, table and position, each pair once.
void find_term_uses(Store &store, std::vector<model::Term> const &terms, std::function<void(TermUse &&)> const &use);
/// The same of one object.
std::vector<TermUse> term_uses_of(Store &store, std::vector<model::Term> const &terms, std::int64_t object_id);

} // namespace scribe::catalog
