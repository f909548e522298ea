// SPDX-License-Identifier: MIT
#pragma once

#include "model/record.hpp"
#include "sqlite/db.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// What is said of objects beyond their comments, as the search reads it: shared by the files of this module, not part
// of its surface.
namespace scribe::catalog {

/// One text of an object.
struct SaidText {
    std::string field; ///< description, draft, rules, owner ...
    std::string text;
    /// Nobody wrote or approved it.
    bool is_draft() const { return field == "draft"; }
};

/// Reads what counts for objects, one by one.
class SaidTextReader {
public:
    explicit SaidTextReader(sqlite::Db &db);
    /// The description that counts where the comment does not, then what people say; a draft stands last.
    /// `has_comment`: a draft does not count.
    std::vector<SaidText> of(std::int64_t object_id, bool has_comment);

private:
    sqlite::Stmt m_description, m_context;
    bool m_any; ///< nobody said anything yet: there is nothing to read
};

/// A database that something is said of: by itself it is no object.
struct SaidDatabase {
    std::int64_t source_id = 0, object_id = 0; ///< object_id: model::database_id
    std::string name, comment;
};

/// The database of that id; nothing where nothing is said of it.
std::optional<SaidDatabase> said_database(sqlite::Db &db, std::int64_t object_id);

} // namespace scribe::catalog
