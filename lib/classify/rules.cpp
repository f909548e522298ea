// SPDX-License-Identifier: MIT
#include "classify/rules.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
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
    if (auto const fault = fault_of(own))
        throw base::Error(base::ExitCode::config, fmt::format("entity '{}': {}", own.name, fault->why), fault->hint);
    Rule rule;
    rule.name = own.name;
    rule.sensitivity = own.sensitivity;
    for (auto const &name : own.names) rule.names.push_back(phrase(name));
    if (!own.regex.empty()) {
        rule.formats.push_back(own.regex);
    } else {
        // Its name alone says it, whatever the values are.
        rule.loose.emplace_back("(?s).+");
        rule.numeric = true;
    }
    rule.check = own.checksum;
    if (!own.checksum.empty()) rule.chance = 0.1;
    // A pattern of one's own that no name goes with is trusted, but not on a handful of values.
    rule.alone = !own.regex.empty() && own.names.empty();
    rule.least = 5;
    for (auto const &veto : own.vetoes) rule.vetoes.insert(fold(veto));
    return rule;
}

/// Adds names, vetoes and a format to a rule that is there already; nothing of it is lost.
void extend(Rule &known, OwnEntity const &own, Rule const &rule) {
    bool const judged = known.formats.empty() && known.loose.empty() && known.list.empty();
    if ((judged && !own.regex.empty()) || !own.checksum.empty())
        throw base::Error(base::ExitCode::config,
                          fmt::format("entity '{}': {}", own.name,
                                      own.checksum.empty()
                                          ? "it is one of scribe's own, which is known by more than a regex"
                                          : "it is one of scribe's own, with its own checksums"),
                          "give names and vetoes, or a name of your own to another entity");
    known.names.insert(known.names.end(), rule.names.begin(), rule.names.end());
    known.vetoes.insert(rule.vetoes.begin(), rule.vetoes.end());
    if (!own.regex.empty()) known.formats.push_back(own.regex);
    if (own.sensitivity != "personal") known.sensitivity = own.sensitivity;
}

/// Numbers of up to 20 digits, among them those that begin as dates of birth and cards do.
std::vector<std::string> sample_numbers() {
    std::vector<std::string> samples;
    for (std::size_t length = 1; length <= 20; ++length)
        for (auto const *digits : {"85010212345678901234", "19850102123456789012", "02018512345678901234",
                                   "45391488034360001234", "12345678901234567890"})
            samples.push_back(std::string{digits}.substr(0, length));
    return samples;
}

/// Marks the rules one of whose formats a sample has.
void mark_formats(RuleBook &book, ValueTests const &tests, std::vector<std::string> const &samples, bool Rule::*mark) {
    ValueFacts facts;
    for (auto const &sample : samples) {
        tests.run(sample, facts);
        for (auto const &hit : facts.hits) {
            std::string_view name = tests.names()[hit.test];
            if (name.ends_with('?')) name.remove_suffix(1);
            if (int const rule = book.find(name); rule >= 0) book.rules[static_cast<std::size_t>(rule)].*mark = true;
        }
    }
}

} // namespace

std::optional<EntityFault> fault_of(OwnEntity const &own) {
    bool const named = !own.name.empty() && std::all_of(own.name.begin(), own.name.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    });
    if (!named) return EntityFault{"name", "its name may have capitals, digits and _ only", {}};
    constexpr std::string_view k_classes[] = {"personal", "special category", "financial", "credential"};
    if (std::find(std::begin(k_classes), std::end(k_classes), own.sensitivity) == std::end(k_classes))
        return EntityFault{
            "sensitivity",
            fmt::format("'{}' is no sensitivity: personal, special category, financial or credential", own.sensitivity),
            {}};
    for (auto const &name : own.names) {
        if (phrase(name).find_first_not_of(' ') == std::string::npos)
            return EntityFault{"names", "one of its names is blank", {}};
    }
    if (auto const why = pattern_fault(own.regex))
        return EntityFault{"regex", fmt::format("'{}' is no pattern: {}", own.regex, *why),
                           "the syntax is that of RE2"};
    auto const checksums = checksum_names();
    if (!own.checksum.empty() && std::ranges::find(checksums, own.checksum) == checksums.end()) {
        auto const near = base::nearest(own.checksum, checksums);
        return EntityFault{"checksum", fmt::format("no checksum is called '{}'", own.checksum),
                           near ? fmt::format("did you mean {}?", *near) : "checksums: " + base::join(checksums, ", ")};
    }
    if (own.names.empty() && own.regex.empty()) return EntityFault{"name", "it needs names or a regex", {}};
    return std::nullopt;
}

Rules::Rules(std::vector<OwnEntity> const &own) : m_book(std::make_unique<RuleBook>(parse_rules(data::k_rules))) {
    for (auto const &entity : own) {
        Rule rule = own_rule(entity);
        if (int const known = m_book->find(rule.name); known >= 0)
            extend(m_book->rules[static_cast<std::size_t>(known)], entity, rule);
        else m_book->rules.push_back(std::move(rule));
    }
    m_names = std::make_unique<NameRules>(*m_book);
    m_tests = std::make_unique<ValueTests>(*m_book, *m_names);
    mark_formats(*m_book, *m_tests, sample_numbers(), &Rule::numbers);
    mark_formats(*m_book, *m_tests, {"1985-01-02", "1985-01-02 03:04:05"}, &Rule::dates);
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
