// SPDX-License-Identifier: MIT
#pragma once

#include "workload/explain/tokens.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace scribe::workload {

/// A statement whose tokens can be changed one by one; what stands between them stays.
class Draft {
public:
    /// A token, and what has become of it.
    struct Part : Token {
        std::string instead; ///< what stands in its place, where it is `replaced`; nothing: it is left out
        bool replaced = false;
        std::string cast;   ///< of a parameter: the type it is given
        std::string suffix; ///< of a parameter: a text that is added to its own, before `cast`
        /// True for a parameter that the server still has to find a type for.
        bool is_bare() const { return kind == Kind::parameter && !replaced && cast.empty(); }
    };

    /// The final semicolons are left out.
    explicit Draft(std::string_view sql);

    std::vector<Part> &parts() { return m_parts; }
    std::vector<Part> const &parts() const { return m_parts; }
    void replace(std::size_t place, std::string instead);

    /// The statement as it is now, its parameters numbered anew from 1 without gaps.
    std::string text() const;
    /// Which parameter of the original each of text() is.
    std::vector<int> parameters() const;
    /// The part that a byte of text() belongs to, or that follows it; parts().size() behind the last.
    std::size_t part_at(std::size_t byte) const;

private:
    std::string write(std::vector<std::size_t> *begins) const;

    std::string m_sql; ///< what the parts are views of
    std::vector<Part> m_parts;
};

} // namespace scribe::workload
