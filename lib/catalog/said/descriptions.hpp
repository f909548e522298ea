// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/changes.hpp"
#include "catalog/store.hpp"
#include "model/description.hpp"

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <vector>

// What people and writers say of objects. Each text is a version; none is overwritten.
namespace scribe::catalog {

/// What counts for an object: its newest approved text by a person, else another approved one, else the database's
/// comment, else the newest draft.
struct TextRow {
    std::int64_t object_id = 0;
    std::string source;
    model::Kind kind = model::Kind::table;
    std::string schema, table, name;
    model::Description description; ///< a comment of the database has the origin "comment"
    std::int64_t version = 0;       ///< 0: a comment, or nothing was said yet
    std::int64_t evidence = 0;      ///< hash of what was known of the object when a writer looked last; 0: none did
    bool database = false;          ///< it is the database itself, whose name is that of the source

    /// "table", "column" ... "database"
    std::string_view type() const { return database ? "database" : model::kind_name(kind); }
    /// The object as patterns see it: the database by the name of its source.
    model::Record record() const;
    /// "shop.orders.id", without the source; the source's name for the database.
    std::string ref() const;
};

/// Which versions of texts a query is about.
enum class TextSet {
    counting, ///< what counts for each object, also where nothing was said
    review,   ///< what people decide on: of each object the newest draft, else what counts if it is a version
    pending,  ///< of those what waits for a decision: drafts, and texts that are stale
};

struct TextQuery {
    std::string source{};
    TextSet set = TextSet::counting;
    std::vector<std::string> types{};          ///< as TextRow::type(); empty: all
    std::vector<model::RefPattern> patterns{}; ///< empty: all
    bool with_parts = true;                    ///< a pattern of a table means its columns too
    model::ObjectFilter filter{};
    std::vector<std::string> origins{};          ///< empty: all
    bool described = false, undescribed = false; ///< only those with a text, only those without
    bool stale = false;                          ///< only those that are
    double min_confidence = 0;
    std::int64_t limit = 50; ///< 0 = all
    std::int64_t offset = 0;
};

/// Gives the objects and their texts by source, schema, table, the table before its columns in their order. Returns how
/// many there are in all.
std::int64_t list_texts(Store &store, TextQuery const &query, std::function<void(TextRow &&)> const &row);

/// What counts for one object; without a text and version when nothing was said.
std::optional<TextRow> find_text(Store &store, std::int64_t object_id);

/// The version of an object that people decide on, as TextSet::review; nothing when there is none.
std::optional<TextRow> find_review(Store &store, std::int64_t object_id);

/// The kinds of objects that texts are about, the database itself first.
inline constexpr std::array<std::string_view, 7> k_text_types{"database", "schema",  "table", "view",
                                                              "column",   "routine", "type"};

/// Stores what a writer says, object by object, as one change set. What people said or approved, and comments of the
/// database, stay what counts.
class DescriptionWriter {
public:
    DescriptionWriter(Store &store, SourceRow source, std::string author, std::string command);

    /// What counts for the object now, as find_text.
    std::optional<TextRow> present(std::int64_t object_id);
    /// In the transaction that the caller has open, as is seen(). `evidence` as in TextRow. False when the newest
    /// version says the same already.
    bool save(std::int64_t object_id, std::string const &label, model::Description const &description,
              std::int64_t evidence = 0);
    /// Remembers what was known of the object when a writer looked; a version that was written when it was something
    /// else becomes stale. True when it did.
    bool seen(TextRow const &row, std::int64_t evidence);

    int changes() const { return m_changes.events(); }
    /// The change set; without changes it is none.
    std::string const &change_set() const { return m_changes.id(); }

private:
    void mark(std::int64_t object_id, std::int64_t version, std::int64_t evidence, bool stale);

    Store &m_store;
    SourceRow m_source;
    std::string m_author;
    ChangeSet m_changes;
    sqlite::Stmt m_newest, m_present, m_seen;
};

/// A version of the description of an object.
struct TextVersion {
    std::int64_t version = 0;
    std::string author, created_at; ///< who wrote it, or ran the writer; UTC, ISO 8601
    model::Description description;
    std::int64_t evidence = 0; ///< as in TextRow
};

/// All versions, the oldest first.
std::vector<TextVersion> text_versions(Store &store, std::int64_t object_id);

/// A version as events keep it; nothing when there is none.
std::optional<std::string> description_state(Store &store, std::int64_t object_id, std::int64_t version);
/// Stores such a state (nothing: removes the version) in the transaction that the caller has open; events are the
/// caller's. `evidence` is that of a version that is new. False when the object is not in the catalog any more.
bool restore_description(Store &store, std::int64_t object_id, std::int64_t version,
                         std::optional<std::string> const &state, std::string const &author, std::int64_t evidence = 0);

/// The number of the version that is stored next.
std::int64_t next_version(Store &store, std::int64_t object_id);

struct VersionOf {
    std::int64_t object_id = 0, version = 0;
};
/// Stores what a version says from now on, and the event of it, in the transaction that the caller has open; `evidence`
/// is that of a version that is new. False when it says so already. Throws base::Error(usage) when the object, `label`
/// for people, is not in the catalog any more.
bool change_version(Store &store, ChangeSet &changes, VersionOf const &of, std::string const &label,
                    model::Description const &description, std::string const &author, std::int64_t evidence = 0);

/// The subject_id of events of a version, "ID/VERSION", and the reverse.
std::string description_key(std::int64_t object_id, std::int64_t version);
std::optional<std::pair<std::int64_t, std::int64_t>> parse_description_key(std::string_view key);

} // namespace scribe::catalog
