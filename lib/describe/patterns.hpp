// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace scribe::describe {

/// A regular expression (RE2) that is compared with the whole of a text. An empty one matches all.
class Pattern {
public:
    /// Throws base::Error(usage) that begins with `owner` when the text is none.
    Pattern(std::string const &text, std::string const &owner);
    Pattern(Pattern &&) noexcept;
    Pattern &operator=(Pattern &&) noexcept;
    ~Pattern();

    int groups() const;
    /// `found`: the whole, then what each group matched.
    bool matches(std::string_view text, std::vector<std::string> *found = nullptr) const;

private:
    struct Expression;
    std::unique_ptr<Expression> m_expression;
};

} // namespace scribe::describe
