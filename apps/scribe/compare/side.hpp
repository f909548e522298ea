// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/scans.hpp"
#include "command.hpp"
#include "model/filter.hpp"
#include "model/reader.hpp"
#include "options/source_option.hpp"

#include <memory>
#include <optional>
#include <set>
#include <string>

namespace scribe::cli {

/// What OLD and NEW may be: see parse_side.
struct SideWord {
    enum class Kind {
        version, ///< what the catalog knows of a source
        live,    ///< a database, scanned now
    } kind = Kind::version;
    std::string text;                 ///< as the user wrote it
    std::string catalog;              ///< another catalog's file; empty: the usual one
    std::string source;               ///< a source's name, or the URL of a live one; empty: the only source
    std::optional<std::int64_t> scan; ///< an earlier version
};

/// `NAME`, `NAME@SCAN`, `@SCAN`, `catalog:FILE[#NAME][@SCAN]`, `live`, `live:NAME` or a URL.
/// Throws base::Error(usage) for a malformed one.
SideWord parse_side(std::string const &word);

/// What is compared with `before` when the user names nothing else: of a version its newest, of the newest the live
/// database. Throws base::Error(usage) where there is no such thing.
SideWord other_side(SideWord const &before);

/// How live sides are read.
struct SideOptions {
    GlobalOptions const &global;
    std::string key_file;
    TimeoutOptions timeouts;
    model::ObjectFilter filter;
};

/// One state of a database, open for reading.
class Side {
public:
    /// A live side is scanned now, into a catalog of its own that goes with it.
    Side(SideWord word, SideOptions const &options, Context &context);

    /// `filter` may leave out more than the options did.
    std::unique_ptr<model::ModelReader> reader(model::ObjectFilter const &filter);
    /// The same without most of what cannot differ from `other`: of two scans of a source that is what none changed.
    std::unique_ptr<model::ModelReader> reader(model::ObjectFilter const &filter, Side const &other);
    /// All objects as the newest scan found them, those of extensions too.
    std::unique_ptr<model::ModelReader> whole() { return m_store.value().reader(m_source, {}, true); }
    /// True when the state comes from a schema.json of tbls, which does not tell everything.
    bool is_from_tbls() const;
    std::string label() const;
    catalog::SourceRow const &source() const { return m_source; }
    std::set<model::Kind> const &unseen() const { return m_unseen; }
    std::vector<model::RefPattern> const &skipped() const { return m_skipped; }
    /// The filter of the scan that the state comes from, as JSON.
    std::string scanned_filter();
    /// What all scans that the state comes from were asked for; empty: everything. Nothing where that differs.
    std::optional<model::ObjectFilter> scanned_for() {
        return catalog::scanned_for(m_store->db(), m_source.id, m_word.scan.value_or(0));
    }

private:
    void scan(SideOptions const &options, Context &context);
    void find(SideOptions const &options, Context &context);

    SideWord m_word;
    std::optional<catalog::Store> m_store;
    catalog::SourceRow m_source;
    std::set<model::Kind> m_unseen;
    std::vector<model::RefPattern> m_skipped;
};

} // namespace scribe::cli
