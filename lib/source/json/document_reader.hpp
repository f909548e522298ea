// SPDX-License-Identifier: MIT
#pragma once

#include "base/json_stream.hpp"
#include "model/reader.hpp"
#include "model/record.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <unordered_set>

namespace scribe::source::json {

/// What a document says of its source.
struct Head {
    std::string name, product, version, database, encoding, collation, comment;
    model::FilterTexts scanned_for;
};

/// Reads the members "format", "format_version" and "source", wherever they stand. Throws base::Error as open_json
/// does.
Head read_head(std::filesystem::path const &path);

/// Gives the objects of a document one by one.
class DocumentReader {
public:
    using Sink = std::function<void(model::Record &&)>;

    DocumentReader(std::filesystem::path path, Sink sink) : m_stream(std::move(path)), m_sink(std::move(sink)) {}

    /// Throws base::Error(config) with the place of what is wrong.
    void run();

    /// Kinds that the document has no group for; "tables" or "views" stands for both and their parts.
    std::set<model::Kind> absent() const;
    /// Members that are not known here: "tables.colour", and how often each.
    std::map<std::string, std::int64_t> const &unknown() const { return m_unknown; }
    /// What the document says of its objects; what it says of others is left out.
    model::Known const &known() const { return m_known; }
    /// How many of those were left out.
    std::int64_t strangers() const { return m_strangers; }

private:
    friend class ElementReader;
    /// Refuses what cannot be: no name, a zero byte in it, the same object twice.
    void put(model::Record &&record, std::int64_t offset);
    void note_unknown(std::string_view group, std::string_view member);
    bool has(model::Kind kind, std::string const &schema, std::string const &table, std::string const &name) const;
    /// Reads the member where it is one of those that tell what is known; false for another.
    bool read_known();
    void leave_out_strangers();

    base::JsonStream m_stream;
    Sink m_sink;
    std::set<model::Kind> m_present;
    std::unordered_set<std::int64_t> m_seen;
    std::map<std::string, std::int64_t> m_unknown;
    model::Known m_known;
    std::int64_t m_strangers = 0;
};

} // namespace scribe::source::json
