// SPDX-License-Identifier: MIT
#pragma once

#include "base/json_stream.hpp"
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
    std::string name, product, version, database, encoding, collation;
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

private:
    friend class ElementReader;
    /// Refuses what cannot be: no name, a zero byte in it, the same object twice.
    void put(model::Record &&record, std::int64_t offset);
    void note_unknown(std::string_view group, std::string_view member);

    base::JsonStream m_stream;
    Sink m_sink;
    std::set<model::Kind> m_present;
    std::unordered_set<std::int64_t> m_seen;
    std::map<std::string, std::int64_t> m_unknown;
};

} // namespace scribe::source::json
