// SPDX-License-Identifier: MIT
#include "classify/rules.hpp"

#include "base/error.hpp"
#include "classify/checksum/checksums.hpp"
#include "classify/fold.hpp"
#include "classify/name_rules.hpp"
#include "classify/rule_book.hpp"
#include "classify/values/value_tests.hpp"
#include "classify_data.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::classify {

namespace {

/// The words of a name as the rules file has them: parted by one blank.
std::string phrase(std::string name) {
    std::replace(name.begin(), name.end(), '_', ' ');
    return fold(name);
}

Rule own_rule(OwnEntity const &own) {
    auto const fail = [&](std::string const &why) {
        throw base::Error(base::ExitCode::config, fmt::format("entity '{}': {}", own.name, why));
    };
    bool const named = !own.name.empty() && std::all_of(own.name.begin(), own.name.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    });
    if (!named) fail("its name may have capitals, digits and _ only");
    constexpr std::string_view k_classes[] = {"personal", "special category", "financial", "credential"};
    if (std::find(std::begin(k_classes), std::end(k_classes), own.sensitivity) == std::end(k_classes))
        fail(fmt::format("'{}' is no sensitivity: personal, special category, financial or credential",
                         own.sensitivity));
    if (own.names.empty() && own.regex.empty()) fail("it needs names or a regex");
    Rule rule;
    rule.name = own.name;
    rule.sensitivity = own.sensitivity;
    for (auto const &name : own.names) {
        if (phrase(name).find_first_not_of(' ') == std::string::npos) fail("one of its names is blank");
        rule.names.push_back(phrase(name));
    }
    if (!own.regex.empty()) rule.formats.push_back(own.regex);
    rule.check = own.checksum;
    if (!own.checksum.empty()) rule.chance = 0.1;
    // A pattern of one's own is trusted, but not on a handful of values.
    rule.alone = !own.regex.empty();
    rule.least = 5;
    for (auto const &veto : own.vetoes) rule.vetoes.insert(fold(veto));
    return rule;
}

} // namespace

Rules::Rules(std::vector<OwnEntity> const &own) : m_book(std::make_unique<RuleBook>(parse_rules(data::k_rules))) {
    for (auto const &entity : own) {
        Rule rule = own_rule(entity);
        if (int const known = m_book->find(rule.name); known >= 0)
            m_book->rules[static_cast<std::size_t>(known)] = std::move(rule);
        else m_book->rules.push_back(std::move(rule));
    }
    m_names = std::make_unique<NameRules>(*m_book);
    m_tests = std::make_unique<ValueTests>(*m_book);
}

Rules::~Rules() = default;
Rules::Rules(Rules &&) noexcept = default;

std::vector<std::string> checksum_names() {
    std::vector<std::string> names;
    for (auto const list : {general_checksums(), americas_checksums(), asia_checksums(), north_europe_checksums(),
                            south_europe_checksums(), east_europe_checksums()})
        for (auto const &checksum : list) names.emplace_back(checksum.name);
    std::sort(names.begin(), names.end());
    return names;
}

} // namespace scribe::classify
