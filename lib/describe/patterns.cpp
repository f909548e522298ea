// SPDX-License-Identifier: MIT
#include "describe/patterns.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

namespace scribe::describe {

namespace {

/// Longer ones are no patterns of names.
constexpr std::size_t k_most_bytes = 2'000;

re2::RE2::Options options() {
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(std::int64_t{1} << 20);
    return options;
}

} // namespace

struct Pattern::Expression {
    explicit Expression(std::string const &text) : regex(text, options()) {}
    re2::RE2 regex;
};

Pattern::Pattern(std::string const &text, std::string const &owner) {
    if (text.empty()) return;
    if (text.size() > k_most_bytes)
        throw base::Error(base::ExitCode::usage, fmt::format("{} is longer than {} bytes", owner, k_most_bytes));
    m_expression = std::make_unique<Expression>(text);
    if (!m_expression->regex.ok())
        throw base::Error(base::ExitCode::usage,
                          fmt::format("{} \"{}\" is no regular expression: {}", owner, base::single_line(text),
                                      m_expression->regex.error()),
                          "as in: (.*_)?(created|inserted)_at");
}

Pattern::Pattern(Pattern &&) noexcept = default;
Pattern &Pattern::operator=(Pattern &&) noexcept = default;
Pattern::~Pattern() = default;

int Pattern::groups() const { return m_expression ? m_expression->regex.NumberOfCapturingGroups() : 0; }

bool Pattern::matches(std::string_view text, std::vector<std::string> *found) const {
    if (!m_expression) return true;
    auto const &regex = m_expression->regex;
    re2::StringPiece const piece{text.data(), text.size()};
    std::vector<re2::StringPiece> groups(found ? static_cast<std::size_t>(regex.NumberOfCapturingGroups()) + 1 : 0);
    if (!regex.Match(piece, 0, piece.size(), re2::RE2::ANCHOR_BOTH, groups.data(), static_cast<int>(groups.size())))
        return false;
    if (found)
        for (auto const &group : groups) found->emplace_back(group.data() ? group.as_string() : std::string{});
    return true;
}

} // namespace scribe::describe
