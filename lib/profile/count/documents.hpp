// SPDX-License-Identifier: MIT
#pragma once

#include "model/profile.hpp"
#include "model/sample.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace scribe::profile {

/// Counts paths and types in JSON documents, to depth 3. The first 5,000 are parsed, of the others one in eight.
class DocumentCounter {
public:
    DocumentCounter();
    ~DocumentCounter();
    DocumentCounter(DocumentCounter &&) noexcept;
    DocumentCounter &operator=(DocumentCounter &&) noexcept;

    void add(model::SampleValue const &value);
    double invalid_share() const;
    void finish(model::JsonFacts &facts) const;

private:
    enum Type { string, number, boolean, null, object, array };
    struct Path {
        std::array<std::int64_t, 6> types{};
        std::int64_t documents = 0, last_document = 0;
    };
    struct Parser;

    template <typename Element> void walk(Element const &element, std::string &path, int depth);
    Path *find(std::string const &path);

    std::unique_ptr<Parser> m_parser;
    std::map<std::string, Path, std::less<>> m_paths;
    bool m_more_paths = false;
    std::int64_t m_seen = 0, m_parsed = 0, m_invalid = 0;
};

} // namespace scribe::profile
