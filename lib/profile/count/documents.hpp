// SPDX-License-Identifier: MIT
#pragma once

#include "model/profile.hpp"
#include "model/sample.hpp"
#include "profile/count/random.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace scribe::profile {

/// Counts paths and types in JSON documents, to depth 3. The first 5,000 are parsed, of the others one in eight, by
/// chance. Of a document that was cut the beginning counts.
class DocumentCounter {
public:
    void add(model::SampleValue const &value);
    double invalid_share() const;
    std::int64_t count() const { return m_seen; }
    void finish(model::JsonFacts &facts) const;

private:
    enum Type { string, number, boolean, null, object, array };
    struct Path {
        std::array<std::int64_t, 6> types{};
        std::int64_t documents = 0, last_document = 0;
        std::size_t parent = 0; ///< the length of the path that it continues
        bool member = false;    ///< of an object; else an item of a list, or the document itself
    };
    using Paths = std::map<std::string, Path, std::less<>>;

    /// `parent`: how much of the path is that of the object or list which the element is in.
    template <typename Element>
    void walk(Element const &element, std::string &path, std::size_t parent, bool member, int depth);
    Path *find(std::string const &path);
    std::set<std::string_view> maps() const;
    Paths folded() const;

    Paths m_paths;
    Random m_random{1};
    bool m_more_paths = false;
    std::int64_t m_seen = 0, m_parsed = 0, m_cut = 0, m_unread = 0, m_invalid = 0;
};

} // namespace scribe::profile
